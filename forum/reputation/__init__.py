"""The game: rule book, pure engine, ledger, standings, career paths, badges, leaderboards."""

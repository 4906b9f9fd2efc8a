"""Recorded communities: reading them from disk, replaying them through the engine, and writing ours out."""

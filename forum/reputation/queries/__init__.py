"""Reads of the game; each says its order and bound."""

from forum.reputation.queries.books import book_now, books
from forum.reputation.queries.finds import Find, finds
from forum.reputation.queries.leaderboard import Board, Listed, Rank, board, listed, own_rank, who_is_listed
from forum.reputation.queries.ledger import EntryRow, RuleSum, ledger_page, rule_sums, whole_ledger
from forum.reputation.queries.metrics import main_category, metrics
from forum.reputation.queries.routes import Route, Waypoint, holders, routes, stages, thanked_by

__all__ = [
    "Board",
    "EntryRow",
    "Find",
    "Listed",
    "Rank",
    "Route",
    "RuleSum",
    "Waypoint",
    "board",
    "book_now",
    "books",
    "finds",
    "holders",
    "ledger_page",
    "listed",
    "main_category",
    "metrics",
    "own_rank",
    "routes",
    "rule_sums",
    "stages",
    "thanked_by",
    "who_is_listed",
    "whole_ledger",
]

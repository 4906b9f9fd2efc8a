"""The rooms that answer requests, in one list."""

from flask import Blueprint

from forum.accounts.views import blueprint as accounts
from forum.search.views import blueprint as search

BLUEPRINTS: tuple[Blueprint, ...] = (accounts, search)

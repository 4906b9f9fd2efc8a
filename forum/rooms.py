"""The rooms that answer requests, in one list."""

from flask import Blueprint

from forum.accounts.views import blueprint as accounts
from forum.pages.fixed import blueprint as fixed
from forum.pages.health import blueprint as health
from forum.search.views import blueprint as search

BLUEPRINTS: tuple[Blueprint, ...] = (accounts, fixed, health, search)

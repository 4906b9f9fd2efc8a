"""The rooms that answer requests, in one list."""

from flask import Blueprint

from forum.accounts.views import blueprint as accounts
from forum.dashboard.views import blueprint as dashboard
from forum.pages.fixed import blueprint as fixed
from forum.pages.health import blueprint as health
from forum.pages.home import blueprint as home
from forum.search.views import blueprint as search

BLUEPRINTS: tuple[Blueprint, ...] = (accounts, dashboard, fixed, health, home, search)

"""The rooms that answer requests, in one list."""

from flask import Blueprint

from forum.accounts.views import blueprint as accounts
from forum.dashboard.views import blueprint as dashboard
from forum.mandates.views import blueprint as mandates
from forum.moderation.views import blueprint as moderation
from forum.notifications.views import blueprint as notifications
from forum.pages.fixed import blueprint as fixed
from forum.pages.health import blueprint as health
from forum.pages.home import blueprint as home
from forum.pages.installed import blueprint as installed
from forum.pages.metrics import blueprint as metrics
from forum.pages.profile import blueprint as profile
from forum.pages.similar import blueprint as similar
from forum.pages.thread import blueprint as thread
from forum.pages.topics import blueprint as topics
from forum.reach.views import blueprint as reach
from forum.reputation.views import blueprint as reputation
from forum.search.views import blueprint as search
from forum.threads.views import blueprint as threads
from forum.threads.views.uploads import blueprint as uploads

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts,
    dashboard,
    fixed,
    health,
    home,
    installed,
    mandates,
    metrics,
    moderation,
    notifications,
    profile,
    reach,
    reputation,
    search,
    similar,
    thread,
    threads,
    topics,
    uploads,
)

"""Numbers for operators in Prometheus' text form, for who knows the token only; without a token set there are none.

One web process serves and keeps its own counts; what the worker does is read from the database when asked.
"""

import hmac
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from flask import Blueprint, Response, current_app, g, request
from flask.blueprints import BlueprintSetupState
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from forum.accounts.queries.sessions import open_sessions
from forum.config import Settings
from forum.core import outbox, page_cache
from forum.core.db import db
from forum.core.errors import NotVisible
from forum.core.limits import limiter

blueprint = Blueprint("metrics", __name__)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class House(Collector):
    """What is counted when somebody asks: outbox, sessions, pages in memory, connections."""

    def collect(self) -> Iterator[Metric]:
        """Read everything; a few statements."""
        waiting = GaugeMetricFamily("forum_outbox_waiting", "Rows owed and not done yet", labels=["topic"])
        for topic, number in outbox.backlog().items():
            waiting.add_metric([topic], number)
        yield waiting
        yield GaugeMetricFamily("forum_outbox_age_seconds", "Age of the oldest due row", outbox.age_s())
        yield GaugeMetricFamily("forum_outbox_parked", "Rows given up that wait for a person", outbox.parked())
        yield GaugeMetricFamily("forum_sessions", "Sessions that have not ended", open_sessions())
        kept = page_cache.told()
        for name in ("hits", "misses"):
            yield CounterMetricFamily(f"forum_page_cache_{name}", f"Shared pages: {name}", kept[name])
        yield GaugeMetricFamily("forum_page_cache_bytes", "Memory that shared pages hold", kept["bytes"])
        busy = getattr(db.engine.pool, "checkedout", lambda: 0)()
        yield GaugeMetricFamily("forum_db_connections_busy", "Database connections in use", busy)


class Clocks:
    """Counts requests and their seconds by route."""

    def __init__(self, app: Any) -> None:
        self.registry = CollectorRegistry()
        labels = ["route", "method"]
        self.answers = Counter("forum_requests", "Answers", [*labels, "status"], registry=self.registry)
        self.seconds = Histogram(
            "forum_request_seconds", "Seconds in the application", labels, buckets=BUCKETS, registry=self.registry
        )
        self.registry.register(House())
        app.before_request_funcs.setdefault(None, []).insert(0, self.begin)
        app.after_request(self.end)

    def begin(self) -> None:
        """Note when a request began."""
        g.begun = perf_counter()

    def end(self, answer: Response) -> Response:
        """Count its answer."""
        route = request.url_rule.rule if request.url_rule is not None else "none"
        method = request.method if request.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} else "other"
        self.answers.labels(route, method, str(answer.status_code)).inc()
        self.seconds.labels(route, method).observe(perf_counter() - g.get("begun", perf_counter()))
        return answer


def token_of(settings: Settings) -> str:
    """Give the token that opens the numbers; empty: nothing does."""
    if settings.metrics_token_file:
        return Path(settings.metrics_token_file).read_text("utf-8").strip()
    return settings.metrics_token


@blueprint.record_once
def begin_counting(state: BlueprintSetupState) -> None:
    """Count only where somebody may read it."""
    if token_of(state.app.extensions["forum.settings"]):
        state.app.extensions["forum.metrics"] = Clocks(state.app)


@blueprint.get("/metrics")
@limiter.limit("60 per minute")
def metrics() -> Response:
    """Give the numbers to who sends the token as a bearer; to everybody else there is nothing here."""
    token = token_of(current_app.extensions["forum.settings"])
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not token or not hmac.compare_digest(sent.encode(), token.encode()):
        raise NotVisible
    return Response(generate_latest(current_app.extensions["forum.metrics"].registry), content_type=CONTENT_TYPE_LATEST)

"""Brings a recorded community in: people, questions, answers, what happened, links. Every stage resumes by itself."""

from forum.core import clock, outbox, shield
from forum.core.db import session, transaction, upsert
from forum.core.ports import backends
from forum.recorded import stages
from forum.recorded.calendar import catch_up
from forum.recorded.intake import Intake
from forum.recorded.models import ImportRun
from forum.recorded.replay import Replay, release
from forum.reputation.actions import publish_rules
from forum.reputation.queries.books import EPOCH
from forum.search.actions import expected, rebuild
from forum.subscriptions import WORK


def bring_in(intake: Intake, rules: str | None = None) -> None:
    """Import everything that is not there yet; run again it changes nothing. Nothing is owed to anybody (no outbox).

    `rules`: TOML of a rule book that holds from the beginning of time on. Sorts the intake's faults by file and line.
    """
    with outbox.muted(*WORK, "hint", "audit"), shield.exempt(), intake.kitchen:
        _begin(rules)
        stages.add_users(intake)
        stages.add_answers(intake, stages.add_questions(intake))
        intake.added["events"] = Replay(intake, stages.began()).run() + release()
        stages.add_links(intake)
        catch_up()
        _end()
    index(intake)
    intake.faults.sort(key=lambda fault: (list(intake.files).index(fault.file.split(".")[0]), fault.line))


def _begin(rules: str | None) -> None:
    with transaction() as s:
        row = upsert(ImportRun).values(id=1, applied=[], started_at=clock.now())
        s.execute(row.on_conflict_do_nothing())
        if rules is not None:
            publish_rules(rules, since=EPOCH)


def _end() -> None:
    with transaction() as s:
        run = s.get_one(ImportRun, 1)
        run.finished_at = run.finished_at or clock.now()
    session().expunge_all()


def index(intake: Intake) -> None:
    """Make the search index anew, unless nothing came in and it is whole."""
    whole = expected()
    if any(intake.added.values()) or backends().search.count() != whole:
        rebuild(lambda number: intake.progress("index", number / max(1, whole)))

"""Brings a recorded community in: people, questions, answers, what happened, links. Every stage resumes by itself."""

from forum.core import clock, outbox
from forum.core.db import session, transaction, upsert
from forum.recorded import stages
from forum.recorded.calendar import catch_up
from forum.recorded.intake import Intake
from forum.recorded.models import ImportRun
from forum.recorded.replay import Replay, release
from forum.subscriptions import WORK


def bring_in(intake: Intake) -> None:
    """Import everything that is not there yet; run again it changes nothing. Writes to nobody (no outbox rows)."""
    with outbox.muted(*WORK, "hint"):
        _begin()
        stages.add_users(intake)
        stages.add_answers(intake, stages.add_questions(intake))
        replay = Replay(intake.files["events"], intake.faults.append, stages.began())
        intake.added["events"] = replay.run(lambda share: intake.progress("events", share)) + release()
        stages.add_links(intake)
        catch_up()
        _end()
    intake.faults.sort(key=lambda fault: (list(intake.files).index(fault.file.split(".")[0]), fault.line))


def _begin() -> None:
    with transaction() as s:
        row = upsert(ImportRun).values(id=1, applied=[], started_at=clock.now())
        s.execute(row.on_conflict_do_nothing())


def _end() -> None:
    with transaction() as s:
        run = s.get_one(ImportRun, 1)
        run.finished_at = run.finished_at or clock.now()
    session().expunge_all()

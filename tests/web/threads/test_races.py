"""64 clicks at once over real processes, through the pages: one effect, and nobody gets an error."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from forum.app import create_app
from forum.config import Settings
from forum.core.db import db
from forum.threads.models import Acceptance, MeToo, Post, Proposal, Revision, ThreadTag, Vote
from tests.fixtures.parallel import CONNECTIONS
from tests.plugins.databases import both_databases

pytestmark = [both_databases, pytest.mark.xdist_group("crowds")]  # PostgreSQL takes a hundred connections
ROOT = Path(__file__).resolve().parents[3]
CLICKS, PROCESSES = 64, 4


def main(order: str) -> None:
    """Send this process' share of the clicks at the appointed second, each in a thread; print the statuses."""
    plan = json.loads(order)
    settings = Settings(
        database_url=plan["url"], data_dir=Path(plan["dir"]), limits="off", database_connections=CONNECTIONS
    )
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    statuses: list[int] = []

    def click(token: str, path: str, form: dict[str, str]) -> None:
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        time.sleep(max(0.0, plan["at"] - time.time()))
        statuses.append(client.post(path, data=form).status_code)

    clicks = [threading.Thread(target=click, args=one) for one in plan["clicks"]]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    with app.app_context():
        db.engine.dispose()
    sys.stdout.write(json.dumps(statuses) + "\n")


@pytest.fixture
def at_once(house, settings):
    """Send clicks [(name, path, form)] at the same moment; give every status."""

    def send(clicks):
        tokens = {}
        for name in {name for name, _, _ in clicks}:
            with house.client(name).session_transaction() as cookie:
                tokens[name] = cookie["_user_id"]
        plan = {"url": settings.database_url, "dir": str(settings.data_dir), "at": time.time() + 8}
        shares = [[(tokens[n], path, form) for n, path, form in clicks[k::PROCESSES]] for k in range(PROCESSES)]
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.web.threads.test_races", json.dumps({**plan, "clicks": share})],
                stdout=subprocess.PIPE,
                cwd=ROOT,
                text=True,
            )
            for share in shares
        ]
        statuses = []
        for process in running:
            output, _ = process.communicate(timeout=200)
            assert process.returncode == 0
            statuses += json.loads(output.splitlines()[-1])
        return statuses

    return send


def test_one_voter_64_times(house, at_once):
    answer = house.answer("helper")
    assert at_once([("other", f"/p/{answer}/vote", {"value": "1"})] * CLICKS) == [303] * CLICKS
    assert house.post(answer).helpful_count == 1
    assert house.count(Vote) == 1


def test_accepting_two_answers_64_times(house, at_once):
    answers = [house.answer("helper"), house.answer("other")]
    clicks = [("asker", f"/p/{answers[number % 2]}/accept", {}) for number in range(CLICKS)]
    assert at_once(clicks) == [303] * CLICKS
    assert house.count(Acceptance, Acceptance.active) == 1
    assert house.row().accepted_post_id in answers


def test_the_same_question_64_times_by_two(house, at_once):
    clicks = [(("other", "helper")[number % 2], f"/t/{house.thread}/me-too", {"on": "1"}) for number in range(CLICKS)]
    assert at_once(clicks) == [303] * CLICKS
    assert house.count(MeToo) == house.row().me_too_count == 2


def test_sending_one_answer_64_times(house, at_once):
    form = {"body": "Einmal geschrieben, oft geklickt."}
    assert at_once([("helper", f"/t/{house.thread}/reply", form)] * CLICKS) == [303] * CLICKS
    assert house.count(Post, Post.source == form["body"]) == 1
    assert house.row().answer_count == 1


def test_editing_tagging_and_proposing_at_once(house, at_once):
    answer = house.answer("helper", body="Ursprung")
    edits = [("helper", f"/p/{answer}/edit", {"body": f"Fassung {n}", "seen_revision": "0"}) for n in range(16)]
    tags = [("asker", f"/t/{house.thread}/tags", {"tags": f"Zahn, Tag {n % 3}"}) for n in range(32)]
    proposals = [("other", f"/t/{house.thread}/propose", {"kind": "tags", "tags": "Spange"})] * 16
    statuses = at_once(edits + tags + proposals)
    assert set(statuses) <= {303, 409}
    assert house.count(Revision) == 1
    assert house.count(ThreadTag, ThreadTag.thread_id == house.thread) == 2
    assert house.count(Proposal) == 1


if __name__ == "__main__":
    main(sys.argv[1])

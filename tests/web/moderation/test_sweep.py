"""The sweep masks what an import brought past the shield, keeps a trace without text, and can be interrupted."""

import pytest

from forum.core import outbox, shield
from forum.core.db import alter, session, transaction
from forum.moderation import sweep
from forum.moderation.models import Masking
from forum.subscriptions import WORK
from forum.threads import actions
from forum.threads.models import Post, Revision, Thread
from forum.threads.texts import Text
from tests.web.threads.house import House

AHV, MASKED = "756.1234.5678.97", "756.••••.••••.••"


@pytest.fixture
def house(app):
    return House(app)


def smuggle(house, post_id: int, **thread: str) -> None:
    """Write as an import does."""

    def act() -> None:
        with shield.exempt(), transaction():
            text = {"source": f"Meine Nummer: **{AHV}**", "html": f"<p>Meine Nummer: <strong>{AHV}</strong></p>"}
            alter(Post, post_id, text)
            if thread:
                alter(Thread, house.thread, thread)

    house.do(act)


def swept(house) -> tuple[int, int]:
    return house.do(sweep.sweep_batch)


def test_old_posts_titles_and_revisions_are_masked_with_a_trace(house):
    opening, answer = house.opening(), house.answer("helper")
    smuggle(house, opening, title=f"Zahlt ihr {AHV}?", slug="756-1234-5678-97", excerpt=AHV)
    smuggle(house, answer)
    looked, held = swept(house)
    assert looked >= 3
    assert held == 2
    page = house.client().get(f"/t/{house.thread}", follow_redirects=True)
    assert AHV not in page.text
    assert "1234" not in page.request.path
    assert MASKED in page.text
    traces = house.do(lambda: session().query(Masking).order_by(Masking.id).all())
    assert [(row.post_id, row.kinds) for row in traces] == [(opening, "ahv"), (answer, "ahv")]
    assert house.count(Revision) == 0
    assert swept(house) == (0, 0)


def test_an_edit_of_an_old_post_keeps_no_number_in_its_revision(house):
    answer = house.answer("helper")
    smuggle(house, answer)

    def mend() -> None:
        with transaction():
            text = Text("Ohne Nummer.", "<p>Ohne Nummer.</p>", "Ohne Nummer.")
            post = session().get_one(Post, answer)
            post.thread, post.author = session().get_one(Thread, house.thread), house.member("helper")
            actions.edit(editor=house.member("helper"), post=post, text=text, seen_revision=0)

    house.do(mend)
    assert MASKED in house.do(lambda: session().query(Revision.source).scalar())


def test_batches_resume_and_new_words_begin_anew(house, monkeypatch):
    monkeypatch.setattr(sweep, "BATCH", 1)
    answer = house.answer("helper")
    smuggle(house, answer)
    assert swept(house)[0] == 1
    assert house.do(sweep.waiting) >= 2
    monkeypatch.setattr(sweep, "BATCHES_AT_ONCE", 2)
    house.do(lambda: sweep.sweep([]))
    assert house.do(sweep.waiting) == 0 or house.do(lambda: outbox.work_once(WORK)) > 0
    while swept(house)[0]:
        pass
    assert house.count(Masking) == 1
    monkeypatch.setattr(sweep, "words", lambda: ("others",))
    assert swept(house)[0] == 1
    assert house.count(Masking) == 1


def test_a_posts_points_and_place_stay(house):
    answer = house.answer("helper")
    smuggle(house, answer)
    before = house.post(answer)
    swept(house)
    after = house.post(answer)
    assert (before.state, before.score, before.edited_at) == (after.state, after.score, after.edited_at)


def test_the_trace_is_for_managers(house):
    smuggle(house, house.answer("helper"))
    swept(house)
    page = house.client("manager").get("/moderation/masked")
    assert "AHV-Nummer" in page.text
    assert AHV not in page.text
    assert house.client("helper").get("/moderation/masked").status_code == 403

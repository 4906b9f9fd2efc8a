"""The guided picker: from a topic to solved questions or a filled-in form; managers change it, changes are noted."""

import re

import pytest
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session, transaction
from forum.threads import actions, queries
from forum.threads.models import Endorsement, PickerChange, PickerPin, PickerTopic
from tests.plugins.databases import both_databases
from tests.web.threads.test_statements import statements


@pytest.fixture
def ways(house):
    """A topic with two sub-topics, one for members only."""

    def act():
        with transaction():
            boss, place = house.member("manager"), queries.category("familie")
            top = actions.add_topic(by=boss, name="Familie", category=place)
            teeth = actions.add_topic(by=boss, name="Zähne", parent=top, category=place, tags=["Zahn"])
            inside = actions.add_topic(by=boss, name="Drinnen", parent=top, category=queries.category("drinnen"))
            return top.id, teeth.id, inside.id

    return house.do(act)


def solved(house, title, place="familie", *, votes=0, tags=("Zahn",), until=None):
    thread = house.ask("asker", title, place, tags=list(tags))
    answer = house.answer("helper", thread)

    def act():
        with transaction():
            actions.accept(by=house.member("asker"), post=queries.post(answer))
            for name in ("other", "asker", "expert")[:votes]:
                actions.vote(voter=house.member(name), post=queries.post(answer), value=1)
            if until is not None:
                actions.endorse(expert=house.member("expert"), post=queries.post(answer))
                session().query(Endorsement).filter_by(post_id=answer).update({"valid_until": until})

    house.do(act)
    return thread


def titles(page):
    return re.findall(r'class="simlink"[^>]*>\s*<b>([^<]+)</b>', page)


@both_databases
def test_from_the_topic_to_the_three_best_solutions_and_the_filled_in_form(house, ways):
    for title, votes in (("Erste Frage gelöst", 1), ("Zweite Frage gelöst", 3), ("Dritte Frage gelöst", 2)):
        solved(house, title, votes=votes)
    solved(house, "Veraltete Frage gelöst", votes=3, until=clock.today().replace(year=2020))
    solved(house, "Ohne Stichwort gelöst", votes=3, tags=())
    house.ask("other", "Noch nicht gelöst zum Zahn", tags=["Zahn"])
    guest = house.client()
    assert 'href="/picker/zaehne"' in guest.get("/picker/familie").text
    page = guest.get("/picker/zaehne").text
    assert titles(page) == ["Zweite Frage gelöst", "Dritte Frage gelöst", "Erste Frage gelöst"]
    form = guest.get(re.search(r'class="plate"\s+href="(/ask\?[^"]+)"', page)[1].replace("&amp;", "&")).text
    assert re.search(r'value="familie"\s+required checked', form)
    assert 'value="Zahn"' in form


@both_databases
def test_where_nothing_was_solved_the_best_of_the_category_stand_in_else_there_is_asking(house, ways):
    guest = house.client()
    page = guest.get("/picker/zaehne").text
    assert (titles(page), "Frage stellen" in page) == ([], True)
    solved(house, "Ohne Stichwort gelöst", votes=1, tags=())
    solved(house, "Drinnen gelöst und fein", "drinnen", tags=())
    page = guest.get("/picker/zaehne").text
    assert (titles(page), "Hier ist noch nichts gelöst" in page) == (["Ohne Stichwort gelöst"], True)
    assert "/ask?category=familie&amp;tags=Zahn" in page
    solved(house, "Zum Zahn gelöst")
    page = guest.get("/picker/zaehne").text
    assert (titles(page), "Hier ist noch nichts gelöst" in page) == (["Zum Zahn gelöst"], False)


@both_databases
def test_pinned_ones_come_first_as_far_as_the_reader_sees_them(house, ways):
    teeth = ways[1]
    secret, known = solved(house, "Drinnen gelöst und fein", "drinnen"), solved(house, "Draussen gelöst", votes=2)
    manager = house.client("manager")
    assert manager.post(f"/picker/edit/{teeth}/pin", data={"thread": f"/t/{secret}-x"}).status_code == 303
    assert titles(house.client("other").get("/picker/zaehne").text) == ["Drinnen gelöst und fein", "Draussen gelöst"]
    assert titles(house.client().get("/picker/zaehne").text) == ["Draussen gelöst"]
    refused = manager.post(f"/picker/edit/{teeth}/pin", data={"thread": str(house.thread)})
    assert (refused.status_code, "Nur gelöste" in refused.text) == (422, True)
    manager.post(f"/picker/edit/{teeth}/unpin", data={"thread": str(secret)})
    assert house.count(PickerPin) == 0
    assert known


def test_what_the_reader_may_not_see_is_no_signpost(house, ways):
    guest, member = house.client(), house.client("other")
    assert "Drinnen" not in guest.get("/picker").text
    assert "Drinnen" in member.get("/picker").text
    assert guest.get("/picker/drinnen").status_code == 404
    assert member.get("/picker/drinnen").status_code == 200
    for who in (guest, member, house.client("manager")):
        page = who.get("/").text
        assert 'href="/picker/zaehne"' in page
        assert 'href="/picker/drinnen"' not in page, "no member's place on the public page"


def test_the_home_page_asks_no_more_for_a_bigger_tree(house, ways):
    few = statements(house, "", "/")

    def more():
        with transaction():
            place = queries.category("familie")
            for number in range(30):
                top = actions.add_topic(by=None, name=f"Thema {number}", category=place)
                actions.add_topic(by=None, name=f"Unterthema {number}", parent=top, category=place)

    house.do(more)
    assert len(statements(house, "", "/")) == len(few)


@both_databases
def test_a_manager_changes_it_and_every_change_is_noted(house, ways):
    top, teeth, _inside = ways
    manager = house.client("manager")
    added = manager.post(
        "/picker/edit", data={"name": "Kita", "category": "familie", "tags": "Kita, Schule", "parent": top}
    )
    kita = int(added.location.rsplit("/", 1)[1])
    manager.post(f"/picker/edit/{kita}/move", data={"to": "up"})
    form = {"name": "Zähne & Spangen", "category": "familie", "tags": "Zahn, Spange", "icon": "tooth"}
    manager.post(f"/picker/edit/{teeth}", data=form)
    assert "Zähne &amp; Spangen" in house.client().get("/picker/zaehne").text, "the address stays"
    names = [house.do(lambda: [b.topic.name for b in queries.picker_tree(_actor(house))[0].branches])][0]
    assert names == ["Zähne & Spangen", "Kita", "Drinnen"]
    manager.post(f"/picker/edit/{top}/remove")
    assert house.count(PickerTopic) == 0
    kinds = house.do(lambda: session().scalars(select(PickerChange.kind).order_by(PickerChange.id)).all())
    assert list(kinds) == ["add"] * 4 + ["move", "change"] + ["remove"] * 4
    change = house.do(lambda: session().scalars(select(PickerChange).where(PickerChange.kind == "change")).one())
    assert (change.old["name"], change.new["name"]) == ("Zähne", "Zähne & Spangen")
    assert "Spange" in manager.get("/picker/edit").text


def _actor(house):
    from forum.accounts.queries import actor_of, by_id  # noqa: PLC0415

    return actor_of(by_id(house.people["manager"]))


def test_bad_input_keeps_what_was_typed_and_others_are_refused(house, ways):
    manager = house.client("manager")
    for form, message in (
        ({"name": "", "category": "familie", "tags": "eins"}, "1 bis 60"),
        ({"name": "Neu", "category": "nirgends", "tags": "eins"}, ""),
        ({"name": "Neu", "category": "familie", "tags": "a,b,c,d,e,f"}, "höchstens fünf"),
        ({"name": "Neu", "category": "familie", "tags": "eins", "parent": ways[1]}, "Unterthema"),
    ):
        for path in ("/picker/edit", f"/picker/edit/{ways[1]}"):
            if "parent" in form and path != "/picker/edit":
                continue
            answer = manager.post(path, data=form)
            assert answer.status_code == 422, (path, form)
            summary = re.search(r'class="notice notice--bad errors".*?</ul>', answer.text, re.DOTALL)[0]
            assert message in summary
            assert f'value="{form["tags"]}"' in answer.text
    assert manager.post("/picker/edit/999999", data={"name": "x", "category": "familie"}).status_code == 404
    assert house.client("expert").post("/picker/edit", data={"name": "x", "category": "familie"}).status_code == 403
    assert house.count(PickerTopic) == 3


def test_a_name_never_takes_the_address_of_the_editor(house):
    manager = house.client("manager")
    for _ in range(2):
        manager.post("/picker/edit", data={"name": "Edit", "category": "familie", "tags": ""})
    slugs = house.do(lambda: session().scalars(select(PickerTopic.slug).order_by(PickerTopic.id)).all())
    assert list(slugs) == ["edit-2", "edit-3"]

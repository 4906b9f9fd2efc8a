"""A pseudonym that looks like somebody's is refused, whoever is faster, on both databases."""

import threading

import pytest
from sqlalchemy import select

from forum.accounts.actions import create_member, erase
from forum.accounts.models import Member
from forum.accounts.queries import by_id, free_skeletons, taken
from forum.core.db import session, transaction
from forum.core.errors import Invalid
from tests import factories
from tests.plugins.databases import both_databases

LOOKS = ("Haselnuss", "Hase1nuss", "HaseInuss", "hasel.nuss", "Häselnüss", "H4selnuss", "Hasel_nu55", "Haselnüss")
SAME = 6  # all but those with 4 and 5, which nobody takes for letters at a glance


@both_databases
def test_who_looks_like_somebody_is_refused(context):
    factories.member(handle="Haselnuss")
    factories.member(handle="Haselnuesse")
    assert taken([*LOOKS, "Walnuss"]) == set(LOOKS) - {"H4selnuss", "Hasel_nu55"}
    for look in ("Hase1nuss", "hasel.nuss"):
        with pytest.raises(Invalid) as refused:
            create_member(look, email=f"{look}@x.example")
        assert "handle" in refused.value.fields


@both_databases
def test_of_several_at_once_one_gets_the_look(context):
    said, faults, start = [], [], threading.Barrier(len(LOOKS))

    def join(handle):
        with context.app_context():
            start.wait(30)
            try:
                create_member(handle, email=f"{handle}@x.example".lower().replace("ä", "a").replace("ü", "u"))
                said.append(handle)
            except Invalid as refused:
                faults.extend(refused.fields)

    threads = [threading.Thread(target=join, args=(handle,)) for handle in LOOKS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(said) == len(LOOKS) - SAME + 1
    assert set(faults) == {"handle"}
    assert len(session().scalars(select(Member)).all()) == len(said)


@both_databases
def test_the_name_of_somebody_who_left_is_free(context):
    first = factories.member(handle="Haselnuss")
    with transaction():
        erase(by_id(first.id))
    assert taken(LOOKS) == set()
    create_member("Hase1nuss", email="x@x.example")


@both_databases
def test_an_import_keeps_both_names_and_one_look(context):
    factories.member(handle="Haselnuss")
    assert free_skeletons(["Hase1nuss", "Reh", "R.eh"]) == [None, "reh", None]


@pytest.mark.parametrize("handle", ["D’Angelo", "D'Angelo"])
def test_an_apostrophe_is_one_of_a_kind(app, handle):
    app.config["WTF_CSRF_ENABLED"] = False
    form = {"handle": handle, "email": "a@x.example", "password": "ein Murmeltier pfeift", "voice": "de"}
    answer = app.test_client().post("/signup", data=form | {"age": "1", "consent": "1"})
    assert answer.status_code == 303
    with app.app_context():
        assert session().scalar(select(Member.handle).where(Member.email_key == "a@x.example")) == "D'Angelo"

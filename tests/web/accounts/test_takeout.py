"""The archive holds what every room knows of its member, and nothing of others."""

import json

from forum.accounts.export import archive, collect
from tests import factories
from tests.plugins.databases import both_databases

OWN, FOREIGN = "CANARYOWN", "CANARYFOREIGN"


@both_databases
def test_all_of_mine_and_none_of_others(context, clock):
    me = factories.member(handle="haselnuss")
    other = factories.member(handle="walnuss")
    factories.thread(me, title=f"Was gilt für {OWN}title?", body=f"{OWN}question")
    theirs = factories.thread(other, title=f"Was gilt für {FOREIGN}title?", body=f"{FOREIGN}question")
    factories.answer(theirs, me, f"{OWN}answer")
    sections = collect(me.id)
    assert {
        "profile",
        "consents",
        "sessions",
        "tokens",
        "visits",
        "texts",
        "signals",
        "points",
        "mandates",
    } <= sections.keys()
    whole = json.dumps(sections, default=str)
    for mine in ("title", "question", "answer"):
        assert OWN + mine in whole
    assert FOREIGN not in whole
    assert "walnuss" not in whole
    assert archive(sections).startswith(b"PK")

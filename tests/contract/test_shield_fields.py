"""Every field that people write into, of every form: a hard kind in it is refused with what was typed, or masked.

The fields come from the pages themselves; a new form is tried by itself.
"""

import re
from html import unescape

import pytest
from sqlalchemy import select

from forum.core.db import session
from tests.contract.fields import forms, free_text, names_on_pages, path_of, send
from tests.contract.test_canary_planted import text_columns

pytestmark = [pytest.mark.postgresql, pytest.mark.xdist_group("fields")]
SECRETS = {
    "AHV": ("756.9217.0769.85", "7569217076985"),
    "IBAN": ("CH93 0076 2011 6238 5295 7", "CH9300762011623852957"),
    "payment": ("4111 1111 1111 1111", "4111111111111111"),
}
FORMS = [form for form in forms() if form.line.endpoint != "accounts.setup"]
REFUSED, DONE = 422, (200, 303)
NOT_PROSE = re.compile(
    r"threads.cover [xywh]\d|threads.picker_pin thread|threads.propose of"  # numbers of bars, addresses of threads
    r"|accounts.\w+ (?:identifier|handle|email)|mandates.nominate handle|notifications.\w+ url"
)
"""Fields that take no prose: what was typed is refused and kept, nothing is masked in them."""

ELSEWHERE = {
    ("threads.edit", "title"): ("author", "/p/{health}/edit"),
    ("accounts.save_profile", "signature"): ("expert", "/settings/profile"),
}
"""Fields that only some have: who, and where."""


@pytest.fixture(scope="module", params=["stage", "twin"])
def house(request):
    """The community on each database, without the token check."""
    made = request.getfixturevalue(request.param)
    made.app.config["WTF_CSRF_ENABLED"] = False
    made.reset()
    return made


@pytest.fixture(scope="module")
def fields(stage) -> dict[str, set[str]]:
    return names_on_pages(stage, free_text)


def stored(house) -> str:
    """Every text of the database."""
    with house.app.app_context():
        rows = [repr(session().scalars(select(column)).all()) for column in text_columns()]
        session().close()
    return "\n".join(rows)


def holds(text: str) -> list[str]:
    return [kind for kind, shapes in SECRETS.items() if any(shape in text for shape in shapes)]


def sent(house, form, name: str, fields: dict[str, str]):
    """Send a form as the least of those who may; what was done is undone."""
    role, path = ELSEWHERE.get((form.line.endpoint, name), (form.role, path_of(house, form)))
    answer = send(house.visitor(role), path.format(**house.world.posts), form.base() | fields)
    assert holds(stored(house)) == [], name
    if answer.status_code in DONE:
        house.reset()
    return answer


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_hard_kind_in_any_field_is_refused_or_masked(house, fields, form):
    for name in sorted(fields.get(form.line.endpoint, ())):
        prose = NOT_PROSE.fullmatch(f"{form.line.endpoint} {name}") is None
        for kind, (secret, _bare) in SECRETS.items():
            typed = f"Nr {secret}" if name == "tags" else f"Es geht um {secret} dabei"
            answer = sent(house, form, name, {name: typed})
            assert answer.status_code in {REFUSED, *DONE}, name
            if answer.status_code in DONE:
                continue
            page = unescape(answer.get_data(as_text=True))
            assert typed in page, f"{name}: what was typed is lost"
            assert ('name="shield"' in page) == prose, f"{name}: what offers to mask it?"
            if prose and kind == "AHV":
                masked = sent(house, form, name, {name: typed, "shield": "mask"})
                assert masked.status_code in DONE, f"{name}: the button that masks it does not help"


def test_the_fields_are_found(fields):
    known = {f"{endpoint} {name}" for endpoint, names in fields.items() for name in names}
    must = """threads.ask title,threads.ask body,threads.ask tags,threads.reply body,threads.comment body,
        threads.edit body,threads.edit title,threads.note note,threads.retag tags,threads.propose tags,
        moderation.hide text,threads.picker_add name,threads.picker_add tags,mandates.approve reason,
        mandates.revoke reason,
        accounts.save_profile bio,accounts.save_profile signature,accounts.new_token name,accounts.sign_up_now handle"""
    assert {" ".join(one.split()) for one in must.split(",")} <= known


def test_the_look_would_see_one(house):
    assert holds("['x', 'Es geht um 756.9217.0769.85 dabei']") == ["AHV"]

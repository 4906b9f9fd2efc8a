"""Sign up, confirm, sign in and out."""

import re

import pytest
from sqlalchemy import select

from forum.accounts.models import Consent, EmailToken, Member, WebSession
from forum.accounts.queries import by_handle
from forum.core.db import session
from tests.plugins.databases import both_databases
from tests.web.accounts.visitor import PASSWORD, TOKEN, Visitor


@both_databases
def test_from_sign_up_to_sign_out(app, clock):
    visitor = Visitor(app)
    assert visitor.sign_up().headers["Location"] == "/signup/sent"
    assert not visitor.is_in(), "signing up must not tell whether the address was free"
    path = visitor.link()
    assert path.startswith("/confirm/")
    assert "Haselnuss" in visitor.get(path).text
    with app.app_context():
        assert by_handle("haselnuss").email_confirmed_at is None, "looking at a link changes nothing"
    assert visitor.send(path, page=path).status_code == 303
    assert visitor.is_in()
    with app.app_context():
        member = by_handle("haselnuss")
        assert member.email_confirmed_at == clock.now
        assert {row.text_key for row in session().scalars(select(Consent))} == {"rules", "privacy", "age_16"}
        assert session().scalars(select(EmailToken)).one().used_at is not None
    answer = visitor.send("/logout", page="/settings")
    assert "Clear-Site-Data" in answer.headers
    assert not visitor.is_in()


def test_a_link_works_once(app, clock):
    visitor = Visitor(app)
    visitor.sign_up()
    path = visitor.link()
    visitor.send(path, page=path)
    other = Visitor(app)
    assert other.get(path).status_code == 410
    assert other.send(path).status_code == 410
    assert not other.is_in()


def test_a_link_grows_old(app, clock):
    visitor = Visitor(app)
    visitor.sign_up()
    path = visitor.link()
    clock.forward(days=8)
    assert visitor.send(path).status_code == 410


def test_an_unconfirmed_member_may_sign_in_and_have_the_mail_again(app, clock):
    visitor = Visitor(app)
    visitor.sign_up()
    visitor.sign_in()
    assert visitor.is_in()
    visitor.send("/confirm/resend", page="/settings")
    assert sum("/confirm/" in mail for mail in visitor.mails()) == 2


def test_a_known_address_gets_the_same_answer_and_its_owner_a_mail(app, clock):
    first, second = Visitor(app), Visitor(app)
    fresh = first.sign_up("Haselnuss")
    first.mails()
    known = second.sign_up("Walnuss", email="HASELNUSS@example.test")
    assert (known.status_code, known.headers["Location"], known.data) == (
        fresh.status_code,
        fresh.headers["Location"],
        fresh.data,
    )
    assert [name for name, _ in known.headers] == [name for name, _ in fresh.headers]
    assert "schon ein Konto" in second.mails()[-1]
    with app.app_context():
        assert session().scalars(select(Member.handle)).all() == ["Haselnuss"]


def test_a_taken_pseudonym_is_named_and_nothing_is_said_of_the_address_beside_it(app, clock):
    """Pseudonyms are public, addresses are not: whatever stands in the other field, the page is the same."""
    Visitor(app).sign_up("Haselnuss")
    Visitor(app).sign_up("Walnuss")
    assert Visitor(app).get("/m/Haselnuss").status_code == 200, "its profile says so too"
    pages = []
    for address in ("walnuss@example.test", "niemand@example.test"):
        answer = Visitor(app).sign_up("haselnuss", email=address)
        assert answer.status_code == 422
        pages.append(TOKEN.sub("", answer.text).replace(address, ""))
    assert pages[0] == pages[1]
    with app.app_context():
        assert len(session().scalars(select(Member.id)).all()) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("handle", "Haselnuss"), ("handle", "ab"), ("handle", "adm1n"), ("handle", "Alpenblick-Hilfe"),
        ("handle", "a\x00b"), ("email", "no address"), ("email", "a@b"), ("email", "x" * 300 + "@example.test"),
        ("password", "short"), ("password", "alpenblick"), ("password", "12345678"), ("password", "walnuss2024"),
        ("voice", "fr"), ("age", ""), ("consent", ""), ("password", "\u202e" * 9), ("handle", "Wal\ufffdnuss"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(app, clock, field, value):
    Visitor(app).sign_up("Haselnuss")
    visitor = Visitor(app)
    fields = {"handle": "Walnuss", "email": "walnuss@example.test", field: value}
    answer = visitor.sign_up(**fields)
    assert answer.status_code == 422
    assert f'id="e-{field}"' in answer.text
    if field != "email":
        assert "walnuss@example.test" in answer.text
    with app.app_context():
        assert len(session().scalars(select(Member.id)).all()) == 1


def test_consent_is_never_ticked_beforehand_and_another_name_is_proposed(app, clock):
    visitor = Visitor(app)
    pages = [visitor.get("/signup").text for _ in range(3)]
    assert not any("checked" in page for page in pages)
    assert len({re.search(r'name="handle"[^>]*value="([^"]+)"', page).group(1) for page in pages}) > 1


def test_the_new_members_voice_is_the_chosen_one(app, clock):
    visitor = Visitor(app)
    visitor.sign_up(voice="de-formal")
    assert "Sie haben" in visitor.mails()[-1]
    visitor.sign_in()
    assert "Wie sprechen wir Sie an?" in visitor.get("/settings").text


def test_a_wrong_password_and_an_unknown_name_look_alike(app, clock):
    Visitor(app).sign_up()
    wrong = Visitor(app).sign_in(password="falsch geraten")
    unknown = Visitor(app).sign_in(identifier="Niemand", password="falsch geraten")
    assert (wrong.status_code, unknown.status_code) == (422, 422)

    def plain(answer, name):
        return re.sub(r'value="[^"]{20,}"', "", answer.text).replace(name, "")

    assert plain(wrong, "Haselnuss") == plain(unknown, "Niemand")


def test_by_address_and_by_pseudonym_however_written(app, clock):
    Visitor(app).sign_up()
    for identifier in ("Haselnuss", "hASELNUSS", "haselnuss@EXAMPLE.test"):
        visitor = Visitor(app)
        assert visitor.sign_in(identifier).status_code == 303
        assert visitor.is_in()


def test_sign_in_goes_on_to_our_own_paths_only(app, clock):
    Visitor(app).sign_up()
    assert Visitor(app).sign_in(next="/ask?x=1").headers["Location"] == "/ask?x=1"
    for foreign in ("https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)"):
        assert Visitor(app).sign_in(next=foreign).headers["Location"] == "/"


def test_each_sign_in_has_a_new_id_and_only_its_hash_is_kept(app, clock):
    visitor = Visitor(app)
    visitor.sign_up()
    ids = []
    for _ in range(2):
        visitor.sign_in()
        with visitor.client.session_transaction() as cookie:
            ids.append(cookie["_user_id"])
        visitor.send("/logout", page="/settings")
    assert ids[0] != ids[1]
    visitor.sign_in()
    with visitor.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with app.app_context():
        assert token not in session().scalars(select(WebSession.id_hash)).one()
        assert PASSWORD not in str(session().scalars(select(Member.password_hash)).one())

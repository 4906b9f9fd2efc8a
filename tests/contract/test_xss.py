"""Hostile markup through every text field, looked at on the pages that show it: nothing of it is active."""

import random

import pytest

from tests.contract.addresses import addresses
from tests.contract.fields import forms, names_on_pages, path_of, send
from tests.contract.page_oracle import faults
from tests.fixtures.shared import DATA, ROOT, rows

pytestmark = pytest.mark.xdist_group("xss")
FORMS = forms()
SAMPLE = 6
OWN = [row["payload"] for row in rows(ROOT / "tests/fixtures/xss_own.jsonl")]


def payloads() -> list[str]:
    """Give the corpus of /shared, or our own where it is not there."""
    return [row["payload"] for row in rows(DATA / "xss_payloads.jsonl")] or OWN


@pytest.fixture(scope="module")
def open_stage(stage):
    """Without the token check."""
    stage.app.config["WTF_CSRF_ENABLED"] = False
    stage.reset()
    return stage


@pytest.fixture(scope="module")
def names(open_stage) -> dict[str, set[str]]:
    """Every field of every form."""
    found = names_on_pages(open_stage)
    for form in FORMS:
        found.setdefault(form.line.endpoint, set()).update(form.base())
    return found


def shown(stage, form, path: str, fields: dict[str, str]) -> dict[str, list[str]]:
    """Send a form; give what is wrong with its answer and with the page it leads to."""
    visitor = stage.visitor(form.role)
    answer = send(visitor, path, fields)
    wrong = {f"{answer.status_code} {path}": faults(answer.get_data(as_text=True))}
    to = answer.headers.get("Location", "")
    if to:
        page = visitor.get(to, follow_redirects=True)
        wrong[to] = faults(page.get_data(as_text=True)) if page.mimetype == "text/html" else []
    return {where: found for where, found in wrong.items() if found}


def through(stage, form, fields, strings) -> None:
    """Put payloads into each field of a form, each on a fresh community, and look at the pages."""
    path, base = path_of(stage, form), form.base()
    for name in sorted(fields):
        stage.reset()
        for payload in strings(form.line.endpoint, name):
            assert shown(stage, form, path, base | {name: payload}) == {}, (name, payload)


def sample(*about: str) -> list[str]:
    """Give the same few for the same field in each run: short ones too, since most fields are short."""
    dice = random.Random("/".join(about))
    short = [payload for payload in payloads() if len(payload) <= 60]
    return dice.sample(payloads(), SAMPLE // 2) + dice.sample(short, SAMPLE // 2)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_sample_in_every_field(open_stage, names, form):
    through(open_stage, form, names[form.line.endpoint], sample)


def test_every_page_of_a_hostile_community_is_inert(open_stage):
    """Titles, bodies, names, tags, reasons hold payloads; then every page is looked at by everybody."""
    open_stage.reset()
    dice = random.Random(1)
    for line in FORMS:
        visitor = open_stage.visitor(line.role)
        written = {name: dice.choice(payloads())[:140] for name in line.base() if name in WRITTEN}
        send(visitor, path_of(open_stage, line), line.base() | written).close()
    found = {}
    for role in ("guest", "author", "manager"):
        visitor = open_stage.visitor(role)
        for _endpoint, path in sorted(set(addresses(open_stage.app))):
            answer = visitor.get(path)
            wrong = faults(answer.get_data(as_text=True)) if answer.mimetype == "text/html" else []
            answer.close()
            if wrong:
                found[role, path] = wrong
    assert found == {}


WRITTEN = {"title", "body", "text", "reason", "bio", "signature", "note", "tags", "display_name"}


@pytest.mark.parametrize(
    "page",
    [
        '<div class="prose"><script>x</script></div>', '<div class="prose"><form></form></div>', "<p onclick=x>",
        '<a href="java&#10;script:x">a</a>', "<script>x</script>", '<script src="//evil.test/x.js"></script>',
        '<form action="https://evil.test/">', "<iframe></iframe>", '<p style="x">', '<div class="prose"><p id=a></div>',
        '<link rel="stylesheet" href="//evil.test/x.css">',
        "<template>x</template>", "<template data-remark><script>x</script></template>",
        '<div class="prose"><template data-remark>x</template></div>',
    ],
)  # fmt: skip
def test_the_oracle_sees_what_it_must(page):
    assert faults(page) != []


@pytest.mark.soak
@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_whole_corpus_in_every_written_field(open_stage, names, form):
    through(open_stage, form, names[form.line.endpoint] & WRITTEN, lambda *_about: payloads())

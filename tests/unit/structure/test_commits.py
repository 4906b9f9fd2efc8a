"""Commit subjects tell the area and what the commit does, in one short sentence."""

import re
import subprocess

import pytest

from tests.unit.structure.vocabulary import ROOT

SUBJECT = re.compile(r"[a-z][a-z0-9_/, +-]*: [A-Z].*\.")
LONGEST = 72


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def subjects() -> list[str]:
    """List what is not on the remote yet: history that others have cannot be mended by anybody."""
    upstream = git("rev-parse", "--verify", "--quiet", "origin/main").strip()
    return git("log", "--no-merges", "--format=%s", f"{upstream}..HEAD" if upstream else "HEAD").splitlines()


def complaint(subject: str) -> str:
    if len(subject) > LONGEST:
        return f"{len(subject)} characters, at most {LONGEST}: {subject}"
    return "" if SUBJECT.fullmatch(subject) else f"not `area: Imperative sentence.`: {subject}"


def test_subjects_of_unpublished_commits():
    assert not [text for text in map(complaint, subjects()) if text]


@pytest.mark.parametrize(
    "subject", ["Fix things", "core: fix it.", "core: Fix it", "core: " + "A" * 70 + ".", "Core: Fix it."]
)
def test_a_bad_subject_is_noticed(subject):
    assert complaint(subject)


def test_a_good_subject_passes():
    assert complaint("threads: Refuse an answer to a closed thread.") == ""

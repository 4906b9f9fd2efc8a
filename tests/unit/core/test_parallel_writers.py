"""Eight processes read, add one and write, again and again: nothing is lost and nobody is told "locked"."""

import subprocess
import sys

import pytest
from sqlalchemy import select

from forum.core.db import session, transaction
from forum.threads.models import Tag
from tests.plugins.databases import both_databases
from tests.plugins.processes import environment
from tests.unit.structure.vocabulary import ROOT

PROCESSES, ROUNDS = 8, 100
FAMILY = """
import os, sys
from sqlalchemy import select, update
from forum.app import create_app
from forum.core.db import session, transaction
from forum.threads.models import Tag

def write(rounds):
    with create_app().app_context():
        for _ in range(rounds):
            session().scalars(select(Tag)).all()  # a page was read before
            with transaction():
                tag = session().scalars(select(Tag).with_for_update().execution_options(populate_existing=True)).one()
                session().execute(update(Tag).values(uses=tag.uses + 1))
            session().close()

children = []
for _ in range(int(sys.argv[1])):
    child = os.fork()
    if child == 0:
        write(int(sys.argv[2]))
        os._exit(0)  # an error leaves by the traceback, with another code
    children.append(child)
sys.exit(sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0 for child in children))
"""


@both_databases
@pytest.mark.xdist_group("processes")
def test_read_modify_write_of_eight_processes_loses_nothing(context, database, tmp_path):
    with transaction():
        session().add(Tag(slug="counter", name="counter", uses=0))
    done = subprocess.run(
        [sys.executable, "-c", FAMILY, str(PROCESSES), str(ROUNDS)],
        env=environment(tmp_path / "data", FORUM_DATABASE_URL=database),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    session().rollback()
    assert session().scalar(select(Tag.uses)) == PROCESSES * ROUNDS

"""The bulk loader leaves exactly what the ordinary actions leave: every row of every table, ids and instants too."""

from sqlalchemy import select

from forum.bench import loader
from forum.bench.plan import Size, plan
from forum.bench.words import body
from forum.core import clock, outbox
from forum.core.db import db, session, transaction
from forum.doctor.checks import CHECKS
from forum.subscriptions import WORK
from forum.threads import actions, queries
from forum.threads.models import Category

SIZE = Size(threads=21, members=20, answers=9)


def act(size: Size) -> None:
    """Play the plan through the actions, each in a transaction of its own at its own time."""
    topics, people = loader.settle_people(size)
    with outbox.muted(*WORK, "hint"):
        for planned in plan(size):
            posts = []
            for said in planned.posts:
                with clock.shifted(said.at), transaction():
                    posts.append(say(planned, said, topics, people, posts))
            for signal in planned.signals:
                with clock.shifted(signal.at), transaction():
                    send(signal, queries.post(posts[signal.place]), person(people[signal.by]))


def person(member_id):
    from forum.accounts.queries import by_id  # noqa: PLC0415 - beside its use

    return by_id(member_id)


def say(planned, said, topics, people, posts) -> int:
    author, text = person(people[said.author]), body(said.body)
    if posts:
        return actions.answer(author=author, thread=queries.post(posts[0]).thread, text=text).id
    category = session().get_one(Category, topics[planned.category])
    words = {"title": planned.title, "text": text, "tags": planned.tags}
    return actions.ask(author=author, category=category, kind=planned.kind, **words)[1].id


def send(signal, post, who) -> None:
    if signal.kind == "vote":
        assert actions.vote(voter=who, post=post, value=1)
    elif signal.kind == "accept":
        assert actions.accept(by=who, post=post)
    else:
        assert actions.endorse(expert=who, post=post)


def contents() -> dict[str, list[tuple]]:
    found = {}
    for table in db.metadata.sorted_tables:
        rows = session().execute(select(table)).all()
        found[table.name] = sorted(map(tuple, rows), key=repr)
    return found


def emptied():
    with db.engine.connect() as connection:
        writing = connection.execution_options(forum_write=True)
        writing.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        triggers = writing.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in triggers:
            writing.exec_driver_sql(f"DROP TRIGGER {name}")
        for table in reversed(db.metadata.sorted_tables):
            writing.execute(table.delete())
        for _, sql in triggers:
            writing.exec_driver_sql(sql)
        writing.commit()
    session().expunge_all()


def test_loader_and_actions_leave_the_same_rows(context, clock):
    act(SIZE)
    session().rollback()
    acted = contents()
    emptied()
    loader.load(SIZE)
    loaded = contents()
    assert sum(map(len, acted.values())) > 1000
    for name in ("award", "standing", "standing_month", "tally", "promotion", "follow"):
        assert acted[name], f"{name} is part of the proof"
    different = {name: (acted[name], loaded[name]) for name in acted if acted[name] != loaded[name]}
    assert not different


def test_what_was_loaded_is_sound(context):
    loader.load(SIZE)
    findings = {name: list(check()) for name, check in CHECKS.items() if name != "search index"}
    assert {name: found for name, found in findings.items() if found} == {}

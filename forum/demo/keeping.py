"""What makes the pages of the demo accounts' own live: pictures in a few texts, what they follow, keep and have read.

It happens at the end of history, through the ordinary actions, after everything that the script tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select

from forum.accounts.models import Member
from forum.accounts.queries import by_id
from forum.core import clock, outbox
from forum.core.db import session, transaction
from forum.core.pagination import micros_of
from forum.core.pictures import redraw
from forum.demo import drawings
from forum.demo.player import Player
from forum.demo.runner import SILENT
from forum.reach.actions import add_arrivals
from forum.threads import actions
from forum.threads.actions.reading import add_reads
from forum.threads.actions.uploading import TRUSTED_AFTER, Quota, add_upload, store
from forum.threads.models import Category, Post, Thread, ThreadTag
from forum.threads.queries import post as load_post
from forum.threads.texts import cook

QUOTA = Quota(30, 100)
BILL = "Nachtrag: So sieht das auf der Abrechnung aus.\n\n![Abrechnung, die Zeile der Franchise ist markiert]({})"
BARS = "Zum Vergleich die Prämien eines Beispiels als Bild:\n\n![Prämie im Monat nach Franchise, als Balken]({})"
ASKS = "Ein Bild davon, ohne Namen:\n\n![Abrechnung mit einer markierten Zeile]({})"
NOTES = ("Vor der nächsten Rechnung nochmals lesen.", "", "Frist im Kalender eingetragen!", "")
ARRIVING = {"search": 23, "portal": 11, "direct": 9, "call": 4, "qr": 3, "other": 2}
"""How many come in by an entry on a weekday, about; at weekends half as many."""
COUNTED, FRIDAY = 91, 5
SEEN, BUSIEST = timedelta(hours=6), 12
"""How long after its beginning somebody saw a thread last, and how many of one's threads were opened."""


def settle_in(player: Player, at: datetime) -> None:
    """Let the demo accounts live a little, at the end of history. Changes nothing that earns points."""
    people = {
        kind: player.ids[login["handle"]] for kind, login in player.logins.items() if login["handle"] in player.ids
    }
    with outbox.muted(*SILENT), clock.shifted(at):
        _pictures(people)
        with transaction():
            for number, member_id in enumerate(people.values()):
                _follow(member_id, [other for other in people.values() if other != member_id])
                _keep(member_id, number)
                _read(member_id)
            add_arrivals(dict(_arrivals(clock.today())))


def _arrivals(today: date) -> Iterator[tuple[tuple[date, str], int]]:
    """Give arrivals of the last quarter: the same for the same days."""
    for back in range(COUNTED):
        day = today - timedelta(days=back)
        for number, (entry, usual) in enumerate(ARRIVING.items()):
            some = usual + (day.toordinal() * (7 + number)) % (usual // 2 + 2)
            yield (day, entry), some // (2 if day.isoweekday() > FRIDAY else 1)


def _pictures(people: Mapping[str, int]) -> None:
    bill, bars = drawings.bill(), drawings.premiums()
    if "super-user" in people:
        _bring(drawings.view(), people["super-user"], "avatar")
        _insert(bill, BILL, _helpful(people["super-user"]))
    if "expert" in people:
        _insert(bars, BARS, _helpful(people["expert"]))
    _insert(bill, ASKS, _newcomers())


def _helpful(member_id: int) -> Select[int]:
    """The answer of somebody that helped most, among those that everybody may read."""
    mine = select(Post.id).join(Thread, Thread.id == Post.thread_id).join(Category, Category.id == Thread.category_id)
    mine = mine.where(Post.author_id == member_id, Post.kind == "answer", Post.state == "shown")
    mine = mine.where(Thread.state == "shown", Category.audience == "public", Category.health_near.is_(False))
    return mine.order_by(Post.helpful_count.desc(), Post.id).limit(1)


def _newcomers() -> Select[int]:
    """The newest question of somebody whose pictures wait for a look."""
    written = (
        select(Post.author_id)
        .where(Post.state == "shown")
        .group_by(Post.author_id)
        .having(func.count() < TRUSTED_AFTER)
    )
    asked = select(Post.id).join(Member, Member.id == Post.author_id).join(Thread, Thread.id == Post.thread_id)
    asked = asked.where(Post.kind == "opening", Post.state == "shown", Thread.kind == "question")
    return asked.where(Member.role == "member", Post.author_id.in_(written)).order_by(Post.id.desc()).limit(1)


def _bring(data: bytes, owner_id: int, purpose: str = "post") -> str:
    """Bring a picture along as the form does; give its address."""
    drawn = redraw(data, purpose)
    name = store(drawn)
    with transaction():
        made = add_upload(
            owner=by_id(owner_id), name=name, drawn=drawn, received=len(data), quota=QUOTA, purpose=purpose
        )
    return f"/u/{made.key}"


def _insert(data: bytes, words: str, chosen: Select[int]) -> None:
    """Let the author of a post add a picture to it, if there is such a post."""
    post_id = session().scalar(chosen)
    if post_id is None:
        return
    post = load_post(post_id)
    text = cook(f"{post.source}\n\n{words.format(_bring(data, post.author_id))}")
    with transaction():
        post = load_post(post_id)
        actions.edit(editor=post.author, post=post, text=text, seen_revision=post.revision_count)


def _follow(member_id: int, others: Sequence[int]) -> None:
    """Follow the two topics and the tag one takes part in most, and another demo account."""
    mine = select(Thread.id).join(Post, Post.thread_id == Thread.id).where(Post.author_id == member_id)
    topics = select(Thread.category_id).where(Thread.id.in_(mine)).group_by(Thread.category_id)
    tags = select(ThreadTag.tag_id).where(ThreadTag.thread_id.in_(mine)).group_by(ThreadTag.tag_id)
    for kind, wanted, column, most in (("category", topics, Thread.category_id, 2), ("tag", tags, ThreadTag.tag_id, 1)):
        for subject in session().scalars(wanted.order_by(func.count().desc(), column).limit(most)).all():
            actions.set_follow(kind, member_id, subject, on=True)
    if others:
        actions.set_follow("member", member_id, others[0], on=True)


def _keep(member_id: int, number: int) -> None:
    """Keep a few solutions that helped many, some with a note; each account other ones."""
    best = (
        select(Post.id)
        .join(Thread, Thread.accepted_post_id == Post.id)
        .join(Category, Category.id == Thread.category_id)
    )
    best = best.where(Post.state == "shown", Thread.state == "shown", Category.audience == "public")
    best = best.where(Post.author_id != member_id).order_by(Post.helpful_count.desc(), Post.id)
    for post_id, note in zip(session().scalars(best.offset(number * 2).limit(len(NOTES))).all(), NOTES, strict=False):
        actions.bookmark(member_id, post_id)
        if note:
            actions.note(member_id, post_id, note)


def _read(member_id: int) -> None:
    """Have seen the threads one takes part in soon after they began: what came later is new."""
    mine = select(Thread.id, Thread.created_at).where(
        Thread.id.in_(select(Post.thread_id).where(Post.author_id == member_id))
    )
    rows = session().execute(mine.order_by(Thread.last_activity_at.desc()).limit(BUSIEST))
    add_reads({(member_id, thread_id): micros_of(begun + SEEN) for thread_id, begun in rows})

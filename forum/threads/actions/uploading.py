"""Take pictures in, put them into posts, cover them, take them away."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from forum.accounts.actions import show_avatar
from forum.accounts.models import Member
from forum.core import clock, markup
from forum.core.db import alter, publish, put, session
from forum.core.errors import Conflict, Invalid
from forum.core.outbox import owe
from forum.core.pictures import Drawn
from forum.core.ports import backends
from forum.threads.actions.facts import about
from forum.threads.events import ThreadTouched
from forum.threads.models import Post, Revision, Upload
from forum.threads.queries.uploads import at_addresses, brought_today, shown_posts

FILES = "files"
TRUSTED_AFTER = 3
"""Shown posts after which nobody looks at a member's pictures first."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What one member may bring along in 24 hours."""

    count: int
    megabytes: int


LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def new_key() -> str:
    """Make an address: 128 random bits as 32 letters."""
    return secrets.token_hex(16).translate(LETTERS)


def store(drawn: Drawn) -> str:
    """Keep a picture's files before a transaction begins; give their name. Unused ones are swept away after a day."""
    name = secrets.token_hex(20)
    files = backends().files
    files.put(name, drawn.main)
    files.put(f"{name}-s", drawn.small)
    return name


def add_upload(*, owner: Member, name: str, drawn: Drawn, received: int, quota: Quota, purpose: str = "post") -> Upload:
    """Write down a stored picture; an avatar takes the place of the one before. Raises Invalid over the quota."""
    session().refresh(owner, ["role"], with_for_update=True)
    count, spent = brought_today(owner.id)
    if count >= quota.count or spent + received > quota.megabytes * 1_000_000:
        raise Invalid({"picture": "That is enough pictures for one day. Please go on tomorrow."})
    made = Upload(
        key=new_key(),
        name=name,
        owner_id=owner.id,
        purpose=purpose,
        state="held" if needs_look(owner) else "shown",
        width=drawn.width,
        height=drawn.height,
        received=received,
        created_at=clock.now(),
    )
    made.post = None
    session().add(made)
    session().flush()
    if purpose == "avatar":
        for old in _avatars(owner.id):
            if old.id != made.id:
                remove_upload(old)
        show_avatar(owner.id, made.key if made.state == "shown" else None)
    return made


def needs_look(owner: Member) -> bool:
    """Tell whether somebody looks at a member's pictures before others see them."""
    return owner.role == "member" and shown_posts(owner.id, TRUSTED_AFTER) < TRUSTED_AFTER


def take_in(post: Post, html: str) -> str:
    """Put the pictures of a post's new text into the post; give the HTML with their sizes.

    Only the author's own free pictures and the post's own are shown, others become links. What the text no longer
    shows is left out; see `drop`.
    """
    keys = markup.picture_keys(html)
    found = at_addresses(keys, post.author_id, post.id)
    held = any(row.post_id is None for row in found.values()) and needs_look(post.author)
    for row in found.values():
        if row.post_id is None:
            row.post_id, row.post = post.id, post
            row.state = "held" if held else "shown"
        row.dropped_at = None
    session().flush()
    if post.revision_count:
        drop([post.id], but=found)
    html = markup.place_pictures(html, {key: (row.width, row.height) for key, row in found.items()})
    for key, row in found.items():
        html = markup.mark_picture(html, key, row.state)
    return html


def take_in_new(post: Post) -> None:
    """Write a new post down, with its pictures."""
    put(post)
    if markup.picture_keys(post.html):
        post.html = take_in(post, post.html)


def drop(post_ids: Sequence[int], but: Iterable[str] = ()) -> None:
    """Leave the pictures of posts out, `but` some: only the owner and the leading see them until they are gone."""
    of = select(Upload).where(Upload.post_id.in_(post_ids), Upload.dropped_at.is_(None))
    for row in session().scalars(of.where(Upload.key.not_in(sorted(but)))):
        row.dropped_at = clock.now()


def bring_back(post_ids: Sequence[int]) -> None:
    """Show the pictures of restored posts again: those that their texts have."""
    of = select(Upload, Post.html).join(Post, Post.id == Upload.post_id).where(Upload.post_id.in_(post_ids))
    for row, html in session().execute(of.where(Upload.dropped_at.is_not(None))):
        if row.key in markup.picture_keys(html):
            row.dropped_at = None


def cover(upload: Upload, name: str, by: Member) -> None:
    """Put covered files in the place of a picture's; the old ones go for good. Publishes ThreadTouched.

    In a post the address changes too, because browsers and proxies keep what they saw at the old one.
    """
    _ensure_there(upload)
    _owe_removal(upload)
    old, upload.name = upload.key, name
    post = upload.post
    if upload.placed:
        upload.key = new_key()
    session().flush()
    if post is None:
        if upload.purpose == "avatar" and upload.state == "shown":
            show_avatar(upload.owner_id, upload.key)
        return
    texts = {"source": post.source.replace(old, upload.key), "html": post.html.replace(old, upload.key)}
    alter(Post, post.id, texts)
    for revision in session().scalars(select(Revision).where(Revision.post_id == post.id)):
        revision.source = revision.source.replace(old, upload.key)
    publish(ThreadTouched(**about(post, post.thread, by.id)))


def remove_upload(upload: Upload) -> None:
    """Take a picture away for good: its files go, the post says that there was one."""
    if upload.state == "removed":
        return
    _owe_removal(upload)
    if upload.purpose == "avatar" and upload.state == "shown":
        show_avatar(upload.owner_id, None)
    upload.state = "removed"
    _say_state(upload, "removed")


def forget_upload(upload: Upload) -> None:
    """Delete a picture that no post took in, row and files."""
    _owe_removal(upload)
    session().delete(upload)


def decide_upload(upload: Upload, state: str) -> None:
    """Show a picture that waited, or refuse it. Raises Conflict when somebody was faster or its owner removed it."""
    _ensure_there(upload)
    if not alter(Upload, upload.id, {"state": state, "decided_at": clock.now()}, Upload.state != state):
        raise Conflict("Somebody was faster: this picture is decided already.")
    if upload.purpose == "avatar":
        show_avatar(upload.owner_id, upload.key if state == "shown" else None)
    _say_state(upload, state)


def remove_all(owner_id: int, *, with_posts: bool) -> None:
    """Take away an erased member's avatar and free pictures, and those in posts when the texts go too."""
    mine = select(Upload).where(Upload.owner_id == owner_id, Upload.state != "removed")
    if not with_posts:
        mine = mine.where(Upload.post_id.is_(None))
    for row in session().scalars(mine):
        remove_upload(row)


def _avatars(owner_id: int) -> Sequence[Upload]:
    mine = select(Upload).where(Upload.owner_id == owner_id, Upload.purpose == "avatar", Upload.state != "removed")
    return session().scalars(mine).all()


def _say_state(upload: Upload, state: str) -> None:
    """Let the post's HTML say what became of a picture, for those who do not see it."""
    post = session().get(Post, upload.post_id) if upload.post_id is not None else None
    if post is not None:
        alter(Post, post.id, {"html": markup.mark_picture(post.html, upload.key, state)})


def _ensure_there(upload: Upload) -> None:
    if upload.state == "removed":
        raise Conflict("This picture was removed.")


def _owe_removal(upload: Upload) -> None:
    owe(FILES, {"names": list(upload.files)})

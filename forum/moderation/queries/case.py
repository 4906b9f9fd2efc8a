"""One post as a case: what was written, what is decided now, what was decided before."""

from dataclasses import dataclass

from forum.access import Actor, Permission, can
from forum.accounts.queries.authors import Author, authors
from forum.core.errors import NotVisible
from forum.moderation.queries.log import LogRow, log
from forum.moderation.queries.standing import StatementRow, answered_in, statements
from forum.threads.models import Post
from forum.threads.queries import post as load_post

TRAIL = 50


@dataclass(frozen=True, slots=True)
class Case:
    """A post with its interventions. `post` is None when the reader may not read it any more (its author deleted it).

    `may_decide`: the reader may hide or show it now. `answered`: not the reader, who answered in the thread.
    """

    post: Post | None
    author: Author | None
    statement: StatementRow | None
    trail: list[LogRow]
    may_decide: bool
    answered: bool


def trail(post_id: int, actor: Actor) -> list[LogRow]:
    """Interventions on a post that the actor may know of, newest first, at most fifty."""
    return list(log(actor, post_id=post_id, size=TRAIL).items)


def case(post_id: int, actor: Actor) -> Case:
    """Give a post as a case; raises NotVisible when the actor may know neither the post nor an intervention on it."""
    post = load_post(post_id)
    past = trail(post_id, actor)
    readable = can(Permission.POST_READ, post, actor)
    if not past and not (readable and can(Permission.POST_HIDE, post, actor)):
        raise NotVisible
    answered = actor.role == "member" and answered_in(actor.id or 0, post.thread_id)
    return Case(
        post=post if readable else None,
        author=authors([post.author_id])[post.author_id] if readable else None,
        statement=statements([post.id]).get(post.id),
        trail=past,
        may_decide=readable and not answered and can(Permission.POST_HIDE, post, actor),
        answered=answered,
    )

"""What each step means: the action that does it, with the rows it needs."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from forum.accounts import actions as people
from forum.accounts.actions.visiting import add_visits
from forum.accounts.models import Member
from forum.accounts.registry import TEXT_VERSIONS
from forum.core import clock
from forum.core.db import session, transaction
from forum.core.errors import DomainError
from forum.demo import steps as s
from forum.demo.days import ACTORS
from forum.demo.fetching import fetch_members, fetch_posts, fetch_threads
from forum.demo.logins import Login, invent
from forum.demo.trust import who_hides
from forum.moderation import actions as moderation
from forum.threads import actions
from forum.threads.actions.viewing import add_views
from forum.threads.models import Category, Post, Proposal, Thread
from forum.threads.queries import post as load_post
from forum.threads.queries import proposal as load_proposal
from forum.threads.queries import thread as load_thread
from forum.threads.texts import Text, clean_title, cook

SUPERUSER = "super-user"


class Player:
    """Knows which row each number and handle of the script became. Refused steps are noted and passed over."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self.categories: dict[str, Category] = {}
        self.ids: dict[str, int] = {}
        self.threads: dict[int, int] = {}
        self.posts: dict[int, int] = {}
        self.proposals: dict[int, int] = {}
        self.managers: list[str] = []
        self.logins: dict[str, Login] = {}
        self.refused: list[str] = []
        self.done = 0
        self._members: dict[str, Member] = {}
        self._rows: dict[int, Post] = {}
        self._talks: dict[int, Thread] = {}
        self._texts: dict[int, Text] = {}
        self._hashes: dict[str, str] = {}
        self._verbs: dict[type[s.Step], Callable[[Any], object]] = {
            s.SignUp: self._sign_up, s.Visit: self._visit, s.Ask: self._ask, s.Answer: self._answer,
            s.Comment: self._comment, s.Vote: self._vote, s.Unvote: self._unvote, s.Accept: self._accept,
            s.WithdrawAcceptance: self._withdraw, s.Endorse: self._endorse, s.EditPost: self._edit,
            s.DeletePost: self._delete, s.RestorePost: self._restore, s.Follow: self._follow,
            s.Suggest: self._suggest, s.Decide: self._decide, s.OptIn: self._opt_in, s.HidePost: self._hide,
            s.Suspend: self._suspend,
        }  # fmt: skip

    def cook(self, steps: Iterable[s.Step]) -> None:
        """Do the slow work of some steps before a transaction begins: render bodies, hash passwords."""
        self._texts.clear()
        for step in steps:
            if isinstance(step, s.Ask | s.Answer | s.Comment | s.EditPost):
                self._texts[id(step)] = cook(step.body)
            elif isinstance(step, s.SignUp) and step.demo:
                self.logins[step.demo], self._hashes[step.handle] = invent(step.demo, step.handle)

    def take(self, step: s.Step) -> None:
        """Do what a step says."""
        try:
            with transaction():
                self._verbs[type(step)](step)
            self.done += 1
        except DomainError as error:
            self.refused.append(f"{step.at:%Y-%m-%d %H:%M} {type(step).__name__}: {error!r}")

    def gather(self, steps: Iterable[s.Step]) -> None:
        """Load in a few statements the rows that a day's steps need and that are there already."""
        day = list(steps)
        names = {str(getattr(step, actor, "")) for step in day for actor in ACTORS}
        people = fetch_members([self.ids[name] for name in sorted(names & self.ids.keys())])
        self._members = {row.handle: row for row in people}
        talks = {getattr(step, "thread", 0) for step in day} & self.threads.keys()
        self._talks = {row.id: row for row in fetch_threads([self.threads[one] for one in sorted(talks)])}
        old = {number for step in day for number in (getattr(step, "post", 0), getattr(step, "parent", 0))}
        self._rows = {row.id: row for row in fetch_posts([self.posts[one] for one in sorted(old & self.posts.keys())])}

    def leading(self) -> list[int]:
        """Give the ids of the managers."""
        return [self.ids[handle] for handle in self.managers]

    def steady(self) -> int | None:
        """Give the id of the demo's super-user, when they joined already."""
        login = self.logins.get(SUPERUSER)
        return self.ids.get(login["handle"]) if login else None

    def _member(self, handle: str) -> Member:
        if handle not in self._members:
            self._members[handle] = session().get_one(Member, self.ids[handle])
        return self._members[handle]

    def _post(self, number: int) -> Post:
        post_id = self.posts[number]
        return self._rows.get(post_id) or load_post(post_id)

    def _thread(self, number: int) -> Thread:
        thread_id = self.threads[number]
        return self._talks.get(thread_id) or load_thread(thread_id)

    def _keep(self, number: int, post: Post) -> None:
        self.posts[number] = post.id
        self._rows[post.id] = post

    def _sign_up(self, step: s.SignUp) -> None:
        login = self.logins[step.demo] if step.demo else None
        made = people.create_member(
            step.handle,
            email=login["email"] if login else None,
            password_hash=self._hashes.get(step.handle),
            role=step.role,
            staff_title=step.staff_title,
            bio=step.bio,
            fields=[self.categories[slug].id for slug in step.fields],
        )
        for text, version in sorted(TEXT_VERSIONS.items()):
            people.record_consent(made.id, text, version)
        self.ids[step.handle] = made.id
        if step.role == "manager":
            self.managers.append(step.handle)

    def _visit(self, step: s.Visit) -> None:
        add_visits({(self.ids[handle], step.day): 1 for handle in step.members if handle in self.ids})
        add_views({(self.threads[thread],): number for thread, number in step.reads if thread in self.threads})

    def _ask(self, step: s.Ask) -> None:
        thread, post = actions.ask(
            author=self._member(step.author),
            category=session().get_one(Category, self.categories[step.category].id),
            kind=step.kind,
            title=clean_title(step.title),
            text=self._texts[id(step)],
            tags=step.tags,
        )
        self.threads[step.thread] = thread.id
        self._talks[thread.id] = thread
        self._keep(step.post, post)

    def _answer(self, step: s.Answer) -> None:
        text, author = self._texts[id(step)], self._member(step.author)
        self._keep(step.post, actions.answer(author=author, thread=self._thread(step.thread), text=text))

    def _comment(self, step: s.Comment) -> None:
        text, author = self._texts[id(step)], self._member(step.author)
        self._keep(step.post, actions.comment(author=author, parent=self._post(step.parent), text=text))

    def _vote(self, step: s.Vote) -> None:
        actions.vote(voter=self._member(step.voter), post=self._post(step.post), value=1)

    def _unvote(self, step: s.Unvote) -> None:
        actions.vote(voter=self._member(step.voter), post=self._post(step.post), value=0)

    def _accept(self, step: s.Accept) -> None:
        actions.accept(by=self._member(step.by), post=self._post(step.post))

    def _withdraw(self, step: s.WithdrawAcceptance) -> None:
        actions.withdraw_solution(by=self._member(step.by), thread=self._thread(step.thread))

    def _endorse(self, step: s.Endorse) -> None:
        actions.endorse(expert=self._member(step.expert), post=self._post(step.post), valid_until=step.valid_until)

    def _edit(self, step: s.EditPost) -> None:
        post = self._post(step.post)
        text = self._texts[id(step)]
        actions.edit(editor=self._member(step.by), post=post, text=text, seen_revision=post.revision_count)

    def _delete(self, step: s.DeletePost) -> None:
        actions.remove_post(by=self._member(step.by), post=self._post(step.post), how="deleted")

    def _restore(self, step: s.RestorePost) -> None:
        actions.restore_post(by=self._member(step.by), post=self._post(step.post), how="deleted")

    def _follow(self, step: s.Follow) -> None:
        actions.follow(self.ids[step.member], self.threads[step.thread])

    def _suggest(self, step: s.Suggest) -> None:
        author, thread = self._member(step.author), self._thread(step.thread)
        if step.of is None:
            made: Proposal = actions.propose_tags(author=author, thread=thread, tags=step.tags)
        else:
            made = actions.propose_duplicate(author=author, thread=thread, of=self._thread(step.of))
        self.proposals[step.key] = made.id

    def _decide(self, step: s.Decide) -> None:
        decide = actions.accept_proposal if step.accepted else actions.decline_proposal
        decide(by=self._member(step.by), proposal=load_proposal(self.proposals[step.key]))

    def _opt_in(self, step: s.OptIn) -> None:
        people.change_settings(self._member(step.member), on_leaderboard=True)

    def _hide(self, step: s.HidePost) -> None:
        post = self._post(step.post)
        by = who_hides(post, self.ids[step.by])
        moderation.hide_post(by=by, post=post, reason="insult", text=step.reason)

    def _suspend(self, step: s.Suspend) -> None:
        people.suspend(self._member(step.member), clock.now() + timedelta(days=step.days))

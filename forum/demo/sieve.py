"""Only what can happen happens: no vote before signing up, on a deleted post, twice or for oneself."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from forum.demo import steps as s


class Sieve:
    """Walks through time and lets pass what is possible; remembers who and what is there."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.members: set[str] = set()
        self.staff: set[str] = set()
        self.shut: dict[str, datetime] = {}
        self.threads: dict[int, str] = {}  # number → asker
        self.posts: dict[int, tuple[int, str, str]] = {}  # number → thread, author, kind
        self.gone: set[int] = set()
        self.votes: set[tuple[str, int]] = set()
        self.solution: dict[int, int] = {}
        self.proposals: dict[int, str] = {}
        self.waiting: set[tuple[int, str]] = set()
        self.kinds: dict[int, tuple[int, str]] = {}
        self.once: set[tuple[str, object]] = set()
        self.checks: dict[type[s.Step], Callable[..., bool]] = {
            s.SignUp: self._sign_up, s.Ask: self._ask, s.Answer: self._answer, s.Comment: self._comment,
            s.Vote: self._vote, s.Unvote: self._unvote, s.Accept: self._accept,
            s.WithdrawAcceptance: self._withdraw, s.Endorse: self._endorse, s.EditPost: self._own,
            s.DeletePost: self._delete, s.RestorePost: self._restore, s.Follow: self._follow,
            s.Suggest: self._suggest, s.Decide: self._decide, s.OptIn: self._opt_in, s.HidePost: self._hide,
            s.Suspend: self._suspend,
        }  # fmt: skip

    def through(self, steps: Iterable[s.Step]) -> Iterator[s.Step]:
        """Give the possible steps of a stream in time order."""
        return (step for step in steps if self.checks[type(step)](step))

    def _present(self, who: str, at: datetime) -> bool:
        return who in self.members and not (who in self.shut and at < self.shut[who])

    def _shown(self, post: int) -> bool:
        return post in self.posts and post not in self.gone

    def _sign_up(self, step: s.SignUp) -> bool:
        fresh = step.handle not in self.members
        self.members.add(step.handle)
        if step.role != "member":
            self.staff.add(step.handle)
        return fresh

    def _ask(self, step: s.Ask) -> bool:
        if not self._present(step.author, step.at):
            return False
        self.threads[step.thread] = step.author
        self.posts[step.post] = (step.thread, step.author, "opening")
        return True

    def _answer(self, step: s.Answer) -> bool:
        return self._write(step.author, step.thread, step.post, step.at, "answer")

    def _comment(self, step: s.Comment) -> bool:
        return self._shown(step.parent) and self._write(step.author, step.thread, step.post, step.at, "comment")

    def _write(self, author: str, thread: int, post: int, at: datetime, kind: str) -> bool:
        possible = thread in self.threads and self._present(author, at)
        if possible:
            self.posts[post] = (thread, author, kind)
        return possible

    def _vote(self, step: s.Vote) -> bool:
        key = (step.voter, step.post)
        possible = self._present(step.voter, step.at) and self._shown(step.post) and key not in self.votes
        possible = possible and self.posts[step.post][1] != step.voter
        if possible:
            self.votes.add(key)
        return possible

    def _unvote(self, step: s.Unvote) -> bool:
        key = (step.voter, step.post)
        possible = key in self.votes and key not in self.once and self._shown(step.post)
        self.once.add(key)
        return possible and self._present(step.voter, step.at)

    def _accept(self, step: s.Accept) -> bool:
        possible = self._present(step.by, step.at) and self._shown(step.post)
        possible = possible and self.posts[step.post][2] == "answer" and self.solution.get(step.thread) != step.post
        if possible:
            self.solution[step.thread] = step.post
        return possible

    def _withdraw(self, step: s.WithdrawAcceptance) -> bool:
        return self.solution.pop(step.thread, None) is not None and self._present(step.by, step.at)

    def _endorse(self, step: s.Endorse) -> bool:
        key = ("endorse", step.post)
        possible = self._shown(step.post) and self.posts[step.post][1] not in self.staff and key not in self.once
        self.once.add(key)
        return possible

    def _own(self, step: s.EditPost | s.DeletePost | s.RestorePost) -> bool:
        return self._shown(step.post) and self._present(step.by, step.at)

    def _delete(self, step: s.DeletePost) -> bool:
        possible = self._own(step) and self.solution.get(self.posts[step.post][0]) != step.post
        if possible:
            self.gone.add(step.post)
            self.once.discard(("back", step.post))
        return possible

    def _restore(self, step: s.RestorePost) -> bool:
        possible = step.post in self.gone and ("hidden", step.post) not in self.once
        possible = possible and self._present(step.by, step.at)
        if possible:
            self.gone.discard(step.post)
        return possible

    def _hide(self, step: s.HidePost) -> bool:
        possible = self._shown(step.post)
        if possible:
            self.gone.add(step.post)
            self.once.add(("hidden", step.post))
        return possible

    def _follow(self, step: s.Follow) -> bool:
        return step.thread in self.threads and self._present(step.member, step.at)

    def _suggest(self, step: s.Suggest) -> bool:
        slot = (step.thread, step.kind)
        possible = step.thread in self.threads and self._present(step.author, step.at) and slot not in self.waiting
        if possible:
            self.waiting.add(slot)
            self.proposals[step.key] = step.author
            self.kinds[step.key] = slot
        return possible

    def _decide(self, step: s.Decide) -> bool:
        possible = step.key in self.proposals and self.proposals.pop(step.key) != step.by
        if possible:
            self.waiting.discard(self.kinds[step.key])
        return possible

    def _opt_in(self, step: s.OptIn) -> bool:
        return self._present(step.member, step.at)

    def _suspend(self, step: s.Suspend) -> bool:
        possible = step.member in self.members
        self.shut[step.member] = step.at + timedelta(days=step.days)
        return possible

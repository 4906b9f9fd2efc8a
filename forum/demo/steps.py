"""What happens in the demo community, one small fact a step; members by handle, threads and posts by number."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happens at an instant (UTC)."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp(Step):
    """Somebody joins. `demo` names an account visitors may sign in with; `fields` are category slugs of an expert."""

    handle: str
    role: str = "member"
    staff_title: str = ""
    fields: tuple[str, ...] = ()
    demo: str = ""
    bio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Step):
    """Who was here on a Zurich day, and how often threads were read (thread, number); the last step of a day."""

    day: date
    members: tuple[str, ...]
    reads: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Step):
    """A thread of a kind (question, discussion, announcement) begins; `post` is its opening."""

    thread: int
    post: int
    author: str
    category: str
    kind: str
    title: str
    body: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Step):
    """An answer to a question, or a reply in any other thread."""

    thread: int
    post: int
    author: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Step):
    """A short remark on a post."""

    thread: int
    parent: int
    post: int
    author: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Step):
    """Somebody finds a post helpful."""

    voter: str
    post: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unvote(Step):
    """Somebody takes a helpful vote back."""

    voter: str
    post: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Step):
    """An answer becomes the solution, another one stops being it."""

    thread: int
    post: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAcceptance(Step):
    """The solution's mark is taken away."""

    thread: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorse(Step):
    """An expert confirms a member's answer, perhaps until a date."""

    expert: str
    post: int
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPost(Step):
    """An author changes a text."""

    post: int
    by: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePost(Step):
    """An author takes a post away."""

    post: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePost(Step):
    """An author brings a deleted post back."""

    post: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow(Step):
    """Somebody wants to hear of a thread."""

    member: str
    thread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggest(Step):
    """A duplicate (`of`) or better tags are proposed; `key` names the proposal."""

    key: int
    thread: int
    author: str
    kind: str
    of: int | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Step):
    """Somebody decides about a proposal."""

    key: int
    by: str
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIn(Step):
    """A member says yes to appearing on public lists."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HidePost(Step):
    """A mandate holder hides a post, `by` (a manager) where nobody has the right yet."""

    post: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(Step):
    """A member is shut out for some days."""

    member: str
    by: str
    days: int

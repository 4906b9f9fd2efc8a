"""Rows and facts of planned threads, as the actions of `threads` leave and publish them."""

from collections import Counter
from datetime import datetime
from typing import Any

from forum.bench.plan import Planned, Said, Signal, Size
from forum.bench.words import body
from forum.core.events import Event
from forum.core.slugs import slugify
from forum.threads.events import Endorsed, PostCreated, SolutionAccepted, Voted
from forum.threads.models import Acceptance, Endorsement, Follow, Post, Tag, Thread, ThreadTag, Vote

Row = dict[str, Any]


class Topics:
    """What grows over the whole community: tags, counters, ids of what is signalled."""

    def __init__(self, topics: list[int], people: list[int], size: Size) -> None:
        self.topics, self.people, self.size = topics, people, size
        self.tags: dict[str, int] = {}
        self.uses: Counter[int] = Counter()
        self.counts: Counter[int] = Counter()
        self.active: dict[int, datetime] = {}
        self.signals: Counter[str] = Counter()

    def role(self, person: int) -> str:
        """Give the role of a person by index."""
        return "member" if person < self.size.members else "expert"


class Batch:
    """Rows of some threads, ready to be inserted, and the facts that pay or count."""

    def __init__(self, state: Topics, thread_id: int, post_id: int) -> None:
        self.state, self.thread_id, self.post_id = state, thread_id, post_id
        kinds = (Tag, Thread, ThreadTag, Post, Follow, Vote, Acceptance, Endorsement)
        self.rows: dict[Any, list[Row]] = {kind: [] for kind in kinds}
        self.events: list[Event] = []

    def add(self, planned: Planned) -> None:
        """Take a thread in."""
        posts = [self._post(planned, place, said) for place, said in enumerate(planned.posts)]
        thread = self._thread(planned, posts)
        self._tag(planned.tags)
        self._follow(posts)
        self._count_answers(planned, posts)
        for signal in planned.signals:
            getattr(self, f"_{signal.kind}")(planned, thread, posts, signal)
        self.rows[Thread].append(thread)
        self.rows[Post] += posts
        self.state.counts[thread["category_id"]] += 1
        self.state.active[thread["category_id"]] = thread["last_activity_at"]
        self.thread_id += 1
        self.post_id += len(posts)

    def _thread(self, planned: Planned, posts: list[Row]) -> Row:
        answers = posts[1:]
        solvable = planned.kind == "question"
        others = [post for post in answers if solvable and post["author_id"] != posts[0]["author_id"]]
        first = others[0] if others else None
        return {
            "id": self.thread_id,
            "kind": planned.kind,
            "category_id": self.state.topics[planned.category],
            "author_id": posts[0]["author_id"],
            "title": planned.title,
            "slug": slugify(planned.title),
            "excerpt": body(planned.posts[0].body).excerpt,
            "created_at": posts[0]["created_at"],
            "last_activity_at": posts[-1]["created_at"],
            "post_count": len(answers),
            "answer_count": len(answers) if solvable else 0,
            "staff_answer_count": sum(post["author_role"] != "member" for post in answers) if solvable else 0,
            "score": 0,
            "accepted_post_id": None,
            "solved_at": None,
            "first_answer_at": first["created_at"] if first else None,
            "first_answer_by": first["author_role"] if first else None,
        }

    def _post(self, planned: Planned, place: int, said: Said) -> Row:
        text = body(said.body)
        later = "answer" if planned.kind == "question" else "reply"
        return {
            "id": self.post_id + place,
            "thread_id": self.thread_id,
            "kind": later if place else "opening",
            "author_id": self.state.people[said.author],
            "author_role": self.state.role(said.author),
            "source": text.source,
            "html": text.html,
            "created_at": said.at,
            "score": 0,
            "helpful_count": 0,
        }

    def _tag(self, names: Any) -> None:
        known = self.state.tags
        for name in names:
            slug = slugify(name)
            if slug not in known:
                known[slug] = len(known) + 1
                self.rows[Tag].append({"id": known[slug], "slug": slug, "name": name, "uses": 0})
            self.state.uses[known[slug]] += 1
            self.rows[ThreadTag].append({"thread_id": self.thread_id, "tag_id": known[slug]})

    def _follow(self, posts: list[Row]) -> None:
        since: dict[int, datetime] = {}
        for post in posts:
            since.setdefault(post["author_id"], post["created_at"])
        rows = [{"member_id": member, "thread_id": self.thread_id, "at": at} for member, at in since.items()]
        self.rows[Follow] += rows

    def _about(self, planned: Planned, post: Row, actor_id: int, at: datetime) -> Row:
        about = {"at": at, "post_id": post["id"], "post_kind": post["kind"], "thread_id": self.thread_id}
        about |= {"thread_kind": planned.kind, "category_id": self.state.topics[planned.category]}
        return about | {"author_id": post["author_id"], "actor_id": actor_id}

    def _count_answers(self, planned: Planned, posts: list[Row]) -> None:
        for post in posts[1:]:
            about = self._about(planned, post, post["author_id"], post["created_at"])
            self.events.append(PostCreated(**about, author_role=post["author_role"], first_answer=False))

    def _next(self, kind: str) -> int:
        self.state.signals[kind] += 1
        return self.state.signals[kind]

    def _vote(self, planned: Planned, thread: Row, posts: list[Row], signal: Signal) -> None:
        post, voter, vote_id = posts[signal.place], self.state.people[signal.by], self._next("vote")
        post["score"] += 1
        post["helpful_count"] += 1
        thread["score"] += post["kind"] == "opening"
        self.rows[Vote].append({"id": vote_id, "post_id": post["id"], "voter_id": voter, "value": 1, "at": signal.at})
        about = self._about(planned, post, voter, signal.at)
        self.events.append(Voted(**about, vote_id=vote_id, old=0, value=1, voter_newcomer=False, wiki=False))

    def _accept(self, planned: Planned, thread: Row, posts: list[Row], signal: Signal) -> None:
        post, asker, row_id = posts[signal.place], self.state.people[signal.by], self._next("accept")
        thread["accepted_post_id"], thread["solved_at"] = post["id"], signal.at
        row = {"id": row_id, "thread_id": thread["id"], "post_id": post["id"], "by_id": asker, "at": signal.at}
        self.rows[Acceptance].append(row)
        about = self._about(planned, post, asker, signal.at)
        self.events.append(SolutionAccepted(**about, acceptance_id=row_id, asker_id=asker, wiki=False))

    def _endorse(self, planned: Planned, _thread: Row, posts: list[Row], signal: Signal) -> None:
        post, expert, row_id = posts[signal.place], self.state.people[signal.by], self._next("endorse")
        row = {"id": row_id, "post_id": post["id"], "expert_id": expert, "valid_until": None, "at": signal.at}
        self.rows[Endorsement].append(row)
        self.events.append(Endorsed(**self._about(planned, post, expert, signal.at), endorsement_id=row_id))

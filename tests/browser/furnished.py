"""What the pages of members' own and of the leading show: kept, followed and drafted by one, put up by the others."""

from collections.abc import Iterator
from contextlib import contextmanager

from forum.accounts.actions import make_token
from forum.accounts.handlers.mail import signer
from forum.accounts.models import Member
from forum.accounts.queries import by_handle
from forum.core import clock
from forum.core.db import session, transaction
from forum.core.pictures import redraw
from forum.demo.drawings import bill
from forum.moderation.models import Masking
from forum.notifications.models import Delivery, Webhook
from forum.reach.actions import make_link
from forum.threads import actions, queries
from forum.threads.actions.uploading import Quota, add_upload, store
from forum.threads.models import Upload
from forum.threads.texts import cook
from tests import factories
from tests.browser.village import Village

KEEPER, NEWCOMER = "Sammlerin", "Neuling"
LONG_URL = "https://portal.alpenblick-versicherung.example/schnittstellen/stube/empfang?strecke=eins"


@contextmanager
def furnished(village: Village) -> Iterator[dict[str, object]]:
    """Put it all up; give what stands in addresses. The picker is taken down again: it stands on the home page."""
    with village.open():
        keeper, newcomer = factories.member(handle=KEEPER), factories.member(handle=NEWCOMER, new=True)
        top, leaf = _signposts()
        top_id = top.id
        found: dict[str, object] = {"top": top.slug, "leaf": leaf.slug, "leaf_id": leaf.id}
        found |= _written(keeper, newcomer) | _led(village)
        _keeps(village, keeper)
        found["stop"] = signer().dumps([keeper.id, "reminders"])
        make_token(by_handle(KEEPER), name="Abfragen für die Statistik", scopes=["read"], days=30)
    yield found
    with village.open(), transaction():
        actions.remove_topic(by=by_handle("Leitung"), topic=queries.picker_topic(top_id))


def _signposts():
    with transaction() as s:
        boss, place = s.merge(by_handle("Leitung")), queries.category("praemien")
        top = actions.add_topic(by=boss, name="Prämien", icon="coins", category=place)
        leaf = actions.add_topic(by=boss, name="Franchise ändern", parent=top, category=place, tags=["franchise"])
    return top, leaf


def _written(keeper: Member, newcomer: Member) -> dict[str, object]:
    """A thread with a changed answer that shows a picture, and a newcomer's picture that waits."""
    made = factories.thread(
        keeper, queries.category("leistungen"), title="Welche Zeile der Abrechnung zählt zur Franchise?"
    )
    answer = factories.answer(made, by_handle("Bergdohle"), "Die vierte Zeile.\n\nSie steht vor dem Selbstbehalt.")
    shown = _picture(by_handle("Bergdohle"))
    changed = cook(
        f"Die vierte Zeile, hier markiert:\n\n![Abrechnung](/u/{shown.key})\n\nSie steht vor dem Selbstbehalt."
    )
    held = _picture(newcomer)
    with transaction() as s:
        post = queries.post(answer.id)
        actions.edit(editor=s.merge(by_handle("Bergdohle")), post=post, text=changed, seen_revision=0)
        make_link(post, "call")
        make_link(post, "qr")
    factories.answer(made, newcomer, f"Bei mir sieht sie so aus: ![Abrechnung](/u/{held.key})")
    return {"pictured": f"/t/{made.id}-{made.slug}", "changed": answer.id, "shown": shown.key}


def _picture(owner: Member) -> Upload:
    drawn = redraw(bill())
    name = store(drawn)
    with transaction() as s:
        return add_upload(owner=s.merge(owner), name=name, drawn=drawn, received=9_000, quota=Quota(9, 9))


def _led(village: Village) -> dict[str, object]:
    """What the sweep masked, and a webhook with deliveries in every state."""
    now = clock.now()
    with transaction() as s:
        about = {"post_id": village.posts["other"], "thread_id": 1, "category_id": 1}
        s.add(Masking(**about, kinds="ahv,iban", finds=2, at=now))
        hook = Webhook(name="Kundenportal", url=LONG_URL, kinds=["thread.created"], salt="salt", created_at=now)
        hook.created_by = by_handle("Leitung").id
        s.add(hook)
        s.flush()
        for state, tries, status, error in (
            ("pending", 1, 503, "answered 503"),
            ("done", 1, 204, ""),
            ("parked", 10, None, "TimeoutError: the receiver did not answer in time"),
        ):
            row = Delivery(webhook_id=hook.id, event_id=f"evt_{state}", kind="thread.created", data={}, state=state)
            row.attempts, row.status, row.error, row.created_at = tries, status, error, now
            s.add(row)
    return {"hook": hook.id}


def _keeps(village: Village, keeper: Member) -> None:
    with transaction():
        for name, note in (("best", "Vor dem Anruf nochmals lesen."), ("other", "")):
            actions.bookmark(keeper.id, village.posts[name])
            if note:
                actions.note(keeper.id, village.posts[name], note)
        actions.set_follow("category", keeper.id, queries.category("praemien").id, on=True)
        actions.set_follow("tag", keeper.id, queries.tag("franchise").id, on=True)
        actions.set_follow("member", keeper.id, by_handle("Bergdohle").id, on=True)
        words = {"title": "Was gilt bei einem Umzug ins Ausland?", "body": "Wir ziehen im Sommer um und"}
        actions.save_draft(member_id=keeper.id, place="ask", fields=words, seen=0)
    session().expire_all()

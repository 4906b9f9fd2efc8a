"""Trust for a time: nominated by helping, approved by a manager, used at once, gone on the next click."""

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import button, post_of, said, t


def hide(page: Page, author: str) -> None:
    post = post_of(page, author)
    post.get_by_text(t("Hide the post")).click()
    post.get_by_role("radio", name=re.compile(t("Advertising"))).check()
    post.get_by_label(t("A sentence to %(name)s", name=author)).fill("Bitte keine Werbung.")
    button(post, "Hide and send").click()


def test_a_mandate_from_nomination_to_revocation(enter, village):
    member, author = "Steinbock", village.person()
    here = village.thread(village.person(), title="Wer berät mich?")
    there = village.thread(village.person(), "leistungen")
    for path in (here, there):
        village.answer(path, author, "Kauft bei mir!")

    invited = enter(member)
    expect(invited.get_by_text(t("You are nominated"))).to_be_visible()
    leading = enter("Leitung", "/mandates")
    candidate = (
        leading.get_by_role("region", name=re.compile(member))
        .or_(leading.locator("section, article").filter(has=leading.get_by_role("button", name=re.compile(member))))
        .first
    )
    candidate.get_by_label(t("Your reason")).fill("Hilft seit Monaten ruhig und genau.")
    leading.get_by_role("button", name=f"{t('Approve')} {member}").click()
    said(leading, "Approved. The member decides now.")

    page = enter(member, "/mandates")
    button(page, "Take on the mandate").click()
    expect(page.get_by_text(t("Please say yes to the charter first."))).to_be_visible()
    page.get_by_label(re.compile("Charta an")).check()
    button(page, "Take on the mandate").click()
    said(page, "Thank you. Your mandate holds from now on.")
    page.goto(here)
    hide(page, author)
    said(page, "Hidden. The author reads your reason, and the log keeps it.")
    page.goto(there)
    expect(post_of(page, author).get_by_text(t("Hide the post"))).to_have_count(0)
    theirs = enter(author, here)
    expect(post_of(theirs, author)).to_contain_text("Bitte keine Werbung.")
    expect(post_of(theirs, author)).to_contain_text(t("Hidden: %(reason)s", reason=t("Advertising")))
    expect(post_of(theirs, author)).not_to_contain_text(member)

    village.answer(here, other := village.person(), "Auch bei mir!")
    page.goto(here)
    row = leading.get_by_role("row", name=re.compile(member))
    leading.reload()
    row.get_by_role("link", name=re.compile(t("the mandate of %(name)s", name=member))).click()
    leading.get_by_label(t("Your reason")).fill("Zu streng entschieden.")
    button(leading, "Revoke the mandate").click()
    said(leading, "Revoked. It is over on the member's next click.")
    with page.expect_response(lambda answer: "/hide" in answer.url) as refused:
        hide(page, other)
    assert refused.value.status == 403
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/mandates")
    expect(page.get_by_role("main")).to_contain_text("Zu streng entschieden.")


def test_handing_back_is_one_click(enter, village):
    page = enter("Gämse", "/mandates")
    button(page, "Let it rest").click()
    said(page, "Your mandate rests. Wake it whenever you like.")
    button(page, "Wake it").click()
    button(page, "Hand it back").click()
    said(page, "Thank you for your time. Your stage and your points stay.")
    page.goto("/moderation")
    expect(page.get_by_role("navigation", name=t("Workshop"))).to_have_count(0)

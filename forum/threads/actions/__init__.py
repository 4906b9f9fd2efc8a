"""The verbs of the conversation; the only writes to this room's tables. Every one runs inside `transaction()`."""

from forum.threads.actions.asking import ask, release_held, retitle
from forum.threads.actions.bookmarking import bookmark, drop_bookmark, note
from forum.threads.actions.categories import create_category, set_languages
from forum.threads.actions.drafting import (
    discard_draft,
    forget_draft_at,
    forget_drafts,
    save_draft,
    sweep_drafts,
)
from forum.threads.actions.endorsing import endorse, withdraw_endorsement
from forum.threads.actions.following import follow, set_follow, unfollow
from forum.threads.actions.labelling import close, move, reopen, retag
from forum.threads.actions.picking import (
    add_topic,
    change_topic,
    move_topic,
    pin_thread,
    remove_topic,
    unpin_thread,
)
from forum.threads.actions.proposing import accept_proposal, decline_proposal, propose_duplicate, propose_tags
from forum.threads.actions.reading import read_all
from forum.threads.actions.removing import remove_post, remove_thread, restore_post, restore_thread
from forum.threads.actions.replying import answer, comment, edit
from forum.threads.actions.sharing import me_too
from forum.threads.actions.solving import accept, withdraw_solution
from forum.threads.actions.uploading import add_upload, cover, decide_upload, remove_upload
from forum.threads.actions.voting import vote

__all__ = [
    "accept",
    "accept_proposal",
    "add_topic",
    "add_upload",
    "answer",
    "ask",
    "bookmark",
    "change_topic",
    "close",
    "comment",
    "cover",
    "create_category",
    "decide_upload",
    "decline_proposal",
    "discard_draft",
    "drop_bookmark",
    "edit",
    "endorse",
    "follow",
    "forget_draft_at",
    "forget_drafts",
    "me_too",
    "move",
    "move_topic",
    "note",
    "pin_thread",
    "propose_duplicate",
    "propose_tags",
    "read_all",
    "release_held",
    "remove_post",
    "remove_thread",
    "remove_topic",
    "remove_upload",
    "reopen",
    "restore_post",
    "restore_thread",
    "retag",
    "retitle",
    "save_draft",
    "set_follow",
    "set_languages",
    "sweep_drafts",
    "unfollow",
    "unpin_thread",
    "vote",
    "withdraw_endorsement",
    "withdraw_solution",
]

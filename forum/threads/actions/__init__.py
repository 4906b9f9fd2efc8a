"""The verbs of the conversation; the only writes to this room's tables. Every one runs inside `transaction()`."""

from forum.threads.actions.asking import ask, release_held, retitle
from forum.threads.actions.bookmarking import bookmark, drop_bookmark, note
from forum.threads.actions.categories import create_category, set_languages
from forum.threads.actions.endorsing import endorse, withdraw_endorsement
from forum.threads.actions.following import follow, set_follow, unfollow
from forum.threads.actions.labelling import close, move, reopen, retag
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
    "add_upload",
    "answer",
    "ask",
    "bookmark",
    "close",
    "comment",
    "cover",
    "create_category",
    "decide_upload",
    "decline_proposal",
    "drop_bookmark",
    "edit",
    "endorse",
    "follow",
    "me_too",
    "move",
    "note",
    "propose_duplicate",
    "propose_tags",
    "read_all",
    "release_held",
    "remove_post",
    "remove_thread",
    "remove_upload",
    "reopen",
    "restore_post",
    "restore_thread",
    "retag",
    "retitle",
    "set_follow",
    "set_languages",
    "unfollow",
    "vote",
    "withdraw_endorsement",
    "withdraw_solution",
]

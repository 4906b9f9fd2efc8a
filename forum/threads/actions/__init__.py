"""The verbs of the conversation; the only writes to this room's tables. Every one runs inside `transaction()`."""

from forum.threads.actions.asking import ask, release_held, retitle
from forum.threads.actions.categories import create_category
from forum.threads.actions.endorsing import endorse, withdraw_endorsement
from forum.threads.actions.following import follow, unfollow
from forum.threads.actions.labelling import close, move, reopen, retag
from forum.threads.actions.proposing import accept_proposal, decline_proposal, propose_duplicate, propose_tags
from forum.threads.actions.removing import remove_post, remove_thread, restore_post, restore_thread
from forum.threads.actions.replying import answer, comment, edit
from forum.threads.actions.solving import accept, withdraw_solution
from forum.threads.actions.uploading import add_upload, cover, decide_upload, remove_upload
from forum.threads.actions.voting import vote

__all__ = [
    "accept",
    "accept_proposal",
    "add_upload",
    "answer",
    "ask",
    "close",
    "comment",
    "cover",
    "create_category",
    "decide_upload",
    "decline_proposal",
    "edit",
    "endorse",
    "follow",
    "move",
    "propose_duplicate",
    "propose_tags",
    "release_held",
    "remove_post",
    "remove_thread",
    "remove_upload",
    "reopen",
    "restore_post",
    "restore_thread",
    "retag",
    "retitle",
    "unfollow",
    "vote",
    "withdraw_endorsement",
    "withdraw_solution",
]

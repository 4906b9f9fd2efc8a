"""Every permission there is, `resource:action`, in alphabetical order."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing somebody may be allowed to do. The sentence after each says to what."""

    ACCOUNT_MANAGE = "account:manage"  # change, export or erase one's own account
    CATEGORY_MANAGE = "category:manage"  # make categories
    CATEGORY_FOLLOW = "category:follow"  # be shown its news
    CATEGORY_READ = "category:read"  # see a category and what is in it
    CATEGORY_WRITE = "category:write"  # begin a thread in it
    DASHBOARD_READ = "dashboard:read"  # see the figures and the cases behind them
    DRAFT_KEEP = "draft:keep"  # keep unsent text on the server
    LEDGER_READ = "ledger:read"  # see why a member has their points
    LEADERBOARD_READ = "leaderboard:read"  # see the public lists
    MANDATE_DECIDE = "mandate:decide"  # approve, decline or revoke
    MANDATE_HOLD = "mandate:hold"  # accept the charter of, rest or hand back one's own
    MANDATE_LIST = "mandate:list"  # see all nominations and mandates
    MEMBER_FOLLOW = "member:follow"  # be shown what somebody writes
    MEMBER_READ = "member:read"  # see a profile
    MODERATION_LOG = "moderation:log"  # see the log of moderation actions
    PICKER_EDIT = "picker:edit"  # change the signposts of the guided picker
    PICTURE_ADD = "picture:add"  # bring a picture along
    PICTURE_CHANGE = "picture:change"  # cover parts of one's own picture or take it away
    PICTURE_DECIDE = "picture:decide"  # show or refuse a newcomer's picture
    PICTURE_READ = "picture:read"  # see a picture
    POST_BOOKMARK = "post:bookmark"  # keep a post for oneself
    POST_CREATE = "post:create"  # answer, reply or comment
    POST_DELETE = "post:delete"  # delete or restore one's own post
    POST_EDIT = "post:edit"  # change a post's text
    POST_ENDORSE = "post:endorse"  # confirm an answer as an expert
    POST_HIDE = "post:hide"  # hide or show somebody's post, with a reason
    POST_HISTORY = "post:history"  # read the revisions of a post
    POST_LINK = "post:link"  # make a short link to be said on the phone
    POST_PRINT = "post:print"  # make a QR picture of a post's short link for invoices
    POST_READ = "post:read"  # see a post
    POST_VOTE = "post:vote"  # find a post helpful
    PROPOSAL_DECIDE = "proposal:decide"  # accept or decline a proposed improvement
    PROPOSAL_MAKE = "proposal:make"  # propose tags or a duplicate
    SOLUTION_SET = "solution:set"  # mark, move or withdraw the solution
    TAG_FOLLOW = "tag:follow"  # be shown news with a tag
    THREAD_ANNOUNCE = "thread:announce"  # write for the house
    THREAD_CLOSE = "thread:close"  # stop or allow further answers
    THREAD_FOLLOW = "thread:follow"  # be told of news
    THREAD_ME_TOO = "thread:me_too"  # say that one has the same question
    THREAD_MOVE = "thread:move"  # put into another category
    THREAD_READ = "thread:read"  # see a thread
    THREAD_RETAG = "thread:retag"  # change tags at once
    WEBHOOK_MANAGE = "webhook:manage"  # tell other systems of what happens

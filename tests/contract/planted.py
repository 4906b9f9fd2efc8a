"""Which text columns hold nothing private. All others must carry a canary in the community for the crawl to meet.

A new text column fails `test_canary_planted` until `community.py` plants a token in it or a line here says why not.
"""

PLAIN: dict[str, str] = {
    "codes and keys of closed lists": """
        award.rule award.subject_kind award.path award.counts ledger_entry.path ledger_entry.rule ledger_entry.kind
        ledger_entry.cause ledger_entry.clipped_by ledger_entry.subject_kind member.kind member.role member.language
        member.address member.theme moderation_action.kind moderation_action.reason moderation_action.role
        phase_flow.old phase_flow.new schedule.name standing_month.path tally.path tally.name badge_award.badge
        consent.text_key consent.version email_token.purpose mandate_right.permission mandate_right.source
        member_phase.phase nomination.path nomination.rights nomination.state promotion.path stage_wait.path
        standing.path thread.kind thread.state thread.first_answer_by mandate.path mandate.rights mandate.state
        mandate.charter post.kind post.author_role post.state proposal.kind proposal.state thread_link.kind
        category.audience category.who_may_write category.icon kept_draft.kind hint.channel outbox.topic outbox.key
        outbox.last_error rulebook_version.source masking.kinds shield_count.kind shield_count.outcome
        shield_sweep.words category.languages thread.language picture_decision.kind picture_decision.reason
        picture_decision.role welcome_step.step upload.purpose upload.state
        standing.perks search_made.engine draft.place picker_change.kind short_link.purpose arrival.entry""",
    "hashes": """
        kept_draft.id_hash email_token.id_hash web_session.id_hash rulebook_version.digest member.password_hash
        search_made.rules
        kept_answer.request_hash api_token.id_hash webhook.salt webhook.old_salt""",
    "names and texts that everybody may see": """
        member.handle member.handle_key member.handle_skeleton member.display_name member.staff_title member.bio
        member.signature tag.slug tag.name standing.title standing.title_en proposal.payload
        rulebook_version.text category.slug category.name""",
    "random names of files; their bytes are tokens": "upload.key upload.name member.avatar",
    "the picker as everybody sees it, and who changed it": """
        picker_change.old picker_change.new picker_topic.slug picker_topic.name picker_topic.icon picker_topic.tags""",
    "words of threads by audience: held by test_canary's suggestions": """
        search_word.key search_word.audience search_word.stem search_word.tail search_known.audience search_known.words
        search_document.audience search_document.vector""",
    "random letters that lead to what the guard allows": "short_link.code",
    "ids of other software": "import_run.applied member.source_id post.source_id",
    "empty after a drain": "outbox.payload",
    "of programs, seen by their owner or the leading: held by test_api_tokens and test_api_webhooks": """
        api_token.name api_token.scopes api_token.hint webhook.kinds webhook.audience
        webhook_delivery.event_id webhook_delivery.kind webhook_delivery.data webhook_delivery.state""",
    "answers kept for the same program's second try": """
        kept_answer.key kept_answer.location kept_answer.body""",
    "planted by another test": "mandate.reason nomination.reason revision.title",
}
KNOWN = frozenset(name for names in PLAIN.values() for name in names.split())

"""mandates: the log of interventions, nominations, approvals and mandates; and the calendar's row."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER moderation_action_no_{name} BEFORE {verb} ON moderation_action
BEGIN SELECT RAISE(ABORT, 'the log of interventions is append-only'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION refuse_moderation_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the log of interventions is append-only'; END $$
    """,
    """
    CREATE TRIGGER moderation_action_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON moderation_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_moderation_change()
    """,
)


def upgrade() -> None:
    calendar()
    log()
    protect()
    nominations()
    mandates()


def calendar() -> None:
    op.create_table(
        "schedule",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("closed_through", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_schedule")),
    )


def log() -> None:
    op.create_table(
        "moderation_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=True),
        sa.Column("lifts_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('hide', 'show')", name=op.f("ck_moderation_action_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_action")),
        sa.UniqueConstraint("lifts_id", name=op.f("uq_moderation_action_lifts_id")),
    )
    op.create_index("ix_moderation_action_author", "moderation_action", ["author_id", "id"], unique=False)
    op.create_index("ix_moderation_action_category", "moderation_action", ["category_id", "id"], unique=False)
    op.create_index("ix_moderation_action_mandate", "moderation_action", ["mandate_id", "id"], unique=False)
    op.create_index("ix_moderation_action_post", "moderation_action", ["post_id", "id"], unique=False)
    op.create_table(
        "statement",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["moderation_action.id"], name=op.f("fk_statement_action_id_moderation_action")
        ),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_statement")),
    )


def protect() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(name=verb.lower(), verb=verb))
        return
    for statement in POSTGRESQL:
        op.execute(statement)


def nominations() -> None:
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("rights", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("approvals_needed", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('nominated', 'approved', 'accepted', 'declined', 'refused', 'lapsed')",
            name=op.f("ck_nomination_state"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_nomination_by_id_member")),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_nomination_decided_by_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_nomination_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
    )
    op.create_index("ix_nomination_member", "nomination", ["member_id", "id"], unique=False)
    op.create_index("ix_nomination_state", "nomination", ["state", "id"], unique=False)
    op.create_index(
        "uq_nomination_open",
        "nomination",
        ["member_id", "path", "stage"],
        unique=True,
        sqlite_where=sa.text("state IN ('nominated', 'approved')"),
        postgresql_where=sa.text("state IN ('nominated', 'approved')"),
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_approval_by_id_member")),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_approval_nomination_id_nomination")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint("nomination_id", "by_id", name=op.f("uq_approval_nomination_id_by_id")),
    )


def mandates() -> None:
    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("rights", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("charter", sa.String(), nullable=False),
        sa.Column("on_probation", sa.Boolean(), nullable=False),
        sa.Column("probation_until", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('active', 'resting', 'handed_back', 'revoked', 'expired', 'lapsed')",
            name=op.f("ck_mandate_state"),
        ),
        sa.ForeignKeyConstraint(["ended_by"], ["member.id"], name=op.f("fk_mandate_ended_by_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_mandate_member_id_member")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_mandate_nomination_id_nomination")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_mandate_nomination_id")),
    )
    op.create_index("ix_mandate_member", "mandate", ["member_id", "id"], unique=False)
    op.create_index("ix_mandate_state", "mandate", ["state", "id"], unique=False)
    op.create_index(
        "uq_mandate_running",
        "mandate",
        ["member_id", "path", "stage"],
        unique=True,
        sqlite_where=sa.text("state IN ('active', 'resting')"),
        postgresql_where=sa.text("state IN ('active', 'resting')"),
    )


def downgrade() -> None:
    for table in ("mandate", "approval", "nomination", "statement", "moderation_action", "schedule"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_moderation_change()")

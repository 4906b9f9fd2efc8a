"""Pictures: uploads, avatars, and the log of decisions on newcomers' pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
SQLITE = """
CREATE TRIGGER picture_decision_no_{name} BEFORE {verb} ON picture_decision
BEGIN SELECT RAISE(ABORT, 'the log of pictures is append-only'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION refuse_picture_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the log of pictures is append-only'; END $$
    """,
    """
    CREATE TRIGGER picture_decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON picture_decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_picture_change()
    """,
)


def upgrade() -> None:
    op.add_column("member", sa.Column("avatar", sa.String(), nullable=True))
    uploads()
    decisions()
    protect()


def uploads() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("purpose IN ('post', 'avatar')", name=op.f("ck_upload_purpose")),
        sa.CheckConstraint("state IN ('shown', 'held', 'refused', 'removed')", name=op.f("ck_upload_state")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_upload_owner_id_member")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_upload_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("key", name=op.f("uq_upload_key")),
        sa.UniqueConstraint("name", name=op.f("uq_upload_name")),
    )
    op.create_index("ix_upload_post", "upload", ["post_id"])
    op.create_index("ix_upload_owner", "upload", ["owner_id", "created_at"])
    op.create_index("ix_upload_state", "upload", ["state", "id"])


def decisions() -> None:
    op.create_table(
        "picture_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('release', 'refuse')", name=op.f("ck_picture_decision_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_decision")),
    )
    op.create_index("ix_picture_decision_upload", "picture_decision", ["upload_id", "id"])
    op.create_index("ix_picture_decision_author", "picture_decision", ["author_id", "id"])


def protect() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRESQL:
            op.execute(statement)
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(SQLITE.format(name=verb.lower(), verb=verb))


def downgrade() -> None:
    op.drop_table("picture_decision")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_picture_change()")
    op.drop_table("upload")
    op.drop_column("member", "avatar")

"""picker."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:

    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "picker_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("icon", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("tags", json, nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_picker_topic_category_id_category")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["picker_topic.id"], name=op.f("fk_picker_topic_parent_id_picker_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picker_topic")),
        sa.UniqueConstraint("slug", name=op.f("uq_picker_topic_slug")),
    )
    with op.batch_alter_table("picker_topic", schema=None) as batch_op:
        batch_op.create_index("ix_picker_topic_parent", ["parent_id", "position"], unique=False)

    op.create_table(
        "picker_pin",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_picker_pin_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["picker_topic.id"], name=op.f("fk_picker_pin_topic_id_picker_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("topic_id", "thread_id", name=op.f("pk_picker_pin")),
    )
    op.create_table(
        "picker_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("old", json, nullable=True),
        sa.Column("new", json, nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_picker_change_actor_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picker_change")),
    )


def downgrade() -> None:

    op.drop_table("picker_change")
    op.drop_table("picker_pin")
    with op.batch_alter_table("picker_topic", schema=None) as batch_op:
        batch_op.drop_index("ix_picker_topic_parent")

    op.drop_table("picker_topic")

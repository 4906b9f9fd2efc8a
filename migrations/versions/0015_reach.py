"""reach: short links and arrivals."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "short_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("purpose IN ('call', 'qr')", name=op.f("ck_short_link_purpose")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_short_link_post_id_post"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_short_link")),
        sa.UniqueConstraint("code", name=op.f("uq_short_link_code")),
        sa.UniqueConstraint("post_id", "purpose", name=op.f("uq_short_link_post_id_purpose")),
    )
    op.create_table(
        "arrival",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "entry", name=op.f("pk_arrival")),
    )


def downgrade() -> None:
    op.drop_table("arrival")
    op.drop_table("short_link")

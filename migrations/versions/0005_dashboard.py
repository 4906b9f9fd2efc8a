"""dashboard."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "phase_flow",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "old", "new", name=op.f("pk_phase_flow")),
    )
    op.create_table(
        "pulse",
        sa.Column("category_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("median_s", sa.Integer(), nullable=True),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("category_id", name=op.f("pk_pulse")),
    )
    op.create_table(
        "active_week",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_active_week_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "monday", name=op.f("pk_active_week")),
    )
    with op.batch_alter_table("active_week", schema=None) as batch_op:
        batch_op.create_index("ix_active_week_monday", ["monday"], unique=False)

    op.create_table(
        "member_phase",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_phase_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_member_phase")),
    )
    with op.batch_alter_table("member_phase", schema=None) as batch_op:
        batch_op.create_index("ix_member_phase_phase", ["phase"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("member_phase", schema=None) as batch_op:
        batch_op.drop_index("ix_member_phase_phase")

    op.drop_table("member_phase")
    with op.batch_alter_table("active_week", schema=None) as batch_op:
        batch_op.drop_index("ix_active_week_monday")

    op.drop_table("active_week")
    op.drop_table("pulse")
    op.drop_table("phase_flow")

"""search: by which rules an index was made, so that a change of them is noticed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_made",
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("engine", name=op.f("pk_search_made")),
    )


def downgrade() -> None:
    op.drop_table("search_made")

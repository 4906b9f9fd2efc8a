"""search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ORDERED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
VECTOR = sa.String().with_variant(postgresql.TSVECTOR(), "postgresql")


def upgrade() -> None:

    op.create_table(
        "search_word",
        sa.Column("key", ORDERED, nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("tail", ORDERED, nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "audience", name=op.f("pk_search_word")),
    )
    op.create_index("ix_search_word_stem", "search_word", ["stem"])
    op.create_index("ix_search_word_tail", "search_word", ["tail"])
    op.create_table(
        "search_known",
        sa.Column("thread_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_search_known")),
    )
    op.create_table(
        "search_document",
        sa.Column("thread_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("vector", VECTOR, nullable=False),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_search_document")),
    )
    op.create_index("ix_search_document_vector", "search_document", ["vector"], postgresql_using="gin")
    op.create_table(
        "thread_fit",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("related_id", sa.Integer(), nullable=False),
        sa.Column("closeness", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["related_id"], ["thread.id"], name=op.f("fk_thread_fit_related_id_thread"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_fit_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("thread_id", "related_id", name=op.f("pk_thread_fit")),
    )


def downgrade() -> None:

    op.drop_table("thread_fit")
    op.drop_table("search_document")
    op.drop_table("search_known")
    op.drop_table("search_word")

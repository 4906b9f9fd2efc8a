"""what members keep for themselves, me too, languages, welcome."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PAIRS = {
    "category_follow": ("category", "category_id"),
    "tag_follow": ("tag", "tag_id"),
    "member_follow": ("member", "followed_id"),
    "bookmark": ("post", "post_id"),
    "me_too": ("thread", "thread_id"),
    "reading": ("thread", "thread_id"),
    "all_read": None,
    "welcome_step": None,
}
INDEXES = {
    "ix_member_follow_followed": ("member_follow", ["followed_id"]),
    "ix_bookmark_member": ("bookmark", ["member_id", "at", "post_id"]),
    "ix_bookmark_post": ("bookmark", ["post_id"]),
    "ix_me_too_member": ("me_too", ["member_id"]),
    "ix_reading_day": ("reading", ["day"]),
}


def new_columns() -> dict[str, list[sa.Column]]:
    """Give the columns that older tables gain."""
    return {
        "member": [sa.Column("reminders", sa.Boolean(), nullable=False, server_default=sa.true())],
        "category": [sa.Column("languages", sa.String(), nullable=False, server_default="de")],
        "thread": [
            sa.Column("language", sa.String(), nullable=False, server_default="de"),
            sa.Column("me_too_count", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("reminded_at", sa.DateTime(), nullable=True),
        ],
    }


def own_columns(table: str) -> list[sa.Column]:
    """Give what a table of a member's own says beside whose it is and about what."""
    at = sa.Column("at", sa.DateTime(), nullable=False)
    return {
        "bookmark": [sa.Column("note", sa.String(), nullable=False), at],
        "reading": [
            sa.Column("seen_until", sa.DateTime(), nullable=False),
            sa.Column("day", sa.Date(), nullable=False),
        ],
        "welcome_step": [sa.Column("step", sa.String(), nullable=False), at],
    }.get(table, [at])


def upgrade() -> None:
    """Columns are added in place, without rebuilding a table."""
    for table, columns in new_columns().items():
        for column in columns:
            op.add_column(table, column)
    for table, about in PAIRS.items():
        key, keys = ["member_id"], [("member", "member_id")]
        if about:
            keys.append(about)
            key = [about[1], "member_id"] if table == "me_too" else ["member_id", about[1]]
        if table == "welcome_step":
            key.append("step")
        op.create_table(
            table,
            *(sa.Column(name, sa.Integer(), nullable=False) for _, name in keys),
            *own_columns(table),
            *(
                sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}", ondelete="CASCADE")
                for other, name in keys
            ),
            sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
        )
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Take it all away again."""
    for name, (table, _columns) in INDEXES.items():
        op.drop_index(name, table_name=table)
    for table in reversed(PAIRS):
        op.drop_table(table)
    for table, columns in new_columns().items():
        for column in reversed(columns):
            op.drop_column(table, column.name)

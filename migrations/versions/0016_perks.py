"""perks: what a stage unlocks stands beside its title."""

import tomllib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STANDING = sa.table("standing", sa.column("path"), sa.column("stage"), sa.column("perks"))
BOOK = sa.table("rulebook_version", sa.column("id"), sa.column("text"))


def upgrade() -> None:
    op.add_column("standing", sa.Column("perks", sa.String(), nullable=False, server_default=""))
    for path, told in paths().items():
        perks: list[str] = []
        for number, stage in enumerate(told["stage"], 1):
            perks += stage.get("perks", [])
            here = (STANDING.c.path == path, STANDING.c.stage == number)
            op.execute(STANDING.update().where(*here).values(perks=" ".join(perks)))


def paths() -> dict[str, Any]:
    """Give the paths of the newest rule book; none where there is none yet."""
    newest = op.get_bind().scalar(sa.select(BOOK.c.text).order_by(BOOK.c.id.desc()).limit(1))
    try:
        return dict(tomllib.loads(newest or "").get("path", {}))
    except tomllib.TOMLDecodeError:
        return {}


def downgrade() -> None:
    op.drop_column("standing", "perks")

"""names: what handles look like, unique; what stages are called in English."""

import sqlalchemy as sa
from alembic import op

from forum.accounts.names import skeleton

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MEMBER = sa.table("member", sa.column("id"), sa.column("handle"), sa.column("kind"), sa.column("handle_skeleton"))


STANDING = sa.table("standing", sa.column("title"), sa.column("title_en"))
TITLES = {
    "Erste Spur": "First Trail", "Wegweiser": "Signpost", "Wanderkarte": "Trail Map", "Kompass": "Compass",
    "Weitblick": "Far View", "Höhenfeuer": "Beacon Fire", "Offene Tür": "Open Door", "Kachelofen": "Tiled Stove",
    "Gute Seele": "Good Soul", "Kaminfeuer": "Fireside", "Sonnenterrasse": "Sun Terrace", "Alpglühen": "Alpenglow",
    "Neugier": "Curiosity", "Spürnase": "Keen Nose", "Pfadsuche": "Pathfinding", "Erstbegehung": "First Ascent",
    "Seilschaft": "Roped Party", "Gipfelbuch": "Summit Book",
}  # fmt: skip


def upgrade() -> None:
    op.add_column("member", sa.Column("handle_skeleton", sa.String(), nullable=True))
    fill()
    op.add_column("standing", sa.Column("title_en", sa.String(), nullable=False, server_default=""))
    for german, english in TITLES.items():
        op.execute(STANDING.update().where(STANDING.c.title == german).values(title_en=english))
    op.create_index("uq_member_handle_skeleton", "member", ["handle_skeleton"], unique=True)


def fill() -> None:
    """Who was first has the look; whoever looks like them keeps the name, without one."""
    connection, seen = op.get_bind(), set()
    people = sa.select(MEMBER.c.id, MEMBER.c.handle).where(MEMBER.c.kind != "erased").order_by(MEMBER.c.id)
    for key, handle in connection.execute(people).all():
        look = skeleton(handle)
        if look not in seen:
            connection.execute(MEMBER.update().where(MEMBER.c.id == key).values(handle_skeleton=look))
            seen.add(look)


def downgrade() -> None:
    op.drop_column("standing", "title_en")
    op.drop_index("uq_member_handle_skeleton", table_name="member")
    op.drop_column("member", "handle_skeleton")

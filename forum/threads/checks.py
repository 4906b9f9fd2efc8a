"""What `forum doctor` asks of this room's files: every picture has its files, every file its picture."""

from collections.abc import Iterator
from datetime import timedelta

from forum.core import clock
from forum.threads.queries.uploads import orphans, without_files

SWEPT_AFTER = timedelta(days=2)


def pictures() -> Iterator[str]:
    """Files without a picture are swept a day later; older ones and pictures without files are wrong."""
    for upload_id in without_files():
        yield f"picture {upload_id} has lost its files"
    for name in orphans(clock.now() - SWEPT_AFTER):
        yield f"file {name} belongs to no picture"

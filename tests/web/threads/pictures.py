"""Small pictures, how they are sent, and what is kept of them, for tests of pages."""

import io
import re

from PIL import Image

from forum.core.ports import backends
from forum.threads.models import Upload
from forum.threads.queries.uploads import upload

SEEN = re.compile(r'name="seen_revision" value="(\d+)"')


def png(size=(60, 40), colour=120) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def sent(client, data=None, name="a.png"):
    return client.post("/uploads", data={"picture": (io.BytesIO(png() if data is None else data), name)})


def files(house) -> set[str]:
    return house.do(lambda: {name for name, _at in backends().files.names()})


def row(house, key) -> Upload:
    return house.do(lambda: upload(key))


def change(client, post, body):
    seen = SEEN.search(client.get(f"/p/{post}/edit").text)[1]
    assert client.post(f"/p/{post}/edit", data={"body": body, "seen_revision": seen}).status_code == 303

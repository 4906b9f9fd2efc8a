"""Remember by which rules the index was made: words are split and stemmed by the program, which is updated."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import select

from forum.core.db import session, transaction, upsert
from forum.core.ports import backends
from forum.search.models import SearchMade

HERE = Path(__file__).resolve().parents[1]
RULES = ("analysis.py", "compounds.py", "documents.py", "stopwords.txt", "synonyms.txt")


@cache
def rules() -> str:
    """Give a digest of everything that decides which words of a thread stand in the index."""
    texts = [(HERE / name).read_bytes() for name in RULES]
    return hashlib.sha256(b"\0".join([*texts, version("snowballstemmer").encode()])).hexdigest()[:16]


def made_now() -> None:
    """Note that the whole index was made by the rules of this program."""
    with transaction() as s:
        insert = upsert(SearchMade).values(engine=_engine(), rules=rules())
        s.execute(insert.on_conflict_do_update(index_elements=["engine"], set_={"rules": rules()}))


def made_otherwise() -> bool:
    """Tell whether the index was made by other rules, or by an older program, which did not say."""
    return session().scalar(select(SearchMade.rules).where(SearchMade.engine == _engine())) != rules()


def _engine() -> str:
    return type(backends().search).__name__

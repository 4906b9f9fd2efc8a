"""What search keeps in the database: the forum's own vocabulary, and on PostgreSQL the index itself. All derived."""

from sqlalchemy import Index, String
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model

Ordered = String().with_variant(String(collation="C"), "postgresql")
"""Text in the order of its bytes, so that a range of it is a beginning."""


class SearchWord(Model):
    """A word and how many shown threads of an audience use it. `tail`: the key backwards."""

    __tablename__ = "search_word"
    __table_args__ = (Index("ix_search_word_stem", "stem"), Index("ix_search_word_tail", "tail"))

    key: Mapped[str] = mapped_column(Ordered, primary_key=True)
    audience: Mapped[str] = mapped_column(primary_key=True)
    stem: Mapped[str]
    tail: Mapped[str] = mapped_column(Ordered)
    uses: Mapped[int]


class SearchKnown(Model):
    """The words that a thread gave to the vocabulary, so that they can be taken back."""

    __tablename__ = "search_known"

    thread_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    audience: Mapped[str]
    words: Mapped[str]


class SearchMade(Model):
    """By which rules (a digest) an engine's index was made. They change with the program, the index does not."""

    __tablename__ = "search_made"

    engine: Mapped[str] = mapped_column(primary_key=True)
    rules: Mapped[str]


class SearchDocument(Model):
    """A thread in PostgreSQL's full text index; empty while another engine is chosen."""

    __tablename__ = "search_document"
    __table_args__ = (Index("ix_search_document_vector", "vector", postgresql_using="gin"),)

    thread_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    audience: Mapped[str]
    vector: Mapped[str] = mapped_column(String().with_variant(TSVECTOR(), "postgresql"))

"""Reads for finding; everything is filtered by visibility in SQL, whatever the index says."""

from forum.search.queries.narrowing import Facet, Narrowing
from forum.search.queries.results import Hit, Results, search
from forum.search.queries.similar import near, similar

__all__ = ["Facet", "Hit", "Narrowing", "Results", "near", "search", "similar"]

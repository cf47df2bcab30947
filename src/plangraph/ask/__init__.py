"""
Asks a plan: questions of the library, and queries of one's own.
"""

from plangraph.ask.answer import Answer, answer
from plangraph.ask.library import Query, find_query, list_queries, read_query
from plangraph.ask.schema import write_schema

__all__ = [
    "Answer",
    "Query",
    "answer",
    "find_query",
    "list_queries",
    "read_query",
    "write_schema",
]

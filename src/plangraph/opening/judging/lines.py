"""
The lines of one plan in a file of N-Quads, as 'assemble' and 'load' write them: it is judged by
them alone, so that a file of any length is judged in little memory.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import repeat
from typing import Final

import pyoxigraph as ox

from plangraph.check.facts import STRING, Facts
from plangraph.names import PlanNames, term
from plangraph.store import name_revision, order_revisions

REVISION: Final = f"> <{term('rdf:type')}> <{term('plan:PlanRevision')}> ".encode()
"""How the line goes on that names a revision."""

IRI: Final = (
    r"<[a-z][a-z0-9+.-]*:[^<>\"{}|^`\\\[\]%\x00-\x20\x7f-\x9f]*"
    r"(?:%[0-9A-F]{2}[^<>\"{}|^`\\\[\]%\x00-\x20\x7f-\x9f]*)*>"
)
TEXT: Final = r'"[^"\\\x00-\x1f\x7f]*(?:\\[tbnrf"\\][^"\\\x00-\x1f\x7f]*)*"'
LITERAL: Final = rf"{TEXT}(?:@[a-z]{{2,8}}(?:-[A-Za-z0-9]{{1,8}})*|\^\^(?!<{STRING}>){IRI})?"
TERMS: Final = rf"(?:(?:{IRI}|{LITERAL})\n)*"
NAMES: Final = rf"(?:{IRI}\n)*"
"""
Terms as the program writes them, a line each: whatever else may be said so is parsed.

They are compiled when they are first needed, which for a single plan is never.
"""


def _line(data: bytes, begin: int) -> bytes:
    end = data.find(b"\n", begin)
    return data[begin : len(data) if end < 0 else end + 1]


def _list_revisions(data: bytes) -> Iterator[str]:
    found = data.find(REVISION)
    while found >= 0:
        begin = data.rfind(b"\n", 0, found) + 1
        yield data[begin + 1 : found].decode("utf-8", "replace")
        found = data.find(REVISION, found + 1)


def read_plan(data: bytes) -> tuple[PlanNames, Facts] | None:
    """
    Read what is to be judged of the lines of one plan.

    None, where they are not written so plainly that lines tell; then they are to be parsed.
    """
    found = (name_revision(iri) for iri in _list_revisions(data))
    names = order_revisions(one for one in found if one is not None)
    if len({(one.base, one.code) for one in names}) != 1:
        return None
    newest = names[-1]
    found_pairs = _read_blocks(data, newest)
    if found_pairs is not None:
        return newest, Facts.from_pairs(found_pairs)
    triples = _read_lines(data, newest)
    if triples is None:
        return None
    try:
        facts = Facts(
            ox.Quad(one.subject, one.predicate, one.object)
            for one in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)
        )
    except SyntaxError:
        # The parser of the whole says where.
        return None
    return newest, facts


def _list_judged(names: PlanNames) -> tuple[str, ...]:
    return names.facts, names.source, names.derived, names.decisions, names.links


def _read_blocks(data: bytes, names: PlanNames) -> dict[str, list[tuple[str, str]]] | None:
    """Read lines that stand graph by graph, each as the program writes it, or nothing."""
    judged = {f" <{graph}> .\n".encode() for graph in _list_judged(names)}
    others = f" <{names.current}> .".encode(), f" <{names.root}".encode()
    columns: tuple[list[bytes], list[bytes], list[bytes]] = [], [], []
    begin = 0
    while begin < len(data):
        line = _line(data, begin)
        ending = line[line.rfind(b" <") :]
        end = _end_block(data, begin, ending)
        block = data[begin:end]
        if not ending.endswith(b"\n"):
            return None
        begin = end
        if ending in judged:
            *lines, rest = block.split(ending)
            if rest or len(lines) != block.count(b"\n"):
                return None
            try:
                # Thousands of lines for each plan: what follows takes them all at once.
                found = zip(*map(bytes.split, lines, repeat(b" "), repeat(2)), strict=True)
                for column, terms in zip(columns, found, strict=True):
                    column += terms
            except ValueError:
                return None
        elif not ending.startswith(others) or block.count(ending) != block.count(b"\n"):
            return None
    return _pair(*columns)


def _pair(
    subjects: list[bytes], predicates: list[bytes], values: list[bytes]
) -> dict[str, list[tuple[str, str]]] | None:
    """Pair subjects and values by their property; nothing, where one is not plainly written."""
    things = {*subjects, *predicates}
    others = set(values) - things
    try:
        named, said = (b"\n".join((*found, b"")).decode() for found in (things, others))
    except UnicodeDecodeError:
        return None
    if not (re.fullmatch(NAMES, named) and re.fullmatch(TERMS, said)):
        return None
    texts = (*named.split("\n")[:-1], *said.split("\n")[:-1])
    # Each term is decoded, and kept, once.
    read = dict(zip((*things, *others), texts, strict=True)).__getitem__
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    found = zip(map(read, subjects), map(read, values), strict=True)
    for predicate, pair in zip(map(read, predicates), found, strict=True):
        pairs[predicate].append(pair)
    return pairs


def _end_block(data: bytes, begin: int, ending: bytes) -> int:
    """Find where lines no longer end so, if those that do stand together."""
    low, high = begin, len(data)
    while low < high:
        middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        after = data.find(b"\n", middle, high) + 1 or high
        if data.endswith(ending, middle, after):
            low = after
        else:
            high = middle
    return low


def _read_lines(data: bytes, names: PlanNames) -> bytes | None:
    """Take from each line what stands before its graph, where that is one to be judged."""
    endings = tuple(f" <{graph}> .\n".encode() for graph in _list_judged(names))
    others = f" <{names.current}> .".encode(), f" <{names.root}".encode()
    lines = []
    for line in data.splitlines(keepends=True):
        graph = line.rfind(b" <")
        if line.endswith(endings):
            triple = line[:graph]
            if triple.count(b" ") < 2:
                # Its last term is no graph: the statement stands outside any.
                return None
            lines.append(triple + b" .\n")
        elif not line[graph:].startswith(others):
            return None
    return b"".join(lines)

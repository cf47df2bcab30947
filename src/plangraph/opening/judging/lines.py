"""
The statements of one plan, read from the lines of a program that writes them plainly.

What other formats say is written as such lines first.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from plangraph.check.facts import Facts
from plangraph.names import INPUT, NAMELESS, PlanNames, name_revision, order_revisions, term
from plangraph.opening.judging.terms import IRI

try:
    from plangraph.opening.judging.scanner import Scanner
except ImportError:
    # No compiler was at hand.
    from plangraph.opening.judging.columns import Scanner

TYPE: Final = f"<{term('rdf:type')}>"
KIND: Final = f"<{term('plan:PlanRevision')}>".encode()
TYPED: Final = f"> {TYPE} ".encode()
"""What stands between the name of a revision and its kind."""

PLAIN: Final = frozenset({ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES})
FLAT: Final = frozenset({ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES})
"""Formats without graphs: all that they say is judged."""

FLAT_ENDING: Final = b" .\n"


def read_plan(
    data: bytes, kind: ox.RdfFormat = ox.RdfFormat.N_QUADS
) -> tuple[PlanNames, Facts] | None:
    """
    Read what is to be judged of a text that holds one plan.

    None, where it holds several, or cannot be read so; then it is to be loaded.
    """
    flat, data = kind in FLAT, data.removeprefix(BOM_UTF8)
    found = _read_plan(data, flat=flat) if kind in PLAIN else None
    if found is not None:
        return found
    try:
        quads = ox.parse(data, format=kind, base_iri=INPUT)
        written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    except (SyntaxError, ValueError, OSError):
        # Whoever loads it says where.
        return None
    return _read_plan(written, flat=flat) or _parse_plan(written, flat=flat)


def _read_plan(data: bytes, *, flat: bool) -> tuple[PlanNames, Facts] | None:
    """Read a plan from lines that say it plainly."""
    names = _find_newest(data, flat=flat)
    if names is None:
        return None
    taken = None if flat else _take_blocks(data, names)
    if taken is None:
        triples = data if flat else _read_lines(data, names)
        taken = Scanner(triples)
        if not taken.take(0, len(triples), FLAT_ENDING):
            return None
    said = taken.finish()
    if not said:
        return None
    facts = Facts.from_said(said)
    return (names, facts) if not flat or _tells_of_plan(facts) else None


def _parse_plan(data: bytes, *, flat: bool) -> tuple[PlanNames, Facts] | None:
    """Read a plan from lines that hold terms of any form."""
    names = _find_newest(data, flat=flat)
    if names is None:
        return None
    triples = data if flat else _read_lines(data, names)
    if not triples:
        return None
    facts = Facts(
        ox.Quad(one.subject, one.predicate, one.object)
        for one in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)
    )
    return (names, facts) if not flat or _tells_of_plan(facts) else None


def _find_newest(data: bytes, *, flat: bool) -> PlanNames | None:
    """Find the newest revision of the only plan, if there is one plan only."""
    found = list(_list_revisions(data))
    names = order_revisions(one for iri in found if iri and (one := name_revision(iri)))
    if not all(found) or len({(one.base, one.code) for one in names}) > 1:
        return None
    if not names:
        return NAMELESS if flat else None
    return names[-1]


def _list_revisions(data: bytes) -> Iterator[str]:
    """List what is called a revision; as nothing, where that is not plainly written."""
    found = data.find(KIND)
    while found >= 0:
        begin = data.rfind(b"\n", 0, found) + 1
        line = data[begin:found]
        if line.endswith(TYPED):
            yield line[1 : -len(TYPED)].decode("utf-8", "replace")
        elif line.rstrip().endswith(TYPE.encode()):
            yield ""
        # Whatever else names the class, a text or another statement, names no revision.
        found = data.find(KIND, found + 1)


def _tells_of_plan(facts: Facts) -> bool:
    return any(kind.startswith(f"<{term('plan:')}") for kind in facts.backward(TYPE))


def _list_judged(names: PlanNames) -> tuple[str, ...]:
    return names.facts, names.source, names.derived, names.decisions, names.links


def _list_endings(names: PlanNames) -> list[bytes]:
    """List how the lines end that are judged, facts first."""
    return [f" <{graph}> .\n".encode() for graph in _list_judged(names)]


def _is_other(ending: bytes, names: PlanNames) -> bool:
    """Tell whether a line ends so that belongs to the plan and is not judged."""
    try:
        graph = ending.removeprefix(b" ").removesuffix(b" .\n").decode()
    except UnicodeDecodeError:
        return False
    if graph == f"<{names.current}>":
        return True
    return graph.startswith(f"<{names.root}") and re.fullmatch(IRI, graph) is not None


def _take_blocks(data: bytes, names: PlanNames) -> Scanner | None:
    """Take what is judged of lines that stand graph by graph, if they do."""
    facts, *rest = _list_endings(names)
    taken = Scanner(data)
    seen, begin = False, 0
    while begin < len(data):
        line_end = data.find(b"\n", begin) + 1 or len(data)
        ending = data[data.rfind(b" <", begin, line_end) : line_end]
        end = _end_block(data, begin, ending)
        if ending == facts or ending in rest:
            if not taken.take(begin, end, ending):
                return None
        elif not _is_other(ending, names) or not taken.passes(begin, end, ending):
            return None
        begin, seen = end, seen or ending == facts
    # Without a graph of facts of its own, what is current is judged.
    return taken if seen else None


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


def _read_lines(data: bytes, names: PlanNames) -> bytes:
    """
    Take from each line what stands before its graph, where that is one to be judged.

    Nothing, where a line belongs to another plan, or no line is of a revision's facts.
    """
    endings, others = tuple(_list_endings(names)), set[bytes]()
    lines, seen = [], False
    for line in data.splitlines(keepends=True):
        graph = line.rfind(b" <")
        if line.endswith(endings):
            triple = line[:graph]
            if triple.count(b" ") < 2:
                # Its last term is no graph: the statement stands outside any.
                return b""
            seen = seen or line.endswith(endings[0])
            lines.append(triple + FLAT_ENDING)
        elif line[graph:] not in others:
            if not _is_other(line[graph:], names):
                return b""
            others.add(line[graph:])
    return b"".join(lines) if seen else b""

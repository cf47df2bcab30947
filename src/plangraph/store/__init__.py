"""
Where a dataset lives, and the one converter from the embedded store to rdflib.

The embedded store is pyoxigraph. Remote JSON-LD contexts are never fetched: a document that names
one is refused.
"""

import gzip
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from plangraph.errors import StoreError, name_reason
from plangraph.names import (
    INPUT,
    NAMELESS,
    PREFIXES,
    PlanNames,
    name_revision,
    order_revisions,
    term,
)
from plangraph.store.files import write_file as write_file

if TYPE_CHECKING:
    import rdflib

FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
"""RDF formats by the ending of the file."""

QUADS: Final = frozenset({".trig", ".nq"})
"""Formats that hold named graphs."""

TRIPLES_ONLY: Final = frozenset({".ttl", ".nt", ".jsonld"})
"""Formats in which a dataset is written as its current facts alone."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Plans as RDF quads, the newest revision of each plan last, and the graph that is current."""

    store: ox.Store
    revisions: tuple[PlanNames, ...]
    current: str

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process as N-Quads, which keep the names of what has none."""
        data = zlib.compress(self.store.dump(format=ox.RdfFormat.N_QUADS) or b"", 1)
        return _restore, (data, self.revisions, self.current)

    def newest(self) -> tuple[PlanNames, ...]:
        """Give the newest revision of each plan."""
        return tuple({(names.base, names.code): names for names in self.revisions}.values())

    def judged(self, names: PlanNames) -> "rdflib.Graph":
        """Merge the graphs of one revision into the plain graph that ``check`` judges."""
        return to_rdflib(self.judged_quads(names))

    def judged_quads(self, names: PlanNames) -> Iterator[ox.Quad]:
        """
        Give the quads of the graphs of one revision.

        A dataset that came as triples has only its current facts to judge.
        """
        graphs = [names.facts, names.source, names.derived, names.decisions, names.links]
        if not self.store.contains_named_graph(ox.NamedNode(names.facts)):
            graphs = [self.current]
        for graph in graphs:
            yield from self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def current_graph(self) -> "rdflib.Graph":
        """Give the current facts as an rdflib graph."""
        graph = ox.NamedNode(self.current)
        return to_rdflib(self.store.quads_for_pattern(None, None, None, graph))


def _restore(data: bytes, revisions: tuple[PlanNames, ...], current: str) -> Dataset:
    store = ox.Store()
    store.bulk_extend(ox.parse(zlib.decompress(data), format=ox.RdfFormat.N_QUADS))
    return Dataset(store, revisions, current)


def to_rdflib(quads: Iterable[ox.Quad]) -> "rdflib.Graph":
    """
    Copy quads into a plain rdflib graph, leaving out their graph names.

    A literal of type ``xsd:string`` becomes one without a type, since rdflib holds the two unequal.
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    terms: dict[object, rdflib.term.Node] = {}
    string = term("xsd:string")

    def convert(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.term.Node:
        known = terms.get(node)
        if known is not None:
            return known
        made: rdflib.term.Node
        if isinstance(node, ox.NamedNode):
            made = rdflib.URIRef(node.value)
        elif isinstance(node, ox.Literal):
            kind = node.datatype.value
            if node.language:
                made = rdflib.Literal(node.value, lang=node.language)
            elif kind == string:
                made = rdflib.Literal(node.value)
            else:
                made = rdflib.Literal(node.value, datatype=rdflib.URIRef(kind))
        elif isinstance(node, ox.BlankNode):
            made = rdflib.BNode(node.value)
        else:
            raise StoreError(
                "RDF", "a triple stands as a term (RDF 1.2)", "Write it as plain RDF 1.1"
            )
        terms[node] = made
        return made

    store = graph.store
    for quad in quads:
        triple = (convert(quad.subject), convert(quad.predicate), convert(quad.object))
        store.add(triple, graph)
    return graph


def read_rdf(path: Path) -> Dataset:
    """
    Read an RDF file of one of the formats in ``FORMATS``.

    Quads outside a named graph are taken as current facts.

    Raises:
        StoreError: The file is absent, of another kind, damaged, or names a remote context.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise StoreError(path, "not a known RDF format", f"Use one of {' '.join(FORMATS)}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(path, name_reason(error), "Check the path and its permissions") from error
    return parse_rdf(data, kind, path)


def parse_rdf(data: bytes, kind: ox.RdfFormat, where: object) -> Dataset:
    """
    Read RDF from memory, as ``read_rdf`` does from a file.

    Raises:
        StoreError: The text is damaged, or names a remote context.
    """
    store = ox.Store()
    try:
        store.extend(ox.parse(data.removeprefix(BOM_UTF8), format=kind, base_iri=INPUT))
    except (SyntaxError, ValueError, OSError) as error:
        raise describe_damage(where, error) from error
    return recognise(store, where)


def describe_damage(where: object, error: Exception) -> StoreError:
    """Say why RDF cannot be read: what the parser found, or a context that it would fetch."""
    what = " ".join(str(error).split())
    if "LoadDocumentCallback" in what:
        what = "names a JSON-LD context on the network, where nothing is fetched"
        return StoreError(where, what, "Write the context into the file")
    return StoreError(where, f"not valid RDF: {what}", "Correct the file")


def recognise(store: ox.Store, where: object) -> Dataset:
    """
    Find in a store the revisions and the current graph that it holds.

    Raises:
        StoreError: The store holds no plan.
    """
    revisions = list_revisions(store) or (NAMELESS,)
    current = _current(store, revisions)
    if current is None:
        loose = list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        if not any(_names_a_plan(quad) for quad in loose):
            raise StoreError(where, "holds no plan", "Give a file made by 'plangraph assemble'")
        current = revisions[-1].current
        graph = ox.NamedNode(current)
        store.extend(ox.Quad(q.subject, q.predicate, q.object, graph) for q in loose)
        store.clear_graph(ox.DefaultGraph())
    return Dataset(store, revisions, current)


def _names_a_plan(quad: ox.Quad) -> bool:
    """Something typed by a class of the vocabulary."""
    return (
        quad.predicate.value == term("rdf:type")
        and isinstance(quad.object, ox.NamedNode)
        and quad.object.value.startswith(term("plan:"))
    )


def list_revisions(store: ox.Store) -> tuple[PlanNames, ...]:
    """List the revisions that a store holds, plan by plan."""
    kind, revision = ox.NamedNode(term("rdf:type")), ox.NamedNode(term("plan:PlanRevision"))
    found = (
        name_revision(quad.subject.value)
        for quad in store.quads_for_pattern(None, kind, revision)
        if isinstance(quad.subject, ox.NamedNode)
    )
    return order_revisions(names for names in found if names is not None)


def _current(store: ox.Store, revisions: tuple[PlanNames, ...]) -> str | None:
    names = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    for revision in revisions:
        if revision.current in names:
            return revision.current
    return None


def write_rdf(dataset: Dataset, path: Path) -> None:
    """
    Write a dataset in the format that the file's ending asks for: the same dataset, the same bytes.

    Raises:
        StoreError: The ending is not known.
        OutputError: The file cannot be written.
    """
    suffixes = path.suffixes
    packed = bool(suffixes) and suffixes[-1] == ".gz"
    ending = suffixes[-2 if packed and len(suffixes) > 1 else -1].lower() if suffixes else ""
    data = serialise(dataset, ending, path)
    write_file(path, gzip.compress(data, mtime=0) if packed else data)


def serialise(dataset: Dataset, ending: str, where: object = "dataset") -> bytes:
    """
    Serialise a dataset; formats in ``TRIPLES_ONLY`` hold the current facts alone.

    Raises:
        StoreError: No format has this ending.
    """
    kind = FORMATS.get(ending)
    if kind is None:
        raise StoreError(where, "not a known RDF format", f"Use one of {' '.join(FORMATS)}")
    if ending in TRIPLES_ONLY:
        graph = ox.NamedNode(dataset.current)
        found = dataset.store.quads_for_pattern(None, None, None, graph)
        statements: list[ox.Triple] | list[ox.Quad] = sorted(
            (ox.Triple(q.subject, q.predicate, q.object) for q in found), key=_order
        )
    else:
        statements = sorted(dataset.store, key=_order)
    data = ox.serialize(statements, format=kind, prefixes=_used_prefixes(dataset))
    if data is None:
        raise StoreError(where, "nothing was written", "Report this as a defect")
    return data


def _order(statement: ox.Triple | ox.Quad) -> tuple[str, ...]:
    graph = str(statement.graph_name) if isinstance(statement, ox.Quad) else ""
    kind = "" if statement.predicate.value == term("rdf:type") else str(statement.predicate)
    return (graph, str(statement.subject), kind, str(statement.object))


def _used_prefixes(dataset: Dataset) -> dict[str, str]:
    spaces = dict(PREFIXES)
    for number, root in enumerate(sorted({names.root for names in dataset.revisions}), start=1):
        spaces["city" if number == 1 else f"city{number}"] = root
    return spaces

"""
The names of things: the only module that spells an IRI.

Two bases: the vocabulary, rules and concepts are the project's own and fixed; the things of a city
stand under the base of the publisher (``plan.toml``, ``--base``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

BASE: Final = "https://w3id.org/plangraph/"
"""Base of the vocabulary, the rules and the concepts; a placeholder until it is registered."""

CITY_BASE: Final = f"{BASE}id/"
"""Base of a city's things where its publisher has named none."""

UNREGISTERED: Final = "unregistered"
"""Stands for the municipality code in the temporary IRIs of a bare file."""

PREFIXES: Final[dict[str, str]] = {
    "absence": f"{BASE}absence#",
    "aspect": f"{BASE}aspect#",
    "budget-category": f"{BASE}budget-category#",
    "budget-phase": f"{BASE}budget-phase#",
    "confidence": f"{BASE}confidence#",
    "counting": f"{BASE}counting#",
    "certainty": f"{BASE}certainty#",
    "change-kind": f"{BASE}change-kind#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "direction": f"{BASE}direction#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "gap-kind": f"{BASE}gap-kind#",
    "impact-kind": f"{BASE}impact-kind#",
    "indicator-level": f"{BASE}indicator-level#",
    "label-remark": f"{BASE}label-remark#",
    "line-kind": f"{BASE}line-kind#",
    "link-standing": f"{BASE}link-standing#",
    "metric": f"{BASE}metric#",
    "name-standing": f"{BASE}name-standing#",
    "observation-kind": f"{BASE}observation-kind#",
    "org": "http://www.w3.org/ns/org#",
    "organization-kind": f"{BASE}organization-kind#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "plan": f"{BASE}ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "query": f"{BASE}query/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "reading-problem": f"{BASE}reading-problem#",
    "remark": f"{BASE}remark#",
    "responsibility": f"{BASE}responsibility#",
    "rule": f"{BASE}rules#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "stage": f"{BASE}stage#",
    "stake-role": f"{BASE}stake-role#",
    "trait": f"{BASE}trait#",
    "unit": f"{BASE}unit#",
    "value-kind": f"{BASE}value-kind#",
    "value-remark": f"{BASE}value-remark#",
    "vann": "http://purl.org/vocab/vann/",
    "verdict": f"{BASE}verdict#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The one prefix table; a test compares every ``.ttl`` and ``.rq`` file with it."""

ONTOLOGY: Final = f"{BASE}ns"

SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"
"""The schema that a SARIF log names; nobody fetches it."""


def term(name: str) -> str:
    """
    Expand a prefixed name.

    >>> term("plan:Goal")
    'https://w3id.org/plangraph/ns#Goal'

    Raises:
        KeyError: The prefix is not in the table.
    """
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


@lru_cache(maxsize=4096)
def shorten(iri: str) -> str:
    """
    Write an IRI as a prefixed name, or as it is where no prefix fits.

    >>> shorten("https://w3id.org/plangraph/rules#KPI-01")
    'rule:KPI-01'
    """
    fitting = [(len(space), prefix) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


@lru_cache(maxsize=4096)
def segment(text: str) -> str:
    """
    Make text from outside safe as one segment of an IRI.

    Dots alone would climb out of the folder, so they are escaped, too.

    >>> segment("資料 6"), segment("..")
    ('%E8%B3%87%E6%96%99%206', '%2E%2E')
    """
    escaped = quote(text, safe="")
    return escaped if escaped.strip(".") else escaped.replace(".", "%2E")


@dataclass(frozen=True, slots=True)
class PlanNames:
    """Names of one revision of one plan: its things, its graphs, the lines of its source."""

    base: str
    code: str
    revision: str

    @property
    def root(self) -> str:
        """The dataset of the plan, ending in a slash."""
        return f"{self.base}{self.code}/"

    @property
    def plan(self) -> str:
        """The plan itself, across its revisions."""
        return f"{self.root}plan"

    @property
    def facts(self) -> str:
        """The revision, which is also the graph of the facts as printed."""
        return f"{self.root}revision-{segment(self.revision)}"

    @property
    def source(self) -> str:
        """The graph of tables, rows and quotations."""
        return f"{self.facts}/source"

    @property
    def derived(self) -> str:
        """The graph of what the program derived."""
        return f"{self.facts}/derived"

    @property
    def decisions(self) -> str:
        """The graph of what people decided, and of the ledger."""
        return f"{self.root}decisions"

    @property
    def links(self) -> str:
        """The graph of what people linked."""
        return f"{self.root}links"

    @property
    def current(self) -> str:
        """The graph, one for all plans, of what the newest revisions say after decisions."""
        return f"{self.base}current"

    def thing(self, kind: str, key: str) -> str:
        """Name a thing of the plan; ``key`` may hold ASCII letters, digits, ``-`` and ``.``."""
        return f"{self.root}{kind}-{segment(key)}"

    def part(self, kind: str, key: str) -> str:
        """Name something that belongs to this revision's source: a table, a quotation."""
        return f"{self.facts}/{kind}-{segment(key)}"

    def document(self, file: str) -> str:
        """Name the source document of the revision."""
        return f"{self.facts}/{segment(file)}"

    def row(self, file: str, sheet: int, number: int) -> str:
        """
        Name a row of a workbook by the place of its sheet, counted from 1.

        >>> PlanNames("https://x/", "271004", "1").row("book.xlsx", 1, 22)
        'https://x/271004/revision-1/book.xlsx#sheet=1&row=22'
        """
        return f"{self.document(file)}#sheet={sheet}&row={number}"

    def element(self, file: str, number: int) -> str:
        """Name an element of an XML source by its place among those that say anything, from 1."""
        return f"{self.document(file)}#element={number}"

    def beside(self, file: str, line: int | None = None) -> str:
        """
        Name a register that stands beside the sources, or a line of it.

        >>> PlanNames("https://x/", "271004", "1").beside("values.csv", 2)
        'https://x/271004/values.csv#line=1,2'
        """
        register = f"{self.root}{segment(file)}"
        return register if line is None else f"{register}#line={line - 1},{line}"

    def line(self, file: str, number: int) -> str:
        """
        Name a line of a text source by RFC 5147, which counts positions between lines from 0.

        >>> PlanNames("https://x/", "271004", "1").line("source.txt", 22)
        'https://x/271004/revision-1/source.txt#line=21,22'
        """
        return f"{self.document(file)}#line={number - 1},{number}"


INPUT: Final = "urn:plangraph:input"
"""What relative IRIs of a file are resolved against."""

NAMELESS: Final = PlanNames("urn:plangraph:", "input", "0")
"""The names of a plan whose file names no revision."""


def name_revision(iri: str) -> PlanNames | None:
    """
    Tell the names of a revision from its IRI; None where it is no such IRI.

    >>> name_revision("https://x/271004/revision-1")
    PlanNames(base='https://x/', code='271004', revision='1')
    """
    root, mark, name = iri.rpartition("/revision-")
    base, slash, code = root.rpartition("/")
    if not (mark and slash and name) or "/" in name:
        return None
    if base.endswith(f"/{UNREGISTERED}"):
        base, code = base.removesuffix(f"/{UNREGISTERED}"), f"{UNREGISTERED}/{code}"
    return PlanNames(f"{base}/", code, unquote(name))


def order_revisions(names: Iterable[PlanNames]) -> tuple[PlanNames, ...]:
    """Order revisions by plan, and within it so that revision 10 comes after revision 9."""
    return tuple(sorted(set(names), key=_count_up))


def _count_up(names: PlanNames) -> tuple[str, str, list[tuple[int, str]]]:
    pieces = re.findall(r"[0-9]+|[^0-9]+", names.revision)
    return names.base, names.code, [_rank(piece) for piece in pieces]


def _rank(piece: str) -> tuple[int, str]:
    # Python refuses to make a number of more than some thousand digits.
    digits = piece.lstrip("0")
    return (len(digits), digits) if piece.isdecimal() else (-1, piece)

"""
What one revision says, read from its graphs as values that can be set side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plangraph.names import PlanNames
from plangraph.read.folding import compare_form


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a source document, or a row of a sheet in it."""

    iri: str
    file: str
    line: int
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """
    A value of an indicator, or an amount of money.

    ``name`` is the indicator's label or the source of the money, ``kind`` whether it is a baseline,
    a target, an actual, or the phase of a budget; ``result`` is empty where no number is printed.
    """

    name: str
    kind: str
    year: str
    result: str
    printed: str
    printed_year: str
    unit: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What two values must share so that one of them took the other's place."""
        return compare_form(self.name), self.kind, self.year

    @property
    def said(self) -> str:
        """What is said there, folded for comparing."""
        return f"{self.result or compare_form(self.printed)} {self.unit}"


@dataclass(frozen=True, slots=True)
class Level:
    """
    A goal, a measure or an initiative; ``kind`` says which.

    ``titles`` and ``listed`` are the different wordings of its headings; ``indicators`` are pairs
    of IRI and label.
    """

    kind: str
    iri: str
    code: str
    ordinal: int | None
    titles: tuple[str, ...]
    listed: tuple[str, ...]
    parent: str
    indicators: tuple[tuple[str, str], ...]
    values: tuple[Value, ...]
    position: int
    marks: tuple[Mark, ...]

    @property
    def title(self) -> str:
        """The first wording of the title."""
        return self.titles[0] if self.titles else ""

    @property
    def label(self) -> str:
        """The code and the title, as people cite it."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Charge:
    """A unit that answers for a project: the office, and the section of it where one is named."""

    office: str
    section: str
    lead: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """A place of a project in the plan: the level it stands under, and the mark where unknown."""

    under: str
    mark: str


@dataclass(frozen=True, slots=True)
class Money:
    """What is said of money: items with their tags, remarks and typed absences, amounts."""

    items: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    absence: str
    amounts: tuple[Value, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Names of the items, folded for comparing."""
        return frozenset(compare_form(name) for name, _ in self.items)

    @property
    def form(self) -> tuple[frozenset[tuple[str, str]], frozenset[str], str]:
        """What two cells must share to say the same."""
        items = frozenset((compare_form(name), tag) for name, tag in self.items)
        return items, frozenset(compare_form(remark) for remark in self.remarks), self.absence


@dataclass(frozen=True, slots=True)
class Project:
    """A project with what its rows say; ``indicators`` are pairs of IRI and label."""

    iri: str
    name: str
    numbers: tuple[str, ...]
    printed_number: str
    seats: tuple[Seat, ...]
    charges: tuple[Charge, ...]
    money: Money
    indicators: tuple[tuple[str, str], ...]
    glosses: tuple[str, ...]
    units: tuple[str, ...]
    values: tuple[Value, ...]
    summaries: tuple[str, ...]
    position: int
    marks: tuple[Mark, ...]

    @property
    def form(self) -> str:
        """The name, folded for comparing."""
        return compare_form(self.name)

    @property
    def label(self) -> str:
        """The name, or the number where there is no name."""
        return self.name or self.printed_number or self.iri.rpartition("/")[2]

    @property
    def offices(self) -> frozenset[str]:
        """The offices that answer for it."""
        return frozenset(charge.office for charge in self.charges)


@dataclass(frozen=True, slots=True)
class Organization:
    """A unit of the municipality; ``parent`` is the office of a section."""

    iri: str
    label: str
    kind: str
    parent: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    One revision of a plan.

    ``registered`` says that its IRIs last; ``identified`` are the things that the ledger names, and
    ``replaced`` tells what took the place of what, by the ledger.
    ``support`` says how well each indicator of a measure is supported: by a curated link (3), by an
    equal name beneath it (2), by a similar one (1).
    """

    names: PlanNames
    registered: bool
    levels: Mapping[str, Level]
    projects: Mapping[str, Project]
    organizations: Mapping[str, Organization]
    indicators: Mapping[str, str]
    budgets: Mapping[str, str]
    identified: frozenset[str]
    replaced: Mapping[str, str]
    support: Mapping[tuple[str, str], int]
    columns: Mapping[str, str]
    file: str
    beneath: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Projects under each level, those of its parts included."""
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Addresses in a workbook, by the row's IRI and the column."""

    def of_kind(self, kind: str) -> tuple[Level, ...]:
        """Give the goals, the measures or the initiatives in the plan's order."""
        return tuple(level for level in self.levels.values() if level.kind == kind)

    def above(self, iri: str) -> tuple[str, ...]:
        """Give a level and those above it, from the goal down."""
        found: list[str] = []
        while iri in self.levels and iri not in found:
            found.insert(0, iri)
            iri = self.levels[iri].parent
        return tuple(found)

    def lasting(self, iri: str) -> bool:
        """Tell whether an IRI may be cited: it is registered, and not made from a line."""
        local = iri.rpartition("/")[2].partition("-")[2]
        return self.registered and not local.startswith("line-") and ".line-" not in local

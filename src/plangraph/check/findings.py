"""
The values that a check gives: findings, and the report that holds them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plangraph.check.registry import Profile, Severity, Texts
from plangraph.names import PlanNames

REGISTERS: Final = frozenset({"values.csv"})
"""Files in which a finding may lie, that stand beside the revisions of a plan folder."""


class Status(StrEnum):
    """Whether a finding still asks for a decision."""

    OPEN = "open"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source a finding lies: a line or row, and the column's header if it has one."""

    file: str
    line: int | None
    column: str | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """A unit, at office level, that a finding concerns."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Something that a rule found wrong.

    ``message`` and ``remedy`` have a ``ja`` and an ``en``; ``source`` names file, line and column,
    ``departments`` who must decide.
    ``constraint`` is the part of the rule that spoke, ``focus`` the thing it spoke about,
    ``component`` the kind of constraint in SHACL.
    """

    rule: str
    constraint: str
    severity: Severity
    status: Status
    focus: str
    label: str
    path: str | None
    value: str | None
    message: Texts
    remedy: Texts
    source: tuple[Place, ...]
    departments: tuple[Department, ...]
    component: str = ""

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines it lies on, in order."""
        return tuple(sorted({place.line for place in self.source if place.line is not None}))


@dataclass(frozen=True, slots=True)
class Row:
    """A row or line of the source: its texts, and the header over each where it has one."""

    line: int
    cells: tuple[tuple[str, str], ...]
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The source as a table: a file, or a sheet of it, row by row, headings among them."""

    file: str
    sheet: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """
    What a check of one revision of one plan found.

    ``name`` is what the plan, or else its issuer, is called; ``evaluated`` counts the rules that
    are live; ``unverifiable`` says what could not be judged; ``tables`` are those of the source,
    which lies in ``folder``, a relative path with slashes. What is ``dated`` may be another on
    another day: there are decisions, which run out.
    """

    names: PlanNames
    name: str
    profile: Profile
    evaluated: int
    findings: tuple[Finding, ...]
    unverifiable: tuple[Texts, ...]
    titles: Mapping[str, Texts]
    tables: tuple[Table, ...] = ()
    folder: str = ""
    dated: bool = False

    @property
    def plan(self) -> str:
        """The IRI of the plan."""
        return self.names.plan

    @property
    def revision(self) -> str:
        """What the revision is called."""
        return self.names.revision

    @property
    def root(self) -> str:
        """What the IRIs of the plan's things begin with."""
        return self.names.root

    @property
    def fired(self) -> int:
        """How many rules have at least one finding."""
        return len({finding.rule for finding in self.findings})

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(finding for finding in self.findings if finding.status is Status.OPEN)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many open findings there are of each severity."""
        found = Counter(finding.severity for finding in self.open)
        return {severity: found[severity] for severity in Severity}

    def conforms(self, fail_on: str = Severity.VIOLATION) -> bool:
        """Tell whether no open finding is as grave as ``fail_on``, or graver."""
        limit = Severity(fail_on).rank
        return not any(finding.severity.rank <= limit for finding in self.open)

    def write(self, format: str = "text", language: str = "ja") -> str | bytes:
        """
        Write the report as one of ``plangraph.check.formats.FORMATS``; ``xlsx`` gives bytes.

        Raises:
            UsageError: There is no such format.
        """
        from plangraph.check.formats import write_report

        return write_report(self, format, language)

    def _repr_html_(self) -> str:
        """Show the open findings in a notebook, the gravest first."""
        from plangraph.write.notebook import write_html_table

        columns = [
            ("程度", "severity"),
            ("規則", "rule"),
            ("行", "lines"),
            ("担当課", "departments"),
        ]
        columns += [("指摘", "finding"), ("指摘（英語）", "in English")]
        rows = [
            (
                *(one.severity, one.rule, "、".join(map(str, one.lines))),
                *("、".join(office.label for office in one.departments),),
                *(one.message.ja, one.message.en),
            )
            for one in sorted(self.open, key=lambda one: one.severity.rank)
        ]
        return write_html_table(columns, rows, f"{self.name} ({self.revision})")

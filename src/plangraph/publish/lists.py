"""
The lists of a plan: projects, departments, indicators, budget items, units, and the matrix.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from plangraph.names import term
from plangraph.publish.views import Table, Value, Views
from plangraph.publish.words import Words
from plangraph.write.workbook import guard_text

BYTE_ORDER_MARK: Final = "\ufeff"
NONE: Final = (Value(Words("―")),)

NAME: Final = Words("名称", "name")
NUMBER: Final = Words("番号", "number")
DEPARTMENT: Final = Words("担当課", "department")
GOAL: Final = Words("基本目標", "goal")
INDICATOR: Final = Words("指標", "indicator")
UNIT: Final = Words("単位", "unit")
BUDGET: Final = Words("予算", "budget item")
PROJECTS: Final = Words("事業数", "projects")
LINE: Final = Words("行", "line")
KIND: Final = Words("種類", "kind")
ABOVE: Final = Words("上位の組織", "unit of")
LEVEL: Final = Words("段階", "level")
USED: Final = Words("測るもの", "measures")
CATEGORY: Final = Words("区分", "category")


class Lists:
    """Makes the lists of one plan, whose things stand under ``root``."""

    def __init__(self, views: Views, root: str) -> None:
        self.views = views
        self.facts = views.facts
        self.root = root

    def things(self, prefixed: str) -> list[str]:
        """List this plan's things of a class."""
        return self.facts.of_type(prefixed, self.root)

    def _links(self, iris: Iterable[str], page: str) -> tuple[Value, ...]:
        return tuple(self.views.link(iri, page) for iri in dict.fromkeys(iris)) or NONE

    def _text(self, *texts: str) -> tuple[Value, ...]:
        return tuple(Value(Words(text)) for text in dict.fromkeys(texts) if text) or NONE

    def projects(self, page: str, only: Sequence[str] | None = None) -> Table:
        """List projects: all of the plan, or some."""
        rows = []
        for iri in self.things("plan:Project") if only is None else only:
            rows.append(
                (
                    (self.views.link(iri, page),),
                    self._text(*self.facts.texts(iri, "plan:printedNumber")),
                    self._links(self.facts.iris(iri, "plan:responsible"), page),
                    self._links(self.views.goals_of(iri), page),
                    self._links(self.facts.sources(iri, "plan:measures"), page),
                    self._text(*self._units(iri)),
                    self._links(self.facts.iris(iri, "plan:fundedBy"), page),
                    self._text(self.facts.text(iri, "plan:line")),
                )
            )
        columns = (NAME, NUMBER, DEPARTMENT, GOAL, INDICATOR, UNIT, BUDGET, LINE)
        return Table(Words("事務事業", "Projects"), columns, tuple(rows))

    def _units(self, iri: str) -> list[str]:
        return [
            unit
            for key, part in self.facts.owned(iri)
            if key == "indicatorRoles"
            for unit in self.facts.texts(part, "plan:unitLabel")
        ]

    def departments(self, page: str) -> Table:
        """List the units of the organization, the busiest first among equals in document order."""
        issuer = term("organization-kind:municipality")
        rows = []
        for iri in self.things("plan:Organization"):
            kinds = self.facts.iris(iri, "org:classification")
            if issuer in kinds:
                continue
            projects = self.views.only_projects(self.facts.sources(iri, "plan:responsible"))
            goals = [goal for project in projects for goal in self.views.goals_of(project)]
            rows.append(
                (
                    (self.views.link(iri, page),),
                    self._links(kinds, page),
                    self._links(self.facts.iris(iri, "org:subOrganizationOf"), page),
                    self._text(str(len(projects))),
                    self._links(sorted(dict.fromkeys(goals), key=self.facts.position), page),
                )
            )
        rows.sort(key=lambda row: -int(row[3][0].words.ja))
        columns = (NAME, KIND, ABOVE, PROJECTS, GOAL)
        return Table(Words("担当課", "Departments"), columns, tuple(rows), numbers=frozenset({3}))

    def indicators(self, page: str) -> Table:
        """List the indicators with their units and what they measure."""
        rows = []
        for iri in self.things("plan:Indicator"):
            roles = self.facts.sources(iri, "plan:indicator")
            levels = [level for role in roles for level in self.facts.iris(role, "plan:level")]
            units = [unit for role in roles for unit in self.facts.texts(role, "plan:unitLabel")]
            measured = sorted(self.facts.iris(iri, "plan:measures"), key=self.facts.position)
            rows.append(
                (
                    (self.views.link(iri, page),),
                    self._links(levels, page),
                    self._text(*units),
                    self._links(measured, page),
                )
            )
        columns = (NAME, LEVEL, UNIT, USED)
        return Table(Words("指標", "Indicators"), columns, tuple(rows))

    def budget_items(self, page: str) -> Table:
        """List the budget items with their category and the projects that they pay."""
        rows = []
        for iri in self.things("plan:BudgetItem"):
            shares = self.facts.sources(iri, "plan:item")
            categories = [
                found for share in shares for found in self.facts.iris(share, "plan:category")
            ]
            projects = self.views.only_projects(self.facts.sources(iri, "plan:fundedBy"))
            rows.append(
                (
                    (self.views.link(iri, page),),
                    self._links(categories, page),
                    self._links(projects, page),
                )
            )
        columns = (NAME, CATEGORY, Words("事務事業", "projects"))
        return Table(Words("予算（中事業）", "Budget items"), columns, tuple(rows))

    def units(self, page: str) -> Table:
        """List the units as printed, with the indicators counted in them."""
        counted: dict[str, dict[str, None]] = defaultdict(dict)
        known: dict[str, list[str]] = defaultdict(list)
        for role in self.things("plan:IndicatorRole"):
            for label in self.facts.texts(role, "plan:unitLabel"):
                counted[label].update(dict.fromkeys(self.facts.iris(role, "plan:indicator")))
                known[label] += self.facts.iris(role, "plan:unit")
        rows = [
            (
                self._text(label),
                self._links(known[label], page),
                self._text(str(len(indicators))),
                self._links(indicators, page),
            )
            for label, indicators in sorted(
                counted.items(), key=lambda item: (-len(item[1]), item[0])
            )
        ]
        columns = (
            UNIT,
            Words("語彙の単位", "known unit"),
            Words("指標の数", "indicators"),
            INDICATOR,
        )
        return Table(Words("単位", "Units"), columns, tuple(rows), numbers=frozenset({2}))

    def matrix(self, page: str) -> Table:
        """Count the projects of each office under each goal."""
        goals = self.things("plan:Goal")
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for project in self.things("plan:Project"):
            for office in self.facts.iris(project, "plan:responsible"):
                counts[office][""] += 1
                for goal in self.views.goals_of(project):
                    counts[office][goal] += 1
        ordered = sorted(counts, key=lambda iri: (-counts[iri][""], iri))
        rows = [
            (
                (self.views.link(office, page),),
                *(self._text(str(counts[office][goal] or "")) for goal in goals),
                self._text(str(counts[office][""])),
            )
            for office in ordered
        ]
        columns = (DEPARTMENT, *(self.views.labels.name(goal) for goal in goals), PROJECTS)
        numbers = frozenset(range(1, len(columns)))
        title = Words("課と目標の表", "Departments by goal")
        return Table(title, columns, tuple(rows), numbers=numbers)


def write_csv(table: Table) -> str:
    """Write a list as CSV for a spreadsheet, which must not take a text for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["IRI", *(column.ja for column in table.columns)])
    for row in table.rows:
        texts = ("" if cell is NONE else " / ".join(v.words.ja for v in cell) for cell in row)
        writer.writerow([guard_text(text) for text in (row[0][0].iri, *texts)])
    return BYTE_ORDER_MARK + out.getvalue()

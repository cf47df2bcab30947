"""
The pages of one plan beside those of its things: its lists, its picture, its findings, its source.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.check import Finding, Report
from plangraph.names import PlanNames, term
from plangraph.publish.description import Description
from plangraph.publish.forms import CSV, DATA, PAGE
from plangraph.publish.lists import Lists, write_csv
from plangraph.publish.living import PlanPicture
from plangraph.publish.pages import Pages
from plangraph.publish.places import link, mark_spot
from plangraph.publish.terms import Said
from plangraph.publish.views import Table
from plangraph.publish.words import Words

CELLS: Final = {
    term(f"plan:{name}Text"): Words(ja, en)
    for name, ja, en in (
        ("mark", "主な取り組み", "initiative"),
        ("name", "事業名", "project"),
        ("number", "事務事業番号", "number"),
        ("department", "担当課", "department"),
        ("budget", "予算", "budget"),
        ("summary", "事業概要", "summary"),
        ("indicator", "指標", "indicator"),
        ("unit", "単位", "unit"),
        ("unplaced", "列のない記載", "without a column"),
    )
} | {term("plan:printedText"): Words("")}
TABLES: Final = {
    "projects": Words("事務事業", "Projects"),
    "departments": Words("担当課", "Departments"),
    "indicators": Words("指標", "Indicators"),
    "budget-items": Words("予算（中事業）", "Budget items"),
    "units": Words("単位", "Units"),
    "matrix": Words("課と目標の表", "Departments by goal"),
}
"""The lists of a plan, by the names of their pages."""

WHOLE: Final = Words("計画全体", "The plan as a whole")


def list_tables(lists: Lists, folder: str) -> dict[str, Table]:
    """Make the lists of a plan, by the names of their pages."""
    made: dict[str, Callable[[str], Table]] = {
        "projects": lists.projects,
        "departments": lists.departments,
        "indicators": lists.indicators,
        "budget-items": lists.budget_items,
        "units": lists.units,
        "matrix": lists.matrix,
    }
    return {name: make(f"{folder}/{name}{PAGE.ending}") for name, make in made.items()}


@dataclass(frozen=True)
class PlanPages:
    """Writes the pages of one plan, whose newest revision was judged."""

    pages: Pages
    names: PlanNames
    report: Report

    @property
    def folder(self) -> str:
        """Folder of the plan in the site."""
        return (self.pages.views.places.path(self.names.plan) or "").rpartition("/")[0]

    @property
    def lists(self) -> Lists:
        """The lists of the plan."""
        return Lists(self.pages.views, self.names.root)

    def write(self) -> Iterator[tuple[str, bytes]]:
        """Write everything of the plan but its things and its source."""
        lists = self.lists
        for name, table in list_tables(lists, self.folder).items():
            page = f"{self.folder}/{name}{PAGE.ending}"
            target = f"{self.folder}/{name}{CSV.ending}"
            downloads = [(CSV.name, link(target, page))]
            yield target, write_csv(table).encode("utf-8", "replace")
            yield (
                page,
                self.pages.renderer.list_page(
                    page, table.title, tables=[table], downloads=downloads, lists=self.folder
                ),
            )
        yield from self._write_tree()
        yield from PlanPicture(self.pages, self.names, self.folder).write()
        yield from self._write_report()

    def _write_tree(self) -> Iterator[tuple[str, bytes]]:
        page = f"{self.folder}/goals{PAGE.ending}"
        tree = self.pages.views.tree(self.names.plan, page)
        lead = Words(
            "基本目標、施策、主な取り組み、事務事業の順にたどれます。",
            "From the goals through measures and initiatives down to the projects.",
        )
        yield (
            page,
            self.pages.renderer.list_page(
                page,
                Words("目標から見る", "Goals"),
                lead=lead,
                tree=tree.branches,
                lists=self.folder,
            ),
        )

    def _write_report(self) -> Iterator[tuple[str, bytes]]:
        page = f"{self.folder}/report{PAGE.ending}"
        groups: dict[str, list[Finding]] = defaultdict(list)
        for found in sorted(self.report.findings, key=lambda found: found.severity.rank):
            for office in found.departments or (None,):
                groups[office.label if office else ""].append(found)
        order = sorted(groups, key=lambda name: (bool(name), -len(groups[name]), name))
        shown = [
            (Words(name) if name else WHOLE, [self.pages.finding(f, page) for f in groups[name]])
            for name in order
        ]
        counts = self.report.counts
        figures = {severity.value: counts[severity] for severity in counts}
        lead = Words(
            f"公開時の点検（規則{self.report.evaluated}件）の結果です。"
            f"違反{figures['violation']}件、警告{figures['warning']}件、参考{figures['info']}件。",
            f"What {self.report.evaluated} rules found before publication: "
            f"{figures['violation']} violations, {figures['warning']} warnings, "
            f"{figures['info']} notes.",
        )
        notes = [Words(text.ja, text.en) for text in self.report.unverifiable]
        downloads = []
        for form in ("json", "csv"):
            written = self.report.write(form, "ja")
            data = written if isinstance(written, bytes) else written.encode("utf-8", "replace")
            target = f"{self.folder}/report.{form}"
            downloads.append((form.upper(), link(target, page)))
            yield target, data
        title = Words("点検結果", "Integrity report")
        values = {"lead": lead, "groups": shown, "notes": notes, "downloads": downloads}
        values["lists"] = self.folder
        yield page, self.pages.renderer.list_page(page, title, **values)

    def write_source(self, document: str) -> Iterator[tuple[str, bytes]]:
        """Write the page of a source document: its lines as printed, each a place to link to."""
        views = self.pages.views
        place = views.places.path(document)
        if place is None:
            return
        page = f"{place}{PAGE.ending}"
        facts = views.facts
        inside = facts.sources(document, "plan:document")
        said = {facts.terms.iri(iri): facts.said_of(iri) for iri in inside}
        root = facts.terms.iri(document)
        description = Description(root, facts.said_of(document), inside=said)
        forms = self.pages.forms.write(description)
        lines = []
        for iri in inside:
            spot, number = mark_spot(iri), facts.text(iri, "plan:line")
            if spot and number.isdecimal():
                # A workbook has a row of the same number in each of its sheets.
                order = [int(part) for part in spot.split("-") if part.isdecimal()]
                cells = self._cells(facts.said_of(iri))
                lines.append((order, spot, facts.text(iri, "plan:sheet"), number, cells))
        values = self.pages.frame(document, page, forms)
        values["lines"] = [line[1:] for line in sorted(lines)]
        yield page, self.pages.renderer.page("source.html", page, **values)
        for form in DATA:
            yield f"{place}{form.ending}", forms[form.ending].encode("utf-8", "replace")

    def _cells(self, said: Sequence[Said]) -> list[tuple[Words, str]]:
        cells: list[tuple[Words, str]] = []
        for name, label in CELLS.items():
            cells += [
                (label, value.value)
                for predicate, value in said
                if predicate.value == name and value.is_literal
            ]
        return cells

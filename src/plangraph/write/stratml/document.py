"""
A plan as a StratML document of Part 1 or Part 2, its elements in the order of the schema.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plangraph.assemble import Identity
from plangraph.assemble.facts import measure_code
from plangraph.errors import OutputError
from plangraph.plan import (
    Charter,
    Contact,
    Detail,
    IndicatorUse,
    MeasuredUse,
    Plan,
    Stakeholder,
    StatedIndicator,
)
from plangraph.read.registers import Description
from plangraph.read.stratml import PART_1, PART_2, TARGETS
from plangraph.write.stratml.losses import Written
from plangraph.write.stratml.pages import Page
from plangraph.write.stratml.projects import find_places, write_again, write_project
from plangraph.write.stratml.rest import TYPES, note_rest
from plangraph.write.stratml.results import write_indicators

if TYPE_CHECKING:
    from lxml.etree import _Element

KINDS: Final = {
    "person": "Person",
    "organization": "Organization",
    "group": "Generic_Group",
}
TEMPORARY: Final = "line-"
TARGET_LIST: Final = "数値目標"


def write_stratml(
    plan: Plan, identity: Identity, description: Description, *, part: int = 2
) -> Written:
    """
    Write a plan as StratML; what neither comes back nor is there for others is listed.

    Initiatives are written as objectives behind that of their measure, and known by their
    identifiers when the document is read again.

    Raises:
        OutputError: The plan has no goal, without which there is no such document.
    """
    if not plan.goals:
        remedy = "Read a plan that has one, or export another kind of document"
        raise OutputError(f"StratML Part {part}", "the plan has no goal", remedy)
    return _Document(plan, identity, description, part).write()


@dataclass(slots=True)
class _Document:
    plan: Plan
    identity: Identity
    description: Description
    part: int
    places: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)
    written: dict[int, int] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)

    def write(self) -> Written:
        self.places = find_places(self.plan)
        page = Page(PART_1 if self.part == 1 else PART_2)
        charter = self.plan.charter or Charter(
            "Strategic_Plan", "", "", "", (), (), "", "", "", "", "", None, 1
        )
        root = page.begin("StrategicPlan" if self.part == 1 else "PerformancePlanOrReport")
        if self.part == 2:
            root.set("Type", charter.kind if charter.kind in TYPES else TYPES[0])
        page.add(root, "Name", self.description.title or charter.name, required=True)
        page.add(root, "Description", charter.description)
        page.add(root, "OtherInformation", charter.remark)
        core = page.open(root, "StrategicPlanCore")
        self._write_bodies(page, core, charter)
        self._write_tenets(page, core, charter)
        for index in range(len(self.plan.goals)):
            self._write_goal(page, core, index)
        self._write_administration(page, root, charter)
        note_rest(page.losses, self.plan, self.description, charter, self.part)
        self._note_projects(page)
        return Written(page.finish(root), page.losses.listed())

    def _write_bodies(self, page: Page, core: "_Element", charter: Charter) -> None:
        issuer = self.description.issuer
        if issuer and issuer not in {body.name for body in charter.bodies}:
            element = page.open(core, "Organization")
            page.add(element, "Name", issuer)
            page.add_identifier(element, "organization-issuer")
        for body in charter.bodies:
            element = page.open(core, "Organization")
            page.add(element, "Name", body.name)
            page.add(element, "Acronym", body.acronym)
            page.add_identifier(element, body.identifier)
            page.add(element, "Description", body.description)
            self._write_stakeholders(page, element, body.stakeholders)

    def _write_tenets(self, page: Page, core: "_Element", charter: Charter) -> None:
        for kind in ("vision", "mission", "value"):
            tenets = [tenet for tenet in charter.tenets if tenet.kind == kind]
            for place, tenet in enumerate(tenets):
                text = tenet.description or tenet.name
                if kind != "value" and place:
                    page.losses.note("tenets", text)
                    continue
                element = page.open(core, kind.capitalize())
                if kind == "value":
                    page.add(element, "Name", tenet.name)
                page.add(element, "Description", tenet.description)
                if kind != "value":
                    page.add_identifier(element, tenet.identifier)
                elif tenet.identifier:
                    page.losses.note("identifiers", tenet.identifier)

    def _write_stakeholders(
        self, page: Page, parent: "_Element", stakeholders: Sequence[Stakeholder]
    ) -> None:
        for one in stakeholders:
            element = page.open(parent, "Stakeholder")
            if one.kind:
                element.set("StakeholderTypeType", KINDS[one.kind])
            page.add(element, "Name", one.name, required=True)
            page.add(element, "Description", one.description)
            for role in one.roles:
                if self.part == 1:
                    page.losses.note("stakeholder-roles", f"{one.name}: {role.name}")
                    continue
                played = page.open(element, "Role")
                page.add(played, "Name", role.name, required=True)
                page.add(played, "Description", role.description)
                for kind in role.kinds:
                    page.add(played, "RoleType", kind.capitalize())

    def _write_goal(self, page: Page, core: "_Element", index: int) -> None:
        goal = self.plan.goals[index]
        element = page.open(core, "Goal")
        code = goal.code if goal.code != goal.title else ""
        self._write_level(page, element, ("goal", index), goal.title, code)
        self._write_targets(page, element, index)
        self._write_projects(page, element, ("goal", index))
        for number, measure in enumerate(self.plan.measures):
            if measure.goal != index:
                continue
            code = measure_code(self.plan, number)
            code = code if code not in (measure.title, "?") else ""
            self._write_objective(page, element, ("measure", number), measure.title, code)
            self._write_projects(page, element, ("measure", number))
            for place, one in enumerate(self.plan.initiatives):
                if one.measure == number:
                    own = one.code or (f"{code}-{one.mark}" if code and one.mark else one.mark)
                    own = own if own != one.title else ""
                    self._write_objective(page, element, ("initiative", place), one.title, own)
                    self._write_projects(page, element, ("initiative", place))

    def _write_targets(self, page: Page, goal: "_Element", index: int) -> None:
        """Write the indicators of a goal itself beneath an objective that stands for them."""
        of = ("goal", index)
        stated = tuple(self._stated(of))
        if not stated:
            return
        title = self.plan.goals[index].title
        if self.part == 1:
            for one in stated:
                page.losses.note("indicators", f"{title}: {one.measured.use.label}")
            return
        element = page.open(goal, "Objective")
        page.add(element, "Name", TARGET_LIST)
        page.add_identifier(element, f"{TARGETS}{self.identity.goals[index]}")
        write_indicators(page, element, stated, title)

    def _write_projects(self, page: Page, goal: "_Element", above: tuple[str, int]) -> None:
        for index, row in self.places.get(above, ()):
            self.order.append(row)
            key = self.identity.projects[index]
            self.written[index] = self.written.get(index, 0) + 1
            if self.written[index] == 1:
                write_project(page, goal, self.plan, index, key, self.part)
            else:
                write_again(page, goal, self.plan, index, key, self.written[index])

    def _write_objective(
        self, page: Page, goal: "_Element", of: tuple[str, int], title: str, code: str
    ) -> None:
        element = page.open(goal, "Objective")
        self._write_level(page, element, of, title, code)
        indicators = tuple(self._stated(of))
        if self.part == 2:
            write_indicators(page, element, indicators, title)
            return
        for one in indicators:
            page.losses.note("indicators", f"{title}: {one.measured.use.label}")

    def _write_level(
        self,
        page: Page,
        element: "_Element",
        of: tuple[str, int],
        title: str,
        code: str,
    ) -> None:
        required, detail = of[0] == "goal", self._detail(*of)
        page.add(element, "Name", detail.name if detail else title, required=required)
        text = detail.description if detail else ""
        page.add(element, "Description", text, required=required)
        page.add_identifier(element, self._identifier(of, detail))
        page.add(element, "SequenceIndicator", detail.sequence if detail else code)
        self._write_stakeholders(page, element, detail.stakeholders if detail else ())
        page.add(element, "OtherInformation", detail.remark if detail else "")

    def _identifier(self, of: tuple[str, int], detail: Detail | None) -> str:
        """Give what the file had, or our own name for a thing whose key is meant to last."""
        level, index = of
        keys = {
            "goal": self.identity.goals,
            "measure": self.identity.measures,
            "initiative": self.identity.initiatives,
        }
        key = keys[level][index]
        own = f"{level}-{key}"
        if level == "initiative":
            return own
        if detail is not None:
            return detail.identifier
        return "" if key.startswith(TEMPORARY) else own

    def _detail(self, level: str, index: int) -> Detail | None:
        return next((one for one in self.plan.details if one.of == (level, index)), None)

    def _stated(self, of: tuple[str, int]) -> Iterator[StatedIndicator]:
        """Give the indicators that a heading, the rows of a table or an exchange file state."""
        labels = self.plan.measures[of[1]].indicators if of[0] == "measure" else ()
        labels = self.plan.goals[of[1]].targets if of[0] == "goal" else labels
        for group, label in enumerate(labels, start=1):
            use = IndicatorUse(label, "", "", label, several=False, absence=None)
            yield StatedIndicator(MeasuredUse(use, group, "not-stated", 1, ()), "", "", "", (), "")
        for row in self.plan.rows:
            if row.further and row.under == of and not row.name and not row.numbers.full:
                for measured in row.further:
                    yield StatedIndicator(measured, "", "", "", (), "")
        detail = self._detail(*of)
        yield from detail.indicators if detail is not None else ()

    def _write_administration(self, page: Page, root: "_Element", charter: Charter) -> None:
        contact = charter.contact
        said = (charter.start, charter.end, charter.published, charter.source)
        inside = self.part == 1 and contact is not None
        if any(said) or inside or (self.part == 2 and charter.identifier):
            element = page.open(root, "AdministrativeInformation")
            if self.part == 2:
                page.add_identifier(element, charter.identifier)
            page.add_day(element, "StartDate", charter.start)
            page.add_day(element, "EndDate", charter.end)
            page.add_day(element, "PublicationDate", charter.published)
            page.add(element, "Source", charter.source)
            if self.part == 1 and contact is not None:
                self._write_contact(page, element, contact)
        if self.part == 1 and charter.identifier:
            page.losses.note("identifiers", charter.identifier)
        if self.part == 2 and contact is not None:
            self._write_contact(page, root, contact)

    def _write_contact(self, page: Page, parent: "_Element", contact: Contact) -> None:
        element = page.open(parent, "Submitter")
        if self.part == 2:
            page.add_identifier(element, contact.identifier)
        elif contact.identifier:
            page.losses.note("identifiers", contact.identifier)
        page.add(element, "GivenName", contact.given)
        page.add(element, "Surname", contact.surname)
        page.add(element, "PhoneNumber", contact.phone)
        page.add(element, "EmailAddress", contact.mail)

    def _note_projects(self, page: Page) -> None:
        """Note the projects that stand under nothing that was written, and that others moved."""
        for index, project in enumerate(self.plan.projects):
            if index not in self.written:
                page.losses.note("projects", project.name or (project.numbers or ("?",))[0])
        for was, now in zip(sorted(self.order), self.order, strict=True):
            if was != now:
                page.losses.note("order", self.plan.rows[was].name)
                break

"""Count the answers over a reading of the source: one function a question, no RDF in sight."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeAlias

from tests.ask.reading import Project, Reading, in_first_order

TAGS = ("義務", "政策", "なし")

Cells: TypeAlias = Iterable[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Material:
    """What the questions are worked out from: a reading, and what a person judged."""

    reading: Reading
    judged: dict[str, Any]
    department: str

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects in the order of their first rows."""
        return self.reading.projects


def list_offices(material: Material) -> list[str]:
    """All offices by first appearance."""
    return in_first_order(office for p in material.projects for office in p.offices)


def list_initiatives(material: Material) -> Iterator[tuple[str, str, list[Project]]]:
    """Each initiative: its code, its title, its projects."""
    for measure in material.reading.measures:
        for mark, title in measure.initiatives:
            code = f"{measure.code}-{mark}"
            beneath = [p for p in material.projects if code in [row.mark for row in p.rows]]
            yield code, title, beneath


def round_share(part: int, whole: int) -> Decimal:
    """Divide, three places."""
    return (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP)


def goals_with_targets(material: Material) -> Cells:
    """One row a target."""
    return ((g.code, g.title, t) for g in material.reading.goals for t in g.targets)


def measures_with_indicators(material: Material) -> Cells:
    """One row a measure indicator."""
    return ((m.code, m.title, i) for m in material.reading.measures for i in m.indicators)


def initiatives(material: Material) -> Cells:
    """One row an initiative."""
    return ((code, title, len(ps)) for code, title, ps in list_initiatives(material))


def projects_per_goal(material: Material) -> Cells:
    """Rows as printed beside distinct projects."""
    for goal in material.reading.goals:
        rows = [row for row in material.reading.rows if row.measure.goal == goal.code]
        yield goal.code, len(rows), sum(goal.code in p.goals for p in material.projects)


def projects_in_several_measures(material: Material) -> Cells:
    """One row a project and measure."""
    for p in material.projects:
        if len(p.measures) > 1:
            yield from ((p.number, p.label, measure) for measure in p.measures)


def initiatives_with_one_project(material: Material) -> Cells:
    """The initiative and its only project."""
    return ((c, title, ps[0].label) for c, title, ps in list_initiatives(material) if len(ps) == 1)


def number_groups_across_goals(material: Material) -> Cells:
    """One row a group, goal and project."""
    found = [(g, goal, p.label) for p in material.projects for g in p.groups for goal in p.goals]
    goals = [goal.code for goal in material.reading.goals]
    for group in sorted({group for group, _, _ in found}):
        mine = [entry for entry in found if entry[0] == group]
        if len({goal for _, goal, _ in mine}) > 1:
            yield from sorted(mine, key=lambda entry: goals.index(entry[1]))


def count_by_goal(material: Material, office: str) -> dict[str, int]:
    """Goals of an office, with the number of its projects under each."""
    mine = [p for p in material.projects if office in p.offices]
    counts = {g.code: sum(g.code in p.goals for p in mine) for g in material.reading.goals}
    return {goal: count for goal, count in counts.items() if count}


def departments_by_goal(material: Material) -> Cells:
    """One row a department and goal."""
    for office in list_offices(material):
        yield from ((office, g, count) for g, count in count_by_goal(material, office).items())


def departments_across_goals(material: Material) -> Cells:
    """Departments with their number of goals, from two upwards."""
    counts = ((office, len(count_by_goal(material, office))) for office in list_offices(material))
    return (entry for entry in counts if entry[1] > 1)


def departments_in_every_goal(material: Material) -> Cells:
    """Departments that every goal needs."""
    every = len(material.reading.goals)
    offices = list_offices(material)
    return ((office,) for office in offices if len(count_by_goal(material, office)) == every)


def projects_of_department(material: Material) -> Cells:
    """One row a placement, in the order of the source."""
    rows = [(row, p) for p in material.projects for row in p.rows]
    for row, p in sorted(rows, key=lambda entry: entry[0].line):
        if material.department in p.offices:
            yield p.number, p.label, row.measure.code, row.line


def joint_projects(material: Material) -> Cells:
    """One row a project and department."""
    joint = [p for p in material.projects if len(p.offices) > 1]
    return ((p.label, office, p.line) for p in joint for office in p.offices)


def initiatives_of_one_department(material: Material) -> Cells:
    """Initiatives all of whose projects have one and the same office."""
    for code, title, projects in list_initiatives(material):
        offices = {office for p in projects for office in p.offices}
        if len(offices) == 1:
            yield code, title, offices.pop()


def departments_with_one_project(material: Material) -> Cells:
    """Departments and their only project."""
    for office in list_offices(material):
        mine = [p.label for p in material.projects if office in p.offices]
        if len(mine) == 1:
            yield office, mine[0]


def busiest_departments(material: Material) -> Cells:
    """All departments, the busiest first."""
    counts = Counter(office for p in material.projects for office in p.offices)
    return sorted(counts.items(), key=lambda entry: -entry[1])


def sections(material: Material) -> Cells:
    """One row a section and project."""
    found = [(unit, p.label) for p in material.projects for unit in p.units if unit[1]]
    offices = list_offices(material)
    units = in_first_order(unit for unit, _ in found)
    for office, section in sorted(units, key=lambda unit: offices.index(unit[0])):
        yield from ((office, section, label) for unit, label in found if unit == (office, section))


def concentration_by_measure(material: Material) -> Cells:
    """Share of the largest office and sum of squared shares, over pairs of office and project."""
    for measure in material.reading.measures:
        beneath = [p for p in material.projects if measure.code in p.measures]
        pairs = Counter(office for p in beneath for office in p.offices)
        total, most = pairs.total(), max(pairs.values())
        share = round_share(most, total)
        hhi = round_share(sum(count * count for count in pairs.values()), total * total)
        yield from ((measure.code, o, share, hhi) for o, count in pairs.items() if count == most)


def reorganization_impact(material: Material) -> Cells:
    """Everything that hangs on a department, level by level."""
    mine = [p for p in material.projects if material.department in p.offices]
    touched = [goal for p in mine for goal in p.goals]
    yield from (("goal", g.title) for g in material.reading.goals if g.code in touched)
    touched = [measure for p in mine for measure in p.measures]
    yield from (("measure", m.title) for m in material.reading.measures if m.code in touched)
    for _, title, projects in list_initiatives(material):
        if any(p in mine for p in projects):
            yield "initiative", title
    yield from (("project", p.label) for p in mine)
    labels = in_first_order(p.indicator for p in mine if p.indicator)
    yield from (("indicator", label) for label in labels)
    items = in_first_order(item for p in mine for item, _ in p.items)
    yield from (("budget-item", item) for item in items)


def projects_without_indicator(material: Material) -> Cells:
    """One row a project and department."""
    lacking = [p for p in material.projects if not p.indicator]
    return ((p.number, p.label, office, p.line) for p in lacking for office in p.offices)


def projects_without_number(material: Material) -> Cells:
    """What stands where a full number should."""
    return ((p.label, p.number, p.line) for p in material.projects if not p.numbers)


def projects_without_budget_item(material: Material) -> Cells:
    """The typed reason, and the whole cell as printed."""
    lacking = [p for p in material.projects if p.reason]
    return ((p.label, p.reason, p.rows[0].cells["budget"], p.line) for p in lacking)


def projects_with_several_numbers(material: Material) -> Cells:
    """The number cell as printed."""
    return ((p.label, p.number) for p in material.projects if len(p.numbers) > 1)


def incomplete_projects(material: Material) -> Cells:
    """One row a gap."""
    for p in material.projects:
        gaps = {
            "number": not p.numbers,
            "indicator": not p.indicator,
            "budget-item": bool(p.reason),
        }
        yield from ((p.label, gap, p.line) for gap, missing in gaps.items() if missing)


def units(material: Material) -> Cells:
    """Units by first appearance, with their number of projects."""
    return Counter(p.unit for p in material.projects if p.unit).items()


def pair_shared(pairs: list[tuple[str, str]]) -> Cells:
    """Keep the pairs whose first half stands in several, together."""
    for key in in_first_order(key for key, _ in pairs):
        labels = [label for other, label in pairs if other == key]
        if len(labels) > 1:
            yield from ((key, label) for label in labels)


def shared_indicators(material: Material) -> Cells:
    """One row an indicator and project."""
    return pair_shared([(p.indicator, p.label) for p in material.projects if p.indicator])


def without_direction(material: Material) -> Cells:
    """Each label once a level, but for those a person found to state a direction."""
    reading = material.reading
    found = [("goal", target) for goal in reading.goals for target in goal.targets]
    found += [("measure", label) for measure in reading.measures for label in measure.indicators]
    found += [("project", p.indicator) for p in material.projects if p.indicator]
    stated = {tuple(entry) for entry in material.judged["directed"]}
    return (entry for entry in in_first_order(found) if entry not in stated)


def mandatory(material: Material) -> Cells:
    """Projects and their mandatory items."""
    return ((p.label, item) for p in material.projects for item, tag in p.items if tag == "義務")


def mandatory_and_policy(material: Material) -> Cells:
    """Projects paid from both categories."""
    tags = ((p.label, {tag for _, tag in p.items}) for p in material.projects)
    return ((label,) for label, found in tags if {"義務", "政策"} <= found)


def tagged_and_untagged(material: Material) -> Cells:
    """All items of the projects that mix."""
    for p in material.projects:
        tags = {tag for _, tag in p.items}
        if "なし" in tags and len(tags) > 1:
            yield from ((p.label, item, tag) for item, tag in p.items)


def shared_items(material: Material) -> Cells:
    """One row an item and project."""
    pairs = [(item, p.label) for p in material.projects for item, _ in p.items]
    return pair_shared(in_first_order(pairs))


def tags_by_measure(material: Material) -> Cells:
    """Distinct pairs of item and tag."""
    for measure in material.reading.measures:
        beneath = [p for p in material.projects if measure.code in p.measures]
        pairs = {pair for p in beneath for pair in p.items}
        counts = Counter(tag for _, tag in pairs)
        yield from ((measure.code, tag, counts[tag]) for tag in TAGS if counts[tag])

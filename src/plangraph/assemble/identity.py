"""
Identity: which key each thing of a plan has, by the plan's own codes, by the ledger, or by line.

Keys by line are temporary: they hold only as long as the source does not change.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plangraph.assemble.keys import (
    key_of_identifier,
    key_of_number,
    stated_bodies,
    stated_keys,
)
from plangraph.assemble.ledger import Ledger
from plangraph.assemble.needed import LIKELY, Needed, likeness, with_guesses
from plangraph.assemble.offices import form_of, shared_names, within
from plangraph.plan import Plan
from plangraph.read.folding import compare_form
from plangraph.read.registers import Registers


@dataclass(slots=True)
class Identity:
    """Keys of everything in a plan, in the plan's order; names are compared folded."""

    goals: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    projects: list[str] = field(default_factory=list)
    organizations: dict[tuple[str, str], str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    budgets: dict[str, str] = field(default_factory=dict)
    needed: list[Needed] = field(default_factory=list)
    renumbered: list[Needed] = field(default_factory=list)
    """Projects with a number that may be what the ledger knows without one, by another name."""
    identified: dict[int, str] = field(default_factory=dict)
    reused: dict[int, list[str]] = field(default_factory=dict)

    def organization(self, name: str, section: str | None = None, division: str = "") -> str:
        """
        Give the key of an office-level unit, or of a section of it.

        Of offices that share a name and whose division is not told, it is the first one's.
        """
        form, inside = compare_form(name), compare_form(section or "")
        for known in (within(name, division), form):
            if (known, inside) in self.organizations:
                return self.organizations[known, inside]
        return next(
            key
            for (known, own), key in self.organizations.items()
            if known.startswith(f"{form}\n") and own == inside
        )

    def indicator(self, label: str) -> str:
        """Give the key of an indicator by its label."""
        return self.indicators[compare_form(label)]

    def budget(self, name: str) -> str:
        """Give the key of a budget item by its name without a tag."""
        return self.budgets[compare_form(name)]


def identify(plan: Plan, registers: Registers) -> Identity:
    """
    Give every thing of a plan its key.

    Two things never get one key: the later of two that claim it is named by its line.
    """
    ledger = Ledger(registers.ledger)
    for kind, _, key in plan.identifiers:
        ledger.take_key(kind, key)
    identity = Identity()
    _name_levels(plan, identity, ledger)
    _name_projects(plan, identity, ledger)
    _name_organizations(plan, identity, ledger)
    _name_indicators(plan, identity, ledger)
    _name_budgets(plan, identity, ledger)
    identity.identified = ledger.identified
    identity.reused = ledger.reused
    identity.needed = with_guesses(identity.needed, ledger)
    identity.renumbered = _guess_numbered(plan, identity, ledger)
    return identity


def _name_levels(plan: Plan, identity: Identity, ledger: Ledger) -> None:
    """A level's element that the plan gives no number is named by the ledger, or by its line."""
    taken: set[str] = set()
    given = stated_keys(plan)
    for index, goal in enumerate(plan.goals):
        line = goal.headings[0].line
        if ("goal", index) in given:
            identity.goals.append(_free(given["goal", index], taken, line))
        elif goal.ordinal:
            identity.goals.append(_free(str(goal.ordinal), taken, line))
        else:
            identity.goals.append(_key("goal", goal.title, "", line, identity, ledger, taken))
    taken.clear()
    for index, measure in enumerate(plan.measures):
        line = measure.headings[0].line
        above = identity.goals[measure.goal] if measure.goal is not None else "0"
        if ("measure", index) in given:
            identity.measures.append(_free(given["measure", index], taken, line))
        elif measure.ordinal is None:
            key = _key("measure", measure.title, "", line, identity, ledger, taken)
            identity.measures.append(key)
        else:
            identity.measures.append(_free(f"{above}.{measure.ordinal}", taken, line))
    taken.clear()
    for index, initiative in enumerate(plan.initiatives):
        if ("initiative", index) in given:
            key = _free(given["initiative", index], taken, initiative.line)
            identity.initiatives.append(key)
            continue
        above = identity.measures[initiative.measure] if initiative.measure is not None else "0"
        if initiative.above is not None:
            level, upper = initiative.above
            above = {"goal": identity.goals, "initiative": identity.initiatives}[level][upper]
        if initiative.ordinal is None:
            line, title = initiative.line, initiative.title
            key = _key("initiative", title, "", line, identity, ledger, taken)
            identity.initiatives.append(key)
        else:
            key = f"{above}.{initiative.ordinal}"
            identity.initiatives.append(_free(key, taken, initiative.line))


def _free(key: str, taken: set[str], line: int) -> str:
    """Take a key, or one by line where it is taken; a second one on a line is counted."""
    if key in taken:
        key = f"line-{line}"
        count = 1
        while key in taken:
            count += 1
            key = f"line-{line}-{count}"
    taken.add(key)
    return key


def _name_projects(plan: Plan, identity: Identity, ledger: Ledger) -> None:
    """Those without a number claim entries first: a number is a name of its own."""
    taken: set[str] = set()
    keys: dict[int, str] = {}
    for kind, index, key in plan.identifiers:
        if kind == "project":
            keys[index] = _free(key, taken, plan.rows[plan.projects[index].rows[0]].line)
    order = sorted(range(len(plan.projects)), key=lambda index: bool(plan.projects[index].numbers))
    for index in (one for one in order if one not in keys):
        project = plan.projects[index]
        line = plan.rows[project.rows[0]].line
        entry = ledger.find("project", project.name, project.numbers)
        if entry is not None and ledger.take(entry, f"project-{entry.key}"):
            keys[index] = _free(entry.key, taken, line)
            continue
        if project.numbers:
            keys[index] = _free(key_of_number(project.numbers[0]), taken, line)
            for number in project.numbers:
                ledger.note_reuse(number, project.name, f"project-{keys[index]}")
            continue
        keys[index] = _free(f"line-{line}", taken, line)
        if entry is not None:
            ledger.reused.setdefault(entry.line, []).append(f"project-{keys[index]}")
        else:
            printed = plan.rows[project.rows[0]].numbers.printed
            local = f"project-{keys[index]}"
            identity.needed.append(Needed("project", project.name, printed, "", line, local))
    identity.projects = [keys[index] for index in range(len(plan.projects))]


def _name_organizations(plan: Plan, identity: Identity, ledger: Ledger) -> None:
    taken: set[str] = set()
    shared = shared_names(plan)

    def give(form: str, name: str, line: int, parent: str = "", section: str = "") -> None:
        pair = (form, compare_form(section))
        if pair not in identity.organizations:
            key = _key("organization", section or name, parent, line, identity, ledger, taken)
            identity.organizations[pair] = key

    units = [(row.line, unit) for row in plan.rows for unit in row.units]
    for line, unit in units:
        form, parent = form_of(unit, shared), ""
        if form != compare_form(unit.name):
            give(compare_form(unit.division), unit.division, line)
            parent = f"organization-{identity.organization(unit.division)}"
        give(form, unit.name, line, parent)
    for line, unit in units:
        if unit.section:
            form = form_of(unit, shared)
            office = f"organization-{identity.organizations[form, '']}"
            give(form, unit.name, line, office, unit.section)
    for line, unit in units:
        if unit.division:
            give(compare_form(unit.division), unit.division, line)
    for line, name, identifier in stated_bodies(plan):
        pair = (compare_form(name), "")
        if pair in identity.organizations:
            continue
        if identifier:
            key = _free(key_of_identifier(identifier, "organization"), taken, line)
        else:
            key = _key("organization", name, "", line, identity, ledger, taken)
        identity.organizations[pair] = key


def _name_indicators(plan: Plan, identity: Identity, ledger: Ledger) -> None:
    found = [
        *((goal.headings[0].line, label) for goal in plan.goals for label in goal.targets),
        *((m.headings[0].line, label) for m in plan.measures for label in m.indicators),
        *((row.line, use.label) for row in plan.rows for use in row.uses),
        *(
            (one.measured.line, one.measured.use.label)
            for detail in plan.details
            for one in detail.indicators
        ),
    ]
    _name_by_label("indicator", found, identity.indicators, identity, ledger)


def _name_budgets(plan: Plan, identity: Identity, ledger: Ledger) -> None:
    found = [(row.line, entry.name) for row in plan.rows for entry in row.budget.entries]
    _name_by_label("budget", found, identity.budgets, identity, ledger)


def _name_by_label(
    kind: str,
    found: Iterable[tuple[int, str]],
    keys: dict[str, str],
    identity: Identity,
    ledger: Ledger,
) -> None:
    taken: set[str] = set()
    for line, label in found:
        form = compare_form(label)
        if label and form not in keys:
            keys[form] = _key(kind, label, "", line, identity, ledger, taken)


def _key(
    kind: str,
    name: str,
    parent: str,
    line: int,
    identity: Identity,
    ledger: Ledger,
    taken: set[str],
) -> str:
    entry = ledger.find(kind, name, (), parent)
    if entry is not None and ledger.take(entry, f"{kind}-{entry.key}"):
        return _free(entry.key, taken, line)
    key = _free(f"line-{line}", taken, line)
    identity.needed.append(Needed(kind, name, "", parent, line, f"{kind}-{key}"))
    return key


def _guess_numbered(plan: Plan, identity: Identity, ledger: Ledger) -> list[Needed]:
    """Find for entries without a number the project that bears one now, and a like name."""
    found: dict[str, Needed] = {}
    known = set(ledger.identified.values())
    waiting = [
        (compare_form(entry.name), entry) for entry in ledger.unused("project") if not entry.number
    ]
    for index, project in enumerate(plan.projects):
        local = f"project-{identity.projects[index]}"
        if not project.numbers or local in known:
            continue
        form = compare_form(project.name) if waiting else ""
        for other, entry in waiting:
            score = likeness(form, other)
            if score >= LIKELY and (entry.key not in found or score > found[entry.key].score):
                line = plan.rows[project.rows[0]].line
                number = project.numbers[0]
                found[entry.key] = Needed(
                    "project", project.name, number, "", line, local, entry.key, round(score, 3)
                )
    return list(found.values())

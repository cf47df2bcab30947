"""
How the two sides of a change are put: as the document prints them, and as people cite them.
"""

from collections import Counter
from typing import Final

from plangraph.compare.snapshot import Charge, Money, Project, Snapshot

TAGS: Final = {"mandatory": "【義務】", "policy": "【政策】", "none-stated": ""}


def say_project(project: Project) -> str:
    """Give the name of a project with its number."""
    number = f"（{project.printed_number}）" if project.printed_number and project.name else ""
    return f"{project.label}{number}"


def say_seats(project: Project, side: Snapshot) -> str:
    """Give the codes of the levels that a project stands under, with the rows where several."""
    found: Counter[str] = Counter()
    for seat in project.seats:
        code = side.levels[seat.under].code if seat.under in side.levels else ""
        found["-".join(part for part in (code, seat.mark) if part)] += 1
    return "、".join(f"{code}（{count}行）" if count > 1 else code for code, count in found.items())


def say_charge(charge: Charge, side: Snapshot) -> str:
    """Name a unit that answers for a project, its section in brackets."""
    office = side.organizations[charge.office].label
    section = f"（{side.organizations[charge.section].label}）" if charge.section else ""
    return f"{office}{section}{'（主管）' if charge.lead else ''}"


def say_charges(project: Project, side: Snapshot) -> str:
    """Name the units that answer for a project."""
    return "、".join(dict.fromkeys(say_charge(charge, side) for charge in project.charges))


def say_money(money: Money) -> str:
    """Give the budget cell: items with their tags, then the remarks."""
    items = [f"{name}{TAGS.get(tag, f'【{tag}】')}" for name, tag in money.items]
    return "、".join([*items, *money.remarks])


def say_indicators(project: Project) -> str:
    """Give the indicators of a project with what is said of them in brackets."""
    labels = "、".join(label for _, label in project.indicators)
    return f"{labels}【{'、'.join(project.glosses)}】" if project.glosses else labels


def say_unit(iri: str, side: Snapshot) -> str:
    """Name an organization, a section with its office."""
    unit = side.organizations[iri]
    office = side.organizations.get(unit.parent)
    return f"{office.label}（{unit.label}）" if office and unit.kind == "section" else unit.label

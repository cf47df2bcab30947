"""
Offices whose name several divisions bear, such as the 総務課 of each branch office.
"""

from plangraph.plan import Plan, Unit
from plangraph.read.folding import compare_form


def shared_names(plan: Plan) -> set[str]:
    """Find the names, folded, that offices of several divisions bear."""
    divisions: dict[str, set[str]] = {}
    for row in plan.rows:
        for unit in row.units:
            if unit.division:
                found = divisions.setdefault(compare_form(unit.name), set())
                found.add(compare_form(unit.division))
    return {name for name, found in divisions.items() if len(found) > 1}


def within(name: str, division: str) -> str:
    """
    Name an office by its division, too.

    >>> within("総務課", "東支所")
    '総務課\\n東支所'
    """
    return f"{compare_form(name)}\n{compare_form(division)}"


def form_of(unit: Unit, shared: set[str]) -> str:
    """Give the form of a unit's office, with its division where others share its name."""
    form = compare_form(unit.name)
    return within(unit.name, unit.division) if unit.division and form in shared else form

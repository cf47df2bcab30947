"""
Rows of tables to projects: by number and name, or by what a row that says 再掲 repeats.
"""

from collections.abc import Sequence

from plangraph.plan import Project, Row
from plangraph.read.folding import compare_form


def group_projects(rows: Sequence[Row]) -> tuple[Project, ...]:
    """
    Group rows into projects, in the order of their first rows.

    Rows are one project where number and name agree, or where a row without a number says that it
    is listed again and one project of its name, and no other, stands elsewhere. Rows with neither
    are projects of their own, unless they agree in all that is read of them.
    """
    groups: list[list[int]] = []
    numbered: dict[tuple[str, str], int] = {}
    whole: dict[tuple[object, ...], int] = {}
    named: dict[str, list[int]] = {}
    later: list[int] = []
    for index, row in enumerate(rows):
        name = compare_form(row.name)
        if not name and not row.numbers.full:
            continue
        if row.relisted and not row.numbers.full:
            later.append(index)
            continue
        keys = [(number, name) for number in row.numbers.full]
        alike = (name, row.units, row.under, row.summary, row.further, row.amounts)
        found = next((numbered[key] for key in keys if key in numbered), None)
        if found is None and not keys:
            found = whole.get(alike)
        if found is None:
            found = len(groups)
            groups.append([])
            named.setdefault(name, []).append(found)
        groups[found].append(index)
        numbered.update(dict.fromkeys(keys, found))
        if not keys:
            whole[alike] = found
    for index in later:
        _place_again(index, rows[index], rows, groups, named)
    ordered = sorted((sorted(group) for group in groups), key=lambda group: group[0])
    return tuple(_project(rows, group) for group in ordered)


def _place_again(
    index: int, row: Row, rows: Sequence[Row], groups: list[list[int]], named: dict[str, list[int]]
) -> None:
    """A second listing belongs to the one project of its name, or of its name and department."""
    candidates = named.get(compare_form(row.name), [])
    if len(candidates) > 1 and row.units:
        offices = {unit.name for unit in row.units}
        candidates = [
            one
            for one in candidates
            if offices & {unit.name for unit in rows[groups[one][0]].units}
        ]
    if len(candidates) == 1:
        groups[candidates[0]].append(index)
        return
    named.setdefault(compare_form(row.name), []).append(len(groups))
    groups.append([index])


def _project(rows: Sequence[Row], group: list[int]) -> Project:
    first = next((index for index in group if not rows[index].relisted), group[0])
    numbers = dict.fromkeys(number for index in group for number in rows[index].numbers.full)
    return Project(tuple(group), rows[first].name, tuple(numbers))

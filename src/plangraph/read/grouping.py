"""
Rows to projects: rows are one project where number and name agree, never by the number alone.
"""

from collections.abc import Sequence

from plangraph.plan import Column, Project, Row
from plangraph.read.folding import compare_form


def group_rows(rows: Sequence[Row]) -> tuple[Project, ...]:
    """
    Group rows into projects, in the order of their first rows.

    Rows with a full number are one project where they share a number and the name. Rows without
    one are one project only where every cell but the mark agrees.
    """
    groups: list[list[int]] = []
    numbered: dict[tuple[str, str], int] = {}
    unnumbered: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(rows):
        if not is_project(row):
            continue
        name = compare_form(row.name)
        found: int | None
        if row.numbers.full:
            keys = [(number, name) for number in row.numbers.full]
            found = next((numbered[key] for key in keys if key in numbered), None)
        else:
            whole = (name, *(compare_form(row.printed(column)) for column in _told_apart_by()))
            found = unnumbered.get(whole)
        if found is None:
            found = len(groups)
            groups.append([])
        groups[found].append(index)
        if row.numbers.full:
            numbered.update(dict.fromkeys(keys, found))
        else:
            unnumbered[whole] = found
    return tuple(_project(rows, group) for group in groups)


def is_project(row: Row) -> bool:
    """Tell whether a row states a project: by a name, a number, or a placeholder for one."""
    return bool(row.name or row.numbers.full or row.numbers.undecided)


def _told_apart_by() -> tuple[Column, ...]:
    return tuple(column for column in Column if column not in (Column.MARK, Column.NAME))


def _project(rows: Sequence[Row], group: list[int]) -> Project:
    numbers = dict.fromkeys(number for index in group for number in rows[index].numbers.full)
    return Project(tuple(group), rows[group[0]].name, tuple(numbers))

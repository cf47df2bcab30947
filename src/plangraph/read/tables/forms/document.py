"""
Forms of a document, one by one: each becomes a table with one row, or is kept and named.
"""

from collections.abc import Sequence

from plangraph.plan import Column, Problem, Table
from plangraph.read.tables.body import DAY, LONGEST_SHOWN, Body
from plangraph.read.tables.forms.gathering import Form, gather_form
from plangraph.read.tables.forms.project import header_cells, read_project
from plangraph.read.tables.forms.splitting import split_forms
from plangraph.read.tables.forms.telling import is_form, looks_alike
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.mapping import Mapping
from plangraph.read.tables.words import Words
from plangraph.read.values import money_unit


def find_forms(grids: Sequence[Grid], words: Words, mapping: Mapping) -> list[Grid]:
    """Give the sheets that are forms, as far as they are to be read, and none filled in either."""
    if mapping.form is False or mapping.header is not None:
        return []
    wanted = [
        grid
        for grid in grids
        if grid.rows and (grid.name in mapping.sheets if mapping.sheets else not grid.hidden)
    ]
    if mapping.form:
        return wanted
    forms = [grid for grid in wanted if is_form(grid, words)]
    if not forms:
        return []
    firsts = {grid.first for grid in forms}
    return [grid for grid in wanted if grid.first in firsts or looks_alike(grid, forms[0], words)]


def read_forms(
    body: Body, grids: Sequence[Grid], forms: Sequence[Grid], words: Words, mapping: Mapping
) -> list[Form]:
    """
    Read each form as a project; sheets that are none are kept as text.

    Raises:
        SourceError: A sheet names several projects at once.
    """
    read: list[Form] = []
    firsts = {grid.first for grid in forms}
    for grid in grids:
        found = []
        if grid.first in firsts:
            cut = split_forms(grid, words, mapping, body.document.file)
            found = [gather_form(one, words, mapping) for one in cut]
        named = [form for form in found if form.name is not None]
        body.open_sheet(grid, bool(named))
        body.take_preamble(grid.rows, before_table=False)
        for form in named:
            _take(body, form)
        read.extend(named)
    return read


def _take(body: Body, form: Form) -> None:
    header = header_cells(form)
    first = min((spot.line for spot in form.labels), default=form.grid.rows[0].line)
    columns = tuple(cell.column for cell in header)
    body.tables.append(Table(len(body.tables) + 1, first, header, columns, None))
    row, lost = read_project(form, len(body.tables) - 1, body.tree)
    body.rows.append(row)
    body.kinds.update(form.kinds())
    if body.document.layout == "workbook" and DAY.fullmatch(row.numbers.printed):
        printed = row.numbers.printed
        body.problems.append(Problem("date-for-code", row.line, Column.NUMBER, printed))
    for entry in lost:
        what = f"{' / '.join(entry.labels)}: {entry.text}"[:LONGEST_SHOWN]
        body.notes.append(Problem("value-without-indicator", entry.spot.line, None, what))
    _note_unknown(body, form)
    sums = [(one, form.entries[one.index].text) for one in form.placing.of(*MONEY)]
    bare = [one for one, text in sums if text and not (one.heading.unit or money_unit(text))]
    if bare and (form.placing.assumed or not form.placing.money):
        kind = "assumed-money-unit" if form.placing.assumed else "unstated-money-unit"
        assumed = f"{form.placing.money}: {bare[0].header} ({len(bare)})"
        said = assumed if form.placing.assumed else bare[0].header
        body.notes.append(Problem(kind, form.entries[bare[0].index].spot.line, None, said))


def _note_unknown(body: Body, form: Form) -> None:
    """Name what no label asks for, below the first label; above it stand titles."""
    first = min((spot.line for spot in form.labels), default=0)
    for index, entry in enumerate(form.entries):
        if form.placing.columns[index].part is not None or entry.spot.line < first:
            continue
        if entry.labels:
            what = f"{' / '.join(entry.labels)}: {entry.text}"
            body.notes.append(
                Problem("unknown-column", entry.spot.line, None, what[:LONGEST_SHOWN])
            )
        elif not money_unit(entry.text):
            shown = entry.text[:LONGEST_SHOWN]
            body.notes.append(Problem("stray-text", entry.spot.line, None, shown))

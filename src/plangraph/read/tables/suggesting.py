"""
A mapping for a file, as a piece of ``revision.toml`` for its user to look over.

It says of every column what it takes it for and why, and lists what it could not place.
"""

from collections.abc import Iterable

from plangraph.read.tables.forms.suggesting import form_doubts, form_lines
from plangraph.read.tables.grid import Grid, letters
from plangraph.read.tables.headers import Header
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.parts import GROUPED, Part
from plangraph.read.tables.placed import Placed, Placing
from plangraph.read.tables.quoting import quote_text
from plangraph.read.tables.reading import TableReading

INTRODUCTION = """\
# {file} の列の読み取り案。確かめて、違うところを直し、revision.toml に加えてください。
# 消した列は、見出しの言葉だけで読み取ります。
"""
INTRODUCTION_FORMS = """\
# {file} は一事業ごとの調書です。欄の読み取り案を確かめ、違うところを直し、revision.toml に
# 加えてください。消した欄は、欄の名の言葉だけで読み取ります。
"""
UNPLACED = (
    "# 読み取り先の分からない列。part を選んで行頭の # を取るか、このまま控えとして残します。"
)
DOUBTFUL = "# お確かめください: {what}"
PARTS = "# part に書けるもの: {parts}"
SAMPLES = 3


def suggest_mapping(reading: TableReading) -> str:
    """Write the mapping by which a table or forms were read as TOML, with reasons."""
    if reading.forms:
        return _suggest_forms(reading)
    lines = [INTRODUCTION.format(file=reading.plan.document.file).rstrip()]
    lines += [DOUBTFUL.format(what=" ".join(what.split())) for what in _doubts(reading)]
    lines.append("")
    lines.append("[table]")
    sheets = list(dict.fromkeys(grid.name for grid, _, _ in reading.placings if grid.name))
    if sheets:
        lines.append(f"sheets = [{', '.join(map(quote_text, sheets))}]")
    grid, header, placing = reading.placings[0]
    first = grid.rows[header.top].line - grid.first + 1
    last = grid.rows[header.bottom].line - grid.first + 1
    rows = f"[{first}, {last}]" if last != first else str(first)
    alone = len(reading.placings) == 1
    lines.append(f"{'' if alone else '# '}header = {rows}")
    lines.extend(_money(placing))
    lines.append("")
    lines.append("[table.columns]")
    placed = list(placing.columns.values())
    lines.extend(_column(one) for one in placed if one.part not in (None, Part.OTHER))
    kept = [one for one in placed if one.part is Part.OTHER]
    if kept:
        lines.extend(["", "# 控えとして残す列"])
        lines.extend(_column(one) for one in kept)
    unknown = [one for one in placed if one.part is None]
    if unknown:
        lines.extend(["", UNPLACED, PARTS.format(parts=" ".join(part.value for part in Part))])
        lines.extend(_unknown(one, grid, header) for one in unknown)
    return "\n".join(lines) + "\n"


def _suggest_forms(reading: TableReading) -> str:
    introduction = INTRODUCTION_FORMS.format(file=reading.plan.document.file).rstrip()
    doubts = [DOUBTFUL.format(what=what) for what in form_doubts(reading.forms)]
    return "\n".join([introduction, *doubts, "", *form_lines(reading.forms)]) + "\n"


def _doubts(reading: TableReading) -> Iterable[str]:
    for place, (grid, _, placing) in enumerate(reading.placings):
        where = f"{grid.name}: " if grid.name else ""
        if placing.first(Part.NAME) is None and place == 0:
            yield f"{where}事業名の列が見当たりません。各行は施策や目標の指標として読みます。"
        undated = [
            one.header
            for one in placing.of(Part.TARGET, Part.ACTUAL)
            if one.heading.period is None
            and not placing.of(Part.PERIOD, Part.TARGET_YEAR, Part.ACTUAL_YEAR)
        ]
        if undated and placing.year is None:
            yield f"{where}年のない値の列があります ({undated[0]} ほか {len(undated) - 1})。"
        if placing.assumed:
            yield f"{where}単位のない金額を {placing.money} として読みます (ほかの列の単位から)。"
        loose = [one.header for one in placing.of(*GROUPED) if not one.key]
        if loose:
            yield f"{where}どの指標のものか分からない列があります ({loose[0]})。"
    if len(reading.placings) > 1:
        yield f"見出し行が {len(reading.placings)} か所にあります。下の案は最初の表のものです。"


def _money(placing: Placing) -> list[str]:
    if not placing.of(*MONEY):
        return []
    if placing.money:
        return [f"money = {quote_text(placing.money)}"]
    if all(one.heading.unit for one in placing.of(*MONEY)):
        return []
    return [
        '# money = "千円"  # 金額の単位が書かれていません。円・千円・百万円から選んでください。'
    ]


def _column(placed: Placed) -> str:
    fields = [f"part = {quote_text(placed.part.value if placed.part else '')}"]
    if placed.part in GROUPED and placed.heading.group:
        fields.append(f"indicator = {quote_text(placed.heading.group)}")
    if placed.heading.stage:
        fields.append(f"stage = {quote_text(placed.heading.stage)}")
    if placed.heading.period is not None:
        fields.append(f"year = {quote_text(placed.heading.period.printed)}")
    if placed.heading.unit:
        fields.append(f"unit = {quote_text(placed.heading.unit)}")
    return f"{letters(placed.index)} = {{{', '.join(fields)}}}  # {_remark(placed)}"


def _remark(placed: Placed) -> str:
    text = f"{placed.header} ← {placed.why}" if placed.why else placed.header
    return " ".join(text.split())


def _unknown(placed: Placed, grid: Grid, header: Header) -> str:
    cells = [
        " ".join(row.cells[placed.index].split())[:20]
        for row in grid.rows[header.bottom + 1 :]
        if placed.index in row.cells
    ]
    shown = "、".join(dict.fromkeys(cells[:SAMPLES]))
    title = " ".join(placed.header.split()) or "見出しなし"
    return f"# {letters(placed.index)} = {quote_text('other')}  # {title} (例: {shown})"

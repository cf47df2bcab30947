"""
A mapping for forms, as a piece of ``revision.toml``: what each label is taken for, and why.
"""

from collections.abc import Iterable, Sequence

from plangraph.read.tables.forms.entries import Entry
from plangraph.read.tables.forms.gathering import Form
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.parts import GROUPED, VALUES, Part
from plangraph.read.tables.quoting import quote_key, quote_text, shorten

KEPT = "# 控えとして残す欄"
UNPLACED = "# 読み取り先の分からない文言。欄の名なら part を選んで行頭の # を取ってください。"


def form_lines(forms: Sequence[Form]) -> Iterable[str]:
    """Give the lines of the table ``[table]`` and of its columns: the labels of the forms."""
    yield "[table]"
    yield "form = true"
    sheets = dict.fromkeys(form.grid.name for form in forms if form.grid.name)
    if sheets:
        yield f"sheets = [{', '.join(map(quote_text, sheets))}]"
    money = {form.placing.money for form in forms if form.placing.money}
    if len(money) == 1:
        yield f"money = {quote_text(money.pop())}"
    elif any(_unstated(form) for form in forms):
        yield (
            '# money = "千円"  # 金額の単位が書かれていません。円・千円・百万円から選んでください。'
        )
    yield ""
    yield "[table.columns]"
    read, kept = _labels(forms)
    yield from read
    if kept:
        yield from ("", KEPT, *kept)
    unknown = _unknown(forms)
    if unknown:
        yield from ("", UNPLACED, *unknown)


def form_doubts(forms: Sequence[Form]) -> Iterable[str]:
    """Give what a person should look at before the forms are read so."""
    for form in forms:
        where = f"{form.grid.name}: " if form.grid.name else ""
        loose = [
            one
            for one in (form.entries[placed.index] for placed in form.placing.of(*VALUES))
            if one.text and not one.key
        ]
        if loose:
            yield f"{where}どの指標のものか分からない値があります ({_cited(form, loose[0])})。"
        undated = [
            form.entries[placed.index]
            for placed in form.placing.of(Part.TARGET, Part.ACTUAL)
            if placed.heading.period is None and form.entries[placed.index].text
        ]
        if undated and not form.placing.of(Part.PERIOD, Part.TARGET_YEAR, Part.ACTUAL_YEAR):
            yield f"{where}年のない値があります ({_cited(form, undated[0])})。"


def _labels(forms: Sequence[Form]) -> tuple[list[str], list[str]]:
    """Give a line for each label that is read, and for each that is kept, once for all forms."""
    examples: dict[str, tuple[Form, Entry]] = {}
    for form in forms:
        for entry in form.entries:
            for label in entry.labels if entry.text else ():
                examples.setdefault(label, (form, entry))
    lines: dict[str, str] = {}
    kept: dict[str, str] = {}
    for form in forms:
        filled = {(entry.spot.line, entry.spot.column) for entry in form.entries if entry.text}
        for spot in form.labels:
            part = spot.part
            if spot.text in lines or spot.text in kept or part is None:
                continue
            if (spot.line, spot.column) in filled:
                continue
            fields = [f"part = {quote_text(part.value)}"]
            if part in GROUPED and spot.heading.group:
                fields.append(f"indicator = {quote_text(spot.heading.group)}")
            if spot.heading.stage:
                fields.append(f"stage = {quote_text(spot.heading.stage)}")
            if spot.heading.period is not None:
                fields.append(f"year = {quote_text(spot.heading.period.printed)}")
            why = [spot.heading.why] if spot.heading.why else []
            if spot.text in examples:
                found, entry = examples[spot.text]
                why.append(f"例 {_cited(found, entry)}「{shorten(entry.text)}」")
            line = f"{quote_key(spot.text)} = {{{', '.join(fields)}}}  # {'、'.join(why)}"
            (kept if part is Part.OTHER else lines)[spot.text] = line
    return list(lines.values()), list(kept.values())


def _unknown(forms: Sequence[Form]) -> list[str]:
    found: dict[str, str] = {}
    for form in forms:
        for index, entry in enumerate(form.entries):
            if form.placing.columns[index].part is not None or len(entry.text) > 30:
                continue
            what = f"{quote_key(entry.text)} = {quote_text('other')}  # {_cited(form, entry)}"
            found.setdefault(entry.text, f"# {what}")
    return list(found.values())


def _unstated(form: Form) -> bool:
    sums = form.placing.of(*MONEY)
    return any(not one.heading.unit and form.entries[one.index].text for one in sums)


def _cited(form: Form, entry: Entry) -> str:
    spot, grid = entry.spot, form.grid
    place = grid.address(spot.line, spot.column) or f"{spot.line}行{spot.column + 1}列"
    return f"{grid.name}!{place}" if grid.name else place

"""What became of the values that are reported beside the document, line by line."""

from typing import Any, Final

import pyoxigraph as ox

from plangraph.cli.concepts import name_concept
from plangraph.cli.language import Language, Text
from plangraph.names import shorten, term
from plangraph.opening import LoadedPlan
from plangraph.read.reports import REPORTS

OPENING: Final = Text(
    "{file}: {all}行 = 指標に置いた値 {placed} + 置けなかった行 {unplaced}",
    "{file}: {all} lines = {placed} values placed + {unplaced} lines that could not be",
)
AT_LINE: Final = Text("{}行目", "line {}")


def count_reports(loaded: LoadedPlan) -> dict[str, Any]:
    """Count the reported values that were placed, and name the lines that were not."""
    store = loaded.dataset.store
    unplaced = [
        {"line": line, "problem": kind, "printed": printed}
        for line, kind, printed in sorted(_unplaced(loaded, store))
    ]
    lines = len(loaded.registers.reports)
    return {
        "file": REPORTS,
        "lines": lines,
        "placed": lines - len(unplaced),
        "unplaced": unplaced,
    }


def _unplaced(loaded: LoadedPlan, store: ox.Store) -> list[tuple[int, str, str]]:
    graph = ox.NamedNode(loaded.dataset.revisions[-1].decisions)
    kind, line, printed = (
        ox.NamedNode(term(f"plan:{name}")) for name in ("problemKind", "line", "printedText")
    )
    found: list[tuple[int, str, str]] = []
    for quad in store.quads_for_pattern(None, kind, None, graph):
        said = {
            other.predicate: other.object
            for other in store.quads_for_pattern(quad.subject, None, None, graph)
        }
        at, text = said.get(line), said.get(printed)
        if isinstance(at, ox.Literal) and isinstance(quad.object, ox.NamedNode):
            shown = text.value if isinstance(text, ox.Literal) else ""
            found.append((int(at.value), shorten(quad.object.value), shown))
    return found


def say_reports(loaded: LoadedPlan, language: Language) -> str:
    """Say how many values were placed, and why each other line was not; nothing without any."""
    counted = count_reports(loaded)
    if not counted["lines"]:
        return ""
    said = OPENING.spoken(language).format(
        file=counted["file"],
        all=counted["lines"],
        placed=counted["placed"],
        unplaced=len(counted["unplaced"]),
    )
    lines = [said]
    for one in counted["unplaced"]:
        what = name_concept(one["problem"]).spoken(language)
        printed = "".join(sign if sign.isprintable() else "\ufffd" for sign in one["printed"])
        lines.append(f"  {AT_LINE.spoken(language).format(one['line'])} {what}: {printed[:80]}")
    return "\n".join(lines) + "\n"

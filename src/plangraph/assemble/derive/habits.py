"""
Habits of writing that a plan does not keep to: brackets, full stops, what parts budget items.

Each is said once, of the tables as a whole.
"""

import re
from collections import Counter
from typing import Final

from plangraph.assemble.builder import Builder, node, plain
from plangraph.plan import Column
from plangraph.read.folding import clean

HALF_BRACKETS: Final = re.compile(r"[()]")
FULL_BRACKETS: Final = re.compile(r"[（）]")
FEWEST: Final = 3
"""Cells of each kind from which the full stops of summaries are a habit that is not kept."""
LAST: Final = r"(?<=[費】)）])"
SEPARATORS: Final = (
    ("読点", re.compile("、")),
    ("空白", re.compile(rf"{LAST}[ \u3000]+(?=[^【\s])")),
    ("区切りなし", re.compile(r"(?<=】)(?=[^【】、，,\s])")),
)


def remark_habits(builder: Builder) -> None:
    """State where the tables as a whole write one thing in two ways."""
    _remark_brackets(builder)
    _remark_stops(builder)
    _remark_separators(builder)


def _remark_brackets(builder: Builder) -> None:
    texts = [
        row.printed(column)
        for row in builder.plan.rows
        for column in Column
        if column not in (Column.MARK, Column.NUMBER)
    ]
    half = sum(bool(HALF_BRACKETS.search(text)) for text in texts)
    full = sum(bool(FULL_BRACKETS.search(text)) for text in texts)
    if half and full:
        _state(builder, "brackets", f"( ) {half}、（ ） {full}")


def _remark_stops(builder: Builder) -> None:
    texts = [clean(row.printed(Column.SUMMARY)) for row in builder.plan.rows]
    ended = sum(text.endswith("。") for text in texts if text)
    bare = sum(not text.endswith("。") for text in texts if text)
    if min(ended, bare) >= FEWEST:
        usual = "句点なし" if bare > ended else "句点あり"
        _state(builder, "full-stops", usual)


def _remark_separators(builder: Builder) -> None:
    counts: Counter[str] = Counter()
    for row in builder.plan.rows:
        text = clean(row.printed(Column.BUDGET))
        counts.update(name for name, pattern in SEPARATORS if pattern.search(text))
    if len(counts) > 1:
        _state(builder, "separators", "／".join(name for name, _ in SEPARATORS if counts[name]))


def _state(builder: Builder, kind: str, printed: str) -> None:
    thing = builder.thing("remark", kind)
    builder.derive(thing, "rdf:type", node("plan:TextRemark"))
    builder.derive(thing, "plan:remarkKind", node(f"remark:{kind}"))
    builder.derive(thing, "plan:printedText", plain(printed))

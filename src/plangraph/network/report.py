"""
The measures of a plan as text, JSON or CSV, and its networks as files for Gephi and the like.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx
from wcwidth import wcswidth

from plangraph.errors import UsageError
from plangraph.network.measures import PLACES, Measured, Value
from plangraph.network.words import COLUMNS, MEANINGS, VALUES
from plangraph.write.notebook import write_html_table
from plangraph.write.workbook import guard_text, show_controls

GAP: Final = "  "


@dataclass(frozen=True, slots=True)
class Findings:
    """
    Measures of one plan, and the departments that were taken out of it first.

    Each of ``measured`` has a ``name``, its ``columns`` and its ``rows``; ``findings["load"]`` is
    the one of that name.
    """

    plan: str
    without: tuple[str, ...]
    measured: tuple[Measured, ...]

    def write(self, form: str = "text", language: str = "ja") -> str:
        """
        Write the measures as ``text``, ``json`` or ``csv``.

        Raises:
            UsageError: There is no such format.
        """
        writers = {"text": _write_text, "json": _write_json, "csv": _write_csv}
        if form not in writers:
            raise UsageError(f"write {form}", "no such format", f"Use {', '.join(writers)}")
        return writers[form](self, language)

    def __getitem__(self, name: str) -> Measured:
        """Give one measure by its name."""
        for found in self.measured:
            if found.name == name:
                return found
        raise KeyError(name)

    def _repr_html_(self) -> str:
        """Show the measures in a notebook, each with what it means."""
        shown = []
        for found in self.measured:
            meaning = MEANINGS[found.name]
            titles = [(COLUMNS[name]["ja"], COLUMNS[name]["en"]) for name in found.columns]
            caption = f"{meaning.title['ja']}: {meaning.definition['ja']}"
            shown.append(write_html_table(titles, found.rows, caption))
        return "".join(shown)


def write_graph(network: "nx.Graph[str]", form: str) -> str:
    """Write a network as ``graphml`` or ``gexf``, in the order of its nodes, without a date."""
    if form == "graphml":
        return "\n".join(nx.generate_graphml(network)) + "\n"
    # The graph's empty name is more than the format's schema allows.
    lines = "\n".join(nx.generate_gexf(network)).replace(' name="">', ">", 1).split("\n")
    # The time of writing would make each file different.
    return "\n".join(line for line in lines if "<meta" not in line and "</meta" not in line
                     and "<creator>" not in line) + "\n"  # fmt: skip


def _write_text(findings: Findings, language: str) -> str:
    return "\n".join(_paragraph(found, language) for found in findings.measured)


def _paragraph(found: Measured, language: str) -> str:
    meaning = MEANINGS[found.name]
    title = meaning.title[language]
    rule = "─" * wcswidth(title)
    lines = [title, rule, meaning.definition[language], meaning.reading[language], ""]
    titles = [COLUMNS[column][language] for column in found.columns]
    table = [titles, *([_show(value, language) for value in row] for row in found.rows)]
    if not found.rows:
        lines.append("該当なし" if language == "ja" else "None")
        return "\n".join([*lines, ""])
    widths = [max(map(wcswidth, column)) for column in zip(*table, strict=True)]
    right = [all(not isinstance(row[i], str) for row in found.rows) for i in range(len(titles))]
    lines += [_line(row, widths, right) for row in table]
    return "\n".join([*lines, ""])


def _show(value: Value, language: str) -> str:
    if isinstance(value, float):
        return f"{value:.{PLACES}f}"
    if value in VALUES:
        return VALUES[str(value)][language]
    return show_controls(str(value)).replace("\n", " ")


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = []
    for cell, width, to_right in zip(row, widths, right, strict=True):
        gap = " " * (width - wcswidth(cell))
        cells.append(gap + cell if to_right else cell + gap)
    return GAP.join(cells).rstrip()


def _write_json(findings: Findings, language: str) -> str:
    measures = {
        found.name: {
            **MEANINGS[found.name]._asdict(),
            "columns": list(found.columns),
            "rows": [dict(zip(found.columns, row, strict=True)) for row in found.rows],
        }
        for found in findings.measured
    }
    shown = {"plan": findings.plan, "without": list(findings.without), "measures": measures}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _write_csv(findings: Findings, language: str) -> str:
    """Write one figure a line, since measures have columns of their own."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("measure", "row", "column", "value"))
    for found in findings.measured:
        for number, row in enumerate(found.rows, start=1):
            for column, value in zip(found.columns, row, strict=True):
                writer.writerow((found.name, number, column, _cell(value)))
    return out.getvalue()


def _cell(value: Value) -> Value:
    return guard_text(value) if isinstance(value, str) else value

"""
A comparison as text for a terminal, as JSON, Markdown, Turtle, or one HTML page.
"""

import json
from collections.abc import Callable, Mapping
from typing import Final

from plangraph.compare.change_facts import write_turtle
from plangraph.compare.changes import Change, Comparison, Impact, Place
from plangraph.compare.chapters import HEADERS, count_all, list_chapters
from plangraph.compare.page import write_page
from plangraph.compare.wording import (
    ELEMENTS,
    IMPACT,
    KINDS,
    NONE,
    NOTHING,
    TITLE,
    TOUCHED,
    say_change,
    say_guess,
    say_impact,
    say_places,
    say_touched,
)
from plangraph.errors import UsageError

SPECIAL: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#~"})


def write_comparison(comparison: Comparison, form: str, language: str) -> str:
    """
    Write a comparison.

    Raises:
        UsageError: There is no such format.
    """
    writers: Mapping[str, Callable[[], str]] = {
        "text": lambda: _write_text(comparison, language),
        "json": lambda: json.dumps(describe(comparison), ensure_ascii=False, indent=2) + "\n",
        "html": lambda: write_page(comparison, language),
        "markdown": lambda: _write_markdown(comparison, language),
        "turtle": lambda: write_turtle(comparison),
    }
    if form not in writers:
        known = ", ".join(writers)
        raise UsageError("compare", f"no format called '{form}'", f"Choose one of {known}")
    return writers[form]()


def describe(comparison: Comparison) -> dict[str, object]:
    """Give the comparison as the JSON contract lays it down."""
    told: dict[str, object] = {
        "old": comparison.old.facts,
        "new": comparison.new.facts,
        "changes": [_describe_change(change) for change in comparison.changes],
        "impact": [_describe_impact(impact) for impact in comparison.impact],
    }
    if comparison.touched:
        told["touched"] = [
            {"kind": one.kind, "iri": one.iri, "label": one.label, "lines": list(one.lines)}
            for one in comparison.touched
        ]
    return told


def _describe_change(change: Change) -> dict[str, object]:
    return {
        "kind": str(change.kind),
        "element": change.element,
        "iri": change.iri,
        "label": change.label,
        "before": change.before,
        "after": change.after,
        "certain": change.certain,
        "score": change.score,
        "source": [_describe_place(place) for place in change.source],
    }


def _describe_place(place: Place) -> dict[str, object]:
    return {
        "revision": place.revision,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet,
        "cell": place.cell,
    }


def _describe_impact(impact: Impact) -> dict[str, object]:
    told: dict[str, object] = {
        "kind": str(impact.kind),
        "iri": impact.iri,
        "label": impact.label,
    }
    if impact.about:
        told["about"] = impact.about
    if impact.element == "query":
        told |= {"came": impact.came, "went": impact.went}
    return told


def _write_text(comparison: Comparison, language: str) -> str:
    if not comparison.changes and not comparison.impact:
        return NONE.say(language) + "\n"
    lines = [count_all(comparison, language)]
    for titles, changes in list_chapters(comparison, language):
        lines += ["", " / ".join(titles)]
        for change in changes:
            lines.append(f"  - {say_change(change, language)}")
            lines.append(f"    [{say_places(change.source, language)}]")
            guess = say_guess(change, language)
            lines += [f"    {guess}"] if guess else []
    if comparison.impact:
        lines += ["", IMPACT.say(language)]
        lines += [f"  - {say_impact(impact, language)}" for impact in comparison.impact]
    if comparison.touched:
        lines += ["", TOUCHED.say(language)]
        lines += [f"  - {say_touched(one, language)}" for one in comparison.touched]
    return "\n".join(" ".join(line.split("\n")) for line in lines) + "\n"


def _write_markdown(comparison: Comparison, language: str) -> str:
    lines = [f"# {TITLE.say(language)}", "", count_all(comparison, language)]
    if not comparison.changes and not comparison.impact:
        lines += ["", NONE.say(language)]
    for titles, changes in list_chapters(comparison, language):
        lines += ["", f"## {_escape(' / '.join(titles))}", ""]
        lines.append(_row(*(header.say(language) for header in HEADERS)))
        lines.append(_row(*["---"] * len(HEADERS)))
        for change in changes:
            thing = f"{ELEMENTS[change.element].say(language)} {_escape(change.label)}"
            places = say_places(change.source, language)
            guess = say_guess(change, language)
            lines.append(
                _row(
                    KINDS[change.kind].say(language),
                    thing,
                    _escape(change.before or NOTHING.say(language)),
                    _escape(change.after or NOTHING.say(language)),
                    _escape(f"{places} {guess}".strip()),
                )
            )
    if comparison.impact:
        lines += ["", f"## {IMPACT.say(language)}", ""]
        lines += [f"- {_escape(say_impact(one, language))}" for one in comparison.impact]
    if comparison.touched:
        lines += ["", f"## {TOUCHED.say(language)}", ""]
        lines += [f"- {_escape(say_touched(one, language))}" for one in comparison.touched]
    return "\n".join(lines) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return " ".join(text.split()).translate(SPECIAL)

"""
From the engine's results to findings: in words, at lines, with departments, in a stable order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from plangraph.check.decisions import Decision
from plangraph.check.facts import Facts, Thing, is_literal, read_value
from plangraph.check.findings import REGISTERS, Finding, Place, Status
from plangraph.check.offices import find_departments
from plangraph.check.places import (
    CELLS,
    Spot,
    find_aspects,
    find_places,
    find_spots,
    is_part,
)
from plangraph.check.registry import Profile, Registry, Texts
from plangraph.check.results import Result
from plangraph.check.view import View, readable, written
from plangraph.names import BASE

OWNED_BY: Final = ("element", "project", "of")
"""A decision about a thing covers findings on what belongs to it, or is about it, too."""

PRINTED: Final = written("plan:printedText")


def gather(
    results: Iterable[Result],
    graph: Facts,
    registry: Registry,
    profile: Profile,
    decisions: Sequence[Decision] = (),
) -> dict[Finding, tuple[Thing, ...]]:
    """Put results into words, each finding with the decisions that are about it."""
    views = {language: View(graph, language) for language in ("ja", "en")}
    return dict(
        _finding(result, views, registry, profile, decisions) for result in dict.fromkeys(results)
    )


def order_findings(findings: Iterable[Finding], registry: Registry) -> tuple[Finding, ...]:
    """Order findings: the gravest first, then by catalogue and source."""
    return tuple(
        sorted(
            findings,
            key=lambda finding: (
                finding.severity.rank,
                registry.rules[finding.rule].position,
                finding.lines[:1],
                finding.constraint,
                finding.focus,
                finding.value or "",
            ),
        )
    )


def _finding(
    result: Result,
    views: Mapping[str, View],
    registry: Registry,
    profile: Profile,
    decisions: Sequence[Decision],
) -> tuple[Finding, tuple[Thing, ...]]:
    view = views["ja"]
    part = registry.part(result.constraint)
    rule = registry.rules[result.constraint.partition(".")[0]]
    focus = str(result.focus)
    value = None if result.value in (None, result.focus) else str(result.value)
    spots = find_spots(view, focus, value)
    aspects = find_aspects(view, part.concerns, focus, value)
    things = [focus, *([value] if value is not None else []), *view.follow(focus, ["element"])]
    source = find_places(view, spots, aspects, things)
    nodes = [node for node in (focus, value) if node is not None and node.startswith("<")]
    concerned = nodes if value is None or not is_part(view, value, focus) else [value]
    owners = (owner for step in OWNED_BY for owner in view.follow(focus, [step]))
    names = [read_value(node) for node in (*nodes, *owners)] if decisions else []
    fill = {language: _Filling(views[language], focus, value, source) for language in views}
    finding = Finding(
        rule=rule.id,
        constraint=result.constraint,
        severity=rule.severities[profile],
        status=Status.OPEN,
        focus=result.focus.value,
        label=view.label(focus),
        path=None if result.path is None else result.path.value,
        value=None if value is None else _value(view, focus, value),
        message=Texts(
            part.message.ja.fill(fill["ja"].look_up), part.message.en.fill(fill["en"].look_up)
        ),
        remedy=part.remedy,
        source=source,
        departments=find_departments(view, concerned),
        component=result.component,
    )
    texts = list(_texts(view, finding, focus, spots)) if decisions else []
    about = [one for one in decisions if one.covers(result.constraint, names, source, texts)]
    if any(one.holds for one in about):
        finding = replace(finding, status=Status.ACCEPTED)
    return finding, tuple(one.node for one in about)


def _value(view: View, focus: str, value: str) -> str:
    if is_literal(value):
        # By which sign two things are alike is told by the message; the value is the other thing.
        others = view.follow(focus, ["to"])
        return view.label(others[0]) if others else read_value(value)
    if read_value(value).startswith(BASE):
        # What a concept of ours says, the message says; the value is what was printed.
        printed = view.literals(view.graph.values(focus, PRINTED))
        if printed:
            return printed[0]
    return view.label(value)


def _texts(view: View, finding: Finding, focus: str, spots: Iterable[Spot]) -> Iterator[str]:
    """Give the texts by which a decision may say what it is about."""
    yield finding.label
    yield finding.value or ""
    for node in (focus, *(spot.node for spot in spots)):
        for property_ in (PRINTED, *CELLS.values()):
            yield from map(read_value, view.graph.values(node, property_))


@cache
def _split(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


class _Filling:
    """What the places of one message are filled with."""

    def __init__(self, view: View, focus: str, value: str | None, source: Iterable[Place]) -> None:
        self.view = view
        self.roots = {"focus": focus} if value is None else {"focus": focus, "value": value}
        self.places = list(source)

    def look_up(self, path: str) -> str:
        """Give the text for a path, or nothing."""
        root, *steps = _split(path)
        if root == "label":
            return self.view.label(self.roots["focus"])
        if root == "file":
            return readable(self.places[0].file) if self.places else ""
        if root == "lines":
            return self._lines()
        node = self.roots.get(root)
        if node is None:
            return ""
        return self.view.text(node, steps) if steps else self.view.label(node)

    def _lines(self) -> str:
        lines = sorted({place.line for place in self.places if place.line is not None})
        if not lines:
            return ""
        # A line of a register would be looked up in the source, were it not told apart.
        registers = {place.file for place in self.places if place.file in REGISTERS}
        file = f"{'・'.join(sorted(registers))} " if registers else ""
        shown = [str(line) for line in lines[:10]] + ["…"] * (len(lines) > 10)
        if self.view.language == "en":
            return f"{file}line{'s' * (len(lines) > 1)} {', '.join(shown)}"
        return f"{file}{'・'.join(shown)}行目"

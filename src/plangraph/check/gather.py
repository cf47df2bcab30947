"""
From the engine's results to findings: in words, at lines, with departments, in a stable order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from plangraph.check.decisions import Decision
from plangraph.check.facts import Facts, Thing, is_literal, read_value
from plangraph.check.findings import REGISTERS, Department, Finding, Place, Status
from plangraph.check.offices import Offices
from plangraph.check.places import CELLS, Places, Spot
from plangraph.check.registry import Part, Profile, Registry, Texts
from plangraph.check.results import Result
from plangraph.check.texts import read_texts, readable
from plangraph.check.view import NOTHING, View, written
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
    wording = _Wording(graph, registry, profile, decisions)
    return dict(map(wording.put, dict.fromkeys(results)))


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


class _Wording:
    """How the results about one plan are put into words."""

    def __init__(
        self, graph: Facts, registry: Registry, profile: Profile, decisions: Sequence[Decision]
    ) -> None:
        self.view = View(graph)
        self.places = Places(self.view)
        self.offices = Offices(self.view)
        self.registry = registry
        self.profile = profile
        self.decisions = decisions

    def put(self, result: Result) -> tuple[Finding, tuple[Thing, ...]]:
        """Put a result into words, with the decisions that are about it."""
        constraint, profile = result.constraint, self.profile
        part, rule = (
            self.registry.part(constraint),
            self.registry.rules[constraint.partition(".")[0]],
        )
        focus = str(result.focus)
        value = None if result.value in (None, result.focus) else str(result.value)
        spots = self.places.find_spots(focus, value)
        source = self._find_source(part, focus, value, spots) if spots else ()
        finding = Finding(
            rule=rule.id,
            constraint=constraint,
            severity=rule.severities[profile],
            status=Status.OPEN,
            focus=result.focus.value,
            label=self.view.label(focus).ja,
            path=None if result.path is None else result.path.value,
            value=None if value is None else self._say_value(focus, value),
            message=part.message.fill(_Filling(self.view, focus, value, source)),
            remedy=part.remedy,
            source=source,
            departments=self._find_departments(focus, value),
            component=result.component,
        )
        if not self.decisions:
            return finding, ()
        about = self._find_decisions(finding, focus, value, spots)
        if any(one.holds for one in about):
            finding = replace(finding, status=Status.ACCEPTED)
        return finding, tuple(one.node for one in about)

    def _find_source(
        self, part: Part, focus: str, value: str | None, spots: Iterable[Spot]
    ) -> tuple[Place, ...]:
        aspects = self.places.find_aspects(part.concerns, focus, value)
        parts = self.view.step(focus, "element")
        things = [focus, *parts] if value is None else [focus, value, *parts]
        return self.places.find(spots, aspects, things)

    def _find_departments(self, focus: str, value: str | None) -> tuple[Department, ...]:
        if value is not None and self.places.is_part(value, focus):
            return self.offices.find([value])
        return self.offices.find(_list_nodes(focus, value))

    def _find_decisions(
        self, finding: Finding, focus: str, value: str | None, spots: Iterable[Spot]
    ) -> list[Decision]:
        owners = (owner for step in OWNED_BY for owner in self.view.step(focus, step))
        names = [read_value(node) for node in (*_list_nodes(focus, value), *owners)]
        texts = [finding.label, finding.value or "", *self._list_texts(focus, spots)]
        return [
            one
            for one in self.decisions
            if one.covers(finding.constraint, names, finding.source, texts)
        ]

    def _say_value(self, focus: str, value: str) -> str:
        view = self.view
        if is_literal(value):
            # By which sign two things are alike the message tells; the value is the other thing.
            others = view.step(focus, "to")
            return view.label(others[0]).ja if others else read_value(value)
        if read_value(value).startswith(BASE):
            # What a concept of ours says, the message says; the value is what was printed.
            printed = read_texts(view.graph.values(focus, PRINTED), "ja")
            if printed:
                return printed[0]
        return view.label(value).ja

    def _list_texts(self, focus: str, spots: Iterable[Spot]) -> Iterator[str]:
        """List the printed texts by which a decision may say what it is about."""
        for node in (focus, *(spot.node for spot in spots)):
            for property_ in (PRINTED, *CELLS.values()):
                yield from map(read_value, self.view.graph.values(node, property_))


def _list_nodes(focus: str, value: str | None) -> list[str]:
    return [one for one in (focus, value) if one is not None and one.startswith("<")]


@cache
def _split(path: str) -> tuple[str, tuple[str, ...], str]:
    """Split a path into its root, its steps, and what to tell of the things at its end."""
    root, *steps = path.split(".")
    told = steps.pop() if steps and steps[-1] in {"label", "percent"} else "label"
    return root, tuple(steps), told


class _Filling(dict[str, Texts]):
    """What the places of one message are filled with, by their paths, found when asked for."""

    def __init__(self, view: View, focus: str, value: str | None, source: Sequence[Place]) -> None:
        super().__init__()
        self.view = view
        self.focus = focus
        self.value = value
        self.source = source

    def __missing__(self, path: str) -> Texts:
        found = self[path] = self._find(path)
        return found

    def _find(self, path: str) -> Texts:
        root, steps, told = _split(path)
        if root in {"focus", "value"}:
            node = self.focus if root == "focus" else self.value
            if node is None:
                return NOTHING
            view = self.view
            return view.text(node, steps) if told == "label" else view.percentages(node, steps)
        if root == "label":
            return self.view.label(self.focus)
        if root == "lines":
            return _say_lines(self.source)
        file = readable(self.source[0].file) if self.source else ""
        return Texts(file, file)


def _say_lines(source: Iterable[Place]) -> Texts:
    lines = sorted({place.line for place in source if place.line is not None})
    if not lines:
        return NOTHING
    # A line of a register would be looked up in the source, were it not told apart.
    registers = {place.file for place in source if place.file in REGISTERS}
    file = f"{'・'.join(sorted(registers))} " if registers else ""
    shown = [str(line) for line in lines[:10]] + ["…"] * (len(lines) > 10)
    return Texts(
        f"{file}{'・'.join(shown)}行目",
        f"{file}line{'s' * (len(lines) > 1)} {', '.join(shown)}",
    )

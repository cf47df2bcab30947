"""
What changed about goals, measures and initiatives.
"""

from collections.abc import Mapping

from plangraph.compare.changes import ChangeKind
from plangraph.compare.matching import Match
from plangraph.compare.pairs import Pair
from plangraph.compare.projects import changed_indicators, record_values
from plangraph.compare.recording import Recorder
from plangraph.compare.snapshot import Level, Snapshot
from plangraph.read.folding import compare_form


def record_levels(recorder: Recorder) -> None:
    """Record what came and went, and titles, numbers, places and indicators that changed."""
    match = recorder.match
    paired = {pair.old for pair in match.levels.pairs}
    met = {pair.new for pair in match.levels.pairs}
    for iri, level in match.old.levels.items():
        if iri not in paired:
            recorder.lone(ChangeKind.REMOVED, level.kind, iri, level.label)
    for iri, level in match.new.levels.items():
        if iri not in met:
            recorder.lone(ChangeKind.ADDED, level.kind, iri, level.label)
    for pair in match.levels.pairs:
        _compare(recorder, pair)


def _compare(recorder: Recorder, pair: Pair) -> None:
    match = recorder.match
    one, other = match.old.levels[pair.old], match.new.levels[pair.new]
    if _forms(one.titles) != _forms(other.titles):
        titles = "／".join(one.titles), "／".join(other.titles)
        recorder.record(ChangeKind.RENAMED, one.kind, pair, *titles)
    if match.levels.forward().get(one.parent, "") != other.parent and one.kind != "goal":
        places = (_place(one, match.old), _place(other, match.new))
        recorder.record(ChangeKind.MOVED, one.kind, pair, *places)
    elif one.ordinal != other.ordinal and not _only_shifted(one, other, match):
        recorder.record(ChangeKind.RENUMBERED, one.kind, pair, one.code, other.code)
    gone, come = changed_indicators(one.indicators, other.indicators, match)
    wordings = _forms(one.listed) != _forms(other.listed)
    several = max(len(one.listed), len(other.listed)) > 1
    if gone or come or (wordings and several and not _renamed(one, match)):
        recorder.record(ChangeKind.INDICATOR, one.kind, pair, _listed(one), _listed(other))
    record_values(recorder, pair, one.kind, one, other)


def _forms(texts: tuple[str, ...]) -> set[str]:
    return {compare_form(text) for text in texts}


def _renamed(level: Level, match: Match) -> bool:
    named = {pair.old for pair in match.indicators.pairs}
    return any(iri in named for iri, _ in level.indicators)


def _listed(level: Level) -> str:
    if len(level.listed) > 1:
        return "／".join(level.listed)
    return "、".join(label for _, label in level.indicators)


def _place(level: Level, side: Snapshot) -> str:
    above = side.levels.get(level.parent)
    return f"{level.code}（{above.title}）" if above else level.code


def _only_shifted(one: Level, other: Level, match: Match) -> bool:
    """
    Tell whether a number changed only because a neighbour came or went.

    So it is where both sides are numbered without a gap and those in both keep their order.
    """
    old, new = _siblings(one, match.old), _siblings(other, match.new)
    if not (_counts_up(old) and _counts_up(new)):
        return False
    forward: Mapping[str, str] = match.levels.forward()
    order = [level.iri for level in new]
    places = [order.index(forward[x.iri]) for x in old if forward.get(x.iri) in order]
    return places == sorted(places) and len({len(old), len(new), len(places)}) > 1


def _siblings(level: Level, side: Snapshot) -> list[Level]:
    found = [one for one in side.of_kind(level.kind) if one.parent == level.parent]
    return sorted(found, key=lambda one: one.position)


def _counts_up(levels: list[Level]) -> bool:
    return [level.ordinal for level in levels] == list(range(1, len(levels) + 1))

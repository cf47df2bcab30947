"""
From two datasets to the comparison of their newest revisions.
"""

from plangraph.compare.changes import Change, ChangeKind, Comparison
from plangraph.compare.extraction import has_facts, take_snapshot
from plangraph.compare.impact import find_impact
from plangraph.compare.levelled import record_levels
from plangraph.compare.matching import Match, match
from plangraph.compare.projects import record_projects
from plangraph.compare.recording import Recorder
from plangraph.compare.units import record_units
from plangraph.store import Dataset


def compare(old: Dataset, new: Dataset) -> Comparison:
    """
    Compare the newest revisions of two datasets.

    Things are the same by the ledger, then by number, then by likeness; a change of something that
    only likeness makes the same says so.
    """
    before, after = old.revisions[-1], new.revisions[-1]
    as_printed = has_facts(old, before) and has_facts(new, after)
    matched = match(
        take_snapshot(old, before, as_printed=as_printed),
        take_snapshot(new, after, as_printed=as_printed),
    )
    changes = find_changes(matched)
    return Comparison(
        old=before,
        new=after,
        changes=changes,
        impact=find_impact(matched, old, new),
        chapters=_chapters(matched),
        vanished=_vanished(matched),
    )


def find_changes(matched: Match) -> tuple[Change, ...]:
    """Find every change between two matched revisions, in the order of the plan."""
    recorder = Recorder(matched)
    record_levels(recorder)
    record_projects(recorder)
    record_units(recorder)
    for pair in matched.indicators.pairs:
        labels = matched.old.indicators[pair.old], matched.new.indicators[pair.new]
        recorder.record(ChangeKind.RENAMED, "indicator", pair, *labels, "indicator")
    return recorder.sorted()


def _chapters(matched: Match) -> dict[str, str]:
    """Give the titles of goals and measures by their codes, as the new revision has them."""
    levels = [*matched.old.levels.values(), *matched.new.levels.values()]
    return {level.code: level.title for level in levels if level.kind != "initiative"}


def _vanished(matched: Match) -> tuple[str, ...]:
    """Give the offices and sections of the old revision that nothing in the new one continues."""
    kept = matched.units()
    used = {charge for one in matched.old.projects.values() for charge in one.charges}
    units = {unit for one in used for unit in (one.office, one.section) if unit}
    return tuple(sorted(unit for unit in units if unit not in kept))

"""
What changed about offices and sections: renamed, merged, split, moved.
"""

from plangraph.compare.changes import ChangeKind
from plangraph.compare.pairs import Pairing
from plangraph.compare.recording import Recorder
from plangraph.compare.saying import say_unit
from plangraph.read.folding import compare_form


def record_units(recorder: Recorder) -> None:
    """
    Record reorganizations.

    A unit that only came or went with its projects is no change of its own: the projects tell.
    """
    match = recorder.match
    for pairing in (match.offices, match.sections):
        _renamed(recorder, pairing)
        recorder.joined("organization", pairing, say_unit)
    images = match.offices.images()
    for pair in match.sections.pairs:
        old, new = match.old.organizations[pair.old], match.new.organizations[pair.new]
        if new.parent not in images.get(old.parent, frozenset()):
            sides = say_unit(pair.old, match.old), say_unit(pair.new, match.new)
            recorder.record(ChangeKind.MOVED, "organization", pair, *sides, "department")


def _renamed(recorder: Recorder, pairing: Pairing) -> None:
    joined = {one for parts in pairing.split.values() for one in parts} | set(pairing.merged)
    for pair in pairing.pairs:
        old = recorder.match.old.organizations[pair.old]
        new = recorder.match.new.organizations[pair.new]
        if compare_form(old.label) != compare_form(new.label) and pair.new not in joined:
            sides = old.label, new.label
            recorder.record(ChangeKind.RENAMED, "organization", pair, *sides, "department")

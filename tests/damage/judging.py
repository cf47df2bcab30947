"""Check damaged copies and compare what is said of them with what is said of the document."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

from plangraph.opening import LoadedPlan, load
from tests.damage.draft import SHIPPED, Draft

FOLDER: Final = SHIPPED.parents[2]

Place = tuple[str, int | None]
"""A rule and a line that it names, or None where it names no line."""


def open_copy(data: bytes, folder: Path, *, registered: bool) -> LoadedPlan:
    """Open a copy as a bare file of one name, so that two copies give the same IRIs."""
    path = folder / "source.txt"
    path.write_bytes(data)
    return load(path, registers=FOLDER if registered else None)


def count_places(plan: LoadedPlan) -> Counter[Place]:
    """Count the findings by rule and line."""
    places: Counter[Place] = Counter()
    for finding in plan.check().findings:
        places.update((finding.rule, line) for line in finding.lines or (None,))
    return places


@cache
def count_original_places(folder: Path, registered: bool) -> Counter[Place]:
    """Count the findings of the document as published."""
    folder.mkdir(exist_ok=True)
    data = str(Draft.of_shipped()).encode()
    return count_places(open_copy(data, folder, registered=registered))


def carry_over(places: Counter[Place], moved: dict[int, int]) -> Counter[Place]:
    """Say where the findings of the document lie in a copy, without those of lost lines."""
    carried: Counter[Place] = Counter()
    for (rule, line), count in places.items():
        if line is None or line in moved:
            carried[rule, None if line is None else moved[line]] += count
    return carried

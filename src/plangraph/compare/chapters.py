"""
The changes of a comparison by goal and measure, as every report groups them.
"""

from collections.abc import Iterator
from typing import Final

from plangraph.compare.changes import Change, Comparison
from plangraph.compare.wording import COUNTS, ELSEWHERE, Words

HEADERS: Final = (
    Words("種類", "Kind"),
    Words("対象", "Thing"),
    Words("前", "Before"),
    Words("後", "After"),
    Words("場所", "Place"),
)


def list_chapters(
    comparison: Comparison, language: str
) -> Iterator[tuple[tuple[str, ...], list[Change]]]:
    """Group the changes by goal and measure, with headings; those of units come last."""
    found: dict[tuple[str, ...], list[Change]] = {}
    for change in comparison.changes:
        found.setdefault(change.chapter, []).append(change)
    for chapter, changes in found.items():
        titles = [f"{code} {comparison.chapters.get(code, '')}".strip() for code in chapter]
        yield tuple(titles) or (ELSEWHERE.say(language),), changes


def count_all(comparison: Comparison, language: str) -> str:
    """Say how much has changed."""
    counts = {"changes": len(comparison.changes), "impact": len(comparison.impact)}
    return COUNTS.say(language).format(**counts)

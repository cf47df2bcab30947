"""
The pages of changes from one published revision to the next.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from plangraph.compare import Change, Comparison, compare
from plangraph.compare.changes import Place
from plangraph.compare.formats import write_comparison
from plangraph.compare.wording import (
    ELEMENTS,
    KINDS,
    say_guess,
    say_impact,
    say_places,
)
from plangraph.names import PlanNames
from plangraph.publish.forms import PAGE
from plangraph.publish.pages import Pages
from plangraph.publish.places import link
from plangraph.publish.views import Table, Value
from plangraph.publish.words import Words
from plangraph.store import Dataset

COLUMNS: Final = (
    Words("変更", "change"),
    Words("対象", "what"),
    Words("前", "before"),
    Words("後", "after"),
    Words("原文の位置", "printed on"),
)
CHANGES: Final = Words("変更点", "Changes")
NOTHING: Final = Words("変更はありません。", "Nothing has changed.")


@dataclass(frozen=True)
class ChangePage:
    """Writes what changed between two revisions of one plan."""

    pages: Pages
    dataset: Dataset
    old: PlanNames
    new: PlanNames
    folder: str

    @property
    def stem(self) -> str:
        """Where the page and its data lie, without ending."""
        old, new = (
            (self.pages.views.places.path(names.facts) or "").rpartition("/revision-")[2]
            for names in (self.old, self.new)
        )
        return f"{self.folder}/changes-{old}-{new}"

    @property
    def page(self) -> str:
        """Where the page lies."""
        return f"{self.stem}{PAGE.ending}"

    @property
    def title(self) -> Words:
        """What the page is called."""
        old, new = self.old.revision, self.new.revision
        return Words(f"版 {old} から版 {new} への変更", f"Changes from revision {old} to {new}")

    def write(self) -> Iterator[tuple[str, bytes]]:
        """Write the page, and the changes as data."""
        before, after = (
            Dataset(self.dataset.store, (names,), names.facts) for names in (self.old, self.new)
        )
        found = compare(before, after)
        page = self.page
        downloads = []
        for form, ending, name in (("json", ".json", "JSON"), ("turtle", ".ttl", "Turtle")):
            downloads.append((name, link(f"{self.stem}{ending}", page)))
            yield f"{self.stem}{ending}", write_comparison(found, form, "ja").encode()
        values = {
            "lead": None if found.changes else NOTHING,
            "tables": [self._tabulate(found, page)] if found.changes else [],
            "notes": list(_told(found)),
            "downloads": downloads,
            "lists": self.folder,
        }
        yield page, self.pages.renderer.list_page(page, self.title, **values)

    def _tabulate(self, found: Comparison, page: str) -> Table:
        rows = tuple(
            (
                (_both(KINDS[change.kind].say),),
                self._name(change, page),
                (Value(Words(change.before or "")),),
                (Value(Words(change.after or "")),),
                tuple(self._place(place, page) for place in change.source),
            )
            for change in found.changes
        )
        return Table(CHANGES, COLUMNS, rows)

    def _name(self, change: Change, page: str) -> tuple[Value, ...]:
        views = self.pages.views
        kind = ELEMENTS[change.element]
        text = Words(f"{kind.ja} {change.label}", f"({kind.en})")
        href = views.places.href(change.iri, page) if change.iri in views.facts.about else None
        values = [Value(text, href or "", iri=change.iri)]
        if say_guess(change, "ja"):
            values.append(_both(lambda language: say_guess(change, language)))
        return tuple(values)

    def _place(self, place: Place, page: str) -> Value:
        views = self.pages.views
        known = place.iri in views.facts.about
        href = views.places.href(place.iri, page) if known else None
        words = Words(*(say_places((place,), language) for language in ("ja", "en")))
        return Value(words, href or "")


def _both(say: Callable[[str], str]) -> Value:
    return Value(Words(say("ja"), say("en")))


def _told(found: Comparison) -> Iterator[Words]:
    for impact in found.impact:
        yield Words(say_impact(impact, "ja"), say_impact(impact, "en"))


def list_changes(
    pages: Pages, dataset: Dataset, revisions: Sequence[PlanNames]
) -> list[ChangePage]:
    """List the pages of changes, one for each revision that follows another of the same plan."""
    plans: dict[str, list[PlanNames]] = defaultdict(list)
    for names in revisions:
        plans[names.root].append(names)
    return [
        ChangePage(pages, dataset, old, new, _folder(pages, new))
        for listed in plans.values()
        for old, new in pairwise(listed)
    ]


def _folder(pages: Pages, names: PlanNames) -> str:
    return (pages.views.places.path(names.plan) or "").rpartition("/")[0]

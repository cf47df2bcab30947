"""How ``compare`` tells two collections of plans apart: stores, or files of many plans."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from plangraph.cli.language import Language, Text
from plangraph.cli.output import write_note, write_result
from plangraph.compare.formats import describe
from plangraph.compare.many import Collections, set_apart
from plangraph.errors import UsageError
from plangraph.store import Dataset
from plangraph.store.disk import is_store, open_store
from plangraph.store.holdings import FileHoldings, Holdings, StoreHoldings

FORMATS: Final = ("text", "json")
SUMMARY: Final = Text(
    "計画 {same}件は同じ、{differing}件に変更、{gone}件が旧版だけ、{come}件が新版だけにあります。",
    "{same} plans are the same, {differing} differ, {gone} are only in the old, {come} only in "
    "the new.",
)
GONE: Final = Text("旧版だけにあります。", "Only in the old.")
COME: Final = Text("新版だけにあります。", "Only in the new.")


def open_collections(old: str, new: str, open_side: Callable[[str], Dataset]) -> Collections | None:
    """Open both sides of a comparison where one of them holds many plans; else give None."""
    sides = [_open_holdings(side) for side in (old, new)]
    if not any(side is not None and len(side.plans) > 1 for side in sides):
        return None
    before, after = (
        StoreHoldings(open_side(name)) if side is None else side
        for side, name in zip(sides, (old, new), strict=True)
    )
    return set_apart(before, after)


def _open_holdings(side: str) -> Holdings | None:
    path = Path(side)
    if is_store(path):
        return StoreHoldings(open_store(path))
    return FileHoldings(path) if path.suffix.lower() == ".nq" and path.is_file() else None


def write_collections(
    many: Collections, form: str, output: Path | None, language: Language
) -> bool:
    """
    Write what differs, plan by plan, and tell whether anything does.

    Raises:
        UsageError: The format is for one plan.
    """
    if form not in FORMATS:
        raise UsageError("compare --format", f"several plans have no {form} comparison", "Use json")
    told = "".join(_write_all(many, form, language))
    write_result(told, output)
    numbers = {"differing": len(many.differing), "gone": len(many.gone), "come": len(many.come)}
    write_note(SUMMARY.spoken(language).format(same=many.same, **numbers))
    return any(numbers.values())


def _write_all(many: Collections, form: str, language: Language) -> Iterator[str]:
    for comparison in many.compare():
        if form == "json":
            yield json.dumps(describe(comparison), ensure_ascii=False) + "\n"
        else:
            old, new = comparison.old, comparison.new
            yield f"■ {new.code} ({old.revision} → {new.revision})\n"
            yield f"{comparison.write('text', language)}\n"
    for names, text in [(one, GONE) for one in many.gone] + [(one, COME) for one in many.come]:
        if form == "json":
            sides = {"old": names.facts, "new": None} if text is GONE else {
                "old": None, "new": names.facts
            }  # fmt: skip
            yield json.dumps({**sides, "changes": [], "impact": []}, ensure_ascii=False) + "\n"
        else:
            yield f"■ {names.code} ({names.revision})\n{text.spoken(language)}\n\n"

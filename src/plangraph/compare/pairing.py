"""
Which project of one revision is which of the other: by the ledger, by number, by likeness.

Everything here is symmetric: exchanging the revisions exchanges the sides of each pair.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from plangraph.compare.pairs import (
    LEDGER,
    NAME,
    NUMBER,
    SIMILARITY,
    Pair,
    Pairing,
    fits,
    marry,
    replacements,
    same_dataset,
    shared,
)
from plangraph.compare.snapshot import Project, Snapshot
from plangraph.read.folding import compare_form

ALIKE_UNDER_NUMBER: Final = 0.5
"""Likeness of name or of the other cells from which one number still means one project."""
ALIKE_UNDER_NAME: Final = 0.35
"""Likeness of the other cells from which one name under two numbers means one project."""
ALIKE: Final = 0.75
"""Likeness of all cells from which another name under another number is taken for the same."""
WITHOUT_NUMBER: Final = 0.7
"""Score of two projects that agree in all but the number."""
LEAST_NAME: Final = 0.5
SURE_CELLS: Final = 0.9
SHORTEST: Final = 5
ENOUGH: Final = 2
"""Points of evidence by which a row is held to have taken up another one."""


def pair_projects(old: Snapshot, new: Snapshot) -> Pairing:
    """Find for each project what it is in the other revision, and what was merged or split."""
    pairs = _certain_pairs(old, new)
    taken = {pair.old for pair in pairs} | {f"new {pair.new}" for pair in pairs}
    olds = [one for one in old.projects.values() if one.iri not in taken]
    news = [one for one in new.projects.values() if f"new {one.iri}" not in taken]
    candidates = [
        (score, first, second, method)
        for first, one in enumerate(olds)
        for second, other in enumerate(news)
        for score, method in _judge(one, other, old, new)
    ]
    for one, other, score, method in marry(candidates, olds, news):
        # What is shown leaves out the number, since it speaks for neither.
        shown = min(score / WITHOUT_NUMBER, 1.0)
        pairs.append(Pair(one.iri, other.iri, method, round(shown, 3)))
    merged, sure = _find_merged(pairs, old, new)
    turned = [Pair(pair.new, pair.old, pair.method, pair.score) for pair in pairs]
    split, proven = _find_merged(turned, new, old)
    return Pairing(tuple(pairs), merged, split, frozenset(sure | proven))


def _certain_pairs(old: Snapshot, new: Snapshot) -> list[Pair]:
    pairs: list[Pair] = []
    if same_dataset(old, new):
        known = old.identified | new.identified
        both = [one for one in old.projects if one in new.projects and one in known]
        pairs += [Pair(one, one, LEDGER, 1.0) for one in both if old.lasting(one)]
        pairs += replacements(old, new, old.projects, new.projects)
    taken = {pair.old for pair in pairs} | {f"new {pair.new}" for pair in pairs}
    numbered: dict[tuple[str, str], list[str]] = {}
    for project in new.projects.values():
        if f"new {project.iri}" not in taken:
            for number in project.numbers:
                numbered.setdefault((number, project.form), []).append(project.iri)
    for project in old.projects.values():
        if project.iri in taken or not project.form:
            continue
        found = {
            one
            for number in project.numbers
            for one in numbered.get((number, project.form), ())
            if f"new {one}" not in taken
        }
        if len(found) == 1:
            pairs.append(Pair(project.iri, (only := found.pop()), NUMBER, 1.0))
            taken |= {project.iri, f"new {only}"}
    return pairs


def _judge(
    one: Project, other: Project, old: Snapshot, new: Snapshot
) -> Iterable[tuple[float, str]]:
    """Give the score of a pair, if it may be one at all, and the sign that speaks for it."""
    number = shared(one.numbers, other.numbers)
    name = fits(one.name, other.name) if one.form and other.form else 0.0
    if not number and name < LEAST_NAME and not _same_summary(one, other):
        return
    rest = compare_cells(one, other, old, new)
    cells = rest if rest is not None else name
    base = 0.3 * name + 0.4 * cells
    if number:
        if max(name, cells) >= ALIKE_UNDER_NUMBER:
            yield base + 0.3 * number, NUMBER
        return
    if one.form and one.form == other.form and (rest is None or rest >= ALIKE_UNDER_NAME):
        unnumbered = not one.numbers and not other.numbers
        yield base + (0.0 if number is not None else 0.1), NAME if unnumbered else SIMILARITY
        return
    score = 0.45 * name + 0.55 * cells
    if score >= ALIKE and (name >= LEAST_NAME or cells >= SURE_CELLS):
        yield base, SIMILARITY


def _same_summary(one: Project, other: Project) -> bool:
    return bool(one.summaries) and one.summaries == other.summaries


def compare_cells(one: Project, other: Project, old: Snapshot, new: Snapshot) -> float | None:
    """Give the likeness of all cells but name and number; None where nothing can be compared."""
    summary = (
        fits("".join(one.summaries), "".join(other.summaries))
        if one.summaries and other.summaries
        else None
    )
    parts = (
        (0.4, summary),
        (0.25, shared(one.money.names, other.money.names)),
        (0.15, shared(*(_labels(side) for side in (one, other)))),
        (0.1, shared(_offices(one, old), _offices(other, new))),
        (0.1, shared(_seats(one, old), _seats(other, new))),
    )
    known = [(weight, value) for weight, value in parts if value is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if total else None


def _labels(project: Project) -> set[str]:
    return {compare_form(label) for _, label in project.indicators}


def _offices(project: Project, snapshot: Snapshot) -> set[str]:
    return {compare_form(snapshot.organizations[one].label) for one in project.offices}


def _seats(project: Project, snapshot: Snapshot) -> set[str]:
    levels = snapshot.levels
    return {levels[one.under].code for one in project.seats if one.under in levels}


def _find_merged(
    pairs: Sequence[Pair], old: Snapshot, new: Snapshot
) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Find old projects without a pair that a new one has taken up."""
    paired = {pair.old for pair in pairs}
    before = {pair.new: old.projects[pair.old] for pair in pairs}
    left = [one for one in old.projects.values() if one.iri not in paired]
    claims: dict[str, list[tuple[Project, bool]]] = {}
    for project in left:
        points = [
            (*_evidence(project, other, before.get(other.iri), old, new), -other.position, other)
            for other in new.projects.values()
        ]
        best = max(points, key=lambda one: one[:3], default=None)
        if best is not None and best[0] >= ENOUGH:
            claims.setdefault(best[3].iri, []).append((project, best[1]))
    merged: dict[str, tuple[str, ...]] = {}
    sure: set[str] = set()
    for new_iri, found in claims.items():
        own = [before[new_iri]] if new_iri in before else []
        sources = [*own, *(project for project, _ in found)]
        if len(sources) < 2:
            continue
        sources.sort(key=lambda one: one.position)
        merged[new_iri] = tuple(one.iri for one in sources)
        if all(proven for _, proven in found):
            sure.add(new_iri)
    return merged, sure


def _is_thread(short: str, long: str) -> bool:
    """Tell whether a text's letters all stand, in order, in another text of other letters."""
    letters = iter(long)
    return short not in long and all(letter in letters for letter in short)


def _evidence(
    project: Project, other: Project, own: Project | None, old: Snapshot, new: Snapshot
) -> tuple[int, bool]:
    """Count signs that a project went up in another; what stood there before is none."""
    points = 0
    had = frozenset(own.numbers) if own is not None else frozenset()
    paid = own.money.names if own is not None else frozenset()
    numbers = frozenset(project.numbers)
    proven = bool(numbers) and numbers <= frozenset(other.numbers) - had
    points += ENOUGH if proven else 0
    if len(project.form) >= 5 and project.form in other.form and project.form != other.form:
        points += ENOUGH if own is None or project.form not in own.form else 0
    if own is not None and len(other.form) >= 5 and other.form not in (own.form, project.form):
        # Parts of a whole are often called like the whole, with what tells them apart added.
        points += ENOUGH if other.form in own.form and other.form in project.form else 0
    if own is not None and len(project.form) >= SHORTEST and _is_thread(project.form, other.form):
        # 修学・生活資金貸付事業 takes up 生活資金貸付事業: its letters are all there, in order.
        points += 1 if not _is_thread(project.form, own.form) else 0
    names = project.money.names
    if names and names <= other.money.names - paid:
        points += 1
    summary = compare_form("".join(project.summaries))
    whole = compare_form("".join(other.summaries))
    if len(summary) >= 10 and summary in whole:
        points += 1 if own is None or summary not in compare_form("".join(own.summaries)) else 0
    if own is not None and numbers & frozenset(other.numbers) & frozenset(own.numbers):
        # A row whose name was misprinted stands beside the project until the name is mended.
        seats, others = _seats(project, old), _seats(other, new)
        apart = bool(seats) and seats <= others and not seats & _seats(own, old)
        if apart and fits(project.name, other.name) >= 0.8:
            points += ENOUGH
    return points, proven

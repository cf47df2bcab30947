"""
Where a document departs from the schema of its part; it is read all the same.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from plangraph.plan import Problem
from plangraph.read.stratml.parsing import Element, Parsed
from plangraph.read.stratml.words import (
    ATTRIBUTES_1,
    ATTRIBUTES_2,
    CONTENT_1,
    CONTENT_2,
    DAYS,
    EARLIER,
    FORMER,
    FORMER_ATTRIBUTES,
    LEAVES,
    NAMESPACES,
    ROLE_TYPES,
    ROOTS,
    Content,
)

DAY: Final = re.compile(r"-?(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?")
DECIMAL: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
NAME: Final = re.compile(r"[^\W\d][\w.\-\u00b7]*")
LONGEST: Final = 120


def read_day(text: str) -> date | None:
    """
    Read a day as a schema writes it.

    >>> read_day("2024-03-31Z"), read_day("2024-02-30"), read_day("2024")
    (datetime.date(2024, 3, 31), None, None)
    """
    match = DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1]) if match and not text.startswith("-") else None
    except ValueError:
        return None


def find_disordered(order: Sequence[int]) -> list[int]:
    """
    Find the fewest places that must be left out for the rest to be in order.

    >>> find_disordered([3, 0, 1, 2, 2]), find_disordered([0, 1, 1])
    ([0], [])
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, value in enumerate(order):
        at = bisect_right(ends, value)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1] = [value]
        last[at : at + 1] = [place]
    kept: set[int] = set()
    place_of: int | None = last[-1] if last else None
    while place_of is not None:
        kept.add(place_of)
        place_of = before[place_of]
    return [place for place in range(len(order)) if place not in kept]


def check_schema(parsed: Parsed) -> list[Problem]:
    """Find everything in which a document is not what the schema of its part asks for."""
    root = parsed.root
    content = ROOTS.get(root.name, CONTENT_1)
    problems: list[Problem] = []
    if parsed.namespace not in NAMESPACES:
        problems.append(Problem("unknown-namespace", root.place, None, parsed.namespace))
    if root.name not in ROOTS:
        problems.append(Problem("missing-element", root.place, None, "StrategicPlan"))
    identifiers: set[str] = set()
    for path, element in root.walk():
        problems.extend(_check_content(element, content, parsed.namespace))
        problems.extend(_check_attributes(element, content, parsed.namespace))
        problems.extend(_check_value(path, element, content))
        problems.extend(_check_space(path, element))
        if element.name == "Identifier" and element.text:
            if element.text in identifiers:
                problems.append(_problem("repeated-identifier", element, path, element.text))
            identifiers.add(element.text)
    private = find_private(root)
    return [
        replace(one, printed=one.printed.partition(": ")[0]) if one.line in private else one
        for one in problems
    ]


def find_private(root: Element) -> frozenset[int]:
    """Give the places of all that is said of a person who sent the document in."""
    return frozenset(
        inner.place
        for _, element in root.walk()
        if element.name == "Submitter" and element.speaks
        for _, inner in element.walk()
    )


def _problem(kind: str, element: Element, path: str, text: str = "") -> Problem:
    shown = f"{path}: {text}" if text else path
    shown = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
    return Problem(kind, element.place, None, shown)


def _check_space(path: str, element: Element) -> Iterator[Problem]:
    """Of elements without a namespace, name the outermost."""
    for child in element.children:
        if child.strays and not element.strays:
            yield _problem("unknown-namespace", child, f"{path.rpartition('/')[2]}/{child.name}")


def _check_content(
    element: Element, content: Mapping[str, Content], namespace: str
) -> Iterator[Problem]:
    model = content.get(element.name)
    if model is None:
        for child in element.children:
            if element.name in LEAVES:
                yield _problem("unknown-element", child, f"{element.name}/{child.name}")
        return
    if element.text:
        yield _problem("stray-text", element, element.name, element.text)
    order = {name: place for place, (name, _, _) in enumerate(model)}
    counts = dict.fromkeys(order, 0)
    for child in element.children:
        path = f"{element.name}/{child.name}"
        former = child.printed in FORMER and namespace in EARLIER
        if child.name not in order:
            known = child.name in content or child.name in LEAVES
            kind = "misplaced-element" if known else "unknown-element"
            yield _problem(kind, child, path, child.text if not child.children else "")
            continue
        if child.printed != child.name and not former:
            yield _problem("unknown-element", child, f"{element.name}/{child.printed}")
        counts[child.name] += 1
    standing = [child for child in element.children if child.name in order]
    for place in find_disordered([order[child.name] for child in standing]):
        child = standing[place]
        yield _problem("misplaced-element", child, f"{element.name}/{child.name}")
    for name, least, most in model:
        if counts[name] < least:
            yield _problem("missing-element", element, f"{element.name}/{name}")
        elif counts[name] > most:
            yield _problem("repeated-element", element, f"{element.name}/{name}")


def _check_attributes(
    element: Element, content: Mapping[str, Content], namespace: str
) -> Iterator[Problem]:
    known = (ATTRIBUTES_2 if content is CONTENT_2 else ATTRIBUTES_1).get(element.name, {})
    former = {FORMER_ATTRIBUTES[name]: name for name in known if name in FORMER_ATTRIBUTES}
    for name, value in element.attributes.items():
        path = f"{element.name}@{name}"
        if name in known:
            if value not in known[name].words:
                yield _problem("wrong-value", element, path, value)
        elif name in former and namespace in EARLIER:
            if value not in known[former[name]].words:
                yield _problem("wrong-value", element, path, value)
        elif name != "lang":
            yield _problem("unknown-element", element, path, value)
    for name, choice in known.items():
        if choice.required and name not in element.attributes:
            yield _problem("missing-element", element, f"{element.name}@{name}")


def _check_value(path: str, element: Element, content: Mapping[str, Content]) -> Iterator[Problem]:
    name, text = element.name, element.text
    empty_fits = content is CONTENT_2
    wrong = False
    if name in DAYS:
        wrong = read_day(text) is None if text else not empty_fits
    elif name == "NumberOfUnits":
        wrong = bool(text) and DECIMAL.fullmatch(text) is None
    elif name == "Identifier":
        wrong = NAME.fullmatch(text) is None
    elif name == "RoleType":
        wrong = text not in ROLE_TYPES
    if wrong:
        yield _problem("wrong-value", element, path, text)

"""
Summaries laid side by side: the same text on several projects, and numbers that disagree.
"""

import re
from collections import defaultdict
from typing import Final

from plangraph.assemble.builder import Builder, local_name, node, plain
from plangraph.assemble.identity import Identity
from plangraph.read.folding import compare_form

WINDOW: Final = 14
"""Letters that two summaries must share around a number before the number is compared."""
LEAST: Final = 12
NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
MASK: Final = "#"


def derive_summaries(builder: Builder, identity: Identity) -> None:
    """State which projects repeat another's summary, and which state another number in it."""
    plan = builder.plan
    first: dict[str, int] = {}
    windows: dict[str, dict[str, int]] = defaultdict(dict)
    for index, project in enumerate(plan.projects):
        text = compare_form(plan.rows[project.rows[0]].summary)
        if len(text) < LEAST:
            continue
        thing = builder.thing("project", identity.projects[index])
        if text in first:
            earlier = builder.thing("project", identity.projects[first[text]])
            builder.derive(thing, "plan:repeatsSummaryOf", earlier)
            continue
        first[text] = index
        for window, value in number_windows(text):
            windows[window].setdefault(value, index)
    _state_disagreements(builder, identity, windows)


def number_windows(text: str) -> list[tuple[str, str]]:
    """
    Give what stands around each number of a text, the number masked, with the number.

    A window is taken only where it holds no second number.

    >>> number_windows("市民の生活を支えるため市内9地区で")
    [('民の生活を支えるため市内#地', '9'), ('の生活を支えるため市内#地区', '9')]
    """
    found: list[tuple[str, str]] = []
    for match in NUMBER.finditer(text):
        before = text[max(0, match.start() - WINDOW) : match.start()]
        after = text[match.end() : match.end() + 3]
        for ahead in (1, 2):
            head = before[-(WINDOW - 1 - ahead) :]
            window = f"{head}{MASK}{after[:ahead]}"
            if len(window) == WINDOW and not NUMBER.search(window):
                found.append((window, match[0]))
    return found


def _state_disagreements(
    builder: Builder, identity: Identity, windows: dict[str, dict[str, int]]
) -> None:
    for values in windows.values():
        if len(values) < 2:
            continue
        (one, first), (other, second), *_ = values.items()
        if first == second:
            continue
        thing = builder.thing("project", identity.projects[second])
        earlier = builder.thing("project", identity.projects[first])
        key = f"{local_name(thing)}.{local_name(earlier)}"
        remark = builder.thing("disagreement", key)
        builder.derive(remark, "rdf:type", node("plan:Disagreement"))
        builder.derive(remark, "plan:of", thing)
        builder.derive(remark, "plan:to", earlier)
        builder.derive(remark, "plan:printedText", plain(f"{other} / {one}"))

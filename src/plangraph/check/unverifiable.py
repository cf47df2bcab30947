"""
What a check could not judge, so that silence isn't taken for consent.
"""

from collections.abc import Iterable, Iterator

from plangraph.check.facts import Facts
from plangraph.check.registry import LANGUAGES, Texts
from plangraph.check.texts import list_texts
from plangraph.check.view import TYPE, View, written


def find_unverifiable(graph: Facts) -> tuple[Texts, ...]:
    """Say which names no register could confirm, and whether the source itself was there."""
    found, view = [], View(graph)
    names = graph.bearers(written("plan:nameStanding"), written("name-standing:not-verifiable"))
    if names:
        ja, en = _list_labels(view, names)
        found.append(
            Texts(
                f"組織の一覧がないため、担当課名 {len(names)}件を確かめられませんでした：{ja}。",
                f"Without a register, {len(names)} department names could not be verified: {en}.",
            )
        )
    if not graph.forward(written("plan:namesCompared")):
        found.append(
            Texts(
                "名称の一覧（gazetteer.csv）がないため、固有名詞の誤記は確かめていません。",
                "Without a gazetteer (gazetteer.csv), proper names could not be verified.",
            )
        )
    labels = graph.forward(written("skos:prefLabel"))
    unknown = {one for one in graph.bearers(TYPE, written("plan:NumberCode")) if one not in labels}
    if unknown:
        ja, en = _list_labels(view, unknown)
        found.append(
            Texts(
                f"番号の一覧にないため、上3桁 {len(unknown)}件を確かめられませんでした：{ja}。",
                f"No register holds {len(unknown)} codes, so they could not be verified: {en}.",
            )
        )
    if not graph.bearers(TYPE, written("plan:Row")):
        found.append(
            Texts(
                "原典の表がデータにないため、行や欄についての規則は判定していません。",
                "The data hold no table of the source, so rules about rows and cells were idle.",
            )
        )
    return tuple(found)


def _list_labels(view: View, nodes: Iterable[str]) -> Iterator[str]:
    """List what things are called, in one language after the other."""
    labels = [view.label(node) for node in nodes]
    for language in LANGUAGES:
        yield list_texts(sorted(label.in_language(language) for label in labels), language)

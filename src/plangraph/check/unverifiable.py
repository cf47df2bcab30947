"""
What a check could not judge, so that silence isn't taken for consent.
"""

from plangraph.check.facts import Facts
from plangraph.check.registry import Texts
from plangraph.check.view import TYPE, View, written


def find_unverifiable(graph: Facts) -> tuple[Texts, ...]:
    """Say which names no register could confirm, and whether the source itself was there."""
    found = []
    names = graph.bearers(written("plan:nameStanding"), written("name-standing:not-verifiable"))
    if names:
        views = View(graph, "ja"), View(graph, "en")
        ja, en = (view.listing(sorted(view.label(name) for name in names)) for view in views)
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
    codes = set(graph.bearers(TYPE, written("plan:NumberCode")))
    unknown = codes - graph.forward(written("skos:prefLabel")).keys()
    if unknown:
        views = View(graph, "ja"), View(graph, "en")
        ja, en = (view.listing(sorted(view.label(code) for code in unknown)) for view in views)
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

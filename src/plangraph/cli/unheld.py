"""What an exchange format cannot hold of a plan, said kind by kind."""

from collections.abc import Sequence
from typing import Final

from plangraph.cli.language import Language, Text
from plangraph.write.stratml import Loss

OPENING: Final = Text(
    "StratML に入らないもの (元の文書に残ります):",
    "What StratML cannot hold (the source keeps it):",
)
KINDS: Final = {
    "amounts": Text("事業の金額", "sums of money of projects"),
    "breaks": Text("概要と予算の改行", "breaks of lines in summaries and budgets"),
    "characters": Text("XML に書けない文字を含む記載", "texts with characters that XML has not"),
    "cumulative": Text("累計であること", "that a value is cumulative"),
    "days": Text("暦にない日付", "dates that are no days"),
    "directions": Text("目指す向きの欄", "columns that state a direction"),
    "identifiers": Text("そのままでは書けない識別子", "identifiers that do not fit as they are"),
    "indicators": Text("指標 (Part 2 には入ります)", "indicators (Part 2 holds them)"),
    "initiatives": Text("施策の下にない取り組み", "initiatives that stand under no measure"),
    "language": Text("言語の指定", "the language"),
    "marks": Text("表の行にある取り組みの記号", "marks of initiatives in rows"),
    "measures-without-goal": Text("目標の下にない施策", "measures that stand under no goal"),
    "other-headings": Text("見出しの書き方", "how headings were worded"),
    "order": Text("事業の並び順", "the order of projects"),
    "printed-values": Text("数値の原文の書き方", "how a number was printed"),
    "printed-years": Text("年度の原文の書き方", "how a year was printed"),
    "projects": Text(
        "置く場所のない事業 (担当、予算、指標を含む)",
        "projects without a place, with offices, budget, indicators",
    ),
    "register": Text("plan.toml の記載", "what plan.toml states"),
    "remarks-in-cells": Text("指標の補足", "remarks beside an indicator"),
    "rows-apart": Text("二つ目以降の行だけの記載", "what only further rows of a project say"),
    "stakeholder-roles": Text(
        "関係者の役割 (Part 2 には入ります)", "roles of stakeholders (Part 2 holds them)"
    ),
    "tenets": Text("二つ目以降の将来像・使命", "a second vision or mission"),
    "type": Text("文書の種別 (Part 2 には入ります)", "the type of the document (Part 2 holds it)"),
    "units-of-values": Text("値ごとの単位", "units of single values"),
}


def say_losses(losses: Sequence[Loss], language: Language) -> str:
    """Say what stays behind, with everything that it concerns."""
    between = "、" if language == "ja" else ", "
    lines = [OPENING.spoken(language)]
    for loss in losses:
        kind = KINDS[loss.kind].spoken(language)
        names = between.join("".join(_shown(sign) for sign in name) for name in loss.names)
        lines.append(f"  {kind} ({len(loss.names)}): {names}")
    return "\n".join(lines)


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"

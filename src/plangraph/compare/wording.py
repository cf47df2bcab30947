"""
Changes and their impact in words, Japanese and English.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from plangraph.ask import list_queries
from plangraph.compare.changes import Change, ChangeKind, Impact, ImpactKind, Place, Touched


class Words(NamedTuple):
    """A text in both languages."""

    ja: str
    en: str

    def say(self, language: str) -> str:
        """Give the text in one language."""
        return self.en if language == "en" else self.ja


ELEMENTS: Final[Mapping[str, Words]] = {
    "goal": Words("基本目標", "Goal"),
    "measure": Words("施策", "Measure"),
    "initiative": Words("主な取り組み", "Initiative"),
    "project": Words("事業", "Project"),
    "organization": Words("部署", "Unit"),
    "indicator": Words("指標", "Indicator"),
    "budget": Words("予算項目", "Budget item"),
    "query": Words("質問", "Question"),
    "iri": Words("公開用のアドレス", "IRI"),
}
KINDS: Final[Mapping[ChangeKind, Words]] = {
    ChangeKind.ADDED: Words("追加", "added"),
    ChangeKind.REMOVED: Words("削除", "removed"),
    ChangeKind.RENAMED: Words("名称変更", "renamed"),
    ChangeKind.MOVED: Words("移動", "moved"),
    ChangeKind.RENUMBERED: Words("番号変更", "renumbered"),
    ChangeKind.DEPARTMENT: Words("担当変更", "department changed"),
    ChangeKind.INDICATOR: Words("KPI変更", "indicator changed"),
    ChangeKind.UNIT: Words("単位変更", "unit changed"),
    ChangeKind.VALUE: Words("値の変更", "value changed"),
    ChangeKind.BUDGET: Words("予算変更", "budget changed"),
    ChangeKind.TEXT: Words("概要変更", "summary changed"),
    ChangeKind.MERGED: Words("統合", "merged"),
    ChangeKind.SPLIT: Words("分割", "split"),
}
SENTENCES: Final[Mapping[ChangeKind, Words]] = {
    ChangeKind.ADDED: Words("{thing}が加わりました", "{thing} was added"),
    ChangeKind.REMOVED: Words("{thing}がなくなりました", "{thing} was removed"),
    ChangeKind.RENAMED: Words(
        "{thing}の名称が変わりました: {before} → {after}",
        "{thing} was renamed: {before} → {after}",
    ),
    ChangeKind.MOVED: Words(
        "{thing}の位置づけが変わりました: {before} → {after}",
        "{thing} was moved: {before} → {after}",
    ),
    ChangeKind.RENUMBERED: Words(
        "{thing}の番号が変わりました: {before} → {after}",
        "{thing} was renumbered: {before} → {after}",
    ),
    ChangeKind.DEPARTMENT: Words(
        "{thing}の担当課が変わりました: {before} → {after}",
        "{thing} has another department: {before} → {after}",
    ),
    ChangeKind.INDICATOR: Words(
        "{thing}の{indicator}が変わりました: {before} → {after}",
        "{thing} has another {indicator}: {before} → {after}",
    ),
    ChangeKind.UNIT: Words(
        "{thing}のKPIの単位が変わりました: {before} → {after}",
        "{thing} counts in another unit: {before} → {after}",
    ),
    ChangeKind.VALUE: Words(
        "{thing}の指標の値が変わりました: {before} → {after}",
        "{thing} has other values of its indicator: {before} → {after}",
    ),
    ChangeKind.BUDGET: Words(
        "{thing}の予算の記載が変わりました: {before} → {after}",
        "{thing} has another budget entry: {before} → {after}",
    ),
    ChangeKind.TEXT: Words(
        "{thing}の事業概要が変わりました: {before} → {after}",
        "{thing} has another summary: {before} → {after}",
    ),
    ChangeKind.MERGED: Words(
        "{element}が統合されました: {before} → {after}",
        "{element}s were merged: {before} → {after}",
    ),
    ChangeKind.SPLIT: Words(
        "{element}が分かれました: {before} → {after}",
        "{element} was split: {before} → {after}",
    ),
}
IMPACTS: Final[Mapping[ImpactKind, Words]] = {
    ImpactKind.INITIATIVE_EMPTIED: Words(
        "{thing}に属する事業がなくなります", "{thing} loses its last project"
    ),
    ImpactKind.OWNER_LOST: Words("{thing}の担当課がなくなります", "{thing} loses its last owner"),
    ImpactKind.GOAL_GAINED: Words(
        "{thing}が基本目標「{about}」を新たに担います", "{thing} takes on the goal '{about}'"
    ),
    ImpactKind.GOAL_LOST: Words(
        "{thing}が基本目標「{about}」の担当から外れます", "{thing} gives up the goal '{about}'"
    ),
    ImpactKind.SERIES_BROKEN: Words(
        "{thing}の値の系列がここで途切れます{where}", "The series of {thing} breaks here{where}"
    ),
    ImpactKind.SUPPORT_LOST: Words(
        "{thing}を支える事業のKPIとのつながりがなくなります{where}",
        "{thing} loses its link to the indicators of projects{where}",
    ),
    ImpactKind.ANSWER_CHANGED: Words(
        "質問「{question}」（{label}）の答えが変わります: {came}行増、{went}行減",
        "The answer to '{question}' ({label}) changes: {came} rows came, {went} went",
    ),
    ImpactKind.IRI_GONE: Words(
        "{thing}の公開用のアドレスがなくなります: {iri}", "The IRI of {thing} goes: {iri}"
    ),
}
CHANGES: Final = Words("変更", "Changes")
IMPACT: Final = Words("影響", "Impact")
TOUCHED: Final = Words("再編が及ぶもの", "What the reorganization touches")
NONE: Final = Words("変更はありません。", "Nothing has changed.")
TITLE: Final = Words("新旧対照", "Comparison of two revisions")
ELSEWHERE: Final = Words("部署と指標", "Units and indicators")
COUNTS: Final = Words("変更 {changes}件、影響 {impact}件", "{changes} changes, {impact} impacts")
NOTHING: Final = Words("（記載なし）", "(blank)")
GUESS: Final = Words("推定です{score}。{how}", "A guess{score}. {how}")
JUDGE: Final = Words(
    "同じものかどうかを、新旧の記載を見比べて確かめてください。",
    "Read both places to see whether they are the same.",
)
ENTER: Final = Words(
    "同じものとみなしてよければ、identifiers.csv に次の行を加えてください: {row}",
    "If it is the same, add this line to identifiers.csv: {row}",
)
SCORE: Final = Words("（一致度 {score:.2f}）", " (likeness {score:.2f})")
SIDES: Final = {"old": Words("旧", "old"), "new": Words("新", "new")}
INDICATORS: Final = {"goal": Words("数値目標", "target"), "": Words("KPI", "indicator")}


def name_thing(element: str, label: str, language: str) -> str:
    """
    Name a thing with its kind.

    >>> name_thing("project", "花火大会開催事業", "ja")
    '事業「花火大会開催事業」'
    """
    noun = ELEMENTS[element].say(language)
    return f"{noun} '{label}'" if language == "en" else f"{noun}「{label}」"


def say_change(change: Change, language: str) -> str:
    """Put a change in one sentence."""
    nothing = NOTHING.say(language)
    code = f"（{change.code}）" if change.code and change.element == "project" else ""
    indicator = INDICATORS.get(change.element, INDICATORS[""])
    return (
        SENTENCES[change.kind]
        .say(language)
        .format(
            thing=name_thing(change.element, change.label, language) + code,
            element=ELEMENTS[change.element].say(language),
            indicator=indicator.say(language),
            before=change.before or nothing,
            after=change.after or nothing,
        )
    )


def say_impact(impact: Impact, language: str) -> str:
    """Put an impact in one sentence."""
    where = {"ja": f"（{impact.about}）", "en": f" ({impact.about})"}[
        "en" if language == "en" else "ja"
    ]
    return (
        IMPACTS[impact.kind]
        .say(language)
        .format(
            thing=name_thing(impact.element, impact.label, language),
            label=impact.label,
            question=_question(impact.label, language),
            about=impact.about,
            where=where if impact.about else "",
            came=impact.came,
            went=impact.went,
            iri=impact.iri,
        )
    )


@cache
def _questions() -> dict[str, Mapping[str, str]]:
    return {query.name: query.header.summary for query in list_queries()}


def _question(name: str, language: str) -> str:
    return _questions().get(name, {}).get(language, name)


def say_touched(touched: Touched, language: str) -> str:
    """Say what a reorganization touches, and how."""
    if touched.kind == "iri":
        return f"{ELEMENTS['iri'].say(language)} {touched.iri} ({touched.label})"
    told = f": {touched.told}" if touched.told else ""
    lines = "・".join(map(str, touched.lines))
    rows = f" [{f'line {lines}' if language == 'en' else f'{lines}行'}]" if lines else ""
    return name_thing(touched.kind, touched.label, language) + told + rows


def say_guess(change: Change, language: str) -> str:
    """Say that only likeness speaks for a change, and how a person confirms it."""
    if change.certain:
        return ""
    row = ledger_row(change)
    how = ENTER.say(language).format(row=row) if row else JUDGE.say(language)
    score = SCORE.say(language).format(score=change.score) if change.score is not None else ""
    return GUESS.say(language).format(score=score, how=how)


def ledger_row(change: Change) -> str:
    """
    Give the line of ``identifiers.csv`` by which the new thing keeps the key of the old one.

    Empty where no line of it could say so.
    """
    if len(change.old) != 1 or len(change.new) != 1:
        return ""
    key = change.old[0].rpartition("/")[2].partition("-")[2]
    if key.startswith("line-") or change.element not in ("project", "organization", "indicator"):
        return ""
    number = change.code if change.element == "project" else ""
    cells = (change.element, key, number, change.label, "", "", "", "")
    return ",".join(f'"{cell}"' if set(cell) & set(',"\n') else cell for cell in cells)


def say_places(places: tuple[Place, ...], language: str) -> str:
    """
    Say where a change is to be seen.

    >>> say_places((Place("old", "a.txt", 3, "KPI"), Place("new", "b.txt", 4, "KPI")), "ja")
    '旧 a.txt 3行、新 b.txt 4行: KPI'
    """
    found: dict[tuple[str, str, str | None], list[str]] = {}
    for place in places:
        found.setdefault((place.revision, place.file, place.sheet), []).append(str(place.line))
    said = []
    for (revision, file, sheet), lines in found.items():
        where = f"{file} {sheet}" if sheet else file
        rows = f"line {', '.join(lines)}" if language == "en" else f"{'・'.join(lines)}行"
        said.append(f"{SIDES[revision].say(language)} {where} {rows}")
    columns = dict.fromkeys(place.column for place in places if place.column)
    header = f": {'、'.join(columns)}" if columns else ""
    return ("; " if language == "en" else "、").join(said) + header

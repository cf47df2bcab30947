"""What is derived is derived for a reason that a person could give, and for nothing else."""

from typing import Any

import pyoxigraph as ox
import pytest

from plangraph.assemble import assemble
from plangraph.names import CITY_BASE, PlanNames, term
from plangraph.opening import LoadedPlan
from plangraph.read import read_text
from plangraph.read.registers import Department, GazetteerEntry, Registers
from plangraph.store import Dataset
from tests.read.layouts import LINES, document, replaced

NAMES = PlanNames(CITY_BASE, "unregistered/plan", "plan")


def derived(data: bytes, pattern: str, registers: Registers | None = None) -> list[Any]:
    """Ask what was derived from a document."""
    return ask(assemble(read_text(data, "plan.txt"), NAMES, registers), pattern)


def ask(dataset: Dataset, pattern: str) -> list[Any]:
    """Ask the current graph, IRIs cut to their last part."""
    head = "".join(
        f"PREFIX {prefix}: <{term(prefix + ':')}> " for prefix in ("plan", "prov", "remark", "skos")
    )
    found = dataset.store.query(head + pattern, default_graph=ox.NamedNode(dataset.current))
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(_short(value) for value in row) for row in found)


def _short(value: object) -> str:
    if isinstance(value, ox.NamedNode):
        return value.value.replace("#", "/").rpartition("/")[2]
    assert isinstance(value, ox.Literal)
    return value.value


REMARKS = "SELECT ?kind ?text WHERE { ?r plan:remarkKind ?kind ; plan:printedText ?text }"
STANDINGS = "SELECT ?name ?s WHERE { ?o plan:nameStanding ?s ; skos:prefLabel ?name }"


def test_shares_are_over_pairs_of_office_and_project() -> None:
    """Three projects, one of two offices: four pairs, the largest office has half of them."""
    data = replaced("環境課", "環境課 土木課")
    pattern = "SELECT ?share ?hhi WHERE { ?c plan:share ?share ; plan:hhi ?hhi }"
    assert derived(data, pattern) == [("0.5", "0.375")]


def test_nothing_is_remarked_on_clean_text() -> None:
    """The little plan has one header, one width, no stray space."""
    assert derived(document(), REMARKS) == []


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("橋の点検事業\t101", "橋の 点検事業\t101", ("stray-space", "橋の 点検事業")),
        ("図書館", "図書・ 文化館", ("stray-space", "図書・ 文化館")),
        ("道と橋", "移住者うち希望者", ("particle", "移住者うち")),
        ("点検した橋の数", "点検した 橋の数", ("stray-space", "点検した 橋の数")),
        ("点検する。", "点検する ほか", ("space-in-prose", "とに点検する ほか")),
        ("点検する。", "ﾄﾞﾛｰﾝで見る。", ("half-width-kana", "ﾄﾞﾛｰﾝ")),
        ("②\t図書", "(2)\t図書", ("mark", "(2)")),
        ("市内の橋を", "年齢問わず橋を", ("particle", "年齢問わず")),
        ("市内の橋を", "業者に対して交付し、橋を", ("particle", "業者に対して交付し")),
        ("市内の橋を", "⼦と橋を", ("radical", "⼦")),
        ("橋の点検事業\t101", "【資料6】橋の点検事業\t101", ("page-mark", "【資料6】")),
        (
            "道路の清掃を市民と共に行う取組を支える。\t清掃",
            "県内道路を清掃する。\t市内道路の清掃",
            ("areas", "市内道路／県内道路"),
        ),
        ("橋の点検事業\t101", '"橋の点検事業"\t101', ("quoted", '"橋の点検事業"')),
    ],
)
def test_forms_of_characters_are_remarked(old: str, new: str, remark: tuple[str, str]) -> None:
    """A space, a width, a mark or a quote that is not as elsewhere, and a particle left out."""
    assert derived(replaced(old, new), REMARKS) == [remark]


def test_brackets_of_both_widths_are_remarked_once() -> None:
    text = replaced("道の清掃事業費", "道(市道)の清掃（委託）").decode()
    found = derived(text.replace("橋の点検事業費", "橋(本市)の点検事業費").encode(), REMARKS)

    assert found == [("brackets", "( ) 2、（ ） 1"), ("mixed-width", "道(市道)の清掃（委託）")]


def test_a_cell_that_is_lost_is_not_proofread() -> None:
    """Of letters that were decoded wrongly, TXT-04 speaks alone."""
    lost = "点検する".encode().decode("cp932", "replace")
    assert derived(replaced("点検する", lost), REMARKS) == []


def test_budget_items_parted_in_two_ways_are_remarked_once() -> None:
    text = replaced("道の清掃事業費", "道の清掃事業費、道の除草事業費").decode()
    found = derived(
        text.replace("点検事業費【義務】", "点検事業費【義務】 橋の補修費").encode(), REMARKS
    )

    assert found == [("separators", "読点／空白")]


def test_full_stops_are_a_habit_that_some_rows_do_not_keep() -> None:
    """One row is too few to tell a habit from a slip."""
    more = [
        f"②\t夜の図書館{number}事業\t10{number}-9\t図書館\t夜の図書館{number}事業費\t夜に開く\t日数\t日"
        for number in range(4, 7)
    ]
    assert derived(document(*LINES, *more), REMARKS) == [("full-stops", "句点あり")]
    assert derived(document(*LINES, more[0]), REMARKS) == []


def test_a_unit_of_another_width_is_another_spelling() -> None:
    text = replaced("橋の数\t橋", "橋の割合\t％").decode()
    text = text.replace("参加者数\t人", "市民の割合\t%").replace("冊数\t冊", "冊の割合\t%")

    assert derived(text.encode(), REMARKS) == [("script", "％")]


def test_a_name_that_sounds_alike_is_offered() -> None:
    """制作 for 政策 is two letters of five away, and one conversion."""
    registers = Registers(departments=(Department("1", "政策課", "department", "", "", "", ()),))
    pattern = "SELECT ?name WHERE { ?s a plan:NearName ; plan:suggestedName ?name }"
    assert derived(replaced("環境課", "制作課"), pattern, registers) == [("政策課",)]


@pytest.mark.parametrize(("numeral", "kind"), [("2", "numeral"), ("II", "latin-numeral")])
def test_a_numeral_unlike_the_other_headings_is_remarked(numeral: str, kind: str) -> None:
    heading = "基本目標{} まなぶまち 数値目標：進学率"
    lines = (*LINES, "", heading.format("Ⅱ"), "", heading.format(numeral))

    assert derived(document(*lines), REMARKS) == [(kind, numeral)]


def test_a_misspelling_needs_a_gazetteer_and_spares_the_right_form() -> None:
    """いづかブランド inside いいづかブランド is no misspelling."""
    names = (GazetteerEntry("いい橋", "", ("い橋",), "台帳"),)
    registers = Registers(gazetteer=names)
    right, wrong = replaced("道と橋", "いい橋"), replaced("道と橋", "い橋")
    assert derived(right, REMARKS, registers) == []
    assert derived(wrong, REMARKS, registers) == [("misspelling", "い橋")]
    assert derived(wrong, REMARKS) == []


def test_one_letter_apart_is_suspected_in_long_labels_only() -> None:
    """小学校 and 中学校 differ on purpose; 市立 and 市内 hardly."""
    slip = replaced("点検した橋の数", "市立保育所への就職者数").replace(
        "清掃参加者数\t人".encode(), "市内保育所への就職者数\t人".encode()
    )
    meant = replaced("点検した橋の数", "小学校の児童の参加者数").replace(
        "清掃参加者数\t人".encode(), "中学校の児童の参加者数\t人".encode()
    )
    assert [kind for kind, _ in derived(slip, REMARKS)] == ["near-spelling"]
    assert derived(meant, REMARKS) == []


def test_a_register_decides_which_departments_are_known() -> None:
    """With a register a name is registered or unknown; a near name is offered."""
    listed = [Department("1", name, "department", "", "", "", ()) for name in ("土木課", "環境課")]
    registers = Registers(departments=(*listed, Department("2", "図書館", "", "", "", "", ())))
    found = dict(derived(replaced("環境課", "環状課"), STANDINGS, registers))
    assert found == {"土木課": "registered", "環状課": "unknown", "図書館": "registered"}
    near = "SELECT ?n WHERE { ?s a plan:NearName ; plan:suggestedName ?n }"
    assert derived(replaced("環境課", "環状課"), near, registers) == [("環境課",)]


def test_without_a_register_a_name_used_once_is_not_verifiable() -> None:
    """Not unknown: nobody can tell."""
    assert {standing for _, standing in derived(document(), STANDINGS)} == {"not-verifiable"}


def test_a_rare_near_spelling_of_a_name_in_use_is_unknown() -> None:
    """Five letters, one apart, and the other is used more often."""
    again = LINES[9].replace("図書館", "市民協働課").replace("新規", "102-1")
    lines = (*LINES[:9], LINES[9].replace("図書館", "市民協動課"), again, again.replace("②", "①"))
    found = dict(derived(document(*lines), STANDINGS))
    assert (found["市民協動課"], found["市民協働課"]) == ("unknown", "in-use")


def test_a_summary_that_is_repeated_or_disagrees_is_said() -> None:
    """The same text on two projects; another number in the same sentence."""
    text = "市民の毎日の暮らしを支えるため市内{}地区で事業を行う。"
    data = replaced("市内の橋を五年ごとに点検する。", text.format(9))
    again = data.replace("山間の地区に図書を配本する。".encode(), text.format(9).encode())
    other = data.replace("山間の地区に図書を配本する。".encode(), text.format(10).encode())
    repeats = "SELECT ?a ?b WHERE { ?a plan:repeatsSummaryOf ?b }"
    apart = "SELECT ?t WHERE { ?d a plan:Disagreement ; plan:printedText ?t }"
    assert derived(again, repeats) == [("project-line-10", "project-101-1")]
    assert derived(again, apart) == []
    assert derived(other, repeats) == []
    assert derived(other, apart) == [("10 / 9",)]


def test_the_shipped_plan_gives_what_its_reader_listed(shipped: LoadedPlan) -> None:
    """Duplicates, sections, disagreements and odd labels, as a person found them by eye."""
    dataset = shipped.dataset
    assert ask(
        dataset,
        "SELECT ?n ?o WHERE { ?s a plan:SuspectedDuplicate ; plan:of/skos:prefLabel ?n ; "
        "plan:to/skos:prefLabel ?o }",
    ) == [("多子世帯保育料支援事業費", "第2子以降保育料等無償化事業")]
    assert ask(
        dataset,
        "SELECT ?n ?s WHERE { ?p plan:usualSection/skos:prefLabel ?s ; skos:prefLabel ?n }",
    ) == [("空家等流通プラットフォーム構築事業", "産学振興")]
    assert ask(
        dataset,
        "SELECT ?n WHERE { ?i plan:labelRemark ?r ; skos:prefLabel ?n "
        "FILTER(STRENDS(STR(?r), 'no-quantity')) }",
    ) == [
        ("全国標準学力検査NRT",),
        ("市内私立保育所等への就職者",),
        ("市立私立保育所等への就職者",),
        ("技術・人文知識・国際業務の在留資格を有する本市在住外国人",),
        ("指導・支援アンケート",),
        ("観光入込客数の増加",),
    ]
    assert ask(
        dataset,
        "SELECT ?n ?o WHERE { ?s a plan:OtherName ; plan:of/skos:prefLabel ?n ; "
        "plan:to/skos:prefLabel ?o }",
    ) == [("年間利用者数", "利用者数（乗車人員）")]
    assert ask(
        dataset,
        "SELECT ?n WHERE { ?s a plan:ItemNameApart ; plan:method 'items' ; "
        "plan:of/skos:prefLabel ?n }",
    ) == [("体験型キャリア教育事業",), ("小中学校ICT活用推進事業",)]
    assert len(ask(dataset, "SELECT ?p WHERE { ?p plan:repeatsSummaryOf ?o }")) == 3

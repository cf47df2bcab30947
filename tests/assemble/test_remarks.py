"""Values that disagree are remarked on where they stand, and values that agree are not."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.names import shorten, term
from plangraph.opening import LoadedPlan, load

HEADER = "基本目標,施策,事業番号,事業名,担当課,指標名,単位,基準値（R5）,目標値（R9）,実績値（R6）"
MONEY = "決算額（R6・千円）,国庫支出金（R6・千円）,その他特定財源（R6・千円）,一般財源（R6・千円）"
BEFORE = "1 まち,1-1 みち,101-1,橋の点検事業,土木課"
PLAN = 'code = "999997"\nperiod = {start = 2024, end = 2027}\ncurrent = "1"\n'
NOTE = 'file = "plan.csv"\ndate = 2025-06-01\n'
VALUES = ("KPI-13", "KPI-14", "KPI-15", "KPI-16", "KPI-17", "KPI-18", "KPI-19", "KPI-20", "BUD-06")


def read(folder: Path, cells: str, header: str = HEADER) -> LoadedPlan:
    """Read a plan folder with one project, whose row ends in some cells."""
    home = folder / "revisions" / "1"
    home.mkdir(parents=True)
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    (home / "revision.toml").write_text(NOTE, encoding="utf-8")
    rows = "".join(f"{BEFORE},{row}\n" for row in cells.split("\n"))
    (home / "plan.csv").write_text(f"{header}\n{rows}", encoding="utf-8")
    return load(folder)


def remarks(loaded: LoadedPlan) -> list[tuple[str, str]]:
    """Give each remark with the printed text of the value that it stands at."""
    graph = loaded.dataset.judged(loaded.dataset.revisions[-1])
    found = graph.query(
        "SELECT ?remark ?printed WHERE { ?value plan:valueRemark ?remark ; "
        "plan:printedText ?printed }",
        initNs={"plan": term("plan:")},
    )
    return sorted(
        (shorten(str(row[0])).partition(":")[2], str(row[1]))
        for row in found
        if not isinstance(row, bool)
    )


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("点検数,橋,10,50,20", []),
        ("点検数,橋,10,50（R12）,20", [("beyond-period", "50（R12）")]),
        ("点検数,橋,10,50（2028年）,20", []),
        ("点検数,橋,10（R10）,50,20", [("baseline-after-target", "10（R10）")]),
        ("点検数,橋,10,,20", [("no-target", "20")]),
        ("点検数の増加,橋,60,50,62", [("against-direction", "50")]),
        ("点検数の増加,橋,50,50,62", []),
        ("損傷数の減少,橋,10,50,20", [("against-direction", "50")]),
        ("損傷数の減少,橋,10,累計50,20", []),
        ("点検数の維持,橋,50,51,50", []),
        ("点検数の維持,橋,50,60,50", [("against-direction", "60")]),
        ("点検数の増加,橋,60,50か所以上,62", []),
        ("点検数,橋,10,50,20（R8）", [("ahead-of-time", "20（R8）")]),
        ("点検数,橋,10,50,20（R7）", []),
        ("点検済みの橋の割合,％,10,150,20", [("outside-share", "150")]),
        ("点検済みの橋の割合,％,△10,100,0", [("outside-share", "△10")]),
        ("点検数の前年比の割合,％,10,150,20", []),
        ("目標達成率,％,10,150,20", []),
        ("点検済みの橋の割合,橋,10,150,20", []),
        ("点検数,橋,10,50,20\n点検数,橋,10,50,21", [("told-twice", "21")]),
        ("点検数,橋,10,50,20\n点検数,橋,10,60,20", []),
        ("計画の策定,,,策定,検討", []),
    ],
)
def test_each_remark_stands_at_the_value_in_question(
    cells: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert remarks(read(tmp_path, cells)) == found


def test_an_expected_value_and_a_whole_year_are_no_two_reports(tmp_path: Path) -> None:
    header = HEADER.replace("実績値（R6）", "R6上半期実績,R6実績見込,R6実績")

    assert remarks(read(tmp_path, "点検数,橋,10,50,9,19,20", header)) == []


def test_a_target_that_says_which_way_states_the_direction(tmp_path: Path) -> None:
    """増加 in place of a number is what the plan wants; a comparison with a number is not."""
    loaded = read(tmp_path, "点検数,橋,10,増加,20\n損傷数,箇所,9,5以下,8")
    facts = loaded.dataset.revisions[-1].facts
    found = {
        quad.object.value.rpartition("#")[2]
        for quad in loaded.dataset.store.quads_for_pattern(
            None, ox.NamedNode(term("plan:direction")), None, ox.NamedNode(facts)
        )
        if isinstance(quad.object, ox.NamedNode)
    }

    assert found == {"increase", "not-stated"}


def test_a_report_without_a_target_is_told_once(tmp_path: Path) -> None:
    """Where other indicators have targets it is told of the report, else of the whole level."""
    loaded = read(tmp_path / "some", "点検数,橋,10,,20\n損傷数,箇所,9,2,8")
    none = read(tmp_path / "none", "点検数,橋,10,,20\n損傷数,箇所,9,,8")

    assert remarks(loaded) == [("no-target", "20")]
    assert [one.rule for one in loaded.check().findings if one.rule in ("KPI-02", "KPI-15")] == [
        "KPI-15"
    ]
    assert remarks(none) == []
    assert [one.constraint for one in none.check().findings if one.rule == "KPI-02"] == [
        "KPI-02.kind"
    ]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ("点検数,橋,10,50,20件", "KPI-16"),
        ("点検数,橋,10,50,20橋", ""),
        ("参加者数,人,10,50,20名", ""),
        ("参加者数,人/年,10,50,20人", ""),
        ("点検数,,10橋,50橋,20件", "KPI-16"),
        ("点検の割合,％,10%,50％,20%", ""),
    ],
)
def test_a_value_in_another_unit_is_noticed(cells: str, rule: str, tmp_path: Path) -> None:
    found = {one.rule for one in read(tmp_path, cells).check().findings}

    assert found & set(VALUES) == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("1000,300,200,500", []),
        ("1000,300,200,502", []),
        ("1000,300,200,600", [("sources-apart", "1000")]),
        ("1000,300,200,400", [("sources-apart", "1000")]),
        ("1000,,,1000", []),
        (",300,200,600", []),
    ],
)
def test_sources_of_money_add_up_to_the_sum(
    cells: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    """A difference that rounding to thousands explains is none."""
    header = f"{HEADER.partition(',指標名')[0]},{MONEY}"
    extra = "\n".join([cells, "1,1,0,0"])

    assert remarks(read(tmp_path, extra, header)) == found


def test_a_finding_leads_to_its_cell_and_says_what_it_compares(tmp_path: Path) -> None:
    (finding,) = [
        one
        for one in read(tmp_path, "点検数の増加,橋,60,50,62").check().findings
        if one.rule in VALUES
    ]

    assert finding.rule == "KPI-17"
    assert [place.column for place in finding.source] == ["目標値（R9）"]
    assert "「50」（R9）が基準値「60」（R5）" in finding.message.ja
    assert [one.label for one in finding.departments] == ["土木課"]


@pytest.mark.parametrize("plan", ["iizuka", "kasumi"])
def test_no_alarm_where_nothing_disagrees(plan: str, root: Path) -> None:
    loaded = load(root / "data" / plan)

    assert remarks(loaded) == []
    assert not {one.rule for one in loaded.check().findings} & set(VALUES)


def test_the_made_up_plan_shows_every_rule_about_values(root: Path) -> None:
    fired = {one.rule for one in load(root / "data" / "minamo").check().findings}

    assert set(VALUES) <= fired

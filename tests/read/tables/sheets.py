"""
Forms as cities fill them in, one project each, in four layouts, made from what they say.
"""

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl

YEARS = (4, 5, 6)
"""Years of the era Reiwa."""

SOURCES = ("国庫支出金", "県支出金", "地方債", "その他特定財源", "一般財源")


@dataclass(frozen=True)
class Gauge:
    """An indicator: name, unit, stage, and its values as printed, by kind and calendar year."""

    name: str
    unit: str
    stage: str
    values: dict[tuple[str, int], str]


@dataclass(frozen=True)
class Truth:
    """What a form says of its project; ``money`` is yen by phase, source and calendar year."""

    number: str
    name: str
    division: str
    department: str
    section: str
    goal: tuple[str, str]
    measure: tuple[str, str]
    summary: str
    gauges: tuple[Gauge, ...]
    money: dict[tuple[str, str, int], int]


@dataclass
class Sheet:
    """Cells of a sheet that is being written, by row and column from 1, and what is merged."""

    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    row: int = 1

    def put(self, column: int, value: object, wide: int = 1, high: int = 1) -> None:
        """Write a cell of the row, and merge it with those beside and below it."""
        if value not in (None, ""):
            self.cells[self.row, column] = value
        if wide * high > 1:
            self.merged.append((self.row, column, self.row + high - 1, column + wide - 1))

    def line(self, *values: object, down: int = 1) -> None:
        """Write cells side by side, and go on below."""
        for column, value in enumerate(values, start=1):
            self.put(column, value)
        self.row += down


def make_truth(seed: int) -> Truth:
    """Make up a project."""
    chance = random.Random(seed)
    gauges = []
    for place, (name, unit, stage) in enumerate(
        [
            ("相談会の開催回数", "回", "output"),
            ("相談者の満足度", "％", "outcome"),
            ("新規の登録者数", "人", "outcome"),
        ][: 2 + seed % 2]
    ):
        values = {}
        for year in YEARS:
            values["target", 2018 + year] = f"{chance.randint(10, 99) * (place + 1):,}"
            if year < YEARS[-1]:
                values["actual", 2018 + year] = chance.choice(["－", f"{chance.randint(1, 99)}.5"])
        gauges.append(Gauge(f"{name}{'' if seed % 3 else '（市内）'}", unit, stage, values))
    money = {}
    for year in YEARS:
        phase = "initial" if year == YEARS[-1] else "settled"
        parts = {name: chance.randint(0, 900) for name in SOURCES}
        for name, sum_ in parts.items():
            money[phase, name, 2018 + year] = sum_ * 1000
        money[phase, "", 2018 + year] = sum(parts.values()) * 1000
    return Truth(
        number=f"{100 + seed}",
        name=f"第{seed}地区の相談体制整備事業",
        division="健康福祉部",
        department=("子育て支援課", "高齢者福祉課", "土木管理課")[seed % 3],
        section="推進係",
        goal=(str(1 + seed % 2), ("安心のまち", "活力のまち")[seed % 2]),
        measure=(f"{1 + seed % 2}-{1 + seed % 3}", f"施策の名{seed % 6}"),
        summary=f"相談会を{seed + 2}回開き、住民の不安を減らす。",
        gauges=tuple(gauges),
        money=money,
    )


def _shown(yen: int) -> str:
    return f"{yen // 1000:,}"


def _sums(truth: Truth, source: str) -> list[str]:
    return [_shown(yen) for (_, name, _), yen in truth.money.items() if name == source]


def _ruled(sheet: Sheet, truth: Truth) -> None:
    """Squared paper: everything merged, 目標 and 実績 below one another, years across."""
    sheet.put(1, "令和６年度　事務事業評価シート（令和５年度実施分）", wide=24)
    sheet.row += 2
    for left, right in (
        (("事 務 事 業 名", truth.name), ("事業番号", truth.number)),
        (("担 当 部", truth.division), ("担 当 課", truth.department)),
    ):
        sheet.put(1, left[0], wide=4)
        sheet.put(5, left[1], wide=10)
        sheet.put(15, right[0], wide=4)
        sheet.put(19, right[1], wide=6)
        sheet.row += 1
    sheet.put(1, "係　名", wide=4)
    sheet.put(5, truth.section, wide=10)
    sheet.put(15, "記入者", wide=4)
    sheet.put(19, "山田", wide=6)
    sheet.row += 1
    sheet.put(1, "総合計画上の位置付け", wide=4, high=2)
    sheet.put(5, "政　策", wide=3)
    sheet.put(8, " ".join(truth.goal), wide=17)
    sheet.row += 1
    sheet.put(5, "施　策", wide=3)
    sheet.put(8, " ".join(truth.measure), wide=17)
    sheet.row += 1
    sheet.put(1, "事業期間", wide=4)
    sheet.put(5, "平成28年度 ～ 令和9年度", wide=20)
    sheet.row += 1
    sheet.put(1, "事業の概要", wide=4, high=2)
    sheet.put(5, truth.summary, wide=20, high=2)
    sheet.row += 3
    sheet.put(1, "１　指標の推移", wide=24)
    sheet.row += 1
    for column, wide, head in ((1, 3, "区分"), (4, 6, "指標名"), (10, 2, "単位"), (12, 3, "")):
        sheet.put(column, head, wide=wide)
    for place, year in enumerate(YEARS):
        sheet.put(15 + 3 * place, f"令和{year}年度", wide=3)
    sheet.row += 1
    for gauge in truth.gauges:
        sheet.put(1, "活動指標" if gauge.stage == "output" else "成果指標", wide=3, high=3)
        sheet.put(4, gauge.name, wide=6, high=3)
        sheet.put(10, gauge.unit, wide=2, high=3)
        for kind, word in (("target", "目標"), ("actual", "実績")):
            sheet.put(12, word, wide=3)
            for place, year in enumerate(YEARS):
                sheet.put(15 + 3 * place, gauge.values.get((kind, 2018 + year)), wide=3)
            sheet.row += 1
        sheet.put(12, "達成率", wide=3)
        sheet.put(15, "97.0%", wide=3)
        sheet.row += 1
    sheet.row += 1
    sheet.put(1, "２　コストの推移", wide=12)
    sheet.put(20, "（単位：千円）", wide=5)
    sheet.row += 1
    sheet.put(1, "", wide=14)
    for place, year in enumerate(YEARS):
        sheet.put(15 + 3 * place, f"R{year}{'予算' if year == 6 else '決算'}", wide=3)
    sheet.row += 1
    for place, source in enumerate(("", *SOURCES)):
        if place == 1:
            sheet.put(1, "財源内訳", wide=4, high=len(SOURCES))
        sheet.put(5 if source else 1, source or "事業費", wide=10 if source else 14)
        for year, text in enumerate(_sums(truth, source)):
            sheet.put(15 + 3 * year, text, wide=3)
        sheet.row += 1
    sheet.row += 1
    sheet.put(1, "３　評価", wide=24)
    sheet.row += 1
    sheet.put(1, "妥当性", wide=4)
    sheet.put(5, "■高い　□普通　□低い", wide=20)
    sheet.row += 1
    sheet.put(1, "今後の方向性", wide=4)
    sheet.put(5, "拡充", wide=20)


def _card(sheet: Sheet, truth: Truth) -> None:
    """A card: what is asked above what was filled in; years down, an indicator after another."""
    sheet.line("事務事業マネジメントシート", down=2)
    sheet.line("整理番号", "事務事業名", "所管部", "所管課", "係")
    sheet.line(truth.number, truth.name, truth.division, truth.department, truth.section, down=2)
    sheet.line("基本目標", "施策コード", "施策名")
    sheet.line(f"基本目標{truth.goal[0]} {truth.goal[1]}", *truth.measure, down=2)
    sheet.line("【事業概要】")
    sheet.line(truth.summary)
    sheet.line("【根拠法令】")
    sheet.line("児童福祉法", down=2)
    for place, gauge in enumerate(truth.gauges, start=1):
        kind = "活動指標" if gauge.stage == "output" else "成果指標"
        sheet.line(f"{kind}{place}", gauge.name, "単位", gauge.unit)
        sheet.line("年度", "目標値", "実績値")
        for year in YEARS:
            values = [gauge.values.get((one, 2018 + year)) for one in ("target", "actual")]
            sheet.line(f"R{year}", *values)
        sheet.row += 1
    sheet.line("事業費（単位：千円）")
    sheet.line("年度", "決算額", "当初予算額", *SOURCES)
    for year in YEARS:
        phase = "initial" if year == 6 else "settled"
        sums = [_shown(truth.money[phase, name, 2018 + year]) for name in ("", *SOURCES)]
        total = [None, sums[0]] if phase == "initial" else [sums[0], None]
        sheet.line(f"R{year}", *total, *sums[1:])


def _paired(sheet: Sheet, truth: Truth) -> None:
    """Labels with a colon, heads over two rows, the money of one year label by label."""
    sheet.line("事務事業調書", None, None, None, f"担当課：{truth.department}")
    sheet.line("No.", truth.number, None, "担当部", truth.division, "担当係", truth.section)
    sheet.line("事業名", truth.name)
    sheet.line("政策", truth.goal[0], truth.goal[1], None, "施策", *truth.measure)
    sheet.line("目的・内容", truth.summary, down=2)
    sheet.put(1, "指標", high=2)
    sheet.put(2, "指標名", high=2)
    sheet.put(3, "単位", high=2)
    for place, year in enumerate(YEARS):
        sheet.put(4 + 2 * place, f"{2018 + year}年度", wide=2)
    sheet.row += 1
    for place in range(len(YEARS)):
        sheet.put(4 + 2 * place, "目標値")
        sheet.put(5 + 2 * place, "実績値")
    sheet.row += 1
    for gauge in truth.gauges:
        values = [
            gauge.values.get((kind, 2018 + year)) for year in YEARS for kind in ("target", "actual")
        ]
        word = "活動指標" if gauge.stage == "output" else "成果指標"
        sheet.line(word, gauge.name, gauge.unit, *values)
    sheet.row += 1
    for (phase, source, year), yen in truth.money.items():
        word = source or ("当初予算額" if phase == "initial" else "決算額")
        sheet.line(f"R{year - 2018}{word}", _shown(yen), "千円")
    sheet.line("課題", "相談員が足りない。")


def _plain(sheet: Sheet, truth: Truth) -> None:
    """Nothing merged, sections numbered, what is blank is that of the row above."""
    sheet.line("様式１", None, None, None, "作成日", "令和6年8月1日")
    sheet.line("(1) 事務事業名", None, truth.name)
    sheet.line("(2) 事業コード", None, truth.number)
    sheet.line("(3) 所属", "部", truth.division, "課", truth.department, "係", truth.section)
    sheet.line("(4) 総合計画", "基本目標", " ".join(truth.goal), "施策", " ".join(truth.measure))
    sheet.line("(5) 事業概要", None, truth.summary, down=2)
    sheet.line("(6) 活動・成果", None, None, None, *(f"R{year}" for year in YEARS))
    stage = ""
    for gauge in truth.gauges:
        word = {"output": "活動指標", "outcome": "成果指標"}[gauge.stage]
        for kind, name in (("target", "目標"), ("actual", "実績")):
            first = kind == "target"
            sheet.line(
                word if first and word != stage else None,
                f"{gauge.name}（{gauge.unit}）" if first else None,
                None,
                name,
                *(gauge.values.get((kind, 2018 + year)) for year in YEARS),
            )
        stage = word
    sheet.row += 1
    sheet.line("(7) 事業費", None, None, "千円", "R4決算額", "R5決算額", "R6当初予算額")
    sheet.line("総事業費", None, None, None, *_sums(truth, ""))
    for source in SOURCES:
        sheet.line("財源内訳" if source == SOURCES[0] else None, source, None, None,
                   *_sums(truth, source))  # fmt: skip
    sheet.row += 1
    sheet.line("備考", None, "前年度から見直した。")


LAYOUTS: dict[str, Callable[[Sheet, Truth], None]] = {
    "ruled": _ruled,
    "card": _card,
    "paired": _paired,
    "plain": _plain,
}


def lay_out(layout: str, truth: Truth) -> Sheet:
    """Fill in a form."""
    sheet = Sheet()
    LAYOUTS[layout](sheet, truth)
    return sheet


def write_book(sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook with a sheet for each form."""
    book = openpyxl.Workbook()
    for place, sheet in enumerate(sheets, start=1):
        page = book.active if place == 1 else book.create_sheet()
        assert page is not None
        page.title = f"No{place}"
        for (row, column), value in sheet.cells.items():
            page.cell(row, column, value)
        for top, left, bottom, right in sheet.merged:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_text(sheet: Sheet) -> bytes:
    """Write a form as csv."""
    stream = io.StringIO()
    width = max(column for _, column in sheet.cells)
    csv.writer(stream, lineterminator="\n").writerows(
        [[sheet.cells.get((row, column), "") for column in range(1, width + 1)]
         for row in range(1, max(row for row, _ in sheet.cells) + 1)]
    )  # fmt: skip
    return stream.getvalue().encode("utf-8")

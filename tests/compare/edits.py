"""The edits of the made plan, and the one change that each of them is."""

from typing import Final

from tests.compare.revising import (
    Edit,
    Told,
    delete,
    insert,
    merge,
    move,
    replace,
    replace_cells,
    set_cell,
    split,
)
from tests.damage.draft import Draft

NEW_ROW: Final = (
    "③\t園庭開放事業\t313-3\t福祉部\t園庭開放費【政策】\t園庭を近所の親子に開く。\t開放日数\t日"
)
MERGED_ROW: Final = (
    "①\t少人数指導・英語検定料補助事業\t321-1 321-2\t教育委員会事務局"
    "\t少人数指導費、英語検定料補助費【政策】\t小学校の算数を二つの学級に分けて教える。中学生の検定料を補助する。\t実施校数\t校"
)

SPLIT_ROWS: Final = (
    "①\t手続き電子化事業（申請）\t521-1\t情報政策室\t手続き電子化費【政策】"
    "\t百の手続きを電子で受け付ける。\tオンライン手続き件数\t件",
    "①\t手続き電子化事業（支払い）\t521-3\t情報政策室\t支払い電子化費【政策】"
    "\t手数料を電子で受け取る。\tオンライン支払い件数\t件",
)


def _split_department(draft: Draft) -> None:
    """Give the sea to one department and the woods to another."""
    for line in draft.row_lines():
        cell = draft.get_cell(line, "department")
        sea = any(word in draft.get_cell(line, "name") for word in ("水産", "漁業"))
        draft.set_cell(
            line, "department", cell.replace("農林水産部", "水産課" if sea else "農林課")
        )


def _move_initiative(draft: Draft) -> None:
    """Move an initiative with its row to the end of another measure."""
    left, joined = find_line(draft, "⑦ 二次交通の充実"), find_line(draft, "③ 海業の起業")
    draft[left] = draft[left].replace(" ⑤ 広域の連携", "")
    draft[joined] = draft[joined].replace("③ 海業の起業", "③ 海業の起業 ④ 広域の連携")
    row = find_line(draft, "\t広域観光連携事業\t")
    draft.set_cell(row, "mark", "④")
    draft.move(row, find_line(draft, "\t漁家民宿開業支援事業\t"))


def find_line(draft: Draft, text: str) -> int:
    """Find the original number of the first line that holds a text."""
    return next(origin for origin, line in draft.lines if origin is not None and text in line)


def _edit(name: str, apply: object, told: Told, *touches: str) -> Edit:
    assert callable(apply)
    return Edit(name, apply, told, frozenset(touches))


EDITS: Final = (
    _edit(
        "project-added",
        insert("保育士確保事業", NEW_ROW),
        ("added", "project", "園庭開放事業", None, "園庭開放事業（313-3）"),
        "園庭開放事業",
    ),
    _edit(
        "project-removed",
        delete("市民講座開催事業"),
        ("removed", "project", "市民講座開催事業", "市民講座開催事業（323-1）", None),
        "市民講座開催事業",
    ),
    _edit(
        "project-renamed",
        set_cell("生ごみ堆肥化支援事業", "name", "生ごみ循環推進事業"),
        ("renamed", "project", "生ごみ循環推進事業", "生ごみ堆肥化支援事業", "生ごみ循環推進事業"),
        "生ごみ堆肥化支援事業",
    ),
    _edit(
        "project-moved",
        move("消防団加入促進事業", "避難所環境整備事業", "①"),
        ("moved", "project", "消防団加入促進事業", "Ⅲ-1-②", "Ⅲ-1-①"),
        "消防団加入促進事業",
    ),
    _edit(
        "project-moved-to-another-measure",
        move("公衆無線LAN整備事業", "オープンデータ推進事業", "③"),
        ("moved", "project", "公衆無線LAN整備事業", "Ⅰ-3-②", "Ⅳ-2-③"),
        "公衆無線LAN整備事業",
    ),
    _edit(
        "project-renumbered",
        set_cell("街路樹再生事業", "number", "424-9"),
        ("renumbered", "project", "街路樹再生事業", "424-1", "424-9"),
        "街路樹再生事業",
    ),
    _edit(
        "placeholder-numbered",
        set_cell("貸し自転車事業", "number", "237-2"),
        ("renumbered", "project", "貸し自転車事業", "237-新規", "237-2"),
        "貸し自転車事業",
    ),
    _edit(
        "number-of-another-project",
        set_cell("漁業体験造成事業", "number", "235-1"),
        ("renumbered", "project", "漁業体験造成事業", "234-1", "235-1"),
        "漁業体験造成事業",
        "広域観光連携事業",
    ),
    _edit(
        "department-changed",
        set_cell("夜の観光推進事業", "department", "生涯学習課"),
        (
            "department-changed",
            "project",
            "夜の観光推進事業",
            "観光まちづくり課",
            "生涯学習課",
        ),
        "夜の観光推進事業",
    ),
    _edit(
        "joint-department-left",
        set_cell("省エネ店舗認証事業", "department", "環境政策課"),
        (
            "department-changed",
            "project",
            "省エネ店舗認証事業",
            "環境政策課、産業振興センター",
            "環境政策課",
        ),
        "省エネ店舗認証事業",
    ),
    _edit(
        "indicator-of-project-reworded",
        set_cell("学校給食魚食普及事業", "indicator", "魚食を実施した回数"),
        ("indicator-changed", "project", "学校給食魚食普及事業", "実施回数", "魚食を実施した回数"),
        "学校給食魚食普及事業",
    ),
    _edit(
        "indicator-of-measure-changed",
        replace("【KPI：漁獲高の増加", "漁獲高の増加", "漁獲高"),
        (
            "indicator-changed",
            "measure",
            "漁業と港の活性化",
            "漁獲高の増加、港まつり来場者数",
            "漁獲高、港まつり来場者数",
        ),
        "漁業と港の活性化",
    ),
    _edit(
        "target-of-goal-changed",
        replace("基本目標Ⅳ", "市民活動参加率", "市民活動に参加した人の割合"),
        (
            "indicator-changed",
            "goal",
            "市民と行政がともに動かす",
            "市民活動参加率、オンライン申請率",
            "市民活動に参加した人の割合、オンライン申請率",
        ),
        "基本目標Ⅳ",
    ),
    _edit(
        "unit-changed",
        set_cell("住宅用太陽光補助事業", "unit", "件"),
        ("unit-changed", "project", "住宅用太陽光補助事業", "戸", "件"),
        "住宅用太陽光補助事業",
    ),
    _edit(
        "budget-tag-changed",
        set_cell("林業就業支援事業", "budget-item", "林業就業支援費【義務】"),
        (
            "budget-changed",
            "project",
            "林業就業支援事業",
            "林業就業支援費【政策】",
            "林業就業支援費【義務】",
        ),
        "林業就業支援事業",
    ),
    _edit(
        "budget-gone",
        set_cell("業務自動化事業", "budget-item", "予算なし"),
        ("budget-changed", "project", "業務自動化事業", "業務自動化費", "予算なし"),
        "業務自動化事業",
    ),
    _edit(
        "summary-changed",
        set_cell("文化財公開事業", "summary", "古民家と城跡を週末に公開する。"),
        (
            "text-changed",
            "project",
            "文化財公開事業",
            "古民家と城跡を公開する。",
            "古民家と城跡を週末に公開する。",
        ),
        "文化財公開事業",
    ),
    _edit(
        "projects-merged",
        merge("少人数指導事業", "英語検定料補助事業", MERGED_ROW),
        (
            "merged",
            "project",
            "少人数指導・英語検定料補助事業",
            "少人数指導事業（321-1）、英語検定料補助事業（321-2）",
            "少人数指導・英語検定料補助事業（321-1 321-2）",
        ),
        "少人数指導事業",
    ),
    _edit(
        "measure-renamed",
        replace("3. 観光の底上げ", "観光の底上げ", "観光の質の向上"),
        ("renamed", "measure", "観光の質の向上", "観光の底上げ", "観光の質の向上"),
        "観光の底上げ",
    ),
    _edit(
        "initiative-renamed",
        replace("③ 脱炭素の推進", "脱炭素の推進", "気候変動への対応"),
        ("renamed", "initiative", "気候変動への対応", "脱炭素の推進", "気候変動への対応"),
        "脱炭素の推進",
    ),
    _edit(
        "goal-renamed",
        replace("基本目標Ⅲ", "災害に強く緑ゆたかな暮らし", "災害に強く環境にやさしい暮らし"),
        (
            "renamed",
            "goal",
            "災害に強く環境にやさしい暮らし",
            "災害に強く緑ゆたかな暮らし",
            "災害に強く環境にやさしい暮らし",
        ),
        "基本目標Ⅲ",
    ),
    _edit(
        "initiative-added",
        replace("主な取り組み ① 地域の防災力", "② 消防の充実", "② 消防の充実 ③ 避難の支援"),
        ("added", "initiative", "避難の支援", None, "Ⅲ-1-③ 避難の支援"),
        "地域の防災力",
    ),
    _edit(
        "department-renamed",
        replace_cells("上下水道局", "水道企業局"),
        ("renamed", "organization", "水道企業局", "上下水道局", "水道企業局"),
        "上下水道局",
    ),
    _edit(
        "office-renamed-with-one-project",
        replace_cells("危機管理室", "危機管理課"),
        ("renamed", "organization", "危機管理課", "危機管理室", "危機管理課"),
        "危機管理室",
    ),
    _edit(
        "departments-merged",
        replace_cells("市民課 税務課", "市民税務課"),
        ("merged", "organization", "市民税務課", "市民課、税務課", "市民税務課"),
        "市民課",
    ),
    _edit(
        "department-merged-into-another",
        replace_cells("市民活動センター", "生涯学習課"),
        ("merged", "organization", "生涯学習課", "生涯学習課、市民活動センター", "生涯学習課"),
        "市民活動センター",
    ),
    _edit(
        "department-split",
        _split_department,
        ("split", "organization", "農林課", "農林水産部", "農林課、水産課"),
        "農林水産部",
        "林業就業支援事業",
    ),
    _edit(
        "section-moved",
        replace_cells("総務課 (人材育成)", "市長公室 (人材育成)"),
        ("moved", "organization", "人材育成", "総務課（人材育成）", "市長公室（人材育成）"),
        "人材育成",
    ),
    _edit(
        "project-split",
        split("手続き電子化事業", *SPLIT_ROWS),
        (
            "split",
            "project",
            "手続き電子化事業（申請）",
            "手続き電子化事業（521-1）",
            "手続き電子化事業（申請）（521-1）、手続き電子化事業（支払い）（521-3）",
        ),
        "手続き電子化事業",
    ),
    _edit(
        "initiative-moved",
        _move_initiative,
        (
            "moved",
            "initiative",
            "広域の連携",
            "Ⅰ-3-⑤（観光の底上げ）",
            "Ⅰ-2-④（漁業と港の活性化）",
        ),
        "広域の連携",
        "観光の底上げ",
        "漁業と港の活性化",
    ),
    _edit(
        "indicator-renamed-in-all-its-uses",
        replace("\t研修修了者数\t", "研修修了者数", "研修を修了した者の数"),
        (
            "renamed",
            "indicator",
            "研修を修了した者の数",
            "研修修了者数",
            "研修を修了した者の数",
        ),
        "研修修了者数",
    ),
    _edit(
        "project-listed-under-a-second-initiative",
        insert(
            "地区交付金事業",
            "②\t協働提案事業\t511-2\t市民活動センター\t協働提案事業費【政策】"
            "\t市民からの提案を市と組んで実行する。\t実施事業数\t件",
        ),
        ("moved", "project", "協働提案事業", "Ⅳ-1-①", "Ⅳ-1-①、Ⅳ-1-②"),
        "協働提案事業",
        "市民活動センター",
    ),
)

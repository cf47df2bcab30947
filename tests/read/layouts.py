"""A little plan in the text layout, to be changed by tests."""

HEADER = "推進する取り組み\t事業名\t事務事業番号\t担当課\t予算（中事業）\t事業概要\tKPI\t単位"
ROWS = (
    "①\t橋の点検事業\t101-1\t土木課\t橋の点検事業費【義務】\t市内の橋を五年ごとに点検する。\t点検した橋の数\t橋",
    "①\t道の清掃事業\t101-2\t環境課\t道の清掃事業費\t道路の清掃を市民と共に行う取組を支える。\t清掃参加者数\t人",
    "②\t図書の配本事業\t新規\t図書館\t図書の配本事業費【政策】\t山間の地区に図書を配本する。\t配本冊数\t冊",
)
LINES = (
    "基本目標Ⅰ 住みよいまち 数値目標：定住人口・満足度",
    "",
    "1. 暮らしの基盤【KPI：点検率 清掃参加者数】",
    "",
    "主な取り組み ① 道と橋 ② 学びの場",
    "",
    HEADER,
    *ROWS,
)


def document(*lines: str, end: str = "\n") -> bytes:
    """Put lines together as a UTF-8 document."""
    return end.join(lines or LINES).encode()


def replaced(old: str, new: str) -> bytes:
    """Give the little plan with one piece of text replaced."""
    text = document().decode()
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1).encode()

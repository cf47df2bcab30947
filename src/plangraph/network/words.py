"""
What each measure of a plan's structure is, and what a planner should make of it.
"""

from typing import Final, NamedTuple


class Meaning(NamedTuple):
    """A measure's title, its definition and its use, each in Japanese and English."""

    title: dict[str, str]
    definition: dict[str, str]
    reading: dict[str, str]


def _both(ja: str, en: str) -> dict[str, str]:
    return {"ja": ja, "en": en}


MEANINGS: Final = {
    "losses": Meaning(
        _both("失われるもの", "What falls"),
        _both(
            "課がなくなったとき、担当する課のなくなるものと、減るもの。",
            "What nobody answers for once the departments are gone (fallen), "
            "and what fewer answer for (weakened).",
        ),
        _both(
            "担当なしとなるものは再編の前に引き継ぎ先を決め、担当減となるものは残る課の負担を確かめる。",
            "Find a new owner for what falls before the reorganization; "
            "ask those who remain whether they can carry what is weakened.",
        ),
    ),
    "components": Meaning(
        _both("取り組みでつながる課のまとまり", "Groups of departments that share initiatives"),
        _both(
            "同じ主な取り組みに事業をもつ課どうしを結び、たどれる範囲を一つのまとまりとする。",
            "Departments with projects under the same initiative are joined; "
            "a group is all that can be reached.",
        ),
        _both(
            "まとまりの中は一緒に調整できる。一課だけのまとまりは、他課と話す場が計画の中にない。",
            "A group has reasons to meet. A group of one has no other department to talk to "
            "in this plan.",
        ),
    ),
    "articulation": Meaning(
        _both("外れると切れる課と事業", "Departments and projects whose loss disconnects"),
        _both(
            "課・事業・主な取り組みのネットワークから一つを除くと、ばらばらに分かれるもの。"
            "切り離される数は、最大の部分につながらなくなるものを数える。",
            "Taking it out of the network of departments, projects and initiatives breaks its part "
            "of that network into pieces; cut-off counts what is no longer joined to the largest.",
        ),
        _both(
            "つなぎ目が一つの課や一つの事業に頼っている。切り離される数の多いものから代わりを考える。",
            "The joint depends on one department or project. "
            "Think of a second one where most would be cut off.",
        ),
    ),
    "betweenness": Meaning(
        _both("仲立ちの度合い（媒介中心性）", "Betweenness of departments"),
        _both(
            "課と主な取り組みのネットワークで、"
            "ほかの二つを結ぶ最短の道のうちその課を通る割合（0 から 1）。",
            "Share of the shortest ways between two others, in the network of departments and "
            "initiatives, that lead through the department (0 to 1).",
        ),
        _both(
            "高い課は分野をまたぐ調整役になりやすい。仕事の多さとは別のものである。",
            "A high one is a natural go-between across fields, "
            "which is not the same as a busy one.",
        ),
    ),
    "concentration": Meaning(
        _both("施策ごとの担当の集中", "Concentration of responsibility by measure"),
        _both(
            "課と事業の組を数え、最大の課の割合と、割合の二乗の和（HHI）を求める。",
            "Over pairs of department and project: the largest share, and the sum of the squared "
            "shares (HHI).",
        ),
        _both(
            "1 に近いほど一つの課に頼る。0.25 は四つの課で等しく分けたときの値である。",
            "Near 1 one department carries it all; 0.25 is what four equal ones would give.",
        ),
    ),
    "redundancy": Meaning(
        _both("取り組みの担当の重なり", "Redundancy of ownership by initiative"),
        _both(
            "主な取り組みごとの事業数、担当課の数、二つ以上の課が担当する事業（共管）の数。",
            "Projects of each initiative, departments that answer for them, and projects with two "
            "departments or more (joint).",
        ),
        _both(
            "担当課が 1 の取り組みは、その課が動けなくなると全部が止まる。",
            "Where one department answers, everything stands still when it does.",
        ),
    ),
    "similarity": Meaning(
        _both("担当課からみた施策の近さ", "Similarity of measures by their departments"),
        _both(
            "二つの施策に共通する課の数を、どちらかに関わる課の数で割る（Jaccard 係数）。",
            "Departments that two measures share, divided by those of either (Jaccard).",
        ),
        _both(
            "近い施策は同じ会議で扱える。目標が違うのに近い組は、役割分担を確かめる。",
            "Close measures can share a meeting; "
            "close ones under different goals ask who does what.",
        ),
    ),
    "lineage": Meaning(
        _both("指標の系譜の深さ", "Depth of indicator lineage"),
        _both(
            "上位の指標から、人がつないだ支え（plan:supports）を下へたどった段数と、たどれる指標の数。",
            "Steps down from an upper indicator along the supports that a person asserted, "
            "and the indicators reached.",
        ),
        _both(
            "0 の指標は、下の事業がどう動かすのかを計画から説明できない。",
            "For an indicator at 0 the plan does not say which project's work would move it.",
        ),
    ),
    "load": Meaning(
        _both("課ごとの担当", "Load of each department"),
        _both(
            "事業数、単独の事業数、共管の事業を課の数で割った持ち分、関わる目標の数。",
            "Projects, those it has alone, its part when joint projects are divided by their "
            "departments (weighted), and goals.",
        ),
        _both(
            "事業の大きさは分からない。数の差は問いの始まりであって、結論ではない。",
            "It says nothing of how large projects are: a difference is a question, not an answer.",
        ),
    ),
    "balance": Meaning(
        _both("負担の偏り", "Balance of load"),
        _both(
            "課ごとの事業数の最大、中央値、ジニ係数（0 は均等、1 に近いほど一課に偏る）。",
            "Most and median number of projects per department, and the Gini coefficient "
            "(0 is even; near 1 one department has nearly all).",
        ),
        _both(
            "次の改定と比べるための値で、単独でよしあしは決まらない。",
            "A figure to compare with the next revision; by itself neither good nor bad.",
        ),
    ),
}

COLUMNS: Final = {
    "alone": _both("単独", "alone"),
    "assignments": _both("組の数", "pairs"),
    "beneath": _both("下の指標", "beneath"),
    "betweenness": _both("媒介中心性", "betweenness"),
    "code": _both("番号", "code"),
    "cut-off": _both("切り離される数", "cut off"),
    "departments": _both("課", "departments"),
    "depth": _both("段数", "depth"),
    "fall": _both("種別", "what"),
    "gini": _both("ジニ係数", "Gini"),
    "goals": _both("目標", "goals"),
    "hhi": _both("HHI", "HHI"),
    "initiatives": _both("取り組み", "initiatives"),
    "jaccard": _both("近さ", "Jaccard"),
    "joint": _both("共管", "joint"),
    "kind": _both("種類", "kind"),
    "label": _both("名称", "name"),
    "left": _both("残る課", "who is left"),
    "median": _both("中央値", "median"),
    "most": _both("最大", "most"),
    "names": _both("課の名", "departments by name"),
    "number": _both("番号", "no."),
    "other": _both("相手", "other"),
    "pieces": _both("分かれる数", "pieces"),
    "projects": _both("事業", "projects"),
    "share": _both("最大の割合", "share"),
    "weighted": _both("持ち分", "weighted"),
}

VALUES: Final = {
    "department": _both("課", "department"),
    "project": _both("事業", "project"),
    "goal-fallen": _both("基本目標 担当なし", "goal fallen"),
    "goal-weakened": _both("基本目標 担当減", "goal weakened"),
    "groups-added": _both("課のまとまりの増加", "groups added"),
    "indicator-fallen": _both("KPI 使う事業なし", "indicator fallen"),
    "initiative-fallen": _both("取り組み 担当なし", "initiative fallen"),
    "initiative-weakened": _both("取り組み 担当減", "initiative weakened"),
    "measure-fallen": _both("施策 担当なし", "measure fallen"),
    "measure-weakened": _both("施策 担当減", "measure weakened"),
    "project-fallen": _both("事業 担当なし", "project fallen"),
    "project-weakened": _both("事業 担当減", "project weakened"),
}
"""Words that stand for kinds, as people read them; programs get the words themselves."""

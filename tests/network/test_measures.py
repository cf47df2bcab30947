"""The measures of little structures are those worked out on paper."""

import pytest

from plangraph.network.loss import find_losses
from plangraph.network.measures import MEASURES, Row, measure
from plangraph.network.structure import Structure
from plangraph.network.words import COLUMNS, MEANINGS
from tests.network.drawn import draw_structure

# A and B meet in x1, B and C in x2; D stands alone in y1.
CHAIN = draw_structure(
    {
        "p1": ("A", "x1"),
        "p2": ("B", "x1"),
        "p3": ("B", "x2"),
        "p4": ("C", "x2"),
        "p5": ("D", "y1"),
    }
)
# One project of A and B under two measures, one of A alone.
JOINT = draw_structure({"p": ("AB", "x1 y1"), "q": ("A", "x1")})


def rows(structure: Structure, name: str) -> list[Row]:
    """Take one measure."""
    (found,) = [one for one in measure(structure) if one.name == name]
    return list(found.rows)


def test_every_measure_and_column_is_explained() -> None:
    columns = {column for titles, _ in MEASURES.values() for column in titles}

    assert set(MEANINGS) == {*MEASURES, "losses"}
    assert columns <= set(COLUMNS)
    for meaning in MEANINGS.values():
        assert all({"ja", "en"} == text.keys() for text in meaning)
        assert all(text["en"].isascii() for text in meaning)


def test_departments_are_grouped_by_the_initiatives_they_share() -> None:
    assert rows(CHAIN, "components") == [(1, 3, 2, "A、B、C"), (2, 1, 1, "D")]


def test_what_disconnects_is_named_with_what_it_cuts_off() -> None:
    """Without B the chain A-p1-x1-p2-B-p3-x2-p4-C falls into two; with it go p2 or p3."""
    found = {
        label: (kind, pieces, cut_off)
        for label, kind, pieces, cut_off in rows(CHAIN, "articulation")
    }

    assert found["B"] == ("department", 2, 4)
    assert found["p2"] == ("project", 2, 3)
    assert found["p3"] == ("project", 2, 3)
    assert found["p1"] == ("project", 2, 1)
    assert found["p5"] == ("project", 2, 1)
    assert {"A", "C", "D"}.isdisjoint(found)


def test_a_department_between_others_has_the_highest_betweenness() -> None:
    """Seven nodes have 15 pairs without B; four of them (A, x1 to C, x2) pass B."""
    assert rows(CHAIN, "betweenness")[0] == ("B", round(4 / 15, 3), 2)
    assert [score for _, score, _ in rows(CHAIN, "betweenness")[1:]] == [0.0, 0.0, 0.0]


def test_concentration_counts_pairs_of_department_and_project() -> None:
    """In x: A-p, B-p, A-q, so shares 2/3 and 1/3 and HHI 5/9; in y: halves."""
    assert rows(JOINT, "concentration") == [
        ("x", "x", "A", 0.667, 0.556, 3),
        ("y", "y", "A、B", 0.5, 0.5, 2),
    ]


def test_redundancy_counts_departments_and_joint_projects() -> None:
    assert rows(JOINT, "redundancy") == [("x1", "x1", 2, 2, 1), ("y1", "y1", 1, 2, 1)]


def test_similarity_is_the_shared_part_of_all_departments() -> None:
    assert rows(JOINT, "similarity") == [("x", "y", 1.0, 2, "A、B")]
    assert rows(CHAIN, "similarity") == []


def test_load_divides_joint_projects() -> None:
    assert rows(JOINT, "load") == [("A", 2, 1, 1.5, 1), ("B", 1, 0, 0.5, 1)]


def test_balance_of_equal_loads_is_nought_and_of_one_and_three_a_quarter() -> None:
    equal = draw_structure({"p": ("A", "x1"), "q": ("B", "x1")})
    uneven = draw_structure(
        {"p": ("A", "x1"), "q": ("B", "x1"), "r": ("B", "x1"), "s": ("B", "x1")}
    )

    assert rows(equal, "balance") == [(2, 1, 1.0, 0.0)]
    assert rows(uneven, "balance") == [(2, 3, 2.0, 0.25)]


@pytest.mark.parametrize(
    ("supports", "expected"),
    [
        ({}, (0, 0)),
        ({"top": ("a", "b")}, (1, 2)),
        ({"top": ("a", "b"), "b": ("c",)}, (2, 3)),
        ({"top": ("a",), "a": ("top",)}, (1, 1)),
    ],
    ids=["none", "one-step", "two-steps", "round-in-a-circle"],
)
def test_lineage_is_followed_down_and_ends(
    supports: dict[str, tuple[str, ...]], expected: tuple[int, int]
) -> None:
    structure = draw_structure({"p": ("A", "x1")}, supports, {"x": ("top",)})

    assert rows(structure, "lineage") == [("x", "top", *expected)]


def test_what_falls_with_a_department() -> None:
    """B's own projects fall; nothing of the joint one does; the chain breaks in two."""
    losses = find_losses(CHAIN, CHAIN.without(["B"])).rows

    assert ("project-fallen", "p2", "p2", "") in losses
    assert ("initiative-weakened", "x1", "x1", "A") in losses
    assert ("groups-added", "", "1", "") in losses
    assert find_losses(JOINT, JOINT.without(["B"])).rows == (
        ("goal-weakened", "g", "g", "A"),
        ("measure-weakened", "x", "x", "A"),
        ("measure-weakened", "y", "y", "A"),
        ("initiative-weakened", "x1", "x1", "A"),
        ("initiative-weakened", "y1", "y1", "A"),
        ("project-weakened", "p", "p", "A"),
    )


def test_an_indicator_falls_only_if_nothing_that_stays_uses_it() -> None:
    structure = draw_structure(
        {"p": ("A", "x1"), "q": ("B", "x1")}, uses={"p": ("i", "j"), "q": ("j",)}
    )
    losses = find_losses(structure, structure.without(["A"])).rows

    assert [row[2] for row in losses if row[0] == "indicator-fallen"] == ["i"]


def test_a_plan_without_departments_is_measured() -> None:
    bare = draw_structure({"p": ("", "x1")})

    assert rows(bare, "components") == []
    assert rows(bare, "balance") == []
    assert rows(bare, "redundancy") == [("x1", "x1", 1, 0, 0)]

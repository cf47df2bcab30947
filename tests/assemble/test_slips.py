"""What is looked for by an index is what a look at every pair and every word would find."""

import random
from itertools import combinations

from plangraph.assemble.derive.drift import find_drift
from plangraph.assemble.derive.wording import differ_by_a_slip, pairs_with_a_slip

LETTERS = "市民講座参加者数地区割合"


def test_pairs_that_differ_by_a_slip_are_those_of_a_look_at_every_pair() -> None:
    chance = random.Random(1)
    drawn = [
        "".join(chance.choice(LETTERS[:3]) for _ in range(chance.randint(7, 9))) for _ in range(400)
    ]
    labels = list(dict.fromkeys(drawn))
    expected = [
        (one, other) for one, other in combinations(labels, 2) if differ_by_a_slip(one, other)
    ]

    assert len(expected) > 20
    assert pairs_with_a_slip(labels) == expected


def test_a_word_is_found_on_every_line_on_which_it_stands_without_its_kana() -> None:
    chance = random.Random(2)
    texts = [
        (
            line,
            "を".join(
                chance.choice(("取り組み", "取組み", "取組", "組取り", "取る")) for _ in range(3)
            ),
        )
        for line in range(1, 60)
    ]
    drift = next(one for one in find_drift(texts) if one.others and "取" in one.usual)
    expected = {
        line for line, text in texts if any(form in text.split("を") for form in drift.others)
    }

    assert set(drift.others) | {drift.usual} == {"取り組み", "取組み", "取組"}
    assert set(drift.lines) == expected

"""Made plans: the same from the same seed, read like any plan, with the findings they promise."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.opening import load
from plangraph.store import read_rdf
from tests.benchmarks.generator.cities import ALL, make_code, make_name
from tests.benchmarks.generator.plans import make_plan
from tests.benchmarks.generator.rows import FAULTS
from tests.benchmarks.generator.writing import Order, write_dataset, write_folders

ALWAYS = Counter({"KPI-02": 3, "KPI-12": 3, "LBL-01": 7})
"""What the layout cannot state: values, directions and stages, English names."""


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    assert make_plan(7, 3).files == make_plan(7, 3).files
    assert make_plan(7, 3).files != make_plan(8, 3).files
    order = Order(7, 9)
    one, other = tmp_path / "one.nq", tmp_path / "other.nq"
    assert write_dataset(order, one) == write_dataset(order, other, jobs=2)
    assert one.read_bytes() == other.read_bytes()


def test_every_city_has_a_code_and_a_name_of_its_own() -> None:
    assert len({make_code(number) for number in range(ALL)}) == ALL
    assert len({make_name(number) for number in range(ALL)}) == ALL


@pytest.mark.parametrize(("number", "rate", "large"), [(0, 0.0, True), (1, 0.06, True)])
def test_the_findings_are_those_of_the_faults(
    tmp_path: Path, number: int, rate: float, large: bool
) -> None:
    """Each fault is found once, by its rule, and a plan without faults has none but the usual."""
    made = make_plan(5, number, rate=rate, large=large)
    opened = load(made.write(tmp_path))
    assert opened.identity is not None
    assert not opened.identity.needed
    found = Counter(finding.rule for finding in opened.check().findings)
    assert found == made.expected + ALWAYS


def test_every_fault_comes_about_as_often_as_asked() -> None:
    """Of the later ones a little less, since a row has at most one."""
    made = list(Order(1, 400, rate=0.02))
    rows = sum(len(plan.rows) for plan in made)
    counts = sum((plan.faults for plan in made), Counter[str]())
    assert counts.keys() == FAULTS.keys()
    assert all(0.01 * rows < count < 0.03 * rows for count in counts.values())


def test_a_file_holds_what_its_folders_hold(tmp_path: Path) -> None:
    order = Order(2, 3)
    file = tmp_path / "all.nq"
    count = write_dataset(order, file)
    together = ox.Store()
    for folder in write_folders(order, tmp_path / "plans"):
        together.extend(load(folder).dataset.store)
    assert set(read_rdf(file).store) == set(together)
    assert len(together) == count


def test_one_plan_in_a_hundred_is_edited_where_that_is_asked() -> None:
    before, after = Order(3, 200), Order(3, 200, edited=0.01)
    pairs = zip(before, after, strict=True)
    assert sum(old.files != new.files for old, new in pairs) == 2

"""
Questions across cities give what is counted in the rows of made plans, without RDF.

rdflib gives the same rows: they are plain SPARQL.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import pytest
import rdflib
from rdflib.query import ResultRow

from plangraph.ask import find_query
from plangraph.opening import LoadedPlan, load
from plangraph.store.disk import load_store
from tests.benchmarks.generator.cities import make_name
from tests.benchmarks.generator.plans import MadePlan
from tests.benchmarks.generator.rows import Row
from tests.benchmarks.generator.writing import Order

CITIES = 8
RATE = 0.06
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def made() -> list[MadePlan]:
    return list(Order(11, CITIES, rate=RATE))


@pytest.fixture(scope="module")
def opened(made: list[MadePlan], tmp_path_factory: pytest.TempPathFactory) -> LoadedPlan:
    home = tmp_path_factory.mktemp("cities")
    plans = (load(plan.write(home / "plans")).dataset for plan in made)
    load_store(home / "store", [], plans)
    return load(home / "store")


def list_departments(row: Row) -> list[str]:
    return row.department.split(" ")


def read_code(row: Row) -> str:
    return row.number.partition("-")[0] if "-" in row.number else ""


def order(made: list[MadePlan]) -> list[tuple[str, MadePlan]]:
    """Give cities by name, in the order of their codes."""
    named = ((make_name(number), plan) for number, plan in enumerate(made))
    return sorted(named, key=lambda one: one[1].code)


def count_cities(made: list[MadePlan], read: Callable[[Row], Iterable[str]]) -> Counter[str]:
    return Counter(
        name for plan in made for name in {one for row in plan.rows for one in read(row)}
    )


def expect_cities(made: list[MadePlan]) -> Rows:
    """Each made plan has two goals with a measure each."""
    return [
        (name, 2, len(plan.rows), len({one for row in plan.rows for one in list_departments(row)}))
        for name, plan in order(made)
    ]


def expect_codes(made: list[MadePlan]) -> Rows:
    cities = count_cities(made, lambda row: [read_code(row)])
    found: Rows = []
    for name, plan in order(made):
        titles = dict(line.split(",")[:2] for line in plan.files["codes.csv"].splitlines()[1:])
        for code, number in Counter(map(read_code, plan.rows)).items():
            if code and cities[code] > 1:
                found.append((code, name, titles[code], number))
    places = {name: place for place, (name, _) in enumerate(order(made))}
    return sorted(found, key=lambda row: (row[0], places[str(row[1])]))


def expect_indicators(made: list[MadePlan]) -> Rows:
    """A project has at most one, whose unit is the same everywhere in the pool."""
    cities = count_cities(made, lambda row: [row.indicator] if row.indicator else [])
    found = [(name, number, number, 1) for name, number in cities.items() if number > 1]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def expect_departments(made: list[MadePlan]) -> Rows:
    numbers: dict[str, list[int]] = defaultdict(list)
    for plan in made:
        held = Counter(one for row in plan.rows for one in list_departments(row))
        for name, number in held.items():
            numbers[name].append(number)
    found = [(name, len(held), sum(held), max(held)) for name, held in numbers.items()]
    return sorted(found, key=lambda row: (-row[2], row[0]))


def expect_projects(made: list[MadePlan]) -> Rows:
    cities = count_cities(made, lambda row: [row.name])
    codes: dict[str, set[str]] = defaultdict(set)
    for plan in made:
        for row in plan.rows:
            codes[row.name] |= {read_code(row)} - {""}
    found = [(name, number, len(codes[name])) for name, number in cities.items() if number > 1]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def expect_gaps(made: list[MadePlan]) -> Rows:
    return [
        (
            name,
            len(plan.rows),
            sum(not row.indicator for row in plan.rows),
            sum(row.number == "新規" for row in plan.rows),
            sum(not row.budget for row in plan.rows),
        )
        for name, plan in order(made)
    ]


EXPECTED = {
    "comparison/cities": expect_cities,
    "comparison/codes": expect_codes,
    "comparison/like-indicators": expect_indicators,
    "comparison/department-load": expect_departments,
    "comparison/like-projects": expect_projects,
    "comparison/completeness": expect_gaps,
}
CASES = [pytest.param(name, id=name.partition("/")[2]) for name in EXPECTED]


@pytest.mark.parametrize("name", CASES)
def test_cities_are_compared_as_their_rows_are_counted(
    made: list[MadePlan], opened: LoadedPlan, name: str
) -> None:
    expected = EXPECTED[name](made)
    assert list(opened.ask(name).values) == expected
    assert expected


@pytest.mark.parametrize("name", CASES)
def test_rdflib_gives_the_same_rows(opened: LoadedPlan, graph: rdflib.Graph, name: str) -> None:
    found = graph.query(find_query(name).sparql)
    texts = [tuple(map(str, row)) for row in found if isinstance(row, ResultRow)]
    assert texts == [tuple(map(str, row)) for row in opened.ask(name).values]


@pytest.fixture(scope="module")
def graph(opened: LoadedPlan) -> rdflib.Graph:
    return opened.graph


def test_every_comparison_is_proved() -> None:
    folder = find_query("comparison/cities").path.parent
    assert {f"comparison/{path.stem}" for path in folder.glob("*.rq")} == set(EXPECTED)

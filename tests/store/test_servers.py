"""Plans in real servers: what is said to be there is there, and is asked where it lies."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.cli import main
from plangraph.endpoint import RemoteStore, find_revisions
from plangraph.endpoint.graphs import GraphStore, list_places
from plangraph.endpoint.loading import load_endpoint
from plangraph.errors import StoreError
from plangraph.opening import LoadedPlan, load
from plangraph.store import Dataset
from tests.benchmarks.generator.writing import Order, write_folders
from tests.store.servers import Gate, Server, run_oxigraph, run_virtuoso

QUESTIONS = (
    "responsibility/departments-by-goal",
    "coverage/projects-without-indicator",
    "provenance/decisions",
)
NAMED = "provenance/source-of"
"""A question that names graphs."""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[LoadedPlan]:
    folders = write_folders(Order(6, 2), tmp_path_factory.mktemp("plans"))
    return [load(folder) for folder in folders]


@pytest.fixture(scope="module")
def datasets(plans: list[LoadedPlan]) -> list[Dataset]:
    return [plan.dataset for plan in plans]


@pytest.fixture
def oxigraph(require: Callable[[str], None]) -> Iterator[Server]:
    require("oxigraph")
    with run_oxigraph() as server:
        yield server


def unite(datasets: list[Dataset]) -> set[ox.Quad]:
    return {quad for dataset in datasets for quad in dataset.store}


def through(gate: Gate) -> GraphStore:
    return GraphStore(list_places(gate.address), wait=lambda _: None)


def test_oxigraph_holds_what_was_loaded(
    oxigraph: Server, plans: list[LoadedPlan], datasets: list[Dataset]
) -> None:
    loaded = load_endpoint(oxigraph.address, datasets)
    opened = load(oxigraph.address)
    assert set(opened.dataset.store) == unite(datasets)
    assert loaded.statements == len(unite(datasets))
    assert loaded.plans == opened.dataset.revisions
    alone = load_endpoint(oxigraph.address, datasets[:1])
    assert alone.plans == datasets[0].revisions
    assert set(load(oxigraph.address).dataset.store) == unite(datasets)


def test_a_question_is_answered_by_the_server_as_by_the_plan(
    oxigraph: Server, plans: list[LoadedPlan], datasets: list[Dataset]
) -> None:
    load_endpoint(oxigraph.address, datasets[:1])
    opened = load(oxigraph.address)
    for question in QUESTIONS:
        assert opened.ask(question).rows == plans[0].ask(question).rows, question
    number = str(opened.ask("structure/initiatives").values[0][1])
    found = opened.ask(NAMED, thing=number).rows
    assert found == plans[0].ask(NAMED, thing=number).rows
    assert found
    store: object = opened.dataset.store
    assert isinstance(store, RemoteStore)
    assert "copy" not in vars(store)


def test_a_plan_in_a_server_is_replaced_and_the_others_stay(
    oxigraph: Server, datasets: list[Dataset], tmp_path: Path
) -> None:
    """Nothing of the old is left in the graph that all plans share."""
    load_endpoint(oxigraph.address, datasets)
    revised = load(write_folders(Order(7, 1), tmp_path)[0]).dataset
    load_endpoint(oxigraph.address, [revised])
    assert set(load(oxigraph.address).dataset.store) == unite([revised, datasets[1]])


def test_the_command_loads_into_a_server(
    oxigraph: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_folders(Order(6, 1), tmp_path)[0]
    assert main(["load", str(folder), "--store", oxigraph.address, "--lang", "en"]) == 0
    assert "1 plans" in capsys.readouterr().err
    assert main(["check", oxigraph.address, "--fail-on", "violation"]) in (0, 1)


def test_virtuoso_holds_what_was_loaded(
    require: Callable[[str], None],
    plans: list[LoadedPlan],
    datasets: list[Dataset],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With its user from the environment; without, it lets nobody in."""
    require("virtuoso")
    with run_virtuoso(tmp_path) as server:
        with pytest.raises(StoreError, match=r"let you in \(status 401\)"):
            load_endpoint(server.address, datasets)
        monkeypatch.setenv("PLANGRAPH_USER", "dba")
        monkeypatch.setenv("PLANGRAPH_PASSWORD", "dba")
        loaded = load_endpoint(server.address, datasets)
        assert loaded.statements == len(unite(datasets))
        load_endpoint(server.address, datasets[:1])
        opened = load(server.address)
        assert set(opened.dataset.revisions) == {one.revisions[-1] for one in datasets}
        assert opened.ask("structure/initiatives").rows


def test_a_busy_server_is_tried_again(oxigraph: Server, datasets: list[Dataset]) -> None:
    """Every other request is answered with 503, or not at all."""
    waits: list[float] = []

    def judge(method: str, number: int) -> int | None:
        return None if method == "POST" and number < 2 else (503, None, 0, None)[number % 4]

    with Gate(oxigraph.address, judge) as gate:
        server = GraphStore(list_places(gate.address), wait=waits.append)
        load_endpoint(oxigraph.address, datasets, server=server)
    assert waits
    assert set(load(oxigraph.address).dataset.store) == unite(datasets)


@pytest.mark.parametrize("status", [503, 507, 0])
def test_a_server_that_stays_broken_is_an_error_in_one_line(
    oxigraph: Server, datasets: list[Dataset], status: int
) -> None:
    """Whether it is busy, full or gone: nothing is said to have arrived."""
    with (
        Gate(oxigraph.address, lambda _method, number: status if number > 3 else None) as gate,
        pytest.raises(StoreError, match=r"refuses PUT|does not answer") as raised,
    ):
        load_endpoint(oxigraph.address, datasets, server=through(gate))
    assert "\n" not in str(raised.value)


def test_a_server_killed_midway_is_an_error(oxigraph: Server, datasets: list[Dataset]) -> None:
    def judge(_method: str, number: int) -> int | None:
        if number == 4:
            oxigraph.process.kill()
            oxigraph.process.wait()
        return None

    with Gate(oxigraph.address, judge) as gate, pytest.raises(StoreError, match="status 502"):
        load_endpoint(oxigraph.address, datasets, server=through(gate))


def test_a_server_that_loses_something_is_found_out(
    oxigraph: Server, datasets: list[Dataset]
) -> None:
    """It says 204 to what it throws away."""

    def judge(method: str, number: int) -> int | None:
        return 204 if method == "PUT" and number == 2 else None

    lost = r"arrived 0 statements"
    with Gate(oxigraph.address, judge) as gate, pytest.raises(StoreError, match=lost):
        load_endpoint(oxigraph.address, datasets, server=through(gate))


def test_what_keeps_no_graphs_says_how_to_name_the_place(
    oxigraph: Server, datasets: list[Dataset]
) -> None:
    with pytest.raises(StoreError, match="Name its Graph Store Protocol with --graph-store"):
        load_endpoint(oxigraph.address, datasets, graphs=f"{oxigraph.address}/nowhere")


def test_a_server_on_a_full_disk_is_an_error(
    require: Callable[[str], None], datasets: list[Dataset], tmp_path: Path
) -> None:
    """A limit on the size of its files stands for the disk."""
    require("oxigraph")
    resource = pytest.importorskip("resource")
    with run_oxigraph(tmp_path / "data") as server:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (60_000, 60_000))
        with pytest.raises(StoreError, match=r"refuses|does not answer") as raised:
            load_endpoint(
                server.address,
                datasets,
                server=GraphStore(list_places(server.address), wait=lambda _: None),
            )
        assert "\n" not in str(raised.value)


def test_an_empty_server_takes_plans_and_holds_none_before(oxigraph: Server) -> None:
    assert find_revisions(oxigraph.address) == ()
    with pytest.raises(StoreError, match="holds no plan"):
        load(oxigraph.address)


def test_the_password_stays_out_of_messages(
    oxigraph: Server, datasets: list[Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "PLANGRAPH_USER", "someone")
    monkeypatch.setitem(os.environ, "PLANGRAPH_PASSWORD", "secret-word")
    with (
        Gate(oxigraph.address, lambda _method, _number: 401) as gate,
        pytest.raises(StoreError, match="let you in") as raised,
    ):
        load_endpoint(oxigraph.address, datasets, server=through(gate))
    assert "secret-word" not in str(raised.value)

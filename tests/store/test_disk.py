"""A store folder holds the plans that were loaded, all of them or, after any mishap, the old."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.errors import OutputError, PlanGraphError, StoreError
from plangraph.names import PlanNames, order_revisions
from plangraph.opening import load
from plangraph.store import Dataset, read_rdf, serialise
from plangraph.store.disk import DATA, MARKER, load_store, open_store, read_content
from plangraph.store.parts import newest_revisions, take_plan
from tests.benchmarks.generator.writing import Order, write_dataset, write_folders

PLANS = 3


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Make a few plans that nobody changes."""
    return write_folders(Order(4, PLANS), tmp_path_factory.mktemp("plans"))


@pytest.fixture(scope="module")
def datasets(folders: list[Path]) -> list[Dataset]:
    return [load(folder).dataset for folder in folders]


def contents(folder: Path) -> set[ox.Quad]:
    return set(open_store(folder).store)


def unite(datasets: list[Dataset]) -> set[ox.Quad]:
    return {quad for dataset in datasets for quad in dataset.store}


def test_a_store_holds_what_the_plans_say(tmp_path: Path, datasets: list[Dataset]) -> None:
    content = load_store(tmp_path / "store", [], iter(datasets))
    assert contents(tmp_path / "store") == unite(datasets)
    assert content.statements == len(unite(datasets))
    assert content.plans == tuple(one.revisions[-1] for one in datasets)
    assert read_content(tmp_path / "store") == content


def test_a_file_of_quads_is_loaded_as_the_plans_in_it(
    tmp_path: Path, datasets: list[Dataset]
) -> None:
    write_dataset(Order(4, PLANS), tmp_path / "all.nq")
    load_store(tmp_path / "store", [tmp_path / "all.nq"], [])
    assert contents(tmp_path / "store") == unite(datasets)


def test_a_plan_is_replaced_and_the_others_stay(tmp_path: Path, datasets: list[Dataset]) -> None:
    """Links to things outside stay current as long as some plan states them."""
    target = ox.NamedNode("http://metadata.un.org/sdg/3.1")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")

    def link(dataset: Dataset, text: str) -> Dataset:
        names = dataset.revisions[-1]
        store = ox.Store()
        store.extend(dataset.store)
        for graph in (names.links, names.current):
            store.add(ox.Quad(target, label, ox.Literal(text), ox.NamedNode(graph)))
        return Dataset(store, dataset.revisions, dataset.current)

    first = [link(datasets[0], "both"), link(datasets[1], "both")]
    load_store(tmp_path / "store", [], first)
    load_store(tmp_path / "store", [], [datasets[2]])
    load_store(tmp_path / "store", [], [link(datasets[0], "one")])
    assert contents(tmp_path / "store") == unite([link(datasets[0], "one"), first[1], datasets[2]])
    load_store(tmp_path / "store", [], [datasets[1]])
    assert contents(tmp_path / "store") == unite([link(datasets[0], "one"), *datasets[1:3]])


def test_a_later_revision_leaves_the_earlier_one_in_the_store(
    tmp_path: Path, folders: list[Path]
) -> None:
    revised = write_folders(Order(4, 1, edited=1.0), tmp_path / "revised")[0]
    load_store(tmp_path / "store", [], [load(folders[0]).dataset, load(folders[1]).dataset])
    load_store(tmp_path / "store", [], [load(revised).dataset])
    opened = open_store(tmp_path / "store")
    assert [one.revision for one in opened.revisions] == ["1", "2", "1"]
    assert [one.revision for one in newest_revisions(opened.revisions)] == ["2", "1"]
    assert opened.current_graph().isomorphic(
        load(revised).dataset.current_graph() + load(folders[1]).dataset.current_graph()
    )


def test_the_plans_of_a_store_come_apart_as_they_were(
    tmp_path: Path, datasets: list[Dataset]
) -> None:
    load_store(tmp_path / "store", [], datasets)
    opened = open_store(tmp_path / "store")
    taken = [take_plan(opened, names) for names in newest_revisions(opened.revisions)]
    assert [serialise(one, ".nq") for one in taken] == [serialise(one, ".nq") for one in datasets]


def test_reading_a_store_changes_nothing_in_it(tmp_path: Path, datasets: list[Dataset]) -> None:
    load_store(tmp_path / "store", [], datasets[:1])

    def look() -> set[tuple[str, int, int]]:
        found = (tmp_path / "store").rglob("*")
        return {(str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in found}

    before = look()
    opened = load(tmp_path / "store")
    assert opened.ask("responsibility/departments-by-goal").rows
    assert load(tmp_path / "store").ask("structure/projects-per-goal").rows
    assert look() == before


def test_a_store_is_asked_as_its_plans_are(
    tmp_path: Path, folders: list[Path], datasets: list[Dataset]
) -> None:
    load_store(tmp_path / "store", [], datasets[:1])
    question = "responsibility/departments-by-goal"
    assert load(tmp_path / "store").ask(question).values == load(folders[0]).ask(question).values


def test_what_is_no_plan_is_refused_and_the_store_stays(
    tmp_path: Path, datasets: list[Dataset]
) -> None:
    store = tmp_path / "store"
    load_store(store, [], datasets[:1])
    damaged, empty, loose = (tmp_path / f"{name}.nq" for name in ("damaged", "empty", "loose"))
    damaged.write_bytes(serialise(datasets[1], ".nq")[:-9])
    empty.write_bytes(b"")
    loose.write_text('<https://x/a> <https://x/b> "c" .\n', encoding="utf-8")
    for file, words in (
        (damaged, "not valid RDF"),
        (empty, "holds no plan"),
        (loose, "outside any named graph"),
        (tmp_path / "absent.nq", "no such file"),
    ):
        with pytest.raises(PlanGraphError, match=words):
            load_store(store, [file], [])
        with pytest.raises(PlanGraphError, match=words):
            load_store(tmp_path / "other", [file], [])
        assert not (tmp_path / "other").exists()
    assert contents(store) == unite(datasets[:1])


def test_an_error_of_a_plan_is_told_as_it_is(tmp_path: Path, datasets: list[Dataset]) -> None:
    def give() -> Iterator[Dataset]:
        yield datasets[0]
        raise StoreError("second plan", "is damaged", "Correct it")

    with pytest.raises(StoreError, match="second plan: is damaged"):
        load_store(tmp_path / "store", [], give())
    assert not (tmp_path / "store").exists()


def test_plans_under_different_bases_do_not_share_a_store(
    tmp_path: Path, folders: list[Path], datasets: list[Dataset]
) -> None:
    other = load(folders[1], base="https://city.example/id/").dataset
    with pytest.raises(StoreError, match="different bases"):
        load_store(tmp_path / "one", [], [datasets[0], other])
    load_store(tmp_path / "two", [], [datasets[0]])
    with pytest.raises(StoreError, match="different bases"):
        load_store(tmp_path / "two", [], [other])


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, datasets: list[Dataset]) -> None:
    (tmp_path / "letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(OutputError, match=r"is no store and holds letter\.txt"):
        load_store(tmp_path, [], datasets[:1])
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_a_second_load_at_the_same_time_is_refused(tmp_path: Path, datasets: list[Dataset]) -> None:
    def meanwhile() -> Iterator[Dataset]:
        yield datasets[0]
        with pytest.raises(StoreError, match="another load is at work"):
            load_store(tmp_path / "store", [], datasets[1:])

    load_store(tmp_path / "store", [], meanwhile())
    assert contents(tmp_path / "store") == unite(datasets[:1])


def test_a_damaged_store_is_an_error_in_one_line(tmp_path: Path, datasets: list[Dataset]) -> None:
    load_store(tmp_path / "store", [], datasets[:1])
    marker = tmp_path / "store" / MARKER
    whole = marker.read_text(encoding="utf-8")
    for spoilt in ("", "{}", "[1]", whole.replace(DATA, "../"), whole.replace(DATA, f"{DATA}x")):
        marker.write_text(spoilt, encoding="utf-8")
        with pytest.raises(StoreError, match="damaged") as raised:
            open_store(tmp_path / "store")
        assert "\n" not in str(raised.value)
    marker.write_text(whole.replace('"version": 1', '"version": 9'), encoding="utf-8")
    with pytest.raises(StoreError, match="version 9"):
        open_store(tmp_path / "store")


@pytest.mark.skipif(os.name == "nt", reason="limits of processes are those of POSIX")
def test_a_full_disk_is_told_in_one_line(
    tmp_path: Path, folders: list[Path], datasets: list[Dataset]
) -> None:
    """A limit on the size of files stands for the disk: what is written ends in an error."""
    load_store(tmp_path / "store", [], datasets[:1])
    before = contents(tmp_path / "store")
    command = [sys.executable, "-m", "plangraph", "load", *map(str, folders)]
    done = subprocess.run(
        [*command, "--store", str(tmp_path / "store"), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "file too large" in done.stderr
    assert contents(tmp_path / "store") == before


def test_one_revision_is_the_newest() -> None:
    names = PlanNames("https://x/", "1", "1")
    assert newest_revisions((names,)) == (names,)


def test_revisions_of_any_name_have_an_order() -> None:
    """Python makes no number of more than some thousand digits."""
    listed = ["1", "02", "9", "10", "9" * 5000, "1" + "0" * 5000, "a", "a2", "a10"]
    names = [PlanNames("https://x/", "1", name) for name in reversed(listed)]

    assert [one.revision for one in order_revisions(names)] == ["a", "a2", "a10", *listed[:6]]


def test_revision_ten_comes_after_revision_nine(tmp_path: Path, datasets: list[Dataset]) -> None:
    text = serialise(datasets[0], ".nq").decode()
    both = text.replace("revision-1", "revision-9") + text.replace("revision-1", "revision-10")
    (tmp_path / "both.nq").write_text(both, encoding="utf-8")
    found = read_rdf(tmp_path / "both.nq").revisions
    assert [one.revision for one in found] == ["9", "10"]


@pytest.mark.parametrize("ending", [".nq", ".trig"])
def test_a_byte_order_mark_before_rdf_is_passed_over(
    tmp_path: Path, datasets: list[Dataset], ending: str
) -> None:
    """Notepad and some spreadsheets write one; no grammar of RDF has it."""
    file = tmp_path / f"plan{ending}"
    file.write_bytes(b"\xef\xbb\xbf" + serialise(datasets[0], ending))
    load_store(tmp_path / "store", [file], [])

    assert set(read_rdf(file).store) == contents(tmp_path / "store") == set(datasets[0].store)
    assert load(file).check().counts == load(tmp_path / "store").check().counts

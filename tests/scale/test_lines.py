"""A plan read by its lines is the plan that the store reads, or it is not read so."""

import gc
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.check import check_graph
from plangraph.check.facts import Facts
from plangraph.check.formats import describe
from plangraph.errors import StoreError
from plangraph.opening import load
from plangraph.opening.judging import Judgement, Task, judge, make_order
from plangraph.opening.judging.lines import read_plan
from plangraph.store import FORMATS, Dataset, parse_rdf, serialise
from tests.benchmarks.generator.plans import make_plan

DAY = date(2026, 4, 1)
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
REVISION = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/plangraph/ns#Plan"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(make_plan(11, 3).write(tmp_path_factory.mktemp("plan"))).dataset


@pytest.fixture(scope="module")
def quads(dataset: Dataset) -> bytes:
    return serialise(dataset, ".nq")


def judge_file(path: Path) -> Judgement:
    return judge(Task(str(path)), make_order("council", "compiled", today=DAY))


def told(path: Path) -> object:
    """Give what ``check`` says of a file that it loads into a store."""
    return describe(load(path).check(today=DAY))


def json_of(judgement: Judgement) -> dict[str, object]:
    found: dict[str, object] = json.loads(judgement.lines)
    return found


def describe_lines(data: bytes, kind: ox.RdfFormat) -> object | None:
    found = read_plan(data, kind)
    if found is None:
        return None
    names, facts = found
    return describe(check_graph(facts, names, today=DAY))


@pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending != ".jsonld"])
def test_each_format_is_judged_as_the_store_reads_it(
    dataset: Dataset, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"plan{ending}"
    file.write_bytes(serialise(dataset, ending))
    found = describe_lines(file.read_bytes(), FORMATS[ending])

    assert found == told(file)
    assert len(found["findings"]) > 5  # type: ignore[index]


def test_a_format_that_may_hold_graphs_or_not_is_loaded(dataset: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "plan.jsonld"
    file.write_bytes(serialise(dataset, ".jsonld"))

    assert read_plan(file.read_bytes(), FORMATS[".jsonld"]) is None
    assert json_of(judge_file(file)) == told(file)


@pytest.mark.parametrize("ending", [".nt", ".nq"])
def test_lines_written_otherwise_are_judged_alike(
    dataset: Dataset, tmp_path: Path, ending: str
) -> None:
    lines = serialise(dataset, ending).splitlines()
    random.Random(1).shuffle(lines)
    file = tmp_path / f"plan{ending}"
    file.write_bytes(b"# ours\n" + b"\n".join(line.replace(b"> <", b">\t<") for line in lines))

    assert judge_file(file).error is None
    assert describe_lines(file.read_bytes(), FORMATS[ending]) == told(file)


@pytest.mark.parametrize("ending", [".nt", ".nq"])
def test_what_has_no_name_is_judged_too(dataset: Dataset, tmp_path: Path, ending: str) -> None:
    written = serialise(dataset, ending)
    graph = f" <{dataset.revisions[-1].facts}>" if ending == ".nq" else ""
    plan = "https://w3id.org/plangraph/ns#"
    file = tmp_path / f"plan{ending}"
    file.write_bytes(written + f"_:p1 <{TYPE}> <{plan}Project>{graph} .\n".encode())
    found = describe_lines(file.read_bytes(), FORMATS[ending])

    assert found == told(file)
    assert len(found["findings"]) > len(describe_lines(written, FORMATS[ending])["findings"])  # type: ignore[index]


@pytest.mark.parametrize("ending", [".nt", ".nq"])
@pytest.mark.parametrize(
    "line",
    [
        '<urn:a> <urn:b> "\\u3042"',
        '<urn:a> <urn:b> "\\u0007"',
        '<urn:a> <urn:b> "\ufffe"',
        '<urn:a> <urn:b> "a"^^<http://www.w3.org/2001/XMLSchema#string>',
        '<urn:a> <urn:b> "a"@EN-gb',
        "<urn:a>\t<urn:b>   _:x",
    ],
)
def test_a_term_in_another_form_is_read_as_the_parser_reads_it(
    dataset: Dataset, ending: str, line: str
) -> None:
    graph = f" <{dataset.revisions[-1].facts}>" if ending == ".nq" else ""
    written = serialise(dataset, ending) + f"{line}{graph} . # so\n".encode()
    found = read_plan(written, FORMATS[ending])

    (triple,) = ox.parse(f"{line} .", format=ox.RdfFormat.N_TRIPLES)
    assert found is not None
    kept = [one for one in found[1] if str(one.subject) == "<urn:a>"]
    assert [(one.predicate, str(one.object)[:2]) for one in kept] == [
        (triple.predicate, str(triple.object)[:2])
    ]
    assert isinstance(triple.object, ox.BlankNode) or kept[0].object == triple.object


def test_a_file_of_what_is_current_alone_is_judged_by_that(
    dataset: Dataset, quads: bytes, tmp_path: Path
) -> None:
    ending = f" <{dataset.current}> .".encode()
    file = tmp_path / "current.nq"
    file.write_bytes(b"".join(one + b"\n" for one in quads.splitlines() if one.endswith(ending)))

    assert json_of(judge_file(file)) == told(file)
    assert told(file)["findings"]  # type: ignore[index]


def test_of_two_revisions_the_newest_is_judged(
    dataset: Dataset, quads: bytes, tmp_path: Path
) -> None:
    newest = dataset.revisions[-1]
    older = replace(newest, revision="0").facts.encode()
    file = tmp_path / "both.nq"
    earlier = quads.replace(newest.facts.encode(), older)
    file.write_bytes(b"".join(sorted({*quads.splitlines(True), *earlier.splitlines(True)})))

    assert json_of(judge_file(file))["revision"] == newest.revision
    assert json_of(judge_file(file)) == told(file)


def test_a_revision_whose_name_is_not_plainly_written_is_not_overlooked(
    dataset: Dataset, quads: bytes
) -> None:
    assert REVISION in quads
    found = read_plan(quads.replace(REVISION, REVISION.replace(b"> <", b">\t<")))

    assert found is not None
    assert found[0] == dataset.revisions[-1]


@pytest.mark.parametrize("said", ["<urn:p> {0}", '<urn:p> "{0}"', '<urn:p> "> {1} {0}"'])
def test_what_only_mentions_the_class_of_revisions_names_none(
    dataset: Dataset, quads: bytes, said: str
) -> None:
    names = dataset.revisions[-1]
    statement = said.format("<https://w3id.org/plangraph/ns#PlanRevision>", f"<{TYPE}>")
    line = f"<{names.thing('x', '1')}> {statement} <{names.facts}> .\n".encode()
    ending = f" <{names.facts}> .\n".encode()
    at = quads.rindex(ending) + len(ending)
    found = read_plan(quads[:at] + line + quads[at:])

    assert found is not None
    assert found[0] == names


@pytest.mark.parametrize("ending", [".nt", ".ttl", ".trig", ".jsonld", ".nq"])
@pytest.mark.parametrize("text", ["", "<urn:a> <urn:b> <urn:c> .", "{", "<urn:a> <urn:b>\n"])
def test_what_holds_no_plan_is_the_same_error_as_alone(
    tmp_path: Path, ending: str, text: str
) -> None:
    file = tmp_path / f"none{ending}"
    file.write_text(text)
    with pytest.raises(StoreError) as error:
        load(file)

    found = judge_file(file).error
    assert isinstance(found, StoreError)
    assert str(found) == str(error.value)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_lines_are_read_as_the_store_reads_them_or_not_at_all(
    dataset: Dataset, quads: bytes, seed: int
) -> None:
    chance, current = random.Random(seed), f" <{dataset.current}> .\n".encode()
    lines = quads.splitlines(keepends=True)
    # What is not judged is not looked at, so it stays whole.
    rest = b"".join(line for line in lines if line.endswith(current))
    damaged = bytearray(b"".join(line for line in lines if not line.endswith(current)))
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(damaged))
        damaged[place : place + chance.randint(0, 3)] = chance.choice(
            (b"", b"\n", b" ", b"\\", b'"', b">", b" .\n", b"_:", b"\xff", b"%zz", b"@x")
        )
    written = bytes(damaged) + rest
    found = describe_lines(written, ox.RdfFormat.N_QUADS)

    if found is not None:
        loaded = parse_rdf(written, ox.RdfFormat.N_QUADS, "damaged")
        names = loaded.newest()[-1]
        assert found == describe(check_graph(loaded.judged_quads(names), names, today=DAY))


def test_a_byte_order_mark_is_passed_over(quads: bytes) -> None:
    marked = describe_lines(b"\xef\xbb\xbf" + quads, ox.RdfFormat.N_QUADS)

    assert marked == describe_lines(quads, ox.RdfFormat.N_QUADS) is not None


def test_several_plans_of_one_file_are_left_to_the_store(quads: bytes) -> None:
    other = quads.replace(b"/id/", b"/other/")
    texts: Sequence[bytes] = (quads + other, b"".join(sorted((quads + other).splitlines(True))))

    assert [read_plan(text) for text in texts] == [None, None]


def test_a_judged_plan_goes_at_once_without_being_looked_for(quads: bytes) -> None:
    def count() -> int:
        return sum(isinstance(one, Facts) for one in gc.get_objects())

    assert describe_lines(quads, ox.RdfFormat.N_QUADS)
    before = count()
    gc.disable()
    try:
        assert describe_lines(quads, ox.RdfFormat.N_QUADS)
        assert count() == before
    finally:
        gc.enable()


LANGUAGE_KINDS = ["langString", "dirLangString"]
NO_TERMS = [
    *("<http://e/a#b#c>", "<http://e/##a>", "<http://a@@b/p>", "<http://a:b:c/>", "<http://e/%zz>"),
    *("<http://e/\ue000>", "<http://e/\ufdd0>", "<urn:\U000f0000>", "<http://e/a?\ufffe>"),
    *(f'"x"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#{one}>' for one in LANGUAGE_KINDS),
    *('"x"@ja-x', '"x"@en-1', '"x"@zh-b', '"x"@abcdefghi', '"a"b"', '"\\q"', "<no-scheme>"),
]


@pytest.mark.parametrize("term", NO_TERMS)
def test_what_the_parser_refuses_is_not_read(dataset: Dataset, term: str) -> None:
    line = f"<urn:a> <urn:b> {term}"
    with pytest.raises(SyntaxError):
        list(ox.parse(f"{line} .", format=ox.RdfFormat.N_TRIPLES))

    assert read_plan(add_line(dataset, ".nt", line), FORMATS[".nt"]) is None
    assert read_plan(add_line(dataset, ".nq", line), FORMATS[".nq"]) is None


def add_line(dataset: Dataset, ending: str, line: str) -> bytes:
    """Give a dataset with one statement more among its facts."""
    graph = f" <{dataset.revisions[-1].facts}>" if ending == ".nq" else ""
    return serialise(dataset, ending) + f"{line}{graph} .\n".encode()

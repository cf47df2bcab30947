"""Lines are taken alike where the scanner is compiled and where it is not."""

import re
import struct
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plangraph.check.facts import Said
from plangraph.opening import load
from plangraph.opening.judging import columns, lines
from plangraph.opening.judging.terms import IRI, LITERAL, are_terms
from plangraph.store import serialise
from tests.benchmarks.generator.plans import make_plan

ENDING: Final = b" <urn:g> .\n"
WORD: Final = 1 << 64

STRING: Final = "^^<http://www.w3.org/2001/XMLSchema#string>"
SPOKEN: Final = "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"

pieces = st.lists(
    st.sampled_from(
        [
            *("<", ">", "a:", "A:", "//", "h", ".", ":", "80", "/", "?", "#", "%2F", "%2f", "%"),
            *(
                "é",
                "項",
                "\ue000",
                "\ufdd0",
                "\ud7ff",
                "\U00010000",
                "\x80",
                "\x7f",
                "\x1f",
                "\t",
                "\r",
            ),
            *(
                '"',
                "\\",
                "\\n",
                "\\q",
                '\\"',
                "@ja",
                "@JA",
                "@j",
                "@ja-JP",
                "^^",
                "^^<b:c>",
                "^^<b>",
            ),
            *(STRING, "_:", "_:b", "-", "~", "[", " "),
        ]
    ),
    max_size=6,
).map("".join)
written = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(["a:", "http://", "http://h", "urn:"]), pieces),
    st.builds(
        '"{}"{}'.format, pieces, st.sampled_from(["", "@ja", "^^<b:c>", STRING, SPOKEN]) | pieces
    ),
    pieces,
)
statements = st.lists(
    st.tuples(written, written, written).map(" ".join).map(str.encode), max_size=6
).map(lambda found: b"".join(line + ENDING for line in found))


@pytest.fixture(scope="module")
def compiled(require: Callable[[str], None]) -> type[columns.Scanner]:
    require("scanner")
    from plangraph.opening.judging.scanner import Scanner

    return Scanner


def take(scanner: type[columns.Scanner], text: bytes, ending: bytes = ENDING) -> Said | str:
    """Take lines; in words, where they do not end alike, or a term is not plain."""
    taken = scanner(text)
    if not taken.take(0, len(text), ending):
        return "lines that end otherwise"
    said = taken.finish()
    return "terms of another form" if said is None else said


def order(said: Said | str) -> object:
    if isinstance(said, str):
        return said
    return [(name, list(values.items())) for name, values in said.items()]


@given(text=statements)
@example(text=b" <a:b> <c:d>" + ENDING)
@example(text=b"<a:b> <c:d> <e:f>" + ENDING + b"<a:b> <c:d> <e:f>" + ENDING)
@example(text=b"<c:d> <c:d> <c:d>" + ENDING + b'<c:d> <c:d> "e"' + ENDING)
def test_terms_of_any_form_are_taken_alike(compiled: type[columns.Scanner], text: bytes) -> None:
    assert order(take(compiled, text)) == order(take(columns.Scanner, text))


@given(
    text=st.lists(st.sampled_from([b"<a:b>", b'"c"', b" ", b"\n", b".", b"\xe3", ENDING])).map(
        b"".join
    ),
    ending=st.sampled_from([ENDING, b" .\n"]),
)
def test_lines_of_any_form_are_taken_alike(
    compiled: type[columns.Scanner], text: bytes, ending: bytes
) -> None:
    assert order(take(compiled, text, ending)) == order(take(columns.Scanner, text, ending))
    whole = text + b"\n"
    passes = [scanner(whole).passes for scanner in (compiled, columns.Scanner)]
    assert passes[0](0, len(whole), ending) == passes[1](0, len(whole), ending)


@settings(max_examples=500)
@given(term=written)
def test_each_term_that_is_plain_is_one_that_the_parser_writes_so(term: str) -> None:
    if re.fullmatch(rf"{IRI}|{LITERAL}", term):
        (triple,) = ox.parse(f"<urn:a> <urn:b> {term} .", format=ox.RdfFormat.N_TRIPLES)
        assert str(triple.object) == term


@pytest.mark.parametrize("number", [1, 700, 5000, 40_000])
def test_terms_of_any_number_are_kept(compiled: type[columns.Scanner], number: int) -> None:
    text = b"".join(b"<a:%d> <b:%d> <c:%d>" % (k, k % 97, k % 7001) + ENDING for k in range(number))
    said = take(compiled, text)

    assert said == take(columns.Scanner, text)
    assert not isinstance(said, str)
    assert sum(map(len, said.values())) == number


def test_terms_made_to_collide_do_not_make_it_slow(compiled: type[columns.Scanner]) -> None:
    """Each would be compared with all before it; lines like these are left to the parser."""
    terms = list(islice(_collide(), 300))
    few, many = (
        b"".join(b"<a:b> <c:d> " + term + ENDING for term in terms[:n]) for n in (100, 300)
    )

    assert len(set(terms)) == 300
    assert compiled(few).take(0, len(few), ENDING)
    assert not compiled(many).take(0, len(many), ENDING)


def test_a_plan_is_read_alike(
    compiled: type[columns.Scanner], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = serialise(load(make_plan(5, 2).write(tmp_path / "plan")).dataset, ".nq")
    found = []
    for scanner in (compiled, columns.Scanner):
        monkeypatch.setattr(lines, "Scanner", scanner)
        read = lines.read_plan(written)
        assert read is not None
        found.append([(name, list(read[1].forward(name).items())) for name in read[1].predicates])

    assert found[0] == found[1]


@pytest.mark.parametrize("term", ["<a:{}>", '"{}"'])
def test_a_long_term_takes_no_memory_of_its_own(term: str) -> None:
    """To go back into each repetition would take some sixty times its length."""
    long = term.format(("%41" if term.startswith("<") else "\\n") * 200_000)
    assert are_terms([long])
    tracemalloc.start()
    try:
        assert are_terms([long])
        assert tracemalloc.get_traced_memory()[1] < 5 * len(long)
    finally:
        tracemalloc.stop()


def test_what_lies_outside_is_not_looked_at(compiled: type[columns.Scanner]) -> None:
    for begin, end in [(-1, 1), (0, 4), (2, 1)]:
        with pytest.raises(IndexError):
            compiled(b"abc").take(begin, end, ENDING)
        with pytest.raises(IndexError):
            compiled(b"abc").passes(begin, end, ENDING)


def _collide() -> Iterator[bytes]:
    """Make terms of sixteen bytes that the scanner's way of mixing takes for one number."""
    for number in count():
        first = b'"%07d' % number
        mixed = (16 ^ struct.unpack("=Q", first)[0]) * 0xFF51AFD7ED558CCD % WORD
        second = struct.pack("=Q", mixed ^ mixed >> 32)
        if second.isascii() and b"\n" not in second:
            yield first + second

"""No document makes the reader expand, fetch, hang or break down."""

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.assemble import assemble
from plangraph.errors import PlanGraphError, SourceError
from plangraph.names import PlanNames
from plangraph.read.stratml import read_stratml

DOCUMENTS = Path(__file__).parent / "documents"
HARBOUR = (DOCUMENTS / "harbour.xml").read_bytes()
PIECES = sorted(set(re.findall(rb"<[^>]+>", HARBOUR)))
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE StrategicPlan [<!ENTITY a "ha">'
    + b"".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode("ascii") for n in range(12)
    )
    + b"]><StrategicPlan><Name>&m;</Name></StrategicPlan>"
)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on a port of this machine, and keep whatever calls."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    caller, _ = server.accept()
                except TimeoutError:
                    continue
                heard.append(caller.recv(100))
                caller.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        done.set()
        thread.join()


def refuse(data: bytes) -> SourceError:
    """Give the error with which a document is refused; it is one line."""
    with pytest.raises(SourceError) as caught:
        read_stratml(data, "plan.xml")
    assert "\n" not in str(caught.value)
    return caught.value


def test_an_entity_bomb_is_refused_before_it_goes_off() -> None:
    """Ten to the twelfth of a word would fill any machine."""
    assert "entities" in refuse(BOMB).what
    assert "entities" in refuse(BOMB.decode("ascii").encode("utf-16")).what


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE StrategicPlan [<!ENTITY x SYSTEM "{}">]>',
        '<!DOCTYPE StrategicPlan [<!ENTITY % x SYSTEM "{}"> %x;]>',
        '<!DOCTYPE StrategicPlan SYSTEM "{}">',
        '<!DOCTYPE StrategicPlan PUBLIC "p" "{}">',
    ],
)
def test_nothing_outside_the_document_is_asked_for(
    prologue: str, listener: tuple[int, list[bytes]]
) -> None:
    """An entity or a document type elsewhere is refused, and nobody is called."""
    port, heard = listener
    address = f"http://127.0.0.1:{port}/x"

    refuse(f"{prologue.format(address)}<StrategicPlan>&x;</StrategicPlan>".encode())
    schema = (
        f'<?xml-stylesheet href="{address}"?><StrategicPlan xmlns:xsi='
        f'"http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{address}">'
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>'
        "</StrategicPlan>"
    )
    read_stratml(schema.encode(), "plan.xml")

    assert heard == []


def test_a_file_of_this_machine_is_not_quoted(tmp_path: Path) -> None:
    """An entity that names a file would carry its text into a published graph."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden", encoding="utf-8")

    error = refuse(
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><StrategicPlan>&x;'
        "</StrategicPlan>".encode()
    )

    assert "hidden" not in str(error)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is empty"),
        (b"  \n", "the file is empty"),
        (b"\x89PNG\r\n", "its bytes are not in the encoding utf-8"),
        (b"plan", "not well-formed XML (line 1)"),
        (b"<StrategicPlan>\n<Name>a</StrategicPlan>", "not well-formed XML (line 2)"),
        (b"<StrategicPlan>&nbsp;</StrategicPlan>", "not well-formed XML (line 1)"),
        (b"<html/>", "its outermost element is html, so it is no StratML"),
        (b"<StrategicPlan>\xff</StrategicPlan>", "its bytes are not in the encoding utf-8"),
        (b'<?xml version="1.0" encoding="x-no"?><a/>', "its bytes are not in the encoding x-no"),
        (b"<StrategicPlan>" + b"<a/>" * 40_000 + b"</StrategicPlan>", "more than 40000 elements"),
        (b"<StrategicPlan>" + b" " * 9_000_000 + b"</StrategicPlan>", "larger than 8 MiB"),
        (b"<StrategicPlan>" + b"<Goal>" * 300, "not well-formed XML (line 1)"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(data: bytes, what: str) -> None:
    """The line says what is wrong, and a remedy follows."""
    error = refuse(data)

    assert error.what == what
    assert error.remedy


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    """The exit code is 3, and no traceback is shown."""
    file = tmp_path / "bomb.xml"
    file.write_bytes(BOMB)
    done = subprocess.run(
        [sys.executable, "-m", "plangraph", "read", str(file), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_deep_and_a_wide_document_are_read() -> None:
    """What the parser lets through, no recursion of ours must fail on."""
    deep = b"<StrategicPlan><StrategicPlanCore><Goal>" + b"<Objective>" * 240
    deep += b"<Name>a</Name>" + b"</Objective>" * 240
    deep += b"</Goal></StrategicPlanCore></StrategicPlan>"
    goal = b"<Goal><Name>a</Name><Description>b</Description></Goal>"
    wide = b"<StrategicPlan><Name>a</Name><StrategicPlanCore>" + goal * 5000
    wide += b"</StrategicPlanCore></StrategicPlan>"

    assert len(read_stratml(deep, "deep.xml").initiatives) == 239
    assert len(read_stratml(wide, "wide.xml").goals) == 5000


def try_to_read(data: bytes) -> None:
    """Read and assemble a document; an error that is told in a line is an answer, too."""
    try:
        plan = read_stratml(data, "plan.xml")
    except PlanGraphError:
        return
    assert [line.number for line in plan.lines] == list(range(1, len(plan.lines) + 1))
    assemble(plan, PlanNames("https://example.org/", "999999", "1"))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, len(HARBOUR) - 1), st.integers(1, 400), st.binary(max_size=40))
def test_bytes_put_in_place_of_others_break_nothing(at: int, length: int, put: bytes) -> None:
    """A damaged document is read or refused."""
    try_to_read(HARBOUR[:at] + put + HARBOUR[at + length :])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_well_formed_nonsense_breaks_nothing(data: st.DataObject) -> None:
    """Any words in any order, with any text, are read: nothing but the tree is given."""
    names = [piece[1:-1].split()[0].decode() for piece in PIECES if piece[1:2].isalpha()]
    text = st.text(
        st.characters(exclude_characters="<&\ufffe\uffff", exclude_categories=["Cc", "Cs"]),
        max_size=20,
    )
    leaf = st.tuples(st.sampled_from(names), text).map(lambda one: f"<{one[0]}>{one[1]}</{one[0]}>")
    tree = st.recursive(
        leaf,
        lambda inner: st.tuples(st.sampled_from(names), st.lists(inner, max_size=5)).map(
            lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
        ),
        max_leaves=25,
    )
    goals = "".join(data.draw(st.lists(tree, max_size=6)))
    document = (
        '<PerformancePlanOrReport xmlns="urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport">'
        f"<StrategicPlanCore><Goal>{goals}</Goal>{goals}</StrategicPlanCore>"
        "</PerformancePlanOrReport>"
    )

    try_to_read(document.replace("]]>", "").encode())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_characters="<&\ufffe\uffff", exclude_categories=["Cc", "Cs"])))
def test_any_text_in_a_value_breaks_nothing(text: str) -> None:
    """A number, a day, a unit and an identifier may be anything but what they should be."""
    data = HARBOUR.decode()
    for part in (
        "4.5",
        "2025-03-31",
        "2024-04-01",
        "metres",
        "_3b19dff1-b98e-470f-ac80-92a755d8aa37",
        "1.1.1",
    ):
        data = data.replace(
            part, text.replace("]]>", "").replace("\ufffe", "").replace("\uffff", "")
        )

    try_to_read(data.encode())

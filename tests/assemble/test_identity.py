"""Keys are given once, by the ledger; they outlive rows, order, and placeholders."""

import random
from dataclasses import replace

import pytest

from plangraph.assemble import identify, mint
from plangraph.assemble.identity import Identity
from plangraph.read import read_text
from plangraph.read.registers import LedgerEntry, Registers, read_ledger
from plangraph.write.ledger import append_entries
from tests.read.layouts import LINES, document, replaced


def run(data: bytes, ledger: tuple[LedgerEntry, ...] = ()) -> Identity:
    """Identify a document against a ledger."""
    return identify(read_text(data, "plan.txt"), Registers(ledger=ledger))


def minted(data: bytes) -> tuple[LedgerEntry, ...]:
    """Make the first ledger of a document, by way of its file."""
    file = append_entries(b"", mint(run(data).needed, (), "1"))
    return read_ledger(file, "identifiers.csv")


def test_a_second_run_finds_nothing_to_do() -> None:
    """What was given a key needs none again."""
    assert run(document(), minted(document())).needed == []


@pytest.mark.parametrize("seed", range(5))
def test_keys_do_not_depend_on_the_order_of_rows(seed: int) -> None:
    """The same ledger comes out of shuffled rows, and serves them."""
    rows = list(LINES[7:])
    random.Random(seed).shuffle(rows)
    shuffled = document(*LINES[:7], *rows)
    pairs = {(entry.kind, entry.key, entry.name) for entry in minted(document())}
    assert {(entry.kind, entry.key, entry.name) for entry in minted(shuffled)} == pairs
    assert run(shuffled, minted(document())).needed == []


def test_a_placeholder_that_gets_its_number_keeps_its_key() -> None:
    """The IRI of a 新規 stays when the number comes."""
    ledger = minted(document())
    assert run(document(), ledger).projects == ["101-1", "101-2", "u1"]
    numbered = run(replaced("新規", "101-3"), ledger)
    assert numbered.projects == ["101-1", "101-2", "u1"]
    assert numbered.needed == []


def test_an_entry_that_names_nothing_is_left_unidentified() -> None:
    """A project that vanished leaves its entry behind, for a rule to speak of."""
    ledger = minted(document())
    identity = run(document(*LINES[:9]), ledger)
    gone = [entry.name for entry in ledger if entry.line not in identity.identified]
    assert "図書の配本事業" in gone


def test_two_things_never_share_a_key() -> None:
    """The second project that claims an entry is noted, not merged."""
    ledger = minted(document())
    twin = LINES[9].replace("図書館", "学校課")
    identity = run(document(*LINES, twin), ledger)
    assert len(set(identity.projects)) == 4
    assert [local for entry in identity.reused.values() for local in entry] == ["project-line-11"]


def test_a_registered_number_under_another_name_is_noted() -> None:
    """A number that was reused for something else does not inherit the IRI."""
    ledger = (LedgerEntry(2, "project", "u1", "101-1", "川の点検事業", "", "1", "", ""),)
    identity = run(document(), ledger)
    assert identity.projects[0] == "101-1"
    assert identity.reused == {2: ["project-101-1"]}


def test_a_renamed_project_is_offered_as_a_guess() -> None:
    """A near name is a guess for a person to confirm, never a match."""
    ledger = minted(document())
    needed = run(replaced("図書の配本事業\t", "図書の配本等事業\t"), ledger).needed
    assert [(thing.kind, thing.guess) for thing in needed] == [("project", "u1")]
    assert needed[0].score > 0.8


def test_a_section_names_the_lasting_key_of_its_office() -> None:
    """The parent in the ledger is no temporary name."""
    ledger = minted(replaced("土木課", "土木室 (橋りょう)"))
    section = next(entry for entry in ledger if entry.name == "橋りょう")
    office = next(entry for entry in ledger if entry.name == "土木室")
    assert section.parent == f"organization-{office.key}"


def test_an_entry_that_has_ended_still_names_the_thing_in_earlier_revisions() -> None:
    """What was published under an IRI keeps it, in the revision that said so."""
    ledger = tuple(
        replace(entry, until="2027-03-31") if entry.kind == "indicator" else entry
        for entry in minted(document())
    )
    assert run(document(), ledger).indicators == run(document(), minted(document())).indicators


def test_a_placeholder_that_is_numbered_and_renamed_at_once_is_guessed() -> None:
    """Nothing proves that it is the same, so a person is asked."""
    renamed = replaced("図書の配本事業\t新規", "図書の巡回配本事業\t101-3")
    identity = run(renamed, minted(document()))

    assert identity.needed == []
    (guess,) = identity.renumbered
    assert (guess.name, guess.number, guess.guess) == ("図書の巡回配本事業", "101-3", "u1")
    assert run(document(), minted(document())).renumbered == []

"""What the ledger says has replaced something, is no guess and no loss."""

from plangraph.assemble import assemble
from plangraph.compare import ChangeKind, Comparison, ImpactKind, compare
from plangraph.names import CITY_BASE, PlanNames
from plangraph.read import read_text
from plangraph.read.registers import LedgerEntry, Registers
from plangraph.store import Dataset
from tests.read.layouts import LINES, ROWS, document, replaced


def entry(kind: str, key: str, name: str, replaced_by: str = "", number: str = "") -> LedgerEntry:
    return LedgerEntry(2, kind, key, number, name, "", "", "", replaced_by)


def dataset(data: bytes, revision: str, *ledger: LedgerEntry) -> Dataset:
    names = PlanNames(CITY_BASE, "999997", revision)
    return assemble(read_text(data, "plan.txt"), names, Registers(ledger=ledger))


def compared(data: bytes, *ledger: LedgerEntry) -> Comparison:
    return compare(dataset(document(), "1", *ledger), dataset(data, "2", *ledger))


def gone(comparison: Comparison) -> list[str]:
    return [one.label for one in comparison.impact if one.kind is ImpactKind.IRI_GONE]


def test_a_renumbered_and_renamed_project_goes_on_where_the_ledger_says_so() -> None:
    data = replaced("道の清掃事業\t101-2", "みんなで道をきれいに事業\t105-7")
    data = data.replace(
        "道路の清掃を市民と共に行う取組を支える。".encode(), "市民の手で。".encode()
    )

    lost = compared(data)
    kept = compared(data, entry("project", "101-2", "道の清掃事業", "105-7", "101-2"))

    assert "道の清掃事業" in gone(lost)
    assert {one.kind for one in kept.changes if one.element == "project"} == {
        *(ChangeKind.RENAMED, ChangeKind.RENUMBERED, ChangeKind.TEXT),
    }
    assert all(one.certain for one in kept.changes)
    assert "道の清掃事業" not in gone(kept)


def test_a_renamed_indicator_goes_on_where_the_ledger_says_so() -> None:
    data = replaced("点検した橋の数", "点検済みの橋梁数")
    ledger = (
        entry("indicator", "1", "点検した橋の数", "2"),
        entry("indicator", "2", "点検済みの橋梁数"),
    )
    kept = compared(data, *ledger)

    assert [one.kind for one in kept.changes] == [ChangeKind.RENAMED]
    assert gone(kept) == []
    assert not any(one.kind is ImpactKind.SERIES_BROKEN for one in kept.impact)


def test_a_project_that_took_up_its_neighbour_is_merged_though_it_kept_its_number() -> None:
    """Its name holds the other's letters in order, and it has the other's budget item."""
    rows = (
        "①\t修学資金貸付事業\t101-1\t土木課\t修学資金貸付費\t修学の資金を貸す。\t貸付件数\t件",
        "①\t生活資金貸付事業\t101-2\t土木課\t生活資金貸付費\t生活の資金を貸す。\t利用者数\t人",
        ROWS[2],
    )
    one = (
        "①\t修学・生活資金貸付事業\t101-1\t土木課\t修学資金貸付費、生活資金貸付費"
        "\t修学の資金を貸す。\t貸付件数\t件"
    )
    old = dataset(document(*LINES[:7], *rows), "1")
    new = dataset(document(*LINES[:7], one, ROWS[2]), "2")

    projects = [c for c in compare(old, new).changes if c.element == "project"]
    assert [change.kind for change in projects] == [ChangeKind.MERGED]

"""The site explains the Python interface, by its docstrings."""

from pathlib import Path

from lxml import html

import plangraph
import plangraph.network
import plangraph.reason
from plangraph.publish.reference import DOORS, read_doors


def test_every_public_name_and_method_has_its_place(site: Path) -> None:
    page = html.document_fromstring((site / "python.html").read_text(encoding="utf-8"))
    anchors = set(page.xpath("//@id"))

    assert DOORS == ("plangraph", "plangraph.network", "plangraph.reason")
    assert set(plangraph.__all__) <= anchors
    for door in (plangraph.network, plangraph.reason):
        assert {f"{door.__name__}.{name}" for name in door.__all__} <= anchors
    for name in plangraph.__all__:
        thing = getattr(plangraph, name)
        if isinstance(thing, type):
            own = {one for one in vars(thing) if not one.startswith("_")}
            assert {f"{name}.{one}" for one in own} <= anchors


def test_the_start_leads_to_it_and_it_begins_with_load(site: Path) -> None:
    start = html.document_fromstring((site / "index.html").read_text(encoding="utf-8"))

    assert "python.html" in start.xpath("//main//a/@href")
    assert [entry.anchor for entry in read_doors()[0].entries][:2] == ["load", "LoadedPlan"]


def test_signatures_docstrings_and_errors_are_told() -> None:
    load, loaded = read_doors()[0].entries[:2]
    (ask,) = [member for member in loaded.members if member.anchor == "LoadedPlan.ask"]

    assert load.signature.striptags().startswith("load(source: str | Path | None = None, *,")
    assert 'href="#LoadedPlan"' in load.signature
    assert {name for name, _ in load.raises} == {
        "SourceError",
        "FolderError",
        "StoreError",
        "UsageError",
    }
    assert "&gt;&gt;&gt; goals = load()" in ask.text
    assert "``" not in "".join(entry.text for entry in read_doors()[0].entries)

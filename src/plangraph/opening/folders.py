"""
What stands beside the sources in a plan folder: the description, the ledger, the registers.
"""

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from plangraph.errors import FolderError
from plangraph.layout import is_plan_folder, read_file
from plangraph.names import CITY_BASE
from plangraph.read.registers import (
    Registers,
    read_codes,
    read_decisions,
    read_departments,
    read_description,
    read_gazetteer,
    read_ledger,
)
from plangraph.read.reports import REPORTS, read_reports
from plangraph.read.tables import read_words


def read_registers(folder: Path) -> Registers:
    """
    Read what stands beside the sources in a plan folder; all but ``plan.toml`` may be absent.

    Raises:
        FolderError: The folder is no plan folder, or a file in it cannot be used as it stands.
    """
    if not is_plan_folder(folder):
        raise FolderError(folder, "not a plan folder: it has no plan.toml", "Give a plan folder")

    def content(name: str) -> tuple[bytes, str] | None:
        path = folder / name
        return (read_file(path), str(path)) if path.is_file() else None

    ledger, departments = content("identifiers.csv"), content("departments.csv")
    gazetteer, codes = content("gazetteer.csv"), content("codes.csv")
    decisions, links = content("decisions.csv"), content("links.ttl")
    words, reports = content("columns.csv"), content(REPORTS)
    description = folder / "plan.toml"
    return Registers(
        description=read_description(read_file(description), str(description)),
        ledger=read_ledger(*ledger) if ledger else (),
        departments=read_departments(*departments) if departments else (),
        gazetteer=read_gazetteer(*gazetteer) if gazetteer else (),
        codes=read_codes(*codes) if codes else {},
        decisions=read_decisions(*decisions) if decisions else (),
        links=links[0].removeprefix(BOM_UTF8) if links else b"",
        words=read_words(*words) if words else read_words(),
        reports=read_reports(*reports) if reports else (),
    )


def lend_links(registers: Registers, files: Sequence[str | Path]) -> Registers:
    """
    Add curated links of other files to those of a plan.

    Raises:
        SourceError: A file is absent or unreadable.
        FolderError: A file is not Turtle.
    """
    links = [registers.links] if registers.links else []
    for file in files:
        path = Path(file)
        data = read_file(path).removeprefix(BOM_UTF8)
        try:
            for _ in ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=CITY_BASE):
                pass
        except SyntaxError as error:
            what = " ".join(str(error).split())
            raise FolderError(path, f"not valid Turtle: {what}", "Correct the file") from error
        links.append(data)
    return replace(registers, links=b"\n".join(links))

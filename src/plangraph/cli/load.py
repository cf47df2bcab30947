"""The command ``load``."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from plangraph.cli.language import Language, Text
from plangraph.cli.output import write_note
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.layout import is_plan_folder
from plangraph.opening import load as open_plan
from plangraph.store import QUADS, Dataset

ABOUT: Final = Text(
    "計画を、フォルダーのストアに入れます。同じ計画は置き換わり、ほかの計画はそのまま残ります。\n"
    "途中で止まっても、ストアは元のままです。",
    "Load plans into a store folder. The same plans are replaced, and others stay.\n"
    "Whatever stops a load, the store stays as it was.",
)
PLANS: Final = Text(
    "計画（フォルダー、原文、RDF、ストア）", "Plans (folders, source files, RDF files, stores)"
)
STORE: Final = Text("ストアのフォルダー", "Folder of the store")
LOADED: Final = Text(
    "{store}: 計画 {plans}件、文 {statements}件", "{store}: {plans} plans, {statements} statements"
)


@command(
    "load",
    about=ABOUT,
    examples=("plangraph load my-plan other-plan.nq --store my-store",),
)
@argument("plans", nargs=-1, required=True, metavar="PLAN...", about=PLANS)
@option("--store", required=True, metavar="DIR", about=STORE)
@pass_language
def load(language: Language, plans: tuple[str, ...], store: str) -> None:
    """Load plans into a store, and say what it holds then."""
    from plangraph.store.disk import load_store

    files = [Path(plan) for plan in plans if Path(plan).suffix.lower() in QUADS]
    others = [plan for plan in plans if Path(plan).suffix.lower() not in QUADS]
    content = load_store(Path(store), files, _open_all(others))
    _tell(language, store, len({one.root for one in content.plans}), content.statements)


def _open_all(plans: Sequence[str]) -> Iterator[Dataset]:
    """Open plans one at a time, a plan folder with all its revisions."""
    for plan in plans:
        yield open_plan(plan, history=is_plan_folder(Path(plan))).dataset


def _tell(language: Language, store: str, plans: int, statements: int) -> None:
    write_note(LOADED.spoken(language).format(store=store, plans=plans, statements=statements))

"""The command ``load``."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from plangraph.cli.language import Language, Text
from plangraph.cli.options import scheduler_option
from plangraph.cli.output import write_note
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.endpoint import is_endpoint
from plangraph.errors import UsageError
from plangraph.layout import is_plan_folder
from plangraph.opening import load as open_plan
from plangraph.store import QUADS, Dataset, serialise

ABOUT: Final = Text(
    "計画を、フォルダーのストアか SPARQL 1.1 サーバーに入れます。同じ計画は置き換わり、"
    "ほかの計画はそのまま残ります。\n"
    "途中で止まっても、フォルダーのストアは元のままです。サーバーに入れたときは、"
    "すべて届いたかを確かめます。\n"
    "サーバーの利用者名とパスワードは、環境変数 PLANGRAPH_USER と PLANGRAPH_PASSWORD で与えます。",
    "Load plans into a store folder or a SPARQL 1.1 server. The same plans are replaced, and "
    "others stay.\n"
    "Whatever stops a load, a store folder stays as it was; what a server took is checked "
    "afterwards to have arrived whole.\n"
    "User name and password for a server come from the environment: PLANGRAPH_USER and "
    "PLANGRAPH_PASSWORD.",
)
PLANS: Final = Text(
    "計画（フォルダー、原文、RDF、ストア）", "Plans (folders, source files, RDF files, stores)"
)
STORE: Final = Text(
    "ストアのフォルダー、またはサーバーの SPARQL の窓口のアドレス",
    "Folder of the store, or the address at which a server answers SPARQL",
)
GRAPHS: Final = Text(
    "サーバーの Graph Store Protocol のアドレス。省くと、よくある場所から探す",
    "Address of the server's Graph Store Protocol; by default looked for at the usual places",
)
LOADED: Final = Text(
    "{store}: 計画 {plans}件、文 {statements}件", "{store}: {plans} plans, {statements} statements"
)


@command(
    "load",
    about=ABOUT,
    examples=(
        "plangraph load my-plan other-plan.nq --store my-store",
        "plangraph load my-plan --store http://localhost:7878/query",
    ),
)
@argument("plans", nargs=-1, required=True, metavar="PLAN...", about=PLANS)
@option("--store", required=True, metavar="DIR|URL", about=STORE)
@option("--graph-store", "graphs", metavar="URL", about=GRAPHS)
@scheduler_option
@pass_language
def load(
    language: Language,
    plans: tuple[str, ...],
    store: str,
    graphs: str | None,
    scheduler: str | None,
) -> None:
    """Load plans into a store, and say what it holds then."""
    if not is_endpoint(store):
        if graphs is not None:
            raise UsageError("load --graph-store", "goes with a server", "Name one with --store")
        from plangraph.store.disk import load_store

        files = [Path(plan) for plan in plans if Path(plan).suffix.lower() in QUADS]
        others = [plan for plan in plans if Path(plan).suffix.lower() not in QUADS]
        with _assemble_all(others, scheduler) as datasets:
            content = load_store(Path(store), files, datasets)
        _tell(language, store, len({one.root for one in content.plans}), content.statements)
        return
    if scheduler is not None:
        raise UsageError("load --scheduler", "goes with a store folder", "Load into one first")
    from plangraph.endpoint.loading import load_endpoint

    loaded = load_endpoint(store, _open_all(plans), graphs)
    _tell(language, store, len(loaded.plans), loaded.statements)


@contextmanager
def _assemble_all(
    plans: Sequence[str], scheduler: str | None
) -> Iterator[Iterator[Dataset | bytes]]:
    """Open plans here, or have them assembled by the workers of a cluster."""
    if scheduler is None:
        yield iter(_open_all(plans))
        return
    from plangraph.opening.cluster import find_absolute, join_cluster, spread
    from plangraph.opening.judging import count_processors

    with join_cluster(scheduler, count_processors()) as client:
        yield spread(_assemble, map(find_absolute, plans), client)


def _assemble(plan: str) -> bytes:
    """Open a plan as N-Quads, which go from one process to another."""
    return b"".join(serialise(dataset, ".nq") for dataset in _open_all([plan]))


def _open_all(plans: Sequence[str]) -> Iterator[Dataset]:
    """Open plans one at a time, a plan folder with all its revisions."""
    for plan in plans:
        yield open_plan(plan, history=is_plan_folder(Path(plan))).dataset


def _tell(language: Language, store: str, plans: int, statements: int) -> None:
    write_note(LOADED.spoken(language).format(store=store, plans=plans, statements=statements))

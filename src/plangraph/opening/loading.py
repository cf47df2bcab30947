"""
Open a plan by its name on disk or on the web, and give it as a dataset with its values.
"""

from collections.abc import Sequence
from pathlib import Path

from plangraph.errors import SourceError, UsageError
from plangraph.layout import is_plan_folder, shipped_plan
from plangraph.opening.loaded import LoadedPlan
from plangraph.store import FORMATS, read_rdf
from plangraph.store.disk import is_store, open_store


def load(
    source: str | Path | None = None,
    *,
    registers: str | Path | None = None,
    base: str | None = None,
    revision: str | None = None,
    history: bool = False,
    links: str | Path | Sequence[str | Path] = (),
) -> LoadedPlan:
    """
    Open a plan folder, a source file, an RDF file, a store folder or a SPARQL endpoint's address.

    Without a name it is the plan that ships.

    ``registers`` lends a bare file the code, ledger and registers of a plan folder; without them
    its things get temporary IRIs. ``base`` stands in for the base that ``plan.toml`` names.
    ``revision`` opens another one of a plan folder than the current, as its folder under
    ``revisions`` does; ``history`` puts the graphs of all its revisions into the dataset, the
    current one last. ``links`` adds curated links of other Turtle files to those of the plan.

    Raises:
        SourceError: There is no such file, or it cannot be read as a plan.
        FolderError: A plan folder, or a file in it, cannot be used as it stands.
        StoreError: An RDF file, a store or an endpoint cannot be read.
        UsageError: Links are to be added to what is assembled already.
    """
    more = [links] if isinstance(links, str | Path) else list(links)
    loaded = _open(source, registers, base, revision, more, history=history)
    if more and loaded.plan is None:
        remedy = "Give the plan folder or the source file"
        raise UsageError("--links", "a dataset takes no more links", remedy)
    return loaded


def _open(
    source: str | Path | None,
    registers: str | Path | None,
    base: str | None,
    revision: str | None,
    links: Sequence[str | Path],
    *,
    history: bool,
) -> LoadedPlan:
    if isinstance(source, str) and "://" in source:
        # What speaks to servers is large, and files need none of it.
        from plangraph.endpoint import is_endpoint, open_endpoint

        if is_endpoint(source):
            return LoadedPlan(open_endpoint(source))
    path = shipped_plan() if source is None else Path(source)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        raise SourceError(path, "no path that this system can have", "Check the name") from error
    if not exists:
        raise SourceError(path, "no such file or folder", "Check the path")
    if is_store(path):
        return LoadedPlan(open_store(path))
    ending = path.suffix.lower()
    if not is_folder and ending in FORMATS:
        return LoadedPlan(read_rdf(path))
    # What reads sources is large, and RDF needs none of it.
    from plangraph.opening.sources import load_file, load_folder, load_history

    if is_folder and path.parent.name == "revisions" and is_plan_folder(path.parent.parent):
        return load_folder(path.parent.parent, base, path.name, links)
    if is_folder and history:
        return load_history(path, base, links)
    if is_folder:
        return load_folder(path, base, revision, links)
    return load_file(path, registers, base, links)

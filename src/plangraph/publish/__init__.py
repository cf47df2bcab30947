"""
publish: write a plan as a folder of pages and data that needs no server.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox

from plangraph.check import Report
from plangraph.errors import OutputError
from plangraph.names import UNREGISTERED
from plangraph.publish.crew import Share, keep_garbage
from plangraph.publish.folder import MARKER, clear_up, is_site, read_marker, replace_folder
from plangraph.publish.revisions import add_former, read_kept
from plangraph.publish.site import Site
from plangraph.store import Dataset

__all__ = ["MARKER", "is_site", "merge", "publish", "read_marker"]


def publish(
    dataset: Dataset,
    reports: Sequence[Report],
    out: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    workers: int | None = None,
    share: Share | None = None,
) -> None:
    """
    Write the site of a dataset, with what the check found in each of its plans.

    The folder is replaced when all is written, and not touched where anything fails. ``workers``
    processes share the work, by default as many as there are processors, or it is done by those to
    which ``share`` hands it out; the bytes are the same.
    Revisions that the folder holds already stay in it, whether they are given again or not.

    Raises:
        OutputError: The names are temporary, or the folder cannot be written.
    """
    for names in dataset.revisions:
        if names.code.startswith(f"{UNREGISTERED}/"):
            what = "its names are temporary, so links to its pages would break"
            raise OutputError(names.root, what, "Publish a plan folder with a code and a ledger")
    clear_up(out)
    kept = read_kept(out, dataset)
    with keep_garbage(), replace_folder(out) as folder:
        Site(add_former(dataset, kept), reports, kept).write(folder, progress, workers, share)


def merge(datasets: Sequence[Dataset]) -> Dataset:
    """
    Make one dataset of several, and name what has no name the same way always.

    Raises:
        OutputError: They stand under different bases, or one plan is there twice.
    """
    first = datasets[0]
    roots = [root for dataset in datasets for root in {names.root for names in dataset.revisions}]
    if len(set(roots)) != len(roots):
        raise OutputError("publish", "one plan is named twice", "Name each plan once")
    if any(dataset.current != first.current for dataset in datasets):
        raise OutputError(
            "publish", "the plans stand under different bases", "Give one with --base"
        )
    quads = ox.Dataset(quad for dataset in datasets for quad in dataset.store)
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    store = ox.Store()
    store.extend(quads)
    revisions = tuple(names for dataset in datasets for names in dataset.revisions)
    return Dataset(store, revisions, first.current)

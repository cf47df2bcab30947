"""A site that was just written passes; each kind of damage is found, and where."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plangraph.publish.sources import FolderSource
from plangraph.publish.verification import CHECKS, Fault, Verification


def verify(site: Path) -> list[Fault]:
    """Verify a folder."""
    return Verification(FolderSource(site)).run()


def test_the_shipped_plans_site_passes(site: Path) -> None:
    verification = Verification(FolderSource(site))

    assert verification.run() == []
    assert len(verification.files) > 4000


def test_the_little_plans_site_passes(little_site: Path) -> None:
    """So what is found in a damaged copy of it is the damage."""
    assert verify(little_site) == []


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace a text in a file, which must be there."""

    def damage(site: Path) -> None:
        path = site / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return damage


def remove(name: str) -> Callable[[Path], None]:
    """Remove a file."""
    return lambda site: (site / name).unlink()


GOAL = "999016/goal-1"
DAMAGES = {
    "digests": change("robots.txt", "Allow", "Disallow"),
    "links": remove(f"{GOAL}.html"),
    "forms": change(f"{GOAL}.jsonld", "Goal", "Gaol"),
    "names": remove(f"{GOAL}.ttl"),
    "counts": change("data/void.ttl", "void:triples ", "void:triples 1"),
    "dumps": change("data/current.ttl", "plan:Goal", "plan:Gaol"),
}


@pytest.mark.parametrize("check", DAMAGES)
def test_damage_is_found(little_site: Path, tmp_path: Path, check: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(little_site, site)
    DAMAGES[check](site)

    assert check in {fault.check for fault in verify(site)}


def test_every_check_has_been_seen_to_fail() -> None:
    """Negotiation, which needs a server, is tried with the servers."""
    assert {*DAMAGES, "negotiation"} == set(CHECKS)

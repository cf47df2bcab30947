"""The house keeps to its rooms: top-level names, sizes of modules, the public door."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import plangraph

TOP = {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "data",
    "ontology",
    "pyproject.toml",
    "queries",
    "shapes",
    "src",
    "tests",
}
LONGEST = 300
VAGUE = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}
MODULES = sorted(Path(plangraph.__file__).parent.rglob("*.py"))


@pytest.fixture(scope="module")
def tracked(root: Path, require: Callable[[str], None]) -> list[Path]:
    """List the files that git keeps."""
    require("git")
    listed = subprocess.run(
        ["git", "-c", "core.quotePath=off", "ls-files", "-z"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    return [Path(name) for name in listed.stdout.decode().split("\0") if name]


def test_modules_are_found() -> None:
    assert len(MODULES) > 20


def test_only_the_agreed_names_stand_at_the_top(tracked: list[Path]) -> None:
    top = {path.parts[0] for path in tracked}

    assert {name for name in top if not name.startswith(".")} == TOP


def test_no_tracked_file_names_a_package_registry(root: Path, tracked: list[Path]) -> None:
    """Whoever builds says where packages come from; the project doesn't."""
    hosts = [b"pypi." + b"org", b"python" + b"hosted", b"npmjs." + b"org", b"test." + b"pypi"]

    naming = [
        path
        for path in tracked
        if (root / path).is_file() and any(host in (root / path).read_bytes() for host in hosts)
    ]

    assert naming == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_is_short_and_says_what_it_is_for(module: Path) -> None:
    text = module.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= LONGEST
    assert text.startswith('"""')
    assert module.stem not in VAGUE


def test_the_public_door_is_complete_and_sorted() -> None:
    """What stands in ``__all__`` is there, and what is there stands in ``__all__``."""
    assert list(plangraph.__all__) == sorted(plangraph.__all__)
    assert [name for name in plangraph.__all__ if not hasattr(plangraph, name)] == []
    assert set(plangraph.__all__) <= set(dir(plangraph))

"""The wheel carries its rooms and works away from the repository."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest


def build(root: Path, out: Path, **environment: str) -> Path:
    """Build the wheel, with the build backend that is installed here."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=root,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel for this machine."""
    return build(root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Install the wheel in an empty environment; its dependencies are borrowed, not downloaded.

    The borrowed folder is read after the environment's own, and its own path files are not read,
    so the installed plangraph is the wheel's.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"),
            *("--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)),
        ],
        check=True,
    )
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
    borrowed = [entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))]
    Path(own.stdout.strip(), "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return scripts / "plangraph"


@pytest.mark.parametrize("room", ["ontology", "shapes", "queries", "data"])
def test_the_wheel_carries_every_file_of_a_room(root: Path, wheel: Path, room: str) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (root / room).rglob("*") if path.is_file()]

    assert files
    assert {f"plangraph/rooms/{path.relative_to(root).as_posix()}" for path in files} <= carried


def test_the_wheel_carries_neither_tests_nor_caches(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert [name for name in names if "tests/" in name or "__pycache__" in name] == []
    assert "plangraph/py.typed" in names


def test_a_wheel_for_any_machine_carries_nothing_compiled(root: Path, tmp_path: Path) -> None:
    built = build(root, tmp_path, PLANGRAPH_PURE="1")

    assert built.name.endswith("-py3-none-any.whl")
    names = zipfile.ZipFile(built).namelist()
    assert [name for name in names if name.endswith((".so", ".pyd"))] == []
    assert "plangraph/opening/judging/columns.py" in names


def test_installed_elsewhere_the_compiled_scanner_is_there(
    elsewhere: Path, tmp_path: Path, require: Callable[[str], None]
) -> None:
    require("scanner")
    python = elsewhere.with_name(Path(sys.executable).name)
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    asked = "from plangraph.opening.judging.lines import Scanner; print(Scanner.__module__)"
    done = subprocess.run(
        [python, "-c", asked], cwd=tmp_path, env=clean, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "plangraph.opening.judging.scanner"


def test_installed_elsewhere_it_answers(elsewhere: Path, tmp_path: Path) -> None:
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [elsewhere, "ask", "responsibility/departments-by-goal", "--format", "json"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout)
    assert {"department", "goal", "projects"} <= set(answer["head"]["vars"])
    assert answer["results"]["bindings"]


def test_installed_elsewhere_it_is_the_wheel_that_answers(elsewhere: Path, tmp_path: Path) -> None:
    python = elsewhere.with_name(Path(sys.executable).name)
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    asked = "from plangraph import layout; print(layout.rooms())"
    done = subprocess.run(
        [python, "-c", asked], cwd=tmp_path, env=clean, capture_output=True, text=True, check=True
    )

    assert Path(done.stdout.strip()).parts[-2:] == ("plangraph", "rooms")

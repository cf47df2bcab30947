"""
Builds what git does not keep: the script of the query page, and the compiled scanner of lines.

Where a part cannot be built, since Node.js or a C compiler is not there, the package is built
without it, and says so: the query page is then missing, and many plans are read more slowly.
``PLANGRAPH_PURE=1`` leaves the scanner out, so that the wheel fits any machine.
"""

import os
import runpy
import subprocess
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "src/plangraph"
SCANNER: Final = PACKAGE / "opening/judging/scanner.pyx"
MODULE: Final = "plangraph.opening.judging.scanner"


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own parameter
    """Builds both parts before the wheel, and before an editable installation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not built yet, and say what the wheel then fits."""
        try:
            runpy.run_path(str(PACKAGE / "publish/browser/build.py"))["build_browser"]()
        except (OSError, subprocess.CalledProcessError) as error:
            self.app.display_warning(f"built without the query page: {error}")
        if os.environ.get("PLANGRAPH_PURE", "0") != "0":
            return
        try:
            built = build_scanner()
        except Exception as error:
            self.app.display_warning(f"built without the compiled scanner: {error}")
            return
        build_data["artifacts"].append(f"/{built.relative_to(ROOT).as_posix()}")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def build_scanner() -> Path:
    """
    Compile the scanner for this Python, unless it is newer than its source.

    Raises:
        Exception: Cython or a C compiler is not there, or fails; each has errors of its own.
    """
    built = SCANNER.with_name(f"scanner{sysconfig.get_config_var('EXT_SUFFIX')}")
    if built.is_file() and built.stat().st_mtime > SCANNER.stat().st_mtime:
        return built
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    home = ROOT / "build"
    home.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=home) as folder:
        extension = Extension(MODULE, [str(SCANNER)])
        made = cythonize([extension], build_dir=folder, quiet=True)
        command = build_ext(Distribution({"name": "plangraph", "ext_modules": made}))
        command.build_lib = command.build_temp = folder
        command.ensure_finalized()
        command.run()
        os.replace(command.get_ext_fullpath(MODULE), built)
    return built

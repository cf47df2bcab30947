"""
Make the folder that a PC without internet installs from: wheels, two .bat files, a guide.

Run by ``make bundle``; wheels for Windows and Linux are taken from the package index that pip uses,
in the versions of ``.ci/constraints.txt``.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Final

HOME: Final = Path(__file__).resolve().parent
ROOT: Final = HOME.parent.parent
PLATFORMS: Final = (
    ("win_amd64",),
    ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
)
PYTHONS: Final = ("3.11", "3.12", "3.13")
SOURCE_ONLY: Final = ("owlready2==",)
CONSTRAINTS: Final = ROOT / ".ci" / "constraints.txt"
WINDOWS_FILES: Final = ("install.bat", "check.bat")


def build_wheel(wheels: Path) -> Path:
    """Build plangraph's own wheel into the folder, fit for any machine."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "-qq",
        "wheel",
        "--no-deps",
        "-w",
        str(wheels),
        str(ROOT),
    ]
    subprocess.run(command, check=True, env={**os.environ, "PLANGRAPH_PURE": "1"})
    return next(wheels.glob("plangraph-*.whl"))


def build_plain_wheels(wheels: Path) -> None:
    """
    Build wheels of packages that publish none.

    Without Cython at hand Owlready2 leaves its compiled part out, and its wheel fits any machine.
    """
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        pip = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--upgrade", "setuptools", "wheel"], check=True)
        for name in SOURCE_ONLY:
            pinned = next(
                line for line in CONSTRAINTS.read_text().split("\n") if line.startswith(name)
            )
            command = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
            subprocess.run([*command, "-w", str(wheels), pinned], check=True)


def fetch_wheels(wheel: Path, wheels: Path) -> None:
    """Fetch the wheels of everything that plangraph needs, for each platform and Python."""
    for platforms in PLATFORMS:
        for python in PYTHONS:
            command = [
                sys.executable,
                "-m",
                "pip",
                "-qq",
                "--disable-pip-version-check",
                "download",
            ]
            command += ["--only-binary=:all:", "--python-version", python, "-d", str(wheels)]
            command += ["--find-links", str(wheels)]
            for platform in platforms:
                command += ["--platform", platform]
            command += ["--constraint", str(CONSTRAINTS), str(wheel)]
            subprocess.run(command, check=True)


def write_files(out: Path) -> None:
    """Copy the installers and the guide; Windows reads .bat files with CR LF alone."""
    for name in WINDOWS_FILES:
        text = (HOME / name).read_text(encoding="utf-8")
        (out / name).write_bytes(text.replace("\n", "\r\n").encode())
    shutil.copy(HOME / "install.sh", out / "install.sh")
    shutil.copy(HOME / "guide.html", out / "はじめに.html")
    shutil.copy(ROOT / "LICENSE", out / "LICENSE.txt")


def main() -> None:
    """Make the folder anew and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__.strip().split("\n")[0])
    parser.add_argument("out", type=Path, help="the folder to make")
    out = parser.parse_args().out
    shutil.rmtree(out, ignore_errors=True)
    wheels = out / "wheels"
    wheels.mkdir(parents=True)
    wheel = build_wheel(wheels)
    build_plain_wheels(wheels)
    fetch_wheels(wheel, wheels)
    write_files(out)
    sys.stdout.write(f"{out}: {len(list(wheels.iterdir()))} wheels\n")


if __name__ == "__main__":
    main()

"""The folder for a PC without internet holds what an officer clicks, in a form that works."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bundler(root: Path) -> ModuleType:
    """Load the script that makes the folder."""
    spec = importlib.util.spec_from_file_location("make_bundle", root / ".ci/bundle/make_bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_batch_files_end_their_lines_as_windows_reads_them(
    bundler: ModuleType, tmp_path: Path
) -> None:
    """A .bat file with bare line feeds jumps to the wrong label."""
    bundler.write_files(tmp_path)
    for name in ("install.bat", "check.bat"):
        data = (tmp_path / name).read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n") > 10
        assert not data.startswith(b"\xef\xbb\xbf")


def test_the_folder_has_a_guide_in_japanese(bundler: ModuleType, tmp_path: Path) -> None:
    """One page says how to install, how to check, and how to read a finding."""
    bundler.write_files(tmp_path)
    guide = (tmp_path / "はじめに.html").read_text(encoding="utf-8")
    for word in ("install.bat", "check.bat", "違反", "警告", "参考"):
        assert word in guide


def test_installers_ask_no_index(root: Path) -> None:
    """The PC is cut off: pip may look into the folder only."""
    for name in ("install.bat", "install.sh"):
        text = (root / ".ci/bundle" / name).read_text(encoding="utf-8")
        assert "--no-index" in text
        assert "--find-links" in text

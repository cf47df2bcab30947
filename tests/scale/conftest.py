"""What tests of many plans share."""

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from plangraph.opening import load
from plangraph.opening.judging.lines import read_plan


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which plans are opened to be judged."""
    opened: list[str] = []

    def note(source: str, **given: Any) -> object:
        opened.append(Path(source).stem)
        return load(source, **given)

    def note_lines(data: bytes, kind: ox.RdfFormat) -> object:
        found = read_plan(data, kind)
        opened.extend([found[0].code] if found is not None else [])
        return found

    monkeypatch.setattr("plangraph.opening.judging.anew.load", note)
    monkeypatch.setattr("plangraph.opening.judging.anew.read_plan", note_lines)
    return opened

"""The made plan before any edit, read once."""

import pytest

from plangraph.store import Dataset
from tests.compare.revising import assemble_text, begin


@pytest.fixture(scope="session")
def before() -> Dataset:
    """Give the made plan as it stands."""
    return assemble_text(str(begin()))

"""What the tests of a site share: one of a little plan with a licence, and a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plangraph.opening import LoadedPlan, load
from tests.conftest import write_site
from tests.publish.browser import Browser


@pytest.fixture(scope="session")
def little(root: Path) -> LoadedPlan:
    """Open the little plan, which has a title, a licence, decisions and a link."""
    return load(root / "tests" / "plans" / "tiny")


@pytest.fixture(scope="session")
def little_site(little: LoadedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the little plan."""
    return write_site(little, tmp_path_factory.mktemp("publish") / "little")


@pytest.fixture(scope="module")
def browser(
    tmp_path_factory: pytest.TempPathFactory, require: Callable[[str], None]
) -> Iterator[Browser]:
    """Run one browser for all tests of a file."""
    require("chromium")
    require("query-page")
    running = Browser(tmp_path_factory.mktemp("profile"))
    yield running
    running.close()

"""Sites that the tests look at: of the shipped plan, and of a little one with a licence."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from plangraph.opening import LoadedPlan, load
from plangraph.publish import merge, publish
from tests.publish.browser import Browser

TODAY = date(2026, 11, 1)


def write_site(plan: LoadedPlan, out: Path) -> Path:
    """Publish a plan, whatever the check says."""
    publish(merge([plan.dataset]), [plan.check(profile="publish", today=TODAY)], out)
    return out


@pytest.fixture(scope="session")
def site(shipped: LoadedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the shipped plan."""
    return write_site(shipped, tmp_path_factory.mktemp("publish") / "site")


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

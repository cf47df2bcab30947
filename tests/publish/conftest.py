"""What the tests of a site share: a browser."""

from collections.abc import Callable, Iterator

import pytest

from tests.publish.browser import Browser


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

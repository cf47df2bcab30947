"""What tests of every room share: the shipped plan, and what the machine may lack."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from plangraph.opening import LoadedPlan, load
from plangraph.publish import merge, publish, querying
from tests.publish.browser import PROGRAM

# The same examples in each run; HYPOTHESIS_PROFILE=explore looks for others.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

AXE = Path(querying.__file__).parent / "browser" / "proving" / "axe.min.js"
TODAY = date(2026, 11, 1)
SYSTEM = "/usr/sbin:/usr/bin:/sbin:/bin"
PARTS: dict[str, Callable[[], bool]] = {
    "axe": AXE.is_file,
    "apache2": lambda: shutil.which("apache2", path=SYSTEM) is not None,
    "chromium": lambda: PROGRAM is not None,
    "oxigraph": lambda: (Path(sys.executable).parent / "oxigraph").exists(),
    "virtuoso": lambda: shutil.which("virtuoso-t", path=SYSTEM) is not None,
    "nginx": lambda: shutil.which("nginx", path=SYSTEM) is not None,
    "query-page": querying.can_query,
    "dask": lambda: find_spec("distributed") is not None,
    "git": lambda: shutil.which("git") is not None,
    "java": lambda: shutil.which("java") is not None,
    "scanner": lambda: find_spec("plangraph.opening.judging.scanner") is not None,
    "full-device": lambda: Path("/dev/full").exists(),
    "console-script": lambda: (Path(sys.executable).parent / "plangraph").exists(),
}


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the top folder of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what plangraph remembers of plans apart from what its user has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def shipped() -> LoadedPlan:
    """Open the plan that ships with the package, once for all tests; nobody changes it."""
    return load()


def write_site(plan: LoadedPlan, out: Path) -> Path:
    """Publish a plan, whatever the check says."""
    report = plan.check(profile="publish", today=TODAY)
    publish(merge([plan.dataset]), [report], out)
    return out


@pytest.fixture(scope="session")
def site(shipped: LoadedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the shipped plan, once for all processes that run tests; nobody changes it."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with FileLock(shared / "site.lock"):
        out = shared / "site"
        return out if out.is_dir() else write_site(shipped, out)


@pytest.fixture(scope="session")
def little(root: Path) -> LoadedPlan:
    """Open the little plan, which has a title, a licence, decisions and a link."""
    return load(root / "tests" / "plans" / "tiny")


@pytest.fixture(scope="session")
def little_site(little: LoadedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the little plan; nobody changes it."""
    return write_site(little, tmp_path_factory.mktemp("little") / "site")


@pytest.fixture(scope="session")
def require() -> Callable[[str], None]:
    """
    Skip a test, by name of what is missing, on a machine that lacks a part.

    With PLANGRAPH_REQUIRE_ALL=1 the test fails instead, so that nothing is skipped unseen.
    """

    def demand(part: str) -> None:
        if PARTS[part]():
            return
        if os.environ.get("PLANGRAPH_REQUIRE_ALL") == "1":
            pytest.fail(f"{part} is missing, and PLANGRAPH_REQUIRE_ALL=1 demands it")
        pytest.skip(f"{part} is missing")

    return demand

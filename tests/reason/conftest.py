"""Settings of the Java that the tests of the reasoner start, over and over."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def brief_java() -> Iterator[None]:
    """Do without the compiler that pays only in longer runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield

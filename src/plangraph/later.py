"""
Names of a package that are imported when they are first used, so that others do not wait for them.
"""

from collections.abc import Callable, Mapping


def import_later(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """
    Make the ``__getattr__`` of a package (PEP 562): names, each with the module that has it.

    >>> find = import_later("some.package", {"PurePath": "pathlib"})
    >>> find("PurePath").__name__
    'PurePath'
    >>> find("Path")
    Traceback (most recent call last):
    AttributeError: module 'some.package' has no attribute 'Path'
    """

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(homes[name]), name)

    return find

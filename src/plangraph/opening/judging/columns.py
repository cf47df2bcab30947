"""
The statements of lines, taken column by column; ``scanner.pyx`` does the same where it is compiled.
"""

from collections import defaultdict
from itertools import repeat

from plangraph.check.facts import Said
from plangraph.opening.judging.terms import are_names, are_terms


class Scanner:
    """What each thing has under each property, by lines of a text."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._subjects: list[bytes] = []
        self._properties: list[bytes] = []
        self._values: list[bytes] = []

    def take(self, begin: int, end: int, ending: bytes) -> bool:
        """
        Take lines that lie from one byte to another and end alike, if they do.

        Where they do not, what was taken is of no more use.
        """
        lines = self._data[begin:end].split(ending)
        if lines.pop() or self._data.count(b"\n", begin, end) != len(lines):
            return False
        columns = self._subjects, self._properties, self._values
        try:
            # Thousands of lines for each plan: what follows takes them all at once.
            found = zip(*map(bytes.split, lines, repeat(b" "), repeat(2)), strict=True)
            for column, terms in zip(columns, found, strict=bool(lines)):
                column += terms
        except ValueError:
            return False
        return True

    def passes(self, begin: int, end: int, ending: bytes) -> bool:
        """Tell whether lines that lie from one byte to another end alike."""
        return self._data.count(ending, begin, end) == self._data.count(b"\n", begin, end)

    def finish(self) -> Said | None:
        """Give what was taken; nothing, where a term is not plainly written."""
        properties = set(self._properties)
        if not all(name.startswith(b"<") for name in properties):
            return None
        things = properties.union(self._subjects)
        others = set(self._values) - things
        try:
            names, texts = ([one.decode() for one in found] for found in (things, others))
        except UnicodeDecodeError:
            return None
        if not (are_names(names) and are_terms(texts)):
            return None
        # Each term is kept once.
        found = (*things, *others), (*names, *texts)
        read = dict(zip(*found, strict=True)).__getitem__
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        columns = self._properties, self._subjects, self._values
        for predicate, subject, value in zip(*(map(read, one) for one in columns), strict=True):
            said[predicate][subject].append(value)
        return {predicate: dict(values) for predicate, values in said.items()}

"""
What a query file says about itself, in YAML behind ``#+`` at its head.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml

from plangraph.ask.parameters import KINDS, Parameter, find_values
from plangraph.ask.tokens import selected_variables, split_query
from plangraph.errors import QueryError

MARK: Final = "#+"
LANGUAGES: Final = ("ja", "en")
OWN: Final = "x-plangraph"
AFTER_STOP: Final = re.compile("(?<=[。、）]) ")

Texts: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """Metadata of a query; a query of one's own may have none."""

    summary: Texts = field(default_factory=dict)
    description: Texts = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    question: Texts = field(default_factory=dict)
    columns: Mapping[str, Texts] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    """Columns of decimals that always show the same number of places."""


def read_header(sparql: str, where: object, *, complete: bool = False) -> Header:
    """
    Read the metadata of a query text.

    Raises:
        QueryError: It is no YAML, says what it may not, contradicts the query, or is incomplete.
    """
    lines = [line for line in sparql.split("\n") if line.startswith(MARK)]
    if not lines and not complete:
        return Header()
    front = _load("\n".join(line.removeprefix(MARK) for line in lines), where)
    try:
        return _Reader(front, sparql, complete).read()
    except ValueError as error:
        raise QueryError(where, f"broken metadata: {error}", "Correct its '#+' lines") from error


def _load(text: str, where: object) -> dict[str, Any]:
    try:
        front = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (line {mark.line + 1} of the '#+' lines)" if mark is not None else ""
        what = f"its metadata is not YAML{place}"
        raise QueryError(where, what, "Correct its '#+' lines") from error
    if not isinstance(front, dict):
        what = "it has no metadata" if front is None else "its metadata is no list of keys"
        raise QueryError(where, what, "Add '#+ summary:' and the other '#+' lines")
    return front


class _Reader:
    """Turns loaded YAML into a header; a ``ValueError`` says what is wrong with it."""

    def __init__(self, front: dict[str, Any], sparql: str, complete: bool) -> None:
        self.front = front
        self.sparql = sparql
        self.complete = complete
        self.own = _mapping(front.get(OWN), OWN)

    def read(self) -> Header:
        columns = {
            name: self._texts(texts, f"columns.{name}")
            for name, texts in _mapping(self.own.get("columns"), "columns").items()
        }
        header = Header(
            summary=self._texts(self.front.get("summary"), "summary", needed=True),
            description=self._texts(self.front.get("description"), "description"),
            tags=self._tags(),
            question=self._texts(self.own.get("question"), "question"),
            columns=columns,
            parameters=tuple(
                self._parameter(name, _mapping(told, f"parameters.{name}"))
                for name, told in _mapping(self.own.get("parameters"), "parameters").items()
            ),
            places=self._places(columns),
        )
        self._compare_columns(columns)
        return header

    def _texts(self, found: object, key: str, *, needed: bool = False) -> Texts:
        if found is None:
            if self.complete or needed:
                raise ValueError(f"'{key}' is missing")
            return {}
        if isinstance(found, str) and not self.complete:
            return dict.fromkeys(LANGUAGES, found.strip())
        texts = {name: text for name, text in _mapping(found, key).items() if name in LANGUAGES}
        for language in LANGUAGES:
            text = texts.get(language)
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"'{key}' has no text in '{language}'")
        return {language: _join(str(texts[language]), language) for language in LANGUAGES}

    def _tags(self) -> tuple[str, ...]:
        tags = self.front.get("tags")
        if tags is None and not self.complete:
            return ()
        if not isinstance(tags, list) or not all(isinstance(tag, str) and tag for tag in tags):
            raise ValueError("'tags' is no list of words")
        if self.complete and not tags:
            raise ValueError("'tags' is empty")
        return tuple(tags)

    def _parameter(self, name: str, told: dict[str, Any]) -> Parameter:
        kind = told.get("kind", "text")
        if kind not in KINDS:
            raise ValueError(f"'parameters.{name}.kind' is none of {', '.join(KINDS)}")
        default = told.get("default", [])
        listed = default if isinstance(default, list) else [default]
        if not all(isinstance(value, str | int) for value in listed):
            raise ValueError(f"'parameters.{name}.default' is neither text nor a list of texts")
        many = told.get("many", False)
        if not isinstance(many, bool):
            raise ValueError(f"'parameters.{name}.many' is neither true nor false")
        if find_values(self.sparql, name) is None:
            raise ValueError(f"the query needs one line VALUES ?{name} {{ ... }}")
        meaning = self._texts(told.get("meaning"), f"parameters.{name}.meaning")
        return Parameter(name, kind, meaning, tuple(str(value) for value in listed), many)

    def _places(self, columns: Mapping[str, Texts]) -> dict[str, int]:
        places = _mapping(self.own.get("places"), "places")
        for name, number in places.items():
            if name not in columns or type(number) is not int or not 0 <= number <= 18:
                raise ValueError(f"'places.{name}' is no number of places of a column")
        return places

    def _compare_columns(self, columns: Mapping[str, Texts]) -> None:
        if not columns and not self.complete:
            return
        selected = selected_variables(split_query(self.sparql))
        if selected != tuple(columns):
            stated = " ".join(columns) or "none"
            given = " ".join(selected) if selected else "*"
            raise ValueError(f"'columns' says {stated}, SELECT says {given}")


def _join(text: str, language: str) -> str:
    """YAML folds lines with a space, which Japanese does not have between sentences."""
    joined = " ".join(text.split())
    return AFTER_STOP.sub("", joined) if language == "ja" else joined


def _mapping(found: object, key: str) -> dict[str, Any]:
    if found is None:
        return {}
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
        raise ValueError(f"'{key}' is no list of keys and texts")
    return found

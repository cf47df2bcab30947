"""
The rule registry: what each rule says and how grave it is, read from ``shapes/rules.ttl``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from plangraph.check.messages import Template, parse_template
from plangraph.errors import ShapesError
from plangraph.names import shorten, term

LANGUAGES: Final = ("ja", "en")


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """
        Place in the order of gravity.

        >>> Severity.VIOLATION.rank < Severity.INFO.rank
        True
        """
        return RANKS[self]


RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


class Profile(StrEnum):
    """The occasion on which a plan is checked; it decides how grave a finding is."""

    DRAFT = "draft"
    COUNCIL = "council"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in both languages."""

    ja: str
    en: str

    def in_language(self, language: str) -> str:
        """Give the text in ``en``, or else in Japanese."""
        return self.en if language == "en" else self.ja


@dataclass(frozen=True, slots=True)
class Templates:
    """One message in both languages, with places to fill."""

    ja: Template
    en: Template

    def fill(self, filling: Mapping[str, Texts]) -> Texts:
        """Fill every place with what there is for its path."""
        return Texts(
            self.ja.fill(lambda path: filling[path].ja), self.en.fill(lambda path: filling[path].en)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A rule of the catalogue.

    ``concerns`` are the aspects that it is about, or properties whose values are those aspects;
    ``parts`` are its constraints by the name behind the dot.
    """

    id: str
    position: int
    title: Texts
    message: Templates
    remedy: Texts
    severities: Mapping[Profile, Severity]
    concerns: tuple[str, ...]
    see_also: tuple[str, ...]
    parts: Mapping[str, "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """What one constraint of a rule says, where it differs from its rule."""

    name: str
    message: Templates
    remedy: Texts
    concerns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """The rules by id, in the order of the catalogue."""

    rules: Mapping[str, Rule]

    def part(self, constraint: str) -> Part:
        """
        Give what a constraint says: ``OWN-05.share``, or ``OWN-01`` for the rule itself.

        Raises:
            ShapesError: The registry knows no such rule.
        """
        identifier, _, name = constraint.partition(".")
        rule = self.rules.get(identifier)
        if rule is None:
            raise ShapesError(constraint, "no such rule", "Add it to shapes/rules.ttl")
        return rule.parts.get(name) or Part(name, rule.message, rule.remedy, rule.concerns)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the registry's file states about one rule or part, by prefixed property."""

    where: str
    values: Mapping[str, list[ox.NamedNode | ox.Literal]]

    def iris(self, name: str) -> tuple[str, ...]:
        found = self.values.get(name, [])
        return tuple(sorted(node.value for node in found if isinstance(node, ox.NamedNode)))

    def texts(self, name: str) -> Texts:
        found = {
            node.language: node.value
            for node in self.values.get(name, [])
            if isinstance(node, ox.Literal)
        }
        if not all(found.get(language) for language in LANGUAGES):
            raise ShapesError(self.where, f"{name} is not there in ja and en", "Add both texts")
        return Texts(found["ja"], found["en"])

    def templates(self, name: str) -> Templates:
        texts = self.texts(name)
        try:
            return Templates(parse_template(texts.ja), parse_template(texts.en))
        except ValueError as error:
            raise ShapesError(self.where, f"{name}: {error}", "Correct the text") from error

    def number(self, name: str) -> int:
        for node in self.values.get(name, []):
            if node.value.isdecimal():
                return int(node.value)
        raise ShapesError(self.where, f"{name} is not a number", "Give each rule its place")

    def severity(self, profile: Profile) -> Severity:
        found = self.iris(f"plan:severity{profile.value.capitalize()}")
        names = [shorten(iri).removeprefix("sh:").lower() for iri in found]
        if len(names) != 1 or names[0] not in set(Severity):
            raise ShapesError(self.where, f"no severity for {profile}", "State one")
        return Severity(names[0])


@cache
def read_registry(path: Path) -> Registry:
    """
    Read the registry.

    Raises:
        ShapesError: The file is absent or not Turtle, or a rule lacks something.
    """
    entries = _read_entries(path)
    wholes: dict[str, list[str]] = {}
    for identifier, entry in entries.items():
        for whole in _local(entry.iris("dcterms:isPartOf")):
            wholes.setdefault(whole, []).append(identifier)
    rules = [
        _rule(identifier, entry, _parts(identifier, wholes.get(identifier, []), entries))
        for identifier, entry in entries.items()
        if term("plan:Rule") in entry.iris("rdf:type")
    ]
    rules.sort(key=lambda rule: rule.position)
    return Registry({rule.id: rule for rule in rules})


def _rule(identifier: str, entry: _Entry, parts: Mapping[str, Part]) -> Rule:
    return Rule(
        id=identifier,
        position=entry.number("plan:position"),
        title=entry.texts("dcterms:title"),
        message=entry.templates("plan:message"),
        remedy=entry.texts("plan:remedy"),
        severities={profile: entry.severity(profile) for profile in Profile},
        concerns=entry.iris("plan:concerns"),
        see_also=_local(entry.iris("rdfs:seeAlso")),
        parts=parts,
    )


def _parts(
    rule: str, identifiers: Iterable[str], entries: Mapping[str, _Entry]
) -> Mapping[str, Part]:
    parent, parts = entries[rule], {}
    for identifier in identifiers:
        entry = entries[identifier]
        if not identifier.startswith(f"{rule}."):
            raise ShapesError(identifier, f"not named as a part of {rule}", "Rename it")
        name = identifier.removeprefix(f"{rule}.")
        said = {
            key: (entry if key in entry.values else parent)
            for key in ("plan:message", "plan:remedy", "plan:concerns")
        }
        parts[name] = Part(
            name,
            said["plan:message"].templates("plan:message"),
            said["plan:remedy"].texts("plan:remedy"),
            said["plan:concerns"].iris("plan:concerns"),
        )
    return parts


def _local(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_localise, iris))


@cache
def _localise(iri: str) -> str:
    return _shorten(iri).removeprefix("rule:")


_shorten = cache(shorten)
"""The same few names come again and again."""

STATED: Final = (ox.NamedNode, ox.Literal)


def _read_entries(path: Path) -> Mapping[str, _Entry]:
    values: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    try:
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, STATED):
                stated = values.setdefault(_localise(subject.value), {})
                stated.setdefault(_shorten(quad.predicate.value), []).append(value)
    except (OSError, SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ShapesError(path, f"cannot be read: {reason}", "Install plangraph again") from error
    return {name: _Entry(name, stated) for name, stated in values.items()}

"""
What an exchange file says of a plan beyond its levels: who it is of, who has a stake, what for.

Texts stand as the file has them, white space folded; an empty string is what it does not say.
"""

from dataclasses import dataclass

from plangraph.plan.cells import MeasuredUse


@dataclass(frozen=True, slots=True)
class StakeRole:
    """A role that somebody plays; ``kinds`` name concepts of the scheme ``stake-role``."""

    name: str
    description: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """Somebody with a stake; ``kind`` is person, organization, group or not told."""

    name: str
    description: str
    kind: str
    roles: tuple[StakeRole, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Relation:
    """How an indicator stands to others; ``kind`` is broader, peer, narrower or not told."""

    kind: str
    identifier: str
    referents: tuple[str, ...]
    name: str
    description: str
    line: int


@dataclass(frozen=True, slots=True)
class StatedIndicator:
    """
    An indicator with its values, and what the file says of it besides.

    ``kind`` is quantitative, qualitative or not told; ``sequence`` is its place as printed.
    """

    measured: MeasuredUse
    identifier: str
    sequence: str
    kind: str
    relations: tuple[Relation, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Detail:
    """
    What the file says of an element of a level, which ``of`` gives by level and index.

    ``name`` and ``sequence`` are as printed: a title or a code may have been made from others.
    """

    of: tuple[str, int]
    identifier: str
    sequence: str
    name: str
    description: str
    remark: str
    stakeholders: tuple[Stakeholder, ...]
    indicators: tuple[StatedIndicator, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Body:
    """An organization that the plan is of."""

    name: str
    acronym: str
    identifier: str
    description: str
    stakeholders: tuple[Stakeholder, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Tenet:
    """What a plan stands for; ``kind`` is vision, mission or value."""

    kind: str
    name: str
    description: str
    identifier: str
    line: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Who sent the file in: a person, so nothing of this becomes part of a graph."""

    identifier: str
    given: str
    surname: str
    phone: str
    mail: str
    line: int


@dataclass(frozen=True, slots=True)
class Charter:
    """
    What the file says of the plan as a whole.

    ``kind`` is the type that it states of itself; days are as printed, valid or not.
    """

    kind: str
    name: str
    description: str
    remark: str
    bodies: tuple[Body, ...]
    tenets: tuple[Tenet, ...]
    identifier: str
    start: str
    end: str
    published: str
    source: str
    contact: Contact | None
    line: int

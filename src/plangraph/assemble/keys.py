"""
Keys that a document gives its things itself: by numbers, by identifiers.
"""

import re
from collections.abc import Iterator
from typing import Final

from plangraph.names import segment
from plangraph.plan import Plan
from plangraph.read.folding import fold_width

GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
UNSAFE: Final = re.compile(r"[^A-Za-z0-9.-]+")


def key_of_number(number: str) -> str:
    """
    Give the key that a printed number makes: letters, digits, hyphens and points alone.

    >>> key_of_number("36（1）"), key_of_number("442-1")
    ('36.1', '442-1')
    """
    return UNSAFE.sub(".", fold_width(number)).strip(".") or segment(number)


def key_of_identifier(identifier: str, kind: str) -> str:
    """
    Give the key that an identifier makes, whatever a program put before a GUID.

    One that was made of our own name for a thing of the kind gives its key back.

    >>> key_of_identifier("_F0543F96-C5BE-4D77-A86D-D2F04122A5EA", "goal")
    'f0543f96-c5be-4d77-a86d-d2f04122a5ea'
    >>> key_of_identifier("measure-1.2", "measure"), key_of_identifier("obj_7", "measure")
    ('1.2', 'obj.7')
    """
    guid = GUID.search(identifier)
    if guid:
        return guid[0].lower()
    return key_of_number(identifier.removeprefix(f"{kind}-"))


def stated_keys(plan: Plan) -> dict[tuple[str, int], str]:
    """Give the keys that the document itself gives to elements, by level and index."""
    stated = {
        one.of: key_of_identifier(one.identifier, one.of[0])
        for one in plan.details
        if one.identifier
    }
    return {**stated, **{(level, index): key for level, index, key in plan.identifiers}}


def stated_bodies(plan: Plan) -> Iterator[tuple[int, str, str]]:
    """Give whoever an exchange file names, with the identifier that it has there."""
    bodies = plan.charter.bodies if plan.charter is not None else ()
    for body in bodies:
        if body.name or body.identifier:
            yield body.line, body.name, body.identifier
    held = [one for stated in bodies for one in stated.stakeholders]
    held += [one for stated in plan.details for one in stated.stakeholders]
    for one in held:
        if one.name:
            yield one.line, one.name, ""

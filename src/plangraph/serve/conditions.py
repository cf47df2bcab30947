"""
What a client has already, and which part of the rest it wants (RFC 9110, sections 13 and 14).
"""

import re
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

TAG: Final = re.compile(r'(?:W/)?("[^"]*")|\*')
RANGES: Final = re.compile(rb"bytes=\s*(?:\d+-\d*|-\d+)(?:\s*,\s*(?:\d+-\d*|-\d+))*\s*", re.I)


def has_copy(headers: Headers, tag: str) -> bool:
    """
    Tell whether one of the copies that a client has is the one it would get.

    Copies are compared weakly, since the client wants only to know whether its own will do.

    >>> has_copy(Headers({"If-None-Match": '"a", W/"b"'}), '"b"')
    True
    >>> has_copy(Headers({"If-None-Match": '"abc"'}), '"b"')
    False
    """
    return any(found[0] == "*" or found[1] == tag for found in TAG.finditer(_liked(headers)))


def _liked(headers: Headers) -> str:
    return ", ".join(headers.getlist("if-none-match"))


def without_odd_range(scope: Scope) -> Scope:
    """
    Take a range out of a request where it is none of bytes, so that the whole is sent.

    >>> without_odd_range({"headers": [(b"range", b"lines=1-2")]})
    {'headers': []}
    """
    kept = [
        (name, value)
        for name, value in scope["headers"]
        if name != b"range" or RANGES.fullmatch(value)
    ]
    return {**scope, "headers": kept}

"""
Which texts are well formed for a datatype, by XML Schema, in words that any SPARQL engine knows.
"""

from typing import Final

from plangraph.names import PREFIXES

ZONE: Final = "(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
YEAR: Final = "-?([1-9][0-9]{3,}|0[0-9]{3})"
LEAP: Final = (
    "-?([1-9][0-9]*)?(([0-9]{2})(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
)
DAY: Final = "(0[1-9]|[12][0-9]|3[01])"
MONTH: Final = "(0[1-9]|1[0-2])"
MONTH_DAY: Final = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8]))"
)
DATE: Final = f"({YEAR}-{MONTH_DAY}|{LEAP}-02-29)"
TIME: Final = "(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?|24:00:00(\\.0+)?)"
SECONDS: Final = "([0-9]+(\\.[0-9]+)?S)"
CLOCK: Final = f"(T([0-9]+H([0-9]+M)?{SECONDS}?|[0-9]+M{SECONDS}?|{SECONDS}))"
MONTHS: Final = "([0-9]+Y([0-9]+M)?|[0-9]+M)"

LEXICAL: Final = {
    "boolean": "true|false|1|0",
    "date": DATE + ZONE,
    "dateTime": f"{DATE}T{TIME}{ZONE}",
    "dateTimeStamp": f"{DATE}T{TIME}{ZONE.removesuffix('?')}",
    "dayTimeDuration": f"-?P([0-9]+D{CLOCK}?|{CLOCK})",
    "decimal": "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)",
    "double": "([+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?)|[+-]?INF|NaN",
    "duration": f"-?P({MONTHS}([0-9]+D)?{CLOCK}?|[0-9]+D{CLOCK}?|{CLOCK})",
    "gDay": f"---{DAY}{ZONE}",
    "gMonth": f"--{MONTH}{ZONE}",
    "gMonthDay": f"--({MONTH_DAY}|02-29){ZONE}",
    "gYear": YEAR + ZONE,
    "gYearMonth": f"{YEAR}-{MONTH}{ZONE}",
    "hexBinary": "([0-9a-fA-F]{2})*",
    "language": "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "time": TIME + ZONE,
    "yearMonthDuration": f"-?P{MONTHS}",
}
"""The texts that a datatype admits, where any may be told by a pattern."""

RANGES: Final = {
    "byte": (-128, 127),
    "int": (-2147483648, 2147483647),
    "integer": (None, None),
    "long": (-9223372036854775808, 9223372036854775807),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "nonPositiveInteger": (None, 0),
    "positiveInteger": (1, None),
    "short": (-32768, 32767),
    "unsignedByte": (0, 255),
    "unsignedInt": (0, 4294967295),
    "unsignedLong": (0, 18446744073709551615),
    "unsignedShort": (0, 65535),
}
"""The whole numbers, each from and to."""


def test_form(datatype: str, text: str) -> str:
    """
    Write the test whether a text is well formed for a datatype; of one unknown, any text is.

    >>> test_form("urn:example:of-its-own", "STR(?value)")
    ''
    """
    space = PREFIXES["xsd"]
    name = datatype.removeprefix(space) if datatype.startswith(space) else ""
    if name == "float":
        name = "double"
    if name in LEXICAL:
        return f"REGEX({text}, {_quote(f'^({LEXICAL[name]})$')})"
    if name not in RANGES:
        return ""
    least, most = RANGES[name]
    tests = [f'REGEX({text}, "^[+-]?[0-9]+$")']
    # Wide ones are compared as decimals, which hold more digits than some engines' integers.
    number = f"<{space}decimal>({text})"
    tests += [f"{number} >= {least}"] if least is not None else []
    tests += [f"{number} <= {most}"] if most is not None else []
    return " && ".join(tests)


def _quote(pattern: str) -> str:
    return '"' + pattern.replace("\\", "\\\\") + '"'

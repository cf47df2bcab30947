"""
The words of a SPARQL text: what is code, and what is only quoted, remarked or named.
"""

import re
from dataclasses import dataclass
from typing import Final

NAME: Final = r"[\w\u00b7-]"
LOCAL: Final = rf"(?:{NAME}|:|%[0-9A-Fa-f]{{2}}|\\[^\s\w])"
ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
KINDS: Final = {
    "gap": r"[ \t\r\n]+|\#[^\r\n]*",
    "iri": r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>",
    "string": (
        r"\"\"\"(?:[^\"\\]|\\.|\"{1,2}(?!\"))*\"\"\"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*'''"
        r"|\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*'"
    ),
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "variable": r"[?$]\w+",
    # The prefix has a limit, lest a long text without a colon be read again from each of its words.
    "name": rf"(?:[^\W\d][\w\u00b7.-]{{0,255}})?:(?:{LOCAL}(?:{LOCAL}|\.+(?={LOCAL}))*)?",
    "number": r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?",
    "word": r"[^\W\d]\w*",
    "sign": r".",
}
TOKEN: Final = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()), re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, with its kind (a key of ``KINDS``) and its place."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Place right behind the word."""
        return self.start + len(self.text)

    def says(self, word: str) -> bool:
        """Tell whether this is the keyword or sign ``word``, in whatever case."""
        return self.kind in ("word", "sign") and self.text.upper() == word


def split_query(text: str) -> list[Token]:
    """
    Split a query into its words, without spaces and remarks.

    >>> [token.text for token in split_query("ASK { ?a <b#c> 'SERVICE' } # d")]
    ['ASK', '{', '?a', '<b#c>', "'SERVICE'", '}']
    """
    return [
        Token(found.lastgroup or "sign", found[0], found.start())
        for found in TOKEN.finditer(text)
        if found.lastgroup != "gap"
    ]


def decode_escapes(text: str) -> str:
    """
    Put the characters that ``\\\\uXXXX`` stands for, as some engines do before they read a query.

    >>> decode_escapes("\\\\u0053ERVICE")
    'SERVICE'
    """
    return ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def selected_variables(tokens: list[Token]) -> tuple[str, ...] | None:
    """
    Name the variables of the first ``SELECT``, or give None where there is none or it says ``*``.

    >>> selected_variables(split_query("SELECT ?a (COUNT(?b) AS ?c) WHERE { ?a ?p ?b }"))
    ('a', 'c')
    """
    names: list[str] = []
    depth = 0
    begun = bound = False
    for token in tokens:
        if not begun:
            begun = token.says("SELECT")
            if token.says("{"):
                return None
        elif depth == 0 and (token.says("*") or token.says("WHERE") or token.says("{")):
            return tuple(names) if names else None
        elif token.says("(") or token.says(")"):
            depth += 1 if token.text == "(" else -1
        elif token.kind == "variable" and (depth == 0 or (bound and depth == 1)):
            names.append(token.text[1:])
        bound = token.says("AS")
    return None

"""The two languages in which the command line speaks, and how one of them is chosen."""

import os
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

Language = Literal["ja", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("ja", "en")
JAPANESE_ON_WINDOWS: Final = 0x11
"""Primary language of Japanese: the lower ten bits of Windows' interface language."""


class Text(NamedTuple):
    """A text in both languages."""

    ja: str
    en: str

    def spoken(self, language: Language) -> str:
        """Give the text in one language."""
        return self.ja if language == "ja" else self.en


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """
    Choose by the last ``--lang``, wherever it stands, and else by the machine's settings.

    The arguments are looked through before they are parsed, so that ``--help`` and errors, too,
    come in the language asked for. A value that is no language is left to the parser to refuse.

    >>> choose_language(["check", "--lang=en"], {}), choose_language(["--lang", "ja"], {})
    ('en', 'ja')
    >>> choose_language([], {"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"})
    'en'
    """
    chosen: Language | None = None
    words = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    for word, following in zip(words, [*words, ""][1:], strict=True):
        asked = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang"):
            chosen = next((known for known in LANGUAGES if known == asked), chosen)
    return chosen or _settings_language(environment)


def _settings_language(environment: Mapping[str, str]) -> Language:
    """English only where the settings say so; Japanese where they name no language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(name, "")
        if locale.partition(".")[0] not in {"", "C", "POSIX"}:
            return "en" if locale.startswith("en") else "ja"
    if os.name == "nt":
        return _windows_language()
    return "ja"


def _windows_language() -> Language:
    import ctypes

    # The attribute exists on Windows alone, where type checkers elsewhere don't see it.
    kernel = vars(ctypes)["windll"].kernel32
    return "ja" if kernel.GetUserDefaultUILanguage() & 0x3FF == JAPANESE_ON_WINDOWS else "en"

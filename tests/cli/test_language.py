"""The reader's language is found, and standard output is UTF-8 whatever the machine says."""

import pytest

from plangraph.cli.language import choose_language
from tests.cli.running import Run


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "ja"),
        ({"LANG": "C"}, "ja"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "de_DE.UTF-8"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_GB"}, "en"),
        ({"LC_ALL": "en"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, "ja"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_US"}, "en"),
    ],
)
def test_english_only_where_the_settings_say_so(settings: dict[str, str], expected: str) -> None:
    assert choose_language(["check"], settings) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--lang", "en", "check"], "en"),
        (["check", "--lang", "en"], "en"),
        (["check", "--help", "--lang=en"], "en"),
        (["--lang", "en", "check", "--lang", "ja"], "ja"),
        (["check", "--", "--lang", "en"], "ja"),
        (["check", "--lang", "fr"], "ja"),
        (["check", "--lang"], "ja"),
    ],
)
def test_the_option_wins_wherever_it_stands(words: list[str], expected: str) -> None:
    assert choose_language(words, {}) == expected


@pytest.mark.parametrize("locale", ["C", "POSIX", "ja_JP.eucJP", "ja_JP.SJIS", ""])
def test_standard_output_is_utf_8_in_any_locale(program: Run, locale: str) -> None:
    settings = {"LANG": locale, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    outcome = program("--help", settings=settings)

    assert outcome.code == 0
    assert "使い方" in outcome.out.decode("utf-8")
    assert b"\r" not in outcome.out


def test_an_encoding_forced_on_python_is_not_used(program: Run) -> None:
    outcome = program("--help", settings={"PYTHONIOENCODING": "cp932"})

    assert "使い方" in outcome.out.decode("utf-8")

"""Every error is said in Japanese, by a line of ``errors.csv``, and in English as it was raised."""

import csv
import errno
import io
import os
import re
import sys
from pathlib import Path

import click
import pytest

from plangraph.cli.commands import LISTED, make_commands
from plangraph.cli.failures import explain
from plangraph.cli.translation import PLACE, WHERES, find_translation, read_templates
from plangraph.errors import SourceError
from tests.cli.raised import list_raised, list_wheres
from tests.cli.running import Run

JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
PROPER = {"HermiT", "RDF", "java", "plan", "plangraph", "shapes"}
"""Names of programs, formats and folders, which might be a file's and are left alone."""

CLICK = {
    "check --profile": "Option {} requires an argument",
    "check --write-nothing=x": "no such option {}",
    "check --profile cabinet": "{} is not one of {}",
    "assemble one two": "Got unexpected extra argument ({})",
    "assemble one two three": "Got unexpected extra arguments ({})",
    "identify --write=x": "Option {} does not take a value",
    "publish": "{} is missing",
    "serve --port http": "{} is not a valid integer range",
    "serve --port 70000": "{} is not in the range {}",
}
"""Each text of the parser, by words that bring it about."""

NUMBERS = (
    *(errno.EACCES, errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EBADF, errno.EBUSY),
    *(errno.ECONNREFUSED, errno.EDQUOT, errno.EEXIST, errno.EFBIG, errno.EINVAL, errno.EIO),
    *(errno.EISDIR, errno.ELOOP, errno.EMFILE, errno.ENAMETOOLONG, errno.ENODEV, errno.ENOENT),
    *(errno.ENOMEM, errno.ENOSPC, errno.ENOTDIR, errno.ENOTEMPTY, errno.ENXIO, errno.EPERM),
    *(errno.EPIPE, errno.EROFS, errno.ESTALE, errno.ETIMEDOUT, errno.ETXTBSY, errno.EXDEV),
)
RESOLVER = "name or service not known"

on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="systems word their reasons differently"
)


def blank(text: str) -> str:
    """Take out what places are called, and what an error line takes off a text."""
    return PLACE.sub("{}", text.strip().rstrip("."))


def list_texts() -> dict[str, str]:
    """List the texts in which there are words, each with a place where it is raised."""
    found = {blank(raised.text): raised.place for raised in list_raised() if raised.text}
    return {text: place for text, place in found.items() if re.search("[A-Za-z]{2}", text)}


def name_places(text: str) -> str:
    """Name what is put into a text as one would in ``errors.csv``."""
    names = iter(("first", "second", "third", "fourth", "fifth"))
    return re.sub(r"\{\}", lambda _place: f"{{{next(names)}}}", text)


def write_line(text: str) -> str:
    """Write the line that ``errors.csv`` lacks."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow((name_places(text), "（ここに日本語）"))
    return line.getvalue()


def test_there_are_errors_to_say() -> None:
    """A search that finds nothing must not pass for a complete translation."""
    assert len(list_texts()) >= 200


def test_every_text_of_an_error_can_be_seen_in_the_source() -> None:
    unseen = [raised.place for raised in list_raised() if raised.text is None]

    assert unseen == [], "Write these texts where they are raised, or in a table of the module"


def test_every_text_of_an_error_has_a_line() -> None:
    known = {blank(template.english) for template in read_templates()}
    lacking = {text: place for text, place in list_texts().items() if text not in known}

    told = "\n".join(f"{write_line(text)}    <- {place}" for text, place in lacking.items())
    assert not lacking, f"Add to src/plangraph/cli/errors.csv, with the Japanese:\n{told}"


@on_linux
def test_no_line_is_unused() -> None:
    system = {os.strerror(number).lower() for number in NUMBERS} | {RESOLVER}
    used = {*list_texts(), *CLICK.values(), *system}
    unused = [one.english for one in read_templates() if blank(one.english) not in used]

    assert unused == [], "Take these lines out of src/plangraph/cli/errors.csv"


def test_every_line_says_its_text_and_no_other_line_does() -> None:
    for template in read_templates():
        places = PLACE.findall(template.english)
        text = PLACE.sub(lambda place: place[1].upper(), template.english)
        expected = PLACE.sub(lambda place: place[1].upper(), template.japanese)

        assert len(set(places)) == len(places), template
        assert set(PLACE.findall(template.japanese)) <= set(places), template
        assert find_translation(text) == expected


def test_every_line_is_japanese_without_a_full_stop() -> None:
    """The full stop is the line's; there is no exclamation and no half-width kana."""
    wrong = [
        one.japanese
        for one in read_templates()
        if not JAPANESE.search(one.japanese) or re.search("[。！!\uff61-\uff9f]", one.japanese)
    ]
    assert wrong == []


def test_every_english_where_has_a_japanese_one() -> None:
    words = {where for where in list_wheres() if re.match("[A-Za-z]", where)}
    known = {*WHERES, *PROPER}
    lacking = {
        where
        for where in words - known
        if where.split()[0] not in LISTED and not re.search(r"\.\w", where)
    }

    assert lacking == set(), "Add these to WHERES in src/plangraph/cli/translation.py"
    assert set(WHERES) <= words


@on_linux
@pytest.mark.parametrize("number", NUMBERS)
def test_the_reasons_of_the_system_are_said_in_japanese(number: int) -> None:
    error = OSError(number, os.strerror(number), "plan.txt")

    assert JAPANESE.match(explain(error, "read", "ja")[0].removeprefix("plangraph: plan.txt: "))
    assert os.strerror(number).lower() in explain(error, "read", "en")[0]


@pytest.mark.parametrize("words", CLICK)
def test_wrong_usage_is_said_in_japanese(run: Run, words: str) -> None:
    outcome = run(*words.split(), "--lang", "ja")
    where, said = outcome.err.removeprefix("plangraph: ").split(": ", 1)

    assert where.split()[0] == words.split()[0]
    assert JAPANESE.search(said)
    assert "次の理由で" not in said
    assert "で使い方を確かめてください。" in said


@pytest.mark.parametrize("words", CLICK)
def test_the_parser_says_what_the_lines_expect(words: str) -> None:
    group = make_commands()
    with pytest.raises(click.UsageError) as caught:
        group.main(words.split(), standalone_mode=False, obj="en")
    line, _code = explain(caught.value, words.split()[0], "en")

    pattern = ".+".join(map(re.escape, CLICK[words].split("{}")))
    assert re.search(f": {pattern}\\. Run ", line)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("no such file or folder", "そのようなファイルやフォルダーはありません"),
        ("not valid TOML: Expected '='", "TOML として読めません（Expected '='）"),
        ("the file is a PDF, not text", "テキストではなく、PDF ファイルです"),
        ('unknown verdict "it\'s"', "「it's」という判断は使えません"),
        ("no year 5", "「5」は年度として読めません"),
        (
            "cannot be reached: [Errno 111] Connection refused",
            "つながりません（接続を断られました）",
        ),
        ("clock is broken", "次の理由でできませんでした: clock is broken"),
    ],
)
def test_what_is_put_in_is_quoted_as_it_stands(what: str, expected: str) -> None:
    error = SourceError("plan.txt", what, "Check the name")

    told = f"plangraph: plan.txt: {expected}。名前を確かめてください。"
    assert explain(error, "read", "ja") == (told, 3)
    assert explain(error, "read", "en") == (f"plangraph: {error}", 3)


def test_names_offered_are_listed_as_in_japanese() -> None:
    assert (
        find_translation("Did you mean 福祉課 or 健康課")
        == "「福祉課」か「健康課」ではありませんか"
    )
    assert find_translation("no column since, until") == "列 since、until がありません"


def test_errors_follow_the_option_and_the_machine(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    absent = tmp_path / "absent.txt"
    english = f"plangraph: {absent}: no such file or folder. Check the path.\n"
    japanese = run("read", absent, "--lang", "ja").err

    assert japanese.startswith(f"plangraph: {absent}: そのような")
    assert run("--lang", "en", "read", absent).err == english
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert run("read", absent).err == english
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.delenv("LANG", raising=False)
    assert run("read", absent).err == japanese


def test_one_plan_of_several_that_cannot_be_read_is_told_in_japanese(
    run: Run, tmp_path: Path
) -> None:
    outcome = run("check", tmp_path / "a.txt", tmp_path / "b.txt", "--lang", "ja")

    assert (outcome.code, outcome.out) == (3, b"")
    assert outcome.err.count("そのようなファイルやフォルダーはありません。") == 2

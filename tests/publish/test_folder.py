"""A site is written whole or not at all, and only where a site may be."""

import subprocess
import sys
from pathlib import Path

import pytest

from plangraph.cli import main
from plangraph.errors import OutputError
from plangraph.publish.folder import MARKER, clear_up, is_site, replace_folder


def test_a_site_takes_the_place_of_the_former(tmp_path: Path) -> None:
    out = tmp_path / "site"
    for text in ("one", "two"):
        with replace_folder(out) as folder:
            folder.write(MARKER, b"{}")
            folder.write(f"a/{text}.html", text.encode())

    assert is_site(out)
    assert [path.name for path in (out / "a").iterdir()] == ["two.html"]
    assert list(tmp_path.iterdir()) == [out]


def write_and_fail(out: Path) -> None:
    with replace_folder(out) as folder:
        folder.write("a.html", b"new")
        raise OutputError("here", "a fault", "None")


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with replace_folder(out) as folder:
        folder.write(MARKER, b"{}")

    with pytest.raises(OutputError):
        write_and_fail(out)

    assert [path.name for path in out.iterdir()] == [MARKER]
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")

    with pytest.raises(OutputError, match="something else than a site"):
        write_and_fail(tmp_path)
    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_names_that_differ_in_case_alone_are_refused(tmp_path: Path) -> None:
    """Half of all machines would write both into one file."""
    with replace_folder(tmp_path / "site") as folder:
        folder.write("Goal.html", b"")
        with pytest.raises(OutputError, match="the same file"):
            folder.write("goal.html", b"")


def test_a_plan_that_breaks_rules_is_not_published(
    tmp_path: Path, root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site"
    code = main(["publish", str(root / "data/iizuka"), str(out), "--lang", "ja"])
    told = capfd.readouterr()

    assert code == 1
    assert "META-01" in told.out
    assert "--allow-findings" in told.err
    assert not out.exists()


def test_temporary_names_are_not_published(
    tmp_path: Path, root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = root / "tests/plans/tiny/revisions/1/source.txt"
    out = tmp_path / "site"
    code = main(["publish", str(source), str(out), "--allow-findings"])

    assert code == 3
    assert "identify" in capfd.readouterr().err
    assert not out.exists()


def test_the_base_can_be_the_publishers(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "site"
    plans = [str(root / "data/iizuka"), str(root / "tests/plans/tiny")]
    code = main(
        ["publish", *plans, str(out), "--allow-findings", "--base", "https://d.example/id/"]
    )

    assert code == 0
    assert (out / "402052/goal-1.html").is_file()
    assert (out / "999016/goal-1.html").is_file()
    assert "https://d.example/id/999016/goal-1" in (out / "999016/goal-1.nt").read_text("utf-8")


def begin_site(out: Path) -> "subprocess.Popen[bytes]":
    """Begin a site in a process of its own, which then writes on and on."""
    program = (
        "import sys, time; from pathlib import Path;"
        "from plangraph.publish.folder import replace_folder\n"
        "with replace_folder(Path(sys.argv[1])) as folder:\n"
        "    folder.write('index.html', b'half'); print(flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(out)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_what_a_killed_process_left_is_cleared_away(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_little(out, b"old")
    process = begin_site(out)
    write_little(out, b"new")
    assert len(list(tmp_path.iterdir())) == 2
    process.kill()
    process.communicate()

    assert (out / "index.html").read_bytes() == b"new"
    write_little(out, b"newer")
    assert list(tmp_path.iterdir()) == [out]
    assert (out / "index.html").read_bytes() == b"newer"


def test_a_site_that_a_killed_process_had_put_aside_comes_back(tmp_path: Path) -> None:
    out, aside = tmp_path / "site", tmp_path / ".site.killed"
    write_little(aside / "former", b"old")
    (aside / "lock").touch()

    clear_up(out)
    assert (out / "index.html").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def write_little(out: Path, page: bytes) -> None:
    with replace_folder(out) as folder:
        folder.write("index.html", page)
        folder.write(MARKER, b"{}")

"""The gate in practice: the hook, the workflow, and exit codes that are right whatever happens."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from plangraph.check.formats import FORMATS

SHIPPED = Path("data") / "iizuka"


def run(*words: str, folder: Path, root: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a command line whose first word is plangraph, as the package in this tree."""
    assert words[0] == "plangraph"
    known = {"PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=os.environ | known,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def plan(tmp_path: Path, root: Path) -> Path:
    """Give a copy of the shipped plan folder."""
    return Path(shutil.copytree(root / SHIPPED, tmp_path / "plan"))


@pytest.fixture(scope="module")
def hooks(root: Path) -> dict[str, dict[str, Any]]:
    """Give the hooks that other repositories can name."""
    text = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    return {hook["id"]: hook for hook in yaml.safe_load(text)}


def test_the_hook_stops_a_plan_with_a_violation(
    hooks: dict[str, dict[str, Any]], plan: Path, root: Path
) -> None:
    hook = hooks["plangraph-check"]
    done = run(*shlex.split(hook["entry"]), *hook["args"], folder=plan, root=root)

    assert done.returncode == 1
    assert "META-01" in done.stdout.decode()
    assert done.stderr == b""


def test_the_hook_lets_a_plan_pass_whose_violations_are_decided_on(
    hooks: dict[str, dict[str, Any]], plan: Path, root: Path
) -> None:
    """Record, accept, commit: the way that an office goes."""
    assert run("plangraph", "check", ".", "--record", folder=plan, root=root).returncode == 1
    file = plan / "decisions.csv"
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    assert head.endswith("verdict,value,by,on,until,why")
    accepted = [re.sub(",,,,,,$", ",accept,,係,2026-01-01,,確認済み", line) for line in lines]
    file.write_text("\n".join([head, *accepted, ""]), encoding="utf-8")
    hook = hooks["plangraph-check"]
    done = run(*shlex.split(hook["entry"]), *hook["args"], folder=plan, root=root)

    assert done.returncode == 0, done.stdout.decode()


def test_the_hook_looks_at_the_files_of_a_plan_folder(hooks: dict[str, dict[str, Any]]) -> None:
    pattern = re.compile(hooks["plangraph-check"]["files"])

    for file in ("plan.toml", "a/identifiers.csv", "revisions/2/source.txt", "x/links.ttl"):
        assert pattern.search(file), file
    assert not pattern.search("README.md")


def test_the_workflow_can_be_called_and_asks_for_known_forms(root: Path) -> None:
    text = (root / ".github" / "workflows" / "check-plan.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    # YAML 1.1 takes the key "on" for a truth value.
    assert "workflow_call" in workflow.get("on", workflow.get(True))
    (steps,) = (job["steps"] for job in workflow["jobs"].values())
    (script,) = (step["run"] for step in steps if step.get("id") == "check")
    forms = re.search(r"for form in ([a-z ]+);", script)

    assert forms is not None
    assert set(forms[1].split()) <= set(FORMATS)
    assert "${{" not in script, "text from outside must come by the environment"


def test_a_report_that_cannot_be_written_is_shown_and_exits_with_3(
    plan: Path, root: Path, tmp_path: Path
) -> None:
    lost = str(tmp_path / "nowhere" / "findings.xlsx")
    done = run("plangraph", "check", ".", "-o", lost, folder=plan, root=root)

    assert done.returncode == 3
    assert "META-01" in done.stdout.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_sarif_log_names_the_file_from_where_the_command_runs(
    plan: Path, root: Path, tmp_path: Path
) -> None:
    done = run("plangraph", "check", "plan", "--format", "sarif", folder=tmp_path, root=root)
    (log,) = json.loads(done.stdout)["runs"]

    assert log["artifacts"] == [{"location": {"uri": "plan/revisions/1/source.txt"}}]


def test_against_an_earlier_revision_the_rules_about_changes_speak(
    plan: Path, root: Path, tmp_path: Path
) -> None:
    source = plan / "revisions" / "1" / "source.txt"
    text = source.read_text(encoding="utf-8")
    (plan / "revisions" / "1" / "revision.toml").unlink()
    source.write_text(text.replace("\t422-2\t", "\t422-3\t"), encoding="utf-8")
    old = str(root / SHIPPED)
    words = ("plangraph", "check", "plan", "--against", old, "--format", "json")
    findings = json.loads(run(*words, folder=tmp_path, root=root).stdout)["findings"]
    (renumbered,) = (one for one in findings if one["rule"] == "REV-03")

    assert renumbered["source"][0]["line"] == 15
    assert "「422-2」から「422-3」" in renumbered["message"]["ja"]


def test_nothing_changed_since_the_same_revision(root: Path, tmp_path: Path) -> None:
    same = str(root / SHIPPED)
    words = ("plangraph", "check", same, "--against", same, "--format", "json")
    report = json.loads(run(*words, folder=tmp_path, root=root).stdout)

    assert not [one for one in report["findings"] if one["rule"].startswith("REV")]
    assert report["rules"]["evaluated"] == 70

"""
A worked example: what the ontology catches and the shapes do not.

Somebody adds a level of programmes. A goal is put within a programme, the programme within a
measure. Each of the two statements is fine by itself, and shapes look at one at a time. But being
part of is transitive, so the goal lies within a measure, which the vocabulary rules out.
"""

from collections.abc import Callable
from pathlib import Path

from plangraph.names import term
from plangraph.opening import load
from plangraph.reason import explain, reason
from plangraph.store import serialise


def test_the_ontology_sees_a_goal_within_a_measure_and_the_shapes_do_not(
    require: Callable[[str], None], root: Path, tmp_path: Path
) -> None:
    require("java")
    plan = load(root / "tests/plans/tiny").dataset
    home, part = plan.revisions[-1].root, term("plan:partOf")
    facts = serialise(plan, ".nt").decode()
    added = (
        f"<{home}goal-1> <{part}> <{home}programme-1> .\n"
        f"<{home}programme-1> <{part}> <{home}measure-1.2> .\n"
        f"<{home}programme-1> <{term('rdf:type')}> <{term('plan:PlanElement')}> .\n"
        f'<{home}programme-1> <{term("skos:prefLabel")}> "重点プログラム"@ja .\n'
    )
    (tmp_path / "before.nt").write_text(facts, encoding="utf-8")
    (tmp_path / "after.nt").write_text(facts + added, encoding="utf-8")
    before, after = load(tmp_path / "before.nt"), load(tmp_path / "after.nt")
    found = [{(one.rule, one.focus) for one in plan.check().findings} for plan in (before, after)]
    outcome = reason(after.graph)

    assert found[0] == found[1]
    assert not outcome.consistent
    assert outcome.clashing == (f"{home}goal-1",)
    (said,) = explain(outcome, after.graph, language="en").values()
    assert any("transitive" in sentence for sentence in said)
    assert any("programme-1" in sentence for sentence in said)
    assert len(said) <= 7

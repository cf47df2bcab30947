"""
Work out the expected answers of the query library without the package or any RDF.

    python -m tests.ask.independent [PLAN...]

writes ``expected/<plan>/<theme>/<name>.csv`` anew from the sources and from ``judgements/``, the
tables a person wrote where a question needs judgement rather than counting.
"""

import csv
import io
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from tests.ask import counting, linked
from tests.ask.reading import read_source

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SOURCES = {
    "iizuka": ROOT / "data/iizuka/revisions/1/source.txt",
    "tiny": ROOT / "tests/plans/tiny/revisions/1/source.txt",
    "other": ROOT / "tests/plans/other/source.txt",
}

FOLDERS = {"iizuka": ROOT / "data/iizuka", "tiny": ROOT / "tests/plans/tiny", "other": None}


def copy_judged(key: str) -> Callable[[counting.Material], counting.Cells]:
    """Take a table from the judgements as it stands."""
    return lambda material: (tuple(row) for row in material.judged[key])


QUESTIONS: dict[str, tuple[str, Callable[[counting.Material], counting.Cells]]] = {
    "structure/goals-with-targets": ("goal title target", counting.goals_with_targets),
    "structure/measures-with-indicators": (
        "measure title indicator",
        counting.measures_with_indicators,
    ),
    "structure/initiatives": ("initiative title projects", counting.initiatives),
    "structure/projects-per-goal": ("goal rows projects", counting.projects_per_goal),
    "structure/projects-in-several-measures": (
        "number label measure",
        counting.projects_in_several_measures,
    ),
    "structure/initiatives-with-one-project": (
        "initiative title label",
        counting.initiatives_with_one_project,
    ),
    "structure/number-groups-across-goals": (
        "group goal label",
        counting.number_groups_across_goals,
    ),
    "responsibility/departments-by-goal": (
        "department goal projects",
        counting.departments_by_goal,
    ),
    "responsibility/departments-across-goals": (
        "department goals",
        counting.departments_across_goals,
    ),
    "responsibility/departments-in-every-goal": ("department", counting.departments_in_every_goal),
    "responsibility/projects-of-department": (
        "number label measure line",
        counting.projects_of_department,
    ),
    "responsibility/joint-projects": ("label department line", counting.joint_projects),
    "responsibility/initiatives-of-one-department": (
        "initiative title department",
        counting.initiatives_of_one_department,
    ),
    "responsibility/departments-with-one-project": (
        "department label",
        counting.departments_with_one_project,
    ),
    "responsibility/busiest-departments": ("department projects", counting.busiest_departments),
    "responsibility/sections": ("department section label", counting.sections),
    "responsibility/concentration-by-measure": (
        "measure department share hhi",
        counting.concentration_by_measure,
    ),
    "responsibility/reorganization-impact": ("kind label", counting.reorganization_impact),
    "coverage/projects-without-indicator": (
        "number label department line",
        counting.projects_without_indicator,
    ),
    "coverage/projects-without-number": ("label printed line", counting.projects_without_number),
    "coverage/projects-without-budget-item": (
        "label reason printed line",
        counting.projects_without_budget_item,
    ),
    "coverage/projects-with-several-numbers": (
        "label number",
        counting.projects_with_several_numbers,
    ),
    "coverage/incomplete-projects": ("label missing line", counting.incomplete_projects),
    "coverage/measure-indicators-without-support": (
        "measure indicator support supporting",
        copy_judged("support"),
    ),
    "indicators/units": ("unit projects", counting.units),
    "indicators/shared": ("indicator label", counting.shared_indicators),
    "indicators/repeated-across-levels": (
        "upper indicator label relation",
        copy_judged("repeated"),
    ),
    "indicators/by-unit-and-noun": ("noun unit indicator label", copy_judged("nouns")),
    "indicators/without-direction": ("level indicator", counting.without_direction),
    "budget/mandatory": ("label item", counting.mandatory),
    "budget/mandatory-and-policy": ("label", counting.mandatory_and_policy),
    "budget/tagged-and-untagged": ("label item tag", counting.tagged_and_untagged),
    "budget/shared-items": ("item label", counting.shared_items),
    "budget/tags-by-measure": ("measure tag items", counting.tags_by_measure),
    "provenance/source-of": ("property value file line column", copy_judged("sources")),
    "provenance/decisions": (
        "label property printed decided by on why",
        copy_judged("decisions"),
    ),
}

LINKS: dict[str, tuple[str, Callable[[counting.Material, linked.Curated], counting.Cells]]] = {
    "links/projects-by-target": (
        "target title number label department confidence why",
        linked.projects_by_target,
    ),
    "links/indicators-by-target": (
        "target indicator unit label",
        linked.indicators_by_target,
    ),
    "links/departments-by-target": (
        "target department projects",
        linked.departments_by_target,
    ),
    "links/curated": (
        "standing label property value confidence by on why",
        linked.curated_links,
    ),
}


def write_table(columns: str, cells: counting.Cells) -> str:
    """Write one answer as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns.split())
    writer.writerows(cells)
    return text.getvalue()


def work_out(plan: str) -> dict[str, str]:
    """Work out every answer over one plan: file name without suffix, CSV text."""
    judged = tomllib.loads((HERE / "judgements" / f"{plan}.toml").read_text(encoding="utf-8"))
    reading = read_source(SOURCES[plan], judged.get("fixes", ()))
    material = counting.Material(reading, judged, judged["department"])
    curated = linked.read_curated(FOLDERS[plan])
    return {
        **{name: write_table(columns, ask(material)) for name, (columns, ask) in QUESTIONS.items()},
        **{
            name: write_table(columns, ask(material, curated))
            for name, (columns, ask) in LINKS.items()
        },
    }


def main(plans: list[str]) -> None:
    """Write the expected answers of the named plans, or of all."""
    for plan in plans or SOURCES:
        for name, text in work_out(plan).items():
            path = HERE / "expected" / plan / f"{name}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Offices of one name in several divisions are several offices, and stay so."""

from pathlib import Path

import plangraph

TABLE = """事業番号,事業名,部名,課名,係名
1-1,甲事業,東支所,総務課,庶務係
1-2,乙事業,西支所,総務課,庶務係
1-3,丙事業,東支所,総務課,
1-4,丁事業,本庁,財政課,
"""
OFFICES = """
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX plan: <https://w3id.org/plangraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?division ?office (COUNT(?project) AS ?projects)
WHERE {
  ?project plan:responsible ?unit .
  ?unit skos:prefLabel ?office ; org:subOrganizationOf / skos:prefLabel ?division .
}
GROUP BY ?unit ?division ?office
ORDER BY ?division ?office
"""


def test_offices_of_one_name_stay_apart_by_their_divisions(tmp_path: Path) -> None:
    source, question = tmp_path / "table.csv", tmp_path / "offices.rq"
    source.write_text(TABLE, encoding="utf-8")
    question.write_text(OFFICES, encoding="utf-8")
    rows = plangraph.load(source).ask(str(question)).values

    assert [tuple(map(str, row)) for row in rows] == [
        ("本庁", "財政課", "1"),
        ("東支所", "総務課", "2"),
        ("西支所", "総務課", "1"),
    ]


def test_an_office_whose_division_is_not_told_everywhere_is_one(tmp_path: Path) -> None:
    source, question = tmp_path / "table.csv", tmp_path / "offices.rq"
    source.write_text(TABLE.replace("西支所", ""), encoding="utf-8")
    question.write_text(OFFICES, encoding="utf-8")
    rows = plangraph.load(source).ask(str(question)).values

    assert [tuple(map(str, row)) for row in rows] == [
        ("本庁", "財政課", "1"),
        ("東支所", "総務課", "3"),
    ]

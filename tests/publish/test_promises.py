"""What is promised about publication names files that a site has."""

import re
from pathlib import Path

FILE = re.compile(
    r"`([\w./-]+\.(?:html|ttl|json|csv|svg|xml|txt|conf|trig|gz)|[\w./-]+SHA256SUMS)`"
)


def test_every_file_named_as_evidence_is_in_the_site(root: Path, site: Path) -> None:
    named = set(FILE.findall((root / ".github/PUBLICATION.md").read_text("utf-8")))

    assert len(named) > 25
    # A package without the script of the query page writes no such page.
    optional = {"query.html", "assets/licences.txt"}
    assert [name for name in sorted(named - optional) if not (site / name).is_file()] == []


def test_every_principle_and_practice_is_answered(root: Path) -> None:
    rows = [
        line.split("|")[1:-1]
        for line in (root / ".github/PUBLICATION.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and "principle" not in line and "practice" not in line
    ]

    assert len(rows) == 15 + 35
    assert {row[2].strip() for row in rows} == {"yes", "partly", "no"}

"""Count the answers over the curated links: the file read line by line, no RDF in sight."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.ask.counting import Cells, Material
from tests.ask.reading import Project, in_first_order

RECORD = re.compile(
    r"^<link-[^>]+> a plan:Link ; rdf:subject (\S+) ; rdf:predicate (\S+) ; rdf:object (.+) ;\n"
    r"    plan:confidence confidence:(\w+) ; plan:linkStanding link-standing:([\w-]+) ;\n"
    r'    plan:decidedBy "([^"]+)" ; plan:decidedOn "([^"]+)"\^\^xsd:date ; '
    r'plan:why "([^"]+)"@ja \.$',
    re.MULTILINE,
)
TARGET = re.compile(
    r'^<http://metadata\.un\.org/sdg/([^>]+)> skos:notation "\1" ; rdfs:label "([^"]+)"@ja',
    re.MULTILINE,
)
SDG = "<http://metadata.un.org/sdg/"
LISTED = ("own-classification", "own-judgement", "single-source")


@dataclass(frozen=True, slots=True)
class Record:
    """What a person joined to a plan."""

    subject: str
    predicate: str
    value: str
    confidence: str
    standing: str
    by: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Curated:
    """The links file of a plan beside its ledger: keys, and the names they stand for."""

    text: str
    names: dict[str, str]

    @property
    def records(self) -> list[Record]:
        """All links with their records."""
        return [Record(*found) for found in RECORD.findall(self.text)]


def read_curated(folder: Path | None) -> Curated:
    """Read the links and the ledger of a plan folder; a bare file has neither."""
    names: dict[str, str] = {}
    if folder is None:
        return Curated("", names)
    with (folder / "identifiers.csv").open(encoding="utf-8", newline="") as lines:
        for entry in csv.DictReader(lines):
            names[f"{entry['kind']}-{entry['key']}"] = entry["name"]
    return Curated((folder / "links.ttl").read_text(encoding="utf-8"), names)


def find_key(curated: Curated, project: Project) -> str:
    """Give the key of a project: its first number, else that of the ledger."""
    if project.numbers:
        return f"project-{project.numbers[0]}"
    keys = [key for key, name in curated.names.items() if name == project.label]
    return next((key for key in keys if key.startswith("project-u")), "")


def list_targets(curated: Curated) -> list[tuple[str, str]]:
    """List the targets with their names, 3 before 10 and digits before letters."""
    return sorted(TARGET.findall(curated.text), key=lambda found: _rank(found[0]))


def _rank(target: str) -> tuple[int, int, str]:
    return int(target.split(".")[0]), len(target), target


def list_classified(
    material: Material, curated: Curated
) -> Iterator[tuple[str, str, Project, Record]]:
    """List targets with the projects beneath, both in their order."""
    keyed = [(project, f"<{find_key(curated, project)}>") for project in material.projects]
    records: dict[tuple[str, str], list[Record]] = {}
    for record in curated.records:
        records.setdefault((record.subject, record.value), []).append(record)
    for target, title in list_targets(curated):
        for project, subject in keyed:
            for record in records.get((subject, f"{SDG}{target}>"), ()):
                yield target, title, project, record


def projects_by_target(material: Material, curated: Curated) -> Cells:
    """One row a target, project and department."""
    for target, title, p, record in list_classified(material, curated):
        for office in p.offices:
            yield target, title, p.number, p.label, office, record.confidence, record.why


def indicators_by_target(material: Material, curated: Curated) -> Cells:
    """One row a target and project that has an indicator."""
    for target, _, p, _ in list_classified(material, curated):
        if p.indicator:
            yield target, p.indicator, p.rows[0].cells["unit"], p.label


def departments_by_target(material: Material, curated: Curated) -> Cells:
    """One row a target and department."""
    found = list(list_classified(material, curated))
    for target in in_first_order(target for target, *_ in found):
        projects = [p for one, _, p, _ in found if one == target]
        for office in in_first_order(office for p in projects for office in p.offices):
            yield target, office, sum(office in p.offices for p in projects)


def curated_links(material: Material, curated: Curated) -> Cells:
    """One row a link, but for translations, in the order of IRIs."""
    labels = {f"<{find_key(curated, p)}>": p.label for p in material.projects}
    labels |= {f"<{key}>": name for key, name in curated.names.items()}
    labels["<organization-issuer>"] = "飯塚市"
    listed = [one for one in curated.records if one.standing in LISTED]
    local = {one: one.predicate.split(":")[1] for one in listed}
    for one in sorted(
        listed, key=lambda one: (one.standing, local[one], _iri(one.subject), _iri(one.value))
    ):
        thing = labels.get(one.subject, one.subject.strip("<>"))
        value = labels.get(one.value, one.value.removeprefix(SDG).strip("<>"))
        yield one.standing, thing, local[one], value, one.confidence, one.by, one.on, one.why


def _iri(written: str) -> str:
    """Give the whole IRI, by which engines sort."""
    iri = written.strip("<>")
    return iri if iri.startswith("http") else f"https://w3id.org/plangraph/id/402052/{iri}"

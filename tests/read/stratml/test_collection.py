"""
Documents as they lie about in collections: with every breach of the schema that is seen there.

None breaks the reading, none says anything that is not accounted for, and how a program dresses a
document changes nothing of its graph.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import etree

from plangraph.opening import LoadedPlan, load
from plangraph.read.stratml import read_stratml

DOCUMENTS = Path(__file__).parent / "documents"
SCHEMA = "PerformancePlanOrReport20160216.xsd"
TEXT = (DOCUMENTS / "commission.xml").read_text(encoding="utf-8")
HARBOUR = (DOCUMENTS / "harbour.xml").read_text(encoding="utf-8")
ISO_2 = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
EARLY = """<?xml version="1.0" encoding="utf-8"?>
<sp:StrategicPlan xmlns:sp="http://www.stratml.net">
<sp:StrategicPlanCore StartDate="2007-10-01" EndDate="2012-09-30" Date="2007-09-28">
<sp:Organization><sp:Name>Office of Boats</sp:Name></sp:Organization>
<sp:Vision>See the sea</sp:Vision><sp:Mission>Float</sp:Mission>
<sp:Goal><sp:SequenceIndicator>1</sp:SequenceIndicator><sp:Name>Hulls</sp:Name>
<sp:Objective><sp:Description>Paint them</sp:Description></sp:Objective>
<sp:Objective>Scrape them</sp:Objective></sp:Goal>
<sp:Goal>Oars</sp:Goal></sp:StrategicPlanCore>
<sp:AdministrativeInformation><sp:Submitter FirstName="Owen"><sp:Rank>Captain</sp:Rank>
</sp:Submitter></sp:AdministrativeInformation></sp:StrategicPlan>
"""
Edit = Callable[[str], str]


def swap(old: str, new: str, count: int = -1) -> Edit:
    """Make an edit that must find something to replace."""

    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, count)

    return edit


BREACHES: dict[str, Edit] = {
    "as it is": lambda text: text,
    "an earlier namespace": swap(ISO_2, "http://www.stratml.net/PerformancePlanOrReport"),
    "no namespace": swap(f' xmlns="{ISO_2}"', "", 1),
    "the namespace of Part 1": swap(f'xmlns="{ISO_2}"', 'xmlns="http://www.stratml.net"'),
    "an unknown type": swap('Type="Performance_Plan"', 'Type="PerformancePlan"'),
    "no type": swap(' Type="Performance_Plan"', ""),
    "no namespace within the core": swap("<StrategicPlanCore>", '<StrategicPlanCore xmlns="">'),
    "names in small letters": swap("SequenceIndicator>", "sequenceindicator>"),
    "first and last name": lambda text: text.replace("GivenName>", "FirstName>").replace(
        "Surname>", "LastName>"
    ),
    "an unknown element": swap("<Goal>", "<Goal><Budget>12</Budget>", 1),
    "a foreign element": swap(
        "<Goal>", '<Goal><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">T</dc:title>', 1
    ),
    "an unknown attribute": swap("<Goal>", '<Goal Color="red">', 1),
    "text between elements": swap("<Goal>", "<Goal>Loose words", 1),
    "breaks of lines in HTML": swap("Doors are open.", "Doors<br/>are <i>open</i>."),
    "a section of CDATA with HTML": swap("Doors are open.", "<![CDATA[<p>Doors</p> are open.]]>"),
    "two missions": swap(
        "<Value><Name>Openness", "<Mission><Description>Another</Description></Mission><Value>"
        "<Name>Openness"
    ),
    "a goal in an objective": swap("<Objective/>", "<Goal><Name>Inner</Name></Goal>"),
    "objectives in an objective": swap(
        "<Objective/>", "<Objective><Name>A</Name><Objective><Name>B</Name></Objective></Objective>"
    ),
    "an objective without a goal": swap(
        "</StrategicPlanCore>", "<Objective><Name>Lost</Name></Objective></StrategicPlanCore>"
    ),
    "a core within a core": swap(
        "</StrategicPlanCore>",
        "<StrategicPlanCore><Goal><Name>Deep</Name></Goal></StrategicPlanCore></StrategicPlanCore>",
    ),
    "no core": lambda text: re.sub("</?StrategicPlanCore>", "", text),
    "no administration": lambda text: re.sub(
        r"<AdministrativeInformation>.*</AdministrativeInformation>", "", text, flags=re.DOTALL
    ),
    "no goal": lambda text: re.sub(r"<Goal>.*</Goal>", "", text, flags=re.DOTALL),
    "everything in one line": lambda text: re.sub(r">\s+<", "><", text),
    "a document type": swap("<!-- Converted by hand -->", "<!DOCTYPE PerformancePlanOrReport>"),
    "signs by number": swap("The Commission", "The&#160;Commission&#8212;"),
    "a right to left mark": swap("The Commission", "The \u200fCommission"),
    "a date of another form": swap("2016-10-01", "10/1/2016"),
    "a date with a time": swap("2016-10-01", "2016-10-01T00:00:00Z"),
    "a number in words": swap("<NumberOfUnits>4.0<", "<NumberOfUnits>about four<"),
    "a number with a unit": swap("<NumberOfUnits>4.0<", "<NumberOfUnits>$1,234.5 million<"),
    "a result outside its instance": lambda text: re.sub("</?MeasurementInstance>", "", text),
    "an indicator of a goal": swap(
        "<Objective>\n", "<PerformanceIndicator><MeasurementDimension>Ships</MeasurementDimension>"
        "<UnitOfMeasurement>ships</UnitOfMeasurement></PerformanceIndicator><Objective>\n", 1
    ),
    "an empty document": lambda text: re.sub(
        r"<Name>About.*</AdministrativeInformation>", "", text, flags=re.DOTALL
    ),
}  # fmt: skip


def words_of(data: bytes) -> list[str]:
    """Give every word of every text and attribute, as another parser finds them."""
    root = etree.fromstring(data)
    texts = [
        text for one in root.iter() if isinstance(one.tag, str) for text in (one.text, one.tail)
    ]
    values = [
        str(value)
        for one in root.iter()
        if isinstance(one.tag, str)
        for name, value in one.attrib.items()
        if "XMLSchema-instance" not in str(name)
    ]
    return [word for text in (*texts, *values) if text for word in text.split()]


SENDER = {"Owen", "A", "x@example.org", "_10"}
"""Of a person who sent the file in, the account says only that there is one."""


@pytest.mark.parametrize("name", BREACHES)
def test_every_word_of_a_document_is_accounted_for(name: str) -> None:
    data = BREACHES[name](TEXT).encode()
    plan = read_stratml(data, "plan.xml")
    said = " ".join(line.printed for line in plan.lines)
    words = set(re.split(r"[\s|:=]+", said)) | set(said.split())

    assert {word for word in words_of(data) if word not in SENDER} <= words | {
        piece for word in words for piece in (word.partition("=")[2],)
    }


@pytest.mark.parametrize("name", BREACHES)
def test_what_the_schema_refuses_is_told(name: str) -> None:
    """Where the schemas are at hand: a document is valid exactly if nothing was found in it."""
    folder = os.environ.get("STRATML_SCHEMAS")
    if not folder:
        pytest.skip("STRATML_SCHEMAS names no folder with the schemas of StratML")
    schema = etree.XMLSchema(file=str(Path(folder) / SCHEMA))
    data = BREACHES[name](TEXT).encode()

    valid = schema.validate(etree.fromstring(data))

    assert valid is (read_stratml(data, "plan.xml").problems == ())


def facts(loaded: LoadedPlan) -> set[str]:
    """Give the facts of a plan, each as a line of text."""
    graph = ox.NamedNode(loaded.dataset.revisions[-1].facts)
    found = loaded.dataset.store.quads_for_pattern(None, None, None, graph)
    return {f"{quad.subject} {quad.predicate} {quad.object}" for quad in found}


def reverse_attributes(text: str) -> str:
    """Write the attributes of each element the other way round."""

    def turn(match: re.Match[str]) -> str:
        found = re.findall(r'[\w:]+="[^"]*"', match[2])
        return f"<{match[1]} {' '.join(reversed(found))}{match[3]}>"

    return re.sub(r"<([A-Za-z]\w*)((?: [\w:]+=\"[^\"]*\")+)\s*(/?)>", turn, text)


def prefix(text: str) -> str:
    """Give every element a prefix."""
    text = re.sub(r"<(/?)([A-Za-z]\w*)", r"<\1sml:\2", text)
    return text.replace("xmlns=", "xmlns:sml=", 1)


DRESSES: dict[str, Callable[[str], bytes]] = {
    "attributes in another order": lambda text: reverse_attributes(text).encode(),
    "single quotes": lambda text: re.sub(r'="([^"<]*)"', r"='\1'", text).encode(),
    "prefixes": lambda text: prefix(text).encode(),
    "other indents": lambda text: re.sub(r">\s*\n\s*<", ">\n\t\t<", text).encode(),
    "no indents": lambda text: re.sub(r">\s*\n\s*<", "><", text).encode(),
    "lines that end as on Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "comments": lambda text: text.replace("<Name>", "<!-- name --><Name>").encode(),
    "comments in texts": lambda text: text.replace("</Name>", "<!-- end --></Name>").encode(),
    "instructions": lambda text: text.replace("<Name>", "<?page break?><Name>").encode(),
    "CDATA": lambda text: re.sub(
        r"<(Name|Description)>([^<>&]+)</\1>", r"<\1><![CDATA[\2]]></\1>", text
    ).encode(),
    "signs by number": lambda text: re.sub(
        r">([^<>&]+)<", lambda match: ">" + re.sub("e", "&#101;", match[1]) + "<", text
    ).encode(),
    "no declaration": lambda text: re.sub(r"^<\?xml[^>]*\?>\s*", "", text).encode(),
    "a byte order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.replace("UTF-8", "UTF-16", 1).encode("utf-16"),
    "UTF-16, the other way round": lambda text: (
        b"\xfe\xff" + text.replace("UTF-8", "UTF-16", 1).encode("utf-16-be")
    ),
    "Latin-1": lambda text: text.replace("UTF-8", "ISO-8859-1", 1).encode("latin-1"),
    "empty elements written out": lambda text: re.sub(r"<(\w+)/>", r"<\1></\1>", text).encode(),
    "canonical XML": lambda text: etree.canonicalize(text.partition("?>")[2]).encode(),
    "no namespace within the core": lambda text: text.replace(
        "<StrategicPlanCore>", '<StrategicPlanCore xmlns="">'
    ).encode(),
}


@pytest.mark.parametrize("name", DRESSES)
@pytest.mark.parametrize("text", [TEXT, HARBOUR], ids=["commission", "harbour"])
def test_how_a_program_dresses_a_document_changes_nothing(
    text: str, name: str, tmp_path: Path
) -> None:
    files = []
    for folder, data in (("a", text.encode()), ("b", DRESSES[name](text))):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / "plan.xml"
        file.write_bytes(data)
        files.append(file)
    one, other = map(load, files)

    assert files[0].read_bytes() != files[1].read_bytes()
    assert facts(one) == facts(other)


def test_a_statement_may_stand_in_the_element_itself() -> None:
    """Early documents have goals and objectives without a name, and missions without a part."""
    plan = read_stratml(EARLY.encode(), "early.xml")

    assert [goal.title for goal in plan.goals] == ["Hulls", "Oars"]
    assert [one.title for one in plan.measures] == ["Paint them", "Scrape them"]
    assert plan.charter is not None
    assert [one.description for one in plan.charter.tenets] == ["See the sea", "Float"]
    assert (plan.charter.start, plan.charter.published) == ("2007-10-01", "2007-09-28")


def test_of_a_sender_nothing_but_the_fact_is_told() -> None:
    """Neither a line nor a problem repeats a name, wherever in the element it stands."""
    plan = read_stratml(EARLY.encode(), "early.xml")
    said = [line.printed for line in plan.lines] + [one.printed for one in plan.problems]

    assert any(text.startswith("Submitter@FirstName") for text in said)
    assert not [text for text in said if "Owen" in text or "Captain" in text]

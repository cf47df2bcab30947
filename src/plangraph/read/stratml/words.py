"""
The words of StratML: its namespaces from the first to the newest, its elements and what they hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PART_1: Final = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
PART_2: Final = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
EARLIER: Final = frozenset(
    {
        "http://www.stratml.net",
        "http://www.stratml.net/",
        "http://www.stratml.net/StrategicPlan",
        "http://www.stratml.net/PerformancePlanOrReport",
        "http://stratml.net/StratML",
    }
)
NAMESPACES: Final = EARLIER | {PART_1, PART_2}

MANY: Final = 1 << 30
Content = tuple[tuple[str, int, int], ...]

_LEVEL: Final[Content] = (
    ("Identifier", 0, 1),
    ("SequenceIndicator", 0, 1),
    ("Stakeholder", 0, MANY),
    ("OtherInformation", 0, 1),
)
_CORE: Final[Content] = (
    ("Organization", 0, MANY),
    ("Vision", 0, 1),
    ("Mission", 0, 1),
    ("Value", 0, MANY),
    ("Goal", 1, MANY),
)
_BODY: Final[Content] = (
    ("Name", 0, 1),
    ("Acronym", 0, 1),
    ("Identifier", 0, 1),
    ("Description", 0, 1),
    ("Stakeholder", 0, MANY),
)
_GOAL: Final[Content] = (("Name", 1, 1), ("Description", 1, 1), *_LEVEL, ("Objective", 0, MANY))
_OBJECTIVE: Final[Content] = (("Name", 0, 1), ("Description", 0, 1), *_LEVEL)
_TEXTUAL: Final[Content] = (("Description", 0, 1), ("Identifier", 0, 1))
_NAMED: Final[Content] = (("Name", 0, 1), ("Description", 0, 1))
_STAKEHOLDER: Final[Content] = (("Name", 1, 1), ("Description", 0, 1))
_DAYS: Final[Content] = (
    ("StartDate", 0, 1),
    ("EndDate", 0, 1),
    ("PublicationDate", 0, 1),
    ("Source", 0, 1),
)
_CONTACT: Final[Content] = (
    ("GivenName", 0, 1),
    ("Surname", 0, 1),
    ("PhoneNumber", 0, 1),
    ("EmailAddress", 0, 1),
)
_RESULT: Final[Content] = (
    ("StartDate", 0, 1),
    ("EndDate", 0, 1),
    ("NumberOfUnits", 0, 1),
    ("Descriptor", 0, 1),
    ("Description", 0, 1),
)
_TOP: Final[Content] = (
    ("Name", 1, 1),
    ("Description", 0, 1),
    ("OtherInformation", 0, 1),
    ("StrategicPlanCore", 1, 1),
    ("AdministrativeInformation", 0, 1),
)

CONTENT_1: Final[Mapping[str, Content]] = {
    "StrategicPlan": _TOP,
    "StrategicPlanCore": _CORE,
    "Organization": _BODY,
    "Vision": _TEXTUAL,
    "Mission": _TEXTUAL,
    "Value": _NAMED,
    "Goal": _GOAL,
    "Objective": _OBJECTIVE,
    "Stakeholder": _STAKEHOLDER,
    "AdministrativeInformation": (*_DAYS, ("Submitter", 0, 1)),
    "Submitter": _CONTACT,
}
"""What each element of Part 1 holds, in order: name, least and most."""

CONTENT_2: Final[Mapping[str, Content]] = {
    **CONTENT_1,
    "PerformancePlanOrReport": (*_TOP, ("Submitter", 0, 1)),
    "Objective": (*_OBJECTIVE, ("PerformanceIndicator", 0, MANY)),
    "Stakeholder": (*_STAKEHOLDER, ("Role", 0, MANY)),
    "Role": (("Name", 1, 1), ("Description", 0, 1), ("RoleType", 0, 2)),
    "AdministrativeInformation": (("Identifier", 0, 1), *_DAYS),
    "Submitter": (("Identifier", 0, 1), *_CONTACT),
    "PerformanceIndicator": (
        ("SequenceIndicator", 0, 1),
        ("MeasurementDimension", 1, 1),
        ("UnitOfMeasurement", 1, 1),
        ("Identifier", 0, 1),
        ("Relationship", 0, MANY),
        ("MeasurementInstance", 0, MANY),
        ("OtherInformation", 0, 1),
    ),
    "Relationship": (
        ("Identifier", 0, 1),
        ("ReferentIdentifier", 0, MANY),
        ("Name", 0, 1),
        ("Description", 0, 1),
    ),
    "MeasurementInstance": (("TargetResult", 0, MANY), ("ActualResult", 0, MANY)),
    "TargetResult": _RESULT,
    "ActualResult": _RESULT,
    "Descriptor": (("DescriptorName", 0, 1), ("DescriptorValue", 0, 1)),
}
"""The same of Part 2, in which Part 1 is contained."""

ROOTS: Final = {"StrategicPlan": CONTENT_1, "PerformancePlanOrReport": CONTENT_2}
LEAVES: Final = {
    name for content in CONTENT_2.values() for name, _, _ in content if name not in CONTENT_2
}
"""Elements that hold text alone."""

CANONICAL: Final = {
    **{name.lower(): name for name in (*CONTENT_2, *LEAVES)},
    "firstname": "GivenName",
    "lastname": "Surname",
}
"""Names as the newest schema writes them, by those of any."""

FORMER_ATTRIBUTES: Final = {
    "PerformanceIndicatorType": "IndicatorType",
    "StakeholderTypeType": "StakeholderType",
}
"""What attributes were called before the standard, by their names of today."""

FORMER: Final = frozenset({"FirstName", "LastName"})


@dataclass(frozen=True, slots=True)
class Choice:
    """An attribute: the words it may be, and whether it must stand."""

    words: tuple[str, ...]
    required: bool = False


ATTRIBUTES_1: Final[Mapping[str, Mapping[str, Choice]]] = {
    "Stakeholder": {"StakeholderTypeType": Choice(("Person", "Organization", "Generic_Group"))}
}
ATTRIBUTES_2: Final[Mapping[str, Mapping[str, Choice]]] = {
    **ATTRIBUTES_1,
    "PerformancePlanOrReport": {
        "Type": Choice(("Strategic_Plan", "Performance_Plan", "Performance_Report"), required=True)
    },
    "PerformanceIndicator": {
        "ValueChainStage": Choice(
            ("Outcome", "Output_Processing", "Output", "Input_Processing", "Input")
        ),
        "PerformanceIndicatorType": Choice(("Quantitative", "Qualitative")),
    },
    "Relationship": {"RelationshipType": Choice(("Broader_Than", "Peer_To", "Narrower_Than"))},
}
ROLE_TYPES: Final = ("Performer", "Beneficiary")
DAYS: Final = frozenset({"StartDate", "EndDate", "PublicationDate"})

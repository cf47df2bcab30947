"""
What a document says of the plan as a whole: whose it is, what it stands for, its days.
"""

from typing import Final

from plangraph.plan import Body, Charter, Contact, Tenet
from plangraph.read.stratml.parsing import Element
from plangraph.read.stratml.stakes import read_stakeholders

TENETS: Final = ("Vision", "Mission", "Value")


def read_charter(root: Element, core: Element) -> Charter:
    """Read everything above the goals; what an early version said in attributes, too."""
    days = root.find("AdministrativeInformation") or core.find("AdministrativeInformation") or root
    early = core.attributes
    return Charter(
        kind=root.attributes.get("Type", "") or "Strategic_Plan",
        name=root.said("Name"),
        description=root.said("Description"),
        remark=root.said("OtherInformation"),
        bodies=tuple(_read_body(one) for one in core.all("Organization")),
        tenets=tuple(_read_tenet(one) for one in core.all(*TENETS)),
        identifier=days.said("Identifier"),
        start=days.said("StartDate") or early.get("StartDate", ""),
        end=days.said("EndDate") or early.get("EndDate", ""),
        published=days.said("PublicationDate") or early.get("Date", ""),
        source=days.said("Source"),
        contact=_read_contact(days.find("Submitter") or root.find("Submitter")),
        line=root.place,
    )


def _read_body(element: Element) -> Body:
    return Body(
        name=element.said("Name") or element.text,
        acronym=element.said("Acronym"),
        identifier=element.said("Identifier"),
        description=element.said("Description"),
        stakeholders=read_stakeholders(element),
        line=element.place,
    )


def _read_tenet(element: Element) -> Tenet:
    return Tenet(
        kind=element.name.lower(),
        name=element.said("Name"),
        description=element.said("Description") or element.text,
        identifier=element.said("Identifier"),
        line=element.place,
    )


def _read_contact(element: Element | None) -> Contact | None:
    if element is None:
        return None
    early = element.attributes
    return Contact(
        identifier=element.said("Identifier"),
        given=element.said("GivenName") or early.get("FirstName", ""),
        surname=element.said("Surname") or early.get("LastName", ""),
        phone=element.said("PhoneNumber") or early.get("PhoneNumber", ""),
        mail=element.said("EmailAddress") or early.get("EmailAddress", ""),
        line=element.place,
    )

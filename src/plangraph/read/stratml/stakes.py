"""
Stakeholders and the roles that they play.
"""

from plangraph.plan import Stakeholder, StakeRole
from plangraph.read.stratml.parsing import Element

KINDS = {"person": "person", "organization": "organization", "generic_group": "group"}


def read_stakeholders(element: Element) -> tuple[Stakeholder, ...]:
    """Read who has a stake in an element."""
    return tuple(
        Stakeholder(
            name=one.said("Name") or one.text,
            description=one.said("Description"),
            kind=KINDS.get(_word(one.attribute("StakeholderTypeType")), ""),
            roles=tuple(_read_role(role) for role in one.all("Role")),
            line=one.place,
        )
        for one in element.all("Stakeholder")
    )


def _read_role(element: Element) -> StakeRole:
    words = (_word(one.text) for one in element.all("RoleType"))
    kinds = dict.fromkeys(word for word in words if word in ("performer", "beneficiary"))
    name = element.said("Name") or element.text
    return StakeRole(name, element.said("Description"), tuple(kinds))


def _word(text: str) -> str:
    return text.lower().replace(" ", "_").replace("-", "_")

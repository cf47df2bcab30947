"""
What the program derives from a plan: shares, likenesses, standings, remarks on the wording.

All of it stands in the derived graph, apart from what was read; shapes and questions use it where
SPARQL alone does badly.
"""

from typing import Final

from plangraph.assemble.builder import Builder, plain
from plangraph.assemble.derive.cells import derive_cells
from plangraph.assemble.derive.funds import derive_fund_remarks
from plangraph.assemble.derive.gaps import derive_gaps, derive_label_gaps
from plangraph.assemble.derive.indicators import derive_counted_nouns, derive_label_remarks
from plangraph.assemble.derive.likeness import derive_likenesses
from plangraph.assemble.derive.observed import read_observed, read_said
from plangraph.assemble.derive.projects import derive_projects
from plangraph.assemble.derive.remarks import derive_remarks
from plangraph.assemble.derive.shares import derive_concentrations
from plangraph.assemble.derive.standings import derive_standings
from plangraph.assemble.derive.summaries import derive_summaries
from plangraph.assemble.derive.wording import derive_wording
from plangraph.assemble.identity import Identity
from plangraph.read.registers import Registers

CODE_WEIGHTS: Final = (1, 2) * 6

__all__ = ["corporate_number", "derive", "derive_label_gaps"]


def derive(builder: Builder, identity: Identity, registers: Registers) -> None:
    """Derive everything that shapes and questions need and that no source states."""
    derive_concentrations(builder, identity)
    derive_likenesses(builder, identity)
    derive_counted_nouns(builder, identity)
    derive_label_remarks(builder, identity)
    derive_standings(builder, identity, registers.departments)
    derive_projects(builder, identity)
    derive_summaries(builder, identity)
    derive_wording(builder, registers.gazetteer)
    said = read_said(builder)
    observed = read_observed(said)
    untargeted = derive_gaps(builder, said, observed)
    derive_remarks(builder, said, observed, untargeted)
    derive_fund_remarks(builder, said)
    derive_cells(builder)
    description = registers.description
    derived = corporate_number(description.code)
    if derived:
        issuer = builder.thing("organization", "issuer")
        builder.derive(issuer, "plan:corporateNumber", plain(derived))


def corporate_number(code: str) -> str | None:
    """
    Work out the 法人番号 of a municipality from its code by the rule of the National Tax Agency.

    >>> corporate_number("271004")
    '6000020271004'
    """
    if not (code.isascii() and code.isdecimal() and len(code) == 6):
        return None
    body = f"000020{code}"
    total = sum(
        int(digit) * weight for digit, weight in zip(reversed(body), CODE_WEIGHTS, strict=True)
    )
    return f"{9 - total % 9}{body}"

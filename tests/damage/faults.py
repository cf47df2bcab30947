"""All faults of the damage tests."""

from typing import Final

from tests.damage.cell_faults import CELL_FAULTS
from tests.damage.fault import Fault
from tests.damage.line_faults import LINE_FAULTS

FAULTS: Final[list[Fault]] = [*CELL_FAULTS, *LINE_FAULTS]

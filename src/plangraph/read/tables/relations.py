"""
Relations between the parts of a workbook: which part an identifier leads to.
"""

import re
from typing import Final

RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
RELATION_ID: Final = re.compile(r"\bId=\"(?P<id>[^\"]*)\"")
RELATION_TARGET: Final = re.compile(r"\bTarget=\"([^\"]*)\"")

"""
Cells that look damaged: far longer than the others, or wrongly decoded.
"""

import re
from collections import defaultdict
from typing import Final

from plangraph.assemble.builder import Builder
from plangraph.assemble.roles import aspect
from plangraph.plan import Column
from plangraph.read.folding import clean

FAR_LONGER: Final = 4
LONG: Final = 400
REPLACED: Final = re.compile(
    "[\ufffd〓]|\\?{2,}|^\\?$|(?<=[ぁ-んァ-ヶ一-龥])\\?(?=[ぁ-んァ-ヶ一-龥])"
)
"""What stands in place of characters that could not be written, question marks among them."""
SPREADSHEET: Final = re.compile(
    r"#(?:REF!|VALUE!|NAME\?|DIV/0!|N/A|NULL!|NUM!|SPILL!)|^#{3,}$|^[=+@][A-Za-z]+\("
)
"""Errors that a spreadsheet shows in a cell, and formulas that it did not work out."""
WRONGLY_DECODED: Final = re.compile("[縺繧繝]")


def derive_cells(builder: Builder) -> None:
    """Mark cells that are far longer than the others of their column, or wrongly decoded."""
    plan = builder.plan
    lengths: dict[Column, list[int]] = defaultdict(list)
    for row in plan.rows:
        for column in Column:
            lengths[column].append(len(clean(row.printed(column))))
    usual = {column: sorted(found)[-2:][0] for column, found in lengths.items()}
    for row in plan.rows:
        for column in Column:
            text = clean(row.printed(column))
            if len(text) > max(LONG, FAR_LONGER * usual[column]):
                builder.derive(builder.line(row.line), "plan:longCell", aspect(column))
            if is_garbled(text):
                builder.derive(builder.line(row.line), "plan:garbled", aspect(column))
    rows = {row.line for row in plan.rows}
    for line, text in plan.line_texts().items():
        if line not in rows and "\t" not in text and is_garbled(text):
            builder.derive(builder.line(line), "plan:garbled", aspect(Column.NAME))


def is_garbled(text: str) -> bool:
    """
    Tell whether text is lost: replaced characters, UTF-8 read as another code, a cell's error.

    >>> is_garbled("育成".encode().decode("cp932", "replace")), is_garbled("育成")
    (True, False)
    >>> is_garbled("Ã©tÃ©"), is_garbled("妊婦??"), is_garbled("#REF!"), is_garbled("何か?")
    (True, True, True, False)
    """
    if REPLACED.search(text) or SPREADSHEET.search(text):
        return True
    if len(WRONGLY_DECODED.findall(text)) > 2:
        return True
    for encoding in ("cp932", "cp1252", "latin-1"):
        try:
            again = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(again) < len(text):
            return True
    return False

"""
Harmless forms of the shipped document: another machine wrote it, but it says the same.

Each names the traits that ENC-01 must mention, or nothing.
"""

import unicodedata
from collections.abc import Callable
from typing import Final

from tests.damage.draft import Draft


def reorder_columns(draft: Draft) -> str:
    """Move the columns of the first table, header and all."""
    order = (2, 0, 3, 1, 7, 6, 5, 4)
    for line in list(draft.table_lines(11)):
        cells = draft.cells(line)
        draft[line] = "\t".join(cells[index] for index in order)
    return str(draft)


def widen_digits(draft: Draft) -> str:
    """Write the administrative numbers of the first table in full-width digits."""
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    for line in list(draft.table_lines(11))[1:]:
        draft.set_cell(line, "number", draft.get_cell(line, "number").translate(wide))
    return str(draft)


def pad_cells(draft: Draft) -> str:
    """Put stray spaces around the cells of a row."""
    draft[16] = "\t".join(f" {cell}\u3000" for cell in draft.cells(16))
    return str(draft)


def as_printed(draft: Draft) -> str:
    """Leave the text as it is."""
    return str(draft)


FORMS: Final[dict[str, tuple[Callable[[Draft], bytes], set[str]]]] = {
    "byte-order-mark": (lambda draft: as_printed(draft).encode("utf-8-sig"), {"ENC-01"}),
    "cp932": (lambda draft: as_printed(draft).encode("cp932"), {"ENC-01"}),
    "crlf": (lambda draft: as_printed(draft).replace("\n", "\r\n").encode(), {"ENC-01"}),
    "cr": (lambda draft: as_printed(draft).replace("\n", "\r").encode(), {"ENC-01"}),
    "nfd": (lambda draft: unicodedata.normalize("NFD", as_printed(draft)).encode(), {"ENC-01"}),
    "utf-16": (lambda draft: as_printed(draft).encode("utf-16"), {"ENC-01"}),
    "columns-reordered": (lambda draft: reorder_columns(draft).encode(), {"ENC-01"}),
    "full-width-digits": (lambda draft: widen_digits(draft).encode(), {"TXT-02"}),
    "padded-cells": (lambda draft: pad_cells(draft).encode(), set()),
    "line-end-added": (lambda draft: (as_printed(draft) + "\n").encode(), set()),
    "empty-lines-added": (lambda draft: (as_printed(draft) + "\n\n\n").encode(), set()),
}
"""Form to its maker and the rules that speak of it."""

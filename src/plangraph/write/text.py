"""
The plan back as a document in the text layout, put together from its values.
"""

from typing import Final

from plangraph.plan import Plan

BYTE_ORDER_MARK: Final = "\ufeff"


def write_text(plan: Plan) -> bytes:
    """
    Write a plan as the text that it was read from, in its encoding and with its line ends.

    Text stands in NFC, so a source in another form comes back in NFC.
    """
    texts = plan.line_texts()
    text = "".join(texts[line.number] + line.end for line in plan.lines)
    if plan.document.byte_order_mark:
        text = BYTE_ORDER_MARK + text
    return text.encode(plan.document.encoding, errors="replace")

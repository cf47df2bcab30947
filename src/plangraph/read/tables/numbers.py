"""
Numbers as a reader of a sheet sees them.
"""


def write_plain(value: int | float) -> str:
    """
    Write a number without an exponent.

    Fifteen digits are all that a workbook keeps; the rest is noise of the binary form.

    >>> write_plain(0.1 + 0.2), write_plain(12.0)
    ('0.3', '12')
    """
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
    return text

"""
Read: a source document to the values of a plan, with an account of every line and cell.
"""

from plangraph.read.text import read_text

__all__ = ["read_text"]

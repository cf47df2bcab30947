"""
Forms: a sheet for one project (事務事業評価シート), with labels in cells and values beside them.

The cells are told apart first, then the blocks in which years run across or down, then the labels
that each ask for one thing. What was found becomes one row of a table and is read as such.
"""

from plangraph.read.tables.forms.document import find_forms, read_forms
from plangraph.read.tables.forms.gathering import Form

__all__ = ["Form", "find_forms", "read_forms"]

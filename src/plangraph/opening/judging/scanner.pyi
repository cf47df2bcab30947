"""What ``columns.py`` says of it."""

from plangraph.opening.judging.columns import Scanner as Scanner

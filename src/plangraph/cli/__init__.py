"""
The command line: each command a few lines over the library.

Only here do errors become one line and an exit code, and only what a command needs is imported.
"""

from plangraph.cli.entry import main

__all__ = ["main"]

"""
The plan as StratML, with an account of what that format cannot hold.
"""

from plangraph.write.stratml.document import write_stratml
from plangraph.write.stratml.losses import Loss, Written

__all__ = ["Loss", "Written", "write_stratml"]

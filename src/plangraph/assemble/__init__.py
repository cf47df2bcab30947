"""
Assemble: the values of a plan to a dataset in named graphs, each fact with its place.
"""

from itertools import chain, islice
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder
from plangraph.assemble.decided import state_decisions, state_links, state_registers
from plangraph.assemble.derive import derive, derive_label_gaps
from plangraph.assemble.facts import state_facts
from plangraph.assemble.identity import Identity, identify
from plangraph.assemble.minting import mint
from plangraph.assemble.needed import Needed
from plangraph.assemble.reported import state_reports
from plangraph.assemble.source import state_source
from plangraph.names import PlanNames
from plangraph.plan import Plan
from plangraph.read.registers import Registers, RevisionNote
from plangraph.store import Dataset

BATCH: Final = 250_000
"""Statements that are put into the store at once, so that it keeps none of them twice for long."""

__all__ = ["Identity", "Needed", "assemble", "identify", "mint"]


def assemble(
    plan: Plan,
    names: PlanNames,
    registers: Registers | None = None,
    note: RevisionNote | None = None,
) -> Dataset:
    """
    Turn one revision of a plan into a dataset: facts, source, derived, decisions, links, current.

    Raises:
        FolderError: The curated links are not Turtle.
    """
    registers = registers or Registers()
    identity = identify(plan, registers)
    builder = Builder(names, plan)
    state_facts(builder, identity, registers.description, note or RevisionNote())
    state_source(builder)
    if registers.reports:
        state_reports(builder, registers.reports)
    derive(builder, identity, registers)
    state_registers(builder, identity, registers)
    state_decisions(builder, registers)
    if registers.links:
        state_links(builder, registers.links)
    derive_label_gaps(builder)
    store = ox.Store()
    quads = builder.release()
    for first in quads:
        store.bulk_extend(chain((first,), islice(quads, BATCH)))
    return Dataset(store, (names,), names.current)

"""
Shares: how the responsibility for a measure is spread over offices.
"""

from collections import Counter, defaultdict

from plangraph.assemble.builder import Builder, decimal, node, number
from plangraph.assemble.identity import Identity
from plangraph.assemble.roles import measure_of


def derive_concentrations(builder: Builder, identity: Identity) -> None:
    """State each measure's largest share and HHI, over pairs of office and project."""
    plan = builder.plan
    pairs: dict[int, set[tuple[str, int]]] = defaultdict(set)
    order: dict[str, None] = {}
    for index, project in enumerate(plan.projects):
        for row in (plan.rows[row] for row in project.rows):
            measure = plan.tables[row.table].measure
            for unit in row.units:
                office = identity.organization(unit.name, None, unit.division)
                order[office] = None
                if measure is not None:
                    pairs[measure].add((office, index))
    for measure, found in sorted(pairs.items()):
        counts = Counter(office for office, _ in found)
        total, most = len(found), max(counts.values())
        thing = builder.thing("concentration", identity.measures[measure])
        builder.derive(thing, "rdf:type", node("plan:Concentration"))
        builder.derive(thing, "plan:element", measure_of(builder, identity, measure))
        builder.derive(thing, "plan:share", decimal(most / total))
        hhi = sum(count * count for count in counts.values()) / (total * total)
        builder.derive(thing, "plan:hhi", decimal(hhi))
        builder.derive(thing, "plan:projects", number(len({index for _, index in found})))
        for office in order:
            if counts[office] == most:
                builder.derive(thing, "plan:organization", builder.thing("organization", office))

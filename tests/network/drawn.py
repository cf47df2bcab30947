"""Little structures drawn by hand, whose measures can be worked out on paper."""

from collections.abc import Mapping

from plangraph.network.structure import Part, Structure


def draw_structure(
    projects: Mapping[str, tuple[str, str]],
    supports: Mapping[str, tuple[str, ...]] | None = None,
    uses: Mapping[str, tuple[str, ...]] | None = None,
) -> Structure:
    """
    Draw a plan of one goal ``g`` and measures named by the first letter of their initiatives.

    ``projects`` gives each project's departments and initiatives, a letter or two each:
    ``{"p": ("AB", "x1")}`` is a joint project of A and B under initiative ``x1``.
    """
    initiatives = sorted({place for _, places in projects.values() for place in places.split()})
    measures = sorted({place[0] for place in initiatives})
    owners = sorted({name for names, _ in projects.values() for name in names})
    parts = {"g": Part("g", "goal", "g", "g")}
    parts.update((name, Part(name, "measure", name, name)) for name in measures)
    parts.update((name, Part(name, "initiative", name, name)) for name in initiatives)
    parts.update((name, Part(name, "project", name, name)) for name in projects)
    wholes: dict[str, tuple[str, ...]] = dict.fromkeys(measures, ("g",))
    wholes.update((name, (name[0],)) for name in initiatives)
    wholes.update((name, tuple(places.split())) for name, (_, places) in projects.items())
    uses = uses or {}
    used = sorted({indicator for indicators in uses.values() for indicator in indicators})
    return Structure(
        parts=parts,
        departments={name: Part(name, "department", "", name) for name in owners},
        wholes=wholes,
        owners={name: tuple(names) for name, (names, _) in projects.items()},
        indicators={name: Part(name, "indicator", "", name) for name in used},
        uses=uses,
        supports=supports or {},
    )

"""
The description of the CSV tables, by which programs know what a column holds (CSV on the Web).
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from plangraph.names import PlanNames
from plangraph.publish.lists import Lists
from plangraph.publish.pages import Pages
from plangraph.publish.plans import list_tables
from plangraph.publish.words import NO_LICENCE

METADATA = "data/tables-metadata.json"


def describe_tables(pages: Pages, newest: Sequence[PlanNames]) -> Iterator[tuple[str, bytes]]:
    """Describe the tables of the plans."""
    tables: list[dict[str, Any]] = []
    for names in newest:
        folder = (pages.views.places.path(names.plan) or "").rpartition("/")[0]
        for name, table in list_tables(Lists(pages.views, names.root), folder).items():
            columns: list[dict[str, Any]] = [{"name": "iri", "titles": {"ja": "IRI"}}]
            for number, column in enumerate(table.columns, start=1):
                titles = {"ja": column.ja, "en": column.en} if column.en else {"ja": column.ja}
                columns.append({"name": f"column{number}", "titles": titles, "separator": " / "})
            # A table whose rows are no things, such as that of units, is about nothing by IRI.
            named = all(row[0][0].iri for row in table.rows)
            about = {"aboutUrl": "{+iri}"} if named else {}
            tables.append(
                {
                    "url": f"../{folder}/{name}.csv",
                    "dc:title": {"@value": table.title.ja, "@language": "ja"},
                    "tableSchema": {"columns": columns, **about},
                }
            )
    rights = pages.renderer.site.licence
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        **({"dc:license": {"@id": rights}} if rights else {"dc:rights": NO_LICENCE.ja}),
        "tables": tables,
    }
    yield METADATA, (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()

"""
What can be asked: the classes and properties in use, and three queries to start from.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from plangraph.ask.formats import draw_table
from plangraph.ask.parameters import write_literal
from plangraph.layout import ontology_folder
from plangraph.names import PREFIXES, shorten, term
from plangraph.store import Dataset

CLASSES: Final = "SELECT ?name (COUNT(?s) AS ?uses) { ?s a ?name } GROUP BY ?name"
PROPERTIES: Final = "SELECT ?name (COUNT(*) AS ?uses) { ?s ?name ?o } GROUP BY ?name"
HEADINGS: Final = {
    "ja": ("クラス", "属性", "手始めの問い合わせ（.rq のファイルに写し、plangraph ask ファイル）"),
    "en": (
        "Classes",
        "Properties",
        "Queries to start from (copy one to FILE.rq: plangraph ask FILE.rq)",
    ),
}
TITLES: Final = {"ja": ("名前", "意味", "数"), "en": ("Name", "Meaning", "Uses")}
STARTS: Final = (
    (
        {"ja": "事業と担当課", "en": "projects and their departments"},
        """SELECT ?label ?department
WHERE {
  ?project a plan:Project ;
           plan:position ?position ;
           skos:prefLabel ?label ;
           plan:responsible ?office .
  ?office skos:prefLabel ?department .
}
ORDER BY ?position ?department
""",
    ),
    (
        {"ja": "施策ごとのKPIの数", "en": "number of indicators of each measure"},
        """SELECT ?measure ?title (COUNT(DISTINCT ?indicator) AS ?indicators)
WHERE {
  ?thing a plan:Measure ;
         plan:position ?position ;
         skos:notation ?measure ;
         skos:prefLabel ?title .
  OPTIONAL { ?indicator plan:measures ?thing }
}
GROUP BY ?thing ?position ?measure ?title
ORDER BY ?position
""",
    ),
    (
        {"ja": "一つのものについて書かれていることすべて", "en": "everything said about one thing"},
        """SELECT ?property ?value
WHERE {
  ?thing skos:prefLabel ?name ;
         ?property ?value .
  FILTER(STR(?name) = NAME)
}
ORDER BY ?property ?value
""",
    ),
)
EXAMPLE: Final = """SELECT ?label
WHERE {
  ?project a plan:Project ; skos:prefLabel ?label ; plan:position ?position
}
ORDER BY ?position ?label
LIMIT 1
"""


def write_schema(dataset: Dataset, language: str) -> str:
    """Write the classes and properties of the current graph with their labels, and the queries."""
    labels = _read_labels(language)
    classes, properties, starts = HEADINGS.get(language, HEADINGS["en"])
    parts = []
    for heading, query in ((classes, CLASSES), (properties, PROPERTIES)):
        rows = _count(dataset, query, labels)
        parts += [f"{heading}\n\n", draw_table(TITLES.get(language, TITLES["en"]), rows), "\n"]
    parts.append(f"{starts}\n")
    parts += [f"\n{query}" for query in start_queries(dataset, language)]
    return "".join(parts)


def start_queries(dataset: Dataset, language: str) -> list[str]:
    """Give three queries that run as they stand and answer something about this very plan."""
    example = next((row[0] for row in _select(dataset, _with_prefixes(EXAMPLE))), None)
    name = write_literal(example.value if isinstance(example, ox.Literal) else "…")
    queries = []
    for title, query in STARTS:
        remark = title.get(language, title["en"])
        queries.append(f"# {remark}\n{_with_prefixes(query.replace('NAME', name))}")
    return queries


def _with_prefixes(query: str) -> str:
    used = [prefix for prefix in PREFIXES if f" {prefix}:" in query]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + f"\n{query}"


def _count(dataset: Dataset, query: str, labels: dict[str, str]) -> Sequence[tuple[str, str, int]]:
    rows = []
    for name, uses in _select(dataset, query):
        if isinstance(name, ox.NamedNode) and isinstance(uses, ox.Literal):
            rows.append((shorten(name.value), labels.get(name.value, ""), int(uses.value)))
    return sorted(rows)


def _select(
    dataset: Dataset, query: str
) -> Iterable[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]]:
    found = dataset.store.query(query, default_graph=ox.NamedNode(dataset.current))
    if isinstance(found, ox.QuerySolutions):
        for solution in found:
            yield tuple(solution[variable] for variable in found.variables)


def _read_labels(language: str) -> dict[str, str]:
    labels = {}
    for path in sorted(ontology_folder().glob("*.ttl")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            label = quad.object
            if (
                quad.predicate.value == term("rdfs:label")
                and isinstance(quad.subject, ox.NamedNode)
                and isinstance(label, ox.Literal)
                and label.language == language
            ):
                labels[quad.subject.value] = label.value
    return labels

"""
The OWL RL route: what the vocabulary's plain rules say, without Java.

Rules run over the facts until nothing new follows: classes above classes, properties above
properties, transitivity, inverses, domains and ranges; then the contradictions that rules can see.
What needs counting, or a closed world, needs the reasoner.
"""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
import rdflib

from plangraph.names import PREFIXES
from plangraph.reason.clashes import find_clashes, find_impossible_values

HEAD: Final = "".join(
    f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("owl", "rdf", "rdfs")
)
NAMED: Final = "FILTER(isIRI(?wide))"
RULES: Final = {
    "subclass": "{ ?thing a ?wide } WHERE { ?thing a ?kind . ?kind rdfs:subClassOf ?wide "
    f"{NAMED} }}",
    "subproperty": "{ ?a ?wide ?b } WHERE { ?narrow rdfs:subPropertyOf ?wide . ?a ?narrow ?b "
    "FILTER(?narrow != ?wide) }",
    "transitive": "{ ?a ?p ?c } WHERE { ?p a owl:TransitiveProperty . ?a ?p ?b . ?b ?p ?c }",
    "symmetric": "{ ?b ?p ?a } WHERE { ?p a owl:SymmetricProperty . ?a ?p ?b }",
    "inverse": "{ ?b ?q ?a } WHERE { ?p owl:inverseOf ?q . ?a ?p ?b "
    "FILTER(isIRI(?p) && isIRI(?q)) }",
    "domain": f"{{ ?a a ?wide }} WHERE {{ ?p rdfs:domain ?wide . ?a ?p ?b {NAMED} }}",
    "range": "{ ?b a ?wide } WHERE { ?p rdfs:range ?wide . ?a ?p ?b FILTER(isIRI(?b)) "
    f"{NAMED} }}",
}
"""Rules of OWL 2 RL by name, each the rest of an INSERT."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules added, as triples by the name of the rule, and where facts contradict."""

    added: dict[str, tuple[ox.Triple, ...]]
    clashing: tuple[str, ...]


def apply_rules(vocabulary: rdflib.Graph, facts: rdflib.Graph) -> Ruled:
    """Apply the rules until nothing new follows, and look for contradictions in the result."""
    store = ox.Store()
    for graph in (vocabulary, facts):
        data = graph.serialize(format="nt", encoding="utf-8")
        store.load(data, format=ox.RdfFormat.N_TRIPLES)
    stated = {quad.triple for quad in store}
    added: dict[str, list[ox.Triple]] = {name: [] for name in RULES}
    size = -1
    while len(store) > size:
        size = len(store)
        for name, rule in RULES.items():
            found = store.query(f"{HEAD} CONSTRUCT {rule}")
            assert isinstance(found, ox.QueryTriples)
            for triple in found:
                if triple not in stated and isinstance(triple.subject, ox.NamedNode):
                    stated.add(triple)
                    store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
                    added[name].append(triple)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    closure = rdflib.Graph().parse(data=dumped or b"", format="nt")
    clashing = {*find_clashes(vocabulary, closure), *find_impossible_values(facts)}
    return Ruled({name: tuple(triples) for name, triples in added.items()}, tuple(sorted(clashing)))

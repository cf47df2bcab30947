"""
The OWL RL route: what rules can say, without Java.

Rules run over the vocabulary and the facts until nothing new follows, then the contradictions that
rules can see are looked for. They are those of OWL 2 RL for classes and properties, sameness and
restrictions; left out are keys, chains of more than three steps, and restrictions on an inverse
property. No rule counts beyond one, or takes what is not stated as absent: that needs the reasoner.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
import rdflib

from plangraph.names import PREFIXES
from plangraph.reason.clashes import find_clashes, find_impossible_values

HEAD: Final = "".join(
    f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("owl", "rdf", "rdfs", "xsd")
)
EITHER: Final = "{{ ?one {0} ?other }} UNION {{ ?other {0} ?one }}"
ONE: Final = "(owl:maxCardinality|owl:cardinality) ?most FILTER(xsd:integer(?most) = 1)"
RULES: Final = {
    "subclass": "{ ?thing a ?wide } WHERE { ?thing a ?kind . ?kind rdfs:subClassOf ?wide }",
    "equivalent-class": "{ ?thing a ?other } WHERE { ?thing a ?one . "
    f"{EITHER.format('owl:equivalentClass')} }}",
    "subproperty": "{ ?a ?wide ?b } WHERE { ?narrow rdfs:subPropertyOf ?wide . ?a ?narrow ?b "
    "FILTER(?narrow != ?wide && isIRI(?wide)) }",
    "equivalent-property": "{ ?a ?other ?b } WHERE { ?a ?one ?b . "
    f"{EITHER.format('owl:equivalentProperty')} }}",
    "transitive": "{ ?a ?p ?c } WHERE { ?p a owl:TransitiveProperty . ?a ?p ?b . ?b ?p ?c }",
    "symmetric": "{ ?b ?p ?a } WHERE { ?p a owl:SymmetricProperty . ?a ?p ?b }",
    "inverse": "{ ?b ?other ?a } WHERE { ?a ?one ?b . "
    f"{EITHER.format('owl:inverseOf')} FILTER(isIRI(?one) && isIRI(?other)) }}",
    "chain": "{ ?a ?p ?c } WHERE { ?p owl:propertyChainAxiom ?list . ?list rdf:first ?p1 ; "
    "rdf:rest [ rdf:first ?p2 ; rdf:rest rdf:nil ] . ?a ?p1 ?b . ?b ?p2 ?c }",
    "chain-of-three": "{ ?a ?p ?d } WHERE { ?p owl:propertyChainAxiom ?list . "
    "?list rdf:first ?p1 ; rdf:rest [ rdf:first ?p2 ; rdf:rest ?end ] . "
    "?end rdf:first ?p3 ; rdf:rest rdf:nil . "
    "?a ?p1 ?b . ?b ?p2 ?c . ?c ?p3 ?d }",
    "domain": "{ ?a a ?wide } WHERE { ?p rdfs:domain ?wide . ?a ?p ?b }",
    "range": "{ ?b a ?wide } WHERE { ?p rdfs:range ?wide . ?a ?p ?b FILTER(isIRI(?b)) }",
    "intersection": "{ ?thing a ?kind } WHERE { ?kind owl:intersectionOf ?list . "
    "?list rdf:first ?head . ?thing a ?head FILTER NOT EXISTS { ?list rdf:rest*/rdf:first ?part "
    "FILTER NOT EXISTS { ?thing a ?part } } }",
    "member-of-all": "{ ?thing a ?part } WHERE { ?kind owl:intersectionOf/rdf:rest*/rdf:first "
    "?part . ?thing a ?kind }",
    "union": "{ ?thing a ?kind } WHERE { ?kind owl:unionOf/rdf:rest*/rdf:first ?part . "
    "?thing a ?part }",
    "one-of": "{ ?thing a ?kind } WHERE { ?kind owl:oneOf/rdf:rest*/rdf:first ?thing }",
    "some-values": "{ ?a a ?kind } WHERE { ?kind owl:onProperty ?p ; owl:someValuesFrom ?inner . "
    "?a ?p ?b . FILTER(?inner = owl:Thing || EXISTS { ?b a ?inner }) }",
    "all-values": "{ ?b a ?inner } WHERE { ?kind owl:onProperty ?p ; owl:allValuesFrom ?inner . "
    "?a a ?kind ; ?p ?b FILTER(isIRI(?b)) }",
    "has-value": "{ ?a ?p ?b } WHERE { ?kind owl:onProperty ?p ; owl:hasValue ?b . ?a a ?kind "
    "FILTER(isIRI(?p)) }",
    "value-had": "{ ?a a ?kind } WHERE { ?kind owl:onProperty ?p ; owl:hasValue ?b . ?a ?p ?b }",
    "functional": "{ ?b owl:sameAs ?c } WHERE { ?p a owl:FunctionalProperty . ?a ?p ?b , ?c "
    "FILTER(isIRI(?b) && isIRI(?c) && ?b != ?c) }",
    "inverse-functional": "{ ?a owl:sameAs ?c } WHERE { ?p a owl:InverseFunctionalProperty . "
    "?a ?p ?b . ?c ?p ?b FILTER(?a != ?c) }",
    "at-most-one": "{ ?b owl:sameAs ?c } WHERE { ?kind owl:onProperty ?p ; "
    f"{ONE} ?a a ?kind ; ?p ?b , ?c FILTER(isIRI(?b) && isIRI(?c) && ?b != ?c) }}",
    "same-either-way": "{ ?b owl:sameAs ?a } WHERE { ?a owl:sameAs ?b }",
    "same-says-same": "{ ?b ?p ?c } WHERE { ?a owl:sameAs ?b . ?a ?p ?c }",
    "said-of-same": "{ ?c ?p ?b } WHERE { ?a owl:sameAs ?b . ?c ?p ?a }",
}
"""Rules of OWL 2 RL by name, each the rest of an INSERT."""

DIFFERENT: Final = (
    "{ ?thing owl:differentFrom ?other } UNION { ?other owl:differentFrom ?thing } UNION "
    "{ ?all a owl:AllDifferent ; owl:distinctMembers|owl:members ?list . "
    "?list rdf:rest*/rdf:first ?thing , ?other FILTER(?thing != ?other) }"
)
CLASHES: Final = {
    "nothing": "?thing a owl:Nothing",
    "complement": "?thing a ?kind , ?other . ?kind owl:complementOf ?other",
    "different": f"?thing owl:sameAs ?other . {DIFFERENT}",
    "irreflexive": "?p a owl:IrreflexiveProperty . ?thing ?p ?thing",
    "asymmetric": "?p a owl:AsymmetricProperty . ?thing ?p ?other . ?other ?p ?thing",
    "disjoint-properties": f"{EITHER.format('owl:propertyDisjointWith')} "
    "?thing ?one ?value ; ?other ?value",
    "denied": "?no owl:sourceIndividual ?thing ; owl:assertionProperty ?p ; "
    "owl:targetIndividual|owl:targetValue ?value . ?thing ?p ?value",
    "two-values": "?p a owl:FunctionalProperty . ?thing ?p ?one , ?other "
    "FILTER(isLiteral(?one) && isLiteral(?other) && ?one != ?other)",
    "none-allowed": "?kind owl:onProperty ?p ; (owl:maxCardinality|owl:cardinality) ?most "
    "FILTER(xsd:integer(?most) = 0) ?thing a ?kind ; ?p ?value",
}
"""Patterns of OWL 2 RL that no thing may match; disjoint classes are looked for elsewhere."""


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
            for triple in list(found):
                if triple not in stated and isinstance(triple.subject, ox.NamedNode):
                    stated.add(triple)
                    store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
                    if not isinstance(triple.object, ox.BlankNode):
                        added[name].append(triple)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    closure = rdflib.Graph().parse(data=dumped or b"", format="nt")
    clashing = {*find_clashes(vocabulary, closure), *find_impossible_values(facts)}
    # Where classes exclude each other, both ends of a relation match; one was found already.
    clashing = clashing or set(_match_clashes(store))
    return Ruled({name: tuple(triples) for name, triples in added.items()}, tuple(sorted(clashing)))


def _match_clashes(store: ox.Store) -> Iterator[str]:
    for pattern in CLASHES.values():
        found = store.query(f"{HEAD} SELECT DISTINCT ?thing {{ {pattern} }}")
        assert isinstance(found, ox.QuerySolutions)
        for solution in found:
            if isinstance(thing := solution["thing"], ox.NamedNode):
                yield thing.value

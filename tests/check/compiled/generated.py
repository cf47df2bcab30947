"""Little graphs and shapes made at random, for two engines to judge alike."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

PROLOGUE: Final = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX x: <urn:x:>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
THINGS: Final = tuple(f"x:n{number}" for number in range(7))
UNNAMED: Final = ("_:b0", "_:b1", "_:b2")
PROPERTIES: Final = ("x:p0", "x:p1", "x:p2", "x:p3")
CLASSES: Final = ("x:C0", "x:C1", "x:C2")
NUMBERS: Final = ("1", "2", "3", "10", "1.5", "2.5")
TEXTS: Final = (
    *('"a"', '"b"', '"人"', '""', r'"a b\nc"', r'"back\\slash"', '"x"^^x:own'),
    *('"人口"@ja', '"a"@en', '"b"@en', '"A"@en-us', "true", "false"),
    *('"x1"^^xsd:integer', '"2020-01-01"^^xsd:date', '"2021-05-01"^^xsd:date'),
    *('"2020-02-30"^^xsd:date', '"2020"^^xsd:gYear', '"2030"^^xsd:gYear'),
)
LITERALS: Final = TEXTS + NUMBERS
DATATYPES: Final = (
    *("xsd:string", "xsd:integer", "xsd:date", "xsd:decimal", "xsd:boolean", "xsd:gYear"),
    "rdf:langString",
)
KINDS: Final = (
    *("IRI", "BlankNode", "Literal"),
    *("IRIOrLiteral", "BlankNodeOrIRI", "BlankNodeOrLiteral"),
)
PATTERNS: Final = ("^a", "[0-9]$", "人", "n[12]", "^$", "a.*c")
QUERIES: Final = (
    "SELECT $this ?value WHERE { $this x:p0 ?value FILTER NOT EXISTS { ?value x:p1 $this } }",
    "SELECT $this WHERE { $this x:p1 ?a OPTIONAL { $this x:p2 ?b FILTER (?b = ?a) }"
    " FILTER (!BOUND(?b)) }",
    "SELECT DISTINCT $this ?value WHERE { { $this x:p1 ?value } UNION { ?value x:p2 $this } }",
    "SELECT $this ?value WHERE { ?value a x:C0 FILTER (?value != $this) }",
    "SELECT $this WHERE { { SELECT $this (COUNT(?v) AS ?n) WHERE { $this x:p0 ?v }"
    " GROUP BY $this } FILTER (?n > 1) }",
    "SELECT $this (x:p3 AS ?path) ?value WHERE { $this x:p3 ?value { FILTER ($this != x:n0) } }",
)
DEEPEST: Final = 2


@dataclass
class Generator:
    """Makes a graph and shapes for it; the same seed, the same texts."""

    seed: int
    shapes: list[str] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def choose(self, among: Sequence[str]) -> str:
        """Choose one."""
        return self.random.choice(among)

    def make_data(self) -> str:
        """Make a graph in Turtle."""
        chance = self.random.random
        triples = []
        for _ in range(self.random.randrange(5, 30)):
            values = THINGS if chance() < 0.45 else LITERALS if chance() < 0.85 else UNNAMED
            thing = self.choose(THINGS if chance() < 0.9 else UNNAMED)
            triples.append(f"{thing} {self.choose(PROPERTIES)} {self.choose(values)} .")
        triples += [f"{one} a {self.choose(CLASSES)} ." for one in THINGS if chance() < 0.7]
        triples += [f"{one} a {self.choose(CLASSES)} ." for one in UNNAMED if chance() < 0.4]
        for part, whole in (("x:C0", "x:C1"), ("x:C1", "x:C2")):
            triples += [f"{part} rdfs:subClassOf {whole} ."] * (chance() < 0.25)
        return PROLOGUE + "\n".join(triples)

    def make_shapes(self) -> str:
        """Make shapes in Turtle, each with an IRI."""
        for _ in range(self.random.randrange(1, 4)):
            shape = self.make_shape(0)
            target = self.choose(
                (
                    f"sh:targetClass {self.choose(CLASSES)}",
                    f"sh:targetNode {self.choose(THINGS)} , {self.choose(LITERALS)}",
                    f"sh:targetSubjectsOf {self.choose(PROPERTIES)}",
                    f"sh:targetObjectsOf {self.choose(PROPERTIES)}",
                )
            )
            self.shapes.append(f"{shape} {target} .")
        return PROLOGUE + "\n".join(self.shapes)

    def make_shape(self, depth: int, *, path: bool | None = None) -> str:
        """Make a shape, with a path or without, and give its name."""
        self.count += 1
        name = f"x:S{self.count}"
        has_path = self.random.random() < 0.55 if path is None else path
        said = {"a": "sh:PropertyShape" if has_path else "sh:NodeShape"}
        if has_path:
            said["sh:path"] = self.make_path(0)
        for _ in range(self.random.choice((1, 1, 2, 3))):
            said.update(self.make_constraint(depth, has_path=has_path))
        if self.random.random() < 0.05:
            said["sh:deactivated"] = "true"
        parts = " ; ".join(f"{parameter} {value}" for parameter, value in said.items())
        self.shapes.append(f"{name} {parts} .")
        return name

    def make_path(self, depth: int) -> str:
        """Make a property path, without the inverse of a sequence, which pySHACL turns around."""
        chance = self.random.random()
        if chance < 0.6 or depth > 1:
            return self.choose(PROPERTIES)
        if chance < 0.72:
            return f"[ sh:inversePath {self.choose(PROPERTIES)} ]"
        if chance < 0.84:
            return f"( {self.make_path(depth + 1)} {self.make_path(depth + 1)} )"
        if chance < 0.92:
            inner = f"{self.make_path(depth + 1)} {self.make_path(depth + 1)}"
            return f"[ sh:alternativePath ( {inner} ) ]"
        kind = self.choose(("zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"))
        return f"[ sh:{kind} {self.make_path(depth + 1)} ]"

    def make_constraint(self, depth: int, *, has_path: bool) -> dict[str, str]:
        """Make one constraint: its parameters and their values."""
        makers: list[Callable[[], dict[str, str]]] = [
            lambda: {"sh:class": self.choose(CLASSES)},
            lambda: {"sh:datatype": self.choose(DATATYPES)},
            lambda: {"sh:nodeKind": f"sh:{self.choose(KINDS)}"},
            lambda: {"sh:minLength": self.choose("12345678")},
            lambda: {"sh:maxLength": self.choose("12345678")},
            lambda: {"sh:pattern": f'"{self.choose(PATTERNS)}"'},
            lambda: {"sh:pattern": f'"{self.choose(PATTERNS)}"', "sh:flags": '"i"'},
            lambda: {"sh:languageIn": '( "en" "ja" )'},
            lambda: {"sh:equals": self.choose(PROPERTIES)},
            lambda: {"sh:disjoint": self.choose(PROPERTIES)},
            lambda: {"sh:hasValue": self.choose(THINGS + LITERALS)},
            lambda: {"sh:in": f"( {self.choose(THINGS)} {self.choose(LITERALS)} )"},
            lambda: {"sh:closed": "true", "sh:ignoredProperties": "( x:p0 rdf:type )"},
        ]
        if has_path:
            makers += 2 * [
                lambda: {"sh:minCount": self.choose("0123")},
                lambda: {"sh:maxCount": self.choose("012")},
                lambda: {"sh:uniqueLang": "true"},
            ]
        if depth < DEEPEST:
            makers += 2 * [
                lambda: {"sh:not": self.make_shape(depth + 1)},
                lambda: self.make_choice(depth),
                lambda: {"sh:node": self.make_shape(depth + 1, path=False)},
                lambda: {"sh:property": self.make_shape(depth + 1, path=True)},
            ]
        if depth < DEEPEST and has_path:
            makers.append(lambda: self.make_qualified(depth))
        if depth == 0:
            makers.append(self.make_query)
        return self.random.choice(makers)()

    def make_choice(self, depth: int) -> dict[str, str]:
        """Make a choice among shapes."""
        members = [self.make_shape(depth + 1) for _ in range(self.random.randrange(1, 4))]
        return {f"sh:{self.choose(('and', 'or', 'xone'))}": f"( {' '.join(members)} )"}

    def make_qualified(self, depth: int) -> dict[str, str]:
        """Make a count of values that fit a shape."""
        count = f"sh:qualified{self.choose(('Min', 'Max'))}Count"
        return {"sh:qualifiedValueShape": self.make_shape(depth + 1), count: self.choose("012")}

    def make_query(self) -> dict[str, str]:
        """Make a constraint in SPARQL."""
        self.count += 1
        query = self.choose(QUERIES).replace("x:", "urn:x:")
        for name in (*PROPERTIES, *CLASSES, *THINGS):
            query = query.replace(f"urn:{name}", f"<urn:{name}>")
        self.shapes.append(f'x:Q{self.count} a sh:SPARQLConstraint ; sh:select "{query}" .')
        return {"sh:sparql": f"x:Q{self.count}"}

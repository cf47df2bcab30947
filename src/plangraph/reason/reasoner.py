"""
The reasoner: HermiT, run through owlready2 on a Java that the machine has.

owlready2 reads a Turtle file without complaint and finds nothing in it, so graphs are handed over
as N-Triples and the classes that arrive are counted.
"""

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import owlready2
import rdflib
from rdflib.namespace import OWL, RDF

from plangraph.errors import ReasonerError
from plangraph.names import ONTOLOGY, term
from plangraph.reason.clashes import find_clashes, find_impossible_values, is_impossible
from plangraph.reason.consistency import Consistency
from plangraph.reason.misuses import find_misuses
from plangraph.reason.profile import find_profile_faults

BRIEF: Final = ("-Xmx2000M", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
"""Settings of Java for a run that is over before its better compiler would have begun."""

PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def check_consistency(vocabulary: rdflib.Graph, facts: rdflib.Graph | None = None) -> Consistency:
    """
    Tell whether a contradiction follows from a vocabulary and the facts stated in its words.

    Nothing is fetched: what a graph imports is left out.

    Raises:
        ReasonerError: There is no Java, the vocabulary is not OWL 2 DL, the reasoner failed, or
            less reached it than was read.
    """
    java = find_java()
    faults = find_profile_faults(vocabulary)
    if faults:
        raise ReasonerError("vocabulary", f"not OWL 2 DL: {faults[0]}", "Correct its axioms")
    facts = rdflib.Graph() if facts is None else facts
    merged = _merge(vocabulary, facts)
    declared = {kind for kind in merged.subjects(RDF.type, OWL.Class) if _is_named(kind)}
    with _private_temporary_folder():
        world = owlready2.World()
        try:
            loaded = _load(world, merged)
            if loaded != len(declared):
                raise ReasonerError(
                    "vocabulary",
                    f"{loaded} of {len(declared)} classes reached the reasoner",
                    "Report this as a defect",
                )
            unsatisfiable = _reason(world, java)
        finally:
            world.close()
    impossible = find_impossible_values(facts)
    consistent = unsatisfiable is not None and not impossible
    clashing = () if consistent else impossible or find_clashing(vocabulary, facts)
    misuses = find_misuses(vocabulary, facts)
    return Consistency(
        consistent=consistent,
        classes=len(declared),
        properties=len({p for kind in PROPERTIES for p in vocabulary.subjects(RDF.type, kind)}),
        individuals=len({thing for thing in facts.subjects(RDF.type) if _is_named(thing)}),
        unsatisfiable=unsatisfiable or (),
        clashing=tuple(sorted(set(clashing))),
        undeclared=_find_undeclared(vocabulary, facts),
        misused=tuple(sorted({str(subject) for _, (subject, _, _) in misuses})),
    )


def classify(vocabulary: rdflib.Graph, closed: rdflib.Graph) -> dict[str, tuple[str, ...]]:
    """
    Name the members of every class that is defined by what its members are like.

    Raises:
        ReasonerError: There is no Java, the reasoner failed, or the facts contradict each other.
    """
    java = find_java()
    defined = [kind for kind in vocabulary.subjects(OWL.equivalentClass) if _is_named(kind)]
    with _private_temporary_folder():
        world = owlready2.World()
        try:
            _load(world, _merge(vocabulary, closed))
            if _reason(world, java) is None:
                raise ReasonerError(
                    "plan", "contradicts the vocabulary, so anything follows", "Mend that first"
                )
            found = {
                str(kind): tuple(sorted(member.iri for member in world[str(kind)].instances()))
                for kind in sorted(defined, key=str)
            }
        finally:
            world.close()
    return found


def open_world(vocabulary: rdflib.Graph, facts: rdflib.Graph) -> owlready2.World:
    """
    Load vocabulary and facts as Python objects; nothing is inferred, and no Java is needed.

    Raises:
        ReasonerError: The graphs could not be loaded.
    """
    world = owlready2.World()
    _load(world, _merge(vocabulary, facts))
    return world


def find_contradiction(ontologies: Sequence[str], suspect: str | None) -> int | None:
    """
    Find the first of some ontologies that contradicts itself; None where none does.

    Each is given as N-Triples. With a suspect, an ontology counts as well in which nothing can
    belong to that class. All are put to one run of the reasoner, since most of a run is its start.

    Raises:
        ReasonerError: There is no Java, or the reasoner failed.
    """
    java, home = find_java(), Path(owlready2.__file__).parent / "hermit"
    asked = "--consistency" if suspect is None else f"--consistency=<{suspect}>"
    with tempfile.TemporaryDirectory(prefix="plangraph-reason-") as folder:
        files = [Path(folder) / f"{number}.nt" for number in range(len(ontologies))]
        for file, text in zip(files, ontologies, strict=True):
            # One name each, since the reasoner takes no two of the same name.
            head = f"<{ONTOLOGY}/{file.stem}> <{RDF.type}> <{OWL.Ontology}> .\n"
            file.write_text(head + text, encoding="utf-8")
        command = [java, *BRIEF, "-cp", os.pathsep.join(map(str, (home, home / "HermiT.jar")))]
        command += ["org.semanticweb.HermiT.cli.CommandLine", asked]
        command += ["--ignoreUnsupportedDatatypes", *(file.as_uri() for file in files)]
        try:
            ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        except OSError as error:
            raise _failure(str(error)) from error
    answers = [line for line in ran.stdout.splitlines() if line.endswith("satisfiable.")]
    for number, answer in enumerate(answers):
        if answer.endswith("is not satisfiable."):
            return number
    if "InconsistentOntologyException" in ran.stderr:
        return len(answers)
    if ran.returncode or len(answers) != len(ontologies):
        raise _failure(ran.stderr)
    return None


def find_java() -> str:
    """
    Find the Java program: on the path, or where ``JAVA_HOME`` points.

    Raises:
        ReasonerError: There is none.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java") or (home and shutil.which("java", path=os.path.join(home, "bin")))
    if not found:
        raise ReasonerError(
            "java",
            "not found, and the reasoner HermiT needs it",
            "Install Java 8 or later, or reason without it: --route rl",
        )
    return found


def _is_named(node: object) -> bool:
    return isinstance(node, rdflib.URIRef)


def _merge(vocabulary: rdflib.Graph, facts: rdflib.Graph) -> rdflib.Graph:
    """Join both into one ontology that imports nothing, without values that cannot be read."""
    merged = rdflib.Graph()
    for graph in (vocabulary, facts):
        for triple in graph:
            _, relation, value = triple
            if relation == OWL.imports or value == OWL.Ontology or is_impossible(value):
                continue
            merged.add(triple)
    merged.add((rdflib.URIRef(ONTOLOGY), RDF.type, OWL.Ontology))
    return merged


def _load(world: owlready2.World, graph: rdflib.Graph) -> int:
    """Hand a graph over, and count the classes that arrived."""
    triples = graph.serialize(format="nt", encoding="utf-8")
    ontology = world.get_ontology(ONTOLOGY)
    try:
        ontology.load(fileobj=io.BytesIO(triples), only_local=True)
    except owlready2.base.OwlReadyOntologyParsingError as error:
        what = " ".join(str(error).split())
        raise ReasonerError("vocabulary", f"not loaded: {what}", "Correct its triples") from error
    return sum(1 for _ in world.classes())


def _reason(world: owlready2.World, java: str) -> tuple[str, ...] | None:
    """Name the classes that nothing can belong to; ``None`` where a contradiction follows."""
    owlready2.JAVA_EXE = java
    try:
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    except (owlready2.base.OwlReadyJavaError, OSError) as error:
        raise _failure(str(error)) from error
    return tuple(
        sorted(kind.iri for kind in world.inconsistent_classes() if kind is not owlready2.Nothing)
    )


def find_clashing(vocabulary: rdflib.Graph, facts: rdflib.Graph) -> tuple[str, ...]:
    """
    Name the individuals at which facts contradict the vocabulary.

    They are looked for in the facts as they stand, then in all that follows from them by rules.
    """
    from plangraph.reason.rules import apply_rules

    return find_clashes(vocabulary, facts) or apply_rules(vocabulary, facts).clashing


def _failure(told: str) -> ReasonerError:
    what = " ".join(told.split())[:300]
    remedy = "Check the Java installation, and the axioms among the facts if there are any"
    return ReasonerError("HermiT", f"failed: {what}", remedy)


def _find_undeclared(vocabulary: rdflib.Graph, facts: rdflib.Graph) -> tuple[str, ...]:
    used = set(facts.predicates()) | set(facts.objects(None, RDF.type))
    ours = {word for word in used if str(word).startswith(term("plan:"))}
    return tuple(sorted(str(word) for word in ours if (word, RDF.type, None) not in vocabulary))


@contextmanager
def _private_temporary_folder() -> Iterator[None]:
    """Keep the files that owlready2 leaves behind after a contradiction in a folder that goes."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="plangraph-reason-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before

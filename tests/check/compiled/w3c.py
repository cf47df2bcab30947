"""
Judge the W3C's SHACL test cases by the compiled road.

``python -m tests.check.compiled.w3c FOLDER``, where FOLDER holds their ``manifest.ttl``; the source
distribution of pySHACL brings them as
``test/resources/sht_tests``. What is not passed is named, with the reason.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from plangraph.check.compiled import compile_shapes, run
from plangraph.check.compiled.paths import read_path
from plangraph.check.compiled.statements import Statements
from plangraph.check.facts import Facts, Node
from plangraph.errors import ShapesError
from plangraph.names import term

TESTS = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHACL_TESTS = "http://www.w3.org/ns/shacl-test#"
TYPE = ox.NamedNode(term("rdf:type"))
Said = tuple[str, ...]


def read(path: Path) -> list[ox.Quad]:
    """Read a file of tests, relative names and all."""
    return list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri()))


def write(node: Node | None) -> str:
    """Write a term so that two reports can be compared; blank nodes are all alike."""
    return "" if node is None else "_:" if isinstance(node, ox.BlankNode) else str(node)


def expect(manifest: Statements, report: Node) -> Iterator[Said]:
    """List the results that a test expects."""

    def say(result: Node, name: str) -> str:
        found = manifest.objects(result, ox.NamedNode(term(f"sh:{name}")))
        return write(found[0] if found else None)

    for result in manifest.objects(report, ox.NamedNode(term("sh:result"))):
        paths = manifest.objects(result, ox.NamedNode(term("sh:resultPath")))
        path = read_path(manifest, paths[0]).text if paths else ""
        told = [say(result, name) for name in ("focusNode", "value", "sourceShape")]
        told += [say(result, name) for name in ("sourceConstraint", "sourceConstraintComponent")]
        yield (*told, say(result, "resultSeverity"), path)


def judge(data: Path, shapes: Path) -> list[Said]:
    """Judge the data of a test by its shapes."""
    found = run(compile_shapes(read(shapes)), Facts(read(data)))
    return sorted(
        (
            *(write(one.focus), write(one.value), write(one.shape), write(one.constraint)),
            *(f"<{one.component}>", write(one.severity)),
            str(one.path or ""),
        )
        for one in found
    )


def run_all(folder: Path) -> Iterator[tuple[str, str]]:
    """Run all tests, and give the name of each with the reason why it is not passed, or nothing."""
    for path in sorted(folder.rglob("*.ttl")):
        manifest = Statements(read(path))
        for test in manifest.subjects(TYPE, ox.NamedNode(f"{SHACL_TESTS}Validate")):
            (action,) = manifest.objects(test, ox.NamedNode(f"{TESTS}action"))
            (result,) = manifest.objects(test, ox.NamedNode(f"{TESTS}result"))
            graphs = [
                Path(manifest.objects(action, ox.NamedNode(SHACL_TESTS + name))[0].value[7:])
                for name in ("dataGraph", "shapesGraph")
            ]
            fails = result == ox.NamedNode(f"{SHACL_TESTS}Failure")
            try:
                found = judge(*graphs)
                same = not fails and found == sorted(expect(manifest, result))
                reason = "" if same else "other results"
            except ShapesError as error:
                reason = "" if fails else str(error)
            yield str(path.relative_to(folder)), reason


def main() -> int:
    """Print what is not passed, and the share that is."""
    found = list(run_all(Path(sys.argv[1]).resolve()))
    for name, reason in found:
        if reason:
            sys.stdout.write(f"{name}: {reason}\n")
    passed = sum(not reason for _name, reason in found)
    sys.stdout.write(f"{passed} of {len(found)} passed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

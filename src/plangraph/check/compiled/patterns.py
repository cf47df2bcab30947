"""
What breaks a constraint, as a graph pattern of SPARQL.

Each pattern stands on a domain, the pattern that finds the things to judge, and leaves those that
fail. What must not be found is taken away with ``MINUS``, which an engine works out once, where
``FILTER NOT EXISTS`` asks anew for each row. Within ``not``, ``or`` and their like a shape becomes
the pattern of the things that do not fit it; one that everything fits becomes None.
"""

from dataclasses import dataclass
from itertools import count
from typing import Final

from plangraph.check.compiled.model import Component, Path, Shape, Target
from plangraph.check.compiled.prebinding import REMEDY, bind_things
from plangraph.check.compiled.values import same_term, write_term, write_test
from plangraph.errors import ShapesError
from plangraph.names import term

TYPE: Final = "a"
SUBCLASSES: Final = f"a/<{term('rdfs:subClassOf')}>*"
ORDERED: Final = {"LessThan": "<", "LessThanOrEquals": "<="}


@dataclass(frozen=True, slots=True)
class Domain:
    """
    The things to judge: a pattern, and the variable that it binds to them.

    ``outer`` are the things that led there: a thing fails anew for each.
    """

    pattern: str
    variable: str
    outer: tuple[str, ...] = ()

    @property
    def keys(self) -> str:
        """All by which one failure is told from another."""
        return " ".join((*self.outer, self.variable))


@dataclass(frozen=True, slots=True)
class Failing:
    """
    A pattern that leaves what fails, and the variables that tell the value and its path.

    Where the constraint only takes things away from its domain, ``kept`` is what would keep those
    that it takes away: a negation in place of a negation of a negation.
    """

    pattern: str
    value: str = ""
    path: str = ""
    also: str = ""
    kept: str = ""


class Writer:
    """
    Writes the patterns of one query.

    ``classes`` is how a thing reaches its class; data without subclasses need no path for it.
    """

    def __init__(self, *, subclasses: bool) -> None:
        self.classes = SUBCLASSES if subclasses else TYPE
        self._numbers = count(1)

    def fresh(self, name: str) -> str:
        """Give a variable that the query does not have yet."""
        return f"?{name}{next(self._numbers)}"

    def targets(self, targets: tuple[Target, ...], variable: str) -> Domain:
        """Write the pattern of the things that a shape is for."""
        written = [self._target(target, variable) for target in targets]
        if len(written) == 1:
            return Domain(written[0], variable)
        return Domain(" UNION ".join(f"{{ {one} }}" for one in written), variable)

    def _target(self, target: Target, variable: str) -> str:
        node = write_term(target.node)
        if target.kind == "class":
            return f"{variable} {self.classes} {node} ."
        if target.kind == "node":
            return f"VALUES {variable} {{ {node} }}"
        other = self.fresh("any")
        if target.kind == "subjects":
            return f"{variable} {node} {other} ."
        return f"{other} {node} {variable} ."

    def along(self, path: Path | None, domain: Domain) -> Domain:
        """Write the domain of the values that a path leads to; without one, things themselves."""
        if path is None:
            return domain
        value = self.fresh("value")
        reached = f"{domain.pattern} {domain.variable} {path.text} {value} ."
        if path.nullable:
            # A thing that the graph does not hold is its own value, too.
            itself = f"{domain.pattern} BIND ({domain.variable} AS {value})"
            reached = f"{{ {reached} }} UNION {{ {itself} }}"
        return Domain(reached, value, (*domain.outer, domain.variable))

    def failing(self, component: Component, shape: Shape, domain: Domain) -> Failing | None:
        """
        Write what breaks a constraint among the things of a domain.

        Raises:
            ShapesError: The constraint is not known.
        """
        name = component.name
        if name in ("MinCount", "MaxCount", "QualifiedMinCount", "QualifiedMaxCount"):
            return self._counted(component, shape, domain)
        if name in ("Equals", "Disjoint", "HasValue", "UniqueLang", *ORDERED):
            return self._related(component, shape, domain)
        if name == "SPARQL":
            return self._queried(component, shape, domain)
        values = self.along(shape.path, domain)
        value = values.variable
        test = write_test(component, value)
        if test is not None:
            kept = "" if shape.path else f"FILTER (COALESCE({test}, false))"
            pattern = f"{values.pattern} FILTER (!COALESCE({test}, false))"
            return Failing(pattern, value, kept=kept)
        if name == "Class":
            fitting = f"{value} {self.classes} {write_term(component.values[0])}"
            kept = f"{{ {fitting} }}" if shape.path is None else ""
            return Failing(f"{values.pattern} MINUS {{ {fitting} }}", value, kept=kept)
        if name == "Closed":
            predicate, held = self.fresh("predicate"), self.fresh("held")
            stated = f"{values.pattern} {value} {predicate} {held} ."
            known = ", ".join(write_term(one) for one in component.values)
            left = f"FILTER ({predicate} NOT IN ({known}))" if known else ""
            return Failing(f"{stated} {left}", held, predicate)
        composed = self._composed(component, values)
        return None if composed is None else Failing(composed, value)

    def violating(self, shape: Shape, domain: Domain) -> str | None:
        """Write the things of a domain that do not fit a shape, with no variable but theirs."""
        return _alone(self._failings(shape, domain), domain)

    def _failings(self, shape: Shape, domain: Domain) -> list[Failing]:
        found = [self.failing(component, shape, domain) for component in shape.components]
        return [one for one in found if one is not None]

    def _composed(self, component: Component, values: Domain) -> str | None:
        """Write constraints that are made of shapes."""
        found = [self._failings(shape, values) for shape in component.shapes]
        failed = [_alone(one, values) or "" for one in found if one]
        if component.name == "Not":
            if failed and len(found[0]) == 1 and found[0][0].kept:
                return f"{values.pattern} {found[0][0].kept}"
            return f"{values.pattern} MINUS {failed[0]}" if failed else values.pattern
        if component.name in ("And", "Node", "Property"):
            if not failed:
                return None
            return f"{values.pattern} {{ {' UNION '.join(failed)} }}"
        if component.name == "Or":
            if len(failed) < len(found):
                return None
            return f"{values.pattern} {' '.join(_remaining(one, values) for one in found)}"
        if component.name == "Xone":
            return self._exclusive(failed, len(found) - 1, values)
        raise ShapesError(component.iri, "a constraint that is not known to this engine", REMEDY)

    def _exclusive(self, failed: list[str], wanted: int, values: Domain) -> str | None:
        """Write the values that do not fail all shapes but one."""
        number, fails, value = self.fresh("number"), self.fresh("fails"), values.variable
        if not failed:
            return values.pattern if wanted else None
        told = " UNION ".join(f"{{ {one} BIND ({k} AS {number}) }}" for k, one in enumerate(failed))
        counted = (
            f"SELECT {value} (COUNT(DISTINCT {number}) AS {fails}) "
            f"WHERE {{ {told} }} GROUP BY {value}"
        )
        return (
            f"{values.pattern} OPTIONAL {{ {{ {counted} }} }} "
            f"FILTER (COALESCE({fails}, 0) != {wanted})"
        )

    def _counted(self, component: Component, shape: Shape, domain: Domain) -> Failing | None:
        limit = int(component.values[0].value)
        values = self.along(shape.path, domain)
        fitting = self._fitting(component, values) if component.shapes else values.pattern
        thing, value = domain.variable, values.variable
        if component.name.endswith("MaxCount"):
            if fitting is None:
                return None
            if limit == 0:
                return Failing(fitting)
            return Failing(self._group(domain.keys, value, fitting, f"> {limit}"))
        if limit == 0:
            return None
        if fitting is None:
            return Failing(domain.pattern)
        if limit == 1:
            has = f"{{ SELECT DISTINCT {thing} WHERE {{ {fitting} }} }}"
            if not component.shapes and shape.path is not None and shape.path.simple:
                has = f"{{ {thing} {shape.path.text} {value} }}"
            return Failing(f"{domain.pattern} MINUS {has}", kept=has)
        some = f"{{ SELECT DISTINCT {thing} {value} WHERE {{ {fitting} }} }}"
        pattern = f"{domain.pattern} OPTIONAL {some}"
        return Failing(self._group(domain.keys, value, pattern, f"< {limit}"))

    def _group(self, keys: str, value: str, pattern: str, holds: str) -> str:
        return (
            f"{{ SELECT {keys} WHERE {{ {pattern} }} GROUP BY {keys} "
            f"HAVING (COUNT(DISTINCT {value}) {holds}) }}"
        )

    def _fitting(self, component: Component, values: Domain) -> str | None:
        """Write the values that fit a shape and none of its siblings; None if there can't be."""
        failed = self.violating(component.shapes[0], values)
        pattern = values.pattern if failed is None else f"{values.pattern} MINUS {failed}"
        for sibling in component.siblings:
            apart = self.violating(sibling, values)
            if apart is None:
                return None
            pattern = f"{apart} {pattern}"
        return pattern

    def _related(self, component: Component, shape: Shape, domain: Domain) -> Failing:
        """Write constraints between the values of a path and those of a property, or one value."""
        thing, path = domain.variable, shape.path
        values = self.along(path, domain)
        value = values.variable
        if component.name == "UniqueLang":
            tag = self.fresh("language")
            tagged = f'{values.pattern} BIND (LCASE(LANG({value})) AS {tag}) FILTER ({tag} != "")'
            return Failing(
                f"{{ SELECT {domain.keys} {tag} WHERE {{ {tagged} }} GROUP BY {domain.keys} {tag} "
                f"HAVING (COUNT(DISTINCT {value}) > 1) }}",
                also=tag,
            )
        other = write_term(component.values[0])
        if component.name == "HasValue":
            is_it = same_term(value, component.values[0])
            has = f"{values.pattern} FILTER ({is_it})"
            if path is not None and not path.nullable:
                # A term in the pattern is found by itself, not among all.
                has = f"{domain.pattern} {thing} {path.text} {other} ."
            kept = f"{{ SELECT DISTINCT {thing} WHERE {{ {has} }} }}"
            if path is not None and path.simple and not path.nullable:
                kept = f"{{ {thing} {path.text} {other} }}"
            return Failing(f"{domain.pattern} MINUS {kept}", kept=kept)
        if component.name == "Disjoint":
            return Failing(f"{values.pattern} {thing} {other} {value} .", value)
        if component.name in ORDERED:
            compared = self.fresh("other")
            holds = f"{value} {ORDERED[component.name]} {compared}"
            pattern = f"{values.pattern} {thing} {other} {compared} ."
            return Failing(f"{pattern} FILTER (!COALESCE({holds}, false))", value, also=compared)
        missing = f"{values.pattern} MINUS {{ {thing} {other} {value} }}"
        told = self.fresh("value")
        stray = f"{domain.pattern} {thing} {other} {told} ."
        if path is None:
            stray = f"{stray} FILTER (!sameTerm({thing}, {told}))"
        else:
            reached = values.pattern.replace(value, told)
            stray = f"{stray} MINUS {{ SELECT DISTINCT {thing} {told} WHERE {{ {reached} }} }}"
        either = f"{{ {missing} BIND ({value} AS {told}) }} UNION {{ {stray} }}"
        return Failing(either, told)

    def _queried(self, component: Component, shape: Shape, domain: Domain) -> Failing:
        if component.select is None:
            raise ShapesError(component.iri, "a constraint without a query", "Correct the shapes")
        bound = bind_things(component.select, shape.path, domain.pattern, domain.variable)
        if bound is None:
            raise ShapesError(
                component.node.value if component.node is not None else component.iri,
                "a query that stands within another shape and counts, or holds a query itself",
                REMEDY,
            )
        return Failing(f"{{ {bound} }}")


def _alone(found: list[Failing], domain: Domain) -> str | None:
    """Write the things of a domain that fail in any way, with no variable but theirs."""
    if not found:
        return None
    parts = [one.pattern for one in found]
    pattern = parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {one} }}" for one in parts)
    return f"{{ SELECT DISTINCT {domain.variable} WHERE {{ {pattern} }} }}"


def _remaining(found: list[Failing], domain: Domain) -> str:
    """Write what leaves, behind the pattern of a domain, its things that fail in any way."""
    if len(found) == 1:
        rest = found[0].pattern.removeprefix(f"{domain.pattern} ")
        if rest != found[0].pattern and rest.startswith(("MINUS ", "FILTER ")):
            # It adds no rows, so it may stand in the same group.
            return rest
    return _alone(found, domain) or ""

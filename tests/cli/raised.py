"""Every text with which an error is raised in the package, found in its syntax trees."""

import ast
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import plangraph
from plangraph import errors

PACKAGE = Path(plangraph.__file__).parent
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.PlanGraphError)
}
QUOTED = "ValueError"
"""Raised only to say within the package what is wrong; what catches it quotes it."""

Scope = ast.Module | ast.FunctionDef


class Raised(NamedTuple):
    """A text of an error; ``{}`` stands for what is put in. ``None`` where none can be seen."""

    place: str
    text: str | None


def list_raised() -> list[Raised]:
    """List what and remedy of every error in the package."""
    return [raised for path in sorted(PACKAGE.rglob("*.py")) for raised in _Module(path).texts()]


def list_wheres() -> set[str]:
    """List what errors name as their place in words that stand in the source."""
    found: set[str | None] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        module = _Module(path)
        for call, scopes in module.calls(KINDS):
            found.update(text for text in module.resolve(call.args[0], scopes) if text != "{}")
    return {text for text in found if text is not None and "{" not in text}


class _Module:
    """One module: its tree, and what its names may stand for."""

    def __init__(self, path: Path) -> None:
        inside = path.relative_to(PACKAGE.parent)
        self.file = inside.as_posix()
        self.name = ".".join(inside.with_suffix("").parts).removesuffix(".__init__")
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.followed: list[str] = []

    def texts(self) -> Iterator[Raised]:
        for call, scopes in self.calls({*KINDS, QUOTED}):
            place = f"{self.file}:{call.lineno}"
            quoted = ast.unparse(call.func) == QUOTED
            for told in call.args[:1] if quoted else call.args[1:]:
                for text in self.resolve(told, scopes):
                    yield Raised(place, text)

    def calls(self, kinds: set[str]) -> Iterator[tuple[ast.Call, list[Scope]]]:
        yield from self._walk(self.tree, [self.tree], kinds)

    def _walk(
        self, node: ast.AST, scopes: list[Scope], kinds: set[str]
    ) -> Iterator[tuple[ast.Call, list[Scope]]]:
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in kinds:
            yield node, scopes
        inner = [node, *scopes] if isinstance(node, ast.FunctionDef) else scopes
        for child in ast.iter_child_nodes(node):
            yield from self._walk(child, inner, kinds)

    def resolve(self, node: ast.expr, scopes: Sequence[Scope]) -> Iterator[str | None]:
        """Give the texts that an expression may be, and those that it may put into a text."""
        if isinstance(node, ast.Constant):
            yield node.value if isinstance(node.value, str) else "{}"
        elif isinstance(node, ast.JoinedStr):
            pieces = [
                piece.value if isinstance(piece, ast.Constant) else "{}" for piece in node.values
            ]
            yield "".join(str(piece) for piece in pieces)
            for piece in node.values:
                if isinstance(piece, ast.FormattedValue):
                    yield from filter(None, self.resolve(piece.value, scopes))
        elif isinstance(node, ast.IfExp):
            yield from self.resolve(node.body, scopes)
            yield from self.resolve(node.orelse, scopes)
        elif isinstance(node, ast.BoolOp):
            for value in node.values:
                yield from self.resolve(value, scopes)
        elif "error" in {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}:
            # What the system or a library said is quoted.
            yield "{}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "lower":
                yield from self.resolve(node.func.value, scopes)
            else:
                yield None
        elif isinstance(node, ast.Call | ast.Name):
            if ast.unparse(node) not in self.followed:
                self.followed.append(ast.unparse(node))
                if isinstance(node, ast.Call):
                    yield from self._resolve_call(node)
                else:
                    yield from self._resolve_name(node.id, scopes)
                self.followed.pop()
        else:
            yield None

    def _resolve_call(self, node: ast.Call) -> Iterator[str | None]:
        named = [
            one
            for one in ast.walk(self.tree)
            if isinstance(one, ast.FunctionDef) and one.name == ast.unparse(node.func)
        ]
        for function in named:
            for one in ast.walk(function):
                if isinstance(one, ast.Return) and one.value is not None:
                    yield from self.resolve(one.value, [function, self.tree])
        if not named:
            yield None

    def _resolve_name(self, name: str, scopes: Sequence[Scope]) -> Iterator[str | None]:
        for scope in scopes:
            bound = [found for one in ast.walk(scope) for found in self._bound(one, name, scopes)]
            if bound:
                yield from bound
                return
            if isinstance(scope, ast.FunctionDef) and name in _parameters(scope):
                yield None
                return
        value = getattr(import_module(self.name), name, None)
        yield value if isinstance(value, str) else None

    def _bound(self, node: ast.AST, name: str, scopes: Sequence[Scope]) -> Iterator[str | None]:
        """Follow ``name = text``, and ``a, name = TABLE[key]`` or ``for a, name in TABLE``."""
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
        elif isinstance(node, ast.For):
            target, value = node.target, node.iter
        else:
            return
        if isinstance(target, ast.Name) and target.id == name and isinstance(node, ast.Assign):
            yield from self.resolve(value, scopes)
        elif isinstance(target, ast.Tuple):
            names = [ast.unparse(one) for one in target.elts]
            if name in names:
                yield from self._column(value, names.index(name))

    def _column(self, table: ast.expr, index: int) -> Iterator[str | None]:
        if isinstance(table, ast.Subscript):
            table = table.value
        rows = getattr(import_module(self.name), ast.unparse(table), None)
        listed = rows.values() if isinstance(rows, dict) else rows
        if isinstance(listed, Sequence) or isinstance(rows, dict):
            for row in listed or ():
                yield row[index] if isinstance(row[index], str) else None
        else:
            yield None


def _parameters(function: ast.FunctionDef) -> set[str]:
    given = function.args
    return {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)}

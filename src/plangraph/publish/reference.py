"""
The reference of the Python interface, made from its docstrings without importing anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Final

import griffe
from markupsafe import Markup, escape

from plangraph.publish.render import Renderer
from plangraph.publish.words import Words

PAGE: Final = "python.html"
PACKAGE: Final = Path(__file__).parent.parent
DOORS: Final = ("plangraph", "plangraph.network", "plangraph.reason")
"""Modules whose public names the page tells, the package's own first."""

TITLE: Final = Words("Python から使う", "Use it from Python")
LEAD: Final = Words(
    "表計算やSPARQLのほか、Python からも同じ計画を扱えます。"
    "以下はプログラムの説明書き（docstring、英語）から作ったものです。",
    "The public interface of the package, made from its docstrings.",
)
FIRST: Final = ("load", "LoadedPlan")
BLOCK: Final = re.compile(r"^(?:>>> |    |\* )")
CODE: Final = re.compile(r"``([^`]+)``")


@dataclass(frozen=True, slots=True)
class Entry:
    """One public name: how it is written, and what its docstring says."""

    anchor: str
    signature: Markup
    text: Markup
    raises: tuple[tuple[str, Markup], ...]
    members: tuple["Entry", ...] = ()

    @property
    def fields(self) -> list["Entry"]:
        """Its members that have no docstring: what it holds is said of the whole."""
        return [member for member in self.members if not member.text]

    @property
    def told(self) -> list["Entry"]:
        """Its members that have one."""
        return [member for member in self.members if member.text]


@dataclass(frozen=True, slots=True)
class Door:
    """A module with its public names."""

    name: str
    text: Markup
    entries: tuple[Entry, ...]


def write_reference(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Write the page of the Python interface."""
    yield PAGE, renderer.page("python.html", PAGE, title=TITLE, lead=LEAD, doors=read_doors())


@cache
def read_doors() -> tuple[Door, ...]:
    """Read what the docstrings of the package's doors say."""
    public = set(_exports(_read_module(PACKAGE.name)))
    return tuple(_open_door(name, public) for name in DOORS)


def _open_door(name: str, public: set[str]) -> Door:
    module = _read_module(name)
    prefix = f"{name}." if name != PACKAGE.name else ""
    entries = tuple(_tell(module[one], f"{prefix}{one}", public) for one in _exports(module))
    text = module.docstring.value if module.docstring else ""
    return Door(name, write_text(text), entries)


@cache
def _read_module(name: str) -> griffe.Module:
    """Read one module: the doors lead to a few of them, and to read all would take long."""
    place = PACKAGE.parent.joinpath(*name.split("."))
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    above, _, own = name.rpartition(".")
    parent = _read_module(above) if above else None
    text = file.read_text(encoding="utf-8")
    return griffe.visit(own, file, text, parent=parent, docstring_parser="google")


def _follow(thing: griffe.Object | griffe.Alias) -> griffe.Object:
    """Find what a name stands for that a module has from another."""
    while isinstance(thing, griffe.Alias):
        module, _, name = thing.target_path.rpartition(".")
        thing = _read_module(module)[name]
    return thing


def _exports(module: griffe.Module) -> list[str]:
    """List the public names, those first with which everything begins."""
    names = [str(name) for name in module.exports or ()]
    return sorted(names, key=lambda name: (name not in FIRST, name.casefold()))


def _tell(thing: griffe.Object | griffe.Alias, anchor: str, public: set[str]) -> Entry:
    found = _follow(thing)
    text, raises = _read_docstring(found)
    members: tuple[Entry, ...] = ()
    if isinstance(found, griffe.Class):
        members = tuple(
            _tell(member, f"{anchor}.{name}", public)
            for name, member in found.members.items()
            if not name.startswith("_")
        )
    return Entry(anchor, _sign(found, anchor.rpartition(".")[2], public), text, raises, members)


def _sign(thing: griffe.Object, name: str, public: set[str]) -> Markup:
    """Write how a name is used; names of the page in it lead to their place."""
    if isinstance(thing, griffe.Function):
        written = thing.signature(name=name)
    elif isinstance(thing, griffe.Class):
        written = f"class {name}"
    else:
        annotation = getattr(thing, "annotation", None)
        written = f"{name}: {annotation}" if annotation is not None else name
    parts = re.split(r"(\w+)", str(written))
    return Markup("").join(
        Markup('<a href="#{0}">{0}</a>').format(part) if part in public and part != name else part
        for part in parts
    )


def _read_docstring(thing: griffe.Object) -> tuple[Markup, tuple[tuple[str, Markup], ...]]:
    if thing.docstring is None:
        return Markup(""), ()
    texts, raises = [], []
    for section in thing.docstring.parsed:
        if isinstance(section, griffe.DocstringSectionText):
            texts.append(section.value)
        elif isinstance(section, griffe.DocstringSectionRaises):
            raises += [(str(one.annotation), _inline(one.description)) for one in section.value]
    return write_text("\n\n".join(texts)), tuple(raises)


def write_text(text: str) -> Markup:
    """
    Write a docstring as HTML: paragraphs, and examples or lists as they stand.

    >>> str(write_text("One ``name``.\\n\\n>>> 1 < 2\\nTrue"))
    '<p>One <code>name</code>.</p><pre>&gt;&gt;&gt; 1 &lt; 2\\nTrue</pre>'
    """
    written = Markup("")
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        if BLOCK.match(paragraph):
            written += Markup("<pre>{}</pre>").format(dedent(paragraph))
        elif paragraph.strip():
            written += Markup("<p>{}</p>").format(_inline(paragraph))
    return written


def _inline(text: str) -> Markup:
    joined = str(escape(" ".join(text.split())))
    return Markup(CODE.sub(r"<code>\1</code>", joined))

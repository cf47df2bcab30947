"""
Turns what a page shows into HTML; all text from outside passes through here and is escaped.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plangraph.publish import parts
from plangraph.publish.escaping import clean, write_text
from plangraph.publish.forms import FORMS
from plangraph.publish.places import link
from plangraph.publish.words import NAVIGATION, NO_LICENCE, PLACEHOLDER, Words

CUT: Final = Markup("\x00")
"""Stands in a frame where a page goes in; text from outside cannot hold it, being cleaned."""

HERE: Final = Path(__file__).parent
SELF: Final = "'self' file:"
"""Where scripts, styles and pictures may come from: the site itself, opened as files too."""


@dataclass(frozen=True, slots=True)
class About:
    """What every page says of the site it belongs to."""

    title: str
    licence: str
    publisher: str
    placeholder: bool
    query: bool
    """Whether the site has the page on which queries run in the browser."""

    lists: str
    """Folder of the lists to which the navigation leads; empty where there are several plans."""


class Renderer:
    """Fills the templates of one site."""

    def __init__(self, site: About) -> None:
        self.site = site
        self.environment = Environment(
            loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            finalize=clean,
        )
        self.environment.globals.update(
            {
                "all_forms": FORMS,
                "no_licence": NO_LICENCE,
                "parts": parts,
                "placeholder": PLACEHOLDER,
                "self_sources": Markup(SELF),
                "site": site,
            }
        )
        self._frames: dict[str, list[str]] = {}

    def page(self, template: str, path: str, **values: Any) -> bytes:
        """Render a page that will lie at a path of the site."""
        settings: dict[str, Any] = {
            "description": "",
            "more_sources": "",
            "links": (),
            "blocks": (),
            "trail": (),
            "navigation": self._navigation(path, values.get("lists") or self.site.lists),
            "to": _linker(path),
        }
        settings.update(values)
        text = self.environment.get_template(template).render(settings)
        return text.encode("utf-8", "replace")

    def thing_page(self, path: str, lists: str, **values: Any) -> str:
        """
        Render the page about a thing.

        What stands around it is the same in a whole folder, so it is rendered once for all.
        """
        folder = path.rpartition("/")[0]
        frame = self._frames.get(f"{folder} {lists}")
        if frame is None:
            frame = self._frames[f"{folder} {lists}"] = self._make_frame(f"{folder}/.", lists)
        head = parts.links_list(values["links"]) + parts.data_blocks(values["blocks"])
        main = parts.write_thing(values)
        title, description = (
            write_text(text) for text in (values["title"].ja, values["description"])
        )
        return "".join(
            (frame[0], title, frame[1], description, frame[2], head, frame[3], main, frame[4])
        )

    def _make_frame(self, path: str, lists: str) -> list[str]:
        """Render the frame of a folder's pages, and cut it where they differ."""
        values = {"title": Words(CUT), "description": CUT, "head": CUT, "main": CUT}
        return self.page("thing_frame.html", path, lists=lists, **values).decode().split(str(CUT))

    def list_page(self, path: str, title: Words, **values: Any) -> bytes:
        """Render a page of lists."""
        settings: dict[str, Any] = {
            "lead": None,
            "tree": (),
            "picture": "",
            "drawn": "",
            "reading": None,
            "legend": (),
            "tables": (),
            "groups": (),
            "notes": (),
            "downloads": (),
        }
        return self.page("list.html", path, title=title, **{**settings, **values})

    def _navigation(self, path: str, lists: str) -> list[tuple[str, Words, bool]]:
        found = []
        for name, words in NAVIGATION:
            if name == "query" and not self.site.query:
                continue
            top = name in {"index", "vocabulary", "questions", "query", "data", "search"}
            if top or lists:
                target = f"{name}.html" if top else f"{lists}/{name}.html"
                found.append((link(target, path), words, target == path))
        return found


def _linker(path: str) -> Callable[[str], str]:
    return lambda target: link(target, path)


def write_search_data(entries: Sequence[tuple[str, str, str, str]]) -> bytes:
    """Write the search index as a script, since a page opened as a file may not fetch data."""
    rows = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f"window.PLANGRAPH_SEARCH = [\n{rows}\n];\n".encode("utf-8", "replace")

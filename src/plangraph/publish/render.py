"""
Turns what a page shows into HTML; all text from outside passes through here and is escaped.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from plangraph.publish.forms import FORMS
from plangraph.publish.places import link
from plangraph.publish.views import Value
from plangraph.publish.words import NAVIGATION, NO_LICENCE, PLACEHOLDER, SEVERITIES, Words
from plangraph.write.workbook import show_controls

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
                "both": both,
                "no_licence": NO_LICENCE,
                "placeholder": PLACEHOLDER,
                "self_sources": Markup(SELF),
                "severities": SEVERITIES,
                "show": show,
                "site": site,
            }
        )

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
        settings["blocks"] = [embed(block) for block in settings["blocks"]]
        text = self.environment.get_template(template).render(settings)
        return text.encode("utf-8", "replace")

    def list_page(self, path: str, title: Words, **values: Any) -> bytes:
        """Render a page of lists."""
        settings: dict[str, Any] = {
            "lead": None,
            "tree": (),
            "picture": "",
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


def clean(value: Any) -> Any:
    """Replace control signs, which HTML has no place for; what is markup already stays."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return show_controls(value)
    return value


def both(words: Words) -> Markup:
    """Write a text in both languages."""
    japanese = escape(show_controls(words.ja))
    if not words.en:
        return japanese
    return Markup('{} <span lang="en">{}</span>').format(japanese, show_controls(words.en))


def show(value: Value) -> Markup:
    """Write a value: apart from its surroundings in direction, in its language, with its link."""
    text = show_controls(value.words.ja)
    inner = Markup("<bdi>{}</bdi>").format(text)
    if value.language not in ("", "ja"):
        inner = Markup('<bdi lang="{}">{}</bdi>').format(value.language, text)
    elif value.words.en:
        inner += Markup(' <span lang="en">{}</span>').format(show_controls(value.words.en))
    if not value.href:
        return inner
    relation = Markup(' rel="external noreferrer"') if value.outside else Markup("")
    return Markup('<a href="{}"{}>{}</a>').format(value.href, relation, inner)


def embed(block: str) -> Markup:
    """Put JSON into a page so that no text in it can end the script element."""
    safe = block.strip()
    for sign in "<>&\u2028\u2029":
        safe = safe.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(safe)


def write_search_data(entries: Sequence[tuple[str, str, str, str]]) -> bytes:
    """Write the search index as a script, since a page opened as a file may not fetch data."""
    rows = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f"window.PLANGRAPH_SEARCH = [\n{rows}\n];\n".encode("utf-8", "replace")

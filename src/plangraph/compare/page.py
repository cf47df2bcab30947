"""
A comparison as one page of HTML that needs nothing else and prints well.
"""

from collections.abc import Iterator
from html import escape
from typing import Final

from plangraph.compare.changes import Change, Comparison
from plangraph.compare.chapters import HEADERS, count_all, list_chapters
from plangraph.compare.wording import (
    ELEMENTS,
    IMPACT,
    KINDS,
    NONE,
    NOTHING,
    TITLE,
    TOUCHED,
    say_guess,
    say_impact,
    say_places,
    say_touched,
)

STYLE: Final = """
:root { color-scheme: light }
body { font: 1rem/1.7 "Hiragino Sans", "Noto Sans JP", "Yu Gothic", Meiryo, sans-serif;
  margin: 0 auto; padding: 1.5rem; max-width: 72rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.6rem } p, li { overflow-wrap: anywhere }
h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 2px solid #1a1a1a }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
thead th { background: #eef1f5 } th.kind { width: 7rem }
del { background: #fde8e6; text-decoration: line-through } ins { background: #e3f3e6 }
.guess { border-left: 4px solid #8a4b00; padding-left: .5rem; color: #6b3a00; display: block }
@media print { body { padding: 0; max-width: none } tr { break-inside: avoid }
  thead { display: table-header-group } h2 { break-after: avoid } }
"""


def write_page(comparison: Comparison, language: str) -> str:
    """Write the page in one language."""
    title = TITLE.say(language)
    body = [f"<h1>{title}</h1>", f"<p>{escape(count_all(comparison, language))}</p>"]
    body.append(f"<p>{escape(comparison.old.facts)} → {escape(comparison.new.facts)}</p>")
    if not comparison.changes and not comparison.impact:
        body.append(f"<p>{NONE.say(language)}</p>")
    body += _tables(comparison, language)
    if comparison.impact:
        items = "".join(
            f"<li>{escape(say_impact(one, language))}</li>" for one in comparison.impact
        )
        body.append(f"<h2>{IMPACT.say(language)}</h2>\n<ul>{items}</ul>")
    if comparison.touched:
        told = (say_touched(one, language) for one in comparison.touched)
        items = "".join(f"<li>{escape(one)}</li>" for one in told)
        body.append(f"<h2>{TOUCHED.say(language)}</h2>\n<ul>{items}</ul>")
    return (
        f'<!doctype html>\n<html lang="{"en" if language == "en" else "ja"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _tables(comparison: Comparison, language: str) -> Iterator[str]:
    heads = "".join(
        f'<th scope="col"{kind}>{header.say(language)}</th>'
        for header, kind in zip(HEADERS, (' class="kind"', "", "", "", ""), strict=True)
    )
    for titles, changes in list_chapters(comparison, language):
        title = escape(" / ".join(titles))
        rows = "\n".join(_row(change, language) for change in changes)
        yield (
            f"<h2>{title}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n"
            f"<tbody>\n{rows}\n</tbody>\n</table>"
        )


def _row(change: Change, language: str) -> str:
    nothing = NOTHING.say(language)
    before = f"<del>{escape(change.before)}</del>" if change.before else nothing
    after = f"<ins>{escape(change.after)}</ins>" if change.after else nothing
    guess = say_guess(change, language)
    note = f'<span class="guess">{escape(guess)}</span>' if guess else ""
    thing = f"{ELEMENTS[change.element].say(language)} {change.label}"
    return (
        f'<tr><th scope="row">{KINDS[change.kind].say(language)}</th><td>{escape(thing)}{note}</td>'
        f"<td>{before}</td><td>{after}</td>"
        f"<td>{escape(say_places(change.source, language))}</td></tr>"
    )

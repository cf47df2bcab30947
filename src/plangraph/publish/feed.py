"""
The revisions of a site's plans as an Atom feed, for those who want to hear of the next one.
"""

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from plangraph.publish.catalogue import find_publishers
from plangraph.publish.changes import ChangePage
from plangraph.publish.pages import Pages
from plangraph.publish.places import link
from plangraph.publish.revisions import RevisionPage
from plangraph.write.workbook import show_controls

PATH: Final = "feed.xml"
MEDIA: Final = "application/atom+xml"
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_feed(
    pages: Pages, editions: Sequence[RevisionPage], changes: Sequence[ChangePage]
) -> bytes:
    """
    Write the feed, the newest revision first; nothing where no revision states its day.

    Atom wants to know when something was published, and that is never guessed.
    """
    facts, base = pages.views.facts, pages.views.places.base
    told = [(facts.text(page.names.facts, "dcterms:date"), page) for page in editions]
    dated = [(day, page) for day, page in told if DAY.fullmatch(day)]
    if not dated:
        return b""
    dated.sort(key=lambda pair: pair[0], reverse=True)
    since = {page.new.facts: page for page in changes}
    entries = []
    for day, page in dated:
        plan = pages.views.labels.name(page.names.plan).ja
        lines = [
            f"<id>{_write(page.names.facts)}</id>",
            f"<title>{_write(f'{plan} {page.title.ja}')}</title>",
            f"<updated>{day}T00:00:00Z</updated>",
            f"<link href={quoteattr(base + link(page.page, PATH))}/>",
        ]
        change = since.get(page.names.facts)
        if change is not None:
            href = quoteattr(base + link(change.page, PATH))
            lines.append(f'<link rel="related" title={quoteattr(change.title.ja)} href={href}/>')
        entries.append("\n".join(("<entry>", *lines, "</entry>")))
    makers = [pages.views.labels.name(iri).ja for iri in find_publishers(facts, pages.newest)]
    authors = "".join(f"<author><name>{_write(name)}</name></author>\n" for name in makers)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">\n'
        f"<id>{_write(f'{base}{PATH}')}</id>\n<title>{_write(pages.renderer.site.title)}</title>\n"
        f"<updated>{dated[0][0]}T00:00:00Z</updated>\n"
        f'<link rel="self" type="{MEDIA}" href={quoteattr(base + PATH)}/>\n'
        f"<link href={quoteattr(f'{base}index.html')}/>\n{authors}"
        + "\n".join(entries)
        + "\n</feed>\n"
    ).encode("utf-8", "replace")


def _write(text: str) -> str:
    return escape(show_controls(text))

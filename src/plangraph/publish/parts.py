"""
The parts of pages that stand on many of them, and the page about a thing, as HTML.

These are Python rather than templates, since a site has tens of thousands of such pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from plangraph.publish.escaping import embed, write_text
from plangraph.publish.forms import Form
from plangraph.publish.views import Branch, Fact, Table, Value
from plangraph.publish.words import SEVERITIES

Links = Iterable[tuple[str, str, str]]
"""Relations of a page to others: which relation, where to, of which media type."""

FACTS_HEAD: Final = (
    '\n<table class="facts">\n<caption class="unseen">記載内容 <span lang="en">Statements</span>'
    '</caption>\n<thead><tr><th scope="col">項目 <span lang="en">Property</span></th>'
    '<th scope="col">内容 <span lang="en">Value</span></th>'
)
PRINTED: Final = '<th scope="col">原文 <span lang="en">As printed</span></th>'


def links_list(links: Links) -> Markup:
    """Write the relations of a page, for its head."""
    texts = []
    for relation, href, media in links:
        kind = f' type="{media}"' if media else ""
        texts.append(f'<link rel="{relation}" href="{write_text(href)}"{kind}>\n')
    return Markup("".join(texts))


def data_blocks(blocks: Iterable[str]) -> Markup:
    """Write JSON-LD into the head of a page."""
    texts = [f'<script type="application/ld+json">{embed(block)}</script>\n' for block in blocks]
    return Markup("".join(texts))


def trail_list(trail: Sequence[Value]) -> Markup:
    """Write the way that leads to a page."""
    if not trail:
        return Markup("")
    steps = "".join([f"<li>{value.html}</li>\n" for value in trail])
    return Markup(
        f'<nav class="trail" aria-label="現在位置 You are here"><ol>\n{steps}</ol></nav>\n'
    )


def facts_table(facts: Sequence[Fact]) -> Markup:
    """Write what is said of a thing, and where each statement is printed, if any is."""
    printed = any(fact.places for fact in facts)
    texts = [FACTS_HEAD, PRINTED if printed else "", "</tr></thead>\n<tbody>\n"]
    for fact in facts:
        texts.append(f'<tr><th scope="row">{fact.label.html}</th><td><ul class="plain">')
        texts += [f"<li>{value.html}</li>" for value in fact.values]
        texts.append('</ul></td><td><ul class="plain quoted">' if printed else "</ul></td>")
        for href, quotation in fact.places:
            column = f"「<bdi>{write_text(quotation.column)}</bdi>」" if quotation.column else ""
            texts.append(
                f'<li><a href="{href}">{quotation.line}行目</a>{column} '
                f"<q><bdi>{write_text(quotation.text)}</bdi></q></li>"
            )
        texts.append("</ul></td></tr>\n" if printed else "</tr>\n")
    texts.append("</tbody>\n</table>\n")
    return Markup("".join(texts))


def rows_table(table: Table) -> Markup:
    """Write a table in a room of its own, which can be moved sideways."""
    texts = [
        f'<div class="wide" role="region" aria-label="{write_text(table.title.ja)}" tabindex="0">\n'
        f'<table>\n<caption class="unseen">{table.title.html}</caption>\n<thead><tr>'
    ]
    marks = [
        ' class="number"' if number in table.numbers else "" for number in range(len(table.columns))
    ]
    texts += [
        f'<th scope="col"{mark}><bdi>{column.html}</bdi></th>'
        for column, mark in zip(table.columns, marks, strict=True)
    ]
    texts.append("</tr></thead>\n<tbody>\n")
    for row in table.rows:
        first, *others = row
        texts.append(f'<tr><th scope="row">{_cell(first)}</th>')
        texts += [
            f"<td{mark}>{_cell(cell)}</td>" for cell, mark in zip(others, marks[1:], strict=True)
        ]
        texts.append("</tr>\n")
    texts.append("</tbody>\n</table>\n</div>\n")
    return Markup("".join(texts))


def _cell(cell: Sequence[Value]) -> str:
    if len(cell) == 1:
        return cell[0].html
    if not cell:
        return ""
    listed = "".join([f"<li>{value.html}</li>" for value in cell])
    return f'<ul class="plain">{listed}</ul>'


def branches(nodes: Iterable[Branch]) -> Markup:
    """Write things with what is part of them, level within level."""
    texts: list[str] = []
    _grow(nodes, texts)
    return Markup("".join(texts))


def _grow(nodes: Iterable[Branch], texts: list[str]) -> None:
    texts.append('<ul class="tree">\n')
    for branch in nodes:
        notation = write_text(branch.notation)
        texts.append(f'<li><bdi class="notation">{notation}</bdi> ' if notation else "<li>")
        texts.append(branch.value.html)
        if branch.branches:
            _grow(branch.branches, texts)
        texts.append("</li>\n")
    texts.append("</ul>\n")


def findings_list(findings: Iterable[Mapping[str, Any]]) -> Markup:
    """Write findings, each with its rule, its thing, its lines and what to do."""
    texts = ['<ul class="findings">\n']
    for found in findings:
        severity = SEVERITIES[found["severity"]]
        accepted = '<em>（了承済み <span lang="en">accepted</span>）</em> '
        message, remedy = found["message"], found["remedy"]
        places = [value.html for value in (found["focus"], *found["places"]) if value is not None]
        texts.append(
            f'<li class="{found["severity"]}"><p><strong>{severity.html}</strong> '
            f"{accepted if found['accepted'] else ''}"
            f'<a href="{found["rule_href"]}">{write_text(found["rule"])}</a> '
            f'{write_text(message.ja)}</p><p lang="en">{write_text(message.en)}</p>'
        )
        if places:
            texts.append(f'<p class="where">{" ".join(places)}</p>')
        texts.append(
            f'<p class="remedy">{write_text(remedy.ja)} '
            f'<span lang="en">{write_text(remedy.en)}</span></p></li>\n'
        )
    texts.append("</ul>\n")
    return Markup("".join(texts))


def forms_list(iri: str, forms: Iterable[tuple[Form, str]]) -> Markup:
    """Write the IRI of a thing, and in which forms it comes."""
    listed = "".join(
        [f'<li><a href="{href}" type="{form.media}">{form.name}</a></li>' for form, href in forms]
    )
    return Markup(
        '<section aria-labelledby="forms"><h2 id="forms">データ <span lang="en">As data</span></h2>'
        f'\n<p class="iri">IRI: <code>{write_text(iri)}</code></p>\n'
        f'<ul class="forms">{listed}</ul></section>\n'
    )


def _section(name: str, japanese: str, english: str, inner: str) -> str:
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{japanese} '
        f'<span lang="en">{english}</span></h2>\n{inner}</section>\n'
    )


def write_thing(values: Mapping[str, Any]) -> str:
    """Write what the page about a thing, a term or a question shows."""
    title, notation, lines = values["title"], write_text(values["notation"]), values["lines"]
    english = f' <span lang="en">{write_text(title.en)}</span>' if title.en else ""
    texts = [
        trail_list(values["trail"]),
        f'<p class="kind">{values["kind"].html}',
        f' <bdi class="notation">{notation}</bdi>' if notation else "",
        f"</p>\n<h1><bdi>{write_text(title.ja)}</bdi>{english}</h1>\n",
    ]
    if lines:
        shown = "、".join([value.html for value in lines])
        texts.append(f'<p class="where">原文 <span lang="en">printed on</span>: {shown}</p>\n')
    texts += [f'<p class="absence">{absence.html}</p>\n' for absence in values["absences"]]
    if values["facts"]:
        texts.append(_section("facts", "記載内容", "Statements", facts_table(values["facts"])))
    for table in values["tables"]:
        texts.append(
            f"<section><h2>{table.title.html}</h2>\n{rows_table(table)}"
            f"{_more(table, 'p', '行', 'rows')}</section>\n"
        )
    if values["tree"]:
        below = branches(values["tree"])
        texts.append(_section("beneath", "ここに属するもの", "What is part of this", below))
    if values["projects"]:
        rows = rows_table(values["projects"])
        texts.append(_section("projects", "事務事業の一覧", "Its projects", rows))
    if values["findings"]:
        found = findings_list(values["findings"])
        texts.append(_section("findings", "点検結果", "Findings", found))
    if values["sparql"]:
        texts.append(_section("sparql", "SPARQL の文", "Query", _query(values)))
    if values["incoming"]:
        inner = "".join([_incoming(table) for table in values["incoming"]])
        texts.append(_section("incoming", "ここを指すもの", "What points here", inner))
    texts.append(forms_list(values["iri"], values["forms"]))
    return "".join(texts)


def _query(values: Mapping[str, Any]) -> str:
    run = (
        f'<p class="downloads"><a href="{write_text(values["run"])}">ここで実行する '
        '<span lang="en">Run it here</span></a></p>\n'
        if values["run"]
        else ""
    )
    return f'{run}<pre tabindex="0"><code>{write_text(values["sparql"])}</code></pre>'


def _incoming(table: Table) -> str:
    listed = "".join([f"<li>{row[0][0].html}</li>" for row in table.rows])
    return (
        f"<h3>{table.title.html}（{table.columns[0].html}）</h3>\n"
        f'<ul class="links">{listed}{_more(table, "li", "件", "")}</ul>\n'
    )


def _more(table: Table, tag: str, counter: str, noun: str) -> str:
    if not table.more:
        return ""
    english = f"and {table.more} more {noun}".strip()
    return f'<{tag}>ほか {table.more} {counter} <span lang="en">{english}</span></{tag}>'

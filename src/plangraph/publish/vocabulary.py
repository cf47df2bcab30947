"""
The pages of the words themselves: terms, concepts, rules, and the questions with their answers.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from plangraph.ask import Answer, Query, answer, list_queries
from plangraph.ask.answer import Term
from plangraph.ask.catalogue import describe_query, name_query
from plangraph.errors import QueryError
from plangraph.names import BASE, ONTOLOGY, term
from plangraph.publish.description import Description
from plangraph.publish.diagram import READING, Diagram
from plangraph.publish.forms import CSV, DATA, PAGE
from plangraph.publish.lists import BYTE_ORDER_MARK
from plangraph.publish.pages import Pages
from plangraph.publish.places import link
from plangraph.publish.querying import PAGE as QUERY_PAGE
from plangraph.publish.statements import Statements
from plangraph.publish.views import Table, Value
from plangraph.publish.words import Words, name_theme
from plangraph.store import Dataset

SHOWN: Final = 500
"""Rows of an answer that a page shows; the file beside it holds all."""

GROUPS: Final = (
    ("owl:Class", Words("クラス", "Classes")),
    ("owl:ObjectProperty", Words("関係", "Object properties")),
    ("owl:DatatypeProperty", Words("値の性質", "Datatype properties")),
    ("skos:ConceptScheme", Words("概念の一覧", "Concept schemes")),
    ("plan:Rule", Words("点検の規則", "Rules")),
)


@dataclass(frozen=True)
class VocabularyPages:
    """Writes the pages of the vocabulary, the rules and the questions."""

    pages: Pages
    dataset: Dataset

    def things(self) -> list[str]:
        """List the terms, concepts and rules that have a page."""
        return [iri for iri in sorted(self.pages.views.words.about) if iri.startswith(BASE)]

    def write(self) -> Iterator[tuple[str, bytes]]:
        """Write the lists of the questions and of the words."""
        yield from self._write_questions(list_queries())
        page = f"vocabulary{PAGE.ending}"
        views, target = self.pages.views, "vocabulary.svg"
        diagram = Diagram(views, page)
        counted = diagram.count()
        svg = diagram.draw(counted)
        tables = [self._table(kind, title, page) for kind, title in GROUPS]
        version = views.words.iris(ONTOLOGY, "owl:versionIRI")
        lead = Words(
            f"語彙の名前空間は {term('plan:')}、版は {', '.join(version)} です。",
            "The namespace of the vocabulary, and its version.",
        )
        whole = views.places.path(ONTOLOGY)
        downloads = [
            (form.name, link(f"{whole}{form.ending}", page)) for form in (PAGE, *DATA) if whole
        ]
        values = {"tables": [*tables, diagram.tabulate(counted)], "lead": lead, "drawn": "classes"}
        if svg:
            values |= {"picture": Markup(svg), "reading": READING}
            downloads.append(("SVG", target))
            yield target, svg.encode()
        title = Words("語彙と規則", "Vocabulary and rules")
        yield page, self.pages.renderer.list_page(page, title, downloads=downloads, **values)

    def _table(self, kind: str, title: Words, page: str) -> Table:
        words = self.pages.views.words
        things = [iri for iri in words.of_type(kind) if iri.startswith(BASE)]
        if kind != "plan:Rule":
            things.sort()
        rows = tuple(
            ((self.pages.views.link(iri, page),), self._definition(words, iri)) for iri in things
        )
        return Table(title, (Words("名称", "name"), Words("定義", "definition")), rows)

    def _definition(self, words: Statements, iri: str) -> tuple[Value, ...]:
        for name in ("skos:definition", "plan:remedy"):
            if words.values(iri, name):
                text = Words(words.text(iri, name), words.text(iri, name, "en"))
                return (Value(text),)
        return ()

    def _write_questions(self, queries: Sequence[Query]) -> Iterator[tuple[str, bytes]]:
        page = f"questions{PAGE.ending}"
        themes: dict[str, list[Query]] = defaultdict(list)
        for query in queries:
            themes[query.path.parent.name].append(query)
        columns = (Words("問い", "question"), Words("答えの内容", "rows"))
        tables = []
        for theme, listed in themes.items():
            rows = tuple(
                (
                    (
                        Value(
                            Words(query.header.question["ja"], query.header.question["en"]),
                            link(f"{question_path(query)}{PAGE.ending}", page),
                        ),
                    ),
                    (Value(Words(query.header.summary["ja"], query.header.summary["en"])),),
                )
                for query in listed
            )
            tables.append(Table(name_theme(theme), columns, rows))
        title = Words("問いと答え", "Questions and answers")
        lead = Words(
            "よくある問いと、公開時点の計画からの答えです。",
            "Questions that people ask, with the answers from the plan as it is published.",
        )
        yield page, self.pages.renderer.list_page(page, title, tables=tables, lead=lead)

    def write_question(self, query: Query) -> Iterator[tuple[str, bytes]]:
        """Write the page of a question with its answer, and its data."""
        place = question_path(query)
        page = f"{place}{PAGE.ending}"
        iri = name_query(query)
        answered = self._answer(query)
        forms = self.pages.forms.write(self._describe(query))
        if answered is not None:
            written = answered.write("csv")
            text = written if isinstance(written, str) else written.decode()
            forms[CSV.ending] = BYTE_ORDER_MARK + text.removeprefix(BYTE_ORDER_MARK)
        values = self.pages.frame(iri, page, forms)
        header = query.header
        values.update(
            {
                "title": Words(header.question["ja"], header.question["en"]),
                "kind": Words("問い", "question"),
                "description": header.description["ja"],
                "tables": [] if answered is None else [self._tabulate(answered, page)],
                "sparql": query.sparql,
                "run": f"{link(QUERY_PAGE, page)}#question={query.name}"
                if self.pages.renderer.site.query
                else "",
                "trail": [Value(Words("問い", "Questions"), link(f"questions{PAGE.ending}", page))],
                "lists": "",
            }
        )
        forms[PAGE.ending] = self.pages.renderer.thing_page(page, **values)
        for ending, text in forms.items():
            yield f"{place}{ending}", text.encode("utf-8", "replace")
        yield f"{place}.rq", query.sparql.encode()

    def _answer(self, query: Query) -> Answer | None:
        try:
            return answer(self.dataset, query.name)
        except QueryError:
            # A question that needs a value from the reader has no answer of its own.
            return None

    def _tabulate(self, found: Answer, page: str) -> Table:
        query = found.query
        columns = tuple(
            Words(query.header.columns[name]["ja"], query.header.columns[name]["en"])
            for name in found.columns
        )
        rows = tuple(tuple(self._cell(cell, page) for cell in row) for row in found.rows[:SHOWN])
        summary = query.header.summary
        title = Words(f"答え：{summary['ja']}（{len(found.rows)}行）", summary["en"])
        return Table(title, columns, rows, max(0, len(found.rows) - SHOWN))

    def _cell(self, cell: Term | None, page: str) -> tuple[Value, ...]:
        if cell is None:
            return ()
        return (self.pages.views.value(self.pages.views.facts.terms.node(str(cell)), page),)

    def _describe(self, query: Query) -> Description:
        """State a question as RDF, for tools that collect queries."""
        terms = self.pages.views.facts.terms
        said = [
            (terms.iri(triple.predicate.value), terms.node(str(triple.object)))
            for triple in describe_query(query)
        ]
        return Description(terms.iri(name_query(query)), said)


def question_path(query: Query) -> str:
    """Give the path, without ending, of a question's page."""
    return f"vocabulary/query/{query.path.parent.name}-{query.path.stem}"

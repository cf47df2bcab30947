"""
The page and the data of each thing, term, rule and question.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from plangraph.check import Finding, Place, Status
from plangraph.names import PlanNames, term
from plangraph.publish.description import Describer
from plangraph.publish.forms import CSV, DATA, PAGE, Form, FormWriter
from plangraph.publish.lists import Lists, write_csv
from plangraph.publish.places import link
from plangraph.publish.render import Renderer
from plangraph.publish.views import Value, Views
from plangraph.publish.words import Words

SCHEMA: Final = {
    term(f"plan:{name}"): kind
    for name, kind in {
        "Plan": "CreativeWork",
        "PlanRevision": "CreativeWork",
        "SourceDocument": "DigitalDocument",
        "Goal": "CreativeWork",
        "Measure": "CreativeWork",
        "Initiative": "CreativeWork",
        "Project": "Project",
        "Organization": "GovernmentOrganization",
        "Indicator": "StatisticalVariable",
    }.items()
}
"""What search engines take a thing of a class for; a term is to them a DefinedTerm."""

ABOUT_PAGE: Final = "https://schema.org/AboutPage"
"""What a page about a thing is to programs that follow signposts."""

write_json: Final = json.JSONEncoder(ensure_ascii=False).encode
"""``json.dumps`` would make an encoder of its own for each page."""


@dataclass(frozen=True)
class Pages:
    """Writes the pages of the things of a dataset."""

    views: Views
    renderer: Renderer
    describer: Describer
    forms: FormWriter
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    newest: Sequence[PlanNames] = ()

    def write(self, iri: str, lists: Lists | None = None) -> Iterator[tuple[str, bytes]]:
        """Write the page about a thing and its data, as paths and bytes."""
        place = self.views.places.path(iri)
        if place is None:
            return
        forms = self.forms.write(self.describer.describe(iri))
        page = f"{place}{PAGE.ending}"
        projects = self.views.projects_of(iri) if lists is not None else []
        table = lists.projects(page, projects) if lists is not None and projects else None
        if table is not None:
            forms[CSV.ending] = write_csv(table)
        values = self.frame(iri, page, forms)
        values["projects"] = table
        forms[PAGE.ending] = self.renderer.thing_page(page, **values)
        for ending, text in forms.items():
            yield f"{place}{ending}", text.encode("utf-8", "replace")

    def frame(self, iri: str, page: str, forms: Mapping[str, str]) -> dict[str, Any]:
        """Gather what the page about a thing shows."""
        views = self.views
        title, kind = views.labels.name(iri), views.labels.kind(iri)
        listed: list[tuple[Form, str]] = [
            (form, link(page.removesuffix(PAGE.ending) + form.ending, page))
            for form in (*DATA, CSV)
            if form.ending in forms
        ]
        trail = views.trail(iri, page)
        tree = views.tree(iri, page).branches if iri in views.facts.about else ()
        return {
            "iri": iri,
            "title": title,
            "kind": kind,
            "notation": views.facts.text(iri, "skos:notation"),
            "description": f"{kind.ja}「{title.ja}」",
            "trail": trail,
            "lines": views.list_lines(iri, page),
            "facts": views.list_facts(iri, page),
            "absences": self.absences(iri),
            "tables": views.list_parts(iri, page),
            "tree": tree,
            "projects": None,
            "incoming": views.list_incoming(iri, page),
            "findings": [self.finding(found, page) for found in self.findings.get(iri, ())],
            "sparql": "",
            "run": "",
            "forms": listed,
            "links": self.links(iri, listed),
            "blocks": [forms[".jsonld"], self.schema(iri, page, trail)],
            "lists": self.lists_folder(iri),
        }

    def lists_folder(self, iri: str) -> str:
        """Give the folder of the plan to which a thing belongs."""
        base = self.views.places.base
        return iri.removeprefix(base).partition("/")[0] if iri.startswith(base) else ""

    def links(self, iri: str, forms: Sequence[tuple[Form, str]]) -> list[tuple[str, str, str]]:
        """Give the links by which programs find the thing, its forms and its licence."""
        document, mark, _ = iri.partition("#")
        found = [("cite-as", iri, "")]
        if not mark and iri.startswith(self.views.places.base):
            found.append(("canonical", f"{document}{PAGE.ending}", ""))
        for form, href in forms:
            found.append(("describedby", href, form.media))
            found.append(("alternate", href, form.media))
        source = self.views.facts if iri in self.views.facts.about else self.views.words
        found.append(("type", ABOUT_PAGE, ""))
        found += [("type", kind, "") for kind in source.types(iri)]
        if source is self.views.facts:
            found += [("author", publisher, "") for publisher in self.publishers_of(iri)]
        if self.renderer.site.licence:
            found.append(("license", self.renderer.site.licence, ""))
        return found

    def publishers_of(self, iri: str) -> list[str]:
        """Find who publishes the plan to which a thing belongs."""
        plan = f"{self.views.places.base}{self.lists_folder(iri)}/plan"
        return self.views.facts.iris(plan, "dcterms:publisher")

    def absences(self, iri: str) -> list[Words]:
        """Say in words what is missing from a thing, and in which way."""
        facts, labels = self.views.facts, self.views.labels
        told = []
        if iri in facts.gone:
            last = facts.gone[iri].rpartition("/revision-")[2]
            told.append(
                Words(
                    f"現在の版にはありません。版 {last} に書かれていたものです。",
                    f"The current revision does not have this any more; revision {last} did.",
                )
            )
        for key, part in facts.owned(iri):
            aspects, kinds = facts.iris(part, "plan:aspect"), facts.iris(part, "plan:absenceKind")
            if key == "absences" and aspects and kinds:
                aspect, kind = labels.name(aspects[0]), labels.name(kinds[0])
                printed = facts.text(part, "plan:printedText")
                quoted = f"（原文：「{printed}」）" if printed else ""
                told.append(Words(f"{aspect.ja}：{kind.ja}{quoted}", f"{aspect.en}: {kind.en}"))
        return told

    def schema(self, iri: str, page: str, trail: Sequence[Value]) -> str:
        """Tell search engines, in their own words, what a page is about."""
        views = self.views
        source = views.facts if iri in views.facts.about else views.words
        kinds = [SCHEMA[kind] for kind in source.types(iri) if kind in SCHEMA]
        name = views.labels.name(iri).ja
        thing: dict[str, Any] = {
            "@type": kinds[0] if kinds else "DefinedTerm" if source is views.words else "Thing",
            "@id": iri,
            "name": name,
        }
        for key, prefixed in (
            ("description", "dcterms:description"),
            ("description", "skos:definition"),
            ("identifier", "skos:notation"),
        ):
            text = source.text(iri, prefixed)
            if text:
                thing[key] = text
        if self.renderer.site.licence and thing["@type"] == "CreativeWork":
            thing["license"] = self.renderer.site.licence
        steps = [
            {"@type": "ListItem", "position": number, "name": step.words.ja, "item": step.iri}
            for number, step in enumerate(trail, start=1)
        ]
        about: dict[str, Any] = {
            "@type": "WebPage",
            "name": name,
            "inLanguage": "ja",
            "about": thing,
        }
        if steps:
            about["breadcrumb"] = {"@type": "BreadcrumbList", "itemListElement": steps}
        return write_json({"@context": "https://schema.org", **about})

    def finding(self, found: Finding, page: str) -> dict[str, Any]:
        """Show a finding, leading to its rule, its thing and its lines."""
        places = [
            Value(
                Words(f"{place.line}行目" + (f"「{place.column}」" if place.column else "")),
                self._line(found.focus, place, page),
            )
            for place in found.source
            if place.line is not None
        ]
        known = found.focus in self.views.facts.about
        return {
            "severity": found.severity.value,
            "accepted": found.status is Status.ACCEPTED,
            "rule": found.rule,
            "rule_href": self.views.places.href(term(f"rule:{found.rule}"), page),
            "message": found.message,
            "remedy": found.remedy,
            "focus": self.views.link(found.focus, page) if known else None,
            "places": places,
        }

    def _line(self, focus: str, place: Place, page: str) -> str:
        """Lead to a line of the plan's source, if the site has it."""
        for names in self.newest:
            if focus.startswith(names.root) and place.line is not None:
                line = names.line(place.file, place.line)
                if line in self.views.facts.about:
                    return self.views.places.href(line, page) or ""
        return ""

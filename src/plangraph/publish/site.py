"""
Puts a site together: the pages of every thing, the lists, the dumps, and what describes them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final

from plangraph.ask import list_queries
from plangraph.check import Finding, Report
from plangraph.names import BASE, CITY_BASE, PlanNames, term
from plangraph.network import Structure, read_structure
from plangraph.publish.catalogue import find_licence, find_publishers
from plangraph.publish.changes import ChangePage, list_changes
from plangraph.publish.crew import Files, Share, count_workers, make_files, set_to_work
from plangraph.publish.description import Describer
from plangraph.publish.folder import Folder
from plangraph.publish.forms import FormWriter
from plangraph.publish.labels import Labels
from plangraph.publish.lists import Lists
from plangraph.publish.pages import Pages
from plangraph.publish.pictures import PicturePage, part_structure
from plangraph.publish.places import Places
from plangraph.publish.plans import PlanPages
from plangraph.publish.querying import can_query
from plangraph.publish.render import About, Renderer
from plangraph.publish.revisions import Kept, RevisionPage
from plangraph.publish.statements import (
    Statements,
    folder_of,
    gather,
    gather_quotations,
    gather_vocabulary,
    part_quotations,
    read_lines,
)
from plangraph.publish.terms import Terms
from plangraph.publish.top import TopPages
from plangraph.publish.views import Views
from plangraph.publish.vocabulary import VocabularyPages
from plangraph.store import Dataset

Progress = Callable[[int, int], None]

Task = Callable[[], Files]
"""Something that writes files; each can be done by another process."""

CHUNK: Final = 200
WORTHWHILE: Final = 1000
"""Things from which on several processes save time."""

INSIDE: Final = frozenset(map(term, ("plan:Row", "plan:Line")))


@dataclass(frozen=True)
class Site:
    """A site to be written, out of a dataset and what the check of its plans found."""

    dataset: Dataset
    reports: Sequence[Report]
    kept: Sequence[Kept] = ()
    """Revisions whose folders are taken over as they are."""

    @cached_property
    def _parted(self) -> tuple[list[str], list[str]]:
        sources = (names.source for names in self.dataset.revisions)
        graphs = (self.dataset.current, *sources)
        return part_quotations(line for graph in graphs for line in read_lines(self.dataset, graph))

    @cached_property
    def terms(self) -> Terms:
        """The terms of the site, with a prefix for each plan."""
        return Terms(
            {
                "city" if number == 1 else f"city{number}": names.root
                for number, names in enumerate(self.newest, start=1)
            }
        )

    @cached_property
    def facts(self) -> Statements:
        """
        What the site tells: the current facts and the sources, quotations apart.

        A thing that only a former revision has keeps its page, and stands in no list.
        """
        found = gather(self.terms, self._parted[1])
        newest = {names.facts for names in self.newest}
        for names in reversed(self.dataset.revisions):
            if names.facts not in newest:
                former = gather(self.terms, read_lines(self.dataset, names.facts))
                found.add_former(names.facts, former)
        return found

    @cached_property
    def structures(self) -> Mapping[str, Mapping[str, Structure]]:
        """How the plans hang together: by the language of the names, and by plan."""
        roots = [names.root for names in self.newest]
        return {
            language: part_structure(read_structure(self.dataset, language=language), roots)
            for language in ("ja", "en")
        }

    @cached_property
    def newest(self) -> list[PlanNames]:
        """The newest revision of each plan."""
        return list({names.root: names for names in self.dataset.revisions}.values())

    @property
    def base(self) -> str:
        """The base under which the things stand."""
        return self.newest[0].base

    @cached_property
    def documents(self) -> list[str]:
        """The files with a page that shows their lines: sources, and what was brought beside."""
        name = term("plan:fileName")
        return [
            iri
            for iri, said in self.facts.about.items()
            if any(predicate.value == name for predicate, _ in said)
        ]

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process as what it is made of, to be laid out there."""
        kept = [replace(one, files={}) for one in self.kept]
        return Site, (self.dataset, self.reports, kept)

    @cached_property
    def pages(self) -> Pages:
        """What writes the pages of the things."""
        words = gather_vocabulary(self.terms)
        labels = Labels(self.facts, words)
        quotations = gather_quotations(self._parted[0])
        views = Views(self.facts, words, labels, Places(self.base), quotations)
        findings: dict[str, list[Finding]] = defaultdict(list)
        for report in self.reports:
            for found in report.findings:
                findings[found.focus].append(found)
        return Pages(
            views,
            Renderer(self._about(labels)),
            Describer(self.facts, words),
            FormWriter(self.terms),
            findings,
            self.newest,
        )

    @cached_property
    def words(self) -> VocabularyPages:
        """What writes the pages of the vocabulary."""
        return VocabularyPages(self.pages, self.dataset)

    @cached_property
    def plans(self) -> list[PlanPages]:
        """What writes the pages of each plan."""
        reports = {report.plan: report for report in self.reports}
        return [PlanPages(self.pages, names, reports[names.plan]) for names in self.newest]

    @cached_property
    def changes(self) -> list[ChangePage]:
        """What writes the pages of changes from one revision to the next."""
        return list_changes(self.pages, self.dataset, self.dataset.revisions)

    @cached_property
    def editions(self) -> list[RevisionPage]:
        """What writes the pages of the revisions."""
        return [RevisionPage(self.pages, self.dataset, names) for names in self.dataset.revisions]

    @cached_property
    def things(self) -> list[str]:
        """What has a page of its own: the things of the plans, the terms and the rules."""
        documents = set(self.documents)
        found = [
            iri
            for iri in self.facts.about
            if iri.startswith(self.base)
            and "#" not in iri
            and iri not in documents
            and not INSIDE & set(self.facts.types(iri))
        ]
        return [*found, *self.words.things()]

    @cached_property
    def tasks(self) -> list[Task]:
        """All that can be written in any order, the same wherever the site is laid out."""
        lists = {plan.names.root: plan.lists for plan in self.plans}
        kept = {one.names for one in self.kept}
        tasks: list[Task] = [partial(self._write_reference, self.pages)]
        tasks += [partial(self._write_plan, plan) for plan in self.plans]
        tasks += [page.write for page in self.changes]
        tasks += [page.write for page in self.editions if page.names not in kept]
        tasks += [partial(self.words.write_question, query) for query in list_queries()]
        tasks += [
            partial(self._write_things, self.pages, lists, self.things[at : at + CHUNK])
            for at in range(0, len(self.things), CHUNK)
        ]
        return tasks

    def write(
        self,
        folder: Folder,
        progress: Progress,
        workers: int | None = None,
        share: Share | None = None,
    ) -> None:
        """
        Write the site into a folder, with as many processes as there are or are given.

        Where work can be shared with other machines, they make the files, and this one writes them.
        """
        if workers is None:
            workers = count_workers() if len(self.things) >= WORTHWHILE else 1
        numbers = range(len(self.tasks))
        shown = (self.pages, self.plans, self.changes, self.editions)
        top = TopPages(self.dataset, self.newest, *shown, self.kept)

        def work(number: int) -> dict[str, str]:
            return folder.write_aside(self.tasks[number]())

        crew: AbstractContextManager[Iterator[dict[str, str]]]
        if share is None:
            crew = set_to_work(work, numbers, workers)
        else:
            crew = nullcontext(map(folder.write_aside, share(make_files, numbers, self)))
        with crew as results:
            for path, data in self.words.write():
                folder.write(path, data)
            top.write(folder, self.things)
            for done, digests in enumerate(results, start=1):
                folder.register(digests)
                progress(done, len(numbers))
        top.finish(folder)

    def _write_things(
        self, pages: Pages, lists: Mapping[str, Lists], things: Sequence[str]
    ) -> Iterator[tuple[str, bytes]]:
        for iri in things:
            if self._is_kept(iri):
                continue
            yield from pages.write(iri, lists.get(folder_of(iri)))

    def _is_kept(self, iri: str) -> bool:
        """Tell whether a thing's files lie in a folder that is taken over."""
        return any(iri.startswith(f"{one.names.facts}/") for one in self.kept)

    def _write_reference(self, pages: Pages) -> Iterator[tuple[str, bytes]]:
        # It reads the whole program, so it is imported where it is needed.
        from plangraph.publish.reference import write_reference

        return write_reference(pages.renderer)

    def _write_plan(self, plan: PlanPages) -> Iterator[tuple[str, bytes]]:
        yield from plan.write()
        root, one = plan.names.root, len(self.newest) == 1
        parted = {language: found[root] for language, found in self.structures.items()}
        yield from PicturePage(
            plan.pages, self.dataset, plan.names, plan.folder, parted, dots=one
        ).write()
        for document in self.documents:
            if document.startswith(plan.names.root) and not self._is_kept(document):
                yield from plan.write_source(document)

    def _about(self, labels: Labels) -> About:
        issuers = find_publishers(self.facts, self.newest)
        publishers = "・".join(labels.name(iri).ja for iri in issuers)
        one = len(self.newest) == 1
        title = labels.name(self.newest[0].plan).ja if one else f"{publishers}の計画"
        placeholder = self.base == CITY_BASE or BASE.startswith("https://w3id.org/")
        lists = self.newest[0].root.removeprefix(self.base).strip("/") if one else ""
        licence = find_licence(self.facts, self.newest)
        return About(title, licence, publishers, placeholder, can_query(), lists)

"""The command ``ask``."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from plangraph.ask import Answer, Query, find_query, list_queries, write_schema
from plangraph.ask.library import ENDING
from plangraph.ask.parameters import check_given
from plangraph.cli.language import Language, Text
from plangraph.cli.options import (
    choose_format,
    format_option,
    links_option,
    output_option,
    plan_argument,
    refuse_together,
    source_options,
)
from plangraph.cli.output import with_byte_order_mark, write_note, write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.errors import QueryError, UsageError
from plangraph.opening import LoadedPlan

ABOUT: Final = Text(
    "質問集の NAME、または自作の問い合わせ FILE.rq に、計画から答えます。\n"
    "質問は --list で、その SPARQL は --show で見られます。",
    "Answer the question NAME of the library, or a query of your own, FILE.rq, from a plan.\n"
    "--list shows the questions, --show the SPARQL of one.",
)
NAME: Final = Text("質問の名前、または .rq ファイル", "Name of a question, or a .rq file")
SET: Final = Text(
    "質問の条件を与える。繰り返すと並べて与える",
    "Give a parameter of the question; repeat it to give several values",
)
LIST: Final = Text("質問を一覧にする", "List the questions")
SHOW: Final = Text("質問の SPARQL を見る", "Show the SPARQL of the question")
SCHEMA: Final = Text(
    "使われているクラスと属性、手始めの問い合わせを示す",
    "Show the classes and properties in use, and queries to start from",
)
NO_ROWS: Final = Text("該当するものはありません。", "Nothing answers to this.")
FORMATS: Final = ("table", "csv", "tsv", "json", "markdown", "xlsx")


@command(
    "ask",
    about=ABOUT,
    examples=(
        "plangraph ask --list",
        "plangraph ask responsibility/departments-by-goal",
        "plangraph ask responsibility/projects-of-department --set department=NAME",
        "plangraph ask own.rq plan.txt --format csv -o answer.csv",
    ),
)
@argument("name", required=False, metavar="[NAME|FILE.rq]", about=NAME)
@plan_argument
@option("--set", "given", multiple=True, metavar="NAME=VALUE", about=SET)
@format_option(*FORMATS, default="table")
@output_option()
@option("--list", "listing", is_flag=True, about=LIST)
@option("--show", is_flag=True, about=SHOW)
@option("--schema", is_flag=True, about=SCHEMA)
@links_option
@source_options
@pass_language
def ask(
    language: Language,
    name: str | None,
    plan: str | None,
    given: tuple[str, ...],
    form: str | None,
    output: Path | None,
    listing: bool,
    show: bool,
    schema: bool,
    kind: str | None,
    registers: Path | None,
    links: tuple[Path, ...],
) -> None:
    """Answer a question, or say which there are."""
    refuse_together("ask", **{"--list": listing, "--show": show, "--schema": schema})
    if listing:
        write_result("\n".join(_list(list_queries(), language)) + "\n", output)
        return
    if schema:
        # Without a question the first argument is the plan.
        opened = open_plan(plan or name, kind, registers, links)
        write_result(write_schema(opened.dataset, language), output)
        return
    query = _find(name)
    if show:
        write_result(query.sparql, output)
        return
    chosen = choose_format(form, output, FORMATS, "table")
    parameters = _parameters(query, given)
    answer = _answer(open_plan(plan, kind, registers, links), query, name or "", parameters)
    if not answer.rows and answer.columns:
        write_note(NO_ROWS.spoken(language))
    data = answer.write(chosen, language)
    if chosen == "csv" and output is not None:
        data = with_byte_order_mark(data)
    write_result(data, output)


def _find(name: str | None) -> Query:
    if name is None:
        raise UsageError("ask", "no question", "Name one; 'plangraph ask --list' shows all")
    try:
        return find_query(name)
    except QueryError as error:
        if name.endswith(ENDING):
            raise
        raise UsageError(f"ask {name}", error.what, error.remedy) from error


def _parameters(query: Query, given: Sequence[str]) -> dict[str, str | Sequence[str]]:
    values: dict[str, list[str]] = {}
    for assignment in given:
        name, sign, value = assignment.partition("=")
        if not sign or not name:
            raise UsageError("ask --set", f"'{assignment}' is no assignment", "Write NAME=VALUE")
        values.setdefault(name, []).append(value)
    try:
        check_given(query.header.parameters, values, query.name)
    except QueryError as error:
        raise UsageError(f"ask {query.name}", error.what, error.remedy) from error
    return dict(values)


def _answer(
    opened: LoadedPlan, query: Query, name: str, parameters: Mapping[str, str | Sequence[str]]
) -> Answer:
    try:
        return opened.ask(name, **parameters)
    except QueryError as error:
        if parameters and error.where == query.name:
            # The question is sound, and what was put into it is not.
            raise UsageError(f"ask {query.name}", error.what, error.remedy) from error
        raise


def _list(queries: Sequence[Query], language: Language) -> Iterator[str]:
    width = max((len(query.name) for query in queries), default=0)
    for query in queries:
        question = query.header.question[language]
        taken = " ".join(f"--set {one.name}=" for one in query.header.parameters)
        yield f"{query.name:<{width}}  {question}{f' ({taken})' if taken else ''}"

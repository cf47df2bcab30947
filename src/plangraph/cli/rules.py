"""The command ``rules``."""

from collections.abc import Iterator
from typing import Final

from plangraph.check.formats import PROFILES, WORDS
from plangraph.check.registry import Profile, Registry, Rule, read_registry
from plangraph.cli.concepts import name_concept
from plangraph.cli.language import Language, Text
from plangraph.cli.output import write_result
from plangraph.cli.spoken import argument, command, pass_language
from plangraph.errors import UsageError
from plangraph.layout import shapes_folder
from plangraph.names import shorten

ABOUT: Final = Text(
    "点検規則の一覧を示します。RULE を挙げると、その規則を説明します。",
    "List the rules of check; with RULE, explain that one.",
)
RULE: Final = Text("規則の記号 (KPI-01 など)", "Id of a rule, such as KPI-01")
SEVERITY: Final = Text("重さ", "Severity")
FINDING: Final = Text("指摘", "Finding")
REMEDY: Final = Text("対応", "Remedy")
CONCERNS: Final = Text("対象の列", "Columns")
SEE_ALSO: Final = Text("関連", "See also")


@command("rules", about=ABOUT, examples=("plangraph rules", "plangraph rules KPI-01"))
@argument("rule", required=False, about=RULE)
@pass_language
def rules(language: Language, rule: str | None) -> None:
    """List the rules, or explain one."""
    registry = read_registry(shapes_folder() / "rules.ttl")
    lines = _list(registry, language) if rule is None else _explain(_find(registry, rule), language)
    write_result("\n".join(lines) + "\n")


def _find(registry: Registry, name: str) -> Rule:
    found = registry.rules.get(name.upper().removeprefix("RULE:"))
    if found is None:
        raise UsageError(f"rules {name}", "no such rule", "Run 'plangraph rules' to see all")
    return found


def _list(registry: Registry, language: Language) -> Iterator[str]:
    for rule in registry.rules.values():
        severity = WORDS[rule.severities[Profile.COUNCIL]].in_language(language)
        title = rule.title.in_language(language)
        yield f"{rule.id:<9} {severity:<{2 if language == 'ja' else 9}}  {title}"


def _explain(rule: Rule, language: Language) -> Iterator[str]:
    yield f"{rule.id} {rule.title.in_language(language)}"
    yield ""
    stages = (
        f"{text.in_language(language)} {WORDS[rule.severities[profile]].in_language(language)}"
        for profile, text in PROFILES.items()
    )
    yield f"{SEVERITY.spoken(language)}: {' / '.join(stages)}"
    message = rule.message.en if language == "en" else rule.message.ja
    yield f"{FINDING.spoken(language)}: {message.fill(lambda _path: '…')}"
    yield f"{REMEDY.spoken(language)}: {rule.remedy.in_language(language)}"
    named = [name_concept(shorten(iri)).spoken(language) for iri in rule.concerns]
    if named:
        yield f"{CONCERNS.spoken(language)}: {' / '.join(named)}"
    if rule.see_also:
        yield f"{SEE_ALSO.spoken(language)}: {' '.join(rule.see_also)}"

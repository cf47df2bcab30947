"""The registry says everything that a rule needs, once, in both languages."""

from pathlib import Path

import pytest

from plangraph.check import Profile, Rule, Severity, load_registry
from plangraph.check.messages import Template
from plangraph.check.registry import read_registry
from plangraph.errors import ShapesError

RULES = list(load_registry().rules.values())
RULE = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX plan: <https://w3id.org/plangraph/ns#>
PREFIX rule: <https://w3id.org/plangraph/rules#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
rule:NEW-01
    a plan:Rule ;
    plan:position 1 ;
    dcterms:title "題"@ja , "title"@en ;
    plan:message "{label}"@ja , "{label}"@en ;
    plan:remedy "直す"@ja , "mend"@en ;
    plan:severityDraft sh:Info ;
    plan:severityCouncil sh:Warning ;
    plan:severityPublish sh:Violation ;
.
"""


def texts(rule: Rule) -> list[Template]:
    """Give all messages of a rule."""
    messages = [rule.message, *(part.message for part in rule.parts.values())]
    return [text for message in messages for text in (message.ja, message.en)]


def test_there_are_rules() -> None:
    assert len(RULES) >= 34


def test_positions_number_the_catalogue_without_gap() -> None:
    assert [rule.position for rule in RULES] == list(range(1, len(RULES) + 1))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_text_is_there_in_both_languages(rule: Rule) -> None:
    for text in (rule.title, rule.remedy, *(part.remedy for part in rule.parts.values())):
        assert text.ja
        assert text.en
        assert text.ja != text.en


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_message_says_where(rule: Rule) -> None:
    """A message names its subject or its line, unless it is about the plan as a whole."""
    for template in texts(rule):
        places = [place for segment in template.segments for place in segment.places]
        about = {path for place in places for path in place.paths}
        assert about or rule.id == "META-01"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_it_points_to_exists(rule: Rule) -> None:
    assert set(rule.see_also) <= {other.id for other in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_draft_is_judged_no_harder_than_a_publication(rule: Rule) -> None:
    ranks = [rule.severities[profile].rank for profile in Profile]

    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_draft_lowers_indicators_budgets_and_basic_facts_by_one_step(rule: Rule) -> None:
    lowered = rule.id.startswith(("KPI", "BUD", "META"))
    council = rule.severities[Profile.COUNCIL].rank
    step = 1 if lowered and council < Severity.INFO.rank else 0

    assert rule.severities[Profile.DRAFT].rank == council + step


def test_a_part_takes_from_its_rule_what_it_does_not_say() -> None:
    registry = load_registry()

    assert registry.part("OWN-05.share").remedy == registry.rules["OWN-05"].remedy
    assert registry.part("OWN-05.share").message != registry.rules["OWN-05"].message


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ShapesError, match=r"ZZZ-99\.share: no such rule\."):
        load_registry().part("ZZZ-99.share")


def test_a_well_formed_registry_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rules.ttl"
    file.write_text(RULE, encoding="utf-8")

    assert read_registry(file).rules["NEW-01"].severities[Profile.PUBLISH] is Severity.VIOLATION


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"mend"@en', '"mend"@fr'),
        ('"{label}"@ja', '"{label"@ja'),
        ("plan:position 1 ;", ""),
        ("sh:Info", "sh:Trace"),
        ("a plan:Rule ;", "a plan:Rule"),
    ],
)
def test_a_registry_that_lacks_something_is_refused(tmp_path: Path, good: str, bad: str) -> None:
    file = tmp_path / "rules.ttl"
    file.write_text(RULE.replace(good, bad), encoding="utf-8")

    with pytest.raises(ShapesError):
        read_registry(file)

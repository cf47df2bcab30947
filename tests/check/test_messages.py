"""Messages are filled once, and what they are filled with is never read as a template."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.check import Finding, Profile, load_registry
from plangraph.check.gather import gather
from plangraph.check.messages import parse_template
from tests.check.little_plan import CASES, change_by_case, judge_case

FAILING = sorted(CASES.glob("*/fails-*.ru"))


@given(text=st.text(min_size=1))
def test_text_is_printed_as_it_is(text: str) -> None:
    template = parse_template("<{label}>[ at {lines}]")

    assert template.fill(lambda _path: text) == f"<{text}> at {text}"


def test_an_empty_place_takes_its_optional_part_along() -> None:
    template = parse_template("a[ ({lines}, {label})]b")

    assert template.fill(lambda path: "" if path == "lines" else "x") == "ab"


def test_the_first_alternative_with_text_is_printed() -> None:
    template = parse_template("{focus.mark|value.mark|blank}")

    assert template.fill(lambda path: "②" if path == "value.mark" else "") == "②"
    assert template.fill(lambda _path: "") == "blank"


def test_what_stands_behind_a_text_is_never_printed() -> None:
    template = parse_template("{focus.mark|blank|label}")

    assert template.fill(lambda path: "x" if path == "label" else "") == "blank"


def test_a_percent_sign_is_printed_as_it_is() -> None:
    template = parse_template("100%s {label}[ 5%% {lines}%]")

    assert template.fill(lambda _path: "%d") == "100%s %d 5%% %d%"


@pytest.mark.parametrize(
    "text", ["{", "}", "{label", "a}", "[", "]", "[[a]]", "{[}", "{a{b}}", "{}"]
)
def test_a_damaged_template_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not"):
        parse_template(text)


@pytest.mark.parametrize("case", FAILING, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_every_message_is_filled(case: Path) -> None:
    """No place, bracket or blank quotation is left over in what a planner reads."""
    findings = gather(judge_case(case), change_by_case(case), load_registry(), Profile.COUNCIL)
    assert findings
    for finding in findings:
        for text in (finding.message, finding.remedy):
            assert_filled(finding, text.ja)
            assert_filled(finding, text.en)


def assert_filled(finding: Finding, text: str) -> None:
    """Tell whether a text shows no sign of an empty place."""
    assert text
    for sign in ("{", "}", "[", "]", "「」", '""', "（）", "()", "  ", "None", "rdflib"):
        assert sign not in text, (finding.constraint, text)

"""What Python programs and notebooks get from a plan: frames, comparisons, tables, pictures."""

import sys
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from lxml import html

import plangraph
from plangraph import Answer, Drawing, LoadedPlan, PlanGraphError, load
from plangraph.write.notebook import MOST, write_html_table

NAME = "responsibility/concentration-by-measure"


def test_an_answer_is_a_frame_of_pandas_or_polars(shipped: LoadedPlan) -> None:
    """With decimals as floats, with which data frames calculate."""
    answer = shipped.ask(NAME)
    frame, other = answer.frame(), answer.polars()

    assert isinstance(answer, Answer)
    assert list(frame.columns) == other.columns == ["measure", "department", "share", "hhi"]
    assert len(frame) == len(other) == len(answer.rows) == 7
    assert frame["share"].dtype.kind == "f"
    assert frame.values.tolist() == [list(row) for row in other.rows()]
    assert frame["share"].tolist() == [float(str(row[2])) for row in answer.values]


def test_every_answer_is_a_frame(shipped: LoadedPlan) -> None:
    """Whatever mixture of kinds and gaps a column holds."""
    thing = shipped.dataset.revisions[-1].thing("project", "442-1")
    names = [name for name in shipped.questions() if not name.startswith("history/")]
    for name in names:
        given = {"thing": thing} if name == "provenance/source-of" else {}
        answer = shipped.ask(name, **given)
        assert len(answer.frame()) == len(answer.polars()) == len(answer.rows), name
    assert len(names) > 40


@pytest.mark.parametrize(("library", "extra"), [("pandas", "notebook"), ("polars", "polars")])
def test_without_the_library_it_says_what_to_install(
    shipped: LoadedPlan, monkeypatch: pytest.MonkeyPatch, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    answer = shipped.ask("budget/mandatory")

    with pytest.raises(PlanGraphError, match=rf"pip install 'plangraph\[{extra}\]'"):
        answer.frame() if library == "pandas" else answer.polars()


def test_a_plan_is_a_graph_and_a_network(shipped: LoadedPlan) -> None:
    assert isinstance(shipped.graph, rdflib.Graph)
    assert isinstance(shipped.network, nx.Graph)
    kinds = [str(kind) for _, kind in shipped.network.nodes(data="kind")]
    assert (kinds.count("project"), kinds.count("department")) == (75, 25)


def test_plans_are_compared(shipped: LoadedPlan, root: Path) -> None:
    """From the older to the newer, as on the command line."""
    little = load(root / "tests" / "plans" / "tiny")

    assert shipped.compare(shipped).changes == ()
    assert {one.kind.value for one in little.compare(little).changes} == set()
    gone = [one for one in little.compare(shipped).changes if one.kind == "removed"]
    came = [one for one in shipped.compare(little).changes if one.kind == "added"]
    assert len(gone) == len(came) > 0


def test_what_falls_is_measured(shipped: LoadedPlan) -> None:
    found = shipped.measure(without="商工観光課")

    assert found.without == ("商工観光課",)
    assert found["losses"].rows == found.measured[0].rows
    with pytest.raises(KeyError):
        found["weather"]
    with pytest.raises(PlanGraphError, match="no such format"):
        found.write("xlsx")


def test_a_picture_is_drawn(shipped: LoadedPlan) -> None:
    drawing = shipped.draw("sankey", language="en")

    assert isinstance(drawing, Drawing)
    assert drawing.write().startswith(b"<svg")
    assert drawing.write("png").startswith(b"\x89PNG")
    assert sum(int(row[-1]) for row in drawing.picture.rows) == 81
    with pytest.raises(PlanGraphError, match="no such picture"):
        shipped.draw("pie")
    with pytest.raises(PlanGraphError, match="no such format"):
        drawing.write("pdf")


def test_values_show_as_tables_and_pictures_in_notebooks(shipped: LoadedPlan) -> None:
    """Titles in both languages, everything whole as HTML."""
    answer, report = shipped.ask(NAME), shipped.check()
    shown = {
        shipped._repr_html_(): 1,
        answer._repr_html_(): len(answer.rows),
        report._repr_html_(): len(report.open),
        shipped.compare(shipped)._repr_html_(): 0,
    }
    for text, rows in shown.items():
        assert len(html.fromstring(text).xpath("//tbody/tr")) == rows
    assert "担当課<br><small>Department" in answer._repr_html_()
    tables = html.fragments_fromstring(shipped.measure()._repr_html_())
    assert len(tables) == len(shipped.measure().measured)
    assert shipped.draw("tree")._repr_svg_().startswith("<svg")


def test_a_long_table_says_how_much_it_leaves_out() -> None:
    text = write_html_table([("数", "number")], [(number,) for number in range(MOST + 3)])

    assert text.count("<tr>") == MOST + 1
    assert "3 more rows" in text


def test_every_public_name_explains_itself() -> None:
    """Also each method and property that it has of its own."""
    for name in plangraph.__all__:
        thing = getattr(plangraph, name)
        assert thing.__doc__
        for own, value in vars(thing).items() if isinstance(thing, type) else ():
            if not own.startswith("_") and (callable(value) or isinstance(value, property)):
                assert value.__doc__, f"{name}.{own}"

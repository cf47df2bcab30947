"""The site shows the plan in pictures, each with its question, its table and its files."""

from pathlib import Path

import pytest
from lxml import html

from plangraph.network.draw import KINDS, draw, draw_plan, files
from plangraph.opening import LoadedPlan
from plangraph.publish import merge, pictures
from plangraph.publish.pictures import PicturePage
from plangraph.publish.site import Site
from tests.conftest import TODAY

PAGE = "402052/pictures.html"


def read(site: Path, page: str) -> html.HtmlElement:
    """Parse a page of the site."""
    return html.document_fromstring((site / page).read_text(encoding="utf-8"))


def test_the_start_leads_to_the_pictures(site: Path) -> None:
    assert PAGE in read(site, "index.html").xpath("//main//a/@href")


def test_each_picture_has_its_question_table_and_files(site: Path, shipped: LoadedPlan) -> None:
    """Described for those who do not see it, and the same bytes that ``draw`` writes."""
    page = read(site, PAGE)
    drawn = page.xpath("//figure/*[local-name() = 'svg']")

    assert len(drawn) == len(page.xpath("//main//table")) == len(KINDS)
    for kind, svg, table in zip(KINDS, drawn, page.xpath("//main//table"), strict=True):
        drawing = shipped.draw(kind)
        assert svg.get("role") == "img"
        ids = str(svg.get("aria-labelledby")).split()
        assert all(len(page.xpath(f"//*[@id = '{name}']")) == 1 for name in ids)
        assert drawing.picture.question in page.text_content()
        assert len(table.xpath(".//tbody/tr")) == len(drawing.picture.rows)
        for form in ("svg", "png"):
            data = (site / f"402052/picture-{kind}.{form}").read_bytes()
            assert data == draw_plan(shipped.dataset, kind, form)
        english = (site / f"402052/picture-{kind}.en.svg").read_bytes()
        assert english == draw_plan(shipped.dataset, kind, language="en")
        lines = (site / f"402052/picture-{kind}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == len(drawing.picture.rows) + 1


def test_names_in_the_tables_lead_to_their_pages(site: Path) -> None:
    links = set(read(site, PAGE).xpath("//main//table//a/@href"))

    assert len([link for link in links if link.startswith("project-")]) == 75
    assert len([link for link in links if link.startswith("organization-")]) == 25
    assert all((site / "402052" / link).is_file() for link in links)


def test_the_pictures_need_no_script_and_nothing_from_outside(site: Path) -> None:
    page = read(site, PAGE)

    assert page.xpath("//script") == page.xpath("//@style") == page.xpath("//style") == []
    assert [href for href in page.xpath("//@src") if "://" in href] == []


def test_two_plans_have_pictures_of_their_own(shipped: LoadedPlan, little: LoadedPlan) -> None:
    both = merge([shipped.dataset, little.dataset])
    for plan in (shipped, little):
        names = plan.dataset.revisions[-1]
        assert draw(both, "matrix", names=names).write() == draw_plan(plan.dataset, "matrix")


def write_pictures(plan: LoadedPlan) -> dict[str, bytes]:
    """Write the page of a plan's pictures with its files."""
    dataset = merge([plan.dataset])
    site = Site(dataset, [plan.check(today=TODAY)])
    names = dataset.revisions[-1]
    structures = {language: found[names.root] for language, found in site.structures.items()}
    page = PicturePage(site.pages, dataset, names, "999016", structures)
    return dict(page.write())


def test_what_nobody_could_see_is_not_drawn(
    little: LoadedPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says so."""
    monkeypatch.setattr(pictures, "MOST", 0)
    written = write_pictures(little)

    assert list(written) == ["999016/pictures.html"]
    assert "too many for a picture" in written["999016/pictures.html"].decode()
    assert "<figure" not in written["999016/pictures.html"].decode()


def test_a_picture_too_large_for_dots_is_offered_as_svg_alone(
    little: LoadedPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_DOTS", 1)
    written = write_pictures(little)

    assert "999016/picture-tree.svg" in written
    assert not [path for path in written if path.endswith(".png")]
    assert ".png" not in written["999016/pictures.html"].decode()

"""The curriculum: the same papers by type, numbered, cited with the owner in bold, and fit for paper."""

import pytest

from oeuvre.model import Curriculum, Date, Link, MarkdownPage, Status
from tests.pages.site import OWNER, built, library, listed, metric, page, paper, text, write
from tests.pages.test_scholar import linked

PATH = "cv/index.html"


def some(**settings):
    papers = [
        paper("nets", type="article", venue="Journal of Examples", date="2025-03", award="Best paper"),
        paper("talks", "Talks", type="talk", date="2024", selected=True),
        paper("older", "Older nets", type="article", date="2016", selected=True),
        paper("thesis", "On nets", type="thesis", date="2011", institution="University of Examples"),
        paper("soon", "Soon", date="forthcoming", type="article"),
    ]
    return library(*papers, **settings)


def sections(shown):
    return {each.one("h2").text: each.texts("ol li") for each in page(shown, PATH).all("section.cv")}


def test_papers_stand_under_their_types_the_newest_first():
    found = sections(some())
    assert list(found) == ["Articles", "Theses", "Talks"]
    titles = ("Soon", "Nets that listen", "Older nets")
    assert all(title in item for title, item in zip(titles, found["Articles"], strict=True))


def test_an_entry_is_the_reference_with_the_owner_in_bold_and_a_link_to_the_paper():
    item = page(some(citation_style="ieee"), PATH).one("section.cv ol").all("li")[1]
    assert item.text == "A. Quill and J. Mori, “Nets that listen,” Journal of Examples, Mar. 2025. Best paper"
    assert item.texts("b") == ["A. Quill"]
    assert (item.one("a").text, item.one("a")["href"]) == ("Nets that listen", "../papers/nets/index.html")


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        (Curriculum(), "soon nets talks older thesis"),
        (Curriculum(years=2), "soon nets talks"),
        (Curriculum(years=10), "soon nets talks older"),
        (Curriculum(selected=True), "talks older"),
        (Curriculum(years=3, selected=True), "talks"),
        (Curriculum(wanted=False), ""),
    ],
)
def test_the_settings_say_which_papers_it_lists(wanted, slugs):
    shown = some(cv=wanted)
    assert [paper.slug for paper in shown.curriculum] == slugs.split()
    assert (PATH in listed(shown)) is bool(slugs)


def test_every_page_leads_to_it_where_there_is_one():
    for path in ("index.html", "papers/nets/index.html"):
        links = page(some(), path).one("footer").all("a")
        assert (links[0].text, links[0]["href"]) == ("CV", "../" * path.count("/") + PATH)
        assert "CV" not in page(some(cv=Curriculum(wanted=False)), path).one("footer").text


def test_a_page_of_ones_own_takes_its_place():
    own = MarkdownPage("cv", "content/pages/cv.md", "", text("My life"), text("I was born."))
    shown = some(pages=[own])
    assert "My life" in built(shown)[PATH]
    assert page(shown).one("footer").text.startswith("BibTeX")


def test_a_very_long_list_has_one_only_if_it_is_asked_for(monkeypatch):
    monkeypatch.setattr("oeuvre.library._MANY", 3)
    assert some().curriculum == ()
    assert len(some(cv=Curriculum(years=20)).curriculum) == 5


def test_it_begins_with_who_it_is_about():
    owner = OWNER._replace(
        role="Professor", affiliation="University of Examples", email="ada@example.org",
        links=(Link("GitHub", "https://github.com/example"),), metrics=(metric("papers", "computed"),),
    )  # fmt: skip
    top = page(some(owner=owner), PATH).one("header.opening")
    assert top.one("h1").text == "Ada Quill"
    assert top.one(".role").text == "Professor, University of Examples"
    assert top.texts(".contacts li") == ["ada@example.org", "GitHub"]
    assert top.one(".note").text == "papers: 5"


def test_a_retracted_paper_is_marked():
    shown = library(paper(type="article", status=Status("retracted", Date(2025, 1, 9))))
    item = page(shown, PATH).one("section.cv li")
    assert item.classes == ["retracted"]
    assert item.text.count("RETRACTED: ") == 1
    assert "Retracted 2025-01-09" in item.text


def test_it_leads_to_every_paper_and_is_in_the_sitemap(tmp_path):
    shown = some()
    site = write(shown, tmp_path)
    assert {f"papers/{paper.slug}/index.html" for paper in shown.papers} <= set(linked(site, PATH))
    assert "https://example.org/page/cv/" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_it_is_made_again_when_a_paper_or_a_setting_changes():
    before = listed(some())[PATH].inputs
    assert listed(library(*some().papers, paper("new")))[PATH].inputs != before

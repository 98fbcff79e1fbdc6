"""A retracted, withdrawn or corrected paper is never shown unmarked: one look at every output of a site."""

import json
import re

import pytest

from oeuvre.citations import STYLES
from oeuvre.exporters import FORMATS, LISTS
from oeuvre.languages import words
from oeuvre.model import Date, Name, Person, Status
from tests.pages.site import built, library, paper
from tests.pages.tree import parse

TITLE = "Claims about silence"
JAN = Person("berg", "content/people/berg.md", "", Name("Jan", "Berg"), "Jan Berg", page=True)
KINDS = ["retracted", "withdrawn", "corrected"]


def work(kind, **fields):
    status = Status(kind, Date(2025, 1, 9), "https://example.org/notice", "the data were mislabelled")
    return paper("claims", TITLE, "Ada Quill, Jan Berg", "2024-11", status=status, selected=True, listed=1, **fields)


def site(kind, **settings):
    others = (paper("newer", date="2025"), paper("older", date="2023", listed=2))
    return built(library(work(kind), *others, people=[JAN], **settings))


def marked(text, kind):
    """Whether a piece of text says what became of the paper."""
    return re.search(rf"\b{kind}\b", text, re.IGNORECASE) is not None


@pytest.mark.parametrize("settings", [{}, {"home_papers": 1}, {"order": "title"}, {"authors_shown": 1}])
@pytest.mark.parametrize("kind", KINDS)
def test_every_file_that_names_the_paper_says_what_became_of_it(kind, settings):
    naming = {path: made for path, made in site(kind, **settings).items() if isinstance(made, str) and TITLE in made}
    places = {path.partition("/")[0] for path in naming}
    assert {"index.html", "papers", "people", "categories", "feed.xml", "feed.json", "publications.bib"} <= places
    unmarked = [path for path, made in naming.items() if not marked(made, kind)]
    assert not unmarked


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_on_a_page_that_names_the_paper_says_what_became_of_it(kind):
    fate = words("en")(f"status.{kind}")
    for path, made in site(kind).items():
        if path.endswith(".html") and isinstance(made, str) and TITLE in made:
            for anchor in parse(made).one("main").all("a"):
                if TITLE in anchor.text:
                    assert fate in around(parse(made).one("main"), anchor["href"]), (path, anchor["href"])


def around(tree, href):
    """The text of the smallest article, list item or link of a page that leads to an address."""
    links = [each for each in tree.all("a") if each["href"] == href]
    pieces = [each for each in tree.walk() if each.tag in {"article", "li"} and set(links) & set(each.all("a"))]
    return min((each.text for each in pieces or links), key=len)


@pytest.mark.parametrize("kind", ["retracted", "withdrawn"])
def test_no_title_in_a_head_stands_without_its_mark(kind):
    mark = f"{kind.upper()}: {TITLE}"
    head = parse(site(kind)["papers/claims/index.html"]).one("head")
    named = [meta["content"] for meta in head.all("meta") if TITLE in meta.get("content", "")]
    assert named
    assert all(text.startswith(mark) for text in [*named, head.one("title").text])


@pytest.mark.parametrize("kind", ["retracted", "withdrawn"])
def test_the_page_at_an_old_address_says_it(kind):
    made = parse(built(library(work(kind, aliases=("/old/claims/",))))["old/claims/index.html"])
    assert f"{kind.upper()}: {TITLE}" in made.one("title").text
    assert made.one("a").text == f"{kind.upper()}: {TITLE}"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_record_says_it(name, kind):
    shown = library(work(kind))
    text = FORMATS[name].dumps(shown.papers, shown.keys)
    assert marked(text, kind)
    assert "2025-01-09" in text
    assert "the data were mislabelled" in text
    if kind != "corrected":
        assert marked(re.search(rf".*{TITLE}", text.replace("{", "").replace("}", ""))[0], kind)


@pytest.mark.parametrize("name", FORMATS)
def test_an_entry_of_the_authors_own_says_it_too(name):
    own = "@misc{own, title = {Claims about silence}}"
    shown = library(work("retracted", bibtex=own))
    assert marked(FORMATS[name].dumps(shown.papers, shown.keys), "retracted")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_citation_says_it(style, kind):
    assert marked(STYLES[style].cite(work(kind)).plain, kind)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_list_for_a_cv_says_it(name, kind):
    shown = library(work(kind))
    text = LISTS[name].dumps(shown.papers, lambda each: STYLES["apa"].line(each, shown.is_owner))
    assert marked(text, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_linked_data_says_it_wherever_it_names_the_paper(kind):
    for path, made in site(kind).items():
        if path.endswith(".html") and isinstance(made, str):
            for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', made):
                for node in json.loads(script)["@graph"]:
                    if TITLE in json.dumps(node):
                        assert node["creativeWorkStatus"] == kind.capitalize()
                        assert node["correction"]["url"] == "https://example.org/notice"

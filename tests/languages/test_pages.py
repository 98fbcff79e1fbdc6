"""Pages in other languages: what a reader meets, word by word, and which way it runs."""

from pathlib import Path

import pytest

from oeuvre.model import Citations, Date, File, MarkdownPage, Status, Translation
from tests.pages.site import OWNER, author, block, built, library, metric, page, paper, text
from tests.pages.tree import parse

CASES = Path(__file__).parent / "cases"
SILENT = {"script", "style", "pre", "math", "form", "search", "template"}
SPOKEN = ("aria-label", "alt", "title", "data-dark", "data-light", "data-copy", "data-copied", "placeholder")


def words_of(site, path):
    """Every text of a page in its order, a line each, as somebody reads or hears it; references are English."""
    lines = []

    def walk(element):
        if element.tag in SILENT or "reference" in element.classes:
            return
        lines.extend(element[name] for name in SPOKEN if element.get(name))
        for child in element.children:
            if isinstance(child, str):
                lines.extend([" ".join(child.split())] if child.strip() else [])
            else:
                walk(child)

    walk(page(site, path).one("body"))
    return "\n".join(lines) + "\n"


@pytest.fixture
def site(request):
    metrics = (
        metric("papers", "computed"),
        metric("citations", "12345", source="OpenAlex", as_of=Date(2025, 11, 2)),
        metric("Tiefe", "4.5", unit="%"),
        metric("coauthors"),
    )
    first = paper(
        "nets",
        "Netze, die hören",
        "Ada Quill, Jun Mori, Bo Ek, Chen Wei, Dana Levi",
        type="inproceedings",
        venue="Proceedings of Examples",
        pages="1-9",
        keywords=("Hören", "Netze"),
        citations=Citations(1234, "OpenAlex", Date(2025, 11)),
        files=(File("pdf", "content/papers/nets.pdf", "nets.pdf", 1_200_000),),
    )
    second = paper("whisper", date="2021-03-01", status=Status("retracted", Date(2022, 2, 3)), abstract=text(""))
    third = paper("soon", "Bald", date="forthcoming")
    return library(first, second, third, owner=OWNER._replace(metrics=metrics), language=request.param)


@pytest.mark.parametrize("site", ["de", "ar"], indirect=True)
@pytest.mark.parametrize("path", ["index.html", "papers/nets/index.html", "cv/index.html", "404.html"])
def test_a_page_speaks_its_language(site, path, golden):
    name = path.removesuffix("index.html").replace("/", "-").strip("-").removesuffix(".html") or "home"
    golden(words_of(site, path), CASES / f"{name}.{site.site.language}.txt")


def test_a_page_says_its_language_and_direction():
    html = parse(built(library(paper(), language="ar"))["index.html"]).one("html")
    assert (html["lang"], html.get("dir")) == ("ar", "rtl")
    html = parse(built(library(paper(), language="de-AT"))["index.html"]).one("html")
    assert (html["lang"], html.get("dir")) == ("de-AT", None)


def test_a_paper_in_the_language_of_its_page_needs_no_word_of_it():
    entry = page(library(paper(lang="ar"), language="ar")).one("article.entry")
    assert entry.one("h3").get("lang") is None
    assert entry.one("h3").get("dir") is None


def test_a_paper_in_another_language_says_so_on_title_and_abstract():
    entry = page(library(paper(lang="en"), language="ar")).one("article.entry")
    for part in ("h3", ".abstract"):
        assert (entry.one(part)["lang"], entry.one(part)["dir"]) == ("en", "ltr")


@pytest.mark.parametrize(
    ("language", "alone"), [("en", ["ليلى الحكيم", "דנה לוי"]), ("ar", ["Ada Quill", "Jun Mori"])]
)
def test_a_name_against_the_direction_of_its_page_keeps_to_itself(language, alone):
    people = [author("Ada Quill"), author("ليلى الحكيم"), author("Jun Mori"), author("דנה לוי")]
    shown = page(library(paper(people=people), language=language, authors_shown=9))
    assert shown.texts(".by bdi") == alone


def test_a_name_from_right_to_left_keeps_to_itself_in_references_too():
    people = [author("ليلى الحكيم"), author("Jun Mori"), author("דנה לוי")]
    shown = page(library(paper(people=people, venue="مجلة اللسانيات")), "papers/nets/index.html")
    assert shown.all("p.reference")[0].texts("bdi") == ["الحكيم, ل.", "לוי, ד.", "مجلة اللسانيات"]
    assert "\x11" not in built(library(paper(people=people)))["publications.bib"]


def test_the_page_of_a_translation_speaks_the_language_of_the_translation():
    german = Translation("de", text("Netze"), block("Wir hören."), "content/papers/nets.de.md")
    shown = page(library(paper(translations=(german,))), "papers/nets/de/index.html")
    assert "Zusammenfassung" in shown.texts("h2")
    assert shown.one(".masthead")["data-dark"] == "Dunkle Farben"
    assert "17. März 2025" in shown.one(".meta").text
    assert shown.one("html")["lang"] == "de"


def test_a_translation_into_a_language_without_words_says_so_in_the_words_of_the_site():
    basque = Translation("eu", text("Sareak"), block("Entzuten dugu."), "content/papers/nets.eu.md")
    shown = page(library(paper(translations=(basque,)), language="de"), "papers/nets/eu/index.html")
    assert shown.one("html")["lang"] == "de"
    assert "Zusammenfassung" in shown.texts("h2")
    assert shown.one("h1")["lang"] == shown.one("section.abstract div")["lang"] == "eu"


@pytest.mark.parametrize(("lang", "whole", "article"), [("ar", ("ar", "rtl"), None), ("eu", ("de", None), "eu")])
def test_a_further_page_says_its_language(lang, whole, article):
    own = MarkdownPage("about", "content/pages/about.md", "", text("About"), block("Me."), lang=lang)
    shown = page(library(paper(), pages=[own], language="de"), "about/index.html")
    assert (shown.one("html")["lang"], shown.one("html").get("dir")) == whole
    assert shown.one("article").get("lang") == article


@pytest.mark.parametrize("language", ["en", "de", "tlh"])
def test_one_of_anything_is_never_a_plural(language):
    one = library(paper(), owner=OWNER._replace(metrics=(metric("papers", "computed"),)), language=language)
    pages = [html for html in built(one).values() if isinstance(html, str)]
    assert not [html for html in pages if "1 papers" in html or "1 Veröffentlichungen" in html]
    assert page(one).one(".metrics dt").text in {"paper", "Publikation"}


def test_titles_are_ordered_alike_in_every_language():
    papers = [paper(f"p{number}", title) for number, title in enumerate(("Öl", "Zeit", "apfel", "Ähre", "Nets"))]
    orders = {tuple(library(*papers, language=each, order="title").papers) for each in ("en", "de", "ar", "zh")}
    assert len(orders) == 1

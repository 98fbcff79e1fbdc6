"""Pages that list papers: categories, years, people; and the pages that stand beside them."""

from oeuvre import making
from oeuvre.model import Date, MarkdownPage, Name, News, Person
from tests.pages.site import block, built, library, listed, page, paper, text


def person(**fields):
    fields.setdefault("page", True)
    return Person("jun", "content/people/jun.md", "jun", Name("Jun", "Mori"), "Jun Mori", **fields)


def further(slug="teaching", **fields):
    fields.setdefault("body", block("Two courses."))
    return MarkdownPage(slug, f"content/pages/{slug}.md", slug, text(slug.capitalize()), **fields)


def news(slug, date, **fields):
    when = Date(*map(int, date.split("-")))
    title, body = text(slug.capitalize()), block(f"All about {slug}.")
    return News(slug, f"content/news/{slug}.md", slug, when, title, body, **fields)


def test_a_category_has_a_page_of_its_papers():
    shown = library(paper("a", categories=("cs.CL", "cs.LG")), paper("b", categories=("cs.LG",), date="2019"))
    learning = page(shown, "categories/cs.LG/index.html")
    assert learning.one("h1").text == "Machine Learning"
    assert [entry["id"] for entry in learning.all(".entry")] == ["a", "b"]
    assert [entry["id"] for entry in page(shown, "categories/cs.CL/index.html").all(".entry")] == ["a"]


def test_a_badge_leads_to_the_page_of_its_category():
    shown = library(paper(categories=("eess.AS",)))
    link = page(shown, "papers/nets/index.html").one(".badge")["href"]
    assert link == "../../categories/eess.AS/index.html"
    assert link.removeprefix("../../") in listed(shown)


def test_a_list_can_be_taken_along():
    links = page(library(paper()), "categories/cs.CL/index.html").all(".papers .links a")
    files = [(link.text, link["href"]) for link in links if "publications" in link["href"]]
    assert files == [
        ("BibTeX", "../../categories/cs.CL/publications.bib"),
        ("RIS", "../../categories/cs.CL/publications.ris"),
        ("CSL-JSON", "../../categories/cs.CL/publications.csl.json"),
    ]


def test_a_list_too_long_to_show_whole_is_shown_in_short():
    shown = library(paper("a"), paper("b"), paper("c", categories=("cs.LG",)), home_papers=1)
    whole = page(shown, "categories/cs.LG/index.html")
    assert len(whole.all(".entry .abstract")) == 1
    short = page(shown, "categories/cs.CL/index.html")
    assert len(short.all("li.line")) == 2
    assert not short.all(".abstract")


def test_a_year_page_shows_where_it_stands_among_the_years():
    shown = library(paper("a", date="2025"), paper("b", date="2024"), paper("c", date="forthcoming"), home_papers=1)
    year = page(shown, "years/2024/index.html")
    assert year.one("h1").text == "2024"
    assert [entry["id"] for entry in year.all(".entry")] == ["b"]
    assert [link["href"] for link in year.all(".years a")] == [
        "../../years/forthcoming/index.html",
        "../../years/2025/index.html",
        "../../years/2024/index.html",
    ]
    assert [link.text for link in year.all(".years a") if link.get("aria-current")] == ["2024"]
    assert page(shown, "years/forthcoming/index.html").one("h1").text == "Forthcoming"


def test_a_person_with_a_page_is_linked_from_each_byline():
    shown = library(paper(), people=[person(affiliation="Example Labs", biography=block("Plays the viola."))])
    assert page(shown).one(".by a")["href"] == "people/jun/index.html"
    theirs = page(shown, "people/jun/index.html")
    assert theirs.one("h1").text == "Jun Mori"
    assert theirs.one(".role").text == "Example Labs"
    assert theirs.one(".biography").text == "Plays the viola."
    assert [entry["id"] for entry in theirs.all(".entry")] == ["nets"]
    assert theirs.one(".entry .by a")["href"] == "../../people/jun/index.html"


def test_a_person_without_a_page_has_none():
    assert "people/jun/index.html" not in listed(library(paper(), people=[person(page=False)]))


def test_further_pages_are_in_the_menu_of_every_page():
    pages = [further("teaching", order=2), further("contact", order=1), further("hidden", menu=False)]
    shown = library(paper(), pages=pages)
    for path, up in (("index.html", ""), ("papers/nets/index.html", "../../"), ("teaching/index.html", "../")):
        menu = page(shown, path).all(".masthead nav a")
        assert [(link.text, link["href"]) for link in menu] == [
            ("Contact", f"{up}contact/index.html"),
            ("Teaching", f"{up}teaching/index.html"),
        ]
    assert page(shown, "hidden/index.html").one("h1").text == "Hidden"


def test_the_menu_says_where_the_reader_is():
    shown = library(pages=[further("teaching"), further("contact")])
    here = [link.text for link in page(shown, "teaching/index.html").all(".masthead a") if link.get("aria-current")]
    assert here == ["Teaching"]


def test_a_page_in_another_language_says_so():
    html = page(library(pages=[further(lang="ar")]), "teaching/index.html").one("html")
    assert (html["lang"], html["dir"]) == ("ar", "rtl")


def test_a_page_whose_language_has_no_words_here_says_it_of_its_text():
    shown = page(library(pages=[further(lang="he")]), "teaching/index.html")
    assert shown.one("html")["lang"] == "en"
    assert (shown.one("article")["lang"], shown.one("article")["dir"]) == ("he", "rtl")


def test_the_home_page_shows_the_latest_news_and_leads_to_all():
    items = [news(f"n{number}", f"2026-0{number}") for number in range(1, 8)]
    shown = library(news=items)
    assert [item.text for item in page(shown).all(".news h3")] == ["N7", "N6", "N5", "N4", "N3"]
    assert page(shown).one(".news .links a")["href"] == "news/index.html"
    everything = page(shown, "news/index.html")
    assert [item["id"] for item in everything.all("article")] == [f"n{number}" for number in range(7, 0, -1)]
    assert everything.one("article time").text == "July 2026"


def test_without_news_nothing_speaks_of_it():
    shown = library(paper())
    assert "news/index.html" not in listed(shown)
    assert "News" not in page(shown).text


def test_an_alias_sends_readers_on_from_the_old_address():
    shown = library(paper(aliases=("/publication/2019-nets/", "old.html")), pages=[further(aliases=("lehre",))])
    pages = built(shown)
    assert 'content="0; url=../../papers/nets/index.html"' in pages["publication/2019-nets/index.html"]
    assert 'content="0; url=papers/nets/index.html"' in pages["old.html"]
    assert 'href="https://example.org/page/teaching/"' in pages["lehre/index.html"]


def test_an_alias_gives_way_where_disks_would_take_it_for_something_else_of_the_site():
    aliases = ("/feed.xml", "/Papers/a/", "/ASSETS/x/", "/ASSETS/y/", "/old/", "/OLD", "/kept/")
    without = {each.path for each in making.pages(library(paper()))}
    made = {each.path for each in making.pages(library(paper(aliases=aliases)))}
    assert made - without == {"old/index.html", "kept/index.html"}


def test_content_files_are_copied_under_their_own_names():
    made = built(library(files=[("content/files/cv.pdf", "digest")]))
    assert made["files/cv.pdf"].path == "content/files/cv.pdf"

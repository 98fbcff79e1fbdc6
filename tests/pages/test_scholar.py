"""The tags that Google Scholar reads, as its inclusion guidelines ask for them."""

import re
from urllib.parse import unquote, urljoin

import pytest

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.model import Author, File, Name, Status, Translation, Version
from tests.pages.site import block, built, library, page, paper, text, write
from tests.pages.tree import parse

PDF = (File("pdf", "content/papers/nets.pdf", "nets.pdf", 1000),)
EVERYTHING = {
    "venue": "Journal of Examples",
    "volume": "12",
    "issue": "3",
    "pages": "101--120",
    "publisher": "Example Press",
    "institution": "University of Examples",
    "number": "TR-7",
    "issn": "0378-5955",
    "isbn": "978-3-16-148410-0",
    "doi": "10.5555/1",
    "arxiv": "2403.01234",
    "pmid": "123",
    "keywords": ("nets", "ears"),
    "lang": "de",
    "files": PDF,
}


def tags(work, path="papers/nets/index.html", **settings):
    """The tags of a paper's page as pairs, without their common beginning."""
    head = page(library(work, **settings), path).one("head")
    named = [meta for meta in head.all("meta") if meta.get("name", "").startswith("citation_")]
    return [(meta["name"].removeprefix("citation_"), meta["content"]) for meta in named]


def test_a_journal_article_has_every_tag_in_order():
    here = "https://example.org/page/papers/nets/"
    assert tags(paper(type="article", **EVERYTHING)) == [
        ("title", "Nets that listen"),
        ("author", "Ada Quill"),
        ("author", "Jun Mori"),
        ("publication_date", "2025/03/17"),
        ("journal_title", "Journal of Examples"),
        ("volume", "12"),
        ("issue", "3"),
        ("firstpage", "101"),
        ("lastpage", "120"),
        ("issn", "0378-5955"),
        ("isbn", "978-3-16-148410-0"),
        ("publisher", "Example Press"),
        ("doi", "10.5555/1"),
        ("arxiv_id", "2403.01234"),
        ("pmid", "123"),
        ("keywords", "nets; ears"),
        ("language", "de"),
        ("abstract_html_url", here),
        ("pdf_url", f"{here}nets.pdf"),
    ]


CONTAINERS = {
    "inproceedings": [("conference_title", "Journal of Examples")],
    "workshop": [("conference_title", "Journal of Examples")],
    "poster": [("conference_title", "Journal of Examples")],
    "talk": [("conference_title", "Journal of Examples")],
    "chapter": [("inbook_title", "Journal of Examples")],
    "thesis": [("dissertation_institution", "University of Examples")],
    "mastersthesis": [("dissertation_institution", "University of Examples")],
    "report": [
        ("technical_report_institution", "University of Examples"),
        ("technical_report_number", "TR-7"),
    ],
    **{kind: [] for kind in ("book", "proceedings", "dataset", "software", "patent", "preprint", "blog")},
}


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_a_work_of_each_type_says_what_it_appeared_in(kind):
    found = tags(paper(type=kind, **EVERYTHING))
    said = [(name, value) for name, value in found if re.search("title|institution|number", name)][1:]
    assert said == CONTAINERS.get(kind, [("journal_title", "Journal of Examples")])


def test_what_is_not_known_has_no_tag():
    bare = paper(people="Ada Quill", date="forthcoming", abstract=text(""))
    assert tags(bare, url="") == [("title", "Nets that listen"), ("author", "Ada Quill")]


@pytest.mark.parametrize(("date", "told"), [("2025", "2025"), ("2025-03", "2025/03"), ("2025-03-07", "2025/03/07")])
def test_a_date_has_no_more_precision_than_is_known(date, told):
    assert dict(tags(paper(date=date)))["publication_date"] == told


def test_authors_are_those_of_the_paper_without_degrees_numbers_or_places():
    people = [
        Author(Name("Ada", "Quill"), affiliation="University of Examples", equal=True, corresponding=True),
        Author(Name("Jan", "Berg", "van der", "Jr.")),
        Author(Name("", "The Listening Collaboration", group=True)),
    ]
    found = [value for name, value in tags(paper(people=people * 20, et_al=True)) if name == "author"]
    assert found == ["Ada Quill", "Jan van der Berg Jr.", "The Listening Collaboration"] * 20


def test_hostile_text_stays_in_its_tag():
    title = '"><script>alert(1)</script><meta name="citation_title" content="'
    people = [Author(Name('O\'Neil "Bob" <b>', 'Tables & Co'))]
    found = tags(paper(title=title, people=people, venue='"/><p>', keywords=("<!--", "]]>")))
    assert [value for name, value in found if name == "title"] == [title]
    assert dict(found)["author"] == "O'Neil \"Bob\" <b> Tables & Co"
    assert dict(found)["journal_title"] == '"/><p>'


def test_the_pdf_is_named_only_where_it_lies_beside_the_page_and_the_address_is_known():
    shown = library(paper(files=PDF))
    url = dict(tags(paper(files=PDF)))["pdf_url"]
    place = url.removeprefix("https://example.org/page/")
    assert place in built(shown)
    assert place.rpartition("/")[0] == "papers/nets"
    assert "pdf_url" not in dict(tags(paper(files=PDF), url=""))
    assert "pdf_url" not in dict(tags(paper()))


def test_a_name_that_no_address_can_hold_is_written_as_one():
    files = (File("pdf", "content/papers/netze über.pdf", "netze über.pdf", 1000),)
    url = dict(tags(paper(files=files)))["pdf_url"]
    assert url == "https://example.org/page/papers/nets/netze%20%C3%BCber.pdf"


def test_a_preprints_id_is_told_where_only_a_version_has_it():
    assert dict(tags(paper(versions=(Version("preprint", arxiv="2403.01234"),))))["arxiv_id"] == "2403.01234"


def test_only_a_papers_own_page_has_tags():
    other = Translation("de", text("Netze"), block("Wir"), "content/papers/nets.de.md")
    site = built(library(paper(translations=(other,)), paper("ears", status=Status("retracted"))))
    tagged = {path for path, made in site.items() if path.endswith(".html") and "citation_" in made}
    assert tagged == {"papers/nets/index.html", "papers/ears/index.html"}


def test_title_authors_and_abstract_stand_where_a_reader_looks():
    article = page(library(paper()), "papers/nets/index.html").one("article.paper")
    top = [each for each in article.one("header").children if not isinstance(each, str)]
    assert [(each.tag, each.classes) for each in top[1:3]] == [("h1", []), ("div", ["by"])]
    assert article.one("h1").text == "Nets that listen"
    assert article.one("section.abstract").text.endswith("We study nets.")
    assert not article.all("details .abstract")


@pytest.mark.parametrize("settings", [{}, {"home_papers": 3}, {"order": "title"}, {"order": "listed"}])
def test_plain_links_lead_from_the_home_page_to_every_paper_in_two_steps(settings, tmp_path):
    papers = [paper(f"p{number}", date=f"{2020 + number % 4}") for number in range(12)]
    site = write(library(*papers, paper("soon", date="forthcoming"), **settings), tmp_path)
    seen, edge = {"index.html"}, {"index.html"}
    for _ in range(2):
        edge = {target for path in edge for target in linked(site, path)} - seen
        seen |= edge
    assert {f"papers/p{number}/index.html" for number in range(12)} | {"papers/soon/index.html"} <= seen


def linked(site, path):
    """The pages of the site to which a page links."""
    for anchor in parse((site / path).read_text(encoding="utf-8")).all("a"):
        target = unquote(urljoin(f"/{path}", anchor["href"].partition("#")[0]))[1:]
        if target.endswith(".html") and (site / target).is_file():
            yield target


def test_robots_are_let_in_everywhere():
    site = built(library(paper()))
    assert "Disallow" not in site["robots.txt"]
    assert not [path for path, made in site.items() if path.startswith("papers/") and "noindex" in made]

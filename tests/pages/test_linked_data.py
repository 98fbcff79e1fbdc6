"""One graph of linked data over the site, in schema.org's words."""

import json
import re

import pytest
from bibtexparser import middlewares, parse_string

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.model import Author, Citations, Date, File, Link, Name, Person, Status, Version
from oeuvre.text import names
from tests.pages.site import OWNER, built, library, page, paper

REQUIRED = {
    "ScholarlyArticle": {"headline", "author", "datePublished"},
    "Article": {"headline", "author", "datePublished"},
    "BlogPosting": {"headline", "author", "datePublished"},
    "Review": {"name", "author"},
    "Thesis": {"name", "author", "sourceOrganization"},
    "Report": {"name", "author", "sourceOrganization", "reportNumber"},
    "Book": {"name", "author", "isbn"},
    "Chapter": {"name", "author", "isPartOf"},
    "Dataset": {"name", "description", "distribution"},
    "SoftwareSourceCode": {"name", "codeRepository"},
    "CreativeWork": {"name", "author"},
    "PresentationDigitalDocument": {"name", "author"},
    "Poster": {"name", "author"},
}
"""What each type of work must say; for Google's types, what its documentation asks for."""

EVERYWHERE = {"@type", "@id", "url", "name", "author", "datePublished", "abstract", "inLanguage", "identifier"}
FULL = {
    "venue": "Journal of Examples",
    "volume": "12",
    "issue": "3",
    "pages": "101-120",
    "publisher": "Example Press",
    "institution": "University of Examples",
    "number": "TR-7",
    "issn": "0378-5955",
    "isbn": "978-3-16-148410-0",
    "doi": "10.5555/1",
    "links": (Link("code", "https://example.org/code"), Link("data", "https://example.org/data")),
}
PEOPLE = [
    Author(Name("Ada", "Quill"), orcid="0000-0002-1825-0097"),
    Author(Name("Jan", "Berg", "van der", "Jr.")),
    Author(Name("Ludwig", "Beethoven", "van"), affiliation="University of Bonn"),
    Author(Name("", "The Listening Collaboration", group=True)),
    Author(Name("Łukasz", "Święty-Müller")),
    Author(Name("", "王小明")),
    Author(Name('Robert "Bob" </script>', "O'Neil & Sons")),
]


def graph(shown, path="papers/nets/index.html"):
    """The nodes of a page by their ids; those that have none by their types."""
    data = json.loads("".join(scripts(page(shown, path))[0].pieces()))
    assert data["@context"] == "https://schema.org"
    return {node.get("@id", node["@type"]): node for node in data["@graph"]}


def scripts(html):
    return [each for each in html.all("script") if each.get("type") == "application/ld+json"]


def work(shown, path="papers/nets/index.html"):
    return next(node for key, node in graph(shown, path).items() if key.endswith("#paper"))


def test_the_types_of_works_are_those_that_are_checked_here():
    assert {row.schema_org for row in ENTRY_TYPES.values()} == set(REQUIRED)


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_a_work_of_each_type_says_what_its_type_must(kind):
    node = work(library(paper(type=kind, **FULL)))
    assert node["@type"] == ENTRY_TYPES[kind].schema_org
    assert set(node) >= EVERYWHERE | REQUIRED[node["@type"]]
    assert node["@id"] == "https://example.org/page/papers/nets/#paper"


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_what_is_not_known_is_not_stated(kind):
    nodes = graph(library(paper(type=kind, date="forthcoming")))
    assert not [(key, value) for node in nodes.values() for key, value in node.items() if value in ("", None, [], {})]
    assert "datePublished" not in nodes["https://example.org/page/papers/nets/#paper"]


def test_an_article_is_part_of_an_issue_of_a_volume_of_a_journal():
    node = work(library(paper(type="article", **FULL)))
    issue = node["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "3")
    assert (issue["isPartOf"]["@type"], issue["isPartOf"]["volumeNumber"]) == ("PublicationVolume", "12")
    journal = {"@type": "Periodical", "name": "Journal of Examples", "issn": "0378-5955"}
    assert issue["isPartOf"]["isPartOf"] == journal
    assert (node["pageStart"], node["pageEnd"]) == ("101", "120")


def test_a_chapter_is_part_of_a_book():
    chapter = paper(type="chapter", venue="Handbook", isbn="978-3-16-148410-0", series="Lectures")
    book = work(library(chapter))["isPartOf"]
    series = {"@type": "BookSeries", "name": "Lectures"}
    assert book == {"@type": "Book", "name": "Handbook", "isbn": "978-3-16-148410-0", "isPartOf": series}


def test_one_name_stands_on_the_page_in_the_tags_in_linked_data_and_in_bibtex():
    shown = library(paper(people=PEOPLE), authors_shown=3, owner=OWNER._replace(other_names=(Name("A.", "Quill"),)))
    html = page(shown, "papers/nets/index.html")
    nodes = graph(shown)
    printed = [names.display(author.name) for author in PEOPLE]
    assert html.one(".by").text.split(", ") == printed
    assert [meta["content"] for meta in html.all("meta") if meta.get("name") == "citation_author"] == printed
    assert [nodes[each["@id"]]["name"] for each in work(shown)["author"]] == printed
    assert [display(name) for name in bibtex_authors(built(shown)["publications.bib"])] == printed


def bibtex_authors(text):
    apart = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    return parse_string(text, append_middleware=apart).entries[0].fields_dict["author"].value


def display(name):
    """A name that somebody else's parser took apart, put together again; braces and escapes are LaTeX's."""
    whole = " ".join([*name.first, *name.von, *name.last, *name.jr])
    return re.sub(r"[{}]|\\(?=[&'])", "", whole)


def test_an_alias_of_the_owner_has_the_name_that_the_paper_prints():
    owner = OWNER._replace(other_names=(Name("Ada", "Feather"),), orcid="0000-0002-1825-0097")
    shown = library(paper(people="Ada Feather"), owner=owner)
    nodes = graph(shown)
    person = nodes["https://example.org/page/#person-ada"]
    assert (person["name"], person["familyName"]) == ("Ada Feather", "Feather")
    assert person["identifier"] == "https://orcid.org/0000-0002-1825-0097"


def test_a_person_has_one_id_on_all_pages():
    jan = Person("berg", "content/people/berg.md", "", Name("Jan", "Berg"), "Jan Berg", page=True)
    papers = [paper("nets", people="Ada Quill, Jan Berg, Kim Lee"), paper("ears", people="Kim Lee, Jan Berg")]
    shown = library(*papers, people=[jan])
    ids = {}
    for path, made in built(shown).items():
        if path.endswith(".html") and "ld+json" in made:
            for key, node in graph(shown, path).items():
                if node["@type"] == "Person":
                    ids.setdefault(node["name"], set()).add(key)
    assert {name: len(found) for name, found in ids.items()} == {"Ada Quill": 1, "Jan Berg": 1, "Kim Lee": 1}
    assert ids["Jan Berg"] == {"https://example.org/page/#person-berg"}


def test_every_id_that_is_referred_to_is_on_the_page_or_a_papers():
    shown = library(paper(people=PEOPLE, citations=Citations(3)), paper("ears"))
    for path in ("index.html", "papers/nets/index.html"):
        nodes = graph(shown, path)
        for key in re.findall(r'\{"@id": ?"([^"]+)"\}', json.dumps([*nodes.values()], ensure_ascii=False)):
            assert key in nodes or key.endswith("#paper"), key


def test_a_person_without_a_page_has_no_address_here():
    jan = Person("berg", "content/people/berg.md", "", Name("Jan", "Berg"), "Jan Berg")
    assert "url" not in graph(library(paper(people="Jan Berg"), people=[jan]))["https://example.org/page/#person-berg"]


def test_the_home_page_is_a_profile_of_its_owner():
    owner = OWNER._replace(
        orcid="0000-0002-1825-0097",
        affiliation="University of Examples",
        links=(Link("GitHub", "https://github.com/example"), Link("mail", "mailto:ada@example.org")),
        photo="files/ada.jpg",
    )
    nodes = graph(library(paper(), owner=owner), "index.html")
    profile = next(node for node in nodes.values() if node["@type"] == "ProfilePage")
    person = nodes[profile["mainEntity"]["@id"]]
    assert person["name"] == "Ada Quill"
    assert person["sameAs"] == ["https://orcid.org/0000-0002-1825-0097", "https://github.com/example"]
    assert person["affiliation"] == {"@type": "Organization", "name": "University of Examples"}
    assert person["image"] == "https://example.org/page/files/ada.jpg"
    assert profile["hasPart"] == [{"@id": "https://example.org/page/papers/nets/#paper"}]


def test_citations_are_a_dated_statement_of_somebody_and_not_a_property():
    counted = paper(citations=Citations(41, "OpenAlex", Date(2025, 11)))
    node = graph(library(counted))["Observation"]
    assert node["observationAbout"] == {"@id": "https://example.org/page/papers/nets/#paper"}
    assert (node["value"], node["observationDate"], node["creator"]["name"]) == (41, "2025-11", "OpenAlex")


def test_versions_are_one_work_with_several_addresses():
    versions = (
        Version("preprint", arxiv="2403.01234"),
        Version("conference", doi="10.5555/2", url="https://example.org/talk"),
    )
    shown = library(paper(doi="10.5555/1", versions=versions))
    assert work(shown)["sameAs"] == [
        "https://doi.org/10.5555/1",
        "https://arxiv.org/abs/2403.01234",
        "https://doi.org/10.5555/2",
        "https://example.org/talk",
    ]


@pytest.mark.parametrize("kind", ["retracted", "withdrawn", "corrected"])
def test_what_became_of_a_paper_is_stated(kind):
    fate = Status(kind, Date(2025, 1, 9), "https://example.org/notice", "the data were mislabelled")
    node = work(library(paper(status=fate)))
    assert node["creativeWorkStatus"] == kind.capitalize()
    assert node["correction"]["@type"] == "CorrectionComment"
    assert (node["correction"]["datePublished"], node["correction"]["url"]) == ("2025-01-09", fate.url)
    assert fate.note in node["correction"]["text"]
    assert node["name"].startswith(f"{kind.upper()}: ") is (kind != "corrected")


def test_the_pdf_beside_the_page_is_an_encoding_of_the_work():
    node = work(library(paper(files=(File("pdf", "content/papers/nets.pdf", "nets.pdf", 10),))))
    assert node["encoding"] == [
        {
            "@type": "MediaObject",
            "contentUrl": "https://example.org/page/papers/nets/nets.pdf",
            "encodingFormat": "application/pdf",
        }
    ]


def test_no_text_ends_the_script():
    hostile = '</script><script>alert(1)</script><!-- <script> \u2028 & "'
    shown = library(paper(title=hostile, venue=hostile, keywords=(hostile,), status=Status("corrected", note=hostile)))
    html = page(shown, "papers/nets/index.html")
    assert len(scripts(html)) == 1
    assert "<" not in "".join(scripts(html)[0].pieces())
    assert work(shown)["name"] == hostile


def test_without_an_address_ids_are_relative_and_name_the_same_things():
    shown = library(paper(), url="")
    assert work(shown)["@id"] == "../../papers/nets/#paper"
    assert "../../#person-ada" in graph(shown)
    assert "#person-ada" in graph(shown, "index.html")


def test_pages_have_cards_with_the_papers_picture():
    files = (File("image", "content/papers/nets.png", "nets.png", 10),)
    head = page(library(paper(files=files, image_alt="A net")), "papers/nets/index.html").one("head")
    said = {meta.get("property") or meta.get("name"): meta.get("content") for meta in head.all("meta")}
    assert said["og:image"] == "https://example.org/page/papers/nets/nets.png"
    assert said["og:image:alt"] == "A net"
    assert said["twitter:card"] == "summary_large_image"
    bare = page(library(paper(files=files), url=""), "papers/nets/index.html").one("head")
    assert not [meta for meta in bare.all("meta") if meta.get("property") == "og:image"]

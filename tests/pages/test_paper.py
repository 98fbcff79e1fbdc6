"""A paper's own page as readers and robots meet it."""

import json
from base64 import b64decode

import pytest

from oeuvre.citations import STYLES
from oeuvre.model import Citations, Date, File, Link, Status, Translation, Version
from oeuvre.pages import cited
from tests.pages.site import author, block, built, library, listed, page, paper, text

PATH = "papers/nets/index.html"


def the_page(shown, *others, path=PATH, **settings):
    return page(library(shown, *others, **settings), path)


def test_the_title_is_the_first_heading_with_the_authors_right_below():
    article = the_page(paper(people="A One, B Two, C Three, D Four, Ada Quill")).one("article")
    header = [child for child in article.one("header").children if not isinstance(child, str)]
    heading = next(place for place, child in enumerate(header) if child.tag == "h1")
    assert header[heading].text == "Nets that listen"
    assert header[heading + 1].text == "A One, B Two, C Three, D Four, Ada Quill"


def test_the_abstract_is_in_sight():
    whole = the_page(paper())
    abstract = whole.one("section.abstract")
    assert abstract.text == "Abstract We study nets."
    assert all(abstract not in details.walk() for details in whole.all("details"))


def test_a_missing_abstract_is_told():
    assert the_page(paper(abstract=text(""))).one("section.abstract .none").text == "No abstract."


def test_three_hundred_authors_are_all_there_and_the_owner_in_sight():
    people = [*(author(f"Given{n} Family{n}") for n in range(200)), author("Ada Quill")]
    people += [author(f"Given{n} Family{n}") for n in range(200, 299)]
    by = the_page(paper(people=people, organization="Example Labs")).one(".paper .by")
    rest = by.one("details.rest")
    shown = by.text.removesuffix(rest.text).strip()
    assert shown.startswith("Given0 Family0, ")
    assert shown.endswith("Given19 Family19, …, Ada Quill · Example Labs")
    assert rest.one("summary").text == "279 more authors"
    assert [f"Given{n} Family{n}," in rest.text + "," for n in range(20, 299)] == [True] * 279


def test_signs_at_names_are_explained():
    people = [author("Ada Quill", equal=True, corresponding=True), author("Jun Mori", equal=True)]
    shown = the_page(paper(people=people))
    assert shown.one(".paper .by").text == "Ada Quill*✉\ufe0e, Jun Mori*"
    assert shown.one(".marks").text == "* equal contribution · ✉\ufe0e corresponding author"
    assert not the_page(paper()).all(".marks")


def test_files_stand_beside_the_page_with_their_sizes():
    files = (
        File("pdf", "content/papers/nets.pdf", "nets.pdf", 1_234_567),
        File("slides", "content/papers/nets.slides.pdf", "nets.slides.pdf", 45_678),
        File("proofs", "content/papers/nets.proofs.zip", "nets.proofs.zip", 10),
    )
    shown = library(paper(files=files, links=(Link("pdf", "https://example.org/nets.pdf"),)))
    found = page(shown, PATH).all(".opening .links li")
    assert [(each.text, each.one("a")["href"]) for each in found] == [
        ("PDF 1.2 MB", "../../papers/nets/nets.pdf"),
        ("Slides 46 kB", "../../papers/nets/nets.slides.pdf"),
        ("proofs 1 kB", "../../papers/nets/nets.proofs.zip"),
        ("PDF (example.org)", "https://example.org/nets.pdf"),
    ]
    assert built(shown)["papers/nets/nets.pdf"].path == "content/papers/nets.pdf"


def test_identifiers_are_shown_as_their_registries_ask():
    known = {"doi": "10.1000/(SICI)1<2>3", "arxiv": "2503.00001", "pmid": "123", "acl": "2025.acl-1.2"}
    shown = paper(isbn="978-3-16-148410-0", **known)
    facts = {each.one("dt").text: each.one("dd") for each in the_page(shown).all(".facts div")}
    assert facts["DOI"].text == facts["DOI"].one("a")["href"] == "https://doi.org/10.1000/(SICI)1%3C2%3E3"
    assert (facts["arXiv"].text, facts["arXiv"].one("a")["href"]) == (
        "arXiv:2503.00001",
        "https://arxiv.org/abs/2503.00001",
    )
    assert (facts["PubMed"].text, facts["ACL Anthology"].text) == ("123", "2025.acl-1.2")
    assert facts["ISBN"].text == "978-3-16-148410-0"


def test_other_facts_come_with_what_vouches_for_them():
    shown = paper(
        citations=Citations(42, "OpenAlex", Date(2026, 11)),
        keywords=("nets", "ears"),
        note=text("Presented in May."),
        versions=(
            Version("preprint", Date(2024, 1), arxiv="2401.00010"),
            Version("journal", Date(2025), "Journal of Examples", doi="10.1000/xyz"),
        ),
    )
    facts = [(each.one("dt").text, each.one("dd").text) for each in the_page(shown).all(".facts div")]
    assert facts == [
        ("Citations", "42 (OpenAlex, November 2026)"),
        ("Keywords", "nets, ears"),
        ("Note", "Presented in May."),
        ("Preprint", "arXiv:2401.00010, January 2024"),
        ("Journal", "Journal of Examples, 2025"),
    ]


def test_bibtex_can_be_read_copied_and_saved_without_script():
    cite = the_page(paper(venue="Journal of Examples")).one("section.cite")
    bibtex = "".join(cite.one("pre").pieces())
    assert bibtex.startswith("@article{quill2025nets,\n")
    save = cite.one(".links a")
    kind, _, data = save["href"].partition(",")
    assert kind == "data:application/x-bibtex;charset=utf-8;base64"
    assert b64decode(data).decode() == bibtex + "\n"


def test_a_paper_can_be_saved_in_every_format_that_lists_have():
    links = the_page(paper()).all("section.cite .links a")
    assert [(link.text, link["download"]) for link in links] == [
        ("BibTeX", "nets.bib"),
        ("RIS", "nets.ris"),
        ("CSL-JSON", "nets.csl.json"),
    ]
    ris, csl = (b64decode(link["href"].partition(",")[2]).decode() for link in links[1:])
    assert "TI  - Nets that listen" in ris
    assert json.loads(csl)[0]["title"] == "Nets that listen"


def test_the_reference_is_written_in_the_sites_style():
    shown = paper(venue="Journal of Examples")
    assert "(2025" in the_page(shown).one(".reference").text
    apa, ieee = (the_page(shown, citation_style=style).one(".reference").text for style in ("apa", "ieee"))
    assert apa != ieee


def test_the_reference_can_be_had_in_every_style_without_script():
    cite = the_page(paper(venue="Journal of Examples"), citation_style="ieee").one("section.cite")
    styles = cite.all("details")
    assert [each.one("summary").text for each in styles] == [
        STYLES[name].label for name in ("apa", "acm", "chicago", "mla", "vancouver")
    ]
    assert {each["name"] for each in styles} == {"style"}, "opening one closes the others"
    references = cite.texts(".reference")
    assert len(set(references)) == len(STYLES)
    assert all("Nets that listen" in each for each in references)
    assert len(the_page(paper(), citation_style="apa").all("section.cite b")) == len(STYLES), "the owner is in bold"


def test_a_very_long_list_is_cited_in_one_style(monkeypatch):
    monkeypatch.setattr(cited, "MANY", 1)
    shown = library(paper(), paper("b", date="2024"))
    assert not page(shown, PATH).all("section.cite details")
    alone = listed(library(paper()))[PATH].inputs
    assert listed(shown)[PATH].inputs[-1] != alone[-1]


def test_neighbours_are_the_newer_and_the_older_paper():
    shown = library(paper("a", "A", date="2025"), paper("nets", date="2024"), paper("c", "C", date="2023"))
    turn = page(shown, PATH).one("nav.turn")
    assert [(link["rel"], link.text, link["href"]) for link in turn.all("a")] == [
        ("prev", "Newer A", "../../papers/a/index.html"),
        ("next", "Older C", "../../papers/c/index.html"),
    ]
    assert [link["rel"] for link in page(shown, "papers/a/index.html").all(".turn a")] == ["next"]
    assert not the_page(paper()).all(".turn")


def test_a_page_depends_on_its_neighbours_and_on_no_other_paper():
    papers = [paper("a", date="2025"), paper("nets", date="2024"), paper("c", date="2023"), paper("d", date="2022")]

    def inputs(papers):
        return listed(library(*papers))[PATH].inputs

    before = inputs(papers)
    assert inputs([papers[0]._replace(digest="new"), *papers[1:]]) != before
    assert inputs([*papers[:3], papers[3]._replace(digest="new")]) == before


def test_a_page_depends_on_the_citation_key_that_others_can_move():
    alone = listed(library(paper(date="2024")))[PATH].inputs
    twin = listed(library(paper(date="2024"), paper("aaa", date="2024", digest="")))[PATH].inputs
    assert [key for key in twin if key not in alone] == ["quill2024netsb"]


@pytest.mark.parametrize("kind", ["retracted", "withdrawn"])
def test_a_retracted_paper_says_so_beneath_its_title(kind):
    article = the_page(paper(status=Status(kind, Date(2025, 11, 3), note="an error in Lemma 4"))).one("article")
    assert kind in article.classes
    assert article.one("header .status").text == f"{kind.capitalize()} 3 November 2025: an error in Lemma 4"


def test_a_retracted_paper_is_never_named_unmarked():
    fate = Status("retracted", Date(2025, 11, 3))
    shown = library(paper(status=fate, selected=True), paper("b", date="2024"))
    assert page(shown, PATH).one("title").text.startswith("RETRACTED: Nets that listen")
    assert page(shown, "papers/b/index.html").one(".turn a").text == "Newer Retracted Nets that listen"
    assert page(shown).one(".selected .status").text == "Retracted 3 November 2025"


def test_a_work_in_two_languages_has_two_pages_that_lead_to_each_other():
    other = Translation("de", text("Netze, die hören"), block("Wir untersuchen Netze."), "content/papers/nets.de.md")
    shown = library(paper(translations=(other,)))
    german = page(shown, "papers/nets/de/index.html")
    assert german.one("html")["lang"] == "de"
    assert german.one("h1").text == "Netze, die hören"
    assert german.one("section.abstract p").text == "Wir untersuchen Netze."
    back = german.one(".facts a")
    assert (back.text, back["href"], back["hreflang"]) == ("English", "../../../papers/nets/index.html", "en")
    there = page(shown, PATH).one(".facts a")
    assert (there.text, there["href"]) == ("Deutsch", "../../papers/nets/de/index.html")


def test_the_picture_stands_beside_the_page_and_is_described():
    files = (File("image", "content/papers/nets.png", "nets.png", 10),)
    picture = the_page(paper(files=files, image_alt="A net with ears")).one("figure img")
    assert (picture["src"], picture["alt"]) == ("../../papers/nets/nets.png", "A net with ears")


def test_a_picture_of_another_host_is_never_asked_for():
    assert not the_page(paper(image="https://example.org/x.png")).all("img")


def test_the_head_says_what_the_page_is():
    head = the_page(paper(abstract=block("Long words. " * 60))).one("head")
    assert head.one("title").text == "Nets that listen · Ada Quill"
    assert head.one("link")["href"] == "https://example.org/page/papers/nets/"
    description = next(meta["content"] for meta in head.all("meta") if meta.get("name") == "description")
    assert len(description) <= 201
    assert description.endswith("…")
    shared = {meta["property"]: meta["content"] for meta in head.all("meta") if meta.get("property")}
    assert shared == {
        "og:title": "Nets that listen",
        "og:type": "article",
        "og:url": "https://example.org/page/papers/nets/",
        "og:description": description,
        "og:site_name": "Ada Quill",
    }


def test_a_type_is_named_only_where_it_is_known():
    assert the_page(paper(type="inproceedings")).texts(".opening .meta span")[-1] == "Conference paper"
    assert "Paper" not in the_page(paper()).one(".opening .meta").text


def test_a_link_to_a_file_of_the_site_leads_there_from_pages_of_every_depth():
    fields = {
        "links": (Link("data", "files/a.csv"), Link("top", "/papers/"), Link("code", "https://example.org/code")),
        "status": Status("corrected", url="files/erratum.pdf"),
        "versions": (Version("preprint", venue="Notes", url="files/notes.pdf"),),
    }
    shown = paper(**fields)
    leads = {link.attributes["href"] for link in the_page(shown).all("a")}
    assert {"../../files/a.csv", "../../papers/index.html", "https://example.org/code"} <= leads
    assert {"../../files/erratum.pdf", "../../files/notes.pdf"} <= leads
    assert "files/a.csv" in {link.attributes["href"] for link in page(library(shown)).all("a")}

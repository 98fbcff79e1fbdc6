"""Records for reference managers: word for word, whole, and with no way out of a field."""

import json
import re
from pathlib import Path

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from oeuvre.citation_keys import citation_keys
from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.exporters import FORMATS
from oeuvre.model import Author, Date, Link, Name, Paper, Status, Text
from tests.works import WORKS, work

CASES = Path(__file__).parent / "cases"
KEYS = citation_keys(WORKS.values())


@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_work_is_written_word_for_word(name, golden):
    written = FORMATS[name].dumps(WORKS.values(), KEYS)
    golden(written.replace("\r\n", "\n"), CASES / f"records{FORMATS[name].extension}")


@pytest.mark.parametrize("name", FORMATS)
def test_every_type_can_be_written(name):
    for kind in ENTRY_TYPES:
        paper = work("Nets", "Okafor, Ada", "2020", type=kind, venue="Words", institution="Lab", publisher="Press")
        assert "Nets" in FORMATS[name].record(paper, "key")


@pytest.mark.parametrize("name", FORMATS)
def test_a_retracted_paper_is_marked_in_title_and_note(name):
    written = FORMATS[name].record(WORKS["retracted article"], "key")
    assert re.search(r"RETRACTED\}?: Too good to be true", written)
    assert re.search(r"Retracted 2014-05-02: fabricated data, (\\url\{)?https://words.example/notice", written)


@pytest.mark.parametrize("name", FORMATS)
def test_a_correction_is_noted(name):
    assert "Corrected 2015: Table 2" in FORMATS[name].record(WORKS["corrected article"], "key")


@pytest.mark.parametrize("name", FORMATS)
def test_no_date_is_invented(name):
    written = FORMATS[name].record(WORKS["forthcoming article"], "key")
    assert "forthcoming" in written
    assert not re.search(r"\d{4}", written)
    for date, absent in (("1999", "month|01|/"), ("1999-09", "day|01")):
        written = FORMATS[name].record(work("Nets", "Okafor, Ada", date), "key")
        assert not re.search(absent, written)


@pytest.mark.parametrize("name", FORMATS)
def test_the_abstract_is_written_when_asked_for(name):
    paper = work("Nets", "Okafor, Ada", "2020")._replace(abstract=Text("We *show* it.", "", "We show it."))
    assert "show" not in FORMATS[name].record(paper, "key")
    told = "We *show* it." if name.startswith("bibtex") else "We show it."  # BibTeX holds the source, with its math
    assert told in FORMATS[name].record(paper, "key", abstract=True)


@pytest.mark.parametrize("name", FORMATS)
def test_no_papers_make_a_file_that_can_be_read(name):
    assert FORMATS[name].dumps([], {}) == ("[]\n" if name == "csl-json" else "")


def test_authors_who_are_not_listed_are_told():
    paper = WORKS["others are not listed"]
    assert "Moreau, Élise and others}" in FORMATS["bibtex"].record(paper, "key")
    assert "AU  - et al.\r\n" in FORMATS["ris"].record(paper, "key")
    assert '{"literal": "others"}' in FORMATS["csl-json"].record(paper, "key")
    assert "%A et al.,\n" in FORMATS["endnote"].record(paper, "key")


def test_preprint_and_published_version_are_one_entry():
    written = FORMATS["bibtex"].record(WORKS["published, with a preprint"], "key")
    assert written.startswith("@inproceedings{key,\n")
    assert "  booktitle = {Proceedings of Tensors 2023},\n" in written
    assert "  eprint = {2211.00001},\n  archivePrefix = {arXiv},\n" in written


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Ada", "Okafor"), "Okafor, Ada"),
        (Name("Jan", "Berg", "van der", "Jr."), "van der Berg, Jr., Jan"),
        (Name("", "Smith and Sons", group=True), "{Smith and Sons}"),
        (Name("", "IEEE", group=True), "{IEEE}"),
        (Name("", "Plato"), "Plato"),
        (Name("", "Amazon AGI"), "{Amazon AGI}"),
        (Name("Santiago", "Ramón y Cajal"), "{Ramón y Cajal}, Santiago"),
        (Name("Juan", "de la Cruz"), "{de la Cruz}, Juan"),
        (Name("A", "Rock and Roll"), "{Rock and Roll}, A"),
        (Name("A", "Comma, Inc."), "{Comma, Inc.}, A"),
        (Name("", "others"), "{others}"),
        (Name("R", "AT&T"), "AT\\&T, R"),
    ],
)
def test_a_name_is_written_so_that_bibtex_takes_it_apart_rightly(name, expected):
    paper = work("Nets", "", "2020")._replace(authors=(Author(name),))
    assert f"  author = {{{expected}}},\n" in FORMATS["bibtex"].record(paper, "key")


def test_an_address_is_never_escaped_as_text():
    links = (Link("html", "https://x.example/a_b%20c#d"),)
    paper = work("Nets", "Okafor, Ada", "2020", doi="10.1000/a_b%c#d~e&f", links=links)
    for name in ("bibtex", "bibtex-ascii"):
        written = FORMATS[name].record(paper, "key")
        assert "  doi = {10.1000/a_b%c#d~e&f},\n" in written
        assert "  url = {https://x.example/a_b%20c#d}\n" in written


# The author's own entry

OWN = """@String{words = "Words"}

@Article{ada:20,
  author  = {Okafor, Ada},
  title   = {{Nets}},   journal = words,
  year = 2020
}
"""


def own(bibtex, **fields):
    return FORMATS["bibtex"].record(work("Made", "Okafor, Ada", "2020", bibtex=bibtex, **fields), "ada:20")


def test_an_own_entry_is_passed_on_as_it_is():
    assert own(OWN) == OWN.replace("\n\n", "\n")


def test_an_own_entry_gets_the_key_that_is_its_own_in_the_file():
    assert "@Article{ada:20,\n" in own(OWN.replace("ada:20", "nets"))


def test_what_stands_around_an_own_entry_goes():
    text = "---\ntitle: front matter @ home\n---\n% a comment\n@comment{jabref: {x}}\n" + OWN + "\nand more\n"
    assert own(text) == OWN.replace("\n\n", "\n")


def test_an_own_entry_of_a_retracted_paper_is_marked_above():
    written = own(OWN, status=Status("retracted", Date(2021), note="see @home"))
    assert written == "% Retracted 2021: see (at)home\n" + OWN.replace("\n\n", "\n")


@pytest.mark.parametrize(
    "broken",
    [
        "no entry",
        "@article{key, title = {never closed}",
        "@article{key, title = {closed} too} often}",
        "@article{key, title = {\\} other readers see this open}}",
        "@article{, title = {no key}}",
        "@article{a, title = {A}} @article{b, title = {two entries}}",
        "@string{x = {no entry}}",
        "@article{a, title = {A}} @article{open, title = {",
        "",
    ],
)
def test_an_own_entry_that_would_break_the_file_gives_way_to_one_that_is_made(broken):
    assert "  title = {Made}" in own(broken)


def test_an_own_entry_in_parentheses_is_known():
    assert own("@misc(key, title = {A (b) c})") == "@misc(ada:20, title = {A (b) c})\n"


# No way out of a field

HOSTILE = [
    "}\n\n@article{evil,\n title={x}\n}", "{{{", "}}}", "\\", "\\{", "\\}", "a\\", "%", "@comment{", "\"", "$", "$$",
    "$a", "\r\nER  - \r\nTY  - JOUR", "\nTY  - BOOK\n", "ER  - ", "\n%0 Book\n%T x", "\n\n", "\"}, {\"id\": \"evil\"",
    "\\\"", "\x00\x01\x1f\x7f\x85\u2028\u2029", "\ud800", "a and b and others", ", , ,", "~", "#", "&", "^", "_", "{a}",
    "}{", "\\LaTeX", "\\begin{x}", "<b>", "\ufeff", "\u202e", "王", "é", "ß\u0301", "-- --- `` ''", "=", ",", "@",
]  # fmt: skip
hostile = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=6), st.text(alphabet="{}\\$@,\"=\n %ab", max_size=10)
)
names = st.builds(Name, hostile, hostile.filter(str.strip), hostile, hostile, st.booleans())
people = st.lists(st.builds(Author, names), max_size=3).map(tuple)
texts = hostile.map(lambda t: Text(t, "", t))
dates = st.sampled_from([Date(0), Date(2020), Date(2020, 2, 29)])
papers = st.builds(
    Paper, st.just("slug"), st.just("content/papers/slug.md"), st.just(""), texts, people, dates, texts, st.booleans(),
    type=st.sampled_from(list(ENTRY_TYPES)), venue=hostile, venue_short=hostile, volume=hostile, issue=hostile,
    pages=hostile, publisher=hostile, editor=people, series=hostile, institution=hostile, number=hostile,
    edition=hostile, address=hostile, doi=hostile, arxiv=hostile, isbn=hostile, issn=hostile, pmid=hostile,
    acl=hostile, lang=hostile, note=texts, keywords=st.lists(hostile, max_size=2).map(tuple), bibtex=hostile,
    links=hostile.map(lambda t: (Link("html", "https://x.example/" + t),)),
    status=st.one_of(st.none(), st.builds(Status, st.just("retracted"), st.none(), hostile, hostile)),
)  # fmt: skip
LAST = work("The last one", "Okafor, Ada", "2020", type="article", venue="Words")
FIELDS = {
    "author", "editor", "title", "journal", "booktitle", "howpublished", "school", "institution", "publisher",
    "address", "series", "edition", "volume", "number", "eid", "pages", "keywords", "note", "year", "month", "day",
    "eprint", "archivePrefix", "primaryClass", "doi", "isbn", "issn", "pmid", "url", "abstract",
}  # fmt: skip
SOMETIMES = settings(max_examples=60, deadline=None)


def between(name, paper):
    """A file with a good record after the hostile one, which is what a broken field would swallow."""
    form = FORMATS[name]
    return form.join([form.record(paper, "first", abstract=True), form.record(LAST, "last")])


@SOMETIMES
@given(papers, st.sampled_from(["bibtex", "bibtex-ascii"]))
def test_no_field_can_break_out_of_bibtex(paper, name):
    written = between(name, paper)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]", written)
    library = bibtexparser.parse_string(written)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["first", "last"]
    assert {field.key for entry in library.entries for field in entry.fields} <= FIELDS
    assert list(parse_string(written, "bibtex").entries) == ["first", "last"]
    assert not strict_bibtex(written)


def strict_bibtex(text):
    """What remains of a file after every entry that BibTeX itself would see, counting each brace."""
    rest, depth, inside = [], 0, False
    for letter in text:
        if not depth and letter == "@":
            inside = True
        elif letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
            inside = inside and depth > 0
        elif not inside and not letter.isspace():
            rest.append(letter)
    return "".join(rest) + "{" * depth


@SOMETIMES
@given(papers)
def test_no_field_can_break_out_of_ris(paper):
    written = between("ris", paper)
    lines = written.split("\r\n")
    assert "\n" not in "".join(lines)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) or not line for line in lines)
    assert [record["id"] for record in rispy.loads(written, newline="\r\n")] == ["first", "last"]


@SOMETIMES
@given(papers)
def test_no_field_can_break_out_of_csl_json(paper):
    written = between("csl-json", paper)
    written.encode("utf-8")
    assert [item["id"] for item in json.loads(written)] == ["first", "last"]


@SOMETIMES
@given(papers)
def test_no_field_can_break_out_of_endnote(paper):
    written = between("endnote", paper)
    written.encode("utf-8")
    assert all(re.fullmatch(r"%[0-9A-Z@] \S.*|", line) for line in written.split("\n"))
    assert len(written.split("\n\n")) == 2

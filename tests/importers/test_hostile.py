"""Nothing that a file may hold stops an import: no exception, no endless work, and every entry is accounted for."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre.importers import SOURCES
from oeuvre.text import emit, frontmatter

TOKENS = {
    "bibtex": [
        "@article{", "@string{", "@comment{", "@misc(", "key,", "title", "author", "year", "month", " = ", "{",
        "}", '"', "#", ",", "\n", "%", "@", "and", "\\'e", "$x$", "2020", "jan", "crossref", "xdata", "doi",
        "10.5555/1", "url", "https://e.org", " ", "\\", ")", "date", "abstract", "<b>", "note", "\r",
    ],
    "ris": [
        "TY  - JOUR\n", "ER  - \n", "AU  - A, B\n", "TI  - ", "T", "PY  - 2020/1/\n", "SP  - 1\n", "\n", "  - ",
        "SN  - 1", "x", ";",
    ],
    "xml": [
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "<id>http://arxiv.org/abs/2001.00001v1</id>",
        "<title>", "</title>", "</entry>", "</feed>", "<dblpperson>", "<r>", "</r>", "<article key='a'>", "</article>",
        "</dblpperson>", "<author>A B</author>", "<year>2020</year>", "&amp;", "&uuml;", "<!DOCTYPE a>", "<i>", "</i>",
    ],
    "csl-json": [
        "[", "]", "{", "}", ",", ":", '"title"', '"author"', '"issued"', '"date-parts"', '"x"', "1", "null", "true",
        " ",
    ],
}  # fmt: skip
XML = ("arxiv", "dblp")
NAMES = ["title", "author", "editor", "issued", "date-parts", "family", "given", "DOI", "ISBN", "URL", "note", "x"]


def check(source, data):
    parsed = SOURCES[source].parse(data, "f")
    for record in parsed.records:
        text = emit.document(record.fields, record.abstract)
        if len(text) < 200_000:
            assert not [one for one in frontmatter.parse(text.encode()).problems if one.severity == "error"]
    for refusal in parsed.refused:
        assert refusal.reason
        assert refusal.line <= data.count(b"\n") + data.count(b"\r") + 1
    return parsed


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(source, data):
    check(source, data)


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_mixture_of_its_own_words_is_read_or_refused(source, data):
    tokens = TOKENS.get(source) or TOKENS["xml" if source in XML else "csl-json"]
    words = data.draw(st.lists(st.one_of(st.sampled_from(tokens), st.text(max_size=5)), max_size=40))
    check(source, "".join(words).encode("utf-8", "replace"))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    ),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(JSON, max_size=3))
def test_json_of_any_shape_is_read_or_refused(items):
    parsed = check("csl-json", json.dumps(items).encode())
    assert len(parsed.records) + len(parsed.refused) == len(items)


ANSWERS = {
    "doi": ["message", "items", "title", "author", "DOI", "container-title", "type", "event", "issued", "date-parts"],
    "orcid": [
        "group", "work-summary", "work", "put-code", "display-index", "title", "value", "external-ids", "external-id",
        "external-id-type", "external-id-value", "contributors", "contributor", "credit-name", "publication-date",
        "year", "month", "citation", "citation-type", "citation-value", "bulk",
    ],
    "openalex": [
        "results", "id", "title", "authorships", "author", "display_name", "abstract_inverted_index", "doi",
        "locations", "primary_location", "source", "biblio", "first_page", "keywords", "publication_date", "ids",
        "landing_page_url",
    ],
    "semanticscholar": [
        "data", "paperId", "title", "authors", "name", "externalIds", "DOI", "journal", "publicationTypes", "venue",
        "publicationVenue", "issn", "year", "openAccessPdf", "url",
    ],
}  # fmt: skip
WORDS = ["10.5555/1", "2020", "3", "doi", "self", "bibtex", "@a{b,author={A and B}}", "https://e.org/x", "<i>", "$x$"]


@pytest.mark.parametrize("source", ANSWERS)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_answers_of_any_shape_are_read_or_refused(source, data):
    words = st.one_of(st.text(max_size=5), st.sampled_from(WORDS))
    leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words)
    names = st.sampled_from(ANSWERS[source])
    shapes = st.recursive(
        leaves, lambda one: st.lists(one, max_size=3) | st.dictionaries(names, one, max_size=6), max_leaves=30
    )
    check(source, json.dumps(data.draw(shapes)).encode())


SIZE = 20_000
HOSTILE = {
    "braces": "{" * SIZE,
    "open entries": "@a{b,c={" * (SIZE // 8),
    "open quotes": '@a{k,c="' * (SIZE // 8),
    "quotes and braces": '"{@a{k,c="}' * (SIZE // 11),
    "entries without end": "@a{k,\n" * (SIZE // 6),
    "one field": "@a{k,title={" + "x" * SIZE + "}}",
    "deep": "@a{k,title=" + "{" * SIZE + "}" * SIZE + "}",
    "names": "@a{k,author={" + " and ".join(["A B"] * (SIZE // 8)) + "}}",
    "ands": "@a{k,author={" + " and" * (SIZE // 4) + "}}",
    "fields": "@a{k," + "a=b," * (SIZE // 4) + "}",
    "junk": "@a{k," + "x " * (SIZE // 2) + "}",
    "hashes": "@a{k,title=" + "a#" * (SIZE // 2) + "}",
    "dollars": "@a{k,title={" + "$" * SIZE + "}}",
    "backslashes": "@a{k,title={" + "\\" * SIZE + "}}",
    "tags": "@a{k,abstract={" + "<b>" * (SIZE // 3) + "}}",
    "addresses": "@a{k,note={" + "https://" * (SIZE // 8) + "}}",
    "parents": "".join(f"@a{{k{n},crossref={{k{n + 1}}},title={{T}}}}" for n in range(SIZE // 40)),
    "spaces": "@a{k,title={" + " " * SIZE + "}}",
    "months": "@a{k,title={T},month={" + "1 " * (SIZE // 2) + "}}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bibtex_costs_no_more_than_its_length(name):
    check("bibtex", HOSTILE[name].encode())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("csl-json", "[" * SIZE),
        ("csl-json", '[{"title": ' + "9" * SIZE + "}]"),
        ("csl-json", '[{"title": "' + "<i>" * SIZE + '"}]'),
        ("csl-json", "[" + ",".join(['{"title": "T"}'] * 2000) + "]"),
        ("ris", "TY  - JOUR\n" * 2000),
        ("ris", "TY  - JOUR\nTI  - " + "x\n" * SIZE),
        ("ris", "TY  - JOUR\nAU  - " + "; " * SIZE),
        ("ris", "AU  - x\n" * SIZE),
        ("openalex", json.dumps({"title": "T", "abstract_inverted_index": {"x" * SIZE: [*range(SIZE)]}})),
        ("semanticscholar", json.dumps({"title": "<i>" * SIZE, "abstract": "<p>" * SIZE})),
        ("orcid", "[" * SIZE),
        ("doi", '{"message":' * SIZE),
        ("arxiv", '<feed xmlns="http://www.w3.org/2005/Atom">' + "<entry/>" * 2000 + "</feed>"),
        ("arxiv", '<!DOCTYPE a [<!ENTITY a "' + "x" * SIZE + '">]><a>' + "&a;" * SIZE + "</a>"),
        ("dblp", "<a>" * SIZE),
    ],
)
def test_other_hostile_files_cost_no_more_than_their_length(source, text):
    check(source, text.encode())

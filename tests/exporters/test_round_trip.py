"""What a format can hold comes back equal through other people's parsers.

`told` says what a paper has; each reader turns one format back into the same words. Where a format cannot hold
something, `told` is changed in the test, and docs/exports.md lists it. `make soak` takes 10,000 papers.
"""

import json
import re
import unicodedata
import warnings
from functools import cache
from pathlib import Path

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from oeuvre.citation_keys import citation_keys
from oeuvre.entry_types import entry_type
from oeuvre.exporters import FORMATS
from oeuvre.reference import address, arxiv, fate, pdf, warning
from oeuvre.text import page_range
from tests.random_works import random_works
from tests.soak import times
from tests.works import WORKS

pytestmark = pytest.mark.soak

COUNT = times(300, 10_000)
PAPERS = [paper for case, paper in WORKS.items() if case != "title with markup"] + random_works(COUNT)
KEYS = citation_keys(PAPERS)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SCHEMA = json.loads((Path(__file__).parent / "csl-data.json").read_text(encoding="utf-8"))


def dumped(name):
    return FORMATS[name].dumps(PAPERS, KEYS)


def told(paper):
    """All that a record may say, as plain text; empty for what is not known."""
    date = paper.date
    first, last = page_range.split(paper.pages)
    return {
        "type": entry_type(paper),
        "title": warning(paper) + paper.title.plain,
        "authors": [tuple(author.name) for author in paper.authors],
        "et_al": paper.et_al and bool(paper.authors),
        "editors": [tuple(author.name) for author in paper.editor],
        "year": str(date.year or ""), "month": str(date.month or ""), "day": str(date.day or ""),
        "venue": paper.venue, "volume": paper.volume, "issue": paper.issue, "number": paper.number,
        "first": first, "last": last, "publisher": paper.publisher, "institution": paper.institution,
        "series": paper.series, "edition": paper.edition, "address": paper.address,
        "doi": paper.doi, "isbn": paper.isbn, "issn": paper.issn, "pmid": paper.pmid, "arxiv": arxiv(paper),
        "url": address(paper), "lang": paper.lang, "keywords": list(paper.keywords),
        "notes": {note for note in ("" if date.year else "forthcoming", fate(paper), paper.note.plain) if note},
    }  # fmt: skip


def without(fields, *names):
    return {name: value for name, value in fields.items() if name not in names}


# BibTeX

_TO_TEXT = LatexNodes2Text(strict_latex_spaces=True, math_mode="text")
VERBATIM = {"doi", "url", "eprint", "isbn", "issn", "pmid", "archiveprefix", "primaryclass", "day"}
VENUES = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}


@cache
def text(latex):
    """LaTeX as plain text. An address stands as `\\url{…}`, which pylatexenc puts into angle brackets."""
    if not re.search(r"[\\{}$~%`]|--|''", latex):
        return latex  # pylatexenc takes 0.3 ms a text
    return _TO_TEXT.latex_to_text(re.sub(r"\\url\{([^{}]*)\}", r"\1", latex))


def bibtex_told(paper):
    fields = without(told(paper), "lang", "type")
    kind = entry_type(paper).bibtex
    thesis = kind in {"phdthesis", "mastersthesis"}
    if thesis and not paper.institution:  # then the venue is the school
        fields["institution"], fields["venue"] = paper.venue, ""
    fields["kind"] = kind
    fields["eid"] = paper.number if paper.issue else ""
    fields["number"] = paper.issue or paper.number
    fields["notes"] = "; ".join(
        part for part in ("" if paper.date.year else "forthcoming", fate(paper), paper.note.plain) if part
    )
    fields["keywords"] = ", ".join(paper.keywords)
    fields["primary"] = next((c for c in paper.categories if c != "own"), "") if arxiv(paper) else ""
    return without(fields, "issue")


def bibtex_fields(kind, fields, authors, editors):
    """The fields of an entry as other people's parser gave them, in our words."""
    get = lambda name: fields.get(name, "") if name in VERBATIM else text(fields.get(name, ""))  # noqa: E731
    school = "school" if kind in {"phdthesis", "mastersthesis"} else "institution"
    first, last = page_range.split(get("pages"))
    assert "–" not in fields.get("pages", "")
    others = ("", "others", "", "", False)
    return {
        "kind": kind, "title": get("title"), "authors": [a for a in authors if a != others],
        "et_al": others in authors, "editors": editors, "year": get("year"), "day": get("day"),
        "venue": get(VENUES.get(kind, "howpublished")), "volume": get("volume"), "number": get("number"),
        "eid": get("eid"), "first": first, "last": last, "publisher": get("publisher"), "institution": get(school),
        "series": get("series"), "edition": get("edition"), "address": get("address"), "doi": get("doi"),
        "isbn": get("isbn"), "issn": get("issn"), "pmid": get("pmid"), "arxiv": get("eprint"), "url": get("url"),
        "keywords": get("keywords"), "notes": get("note"), "primary": get("primaryclass"),
        "month": str(month(fields["month"])) if "month" in fields else "",
    }  # fmt: skip


def month(word):
    return MONTHS.index(word[:3].lower()) + 1


def parts(given, particle, family, suffix):
    """A name's parts as lists of LaTeX words. A name that is one group in braces is whole."""
    given, particle, family, suffix = (text(" ".join(words)) for words in (given, particle, family, suffix))
    return (given, family, particle, suffix, False)


def same_people(found, expected):
    """Groups come back as a family name alone, which is all that BibTeX knows."""
    return found == [(given, family, particle, suffix, False) for given, family, particle, suffix, _ in expected]


@pytest.mark.parametrize("name", ["bibtex", "bibtex-ascii"])
def test_bibtexparser_reads_back_what_was_written(name):
    written = dumped(name)
    library = bibtexparser.parse_string(written)
    assert not library.failed_blocks
    assert not library.comments
    library = bibtexparser.parse_string(written, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert [entry.key for entry in library.entries] == [KEYS[paper.slug] for paper in PAPERS]
    for entry, paper in zip(library.entries, PAPERS, strict=True):
        fields = {field.key.lower(): field.value for field in entry.fields}
        authors, editors = (
            [parts(n.first, n.von, n.last, n.jr) for n in fields.pop(role, [])] for role in ("author", "editor")
        )
        compare(bibtex_fields(entry.entry_type, fields, authors, editors), bibtex_told(paper))


@pytest.mark.parametrize("name", ["bibtex", "bibtex-ascii"])
def test_pybtex_reads_back_what_was_written(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = parse_string(dumped(name), "bibtex")
    assert list(data.entries) == [KEYS[paper.slug] for paper in PAPERS]
    for entry, paper in zip(data.entries.values(), PAPERS, strict=True):
        fields = {key.lower(): value for key, value in entry.fields.items()}
        authors, editors = (
            [
                parts(p.first_names + p.middle_names, p.prelast_names, p.last_names, p.lineage_names)
                for p in entry.persons.get(role, [])
            ]
            for role in ("author", "editor")
        )
        compare(bibtex_fields(entry.type, fields, authors, editors), bibtex_told(paper))


def compare(found, expected):
    people = {"authors", "editors"}
    assert without(found, *people) == without(expected, *people)
    for role in people:
        assert same_people(found[role], expected[role]), (found[role], expected[role])


def test_the_ascii_variant_holds_no_letter_that_latex_has_a_command_for():
    left = {letter for letter in dumped("bibtex-ascii") if not letter.isascii()}
    assert not {letter for letter in left if unicodedata.name(letter).startswith("LATIN")}
    assert not left & set("–—“”…→≤")


# RIS


def family_first(name):
    given, family, particle, suffix, group = name
    family = f"{particle} {family}" if particle else family
    if group:
        return family.replace(",", "")
    return ", ".join(part for part in (family, given, suffix) if part)


def test_rispy_reads_back_what_was_written():
    written = dumped("ris")
    assert written.count("\n") == written.count("\r\n")
    records = rispy.loads(written, newline="\r\n")
    assert len(records) == len(PAPERS)
    for found, paper in zip(records, PAPERS, strict=True):
        expected = told(paper)
        people = [family_first(name) for name in expected["authors"]] + ["et al."] * paper.et_al
        date = f"{paper.date.year}/{paper.date.month:02}/{f'{paper.date.day:02}' if paper.date.day else ''}/"
        unknown = found.pop("unknown_tag", {})
        assert set(unknown) <= {"ED"}  # rispy does not know the editors' tag
        assert unknown.get("ED", []) == [family_first(name) for name in expected["editors"]]
        assert {key: value for key, value in found.items() if value} == {
            key: value
            for key, value in {
                "type_of_reference": expected["type"].ris, "id": KEYS[paper.slug], "title": expected["title"],
                "authors": people, "year": expected["year"], "date": date if paper.date.month else "",
                "secondary_title": expected["venue"], "alternate_title1": paper.venue_short,
                "tertiary_title": expected["series"], "volume": expected["volume"], "number": expected["issue"],
                "note": expected["number"], "start_page": expected["first"], "end_page": expected["last"],
                "edition": expected["edition"], "publisher": expected["institution"] or expected["publisher"],
                "place_published": expected["address"], "issn": expected["isbn"] or expected["issn"],
                "doi": expected["doi"], "language": expected["lang"], "keywords": expected["keywords"],
                "accession_number": f"arXiv:{expected['arxiv']}" if expected["arxiv"] else expected["pmid"],
                "urls": [expected["url"].replace(";", "%3B")] if expected["url"] else [],
                "file_attachments1": pdf(paper),
                "type_of_work": {"thesis": "PhD thesis", "mastersthesis": "Master's thesis"}.get(paper.type, ""),
                "notes": [n for n in (fate(paper), "" if paper.date.year else "forthcoming", paper.note.plain) if n],
            }.items()
            if value
        }  # fmt: skip


# CSL-JSON


def test_the_csl_json_fits_the_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    errors = list(jsonschema.Draft7Validator(SCHEMA).iter_errors(json.loads(dumped("csl-json"))))
    assert not errors, errors[0]


def test_the_schema_of_these_tests_can_find_fault():
    validator = jsonschema.Draft7Validator(SCHEMA)
    good = {"id": "a", "type": "article", "title": "T"}
    assert validator.is_valid([good])
    for bad in ({"type": "paper"}, {"titel": "T"}, {"author": [{"name": "A"}]}, {"issued": {"date-parts": [["x"], 1]}}):
        assert not validator.is_valid([{**good, **bad}]), bad
    assert not validator.is_valid([{"type": "article"}])


def csl_name(name):
    given, family, particle, suffix, group = name
    if group or not given:
        return {"literal": " ".join(part for part in (particle, family, suffix) if part)}
    fields = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {key: value for key, value in fields.items() if value}


def test_csl_json_holds_what_was_written():
    for found, paper in zip(json.loads(dumped("csl-json")), PAPERS, strict=True):
        expected = told(paper)
        preprint = expected["type"].type == "preprint" and expected["arxiv"]
        notes = (fate(paper), paper.note.plain, "" if preprint or not arxiv(paper) else f"arXiv: {arxiv(paper)}")
        genres = {"preprint": "preprint", "thesis": "PhD thesis", "mastersthesis": "Master's thesis",
                  "report": "technical report", "poster": "poster"}  # fmt: skip
        date = [part for part in paper.date if part]
        assert found == {
            key: value
            for key, value in {
                "id": KEYS[paper.slug], "type": expected["type"].csl, "title": expected["title"],
                "author": [csl_name(n) for n in expected["authors"]] + [{"literal": "others"}] * expected["et_al"],
                "editor": [csl_name(n) for n in expected["editors"]],
                "issued": {"date-parts": [date]} if date else "", "container-title": expected["venue"],
                "container-title-short": paper.venue_short, "collection-title": expected["series"],
                "publisher": expected["institution"] or expected["publisher"] or ("arXiv" if preprint else ""),
                "publisher-place": expected["address"], "edition": expected["edition"], "volume": expected["volume"],
                "issue": expected["issue"],
                "number": expected["number"] or (f"arXiv:{expected['arxiv']}" if preprint else ""),
                "page": "-".join(part for part in (expected["first"], expected["last"]) if part),
                "genre": genres.get(expected["type"].type, ""), "DOI": expected["doi"], "ISBN": expected["isbn"],
                "ISSN": expected["issn"], "PMID": expected["pmid"], "URL": expected["url"],
                "language": expected["lang"], "status": "" if paper.date.year else "forthcoming",
                "keyword": ", ".join(expected["keywords"]), "note": "; ".join(n for n in notes if n),
            }.items()
            if value
        }  # fmt: skip


# EndNote


def test_every_endnote_line_is_a_tag_and_nothing_is_lost():
    records = dumped("endnote").split("\n\n")
    assert len(records) == len(PAPERS)
    for record, paper in zip(records, PAPERS, strict=True):
        expected = told(paper)
        lines = [re.fullmatch(r"(%[0-9A-Z@]) (\S.*)", line).groups() for line in record.strip().split("\n")]
        tags = {}
        for tag, value in lines:
            tags.setdefault(tag, []).append(value)
        assert lines[0][0] == "%0"
        assert len(tags["%0"]) == 1
        assert tags["%T"] == [expected["title"]]
        assert len(tags.get("%A", [])) == len(paper.authors) + paper.et_al
        assert len(tags.get("%E", [])) == len(paper.editor)
        assert tags["%D"] == [expected["year"] or "forthcoming"]
        assert tags.get("%R", [""]) == [expected["doi"]]
        assert tags.get("%V", [""]) == [expected["volume"]]
        assert tags.get("%K", []) == expected["keywords"]
        assert tags.get("%B", tags.get("%J", [""])) == [expected["venue"]]

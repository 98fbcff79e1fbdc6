"""A site's content as values: what is written is what is there, and nothing else."""

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeuvre import read
from oeuvre.errors import Finding
from oeuvre.model import (
    Author,
    Citations,
    Date,
    File,
    Link,
    Metric,
    Name,
    Site,
    Status,
    Version,
)

HERE = Path(__file__).parent
PAPER = "---\ntitle: Words\nauthors: [Ada Okafor]\ndate: 2024\n---\n"


def write(folder, files):
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture
def site(tmp_path):
    return lambda files: write(tmp_path, {"profile.md": "---\nname: Ada Okafor\n---\n"} | files)


def told(findings):
    return [(f"{f.path.removeprefix('content/')}:{f.line}:{f.column}", f.message, f.rule) for f in findings]


def only_paper(folder):
    content, findings = read.read(folder)
    assert findings == []
    (paper,) = content.papers
    return paper


def test_every_field_of_a_paper_comes_through(site):
    text = (HERE / "cases" / "paper" / "all-fields-right.md").read_text(encoding="utf-8")
    paper = only_paper(site({"papers/words.md": text}))
    assert (paper.slug, paper.path) == ("words", "content/papers/words.md")
    assert (paper.title.source, paper.abstract.plain) == ("Words at $\\alpha = 1$", "An abstract.")
    assert "<math" in paper.title.html
    assert paper.authors == (
        Author(Name("Ada", "Okafor")),
        Author(Name("Élise", "Moreau")),
        Author(Name("", "The Words Collaboration", group=True)),
        Author(Name("Kai", "Zhen"), "", "0000-0002-1825-0097", "Institute of Words", equal=True, corresponding=True),
    )
    assert paper.editor == (Author(Name("Grace", "Novák")),)
    assert (paper.date, paper.categories, paper.type) == (Date(2024, 5, 1), ("cs.CL", "cs.LG"), "report")
    assert (paper.venue, paper.venue_short, paper.volume, paper.issue) == ("Journal & Review", "JR", "12", "3")
    assert (paper.pages, paper.publisher, paper.series) == ("11-29", "Words Press", "Lecture Notes")
    assert (paper.institution, paper.number, paper.address) == ("University of Words", "TR-7", "Lisbon")
    assert paper.edition == "2nd"
    assert (paper.doi, paper.arxiv, paper.isbn) == ("10.1000/182", "2401.00010v2", "978-3-16-148410-0")
    assert (paper.issn, paper.pmid, paper.acl) == ("0378-5955", "12345678", "2020.acl-main.1")
    assert paper.links == (
        Link("pdf", "https://example.org/words.pdf"),
        Link("Press release", "https://example.org/press"),
    )
    assert paper.citations == Citations(4, "by hand", Date(2025, 1), ((2024, 1), (2025, 3)))
    assert (paper.keywords, paper.award) == (("words", "letters"), "Best paper")
    assert '<a href="https://example.org"' in paper.note.html
    assert (paper.et_al, paper.selected, paper.draft) == (True, True, False)
    assert (paper.aliases, paper.lang, paper.image) == (("/old/words/",), "en", "files/words.png")
    assert (paper.image_alt, paper.organization) == ("Words in a row", "words-lab")
    assert paper.status == Status("corrected", Date(2024, 6), "https://example.org/erratum", "Table 2")
    assert paper.versions == (
        Version("preprint", Date(2023), "arXiv", "10.48550/arXiv.2312.00001", "2312.00001", "https://example.org"),
    )
    assert paper.bibtex == "@article{words,\n  title = {Words}\n}"
    assert (paper.citation_key, paper.listed) == ("okafor2024words", 3)
    assert paper.quiet == (("paper/venue", "it is what they print"),)
    assert paper.extra == {"room": 12, "open": True, "code": "007"}


def test_what_is_not_written_is_not_there(site):
    paper = only_paper(site({"papers/words.md": PAPER}))
    assert paper._replace(title=None, authors=(), date=Date(2024), digest="") == type(paper)(
        "words", "content/papers/words.md", "", None, (), Date(2024)
    )


def test_yaml_has_no_types(site):
    text = (HERE / "cases" / "paper" / "yaml-traps.md").read_text(encoding="utf-8")
    paper = only_paper(site({"papers/words.md": text}))
    assert (paper.venue, paper.note.plain, paper.pages) == ("no", "Null", "1:30")
    assert (paper.number, paper.volume, paper.arxiv, paper.lang) == ("0123", "1e3", "2401.00010", "no")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Kai Zhen", ["Kai Zhen"]),
        ('"Zhen, Kai"', ["Kai Zhen"]),
        ("[Kai Zhen, 'van der Berg, Jan, Jr.']", ["Kai Zhen", "Jan van der Berg Jr."]),
        ("['B. Traven{\\c c}olo', '{\\\"O}zg{\\\"u}r {\\c C}elik']", ["B. Travençolo", "Özgür Çelik"]),
        ("['{ATLAS Collaboration}', '{Ärzte \\& Co}']", ["ATLAS Collaboration", "Ärzte & Co"]),
        ("[王小明, John F. Okafor Jr.]", ["王小明", "John F. Okafor Jr."]),
        ("[Simon and Schuster Ltd]", ["Simon and Schuster Ltd"]),
    ],
)
def test_names_are_read_as_people_write_them(site, written, names):
    from oeuvre.text.names import display

    paper = only_paper(site({"papers/words.md": f"---\ntitle: W\nauthors: {written}\ndate: 2024\n---\n"}))
    assert [display(author.name) for author in paper.authors] == names


def test_an_author_given_by_id_gets_the_name_of_that_person(site):
    people = {"people/zhen.md": "---\nname: Kai Zhen\n---\n", "profile.md": "---\nname: Ada Okafor\nid: ada\n---\n"}
    text = "---\ntitle: W\nauthors: [zhen, {id: ada}, {id: zhen, name: K. Zhen}, zehn]\ndate: 2024\n---\n"
    content, findings = read.read(site({"papers/w.md": text} | people))
    assert [(author.name, author.person) for author in content.papers[0].authors] == [
        (Name("Kai", "Zhen"), "zhen"),
        (Name("Ada", "Okafor"), "ada"),
        (Name("K.", "Zhen"), "zhen"),
        (Name("", "zehn"), "zehn"),
    ]
    assert told(findings) == [
        ("papers/w.md:3:55", '"zehn" is the id of nobody in content/people/; did you mean "zhen"?', "paper/authors")
    ]


def test_two_people_cannot_have_one_id(site):
    people = {"people/zhen.md": "---\nname: Kai Zhen\n---\n", "profile.md": "---\nname: K. Zhen\nid: zhen\n---\n"}
    _, findings = read.read(site(people))
    assert told(findings) == [
        ("people/zhen.md:1:1", 'the id "zhen" is that of content/profile.md already; choose another one', "person/id")
    ]


def test_a_translation_is_the_same_work_in_another_language(site):
    paper = only_paper(
        site({"papers/words.md": PAPER, "papers/words.de.md": "---\ntitle: Wörter\n---\n\nWir zählen sie.\n"})
    )
    (translation,) = paper.translations
    assert (translation.lang, translation.title.plain, translation.abstract.plain, translation.path) == (
        "de",
        "Wörter",
        "Wir zählen sie.",
        "content/papers/words.de.md",
    )


def test_the_files_beside_a_paper_belong_to_it(site):
    paper = only_paper(
        site({"papers/words.md": PAPER, "papers/words.pdf": b"%PDF", "papers/words.bib": "@misc{w,\n}\n"})
    )
    assert all(len(file.digest) == 32 for file in paper.files)
    assert tuple(file._replace(digest="") for file in paper.files) == (
        File("bib", "content/papers/words.bib", "words.bib", 11),
        File("pdf", "content/papers/words.pdf", "words.pdf", 4),
    )
    assert paper.bibtex == "@misc{w,\n}"


def test_two_bibtex_entries_are_one_too_many(site):
    paper = PAPER.replace("date", "bibtex: '@misc{a}'\ndate")
    content, findings = read.read(site({"papers/words.md": paper, "papers/words.bib": "@misc{b}"}))
    assert content.papers[0].bibtex == "@misc{a}"
    message = '"bibtex" in words.md counts, and this file does not; keep one of the two'
    assert told(findings) == [("papers/words.bib:1:1", message, "paper/bibtex")]


def test_a_paper_s_digest_follows_its_bytes_and_nothing_else(site):
    files = {"papers/words.md": PAPER, "papers/words.de.md": "---\ntitle: W\n---\n", "papers/words.pdf": b"%PDF"}
    folder = site(files)
    first = only_paper(folder)
    for name in files:
        os.utime(folder / "content" / name, (0, 0))
    assert only_paper(folder) == first
    digests = {first.digest}
    for name, text in files.items():
        for path in (folder / "content" / "papers").iterdir():
            path.unlink()
        changed = text + (b" " if isinstance(text, bytes) else "\nMore.\n")
        digests.add(only_paper(site(files | {name: changed})).digest)
    (folder / "content" / "papers" / "words.pdf").rename(folder / "content" / "papers" / "words.slides.pdf")
    digests.add(only_paper(folder).digest)
    assert len(digests) == 5


def test_a_paper_depends_on_its_files_and_few_settings_only(site):
    folder = site({"papers/words.md": PAPER.replace("Words", "$\\R$"), "papers/other.md": PAPER})
    sources = read.scan(folder)
    one = read.read_paper(sources, "words", Site("", title="A", order="title"))
    assert one == read.read_files(sources.folder, sources.papers["words"], Site(""))
    assert one != read.read_paper(sources, "words", Site("", macros=(("\\R", "x"),)))


def test_one_bad_file_never_hides_another(site):
    content, findings = read.read(
        site({"papers/a.md": PAPER, "papers/b.md": "", "papers/c.md": b"\xff\xfe\x00", "papers/d.md": PAPER,
              "people/zhen.md": "---\n", "pages/x.md": "---\ntitle: [\n---\n", "site.yml": "accent: red\n"})
    )  # fmt: skip
    assert [paper.slug for paper in content.papers] == ["a", "d"]
    assert {finding.path for finding in findings} == {
        "content/papers/b.md", "content/papers/c.md", "content/people/zhen.md", "content/pages/x.md",
        "content/site.yml",
    }  # fmt: skip


def test_the_profile_is_a_person_with_numbers(site):
    profile = """---
name: Ada B. Okafor
other_names: [A. Okafor, "Okafor, Ada"]
orcid: https://orcid.org/0000-0002-1825-0097
role: Writer \\& Reader
email: mailto:ada@example.org
links: {GitHub: https://example.org/ada}
category: CL
metrics:
  - {name: h-index, value: 6, source: by hand, as_of: 2025-03}
  - {name: Novelty, value: 54, unit: '%', range: 0-100, definition: how new}
  - {name: i10-index, value: unknown}
  - {name: papers, value: computed}
---

I write *words*.
"""
    content, findings = read.read(site({"profile.md": profile, "profile.jpg": b"JFIF"}))
    owner = content.owner
    assert findings == []
    assert (owner.id, owner.display, owner.owner, owner.page) == ("ada-b-okafor", "Ada B. Okafor", True, False)
    assert owner.other_names == (Name("A.", "Okafor"), Name("Ada", "Okafor"))
    assert (owner.orcid, owner.role, owner.email) == ("0000-0002-1825-0097", "Writer & Reader", "ada@example.org")
    assert (owner.links, owner.category) == ((Link("GitHub", "https://example.org/ada"),), "cs.CL")
    assert owner.metrics == (
        Metric("h-index", "6", "", "by hand", Date(2025, 3)),
        Metric("Novelty", "54", "%", "", None, "0-100", "how new"),
        Metric("i10-index", ""),
        Metric("papers", "computed"),
    )
    assert owner.biography.html == "<p>I write <em>words</em>.</p>"
    assert owner.photo == "profile.jpg"
    assert [path for path, _ in content.files] == ["content/profile.jpg"]


def test_without_a_profile_the_site_s_title_is_the_owner(site, tmp_path):
    write(tmp_path, {"site.yml": "title: Ada Okafor\n", "papers/words.md": PAPER})
    content, findings = read.read(tmp_path)
    assert (content.owner.id, content.owner.name) == ("ada-okafor", Name("Ada", "Okafor"))
    message = 'there is no profile; add this file with a line "---", "name: …" and a line "---"'
    assert told(findings) == [("profile.md:1:1", message, "person/name")]


def test_people_have_pages_unless_they_do_not_want_one(site):
    content, findings = read.read(
        site({"people/zhen.md": "---\nname: Kai Zhen\nphoto: kai.jpg\n---\n", "people/kai.jpg": b"",
              "people/moreau.md": "---\nname: Élise Moreau\npage: false\nid: elise\n---\n"})
    )  # fmt: skip
    assert findings == []
    assert [(person.id, person.page, person.photo) for person in content.people] == [
        ("elise", False, ""),
        ("zhen", True, "people/kai.jpg"),
    ]


def test_pages_and_news_are_read(site):
    content, findings = read.read(
        site({"pages/teaching.md": "---\ntitle: Teaching\norder: 2\nmenu: no\n---\n\n## Courses\n",
              "news/2025-03-17-award.md": "An *award*.\n", "news/talk.md": "---\ndate: 2025-04\ntitle: A talk\n---\n"})
    )  # fmt: skip
    assert findings == []
    (page,) = content.pages
    assert (page.slug, page.title.plain, page.order, page.menu) == ("teaching", "Teaching", 2, False)
    assert "<h2" in page.body.html
    assert [(item.slug, item.date, item.title.plain, item.body.html) for item in content.news] == [
        ("2025-03-17-award", Date(2025, 3, 17), "", "<p>An <em>award</em>.</p>"),
        ("talk", Date(2025, 4), "A talk", ""),
    ]


def test_files_to_copy_have_the_digest_of_their_content(site):
    content, _ = read.read(site({"files/a.txt": "a", "files/b/c.txt": "a"}))
    (one, first), (two, second) = content.files
    assert (one, two) == ("content/files/a.txt", "content/files/b/c.txt")
    assert first == second != ""


LOCATED = """---
title: Words

authors:
  - Ada Okafor
  - {name: Kai Zhen, orcid: 0000-0002-1825-0097}
date: 2024
category: cs.CL
doi:
links:
  pdf: https://example.org
  Press v1.0: https://example.org
citations: {count: 3, by_year: {2024: 3}}
---

An abstract.
"""


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("title", (2, 8)), ("authors", (4, 1)), ("authors.0", (5, 5)), ("authors.1", (6, 5)),
        ("authors.1.orcid", (6, 29)),
        ("authors.7", (4, 1)), ("authors.x", (4, 1)), ("date", (7, 7)), ("links.pdf", (11, 8)), ("doi", (9, 1)),
        ("links.Press v1.0", (12, 15)), ("links.code", (10, 1)), ("citations.by_year.2024", (13, 39)),
        ("categories", (8, 11)), ("categories.0", (8, 11)), ("abstract", (16, 1)), ("body", (16, 1)), ("venue", (1, 1)),
        ("", (1, 1)),
    ],
)  # fmt: skip
def test_the_place_of_a_field_is_looked_up(site, field, place):
    folder = site({"papers/words.md": LOCATED})
    found = read.locate(folder, Finding("content/papers/words.md", 0, 0, "error", "m", "r", field))
    assert (found.line, found.column) == place


@pytest.mark.parametrize("path", ["content/papers/gone.md", "content/papers/words.pdf", "content/papers"])
def test_the_place_in_what_is_no_text_is_its_beginning(site, path):
    folder = site({"papers/words.pdf": b"%PDF"})
    finding = Finding(path, 0, 0, "error", "m", "r", "title")
    assert read.locate(folder, finding) == finding._replace(line=1, column=1)


def test_a_finding_with_a_place_keeps_it(tmp_path):
    finding = Finding("content/papers/gone.md", 3, 4, "error", "m", "r", "title")
    assert read.locate(tmp_path, finding) is finding


def test_the_address_of_a_site_can_be_given_for_one_run():
    from oeuvre.errors import UsageError

    assert read.with_url(Site(""), "https://example.org/repo").url == "https://example.org/repo/"
    with pytest.raises(UsageError) as error:
        read.with_url(Site(""), "example.org")
    assert str(error.value) == 'address "example.org" has no scheme; write "https://example.org"'


NAMES = st.sampled_from(
    ["title", "authors", "date", "links", "citations", "status", "versions", "extra", "keywords", "category", "x"]
)
TEXTS = st.sampled_from(
    ["a", "", "2024", "true", "Zhen, Kai", "https://x.org", "javascript:x", "cs.CL", "\\textbf{", "$x", "~"]
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "name", "url", "a"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_any_shape_of_any_field_is_read_or_told(tmp_path_factory, fields):
    folder = write(tmp_path_factory.mktemp("site"), {"profile.md": "---\nname: A B\n---\n"})
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())
    write(folder, {"papers/w.md": f"---\n{lines}---\n"})
    content, findings = read.read(folder)
    shutil.rmtree(folder)
    assert content.papers or any(finding.severity == "error" for finding in findings)
    assert all(finding.path == "content/papers/w.md" and finding.line >= 1 for finding in findings)


HOSTILE = {
    "spaces between": "title: a" + " " * 200_000 + "b",
    "spaces before a comma": "keywords: a" + " " * 200_000 + "b, c",
    "spaces before a fault": "title: a: b" + " " * 200_000 + "c @: d",
    "many authors": "authors: [" + "Ada Okafor, " * 20_000 + "]",
    "many joined authors": "authors: " + "Ada Okafor and " * 16_000,
    "many commas": "authors: '" + "a, " * 80_000 + "'",
    "many keywords": "keywords: " + "a;" * 120_000,
    "many links": "links:\n" + "".join(f"  l{i}: javascript:x\n" for i in range(10_000)),
    "many unknown fields": "".join(f"f{i}: x\n" for i in range(20_000)),
    "many unknown macros": "title: '" + "\\foo " * 40_000 + "'",
    "a long address": "links: {pdf: 'https://example.org/" + "a/" * 100_000 + "'}",
    "a long e-mail": "links: {mail: 'mailto:" + "a@" * 100_000 + "'}",
    "a long date": "date: " + "1-" * 100_000,
    "a long category": "category: " + "c, " * 80_000,
    "a long doi": "doi: 10.1000/" + "a." * 100_000,
    "nested lists": "extra: {a: " + "[" * 40 + "x" + "]" * 40 + "}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_fields_end_in_findings(site, name):
    folder = site({"papers/w.md": f"---\ntitle: W\nauthors: [A B]\ndate: 2024\n{HOSTILE[name]}\n---\n"})
    _, findings = read.read(folder)
    assert len(findings) < 20_100
    assert all(len(finding.message) < 700 for finding in findings)


def test_a_body_full_of_faults_is_told_in_part(site):
    folder = site({"papers/w.md": PAPER + "\n" + "$\\foo$ and\n" * 120})
    _, findings = read.read(folder)
    assert [finding.line for finding in findings] == list(range(7, 57))
    assert findings[-1].message.endswith(", and 70 more faults after this one")

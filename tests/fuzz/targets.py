"""What is fuzzed: for each target its seeds, the words of its language, and what must hold of whatever comes out.

A target raises AssertionError for what must not be; any other exception is a fault as well.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import read
from oeuvre.importers import SOURCES
from oeuvre.model import Site
from oeuvre.text import dates, emit, frontmatter, identifiers, latex, names, rich, slugs
from tests.text.markup import faults

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).parents[1]
MARK = "zebraquagga"
"""A word that no seed has: what is written after a mutation must still be there, or be told."""

LINE = "\n" + "=" * 60 + "\n"
MESSAGE = re.compile(r"[^\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")


WORDS = {
    language: [word.encode() for word in words]
    for language, words in json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8")).items()
}
"""The words of each language that is read: what its mistakes are made of."""


def of_files(pattern, *, upper=False):
    found = [path.read_text(encoding="utf-8") for path in sorted(TESTS.glob(pattern))]
    return [(text.partition(LINE)[0] if upper else text).encode() for text in found]


def told(findings, data):
    """Findings have a place in the file and one line of words that can be printed."""
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\x85") + data.count(b"\xe2\x80") + 2
    for finding in findings:
        assert 1 <= finding.line <= max(lines, data.count(b"\x0a\x00") + 2), finding
        assert finding.column >= 1, finding
        assert MESSAGE.fullmatch(finding.message), finding
        assert len(finding.message) < 2000, len(finding.message)
        assert "Traceback" not in finding.message
        assert re.fullmatch(r"[a-z0-9-]+/[\w-]+", finding.rule), finding
        str(finding).encode()


@cache
def room():
    """A folder in memory for files that must be opened, since reading opens them itself."""
    return tempfile.mkdtemp(prefix="oeuvre-fuzz-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)


def written(data, name):
    folder = room()
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    return folder, read.Source(name, len(data), 0, 0)


SITE = Site(digest="")


def paper(data):
    """A paper is read, or an error says why not, and its body is never lost without a word."""
    data += b"\n\n" + MARK.encode() + b"\n"
    folder, source = written(data, "p.md")
    value, findings = read.read_files(folder, read.PaperFiles("p", source), SITE)
    told(findings, data)
    errors = any(finding.severity == "error" for finding in findings)
    assert value or errors or (findings and b"draft" in data), "no paper, and no error says why"
    if value:
        assert errors or MARK in value.abstract.source or MARK in repr(value), "the body was lost without a word"
        assert faults(value.abstract.html) == []
        assert faults(value.title.html) == []


def other(kind):
    def reads(data):
        folder, source = written(data, "x.md")
        here = {}
        sources = SimpleNamespace(folder=folder, pictures=(), files=(), people=here, pages=here, news=here)
        here["x"] = source
        reader = {"person": read.read_person, "page": read.read_page, "news": read.read_news}[kind]
        value, findings = reader(sources, "x", SITE)
        told(findings, data)
        assert value or any(finding.severity == "error" for finding in findings), "nothing, and no error says why"

    return reads


def settings(data):
    _, source = written(data, "site.yml")
    from oeuvre.config import read_site

    _, findings = read_site(source.name, data)
    told(findings, data)


def markdown(data):
    """Whatever is typed, what comes out is well-formed, holds nothing that could run, and keeps the last word."""
    text = data.decode("utf-8", "replace") + f"\n\n{MARK}\n"
    for made, problems in (rich.block(text), rich.block(text, page=True), rich.inline(text[:2000], links=True)):
        assert faults(made.html) == []
        assert all(0 <= problem.offset <= len(text) for problem in problems)
        made.html.encode()
        made.plain.encode()
    assert MARK in rich.block(text)[0].plain, "the last word was lost"


def importer(name):
    def parses(data):
        parsed = SOURCES[name].parse(data, "f")
        for record in parsed.records:
            text = emit.document(record.fields, record.abstract)
            again = frontmatter.parse(text.encode())
            assert not [one for one in again.problems if one.severity == "error"], again.problems
        for refusal in parsed.refused:
            assert refusal.reason
            assert refusal.reason.isprintable(), refusal
        whole = (finding for finding in parsed.findings if finding.line)  # the others are about the file as a whole
        told(whole, data)

    return parses


GOOD = "\n\n@article{%s,\n  title = {The %s},\n  author = {Ada Quill},\n  year = {2020}\n}\n\n"


def bibtex(data):
    """The entry before a broken one is always read, and the one after it is read or told."""
    plain = b"\x00" not in data and not re.search(rb"[\x80-\xff]", data)
    whole = (GOOD % ("first", "giraffe")).encode() + data + (GOOD % ("last", MARK)).encode()
    importer("bibtex")(whole)
    if plain:
        parsed = SOURCES["bibtex"].parse(whole, "f")
        keys = [record.key for record in parsed.records]
        refused = {refusal.key for refusal in parsed.refused}
        assert "first" in keys or "first" in refused, "the entry before was lost without a word"
        last = "last" in keys or MARK in repr(parsed.records) or "last" in repr((parsed.refused, parsed.findings))
        assert last, "the entry after was lost without a word"


def csl(data):
    importer("csl-json")(data)
    try:
        items = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return
    if isinstance(items, list):
        parsed = SOURCES["csl-json"].parse(data, "f")
        assert len(parsed.records) + len(parsed.refused) == len(items)


def name(data):
    text = data.decode("utf-8", "replace")
    value = names.parse(text)
    shown = names.display(value)
    for made in (shown, names.inverted(value), names.initials(value), *names.key(value), names.probe(value)):
        assert "\n" not in made or "\n" in text
    if len(text) < 500:
        assert names.same(value, value) or not value.family or value.group or not names.key(value)


def small(data):
    """Dates, identifiers, slugs and LaTeX: short texts that anybody may type anywhere."""
    text = data.decode("utf-8", "replace")
    for read_date in (dates.parse, dates.read_loose):
        value = read_date(text)
        if value:
            assert dates.parse(str(value)) == value, (text, value)
    for kind in ("doi", "arxiv", "orcid", "isbn", "issn", "pmid", "acl", "url"):
        reader = getattr(identifiers, kind)
        try:
            found = reader(text)
        except ValueError as error:
            assert MESSAGE.fullmatch(str(error)), str(error)  # noqa: PT017 - both ends are right, and both are looked at
        else:
            assert kind == "url" or (found.isprintable() and reader(found) == found), (kind, text, found)
    slug = slugs.slugify(text)
    assert slugs.slugify(slug) == slug or not slug.isascii()
    latex.to_latex(text).encode()
    latex.to_ascii_latex(text).encode()
    latex.from_latex(text)


PAPERS = of_files("read/cases/paper/*.md") + of_files("sites/everything/content/papers/*.md")
BODIES = [text.partition(b"\n---\n")[2] or text for text in PAPERS]
BLOCKS = of_files("text/cases/block.txt")[0].split(b"\n\n\n")
SHORT = [of_files(f"text/cases/{case}.txt")[0] for case in ("dates", "loose_dates", "identifiers", "slugs", "latex")]
IMPORTS = {
    "bibtex": ("bibtex", bibtex),
    "ris": ("ris", importer("ris")),
    "csl-json": ("json", csl),
    "arxiv": ("xml", importer("arxiv")),
    "dblp": ("xml", importer("dblp")),
    **{name: ("json", importer(name)) for name in ("orcid", "openalex", "doi", "semanticscholar")},
}


class Target(NamedTuple):
    """What is fuzzed: its seeds, its words, what must hold, and how often `make soak` tries it."""

    seeds: list[bytes]
    words: list[bytes]
    check: Callable[[bytes], None]
    times: int = 100_000


TARGETS = {
    "paper": Target(PAPERS, WORDS["yaml"] + WORDS["markdown"], paper, 1_000_000),
    "person": Target(of_files("read/cases/profile/*.md"), WORDS["yaml"], other("person")),
    "page": Target(of_files("read/cases/page/*.md"), WORDS["yaml"] + WORDS["markdown"], other("page")),
    "news": Target(of_files("read/cases/news/*.md"), WORDS["yaml"], other("news")),
    "settings": Target(of_files("read/cases/site/*"), WORDS["yaml"], settings),
    "markdown": Target(BODIES + BLOCKS, WORDS["markdown"], markdown),
    **{
        source: Target(of_files(f"importers/cases/{source}/*.txt", upper=True), WORDS[language], check)
        for source, (language, check) in IMPORTS.items()
    },
    "name": Target(of_files("text/cases/names.txt")[0].split(b"\n"), WORDS["name"], name),
    "small": Target(b"\n".join(SHORT).split(b"\n"), WORDS["name"] + WORDS["bibtex"], small),
}

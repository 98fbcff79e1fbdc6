"""The tables of front matter. They drive reading, `oeuvre schema`, the docs and what editors complete.

To add a field: 1. a row here; 2. its place in `model`; 3. a case in `tests/read/cases/`. What a value may be is its
`kind`, see `fields.kinds`. Names are those of the contract with sites: they do not change.
"""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """A field of front matter: its kind, what it is for, and a value as it is written in YAML."""

    name: str
    kind: str
    doc: str
    example: str
    required: bool = False


PAPER: tuple[Field, ...] = (
    Field("title", "title", "the title; LaTeX math and text macros work", "Attention in $n$ words", required=True),
    Field("authors", "authors", "the authors in order: names, or ids", "[Kai Zhen, Ada Lovelace]", required=True),
    Field("et_al", "flag", "true if there are more authors than are listed", "true"),
    Field("date", "date", "when it appeared, as precisely as it is known, or forthcoming", "2025-03-17", required=True),
    Field("abstract", "prose", "the abstract, where the file has no body", "We show that …"),
    Field("category", "categories", "its subject: a code of arXiv, its short form, or one of the site's own", "cs.CL"),
    Field("categories", "categories", "its subjects, the first one first", "[cs.CL, cs.LG]"),
    Field("type", "type", "what kind of work it is", "inproceedings"),
    Field("venue", "phrase", "the journal, conference or book it appeared in", "Journal of Examples"),
    Field("venue_short", "phrase", "the venue's usual short form", "JoE"),
    Field("volume", "text", "the volume", "12"),
    Field("issue", "text", "the issue", "3"),
    Field("pages", "text", "the pages", "11-29"),
    Field("publisher", "phrase", "the publisher", "Example Press"),
    Field("editor", "authors", "the editors of the book", "[Grace Hopper]"),
    Field("series", "phrase", "the series that the book belongs to", "Lecture Notes in Examples"),
    Field("institution", "phrase", "where a thesis or report was made", "University of Examples"),
    Field("number", "text", "the number of a report, patent or article", "TR-12"),
    Field("edition", "phrase", "the edition of a book", "2nd"),
    Field("address", "phrase", "where the publisher is, or where the conference was", "Lisbon"),
    Field("doi", "doi", "the DOI", "10.1000/182"),
    Field("arxiv", "arxiv", "the arXiv id", "2401.00010"),
    Field("isbn", "isbn", "the ISBN of a book", "978-3-16-148410-0"),
    Field("issn", "issn", "the ISSN of a journal", "0378-5955"),
    Field("pmid", "pmid", "the PubMed id", "12345678"),
    Field("acl", "acl", "the id in the ACL Anthology", "2020.acl-main.1"),
    Field("organization", "phrase", "who stands behind the authors, shown after them", "amazon-science"),
    Field("links", "links", "addresses by label: pdf, code, data, … or any own label", "{code: https://example.org/code}"),
    Field("citations", "citations", "how often it is cited: a number, or {count, source, as_of}", "4"),
    Field("keywords", "words", "keywords", "[speech, quantization]"),
    Field("award", "phrase", "an award that it got", "Best paper"),
    Field("note", "note", "anything else that readers should know", "Invited"),
    Field("selected", "flag", "true shows it among the selected papers", "true"),
    Field("draft", "flag", "true keeps it out of the site", "true"),
    Field("aliases", "paths", "addresses that lead here as well", "[/2025/attention/]"),
    Field("lang", "language", "the language of the work", "de"),
    Field("image", "picture", "a picture in content/files/, where none lies beside the paper", "files/attention.png"),
    Field("image_alt", "phrase", "what the picture shows, for those who do not see it", "A bar chart of errors"),
    Field("status", "status", "retracted, corrected or withdrawn: {kind, date, url, note}", "retracted"),
    Field("versions", "versions", "other versions of the same work", "[{kind: preprint, arxiv: 2401.00010}]"),
    Field("bibtex", "raw", "a BibTeX entry to hand out instead of ours", "'@misc{attention, title = {Attention}}'"),
    Field("citation_key", "text", "the key that BibTeX entries have", "zhen2025attention"),
    Field("listed", "positive", "its place in your own order of papers, counted from 1", "3"),
    Field("quiet", "quiet", "rules not to be told about this paper, with reasons", "{paper/owner-missing: my group}"),
    Field("extra", "extra", "fields of your own, handed to templates", "{room: 12}"),
)

TRANSLATION: tuple[Field, ...] = (
    Field("title", "title", "the title in this language", "Aufmerksamkeit in $n$ Worten", required=True),
    Field("abstract", "prose", "the abstract in this language, where the file has no body", "Wir zeigen, dass …"),
)

PERSON: tuple[Field, ...] = (
    Field("name", "name", "the name, as it is shown", "Kai Zhen", required=True),
    Field("other_names", "names", "other forms under which this person has published", "['Zhen, K.']"),
    Field("id", "id", "the id by which papers may name this person; by default the name of the file", "zhen"),
    Field("orcid", "orcid", "the ORCID iD", "0000-0002-1825-0097"),
    Field("affiliation", "phrase", "where this person works", "University of Examples"),
    Field("role", "phrase", "what this person does there", "Professor of Examples"),
    Field("email", "email", "the e-mail address, if it is to be shown", "zhen@example.org"),
    Field("pronouns", "text", "pronouns", "they/them"),
    Field("photo", "picture", "a photo in content/files/, where none lies beside the file", "files/zhen.jpg"),
    Field("links", "links", "addresses by label", "{homepage: https://example.org/zhen}"),
    Field("category", "category", "the subject to show beside the name", "cs.CL"),
    Field("metrics", "metrics", "numbers: {name, value, unit, source, as_of, …}", "[{name: papers, value: computed}]"),
    Field("page", "flag", "false if this person is not to have a page", "false"),
)

PAGE: tuple[Field, ...] = (
    Field("title", "title", "the title of the page, and its name in the menu", "Teaching", required=True),
    Field("description", "phrase", "one sentence about the page, for search engines", "Courses and theses"),
    Field("order", "number", "the place in the menu: small numbers come first", "10"),
    Field("menu", "flag", "false keeps the page out of the menu", "false"),
    Field("draft", "flag", "true keeps it out of the site", "true"),
    Field("aliases", "paths", "addresses that lead here as well", "[/courses/]"),
    Field("lang", "language", "the language of the page", "de"),
)

NEWS: tuple[Field, ...] = (
    Field("title", "title", "a headline", "Best paper award"),
    Field("date", "date", "the date, where the name of the file does not begin with it", "2025-03-17"),
    Field("draft", "flag", "true keeps it out of the site", "true"),
)

SITE: tuple[Field, ...] = (
    Field("title", "text", "the title of the site; by default the owner's name", "Kai Zhen"),
    Field("url", "base", "the address that the site will have", "https://example.org/"),
    Field("language", "language", "the language of the site", "en"),
    Field("description", "text", "one sentence about the site, for search engines", "Publications of Kai Zhen"),
    Field("theme", "text", "the theme", "compact"),
    Field("accent", "colour", "one colour for links and marks", "'#1f5fae'"),
    Field("font", "text", "system, serif, sans, or the name of a font", "system"),
    Field("home_papers", "count", "how many papers the home page shows whole: a number, or all", "200"),
    Field("authors_shown", "positive", 'how many authors lists show before "et al."', "10"),
    Field("order", "order", "the order of papers: date, citations, title or listed", "date"),
    Field("categories", "own categories", "your own: {code: {label, short, colour}}", "{robots: {label: Robotics}}"),
    Field("citation_style", "style", "the style of references, such as apa or ieee, or a .csl file", "apa"),
    Field("sections", "sections", "the sections of the home page, in order", "[biography, news, selected, papers]"),
    Field("feeds", "flag", "false if there are to be no feeds", "false"),
    Field("teasers", "teasers", "pictures of papers: images, pdf (else the PDF's first page), or none", "pdf"),
    Field("list_teasers", "flag", "true shows these pictures, small, in lists too", "true"),
    Field("social_cards", "flag", "true draws a picture of each page for those who share it", "true"),
    Field("search", "flag", "false if readers are not to search and filter in the page", "false"),
    Field("quiet", "quiet", "rules that are not to be told, with reasons", "{paper/future-date: all are announced}"),
    Field("macros", "macros", "LaTeX macros for math", r"{'\R': '\mathbb{R}'}"),
    Field("links", "words", "which labels of links the lists show, in order", "[pdf, code]"),
    Field("metrics", "words", "which metrics the header shows, in order", "[h-index, citations]"),
    Field("cv", "cv", "the page cv/: {years, selected}, or false for none", "{years: 10, selected: false}"),
    Field("statistics", "flag", "false if there are to be no charts", "false"),
    Field("cname", "domain", "your own domain, for GitHub Pages", "www.example.org"),
    Field("extra", "extra", "fields of your own, handed to templates", "{office: B12}"),
)

TABLES: dict[str, tuple[Field, ...]] = {
    "paper": PAPER,
    "translation": TRANSLATION,
    "person": PERSON,
    "page": PAGE,
    "news": NEWS,
    "site": SITE,
}
"""The tables by the first part of their rules' ids."""


def rules() -> dict[str, str]:
    """Every rule about a field, with what it is about: `paper/date`, `site/unknown-field`."""
    found: dict[str, str] = {}
    for room, table in TABLES.items():
        found |= {f"{room}/{field.name}": f"{field.name}: {field.doc}" for field in table}
        found[f"{room}/unknown-field"] = "a field that is not known, mostly a misspelt one"
    return found

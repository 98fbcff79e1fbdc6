"""One table for the kinds of works: our word, its label, and what each format calls it.

To add a kind: 1. add a row; 2. add a case to `tests/exporters/`; 3. name it in `docs/front-matter.md`.
Sources: BibTeX (btxdoc, 3.1) and biblatex (manual, 2.1) entry types, CSL 1.0.2 item types, RIS type tags,
schema.org CreativeWork types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oeuvre.model import Paper


class EntryType(NamedTuple):
    """How one kind of work is called. `bibtex` is understood by classic BibTeX; `biblatex` where that has a better word."""

    type: str
    label: str
    plural: str
    bibtex: str
    biblatex: str
    csl: str
    ris: str
    schema_org: str


_ROWS = (
    EntryType("article", "Article", "Articles", "article", "article", "article-journal", "JOUR", "ScholarlyArticle"),
    EntryType("inproceedings", "Conference paper", "Conference papers", "inproceedings", "inproceedings", "paper-conference", "CPAPER", "ScholarlyArticle"),
    EntryType("workshop", "Workshop paper", "Workshop papers", "inproceedings", "inproceedings", "paper-conference", "CPAPER", "ScholarlyArticle"),
    EntryType("preprint", "Preprint", "Preprints", "misc", "online", "article", "UNPB", "ScholarlyArticle"),
    EntryType("book", "Book", "Books", "book", "book", "book", "BOOK", "Book"),
    EntryType("proceedings", "Proceedings", "Proceedings", "proceedings", "proceedings", "book", "CONF", "Book"),
    EntryType("chapter", "Chapter", "Chapters", "incollection", "incollection", "chapter", "CHAP", "Chapter"),
    EntryType("thesis", "Thesis", "Theses", "phdthesis", "thesis", "thesis", "THES", "Thesis"),
    EntryType("mastersthesis", "Master's thesis", "Master's theses", "mastersthesis", "thesis", "thesis", "THES", "Thesis"),
    EntryType("report", "Report", "Reports", "techreport", "report", "report", "RPRT", "Report"),
    EntryType("dataset", "Dataset", "Datasets", "misc", "dataset", "dataset", "DATA", "Dataset"),
    EntryType("software", "Software", "Software", "misc", "software", "software", "COMP", "SoftwareSourceCode"),
    EntryType("patent", "Patent", "Patents", "misc", "patent", "patent", "PAT", "CreativeWork"),
    EntryType("talk", "Talk", "Talks", "misc", "unpublished", "speech", "SLIDE", "PresentationDigitalDocument"),
    EntryType("poster", "Poster", "Posters", "misc", "unpublished", "speech", "SLIDE", "Poster"),
    EntryType("review", "Review", "Reviews", "article", "review", "review", "JOUR", "Review"),
    EntryType("editorial", "Editorial", "Editorials", "article", "article", "article-journal", "JOUR", "ScholarlyArticle"),
    EntryType("magazine", "Magazine article", "Magazine articles", "article", "article", "article-magazine", "MGZN", "Article"),
    EntryType("blog", "Blog post", "Blog posts", "misc", "online", "post-weblog", "BLOG", "BlogPosting"),
    EntryType("manuscript", "Manuscript", "Manuscripts", "unpublished", "unpublished", "manuscript", "UNPB", "ScholarlyArticle"),
    EntryType("other", "Other", "Other works", "misc", "misc", "document", "GEN", "CreativeWork"),
)

_UNSAID = EntryType("", "Paper", "Papers", "misc", "misc", "article", "GEN", "ScholarlyArticle")

ENTRY_TYPES: dict[str, EntryType] = {row.type: row for row in _ROWS}
"""Every kind of work by our own word for it, in the order in which lists by type show them."""


def entry_type(paper: Paper) -> EntryType:
    """The kind of a work: as its front matter says, else what its venue or arXiv id show; never a guess beyond that."""
    if paper.type:
        return ENTRY_TYPES[paper.type]
    if paper.venue:
        return ENTRY_TYPES["article"]
    if paper.arxiv:
        return ENTRY_TYPES["preprint"]
    return _UNSAID

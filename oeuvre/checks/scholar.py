"""What keeps Google Scholar from finding a paper, or from taking it for one.

Source: Google Scholar, Inclusion Guidelines for Webmasters. What pages hold by construction needs no check; which rule
is met in which way is told in `docs/scholar.md`.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oeuvre.checks import pdf
from oeuvre.checks.categories import SETTINGS
from oeuvre.checks.check import Fault, short, told
from oeuvre.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library
    from oeuvre.model import File, Paper

LARGEST = 5_000_000
"""Bytes: larger files are not indexed."""

_ENOUGH = 0.6
"""The share of a title's words that its first page must show: hyphens, ligatures and formulas hide some of them."""

_WORDS = re.compile(r"[^\W\d_]{2,}")
_NO_LETTERS = re.compile(r"[\W\d_]+")


def date(library: Library, _: Occasion) -> Iterator[Fault]:
    """A page without `citation_publication_date` is read as one without any tags."""
    for paper in library.papers:
        if not paper.date.year:
            message = "date is forthcoming, and Google Scholar takes no paper without a date; give it when it is known"
            yield Fault(paper.path, "date", message)


def authors(library: Library, _: Occasion) -> Iterator[Fault]:
    """A page without `citation_author` is read as one without any tags; editors are no authors."""
    for paper in library.papers:
        if not paper.authors:
            message = "authors are missing, and Google Scholar takes no paper without; name them, if there are any"
            yield Fault(paper.path, "authors", message)


def something_to_read(library: Library, _: Occasion) -> Iterator[Fault]:
    """A page shows at least the abstract; else the whole text lies beside it."""
    for paper in library.papers:
        if not paper.abstract and not paper.file("pdf"):
            message = "abstract is missing, and there is no PDF; write it below the front matter"
            yield Fault(paper.path, "abstract", message)


def pdf_elsewhere(library: Library, _: Occasion) -> Iterator[Fault]:
    """`citation_pdf_url` names a file in the folder of the paper's own page, and no other."""
    for paper in library.papers:
        url = next((link.url for link in paper.links if link.label == "pdf"), "")
        if url and not paper.file("pdf"):
            host = urlsplit(url).hostname
            where = f"on {short(host)} alone" if host else "in another folder"
            remedy = f'if you may, put a copy beside the paper: "content/papers/{paper.slug}.pdf"'
            yield Fault(paper.path, "links.pdf", f"the PDF lies {where}, and cannot be told with the paper; {remedy}")


def pdf_size(library: Library, _: Occasion) -> Iterator[Fault]:
    """Files over 5 MB are not indexed."""
    for paper, file in _pdfs(library):
        if file.size > LARGEST:
            size = f"{file.size / 1_000_000:.1f} MB"
            yield Fault(paper.path, "", f"{told(file.name)} has {size}; make it smaller than 5 MB")


def pdf_name(library: Library, _: Occasion) -> Iterator[Fault]:
    """The name of a file ends in `.pdf`."""
    for paper, file in _pdfs(library):
        if not file.name.endswith(".pdf"):
            right = os.path.splitext(os.path.basename(file.path))[0] + ".pdf"
            yield Fault(paper.path, "", f'{told(file.name)} does not end in ".pdf"; rename the file to {told(right)}')


def pdf_text(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """A PDF has text that can be searched, and not pictures of pages alone."""
    for paper, file, look in _looks(library, occasion):
        name = told(file.name)
        if look.trouble:
            yield Fault(paper.path, "", f"{name} {look.trouble}; save it again as a PDF that everybody can open")
        elif not look.has_text:
            yield Fault(paper.path, "", f"{name} has no text to search, only pictures; run it through OCR")


def pdf_title(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """The title stands on the first page."""
    for paper, file, look in _looks(library, occasion):
        if look.has_text and not _shows(look.first, paper):
            what = f"the first page of {told(file.name)} does not show the title"
            yield Fault(paper.path, "title", f"{what} {told(paper.title.plain)}; make sure that it is this paper's PDF")


def unseen(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """What cannot be checked is told, once."""
    if occasion.folder and not pdf.available():
        papers = [paper for paper, _ in _pdfs(library)]
        if papers:
            what = "1 PDF was" if len(papers) == 1 else f"{len(papers)} PDFs were"
            remedy = 'to have it done: pip install "oeuvre[pdf]"'
            yield Fault(papers[0].path, "", f"{what} not looked into for text and title; {remedy}")


def url(library: Library, _: Occasion) -> Iterator[Fault]:
    """`citation_pdf_url` and the sitemap are absolute: without the site's address there are none."""
    if not library.site.url and any(_pdfs(library)):
        message = "url is missing, so no PDF and no sitemap can be told to search engines; add the site's address"
        yield Fault(SETTINGS, "url", f"{message}, or build with --base-url")


def unlinked(library: Library, _: Occasion) -> Iterator[Fault]:
    """Plain links lead from the home page to every paper."""
    elsewhere = len(library.curriculum) == len(library.papers)
    if "papers" not in library.site.sections and not elsewhere:
        message = "sections has no papers, so no links lead from the home page to all papers; add papers"
        yield Fault(SETTINGS, "sections", message)


def robots(library: Library, _: Occasion) -> Iterator[Fault]:
    """Robots may read all pages: the site's own robots.txt says so, and another one can only mislead."""
    for path, _digest in library.files:
        if path.lower() == "content/files/robots.txt":
            message = "robots never ask for files/robots.txt, and the site has a robots.txt that lets them in"
            yield Fault(path, "", f"{message}; remove the file")


def _pdfs(library: Library) -> Iterator[tuple[Paper, File]]:
    for paper in library.papers:
        for file in paper.files:
            if file.kind == "pdf":
                yield paper, file


def _looks(library: Library, occasion: Occasion) -> Iterator[tuple[Paper, File, pdf.Look]]:
    if occasion.folder and pdf.available():
        for paper, file in _pdfs(library):
            yield paper, file, pdf.look(os.path.join(occasion.folder, *file.path.split("/")))


def _shows(page: str, paper: Paper) -> bool:
    """Whether the page shows the title, in one of the paper's languages; white space and hyphens do not count."""
    letters = _NO_LETTERS.sub("", fold(page))
    titles = (paper.title, *(translation.title for translation in paper.translations))
    return any(_is_in(letters, _WORDS.findall(fold(title.plain))) for title in titles)


def _is_in(letters: str, words: list[str]) -> bool:
    return sum(word in letters for word in words) >= _ENOUGH * len(words)

"""What a paper's parts look like as HTML: the small pieces that lists and pages share.

Every function takes values and gives safe HTML. Links inside the site start with ROOT, a character that no content can
hold and that `render` replaces by the way up to the site's top: so a piece is made once for pages of any depth.
"""

from __future__ import annotations

import posixpath
import re
from binascii import b2a_base64
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from oeuvre.languages import direction
from oeuvre.reference import ACL, ARXIV, doi_address
from oeuvre.text import dates, names
from oeuvre.text.page_range import electronic
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from oeuvre.languages import Words
    from oeuvre.library import Byline, Credit
    from oeuvre.model import Category, Date, File, Paper, Status, Text, Version

ROOT = "\0"
LETTER = "<sup>✉\ufe0e</sup>"
"""The sign of a corresponding author; U+FE0E keeps it a letter of the text's colour."""
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"

_TYPED = pattern(r'\b(href|src)="(?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#)([^"]+)"')
_TOPS = {"assets", "categories", "files", "news", "pages", "papers", "people", "years"}
"""Folders that a typed path may begin with: from there it is a path of the whole site."""

_ABSOLUTE = pattern(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_END_OF_PATH = re.compile("[?#]")
_ANCHOR = re.compile(r"</?a\b[^>]*>")
_RTL = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_HYPHENS = re.compile(r"\s*-+\s*")


class Anchor(NamedTuple):
    """A link to show: what it says, where it leads, and a file's size in bytes where it leads to a file of the site."""

    label: str
    href: str
    size: int = 0


def address(paper: Paper) -> str:
    """The paper's own page."""
    return f"{ROOT}papers/{paper.slug}/index.html"


def way(url: str) -> str:
    """An address that somebody typed: a path within the site, such as `files/cv.pdf`, starts at the site's top.

    So does one with a slash before it: a site may lie in a folder of its server, or on no server.
    """
    if _ABSOLUTE.match(url):
        return url
    return ROOT + (_from_top(url) if url.startswith("/") else url)


def placed(html: str, source: str) -> str:
    """The HTML of a text, its relative links leading from the site's top to where things stand in the output.

    `source` is the file it was typed in. A link may name a file as it lies beside that file (`contact.md`,
    `../papers/nets.pdf`), or as it stands in the site (`files/cv.pdf`, `/papers/nets/`).
    """
    if 'href="' not in html and 'src="' not in html:
        return html
    folder = source.removeprefix("content/").rpartition("/")[0]
    return _TYPED.sub(lambda found: f'{found[1]}="{ROOT}{_output(found[2], folder)}"', html)


def _from_top(typed: str) -> str:
    """A path with a slash before it as one from the site's top: `/papers/nets/#a` is `papers/nets/index.html#a`."""
    end = _END_OF_PATH.search(typed)
    path, rest = (typed[: end.start()], typed[end.start() :]) if end else (typed, "")
    whole = posixpath.normpath(path).lstrip("/")
    return (posixpath.join(whole, "index.html") if path.endswith("/") else whole) + rest


def _output(typed: str, folder: str) -> str:
    if typed.startswith("/"):
        typed, folder = _from_top(typed), ""
    path, mark, rest = typed.partition("#")
    top = path.partition("/")[0] in _TOPS
    path = posixpath.normpath(path if top else posixpath.join(folder, path)) + ("/" if path.endswith("/") else "")
    path = path.lstrip("./") if path.startswith("..") else path
    kind, _, name = path.partition("/")
    stem, dot, ending = name.partition(".")
    if ending == "md" and kind in _TOPS:
        path = {"pages": f"{stem}/index.html", "news": "news/index.html"}.get(kind, f"{kind}/{stem}/index.html")
        rest = f"section-{rest}" if kind == "pages" and mark and not rest.startswith("section-") else rest
    elif kind == "papers" and dot and "/" not in name:
        path = f"papers/{stem}/{name}"
    elif path == "profile.md":
        path = "index.html"
    elif kind == "pages":
        path = name
    if path.endswith("/"):
        path += "index.html"
    return path + mark + rest


def title(text: Text) -> str:
    """A title that can stand inside a link: links of its own are taken off."""
    return _ANCHOR.sub("", text.html) if "<a" in text.html else text.html


def language(paper_language: str, page_language: str) -> str:
    """The attributes that say a text is in another language than its page: ` lang="ar" dir="rtl"`."""
    if not paper_language or paper_language == page_language:
        return ""
    turned = direction(paper_language) != direction(page_language)
    return f' lang="{escape(paper_language)}"' + (f' dir="{direction(paper_language)}"' if turned else "")


def badge(category: Category, colour: str) -> str:
    """A category's badge, a link to its papers: short to the eye, in full to a screen reader and under the pointer."""
    label, short = escape(category.label), escape(category.short)
    spoken = f'<span class="unseen">: {label}</span>' if label and label != short else ""
    href = ROOT + category_address(category.code)
    return f'<a class="badge {colour}" href="{href}" title="{label}">{short}{spoken}</a>'


def category_address(code: str) -> str:
    """The page of a category, relative to the site's root."""
    return f"categories/{quote(code)}/index.html"


def moment(date: Date, words: Words) -> str:
    """A date as precise as it is known, in words and for machines."""
    if not date.year:
        return f"<span>{escape(words('forthcoming'))}</span>"
    return f'<time datetime="{date}">{escape(dates.long(date, words.language))}</time>'


def byline(line: Byline, words: Words, *, whole: bool = False) -> str:
    """Who wrote it: `A, B, …, <b>Owner</b> et al. · organization`; `whole` marks the corresponding author as well."""
    parts = []
    for credit in line.credits:
        if credit.gap:
            parts.append("…")
        parts.append(name(credit, words) + (LETTER if whole and credit.corresponding else ""))
    html = words("comma").join(parts)
    if line.hidden or line.et_al:
        html = f"{html} {words('et_al')}" if html else words("et_al")
    return f"{html} · {escape(line.organization)}" if line.organization else html


def name(credit: Credit, words: Words) -> str:
    """One name: the owner's in bold, others linked to their page, marked where contributions were equal.

    A name that runs against its page's direction keeps to itself, and leaves the order of its neighbours alone.
    """
    html = escape(credit.text)
    if (not credit.text.isascii() and _RTL.search(credit.text) is not None) != (words.direction == "rtl"):
        html = f"<bdi>{html}</bdi>"
    if credit.owner:
        html = f"<b>{html}</b>"
    elif credit.href:
        inside = "" if "://" in credit.href else ROOT
        html = f'<a href="{inside}{escape(credit.href)}">{html}</a>'
    if credit.equal:
        html += f'<sup title="{escape(words("equal"))}">*</sup>'
    return html


def venue(paper: Paper, words: Words) -> str:
    """Where it appeared: the venue, volume and issue, pages, publisher or institution; empty if none is known."""
    parts = []
    if paper.venue:
        short = f" ({escape(paper.venue_short)})" if paper.venue_short and paper.venue_short not in paper.venue else ""
        parts.append(f"<cite>{escape(paper.venue)}</cite>{short}")
    elif paper.venue_short:
        parts.append(f"<cite>{escape(paper.venue_short)}</cite>")
    if paper.editor:
        editors = words("comma").join(names.display(person.name) for person in paper.editor)
        parts.append(escape(words("edited_by", names=editors)))
    parts += [escape(text) for text in (paper.series, paper.edition) if text]
    if paper.volume:
        parts.append(escape(paper.volume) + (f"({escape(paper.issue)})" if paper.issue else ""))
    elif paper.issue:
        parts.append(escape(words("no", text=paper.issue)))
    if paper.number:
        parts.append(escape(words("no", text=paper.number)))
    if paper.pages:
        pages = _HYPHENS.sub("–", paper.pages)
        several = "–" in pages or "," in pages
        number = electronic(paper.pages)
        parts.append(escape(pages if number else words("pp", text=pages) if several else words("p", text=pages)))
    parts += [escape(text) for text in (paper.publisher, paper.institution) if text]
    return words("comma").join(parts)


def status(fate: Status | None, words: Words) -> str:
    """What became of it: `<strong>Retracted</strong> 3 May 2024: why. Notice`; empty for most papers."""
    if fate is None:
        return ""
    html = f"<strong>{escape(words(f'status.{fate.kind}'))}</strong>"
    if fate.date is not None:
        html += f" {moment(fate.date, words)}"
    if fate.note:
        html += f": {escape(fate.note)}"
    if fate.url:
        html += f' · <a href="{escape(way(fate.url))}">{escape(words("notice"))}</a>'
    return html


def links(paper: Paper, words: Words, only: tuple[str, ...] = ()) -> list[Anchor]:
    """Where else the paper leads: its files, the links it names, its identifiers; `only` picks and orders them."""
    found = [(file.kind, _file(paper, file, words)) for file in paper.files if file.kind not in {"image", "bib"}]
    beside = {kind for kind, _ in found}
    for key, url in paper.links:
        label = label_of(key, words)
        host = urlsplit(url).hostname if key.lower() in beside else ""
        found.append((key.lower(), Anchor(f"{label} ({host})" if host else label, way(url))))
    found += [(anchor.label.lower(), anchor) for anchor in identifiers(paper)]
    if not only:
        return [anchor for _, anchor in found]
    return [anchor for wanted in only for key, anchor in found if key == wanted.lower()]


def identifiers(paper: Paper) -> list[Anchor]:
    """The paper in the registers that gave it a number."""
    found = []
    if paper.doi:
        found.append(Anchor("DOI", doi_address(paper.doi)))
    if paper.arxiv:
        found.append(Anchor("arXiv", ARXIV + paper.arxiv))
    if paper.acl:
        found.append(Anchor("ACL Anthology", f"{ACL}{paper.acl}/"))
    if paper.pmid:
        found.append(Anchor("PubMed", f"{PUBMED}{paper.pmid}/"))
    return found


def version(other: Version, words: Words) -> str:
    """Another version of the same work: where it appeared, when, and a way to it."""
    said = escape(other.venue) or (f"arXiv:{other.arxiv}" if other.arxiv else escape(other.doi)) or escape(other.url)
    url = doi_address(other.doi) if other.doi else (ARXIV + other.arxiv) if other.arxiv else other.url
    linked = f'<a href="{escape(way(url))}">{said}</a>' if url else said
    return words("comma").join(part for part in (linked, moment(other.date, words) if other.date else "") if part)


def label_of(key: str, words: Words) -> str:
    """How a link's label is shown: known ones in the page's language, others as they were typed."""
    return words.get(f"link.{key.lower()}", key)


def size(count: int, words: Words) -> str:
    """A file's size for people: `840 kB`, `1.2 MB`."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return words.number(f"{count / 1_000_000:.1f}") + " MB"


def summary(text: str, length: int = 200) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= length:
        return " ".join(text.split())
    return " ".join(text[: length + 1].split(" ")[:-1]).rstrip(" ,;:.").replace("\n", " ") + "…"


def data_address(media_type: str, text: str) -> str:
    """The text as an address of its own, to save without script."""
    data = b2a_base64(text.encode("utf-8", "replace"), newline=False).decode()
    return f"data:{media_type};charset=utf-8;base64,{data}"


def _file(paper: Paper, file: File, words: Words) -> Anchor:
    return Anchor(label_of(file.kind, words), f"{ROOT}papers/{paper.slug}/{quote(file.name)}", file.size)

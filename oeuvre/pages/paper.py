"""A paper's own page, and one for each language that it is told in.

`paper.html` is given all that `_entry.html` is (see `render`), and: `heading` (the title as plain text), `authors`
(all of them, HTML), `marks` (what the signs at names mean), `kind` (Conference paper, …), `abstract` and `citation`
(HTML), `styles` (pairs of a style's name and the citation in it, HTML), `teaser` (HTML), `facts` (pairs of a label and
HTML), `files` (`label`, `href`, `name`: what the page itself carries to save), `newer` and `older` (anchors whose
label is HTML, or None), and `head_meta` (HTML for the head).
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre import framing, markup
from oeuvre.entry_types import entry_type
from oeuvre.exporters import FORMATS
from oeuvre.languages.names import own_name
from oeuvre.markup import ROOT, Anchor
from oeuvre.pages import meta
from oeuvre.pages.cited import others, reference, several
from oeuvre.pages.page import Page, canonical, root, shared
from oeuvre.reference import warning
from oeuvre.render import DOWNLOADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import Citations, Paper, Translation
    from oeuvre.render import Renderer

AUTHORS_OPEN = 40
"""How many authors a page names at once; of a longer list half as many, and the others open on demand."""


class Carried(NamedTuple):
    """A file that the page itself carries: `href` is a data: address, `name` what it is saved as."""

    label: str
    href: str
    name: str


def pages(library: Library) -> Iterator[Page]:
    """The pages of every paper."""
    common = shared(library)
    styles = "several" if several(library) else "one"
    papers = (None, *library.papers, None)
    for before, paper, after in zip(papers, library.papers, papers[2:], strict=False):
        near = (before.digest if before else "", after.digest if after else "", library.keys[paper.slug])
        inputs = (*common, paper.digest, *near, styles)
        yield Page(path(paper), inputs, partial(page, paper=paper, before=before, after=after))
        for translation in paper.translations:
            make = partial(page, paper=paper, before=before, after=after, translation=translation)
            yield Page(path(paper, translation.lang), inputs, make)


def path(paper: Paper, lang: str = "") -> str:
    """Where a paper's page lies, or its page in another language."""
    return f"papers/{paper.slug}/{lang}/index.html" if lang else f"papers/{paper.slug}/index.html"


def page(
    renderer: Renderer, paper: Paper, before: Paper | None, after: Paper | None, translation: Translation | None = None
) -> str:
    """Fill `paper.html`, in the words of the language that the page tells of the paper in."""
    renderer = renderer.told_in(translation.lang) if translation else renderer
    library, words = renderer.library, renderer.words
    here = path(paper, translation.lang if translation else "")
    parts = renderer.parts(paper)
    kind = entry_type(paper)
    context = {
        **parts,
        "heading": warning(paper) + paper.title.plain,
        "kind_of_page": "article",
        "description": markup.summary(paper.abstract.plain or paper.title.plain),
        "canonical": canonical(library, here),
        "authors": authors(paper, library, words),
        "marks": marks(paper, words),
        "kind": words(f"type.{kind.type}") if kind.type else "",
        "citation": reference(paper, library, renderer.folder),
        "styles": others(paper, library),
        "teaser": framing.teaser(library, paper, words),
        "links": own_links(paper, words),
        "facts": facts(paper, translation, library.site.language, words),
        "files": [_carried(name, paper, renderer) for name in DOWNLOADS],
        "newer": _neighbour(before, words),
        "older": _neighbour(after, words),
        "head_meta": "" if translation else meta.paper(library, paper, here),
    }
    if translation:
        context |= translated(translation, renderer.language, warning(paper))
    return renderer.template("paper.html", root(here), **context)


def translated(translation: Translation, page_language: str, mark: str) -> dict[str, Any]:
    """What a page in another language says otherwise; `mark` stands before the title of a retracted paper."""
    return {
        "language": markup.language(translation.lang, page_language),
        "heading": mark + translation.title.plain,
        "title": markup.title(translation.title),
        "abstract": markup.placed(translation.abstract.html, translation.path),
        "description": markup.summary(translation.abstract.plain or translation.title.plain),
    }


def authors(paper: Paper, library: Library, words: Words) -> str:
    """All authors; of a long list the first, and the others when asked for."""
    line = library.byline(paper, shown=len(paper.authors))
    if len(line.credits) <= AUTHORS_OPEN:
        return markup.byline(line, words, whole=True)
    first = library.byline(paper, shown=AUTHORS_OPEN // 2)
    rest = tuple(credit for credit in line.credits[AUTHORS_OPEN // 2 :] if not credit.owner)
    more = escape(words("more_authors", n=len(rest)))
    others = markup.byline(line._replace(credits=rest, organization=""), words, whole=True)
    shown = markup.byline(first._replace(hidden=0, et_al=False), words, whole=True)
    return f'{shown}<details class="rest"><summary>{more}</summary>{others}</details>'


def marks(paper: Paper, words: Words) -> str:
    """What the signs at the authors' names mean."""
    found = []
    if any(author.equal for author in paper.authors):
        found.append(f"* {words('equal')}")
    if any(author.corresponding for author in paper.authors):
        found.append(f"✉\ufe0e {words('corresponding')}")
    return " · ".join(found)


def own_links(paper: Paper, words: Words) -> list[dict[str, str]]:
    """The paper's files with their sizes and its other links; its identifiers stand among the facts."""
    known = markup.identifiers(paper)
    found = [link for link in markup.links(paper, words) if link not in known]
    return [
        {"label": label, "href": href, "size": markup.size(size, words) if size else ""} for label, href, size in found
    ]


def facts(
    paper: Paper, translation: Translation | None, page_language: str, words: Words
) -> list[tuple[str, str]]:
    """What else is known: identifiers as their registries want them shown, citations, keywords, other versions."""
    found = [(anchor.label, _identifier(anchor, paper)) for anchor in markup.identifiers(paper)]
    if paper.isbn:
        found.append(("ISBN", escape(paper.isbn)))
    if paper.issn:
        found.append(("ISSN", escape(paper.issn)))
    if paper.citations is not None:
        found.append((words("citations"), _citations(paper.citations, words)))
    if paper.keywords:
        found.append((words("keywords"), escape(words("comma").join(paper.keywords))))
    if paper.note:
        found.append((words("note"), paper.note.html))
    found += [(words(f"version.{version.kind}"), markup.version(version, words)) for version in paper.versions]
    if paper.translations:
        found.append((words("languages"), _languages(paper, translation, page_language, words)))
    return found


def _identifier(anchor: Anchor, paper: Paper) -> str:
    """A DOI is shown as its whole address (Crossref's display guidelines), an arXiv id as arXiv prints it."""
    shown = {"DOI": anchor.href, "arXiv": f"arXiv:{paper.arxiv}", "PubMed": paper.pmid}.get(anchor.label, paper.acl)
    return f'<a href="{escape(anchor.href)}">{escape(shown)}</a>'


def _citations(count: Citations, words: Words) -> str:
    when = markup.moment(count.as_of, words) if count.as_of else ""
    source = f"<bdi>{escape(count.source)}</bdi>" if count.source else ""
    aside = words("comma").join(part for part in (source, when) if part)
    total = words.number(count.total)
    return f"{total} ({aside})" if aside else total


def _languages(paper: Paper, translation: Translation | None, page_language: str, words: Words) -> str:
    original = paper.lang or page_language
    here = translation.lang if translation else original
    found = []
    for lang in (original, *(each.lang for each in paper.translations)):
        name = escape(own_name(lang))
        target = ROOT + path(paper, "" if lang == original else lang)
        tag = escape(lang)
        linked = f'<a href="{target}" hreflang="{tag}" lang="{tag}" rel="alternate">{name}</a>'
        found.append(name if lang == here else linked)
    return words("comma").join(found)


def _neighbour(paper: Paper | None, words: Words) -> Anchor | None:
    if paper is None:
        return None
    title = markup.title(paper.title)
    if paper.status:
        fate = escape(words(f"status.{paper.status.kind}"))
        title = f'<span class="status"><strong>{fate}</strong></span> {title}'
    return Anchor(title, markup.address(paper))


def _carried(name: str, paper: Paper, renderer: Renderer) -> Carried:
    form = FORMATS[name]
    text = form.join([renderer.record(name, paper)])
    return Carried(form.label, markup.data_address(form.media_type, text), paper.slug + form.extension)

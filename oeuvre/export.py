"""A list, or a part of it, as one text: what `oeuvre export` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre import languages
from oeuvre.citations import STYLES
from oeuvre.errors import OutputError, UsageError
from oeuvre.exporters import FORMATS, LISTS, typst
from oeuvre.gather import gather
from oeuvre.markup import label_of
from oeuvre.pages.contacts import ORCID, role
from oeuvre.pages.numbers import shown
from oeuvre.pipeline import shelve
from oeuvre.selection import Wanted, select
from oeuvre.text import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.errors import Finding
    from oeuvre.library import Library
    from oeuvre.model import Paper

GROUPS = ("year", "type", "none")


class Exported(NamedTuple):
    """The text and how many papers it holds, or the errors in the content that kept it from being made.

    `whole` is the same list in Typst as a document of its own, which is what a PDF shows.
    """

    text: str
    papers: int
    errors: Sequence[Finding] = ()
    whole: str = ""


def export(
    folder: str, form: str, wanted: Wanted, *, style: str = "", group: str = "year", abstracts: bool = False
) -> Exported:
    """The papers of the site in `folder` that are wanted, in the format of that name.

    `style` and `group` are for lists: a citation style, by default the site's, and what stands in the headings.
    Raises UsageError for a format, a style, a group or a selection that there is not.
    """
    if form not in {*FORMATS, *LISTS}:
        raise UsageError(f'format "{form}" is not known; write one of {", ".join((*FORMATS, *LISTS))}')
    gathered = gather(folder, "", None)
    errors = [finding for finding in gathered.findings if finding.severity == "error"]
    if errors:
        return Exported("", 0, sorted(errors))
    library = shelve(gathered)
    papers = select(library, wanted)
    if form in FORMATS:
        return Exported(FORMATS[form].dumps(papers, library.keys, abstract=abstracts), len(papers))
    text = _list(form, papers, library, style, group)
    return Exported(text, len(papers), whole=_curriculum(library, text) if form == "typst" else "")


def write(path: str, form: str, exported: Exported) -> None:
    """Put a list into a file, in UTF-8; one in Typst can be set as a `.pdf`. Raises OutputError, UsageError."""
    is_pdf = path.lower().endswith(".pdf")
    if is_pdf and form != "typst":
        raise UsageError(f"a PDF is made by Typst alone; write: oeuvre export typst -o {path}")
    data = _pdf(exported.whole) if is_pdf else exported.text.encode("utf-8", "replace")
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise OutputError(f'"{path}" cannot be written ({error.strerror}); give another file') from error


def _pdf(text: str) -> bytes:
    try:
        from typst import compile as compiled
    except ImportError:
        raise UsageError('a PDF needs Typst; install it: pip install "oeuvre[typst]"') from None
    return bytes(compiled(text.encode("utf-8", "replace")))


def _curriculum(library: Library, body: str) -> str:
    """The list under its owner's name, contacts and numbers, as the page `cv/` has them."""
    owner, site = library.owner, library.site
    words = languages.words(site.language)
    contacts = [marks.link(f"mailto:{owner.email}", owner.email) if owner.email else ""]
    if owner.orcid:
        contacts.append(f"{marks.link(ORCID + owner.orcid)} ({words('unauthenticated')})")
    contacts += [marks.link(_absolute(url, site.url), label_of(label, words)) for label, url in owner.links]
    metrics = [f"{number.name}: {number.spoken}" for number in shown(library, words)]
    lines = (role(owner, words), " · ".join(filter(None, contacts)), " · ".join(metrics))
    return typst.document(owner.display, filter(None, lines), site.language, body)


def _absolute(url: str, site_url: str) -> str:
    """A link that can be followed from paper: one within the site needs the site's address."""
    return f"{site_url}{url.removeprefix('/')}" if site_url and ":" not in url else url


def _list(form: str, papers: Sequence[Paper], library: Library, style: str, group: str) -> str:
    name = style or library.site.citation_style
    if name not in STYLES:
        raise UsageError(f'style "{name}" cannot be used for lists; choose one with --style: {", ".join(STYLES)}')
    if group not in GROUPS:
        raise UsageError(f'group "{group}" is not known; write one of {", ".join(GROUPS)}')
    line = STYLES[name].own
    return LISTS[form].dumps(papers, lambda paper: line(paper, library.is_owner), "" if group == "none" else group)

"""All pictures of a site looked at, and smaller ones made of them: what is wrong with one is told, and it is left out.

A picture is made once and kept on the shelf; a build that finds all of them there opens none. What is looked at is the
author's picture of each paper, the first page of its PDF where the settings ask for that, and people's photos.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from oeuvre.errors import Finding, OutputError
from oeuvre.model import Gallery, Picture
from oeuvre.parallel import processors, share
from oeuvre.pictures import shelf, telling
from oeuvre.pictures.making import SIZES, Made, made
from oeuvre.pictures.telling import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oeuvre.model import Content, Paper
    from oeuvre.parallel import Queue


class Wanted(NamedTuple):
    """A picture that a site has: its use, its file, and what identifies that one's content."""

    use: str
    path: str
    digest: str


def survey(site: str, content: Content, *, jobs: int = 0, afresh: bool = False) -> tuple[Gallery, list[Finding]]:
    """The pictures of what was read from the folder `site`, and all that is wrong with them.

    `jobs` is how many processes make what is not on the shelf, 0 for as many as there are processors; with `afresh`
    the shelf is not asked.
    """
    wants = list(dict.fromkeys(_wanted(content)))
    if not wants:
        return Gallery({}), telling.skipped(content.site, Skipped())
    known = {} if afresh else {want: kept for want in wants if (kept := recall(site, want))}
    missing = [want for want in wants if want not in known]
    parts = share(_Making(site, missing), len(missing), min(jobs or processors(), len(missing)))
    known.update(pair for part in parts for pair in part)
    if missing:
        shelf.tidy(site)
    shown: dict[tuple[str, str], Picture] = {}
    refused: set[str] = set()
    findings: list[Finding] = []
    for want in wants:
        found = known[want]
        findings += telling.findings(want.path, found)
        if found.rule == "picture/script":
            refused.add(want.path)
        if found.width and not found.rule:
            widths = SIZES[want.use].widths(found.width, found.height)
            whole = 0 < found.files < len(widths)
            shown[want.use, want.path] = Picture(*want, found.width, found.height, widths[: found.files], whole)
    skipped = Skipped(
        pictures=sum(not picture.widths and not picture.path.endswith(".svg") for picture in shown.values()),
        pages=sum(want.use == "page" and not known[want].width and not known[want].rule for want in wants),
    )
    return Gallery(shown, frozenset(refused)), findings + telling.skipped(content.site, skipped)


def file(site: str, picture: Picture, number: int) -> bytes:
    """The file of that number that was made of a picture. Raises OutputError where its source is another by now."""
    want = Wanted(picture.use, picture.path, picture.digest)
    kept = shelf.get(site, _key(want), number)
    if kept is not None:
        return kept
    again = made(site, *want)
    if number >= len(again.blobs):
        raise OutputError(f"{picture.path} changed while the site was built; build it again")
    return again.blobs[number]


def recall(site: str, want: Wanted) -> Made | None:
    """What is known of a picture from an earlier time."""
    kept = shelf.look(site, _key(want))
    if kept is None:
        return None
    form, width, height, moves, rule, trouble = kept.said
    return Made(str(form), int(width), int(height), bool(moves), str(rule), str(trouble), files=kept.files)


def _key(want: Wanted) -> str:
    return shelf.key(want.use, want.digest)


def _wanted(content: Content) -> Iterator[Wanted]:
    copies = {path.removeprefix("content/"): (path, digest) for path, digest in content.files}
    for paper in content.papers:
        if paper.files or paper.image:
            yield from _of_paper(paper, content.site.teasers, copies)
    for person in (content.owner, *content.people):
        if person.photo in copies:
            yield Wanted("portrait", *copies[person.photo])


def _of_paper(paper: Paper, teasers: str, copies: dict[str, tuple[str, str]]) -> Iterator[Wanted]:
    """A paper's own picture, else its PDF's first page; and all drawings beside it, which may hold scripts."""
    beside = paper.file("image")
    for each in paper.files:
        if (each is beside and teasers != "none") or each.name.lower().endswith(".svg"):
            yield Wanted("teaser", each.path, each.digest)
    if teasers == "none" or beside:
        return
    if (named := unquote(paper.image)) in copies:
        yield Wanted("teaser", *copies[named])
    elif teasers == "pdf" and (pdf := paper.file("pdf")):
        yield Wanted("page", pdf.path, pdf.digest)


class _Making:
    """A share of the pictures that are to be made."""

    def __init__(self, site: str, wants: Sequence[Wanted]) -> None:
        self.site = site
        self.wants = wants

    def __call__(self, queue: Queue) -> list[tuple[Wanted, Made]]:
        """Make the pictures that the queue gives, and put them on the shelf."""
        return [self._made(self.wants[number]) for number in queue]

    def _made(self, want: Wanted) -> tuple[Wanted, Made]:
        found = made(self.site, *want)
        if found.digest == want.digest:  # else the file was changed since it was read
            shelf.put(self.site, _key(want), found.said, found.blobs)
        return want, found._replace(blobs=(), files=len(found.blobs))

"""A publication that stands in a Markdown file, into a record: what the sources share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.importers.prose import plain
from oeuvre.importers.record import Record, ordered
from oeuvre.importers.sheet import Sheet
from oeuvre.migrate.authors import People, people
from oeuvre.migrate.matter import LATEX_IN_QUOTES, mapping
from oeuvre.text import names, page_range
from oeuvre.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.migrate.addresses import Addresses
    from oeuvre.migrate.matter import Matter
    from oeuvre.migrate.old import Place
    from oeuvre.model import Date
    from oeuvre.text.emit import Value

RULES = {
    "migrate/front-matter": "front matter of the old site that is not as it should be",
    "migrate/authors": "authors that were read from a citation",
    "migrate/missing-file": "a file that the old site names and does not have",
    "migrate/beside": "a .bib file that belongs to a paper and does not fit it",
    "migrate/mended": "a value that a build would stop at was written otherwise",
    "migrate/config": "a settings file of the old site that cannot be read whole",
    "migrate/no-profile": "the old site does not say who its owner is",
    "migrate/aside": "a record that the old site has in a file, and does not show",
    "migrate/address": "two things had one address",
}

LABELS = {
    "paperurl": "pdf", "paper_url": "pdf", "paperlink": "pdf", "pdfurl": "pdf", "slidesurl": "slides",
    "slides_url": "slides", "codeurl": "code", "code_url": "code", "codelink": "code", "github": "code",
    "posterurl": "poster", "videourl": "video", "video_url": "video", "dataurl": "data", "dataset": "data",
    "datasets": "data", "websiteurl": "website", "projecturl": "project", "projectpage": "project", "url": "html",
    "link": "html", "paper": "pdf", "preprint": "preprint", "preprinturl": "preprint", "arxivurl": "arxiv",
    "externalurl": "html", "external_link": "html", "presentation": "slides", "supplement": "supp",
    "supplementary": "supp", "press": "press", "media": "press", "openreview": "openreview", "source": "source",
    "event": "event",
}  # fmt: skip
_LINK_WORDS = "pdf html code slides poster video website project demo blog data supp model talk press doi_url"
LINKS = frozenset(_LINK_WORDS.split())
"""Names of fields that hold an address, besides those of LABELS."""

_MILD = (LATEX_IN_QUOTES, "the file is not in UTF-8")
"""Faults of front matter after which it is known what was meant."""

_NOTHING = re.compile(r"(?:n/?a|none|null|nil|tbd|tba|todo|coming soon|-+|\?+)\.?\Z", re.IGNORECASE)
"""What people write where there is no link."""

_MARKS = re.compile(r"(\*\*\*|\*\*|__|(?<!\w)_|\*)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_MARKED_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,1000}\)")
_LOCATOR = re.compile(
    r"[\s,.;:]*(?:vol(?:ume)?\.?\s*|v\.\s*)?(\d{1,4})\s*(?:[,.]?\s*(?:\(|no?\.\s*|issue\s*|nr\.?\s*)(\d[\w/–-]{0,9})\)?)?"
    r"\s*[,:;]?\s*(?:pp?\.?\s*)?([A-Za-z]?\d+(?:\s*[-–—]+\s*[A-Za-z]?\d+)?)?[\s.]*\Z",
    re.IGNORECASE,
)
_NO_LETTERS = re.compile(r"[\W_]+")


def begun(matter: Matter) -> Sheet:
    """A sheet for a file's paper; its findings are about that file, and need no key before them."""
    sheet = Sheet(matter.path, "", 1)
    for fault in matter.faults:
        told = f"{fault.message} (the old file was left as it is; what could be read was taken)"
        sheet.findings.append(Finding(matter.path, fault.line, 1, "warning", told, "migrate/front-matter"))
    return sheet


def finished(sheet: Sheet, matter: Matter) -> Record:
    """The record; what could not be read whole becomes a draft."""
    record = sheet.record()
    doubtful = [one for one in matter.faults if not one.message.startswith(_MILD)]
    if doubtful and "draft" not in record.fields:
        message = 'the front matter has faults and the paper is a draft; look it through and take out "draft: true"'
        sheet.findings.append(Finding(matter.path, doubtful[0].line, 1, "warning", message, "import/draft"))
        record = record._replace(fields=ordered(record.fields | {"draft": "true"}))
    return record._replace(key=matter.path)


def title(text: str) -> str:
    """A title of HTML and Markdown as one with LaTeX."""
    return plain(_MARKS.sub(r"\\textit{\2}", text) if "$" not in text else text)


def unmarked(text: str) -> str:
    """A text of HTML and Markdown with neither."""
    text = _MARKED_LINK.sub(r"\1", plain(text))
    return re.sub(r"\\text(?:it|bf)\{([^{}]*)\}", r"\1", _MARKS.sub(r"\2", text)).strip()


_TIME = re.compile(r"(\d{4}-\d\d?-\d\d?)[T ]\s*\d\d?:\d\d.*\Z")


def dated(sheet: Sheet, text: str) -> Date | None:
    """A date as people write it; a time of the day behind it goes."""
    found = _TIME.match(text)
    return sheet.dated(found[1] if found else text)


def put_people(sheet: Sheet, found: People, field: str = "authors") -> None:
    """Names into the sheet, the equal ones marked."""
    if found.names:
        equal: dict[int, dict[str, Value]] = {place: {"equal": "true"} for place in found.starred}
        sheet.people(field, [names.parse(name) for name in found.names], equal)
    if found.et_al and field == "authors":
        sheet.fields["et_al"] = "true"


def listed(items: Sequence[Value]) -> People:
    """The names in a list, each of which may be a mapping with a name; an item that holds several names is parted."""
    found: list[str] = []
    starred: list[int] = []
    et_al = False
    for item in items:
        text = (
            item
            if isinstance(item, str)
            else " ".join(
                part
                for key in ("name", "given", "first", "first_name", "family", "last", "last_name")
                if isinstance(part := mapping(item).get(key), str)
            )
        )
        one = people(text)
        whole = _is_one(text, one)
        starred += [
            len(found) + place for place in ((0,) if whole and "*" in text and "**" not in text else one.starred)
        ]
        found += [unmarked(text).strip(" *†‡,;")] if whole else one.names
        et_al = et_al or one.et_al
    return People(tuple(name for name in found if name), tuple(starred) if len(starred) > 1 else (), et_al)


def _is_one(text: str, found: People) -> bool:
    """Whether an item of a list is one name, and not several in one text."""
    if found.et_al:
        return False
    return len(found.names) < 2 or names.parse(text).group or text.strip().startswith("{")


def byline(body: str) -> People:
    """The names in the first paragraph, if it is nothing but names: `**Ada Lovelace**<sup>1</sup>, Kai Zhen`."""
    first = re.split(r"\n[ \t]*\n|  \n|<br", body.strip(), maxsplit=1)[0]
    text = unmarked(re.sub(r"<sup>.{0,40}?</sup>|</?[A-Za-z][^<>]{0,300}>", "", first))
    if len(text) > 600 or not re.search(r",|\band\b|&", text) or re.search(r"[:;?!]|\w{3}\.(?:\s|\Z)", text):
        return People(())
    found = people(text)
    proper = all(
        2 <= len(name.split()) <= 4 and name[0].isupper() and name.split()[-1][0].isupper() for name in found.names
    )
    return found if proper and len(found.names) > 1 else People(())


def link(sheet: Sheet, label: str, address: str, addresses: Addresses, place: Place, also: Sequence[str] = ()) -> None:
    """An address into the links, or among the paper's files where it leads to one of the old site."""
    address = address.strip()
    if not address or address == "#":
        return
    folder = place.path.rpartition("/")[0]
    path = addresses.inner(address)
    found = addresses.file(address, folder, also)
    if not found and path and "/" not in path.strip("/"):
        found = addresses.old.named(path.strip("/"))
    if found:
        sheet.files.append((label, found))
    elif path is None or "://" in address:
        sheet.link(
            label if label != "pdf" or ".pdf" in address.lower() or "pdf" in address.lower() else "html", address
        )
    elif re.search(r"\.[A-Za-z0-9]{2,5}\Z", path):
        sheet.keep(label, address)
        message = f'the file "{address}" ({label}) is not in the old site; put it beside the paper if you have it'
        sheet.findings.append(Finding(place.path, place.line, 1, "warning", message, "migrate/missing-file"))
    elif path.startswith("/"):
        sheet.links.setdefault(label, "/" + path.strip("/") + "/")
    elif not _NOTHING.match(address):
        sheet.keep(label, address)


def locator(sheet: Sheet, text: str) -> bool:
    """`37(3): 475-496` behind a venue as volume, issue and pages; whether it was nothing but that."""
    found = _LOCATOR.match(text)
    if not found:
        return not text.strip(" .,;")
    sheet.put("volume", found[1])
    sheet.put("issue", found[2] or "")
    sheet.put("pages", page_range.dashed(found[3] or "", "–"))
    return True


_BEHIND = re.compile(r"(.{4,}?),\s+((?:v\.|vol\b|volume\b|n\.|no\.|pp?\.|pages?\b)\s*[A-Za-z]?\d.*)\Z", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?:v\.|vol(?:ume)?\.?)\s*(?P<volume>\d[\w-]*)|(?:n|no|nr|issue)\.?\s*(?P<issue>\d[\w/-]*)"
    r"|(?:pp?\.?|pages?)\s*(?P<pages>[A-Za-z]?\d+(?:\s*[-–—]+\s*[A-Za-z]?\d+)?)|[\s,;.]+",
    re.IGNORECASE,
)


def venue(sheet: Sheet, text: str, own: str) -> None:
    """A venue, with volume, issue and pages where these stand behind it: `Journal of Looms, v. 12, n. 3, p. 1--9`."""
    found = _BEHIND.match(text)
    rest = found[2] if found else ""
    if not found or _NUMBERS.sub("", rest):
        sheet.put("venue", text, own)
        return
    sheet.put("venue", found[1], own)
    for part in _NUMBERS.finditer(rest):
        for name, value in part.groupdict().items():
            sheet.put(name, page_range.dashed(value or "", "–") if name == "pages" else value or "")


def folded(text: str) -> str:
    """A title as the letters by which it is known."""
    return _NO_LETTERS.sub("", fold(re.sub(r"\\[A-Za-z]+", "", text)))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, give or take marks and a subtitle."""
    first, second = folded(one), folded(other)
    return bool(first and second) and (
        first == second
        or (min(len(first), len(second)) > 15 and (first.startswith(second) or second.startswith(first)))
    )


def fill_gaps(sheet: Sheet, given: Record) -> None:
    """What another description of the same paper has and this one lacks; fields that both have stay."""
    for field, value in given.fields.items():
        if field in ("links", "extra") and isinstance(value, dict):
            mine = sheet.links if field == "links" else sheet.extra
            there = set(map(str, sheet.links.values()))
            for label, item in value.items():
                if str(item) not in there:
                    mine.setdefault(label, item)
        elif field == "date" and str(value).startswith(str(sheet.fields.get("date", ""))):
            sheet.fields["date"] = value
        elif (
            field == "venue"
            and folded(str(value)) != folded(str(sheet.fields.get("venue", "")))
            and sheet.fields.get("venue")
        ):
            continue
        elif field != "draft":
            sheet.fields.setdefault(field, value)
    sheet.files += [one for one in given.files if one not in sheet.files]
    if not sheet.abstract:
        sheet.abstract = given.abstract

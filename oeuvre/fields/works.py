"""Readers of what a paper has and a person not: categories, links, citations, status, versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast, get_args

from oeuvre import categories as taxonomy
from oeuvre.fields.parts import items, parts
from oeuvre.fields.simple import (
    address,
    checked,
    date,
    empty,
    label,
    number,
    one_of,
    phrase,
    scalar,
    shape,
    told,
    verbatim,
)
from oeuvre.model import Citations, Link, Status, StatusKind, Version
from oeuvre.text import identifiers
from oeuvre.text.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from oeuvre.fields.report import Report

LINK_LABELS = ("pdf", "code", "data", "model", "slides", "poster", "video", "project", "demo", "blog", "html")
"""Labels of links that every site understands, in the order in which they are shown."""

_DOI = r"10\.\d{4,9}/\S+"
_LABEL_KEYS = ("name", "label", "title", "text")
_URL_KEYS = ("url", "link", "href")


def categories(node: Node, report: Report) -> tuple[str, ...] | None:
    """The codes of subject categories, without repetition."""
    found: dict[str, None] = {}
    for within, item in items(node, report):
        text = scalar(item, report, within)
        if text:
            found |= dict.fromkeys(_codes(text, report, within))
    return tuple(found)


def category(node: Node, report: Report) -> str | None:
    """The code of one subject category."""
    found = categories(node, report)
    if found and len(found) > 1:
        report.error(node, f"{report.field} has {len(found)} values; write one")
    return found[0] if found else None


def _codes(node: Scalar, report: Report, within: str) -> list[str]:
    """The code in a text, or the codes where several stand in it, as in `cs.CL; cs.LG`."""
    text = node.text.strip()
    try:
        return [taxonomy.resolve(text, report.settings.categories).code]
    except ValueError as error:
        several = re.split(r"[\s,;]+", text)
        if len(several) > 1:
            try:
                return [taxonomy.resolve(each, report.settings.categories).code for each in several if each]
            except ValueError as inner:
                error = inner if re.search("[,;]", text) else error
        report.error(node, str(error), within)
        return []


def links(node: Node, report: Report) -> tuple[Link, ...] | None:
    """Addresses under labels: a mapping, or a list of `{name, url}`."""
    if isinstance(node, Mapping):
        found = [_link(key.text, value, report, f".{key.text}") for key, value in node.entries if not empty(value)]
    elif isinstance(node, Sequence):
        found = [_listed_link(item, report, within) for within, item in items(node, report)]
    else:
        report.error(node, f'{report.field} {told(node)} has no label; write it below as "pdf: address"')
        return None
    return tuple(link for link in found if link)


def _linked(node: Node, report: Report, within: str) -> str | None:
    """An address; a DOI alone is none, though it would pass for a path of the site."""
    if isinstance(node, Scalar) and re.fullmatch(_DOI, node.text.strip()):
        what = f"{label(report, within)} {told(node)} is a DOI"
        report.error(node, f'{what}; write "https://doi.org/{node.text.strip()}"', within)
        return None
    return address(node, report, within)


def _link(name: str, node: Node, report: Report, within: str) -> Link | None:
    if isinstance(node, Scalar) and node.text.startswith("10.") and re.fullmatch(_DOI, node.text.strip()):
        message = f'{label(report, within)} {told(node)} is a DOI; write it as doi, or as "https://doi.org/{node.text.strip()}"'
        report.error(node, message, within)
        return None
    url = address(node, report, within)
    small = name.strip().lower()
    return Link(small if small in LINK_LABELS else name.strip(), url) if url else None


def _listed_link(node: Node, report: Report, within: str) -> Link | None:
    if isinstance(node, Mapping):
        name = url = None
        for key, value in node.entries:
            if key.text in _LABEL_KEYS:
                name = value
            elif key.text in _URL_KEYS:
                url = value
        if isinstance(name, Scalar) and name.text and url:
            return _link(name.text, url, report, f"{within}.url") if not empty(url) else None
        if len(node.entries) == 1 and not name and not url:
            return _link(node.entries[0][0].text, node.entries[0][1], report, within)
    report.error(node, f'{label(report, within)} is not a label with an address; write "pdf: address"', within)
    return None


def citations(node: Node, report: Report) -> Citations | None:
    """How often a work is cited: a number, or `{count, source, as_of, by_year}`."""
    if isinstance(node, Scalar):
        total = number(node, report)
        return None if total is None else Citations(total)
    found = parts(node, report, ("count", "source", "as_of", "by_year"))
    if not found:
        return None
    if found.lacks("count"):
        report.error(node, "citations has no count; add count: and a number")
    total = found.read("count", number, None)
    source = found.read("source", verbatim, "")
    as_of = found.read("as_of", date, None)
    by_year = found.read("by_year", _by_year, ())
    return None if total is None else Citations(total, source, as_of, by_year)


def _by_year(node: Node, report: Report, within: str) -> tuple[tuple[int, int], ...] | None:
    if not isinstance(node, Mapping):
        report.error(node, f"{label(report, within)} is {shape(node)}; write {{2023: 4, 2024: 7}}", within)
        return None
    found = []
    for key, value in node.entries:
        count = number(value, report, f"{within}.{key.text}")
        if not re.fullmatch(r"[12]\d{3}", key.text, re.ASCII):
            what = f"{label(report, within)} has {told(key)}, which is not a year"
            report.error(key, f"{what}; write {{2023: 4, 2024: 7}}", f"{within}.{key.text}")
        elif count is not None:
            found.append((int(key.text), count))
    return tuple(sorted(found))


def status(node: Node, report: Report) -> Status | None:
    """What became of a paper: its kind, or `{kind, date, url, note}`."""
    if isinstance(node, Scalar):
        kind = _status_kind(node, report)
        return Status(kind) if kind else None
    found = parts(node, report, ("kind", "date", "url", "note"))
    if found is None:
        return None
    if found.lacks("kind"):
        report.error(node, "status has no kind; add kind: retracted, corrected or withdrawn")
    kind = found.read("kind", _status_kind, None)
    when = found.read("date", date, None)
    url = found.read("url", _linked, "")
    note = found.read("note", phrase, "")
    return Status(kind, when, url, note) if kind else None


def _status_kind(node: Node, report: Report, within: str = "") -> StatusKind | None:
    word = one_of(*get_args(StatusKind))(node, report, within)
    return cast("StatusKind | None", word)


_version_kind = one_of("preprint", "conference", "journal")
_doi, _arxiv = checked(identifiers.doi), checked(identifiers.arxiv)


def versions(node: Node, report: Report) -> tuple[Version, ...] | None:
    """Other versions of the same work, each `{kind, date, venue, doi, arxiv, url}`."""
    found = [_version(item, report, within) for within, item in items(node, report)]
    return tuple(version for version in found if version)


def _version(node: Node, report: Report, within: str) -> Version | None:
    found = parts(node, report, ("kind", "date", "venue", "doi", "arxiv", "url"), within)
    if found is None:
        return None
    if found.lacks("kind"):
        report.error(node, f"{label(report, within)} has no kind; add kind: preprint, conference or journal", within)
    version = Version(
        kind=found.read("kind", _version_kind, ""),
        date=found.read("date", date, None),
        venue=found.read("venue", phrase, ""),
        doi=found.read("doi", _doi, ""),
        arxiv=found.read("arxiv", _arxiv, ""),
        url=found.read("url", _linked, ""),
    )
    return version if version.kind else None

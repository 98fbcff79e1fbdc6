"""Readers of what only settings and the profile have: addresses of the site, its categories, macros, numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre import categories
from oeuvre.fields.parts import items, pairs, parts
from oeuvre.fields.simple import checked, date, flag, label, number, one_of, scalar, shape, suggestion, told, verbatim
from oeuvre.model import Category, Curriculum, Metric
from oeuvre.text import identifiers
from oeuvre.text.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from oeuvre.fields.report import Report

ORDERS = ("date", "citations", "title", "listed")
TEASERS = ("images", "pdf", "none")
SECTIONS = ("biography", "news", "selected", "papers")
STYLES = ("apa", "ieee", "acm", "chicago", "mla", "vancouver")

_CODE = r"\w[\w.-]*"
_DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
_MACRO = r"\\?([A-Za-z]+)"
_METRIC_PARTS = ("name", "value", "unit", "source", "as_of", "range", "definition")


def metrics(node: Node, report: Report) -> tuple[Metric, ...] | None:
    """Numbers about a person, each `{name, value, unit, source, as_of, range, definition}`."""
    if not isinstance(node, Sequence):
        report.error(node, f"metrics is {shape(node)}; write a list of {{name: …, value: …}}")
        return None
    found = [_metric(item, report, within) for within, item in items(node, report)]
    return tuple(metric for metric in found if metric)


def _metric(node: Node, report: Report, within: str) -> Metric | None:
    found = parts(node, report, _METRIC_PARTS, within)
    if found is None:
        return None
    if found.lacks("name"):
        report.error(node, f"{label(report, within)} has no name; add name: h-index, or what else is counted", within)
    metric = Metric(
        name=found.read("name", verbatim, ""),
        value=found.read("value", _value, ""),
        unit=found.read("unit", verbatim, ""),
        source=found.read("source", verbatim, ""),
        as_of=found.read("as_of", date, None),
        range=found.read("range", verbatim, ""),
        definition=found.read("definition", verbatim, ""),
    )
    return metric if metric.name else None


def _value(node: Node, report: Report, within: str) -> str | None:
    """A number as text, `computed`, or nothing for what is not known."""
    text = verbatim(node, report, within)
    if not text or text in {"computed", "unknown"} or re.fullmatch(r"[+-]?\d+(?:\.\d+)?", text, re.ASCII):
        return "" if text == "unknown" else text
    number_first = re.match(r"[+-]?\d+(?:\.\d+)?(?=\s*\D)", text, re.ASCII)
    remedy = "write a number such as 54, or computed"
    if number_first and re.fullmatch(r"\s*[^\s\d.,]{1,3}", text[number_first.end() :]):
        remedy = f"write value: {number_first[0]} and unit: '{text[number_first.end() :].strip()}'"
    report.error(node, f"{label(report, within)} {told(node)} is not a number; {remedy}", within)
    return None


def base_address(text: str) -> str:
    """The address of a site: absolute, with a slash at its end. ValueError tells what is wrong."""
    url = identifiers.url(text)
    if not url.startswith(("http://", "https://")) or "?" in url or "#" in url:
        raise ValueError(f'url "{text[:100]}" is not the address of a site; write it like "https://example.org/"')
    return url.removesuffix("index.html").rstrip("/") + "/"


base = checked(base_address)


def count(node: Node, report: Report) -> int | str | None:
    """A number, or `all`."""
    if isinstance(node, Scalar) and node.text.strip() == "all":
        return "all"
    if isinstance(node, Scalar) and not node.text.strip().isdigit():
        report.error(node, f"{report.field} {told(node)} is not a number; write a number, or all")
        return None
    return number(node, report)


def positive(node: Node, report: Report) -> int | None:
    """A number from 1."""
    value = number(node, report)
    if value == 0:
        report.error(node, f"{report.field} is 0; write a number from 1")
        return None
    return value


def domain(node: Node, report: Report) -> str | None:
    """A name of a host, for a site with its own domain."""
    found = scalar(node, report)
    if not found:
        return None
    text = found.text.strip().lower()
    host = re.sub(r"^https?://|/$", "", text)
    if re.fullmatch(_DOMAIN, text) and len(text) <= 253:
        return text
    remedy = f'write "{host}"' if re.fullmatch(_DOMAIN, host) else 'write the domain alone, such as "www.example.org"'
    report.error(node, f"{report.field} {told(node)} is not a domain; {remedy}")
    return None


def sections(node: Node, report: Report) -> tuple[str, ...] | None:
    """The sections of the home page, in order."""
    read = one_of(*SECTIONS)
    found = dict.fromkeys(read(item, report, within) for within, item in items(node, report))
    return tuple(section for section in found if section)


def citation_style(node: Node, report: Report) -> str | None:
    """One of our styles, or a file in the Citation Style Language."""
    found = scalar(node, report)
    if not found:
        return None
    text = found.text.strip()
    if text.lower() in STYLES:
        return text.lower()
    if text.endswith(".csl"):
        return text
    report.error(node, f"{report.field} {told(node)} is not known; {suggestion(text, STYLES)}, or name a .csl file")
    return None


def cv(node: Node, report: Report) -> Curriculum | None:
    """What the curriculum lists: `{years, selected}`, or false for none."""
    if isinstance(node, Scalar):
        wanted = flag(node, report)
        return None if wanted is None else Curriculum(wanted)
    found = parts(node, report, ("years", "selected"))
    if not found:
        return None
    default = False
    return Curriculum(years=found.read("years", number, 0), selected=found.read("selected", flag, default))


def macros(node: Node, report: Report) -> tuple[tuple[str, str], ...] | None:
    """LaTeX macros for math: name with its backslash, and replacement."""
    example = r"{'\R': '\mathbb{R}'}"
    found = []
    for key, value in pairs(node, report, example):
        match = re.fullmatch(_MACRO, key.text)
        if match:
            found.append((f"\\{match[1]}", value.text.strip()))
        else:
            what = f"macros {told(key)} is not the name of a macro"
            report.error(key, f"{what}; write letters alone, as in {example}", f".{key.text}")
    return tuple(found)


def own_categories(node: Node, report: Report) -> tuple[Category, ...] | None:
    """The site's own categories: `{code: {label, short, colour}}`, or `{code: label}`."""
    if not isinstance(node, Mapping):
        report.error(node, f"categories is {shape(node)}; write {{code: {{label: …, colour: '#1f5fae'}}}}")
        return None
    found = [_category(key, value, report) for key, value in node.entries]
    return tuple(category for category in found if category)


def _category(key: Scalar, node: Node, report: Report) -> Category | None:
    within = f".{key.text}"
    fit = re.fullmatch(_CODE, key.text) is not None
    if not fit:
        report.error(key, f'category {told(key)} cannot be an address; write letters, digits, "." and "-"', within)
    if isinstance(node, Scalar):
        return categories.own(key.text, " ".join(node.text.split())) if fit else None
    found = parts(node, report, ("label", "short", "colour"), within)
    if found is None:
        return None
    colour = found.read("colour", verbatim, "")
    name, short = found.read("label", verbatim, ""), found.read("short", verbatim, "")
    try:
        category = categories.own(key.text, name, colour)
    except ValueError as error:
        report.error(found.nodes["colour"], str(error), f"{within}.colour")
        category = categories.own(key.text, name)
    if not fit:
        return None
    return category._replace(short=short) if short else category

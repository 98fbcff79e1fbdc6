"""Readers of fields that hold one value: a node becomes a value, or None with what is wrong told.

A field that is left empty (`doi:`, `doi: ~`, `doi: null`) is one that is not there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from oeuvre.text import dates, identifiers
from oeuvre.text.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oeuvre.fields.report import Report
    from oeuvre.model import Date, Text

class Reader(Protocol):
    """A reader of one text: the text in its proper form, or None with what is wrong told."""

    def __call__(self, node: Node, report: Report, within: str = "") -> str | None:
        """Read the node; `within` is its place in the field."""


_NOTHING = frozenset(("~", "null"))
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_LATEX = re.compile(r"[\\{}$]")
_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_EMAIL = r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+"
_COLOUR = r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"


def empty(node: Node) -> bool:
    """Whether a field stands there without a value."""
    if isinstance(node, Scalar):
        text = node.text
        return not text or text.isspace() or (text in _NOTHING and node.plain)
    return False


def told(node: Node, most: int = 60) -> str:
    """What was written, for a message: short, on one line, in double quotes."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    text = " ".join(node.text.split())
    return f'"{text}"' if len(text) <= most else f'"{text[: most - 1].rstrip()}…"'


def shape(node: Node) -> str:
    """A node's shape in words."""
    return "a list" if isinstance(node, Sequence) else "a mapping" if isinstance(node, Mapping) else "one text"


def scalar(node: Node, report: Report, within: str = "", what: str = "one text") -> Scalar | None:
    """The node, if it is one text; `what` says what that would be."""
    if isinstance(node, Scalar):
        return node
    colon = isinstance(node, Mapping) and what == "one text"
    hint = "; a text with a colon in it needs quotes" if colon else ""
    report.error(node, f"{label(report, within)} is {shape(node)}; write {what}{hint}", within)
    return None


def label(report: Report, within: str = "") -> str:
    """The field at hand as messages name it: `authors`, `authors, item 2`, `citations.count`."""
    return report.field + "".join(
        f", item {int(part) + 1}" if part.isdigit() else f".{part}" for part in within.split(".")[1:]
    )


def verbatim(node: Node, report: Report, within: str = "") -> str | None:
    """A text as it was written: volume, pages."""
    found = scalar(node, report, within)
    return " ".join(found.text.split()) if found else None


def raw(node: Node, report: Report) -> str | None:
    """A text of several lines, such as a BibTeX entry."""
    found = scalar(node, report)
    return found.text.strip() if found else None


def phrase(node: Node, report: Report, within: str = "") -> str | None:
    """A short text in which LaTeX's macros are understood: a venue, a publisher."""
    found = scalar(node, report, within)
    if not found:
        return None
    if not _LATEX.search(found.text):
        return " ".join(found.text.split())
    return _inline(found, report).plain


def title(node: Node, report: Report) -> Text | None:
    """A short text with math and LaTeX's macros, in all its renderings."""
    found = scalar(node, report)
    return _inline(found, report) if found else None


def note(node: Node, report: Report) -> Text | None:
    """The same, with addresses as links."""
    found = scalar(node, report)
    return _inline(found, report, links=True) if found else None


def _inline(node: Scalar, report: Report, *, links: bool = False) -> Text:
    from oeuvre.text import rich

    rendered, problems = rich.inline(node.text.strip(), report.settings.macros, links=links)
    report.rich(node, problems)
    return rendered


def prose(node: Node, report: Report) -> Text | None:
    """A long text in Markdown, in all its renderings."""
    from oeuvre.text import rich

    found = scalar(node, report)
    if not found:
        return None
    rendered, problems = rich.block(found.text.strip(), report.settings.macros)
    report.rich(found, problems)
    return rendered


def flag(node: Node, report: Report, within: str = "") -> bool | None:
    """True or false."""
    found = scalar(node, report, within, "true or false")
    if not found:
        return None
    truth = _TRUTH.get(found.text.strip().lower())
    if truth is None:
        what = f"{label(report, within)} {told(node)} is neither true nor false"
        report.error(node, f"{what}; write true or false", within)
    return truth


def number(node: Node, report: Report, within: str = "") -> int | None:
    """A whole number that is not negative."""
    found = scalar(node, report, within, "one number")
    if not found:
        return None
    text = found.text.strip()
    if text.isascii() and text.isdigit() and len(text) < 12:
        return int(text)
    digits = re.sub(r"[\s,.'’_]", "", text)
    grouped = re.fullmatch(r"\d{1,3}(?:[\s,.'’_]\d{3})+", text)
    remedy = f"write {digits}" if grouped and digits.isascii() else "write digits alone, such as 12"
    report.error(node, f"{label(report, within)} {told(node)} is not a whole number; {remedy}", within)
    return None


def date(node: Node, report: Report, within: str = "") -> Date | None:
    """A date as precise as it is known."""
    found = scalar(node, report, within, "one date")
    if not found:
        return None
    text = found.text.strip()
    value = dates.parse(text)
    if value is None:
        likely = dates.read_loose(text[:100])
        remedy = f"write {likely}" if likely else "write YYYY, YYYY-MM or YYYY-MM-DD"
        report.error(node, f"{label(report, within)} {told(node)} is not a date; {remedy}", within)
    return value


def language(node: Node, report: Report) -> str | None:
    """A language tag (BCP 47)."""
    found = scalar(node, report)
    if not found:
        return None
    text = found.text.strip().replace("_", "-")
    if re.fullmatch(_LANGUAGE, text):
        return text
    report.error(node, f'{report.field} {told(node)} is not a language tag; write one such as "en", "de" or "pt-BR"')
    return None


def email(node: Node, report: Report) -> str | None:
    """An e-mail address."""
    found = scalar(node, report)
    if not found:
        return None
    text = found.text.strip().removeprefix("mailto:")
    if re.fullmatch(_EMAIL, text[:320]) and len(text) <= 320:
        return text
    report.error(node, f'{report.field} {told(node)} is not an e-mail address; write it like "me@example.org"')
    return None


def colour(node: Node, report: Report, within: str = "") -> str | None:
    """A colour as CSS writes it in hexadecimal digits."""
    found = scalar(node, report, within)
    if not found:
        return None
    text = found.text.strip()
    if re.fullmatch(_COLOUR, text):
        return text.lower()
    what = f"{label(report, within)} {told(node)} is not a colour"
    report.error(node, f"{what}; write # and six digits in quotes, such as '#1f5fae'", within)
    return None


def checked(check: Callable[[str], str]) -> Reader:
    """A reader of an identifier, by the function that knows its form."""

    def read(node: Node, report: Report, within: str = "") -> str | None:
        found = scalar(node, report, within)
        if not found:
            return None
        try:
            return check(found.text.strip())
        except identifiers.DoubtfulError as doubt:
            report.warn(node, str(doubt), within)
            return doubt.value
        except ValueError as error:
            report.error(node, str(error), within)
            return None

    return read


address = checked(identifiers.url)
"""An address that may be linked: http, https, mailto, or a path within the site."""


def picture(node: Node, report: Report) -> str | None:
    """The path of a picture within `content/`: pages show no pictures of other servers."""
    path = address(node, report)
    if path and ("://" in path or path.startswith("mailto:")):
        what = f"{report.field} {told(node)} is on another server"
        report.error(node, f'{what}; put the picture into content/files/ and write "files/{path.rpartition("/")[2]}"')
        return None
    if path and ".." in path.split("/"):
        report.error(node, f'{report.field} {told(node)} leads out of the site; write a path within content/')
        return None
    return path.lstrip("/").removeprefix("content/") if path else None


def one_of(*choices: str) -> Reader:
    """A reader of one word out of a few."""

    def read(node: Node, report: Report, within: str = "") -> str | None:
        found = scalar(node, report, within)
        if not found:
            return None
        text = found.text.strip()
        if text in choices:
            return text
        where = label(report, within)
        report.error(node, f"{where} {told(node)} is not known; {suggestion(text, choices)}", within)
        return None

    return read


def suggestion(text: str, choices: Iterable[str], others: dict[str, str] | None = None) -> str:
    """What to write instead: the choice that was nearly written, or all of them."""
    import difflib

    choices = list(choices)
    by_small = {choice.lower(): choice for choice in choices} | (others or {})
    near = difflib.get_close_matches(text.lower()[:60], by_small, 1, 0.7)
    return f'did you mean "{by_small[near[0]]}"?' if near else f"write one of {', '.join(choices)}"

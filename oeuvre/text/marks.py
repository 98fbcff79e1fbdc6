"""A line of text with marks in it: italic, bold, links, and the place of a title.

A citation is put together once, as one string in which control characters stand for the markup. No field can hold
them (`clean` takes them out), so the functions that punctuate see plain neighbours, and a rendering (HTML, LaTeX,
Markdown, Typst, plain text) is one escape and a few replacements.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

ITALIC, ROMAN = "\x01", "\x02"
BOLD, LIGHT = "\x03", "\x04"
LINK, SHOWN, UNLINK = "\x05", "\x06", "\x07"
TITLE, QUOTED, END = "\x0e", "\x0f", "\x10"
ALONE, AMONG = "\x11", "\x12"

_UNPRINTABLE = pattern("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_SURROGATE = pattern("[\ud800-\udfff]")
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_STRAIGHT = pattern(r'(<[^>]*>)|"|&quot;|&#34;')
_SINGLE = pattern(r"(?<![^\s(\[—–“‘])\\?'(?=[^\W\d])(?!n\\?')((?:[^'<$]|(?<=\w)\\?'(?=\w))*)'(?!\w)")
"""Straight single quotation marks around words (Typst's escaped); an apostrophe stays: `dog's`, `'90s`, `'n'`."""
_NESTED = pattern(r"‘[^‘’]*(?:’\w[^‘’]*)*’\Z")
"""A quotation that ends where the title does; an apostrophe stands before a letter."""
_CLOSING = pattern(r"\\?(?:''|['’])(?:</\w+>|[\\*_})\]])*\Z")


class Rendering(NamedTuple):
    """How one kind of output writes the marks. `escape` gets text between marks and leaves the marks alone."""

    escape: Callable[[str], str]
    italic: tuple[str, str]
    bold: tuple[str, str]
    link: Callable[[str, str], str]
    """From an address as it is and its text, already escaped."""
    alone: tuple[str, str] = ("", "")
    """Around a text that keeps its direction to itself."""


def clean(text: str) -> str:
    """The text as one line: control characters and line breaks become spaces, and no space stands beside another.

    A lone surrogate, which no file can hold, becomes U+FFFD.
    """
    if text.isprintable():
        return text.strip() if text[:1] == " " or text[-1:] == " " else text
    text = _UNPRINTABLE.sub(_space, text).strip()
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _space(found: re.Match[str]) -> str:
    return "\xa0" if found[0] == "\xa0" else " "


def italic(text: str) -> str:
    """The text in italics; nothing for nothing."""
    return f"{ITALIC}{text}{ROMAN}" if text else ""


def bold(text: str) -> str:
    """The text in bold."""
    return f"{BOLD}{text}{LIGHT}"


def alone(text: str) -> str:
    """The text; one that runs from right to left keeps to itself, and leaves the order of its neighbours alone."""
    return text if text.isascii() or not _RIGHT_TO_LEFT.search(text) else f"{ALONE}{text}{AMONG}"


def link(url: str, shown: str = "") -> str:
    """The text (else the address itself) as a link. Anything but http, https and mailto stays text."""
    if not url.startswith(("https://", "http://", "mailto:")):
        return shown or url
    return f"{LINK}{url}{SHOWN}{shown or url}{UNLINK}"


def title(plain: str) -> str:
    """The place of the title, which every rendering writes in its own way; `plain` is what punctuation looks at."""
    return f"{TITLE}{plain}{END}"


def quoted(plain: str, stop: str = "") -> str:
    """The title's place in double quotes, with `stop` inside them unless the title ends a sentence itself.

    Quotation marks within become single ones (Chicago 13.30, MLA 6.55, IEEE); the stop stands inside all that close
    (Chicago 6.9): `“On ‘more.’”`.
    """
    inner = _inner(plain)
    said, closing = (inner[:-1], "’") if _NESTED.search(inner) else (inner, "")
    if said[-1:] in {"?", "!"} or (said[-1:] == "." and stop == ".") or not stop:
        return f"“{QUOTED}{inner}{END}”"
    return f"“{QUOTED}{said}{END}{stop}{closing}”"


def _within(heading: str, stop: str) -> str:
    """The written title with the stop inside its last quotation mark, in front of whatever markup ends there."""
    found = _CLOSING.search(heading)
    return f"{heading[: found.start()]}{stop}{heading[found.start() :]}" if found else heading + stop


def _inner(text: str) -> str:
    """Double quotation marks as single ones, straight ones as curly ones: they open and close in turn."""
    if "'" in text:
        text = _SINGLE.sub(r"‘\1’", text)
    text = text.replace("“", "‘").replace("”", "’")
    if '"' not in text and "&quot;" not in text and "&#34;" not in text:
        return text
    turns = 0

    def single(found: re.Match[str]) -> str:
        nonlocal turns
        if found[1]:
            return found[1]
        turns += 1
        return "‘" if turns % 2 else "’"

    return _STRAIGHT.sub(single, text)


def last(line: str) -> str:
    """The last character that a reader sees, without marks and closing quotation marks; empty for nothing."""
    shown = line.rstrip("\x02\x04\x07\x10\x12”’\"'")
    return shown[-1:]


def stop(line: str, mark: str = ".") -> str:
    """The line with `mark` at its end, unless it ends with a stop of its own."""
    return line if not line or last(line) in ".?!…" else line + mark


def sentences(*parts: str) -> str:
    """The parts that are not empty, each closed with a full stop, with spaces between them."""
    return " ".join([stop(part) for part in parts if part])


def commas(*parts: str) -> str:
    """The parts that are not empty, with commas between them."""
    return ", ".join([part for part in parts if part])


def plain(line: str) -> str:
    """The line without its marks."""
    text, *linked = line.split(LINK)
    text = "".join([text, *[each.partition(SHOWN)[2] for each in linked]])
    for mark in (ITALIC, ROMAN, BOLD, LIGHT, UNLINK, TITLE, QUOTED, END, ALONE, AMONG):
        text = text.replace(mark, "")
    return text


def render(line: str, rendering: Rendering, heading: str) -> str:
    """The line in one kind of output; `heading` is the title, already written in that kind."""
    before, mark, rest = line.partition(TITLE)
    if not mark:
        before, mark, rest = line.partition(QUOTED)
        heading = _inner(heading)
    if not mark:
        return _write(line, rendering)
    rest = rest.partition(END)[2]
    if mark == QUOTED and rest[1:2] == "’":
        heading, rest = _within(heading, rest[0]), rest[2:]
    if rendering.alone[0] and not heading.isascii() and _RIGHT_TO_LEFT.search(heading):
        heading = heading.join(rendering.alone)
    return _write(before, rendering) + heading + _write(rest, rendering)


def _write(line: str, rendering: Rendering) -> str:
    if LINK not in line:
        return _faces(line, rendering)
    text, *linked = line.split(LINK)
    out = [_faces(text, rendering)]
    for each in linked:
        url, _, rest = each.partition(SHOWN)
        shown, _, text = rest.partition(UNLINK)
        out += (rendering.link(url, rendering.escape(shown)), _faces(text, rendering))
    return "".join(out)


def _faces(text: str, rendering: Rendering) -> str:
    if not text:
        return ""
    text = rendering.escape(text)
    if ITALIC in text or ROMAN in text:
        text = text.replace(ITALIC, rendering.italic[0]).replace(ROMAN, rendering.italic[1])
    if BOLD in text:
        text = text.replace(BOLD, rendering.bold[0]).replace(LIGHT, rendering.bold[1])
    if ALONE in text:
        text = text.replace(ALONE, rendering.alone[0]).replace(AMONG, rendering.alone[1])
    return text


def _html_link(url: str, shown: str) -> str:
    return f'<a href="{html.escape(url)}">{shown}</a>'


HTML = Rendering(html.escape, ("<i>", "</i>"), ("<b>", "</b>"), _html_link, ("<bdi>", "</bdi>"))
"""Safe HTML."""

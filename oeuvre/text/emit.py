"""Front matter as text: values into YAML that `frontmatter.parse`, and any other YAML reader, reads back as they were.

A scalar stands plain only where no reader of YAML 1.1 or 1.2 could take it for anything but that text (or for a
whole number, a date, `true` or `false`, which say the same as text); all else stands in single quotes, where
nothing is special but the quote itself, and a text of several lines in a literal block.
"""

from __future__ import annotations

import re
import unicodedata

Value = str | list["Value"] | dict[str, "Value"]
"""What front matter can hold: texts, lists and mappings of them."""

_PLAIN = re.compile(
    r"(?:[^\W\d_](?:[\w .,;()/&'’–—+?=%~@!-]|:(?=[^\s:])|(?<! )#)*+(?<!')"
    r"|\d{4}-\d\d(?:-\d\d)?|[1-9]\d{0,8}|0|\d{1,9}–\d{1,9})\Z"
)
_TRUTHS = ("true", "false")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "null", *_TRUTHS))
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text as front matter can hold it.

    Characters that nobody can see go (controls, turns of direction), every kind of line break becomes a newline,
    accents are composed (NFC).
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _BREAK.sub("\n", text)))


def scalar(text: str, indent: str = "") -> str:
    """One text as a YAML scalar; `indent` is that of the line on which it begins. The text is cleaned first."""
    text = clean(text)
    if "\n" in text:
        return _block(text, indent + "  ")
    if _PLAIN.match(text) and text[-1] != " " and (text in _TRUTHS or text.lower() not in _WORDS):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _block(text: str, indent: str) -> str:
    body = text.rstrip("\n")
    if not body:
        return '"' + text.replace("\n", "\\n") + '"'
    missing = len(text) - len(body)
    chomp = ("-", "", "+")[min(missing, 2)]
    hint = "2" if body[0] in " \n\t" else ""
    lines = "\n".join(indent + line if line else "" for line in body.split("\n"))
    return f"|{hint}{chomp}\n{lines}" + "\n" * max(missing - 1, 0)


def key(name: str) -> str:
    """A name as a key can be: white space as single spaces, not empty, and cut where YAML has no keys any more."""
    return " ".join(clean(name).split())[:500] or "unnamed"


def field(name: str, value: Value, indent: str = "") -> str:
    """A field of a mapping as one or several lines, the last one without its line end.

    `name` is made a possible `key` first; an empty list is `[]`.
    """
    name = key(name)
    head = indent + (scalar(name) if ":" not in name else _quoted(name))
    if isinstance(value, str):
        return f"{head}: {scalar(value, indent)}"
    if not value:
        return f"{head}: {'[]' if isinstance(value, list) else '{}'}"
    return f"{head}:\n{_lines(value, indent + '  ')}"


def _lines(value: list[Value] | dict[str, Value], indent: str) -> str:
    if isinstance(value, dict):
        return "\n".join(field(name, item, indent) for name, item in value.items())
    return "\n".join(f"{indent}- {_item(item, indent)}" for item in value)


def _item(value: Value, indent: str) -> str:
    if isinstance(value, str):
        return scalar(value, indent)
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    return _lines(value, indent + "  ").removeprefix(indent + "  ")


def document(fields: dict[str, Value], body: str) -> str:
    """A whole Markdown file: the front matter, and below it the body (without line ends around it)."""
    head = "\n".join(field(name, value) for name, value in fields.items())
    body = clean(body).strip("\n")
    return f"---\n{head}\n---\n" + (f"\n{body}\n" if body else "")

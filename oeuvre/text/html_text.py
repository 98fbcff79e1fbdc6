"""Text as HTML, and HTML's references as text."""

from __future__ import annotations

from oeuvre.text.characters import odd


def escape(text: str) -> str:
    """Text between tags."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def attribute(text: str) -> str:
    """Text as the value of an attribute in double quotes."""
    return escape(text).replace('"', "&quot;")


def character(name: str) -> str:
    """The characters of an HTML reference, or nothing if there is none of that name."""
    if name[0] == "#":
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        meant = chr(code) if code < 0x110000 else ""
    else:
        from html.entities import html5

        meant = html5.get(name + ";", "")
    if meant.isspace() and meant.isascii():
        return " "
    return "" if odd(meant) else meant

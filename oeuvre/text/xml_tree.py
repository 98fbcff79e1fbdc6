"""XML from strangers into a tree: nothing that its DTD declares is believed, so it cannot grow and reads no files."""

from __future__ import annotations

import html
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MOST_LEVELS = 100


def parse(data: bytes) -> Element:
    """The root element; names in a namespace read `{namespace}name`.

    Raises ValueError, with what is wrong and where, for what is not well-formed, declares entities in a DTD, or nests
    deeper than any answer does. Entities of HTML (`&uuml;`) are known where a DTD is named but not given.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_LEVELS:
            raise ValueError(f"line {parser.CurrentLineNumber}: the XML nests deeper than {MOST_LEVELS} levels")
        builder.start(_name(name), {_name(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(name))

    def doctype(_name: str, _system: str | None, _public: str | None, inside: int) -> None:
        if inside:
            refuse()

    def refuse(*_: object) -> NoReturn:
        raise ValueError(f"line {parser.CurrentLineNumber}: the XML has a DTD with declarations, which are not read")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = lambda name, _: builder.data(html.unescape(f"&{name};"))
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the C function takes no names
    except expat.ExpatError as error:
        raise ValueError(f"line {error.lineno}: this is not XML ({expat.ErrorString(error.code)})") from error
    except (LookupError, UnicodeError) as error:
        raise ValueError("the XML names an encoding that nobody knows") from error
    return builder.close()


def _name(name: str) -> str:
    return "{" + name if "}" in name else name


def text(element: Element | None) -> str:
    """All text in an element, on one line; empty where there is none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""

"""References in any style of the Citation Style Language, from a `.csl` file, by citeproc-py (the extra `csl`).

citeproc-py follows most of CSL 1.0.2, not all of it, and takes some milliseconds a reference; the styles in `STYLES`
are exact and quick. It does not escape what it is given, so letters that mean something in HTML go through it in
disguise, and its output is sanitised.
"""

from __future__ import annotations

import html
import json
import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from oeuvre.errors import OeuvreError
from oeuvre.model import Text

if TYPE_CHECKING:
    from collections.abc import Callable

_DISGUISE = str.maketrans({"&": "\ufdd0", "<": "\ufdd1", ">": "\ufdd2", "\ufdd0": None, "\ufdd1": None, "\ufdd2": None})
_REVEAL = str.maketrans({"\ufdd0": "&amp;", "\ufdd1": "&lt;", "\ufdd2": "&gt;"})
_SHOWN = str.maketrans({"\ufdd0": "&", "\ufdd1": "<", "\ufdd2": ">"})
_TAG = re.compile("<[^>]*>")
_NUMBER = re.compile(r"\A\s*[\[(]?1(?!\d)[\])]?\.?\s*")
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;)\]]")
_ALLOWED = {"i", "b", "u", "sup", "sub", "span"}


def load(path: str, data: bytes) -> Callable[[str], Text]:
    """A style from the bytes of a `.csl` file: a function from a record in CSL-JSON to the reference.

    `path` is for messages. Raises OeuvreError if citeproc-py is not installed, if the file is no style that stands on
    its own, or, when it is used, if citeproc-py fails.
    """
    try:
        from citeproc import CitationStylesStyle
    except ImportError:
        message = f'citation style "{path}" needs citeproc-py; run: pip install "oeuvre[csl]"'
        raise OeuvreError(message) from None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise OeuvreError(f'citation style "{path}" declares a DOCTYPE, which no style needs; remove it')
    try:
        style = CitationStylesStyle(BytesIO(data), validate=False)
        complete = style.has_bibliography()
    except Exception as error:  # noqa: BLE001  # citeproc-py and lxml promise no set of exceptions for a wrong file
        message = f'citation style "{path}" cannot be read ({_told(error)}); take one from the CSL style repository'
        raise OeuvreError(message) from None
    if not complete:
        message = f'citation style "{path}" has no bibliography of its own; take the independent style that it names'
        raise OeuvreError(message)
    numbered = b'"citation-number"' in data
    return lambda record: _cite(path, style, record, numbered=numbered)


def _cite(path: str, style: Any, record: str, *, numbered: bool) -> Text:
    from nh3 import clean

    item = json.loads(record.translate(_DISGUISE))
    item["id"] = "paper"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of fields that it does not know
            shown = _rendered(style, item)
    except Exception as error:  # noqa: BLE001  # as above
        message = f'citation style "{path}" fails on "{item.get("title", "")}" ({_told(error)}); use a built-in style'
        raise OeuvreError(message.translate(_SHOWN)) from None
    if numbered:
        shown = _NUMBER.sub("", shown)
    safe = clean(shown, tags=_ALLOWED, attributes={}).translate(_REVEAL).strip()
    plain = html.unescape(_TAG.sub("", safe))
    return Text(plain, _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', safe), plain)


def _rendered(style: Any, item: dict[str, Any]) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]))
    bibliography.register(Citation([CitationItem("paper")]))
    return str(bibliography.bibliography()[0])


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__

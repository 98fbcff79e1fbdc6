"""Markdown to HTML by Python-Markdown, which is loaded only when a text needs it."""

from __future__ import annotations

import re
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown import Markdown

_LOCK = Lock()
_TRAILING = re.compile(r"(?<!\s)\s++\Z|(?<![^\S\n])[^\S\n]++(?=\n\n)")


def render(text: str) -> str:
    """The HTML of Markdown in which code, math and escapes are tokens; not yet sanitised."""
    with _LOCK:
        engine = _engine()
        engine.reset()
        return engine.convert(_TRAILING.sub("", text.replace("\t", " ")))


@cache
def _engine() -> Markdown:
    from markdown import Markdown
    from markdown.extensions.def_list import DefListExtension
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension

    engine = Markdown(
        extensions=[
            DefListExtension(),
            FootnoteExtension(BACKLINK_TITLE="Back to the text"),
            SaneListExtension(),
            TableExtension(use_align_attribute=True),
        ],
        output_format="html",
    )
    for name in ("backtick", "escape", "autolink", "automail", "html"):
        engine.inlinePatterns.deregister(name)  # these are tokens by now
    engine.preprocessors.deregister("html_block")
    engine.parser.blockprocessors.deregister("code")
    return engine

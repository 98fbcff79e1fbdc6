"""Markdown to HTML by Python-Markdown, which is loaded only when a text needs it."""

from __future__ import annotations

import re
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Markdown

_LOCK = Lock()
_MARKS = {ord("*"): None, ord("_"): None}
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
    for name in ("em_strong", "em_strong2"):
        if name in engine.inlinePatterns:
            _keep_words(engine.inlinePatterns[name])
    return engine


def _keep_words(emphasis: Any) -> None:
    """Has asterisks and underscores mean themselves wherever emphasis would lose a word.

    Python-Markdown 3.11.3 makes `*w**w. a*a.w` to `*w<strong>w. a</strong>.w`, without the last `a`.
    """
    find = emphasis.handleMatch

    def careful(match: re.Match[str], data: str) -> tuple[Any, int | None, int | None]:
        element, start, end = find(match, data)
        if element is None or isinstance(element, str) or start is None or end is None:
            return element, start, end
        kept = "".join(element.itertext()).translate(_MARKS) == data[start:end].translate(_MARKS)
        return (element, start, end) if kept else (None, start, end)

    emphasis.handleMatch = careful

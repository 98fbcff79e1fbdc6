"""References to read: one paper in the words of a style manual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.citations import acm, apa, chicago, ieee, mla, vancouver
from oeuvre.model import Text
from oeuvre.reference import nobody
from oeuvre.text import marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.model import Author, Paper


class Style(NamedTuple):
    """A style: `line` gives a reference with its marks (`text.marks`), for any kind of output."""

    label: str
    line: Callable[[Paper, Callable[[Author], bool]], str]

    def html(self, paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> str:
        """The reference as safe HTML; the names for which `is_owner` holds are in bold."""
        return marks.render(self.line(paper, is_owner), marks.HTML, paper.title.html)

    def cite(self, paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> Text:
        """The reference as safe HTML and as plain text."""
        line = self.line(paper, is_owner)
        plain = marks.plain(line)
        return Text(plain, marks.render(line, marks.HTML, paper.title.html), plain)


# To add a style: 1. a file with `line(paper, is_owner)`, made of `parts`; 2. a line here; 3. its golden file,
# `tests/citations/cases/<name>.txt`, with every paper of `tests/citations/cases/papers.py`.
STYLES: dict[str, Style] = {
    "apa": Style("APA 7", apa.line),
    "ieee": Style("IEEE", ieee.line),
    "acm": Style("ACM", acm.line),
    "chicago": Style("Chicago 17 (author-date)", chicago.line),
    "mla": Style("MLA 9", mla.line),
    "vancouver": Style("Vancouver (NLM)", vancouver.line),
}
"""Every style by the word for it in `site.yml` (`citation_style`)."""

"""References to read: one paper in the words of a style manual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.citations import acm, apa, chicago, ieee, mla, parts, vancouver
from oeuvre.model import Text
from oeuvre.reference import nobody
from oeuvre.text import marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.model import Author, Name, Paper


class Style(NamedTuple):
    """A style: `line` gives a reference with its marks (`text.marks`), for any kind of output."""

    label: str
    line: Callable[[Paper, Callable[[Author], bool]], str]
    name: Callable[[Name], str]
    """A later author's name, as the style writes it."""

    def own(self, paper: Paper, is_owner: Callable[[Author], bool]) -> str:
        """The line for the owner's own list: where the style names fewer authors, the owner is named all the same.

        `A. Okafor, …, **J. Berg**, et al.`; APA's `A, B, . . . **Berg, J.**, . . . C`.
        """
        line = self.line(paper, is_owner)
        place = next((at for at, author in enumerate(paper.authors) if is_owner(author)), -1)
        if place < 0 or marks.BOLD in line:
            return line
        name = marks.bold(self.name(paper.authors[place].name))
        if ", . . . " in line:
            return line.replace(", . . . ", f", . . . {name}, . . . ", 1)
        before, cut, rest = line.partition("et al.")
        if not cut:
            return line
        first = before.rstrip(f" ,{marks.ITALIC}")
        shown = f"{first}, {name}" if _beside(paper, place, first, self.name) else f"{first}, …, {name}"
        if place + 1 < len(paper.authors) or paper.et_al:
            return f"{shown}, {before[len(first) :].lstrip(' ,')}{cut}{rest}"
        rest = rest.removeprefix(marks.ROMAN)
        return (marks.stop(shown) if rest[:1] == " " else shown) + rest

    def html(self, paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> str:
        """The reference as safe HTML; the names for which `is_owner` holds are in bold."""
        return marks.render(self.line(paper, is_owner), marks.HTML, paper.title.html)

    def cite(self, paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> Text:
        """The reference as safe HTML and as plain text."""
        line = self.line(paper, is_owner)
        plain = marks.plain(line)
        return Text(plain, marks.render(line, marks.HTML, paper.title.html), plain)


def _beside(paper: Paper, place: int, shown: str, form: Callable[[Name], str]) -> bool:
    """Whether the author before this one is the last that is shown."""
    return place == 1 or shown.endswith(form(paper.authors[place - 1].name))


# To add a style: 1. a file with `line(paper, is_owner)`, made of `parts`; 2. a line here; 3. its golden file,
# `tests/citations/cases/<name>.txt`, with every paper of `tests/citations/cases/papers.py`.
STYLES: dict[str, Style] = {
    "apa": Style("APA 7", apa.line, parts.short_inverted),
    "ieee": Style("IEEE", ieee.line, parts.short),
    "acm": Style("ACM", acm.line, parts.full),
    "chicago": Style("Chicago 17 (author-date)", chicago.line, parts.full),
    "mla": Style("MLA 9", mla.line, parts.full),
    "vancouver": Style("Vancouver (NLM)", vancouver.line, parts.bare),
}
"""Every style by the word for it in `site.yml` (`citation_style`)."""

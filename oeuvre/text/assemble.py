"""Clean HTML with tokens to what a page shows, and to plain text, in one pass over its tags.

Tokens get their HTML back; ids get a prefix, so that no content can take a name of the theme's; headings start at `h2`;
an image on another host becomes a link, since no page asks anything of another server.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.text import mathml_plain
from oeuvre.text.atoms import TOKEN
from oeuvre.text.html_text import attribute, escape
from oeuvre.text.sanitise import address, elsewhere

if TYPE_CHECKING:
    from oeuvre.text.atoms import Atom

ID_PREFIX = "section-"

_PART = re.compile("\ufdd0([0-9]+)\ufdd1|<(/?)([a-z0-9]+)([^>]*)>")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_WRAPPED = re.compile("<p>\\s*(\ufdd0[0-9]+\ufdd1)\\s*</p>")
_HEADING = re.compile(r"<h([1-6])[ >]")
_FOOTNOTE = re.compile(r"(fn|fnref)\d*:(.+)")
_UNESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))

_PARAGRAPHS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol", "dl", "table", "figure",
     "section", "details", "hr", "article", "aside", "address")
)  # fmt: skip
_LINES = frozenset(("li", "tr", "dt", "dd", "summary", "caption", "figcaption"))
_LISTS = frozenset(("ul", "ol", "dl"))
_ADDRESSES = frozenset(("href", "src"))

_PARAGRAPH, _LINE = "\x1e", "\x1f"


class Assembly:
    """Collects `html` and `plain`, and the addresses of images on other hosts in `images`."""

    def __init__(self, atoms: list[Atom], identity: str, *, page: bool) -> None:
        self.atoms = atoms
        self.identity = identity
        self.page = page
        self.html: list[str] = []
        self.plain: list[str] = []
        self.images: list[str] = []
        self.raised = 0  # by how many levels headings are lowered
        self.literal = 0  # how many elements are open in which tokens show what was typed
        self.linked = 0
        self.lists = 0
        self.paragraph = False
        self.small = 0  # where the words start in plain that are raised or lowered
        self.hidden = False  # in a footnote's number, which plain text leaves out
        self.heading = (-1, -1)  # where the open heading starts in html and in plain
        self.ids: dict[str, int] = {}  # and how often the same was wanted

    def take(self, html: str) -> None:
        """Reads all of it."""
        if self.page:
            self.raised = 2 - min(map(int, _HEADING.findall(html)), default=2)
        html = _WRAPPED.sub(self._unwrapped, html)
        done = 0
        for found in _PART.finditer(html):
            if found.start() > done:
                self._text(html[done : found.start()])
            done = found.end()
            if found[1]:
                self._token(self.atoms[int(found[1])])
            elif found[2]:
                self._close(found[3], found[0])
            else:
                self._open(found[3], found[4])
        if done < len(html):
            self._text(html[done:])

    def text(self) -> str:
        """The plain text: paragraphs with blank lines between them."""
        return unfolded("".join(self.plain))

    def _unwrapped(self, found: re.Match[str]) -> str:
        token = TOKEN.match(found[1])
        return found[1] if token and self.atoms[int(token[1])].block else found[0]

    def _text(self, html: str) -> None:
        self.html.append(html)
        if not self.hidden:
            self.plain.append(unescape(html))

    def _token(self, atom: Atom) -> None:
        if self.literal:
            self.html.append(escape(atom.source))
            self.plain.append(atom.source)
            return
        html = atom.html
        if self.linked and "<a " in html:
            html = escape(atom.plain)
        if self.paragraph and atom.block:
            html = f"</p>{html}<p>"
        self.html.append(html)
        if atom.block:
            self.plain.append(f"{_PARAGRAPH}{atom.plain}{_PARAGRAPH}".replace("\n", _LINE))
        elif not self.hidden:
            self.plain.append(atom.plain)

    def _open(self, tag: str, attributes: str) -> None:
        if tag in ("code", "pre"):
            self.literal += 1
        if tag == "img":
            self._image(self._attributes(tag, attributes))
            return
        if tag == "a":
            self.linked += 1
            if self.linked > 1:
                return  # links do not nest
            self.hidden = self.hidden or "footnote-" in attributes
        self.plain.append(self._break(tag))
        self.lists += tag in _LISTS
        self.paragraph = tag == "p" or (self.paragraph and tag not in _PARAGRAPHS)
        if tag in ("sub", "sup"):
            self.small = len(self.plain)
        printed = self._printed(self._attributes(tag, attributes)) if attributes else ""
        if tag[0] == "h" and tag[1:].isdigit():
            self.heading = (len(self.html), len(self.plain))
            tag, printed = (self._level(tag), printed) if self.page else ("p", ' class="heading"')
        self.html.append(f"<{tag}{printed}>")

    def _close(self, tag: str, typed: str) -> None:
        if tag in ("code", "pre"):
            self.literal -= 1
        elif tag == "a":
            self.linked -= 1
            if self.linked:
                return
            self.hidden = False
        self.lists -= tag in _LISTS
        self.plain.append(" " if tag in ("td", "th") else self._break(tag))
        self.paragraph = self.paragraph and tag != "p"
        if tag in ("sub", "sup"):
            words = "".join(self.plain[self.small :])
            self.plain[self.small :] = [mathml_plain.small(words, above=tag == "sup")]
        if tag[0] == "h" and tag[1:].isdigit():
            typed = f"</{self._level(tag)}>"
            self._identify()
        self.html.append(typed)

    def _break(self, tag: str) -> str:
        """What an element's start or end is in plain text."""
        if tag in _PARAGRAPHS and not (tag in _LISTS and self.lists):
            return _PARAGRAPH
        return _LINE if tag in _LINES or tag in _LISTS else " " if tag == "br" else ""

    def _level(self, tag: str) -> str:
        return f"h{min(int(tag[1]) + self.raised, 6)}" if self.page else "p"

    def _identify(self) -> None:
        """Gives the heading that ends here an id made of its words."""
        start, words = self.heading
        self.heading = (-1, -1)
        if not self.page or start < 0 or " id=" in self.html[start]:
            return
        from oeuvre.text.slugs import slugify

        name = base = ID_PREFIX + (slugify("".join(self.plain[words:])) or "section")
        count = self.ids.get(base, 0) + 1
        while count > 1 and (name := f"{base}-{count}") in self.ids:
            count += 1
        self.ids[base] = count
        self.ids.setdefault(name, 1)
        self.html[start] = f'{self.html[start][:-1]} id="{name}">'

    def _attributes(self, tag: str, attributes: str) -> list[tuple[str, str]]:
        """The attributes as they may be printed, with tokens resolved; values are unescaped."""
        made: list[tuple[str, str]] = []
        for name, value in _ATTRIBUTE.findall(attributes):
            value = unescape(value)  # noqa: PLW2901 - the value itself
            if name in _ADDRESSES:
                safe = address(TOKEN.sub(lambda found: self.atoms[int(found[1])].source, value))
                if safe is None or (name == "src" and tag != "img" and elsewhere(safe)):
                    continue
                value = f"#{self._id(safe[1:])}" if safe.startswith("#") and len(safe) > 1 else safe  # noqa: PLW2901
            else:
                value = TOKEN.sub(lambda found: self.atoms[int(found[1])].plain, value)  # noqa: PLW2901
            if name == "id":
                value = self._id(value)  # noqa: PLW2901
                if value in self.ids:
                    continue
                self.ids[value] = 1
            elif name == "class" and not value:
                continue
            elif name == "align":
                name, value = "class", f"align-{value}"  # noqa: PLW2901 - `align` is obsolete
            made.append((name, value))
        return made

    def _id(self, value: str) -> str:
        """An id that neither the theme nor another text on the page has."""
        footnote = _FOOTNOTE.fullmatch(value)
        if footnote:
            return f"{footnote[1]}-{self.identity}-{footnote[2]}"
        return ID_PREFIX + (value if self.page else f"{self.identity}-{value}")

    @staticmethod
    def _printed(attributes: list[tuple[str, str]]) -> str:
        return "".join(f' {name}="{attribute(value)}"' for name, value in attributes)

    def _image(self, attributes: list[tuple[str, str]]) -> None:
        known = dict(attributes)
        source, shown = known.get("src", ""), known.get("alt", "")
        self.plain.append(shown)
        if not elsewhere(source):
            if "alt" not in known:
                attributes.append(("alt", ""))
            self.html.append(f"<img{self._printed(attributes)}>" if source else escape(shown))
            return
        self.images.append(source)
        shown = escape(shown or source)
        self.html.append(shown if self.linked else f'<a href="{attribute(source)}">{shown}</a>')


def unescape(html: str) -> str:
    """Text that nh3 escaped."""
    if "&" in html:
        for entity, character in _UNESCAPED:
            html = html.replace(entity, character)
    return html


def unfolded(text: str) -> str:
    """Paragraphs and lines from their marks, with single spaces."""
    paragraphs = []
    for paragraph in text.split(_PARAGRAPH):
        lines = [" ".join(line.split()) for line in paragraph.split(_LINE)]
        joined = "\n".join(filter(None, lines))
        if joined:
            paragraphs.append(joined)
    return "\n\n".join(paragraphs)

"""HTML in Markdown: links and pictures as Markdown, what a page here cannot have without its tags, its words kept."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from oeuvre.text import sanitise

if TYPE_CHECKING:
    from collections.abc import Callable

    Tell = Callable[[int, str], None]

_CODE = re.compile(
    r"^([ \t]*)(```+|~~~+)[^\n]*\n.*?^[ \t]*\2[ \t]*$|(?<!`)(`+)(?!`).{1,2000}?(?<!`)\3(?!`)", re.DOTALL | re.MULTILINE
)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][A-Za-z0-9]{0,15}(?:-[a-z]{1,15})?)((?:\s[^<>]{0,4000})?)/?>", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_WHOLE = "script style svg noscript template head form object map select textarea canvas"
_GONE = frozenset(_WHOLE.split())
"""Elements of which nothing stays."""

_BARE = (
    "div span center font section main header footer nav button article aside big label fieldset form input link "
    "meta html body head title base param embed object u tt strike picture iframe img wbr basefont nobr"
)
_UNWRAPPED = frozenset(_BARE.split())
_BLOCKS_WORDS = "div center section main header footer nav article aside form fieldset"
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_STAYS = re.compile(
    r"<(?:p|ul|ol|li|table|t[rdh]|dl|dt|dd|details|summary|h[1-6]|blockquote|pre|figure|figcaption)[\s>]", re.IGNORECASE
)
_EMOJI = re.compile(r"(?<![\w:/]):([a-z_]{2,30}):(?![\w:/])")
_FACES = {
    "sparkles": "✨", "smile": "😄", "smiley": "😃", "tada": "🎉", "rocket": "🚀", "fire": "🔥",
    "trophy": "🏆", "star": "⭐", "star2": "🌟", "books": "📚", "book": "📖", "memo": "📝", "pencil": "📝",
    "email": "📧", "mortar_board": "🎓", "wave": "👋", "heart": "❤️", "warning": "⚠️", "bulb": "💡",
    "medal_sports": "🏅", "partying_face": "🥳", "page_facing_up": "📄", "newspaper": "📰",
    "loudspeaker": "📢", "mega": "📣", "clap": "👏", "microscope": "🔬", "computer": "💻", "robot": "🤖",
    "brain": "🧠", "link": "🔗", "point_right": "👉", "eyes": "👀", "thumbsup": "👍", "balloon": "🎈",
    "calendar": "📆", "date": "📅", "bell": "🔔", "muscle": "💪",
}  # fmt: skip
"""The emoji that people name in news of such sites; others stay as they were typed."""

_LINK = re.compile(r'<a href="([^"]*)">([^<>]{0,2000})</a>')
_IMAGE = re.compile(r"<img ([^<>]*)>")
_EMPTY = re.compile(r"<(i|em|b|strong|span|a|p|ul|ol|li)>\s*</\1>")


def read(text: str, tell: Tell) -> str:
    """The text with the HTML that a page here may have; code stays as it is."""
    if ":" in text:
        text = _EMOJI.sub(lambda found: _FACES.get(found[1], found[0]), text)
    if "<" not in text:
        return text
    reader = _Reader(text, tell)
    text = reader.read()
    text = _EMPTY.sub("", text)
    if not _STAYS.search(text):
        text = _IMAGE.sub(_picture, _LINK.sub(_link, text))
    return re.sub(r"\n{3,}", "\n\n", text)


class _Reader:
    """One text on its way."""

    def __init__(self, text: str, tell: Tell) -> None:
        self.text = text
        self.tell = tell
        self.out: list[str] = []

    def read(self) -> str:
        end = 0
        for code in _CODE.finditer(self.text):
            self._prose(end, code.start())
            self.out.append(code[0])
            end = code.end()
        self._prose(end, len(self.text))
        return "".join(self.out)

    def _prose(self, start: int, stop: int) -> None:
        while found := _TAG.search(self.text, start, stop):
            self.out.append(self.text[start : found.start()])
            start = found.end()
            name = (found[2] or "").lower()
            if not name:
                if len(found[0].strip("<!->\n ")) > 1:
                    self.tell(found.start(), "a comment was left out")
            elif name in _GONE:
                start = self._whole(name, found, stop)
            else:
                self._tag(name, found)
        self.out.append(self.text[start:stop])

    def _whole(self, name: str, found: re.Match[str], stop: int) -> int:
        """Leave an element with all that is in it; the place after it."""
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, found.end(), stop)
        if found[1] or not closing:
            return found.end()
        self.tell(found.start(), f"<{name}> was left out with what is in it")
        return closing.end()

    def _tag(self, name: str, found: re.Match[str]) -> None:
        given = attributes(found[3])
        if name in ("iframe", "embed") and not found[1] and given.get("src"):
            address = re.sub(
                r"\Ahttps?:(//www\.youtube(?:-nocookie)?\.com)/embed/([\w-]+).*", r"https:\1/watch?v=\2", given["src"]
            )
            self.out.append(f'<a href="{html.escape(address)}">{html.escape(given.get("title") or address)}</a>')
            self.tell(found.start(), f"<{name}> became a link")
        elif name == "img" and given.get("src"):
            self.out.append(f"<img {_kept(name, given)}>")
        elif name in ("d-cite", "d-footnote"):
            self.out.append(
                "" if found[1] or name == "d-footnote" else f"[{given.get('key', '')}](cite:{given.get('key', '')})"
            )
        elif name == "d-math":
            self.out.append("$")
        elif "-" in name:  # an element of somebody's script
            self.out.append("")
        elif name in _UNWRAPPED:
            self.out.append("\n\n" if name in _BLOCKS else "")
        elif name in sanitise.TAGS:
            kept = "" if found[1] else _kept(name, given)
            self.out.append(f"<{found[1]}{name}{' ' if kept else ''}{kept}>")
        else:
            self.out.append(found[0])


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag; the first of a name counts, as in browsers."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def _kept(name: str, given: dict[str, str]) -> str:
    """Those attributes that a page here may have."""
    sizes = ("width", "height")
    return " ".join(
        f'{key}="{html.escape(value)}"'
        for key, value in given.items()
        if sanitise.allowed(name, key) and (key not in sizes or value.isdecimal())
    )


def _link(found: re.Match[str]) -> str:
    address, words = html.unescape(found[1]).strip(), found[2].strip()
    if not words or re.search(r"[\s<>]", address) or "[" in words or "]" in words or "\n\n" in words:
        return found[0]
    return f"[{words}]({address})" if address.count("(") == address.count(")") else f"[{words}](<{address}>)"


def _picture(found: re.Match[str]) -> str:
    given = attributes(found[1])
    address = given.get("src", "").strip().replace(" ", "%20")
    if given.keys() & {"width", "height"} or "(" in address:
        return found[0]
    alt = given.get("alt", "").replace("[", "(").replace("]", ")")
    return f"![{alt}]({address})"

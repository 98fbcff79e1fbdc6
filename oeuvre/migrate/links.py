"""The links in texts, led to where things stand in the new site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.migrate.addresses import key
from oeuvre.migrate.old import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.migrate.addresses import Addresses
    from oeuvre.migrate.house import Text
    from oeuvre.migrate.luggage import Luggage
    from oeuvre.text.emit import Value

_INLINE = re.compile(r"(?<=\]\()(<[^<>\n]{1,1000}>|(?:[^()\s<>\\]|\\.|\([^()\s]{0,300}\)){1,1500})")
_DEFINED = re.compile(r"^( {0,3}\[[^\]\n]{1,200}\]:[ \t]+)(\S+)", re.MULTILINE)
_ATTRIBUTE = re.compile(r"\b((?:href|src)=)([\"'])([^\"'<>]{1,2000})\2", re.IGNORECASE)
_CITED = re.compile(r"\[([^\[\]\n]{1,200})\]\(cite:([^()\s]{1,200})\)")
_CODE = re.compile(
    r"^([ \t]*)(```+|~~~+)[^\n]*\n.*?^[ \t]*\2[ \t]*$|(?<!`)(`+)(?!`).{1,2000}?(?<!`)\3(?!`)", re.DOTALL | re.MULTILINE
)


class Links:
    """Leads links anew. `pages` are the new places of old addresses (by `addresses.key`), `papers` those of keys.

    `reading` is the file whose links are led: what leads nowhere is told as missed there.
    """

    def __init__(self, addresses: Addresses, luggage: Luggage, missed: Callable[[str, Place], None]) -> None:
        self.addresses = addresses
        self.luggage = luggage
        self.missed = missed
        self.reading = Place("")
        self.pages: dict[str, str] = {}
        self.papers: dict[str, str] = {}

    def text(self, text: Text, top: str) -> str:
        """A text whose links lead to what there is; `top` is the way from its file up to `content/`."""
        markdown = text.markdown
        if "(" not in markdown and "=" not in markdown and "]:" not in markdown:
            return markdown

        def lead(address: str) -> str:
            return self.lead(address, text.folder, top)

        return _CITED.sub(self._cited, _each(markdown, lead))

    def lead(self, address: str, folder: str, top: str) -> str:
        """Where an address of the old site leads now; one that leads elsewhere stays as it is."""
        path = None if address.startswith("cite:") else self.addresses.inner(address)
        if path is None:
            return address
        anchor = "".join(address.partition("#")[1:])
        page = self._page(path, folder)
        if page:
            return (top + page if page == "profile.md" else page) + anchor
        file = self.addresses.file(address, folder)
        if file:
            return (self.luggage.beside.get(file) or self.luggage.take(file)).replace(" ", "%20")
        if path.strip("/"):
            self.missed(address, self.reading)
        return address if path.strip("/") else top + "profile.md"

    def led(self, links: Value) -> dict[str, Value]:
        """Links in front matter, to where things stand in the output."""
        found: dict[str, Value] = {}
        for label, address in links.items() if isinstance(links, dict) else ():
            place = self.lead(str(address), "", "")
            found[label] = as_link(place) if place != address else address
        return found

    def _page(self, path: str, folder: str) -> str:
        tries = [key(path)]
        if not path.startswith("/") and folder:
            tries.insert(0, key(f"{folder}/{path}"))
        return next((self.pages[one] for one in tries if one in self.pages), "")

    def _cited(self, found: re.Match[str]) -> str:
        place = self.papers.get(found[2].lower())
        return f"[{found[1]}]({place})" if place else found[1]


def _bracketed(address: str, lead: Callable[[str], str]) -> str:
    if address.startswith("<"):
        return f"<{lead(address[1:-1])}>"
    return lead(address)


def anchored(markdown: str, folder: str) -> str:
    """A text whose relative links begin at the top of the old site, so that it can stand in another folder's page."""

    def lead(address: str) -> str:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]", address) or not folder:
            return address
        return f"/{folder}/{address.removeprefix('./')}"

    return _each(markdown, lead)


def _each(markdown: str, lead: Callable[[str], str]) -> str:
    """A text with every address in it led anew; code stays as it is."""
    parts = []
    end = 0
    for code in [*_CODE.finditer(markdown), None]:
        prose = markdown[end : code.start() if code else len(markdown)]
        prose = _INLINE.sub(lambda found: _bracketed(found[1], lead), prose)
        prose = _DEFINED.sub(lambda found: found[1] + lead(found[2]), prose)
        parts.append(_ATTRIBUTE.sub(lambda found: f"{found[1]}{found[2]}{lead(found[3])}{found[2]}", prose))
        if code:
            parts.append(code[0])
            end = code.end()
    return "".join(parts)


def as_link(place: str) -> str:
    """A place in `content/` as a link in front matter names it: where it stands in the output."""
    kind, _, name = place.partition("/")
    if kind == "papers" and place.endswith(".md"):
        return f"papers/{name.removesuffix('.md')}/index.html"
    if kind == "pages":
        return f"{name.removesuffix('.md')}/index.html"
    if kind == "people" and place.endswith(".md"):
        return f"people/{name.removesuffix('.md')}/index.html"
    if kind == "papers":
        return f"papers/{name.partition('.')[0]}/{name}"
    return "index.html" if place == "profile.md" else place

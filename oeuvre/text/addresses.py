"""Addresses that may stand in a link: http, https, mailto, or relative to the site; no other scheme ever."""

from __future__ import annotations

import re
from urllib.parse import unquote

from oeuvre.text.characters import legible
from oeuvre.text.patterns import pattern

_C0_AND_SPACE = "".join(map(chr, range(33)))
_LINE_BREAKS = str.maketrans(dict.fromkeys("\t\n\r"))
_ORDINARY = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9./_~:?#@!$&()*+,;=%'-]*")
"""What nearly all addresses are made of: they stay as they are, which takes 1 us to see and 6 to work out."""
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)", re.ASCII)
_HOST = pattern(r"//[^\s/?#\"<>^`{|}]+")
_UNSAFE = pattern(
    '[\x00-\x20"<>\\\\^`{|}\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff\ufff9-\uffff]'
)
_BARE_HOST = pattern(
    r"www\.|(?:[\w-]+\.)+(?:com|org|net|edu|gov|io|ai|dev|eu|uk|de|fr|ch|nl|be)(?:[/?#:]|\Z)", re.IGNORECASE
)
_EMAIL = pattern(r"[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+")


def url(text: str) -> str:
    """The address as it can stand in a link, ready to be escaped for its place.

    It is read as browsers do (WHATWG URL: controls and spaces at the ends and tabs and line breaks anywhere do not
    count, a backslash is a slash); spaces and other characters that no address has are percent-encoded.

    ValueError: it has another scheme, no host, or is empty; the message says what to do.
    """
    if _ORDINARY.fullmatch(text):
        return text
    address = text.strip(_C0_AND_SPACE).translate(_LINE_BREAKS)
    if not address:
        raise ValueError("address is empty; write one or remove the line")
    found = _SCHEME.match(address)
    if not found:
        return _relative(address.replace("\\", "/"))
    scheme, rest = found[0].lower(), address[found.end() + 1 :]
    if scheme in {"http", "https"}:
        rest = rest.replace("\\", "/")
        if not _HOST.match(rest):
            raise ValueError(f'address "{told(address)}" has no host; write it like "https://example.org/page"')
    elif scheme == "mailto":
        if not _EMAIL.match(rest[:320]):
            raise ValueError(f'address "{told(address)}" has no e-mail address; write it like "mailto:me@example.org"')
    elif scheme == "doi":
        raise ValueError(f'address "{told(address)}" is a DOI; write "https://doi.org/{told(rest.strip())}"')
    elif "." in scheme:
        raise ValueError(f'address "{told(address)}" has no scheme; write "https://{told(address)}"')
    else:
        raise ValueError(
            f'address "{told(address)}" begins with "{told(found[0])}:"; '
            "only http, https, mailto and addresses within the site can be linked"
        )
    return f"{scheme}:{_encoded(rest)}"


def _relative(address: str) -> str:
    if address.startswith("//"):
        raise ValueError(f'address "{told(address)}" has no scheme; write "https:{told(address)}"')
    if _BARE_HOST.match(address):
        raise ValueError(f'address "{told(address)}" has no scheme; write "https://{told(address)}"')
    if len(address) <= 320 and _EMAIL.fullmatch(address):
        raise ValueError(f'address "{told(address)}" is an e-mail address; write "mailto:{told(address)}"')
    return _encoded(address)


def file_of(address: str) -> str:
    """The file that stands at an address within the site: `/old/nets/` is `old/nets/index.html`."""
    path = unquote(address.partition("?")[0].partition("#")[0]).strip("/")
    if path.endswith((".html", ".htm")):
        return path
    return f"{path}/index.html" if path else "index.html"


def _encoded(text: str) -> str:
    return _UNSAFE.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    return "".join([f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")])


def told(text: str) -> str:
    """The text short enough for a message, in one line."""
    return legible(text if len(text) <= 100 else text[:99] + "…")

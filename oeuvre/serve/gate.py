"""Who may ask the preview: this machine's browsers, from the preview's own pages.

Any web page can make a browser send requests to 127.0.0.1, and a name that its owner points there (DNS rebinding)
makes the answers readable. So the Host must be a name that cannot be pointed elsewhere (RFC 6761: localhost and what
ends in .localhost; a loopback address; what the user gave as `--host`), a request from another origin is refused
(RFC 6454; WebSockets know no other fence), and so is one that another site's page makes in the background (Fetch
Metadata: Sec-Fetch-Site). Only following a link from elsewhere is let through.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABEL = r"[A-Za-z0-9_-]{1,63}"
_HOST = re.compile(rf"(?P<name>\[[0-9A-Fa-f:.]{{2,45}}\]|{_LABEL}(?:\.{_LABEL})*)(?::(?P<port>[0-9]{{1,5}}))?")
_ORIGIN = re.compile(r"https?://(?P<host>[^/]+)")
_LOCALHOST = re.compile(rf"(?:{_LABEL}\.)*localhost")
_LONGEST = 300
_EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 (recognised here, bound only when the user asks)


class Host(NamedTuple):
    """A Host header in parts; `name` is in small letters, `port` is empty where none was written."""

    name: str
    port: str


class Refusal(NamedTuple):
    """Why a request is not answered."""

    status: int
    message: str


def refusal(headers: Mapping[str, str], bound: str) -> Refusal | None:
    """Why a request with these headers is not answered, or None if it is. `bound` is what was given as `--host`."""
    asked = headers.get("Host", "")
    host = parse(asked)
    if host is None or not own(host.name, bound):
        return Refusal(421, f'"{asked[:100]}" is not this preview; open it as localhost, or name the host with --host')
    origin = headers.get("Origin")
    if origin is not None and not trusted(origin, host, bound):
        return Refusal(403, f'"{origin[:100]}" is not this preview; open the page from the preview itself')
    site = headers.get("Sec-Fetch-Site", "none").lower()
    followed = (headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")) == ("navigate", "document")
    if site not in {"none", "same-origin"} and not followed:
        return Refusal(403, "a page of another site asked for this; open it from the preview itself")
    return None


def parse(header: str) -> Host | None:
    """A Host header in parts, or None if it is none (RFC 9110, 7.2)."""
    found = _HOST.fullmatch(header) if len(header) <= _LONGEST else None
    return Host(found["name"].lower(), found["port"] or "") if found else None


def own(name: str, bound: str) -> bool:
    """Whether a host's name can only mean this preview.

    Bound everywhere, every address will do: only a name can be pointed at somebody else's machine.
    """
    bound = bound.lower()
    if _LOCALHOST.fullmatch(name) or name in {"[::1]", bound, f"[{bound}]"}:
        return True
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return bound in _EVERYWHERE or (address.version == 4 and address.is_loopback)


def loopback(bound: str) -> bool:
    """Whether what was given as `--host` is for this machine alone."""
    if _LOCALHOST.fullmatch(bound.lower()):
        return True
    try:
        return ipaddress.ip_address(bound.strip("[]")).is_loopback
    except ValueError:
        return False


def trusted(origin: str, host: Host, bound: str) -> bool:
    """Whether an Origin header names a page of this preview: an own name, and the port that was asked.

    The port matters: another program on this machine (localhost:3000) is another origin.
    """
    found = _ORIGIN.fullmatch(origin) if len(origin) <= _LONGEST else None
    origin_host = parse(found["host"]) if found else None
    return origin_host is not None and origin_host.port == host.port and own(origin_host.name, bound)

"""A page of the site with the preview's scripts in it. `build` never does this.

The page's own Content-Security-Policy stays, with one rule: `script-src` also allows `'self'`, and `connect-src` also
`'self'` and this server's WebSocket; where one is missing it is made from `default-src`, and where that is missing
too, nothing is in the way. `'none'` goes, as it stands only alone (CSP 3, 6.7.2).
"""

from __future__ import annotations

import html
import re

_META = re.compile(rb"<meta\b[^<>]*>", re.IGNORECASE)
_POLICY = re.compile(r"""http-equiv\s*=\s*["']?content-security-policy\b""", re.IGNORECASE)
_CONTENT = re.compile(r"""(?P<before>\bcontent\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


def preview(page: bytes, host: str, port: str, generation: int) -> bytes:
    """The page with the scripts, for a browser that asked at `host` and `port` ("" is the scheme's own).

    `generation` comes back in the browser's greeting (`snipver`), so that a page that was replaced between its
    sending and the greeting is told at once. Scripts go to the end of the head; without one, to the end.
    """
    # host and port are told in the query: from its own address the script cannot read [::1] or a port left out
    port_number = port or "80"
    scripts = (
        f'<script src="/livereload.js?host={host}&amp;port={port_number}&amp;mindelay=250&amp;maxdelay=2000'
        f'&amp;snipver={generation}" defer></script><script src="/__oeuvre__/preview.js" defer></script>'
        '<script src="/__oeuvre__/renew.js" defer></script>'
    ).encode()
    end = _HEAD_END.search(page)
    head, rest = (page[: end.start()], page[end.start() :]) if end else (page, b"")
    return _META.sub(lambda meta: _opened(meta[0], f"ws://{host}:{port_number}"), head) + scripts + rest


def _opened(meta: bytes, socket: str) -> bytes:
    text = meta.decode("utf-8", "surrogateescape")
    if not _POLICY.search(text):
        return meta

    def content(found: re.Match[str]) -> str:
        written = found["double"] if found["double"] is not None else found["single"]
        policy = opened(html.unescape(written), socket)
        return f'{found["before"]}"{html.escape(policy, quote=False).replace(chr(34), "&quot;")}"'

    return _CONTENT.sub(content, text, count=1).encode("utf-8", "surrogateescape")


def opened(policy: str, socket: str) -> str:
    """A policy that also allows the preview's scripts and its WebSocket at `socket`."""
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)  # the first of a name counts (CSP 3, 2.2.1)
    default = directives.get("default-src")
    for name, needed in (("script-src", ["'self'"]), ("connect-src", ["'self'", socket])):
        allowed = directives.get(name, default)
        if allowed is not None:
            kept = [source for source in allowed if source.lower() != "'none'"]
            directives[name] = kept + [source for source in needed if source not in kept]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())

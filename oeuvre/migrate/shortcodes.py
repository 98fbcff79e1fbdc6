"""Hugo's shortcodes in texts: what is known becomes Markdown, the words of the rest stay, and all of it is told.

Sources: Hugo's embedded shortcodes, and those of HugoBlox (modules/blox-*/layouts/shortcodes).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.migrate.liquid import figure

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(
    r"""\{\{([<%])\s*(/?)\s*([\w./-]{1,60})((?:\s+(?:[\w-]+=)?(?:"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`|[^\s"'`<>%/][^\s"'`<>%]*))*)"""
    r"""\s*/?\s*[>%]\}\}"""
)
_ARGUMENT = re.compile(r"""(?:([\w-]+)=)?("(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`|[^\s"'`]+)""")
_PAIRED = frozenset(("staticref", "callout", "alert", "spoiler", "details", "highlight", "button", "cta"))
_SILENT = frozenset(("icon", "toc", "math", "/math", "columns", "column", "hr", "list_children", "embed-pdf-end"))
_EMBEDDED = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "bilibili": "https://www.bilibili.com/video/",
}
_ALERT = re.compile(r"^(>[ \t]*)\[!(\w{1,20})\][+-]?[ \t]*(.*)$", re.MULTILINE)


def read(text: str, tell: Callable[[int, str], None]) -> str:
    """The text without shortcodes; `tell` takes where something was left out, and what."""
    if "[!" in text:
        text = _ALERT.sub(lambda found: f"{found[1]}**{found[3] or found[2].capitalize()}**\n{found[1]}", text)
    if "{{" not in text:
        return text
    reader = _Reader(text, tell)
    end = 0
    for found in _TOKEN.finditer(text):
        reader.put(text[end : found.start()])
        end = found.end()
        reader.token(found)
    reader.put(text[end:])
    result = reader.finished()
    for mark in ("{{<", "{{%"):
        if mark in result:
            tell(max(text.find(mark), 0), f'"{mark}" begins no shortcode that could be read, and stays as it is')
    return result


class _Reader:
    """One text on its way: `open` are the pairs that are not closed yet, each with what stands in it."""

    def __init__(self, text: str, tell: Callable[[int, str], None]) -> None:
        self.text = text
        self.tell = tell
        self.open: list[tuple[str, list[str], dict[str, str], list[str]]] = []
        self.out: list[str] = []

    def put(self, text: str) -> None:
        (self.open[-1][3] if self.open else self.out).append(text)

    def token(self, found: re.Match[str]) -> None:
        name = found[3]
        plain: list[str] = []
        named: dict[str, str] = {}
        for label, typed in _ARGUMENT.findall(found[4]):
            value = typed[1:-1] if typed[0] in "\"'`" else typed
            if label:
                named[label] = value
            else:
                plain.append(value)
        if found[2]:
            self._close(name)
        elif name in _PAIRED and re.search(
            rf"\{{\{{[<%]\s*/\s*{re.escape(name)}\s*[>%]\}}\}}", self.text[found.end() :]
        ):
            self.open.append((name, plain, named, []))
        else:
            self._single(found, name, plain, named)

    def _close(self, name: str) -> None:
        if self.open and self.open[-1][0] == name:
            _, plain, named, inner = self.open.pop()
            self.put(_wrapped(name, plain, named, "".join(inner)))

    def _single(self, found: re.Match[str], name: str, plain: list[str], named: dict[str, str]) -> None:
        first = plain[0] if plain else ""
        if name in ("figure", "img", "image") and (named.get("src") or first):
            alt = named.get("alt") or named.get("title", "")
            self.put(figure(named.get("src") or first, alt, named.get("caption", "")))
        elif name in _EMBEDDED and (first or named.get("id")):
            self.put(f"[{named.get('title') or 'Video'}]({_EMBEDDED[name]}{first or named['id']})")
        elif name in ("video", "audio", "embed-pdf", "pdf", "gdocs", "iframe") and (
            named.get("src") or named.get("url") or first
        ):
            self.put(f"[{name.capitalize()}]({named.get('src') or named.get('url') or first})")
        elif name in ("ref", "relref"):
            self.put("/" + first.removesuffix(".md").removesuffix("/index").removesuffix("/_index").strip("/"))
        elif name == "cite" and (named.get("page") or first):
            path = named.get("page") or first
            self.put(f"[{path.strip('/').rpartition('/')[2]}]({path})")
        elif name == "mention":
            self.put(first)
        elif name in ("staticref", "button"):
            self.put(_wrapped(name, plain, named, first))
        elif name not in _SILENT:
            self.tell(found.start(), f'"{" ".join(found[0].split())[:60]}" was left out; its words stay')

    def finished(self) -> str:
        while self.open:
            self._close(self.open[-1][0])
        return "".join(self.out)


def _wrapped(name: str, plain: list[str], named: dict[str, str], inner: str) -> str:
    """What stood between two shortcodes, in Markdown."""
    inner = inner.strip("\n")
    if name == "staticref":
        return f"[{inner.strip()}](/{(plain[0] if plain else '').lstrip('/')})"
    if name in ("button", "cta"):
        address = named.get("url") or named.get("link") or named.get("cta_link") or ""
        return f"[{inner.strip() or named.get('cta_text', 'Link')}]({address})" if address else inner
    if name == "highlight":
        return f"\n```{plain[0] if plain else ''}\n{inner}\n```\n"
    if name in ("spoiler", "details"):
        summary = named.get("text") or (plain[0] if plain else "More")
        return f"<details><summary>{summary}</summary>\n\n{inner}\n\n</details>"
    kind = named.get("type") or (plain[0] if plain else "note")
    body = "\n".join(f"> {line}".rstrip() for line in inner.strip().split("\n"))
    return f"\n> **{named.get('title') or kind.capitalize()}**\n>\n{body}\n"

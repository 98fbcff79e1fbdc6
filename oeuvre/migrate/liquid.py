"""Jekyll's templates in texts: what is known becomes Markdown, the words of the rest stay, and all of it is told.

Sources: the Liquid reference (tags, filters), Jekyll's own tags (`link`, `post_url`, `highlight`, `include`), and the
includes of al-folio (figure, video, audio) and jekyll-scholar (`cite`, `bibliography`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.text.emit import Value

    Tell = Callable[[int, str], None]

_TOKEN = re.compile(r"\{\{-?\s*((?:(?!\}\}).){0,1000}?)\s*-?\}\}|\{%-?\s*((?:(?!%\}).){0,2000}?)\s*-?%\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)""")
_FILTERS = re.compile(r"""\s*\|\s*(?=(?:[^"']|"[^"]*"|'[^']*')*\Z)""")
_QUOTED = re.compile(r"""\A(?:"([^"]*)"|'([^']*)')\Z""")
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*\Z")
_KRAMDOWN = re.compile(r"[ \t]?\{:{1,2}/?[^{}\n]{0,300}\}")
_TOC = re.compile(
    r"^[ \t]*(?:[-*+]|\d\.)[ \t]+[^\n]{0,60}\n[ \t]*\{:[ \t]*(?:toc|\.no_toc)[^{}\n]{0,80}\}[ \t]*$", re.MULTILINE
)
_AT_SITE = frozenset(("site.baseurl", "site.url", "base_path", "site.github.url"))
"""What stands before a path within the site; here such paths need nothing before them."""

_HERE = "\ue0de"
_TAGS = r"</?(?:ul|ol|div|p|table|tbody)(?:\s[^<>]{0,200})?>"
_EMPTIED = re.compile(
    rf"^(?:#{{1,6}}[ \t][^\n]*|[^\n]+\n(?:=+|-+)[ \t]*)\n(?:\s|{_TAGS}){{0,40}}{_HERE}"
    rf"(?:\s|{_HERE}|{_TAGS}){{0,80}}(?=^#|^[^\n]+\n(?:=+|-+)[ \t]*$|\Z)",
    re.MULTILINE,
)
"""A heading below which there was nothing but what was left out."""

_DROPPED = frozenset(("for", "capture", "comment", "tablerow", "case", "schema"))
_SILENT = frozenset(
    ("endif", "endunless", "endhighlight", "endraw", "enddetails", "endtabs", "endtab", "break", "continue")
)
_FIGURES = frozenset(("figure", "image", "img", "picture", "fig", "responsive-image", "image-caption"))
_MEDIA = frozenset(("video", "audio", "youtube", "vimeo", "youtubeplayer"))
_LISTS = frozenset(("bibliography", "publications", "selected_papers", "news", "latest_posts", "archive-single"))


def read(text: str, scope: dict[str, Value], tell: Tell) -> str:
    """The text without Liquid. `scope` has what variables stand for (`site`, `page`), `tell` takes what was changed."""
    if "{" not in text:
        return text
    if "{:" in text:
        text = _KRAMDOWN.sub("", _TOC.sub("", text))
    if "{{" not in text and "{%" not in text:
        return text
    reader = _Reader(scope, tell)
    end = 0
    for found in _TOKEN.finditer(text):
        reader.words(text[end : found.start()])
        end = found.end()
        reader.token(found)
    reader.words(text[end:])
    result = "".join(reader.out)
    if _HERE in result:
        result = _EMPTIED.sub("", result).replace(_HERE, "")
    for mark in ("{{", "{%"):
        if mark in result and not reader.raw_seen:
            tell(text.find(mark), f'"{mark}" stands alone, and stays as it is')
    return result


class _Reader:
    """One text on its way. `skipping` are the blocks whose content goes, `raw` says that nothing is Liquid here."""

    def __init__(self, scope: dict[str, Value], tell: Tell) -> None:
        self.scope = scope
        self.tell = tell
        self.out: list[str] = []
        self.skipping: list[str] = []
        self.raw = self.raw_seen = False

    def words(self, text: str) -> None:
        if not self.skipping:
            self.out.append(text)

    def token(self, found: re.Match[str]) -> None:
        tag = (found[2] or "").strip()
        name = tag.split(" ", 1)[0] if tag else ""
        if self.raw and name != "endraw":
            self.words(found[0])
        elif found[1] is not None:
            if not self.skipping:
                self._variable(found)
        elif self.skipping:
            self._within(name)
        else:
            self._tag(found, name, tag[len(name) :].strip())

    def _within(self, name: str) -> None:
        """A tag in what is skipped: it may end that, or begin more of it."""
        last = self.skipping[-1]
        if name == f"end{last}" or (last == "if" and name == "endunless"):
            self.skipping.pop()
        elif name in _DROPPED or (name in ("if", "unless") and last in ("if", "unless")):
            self.skipping.append("if" if name == "unless" else name)

    def _variable(self, found: re.Match[str]) -> None:
        value = evaluated(found[1], self.scope)
        if value is None:
            self.tell(found.start(), f'"{_short(found[0])}" was left out: its value is not known here')
        else:
            self.out.append(value)

    def _tag(self, found: re.Match[str], name: str, rest: str) -> None:
        if name == "raw":
            self.raw = self.raw_seen = True
        elif name == "endraw":
            self.raw = False
        elif name == "comment":
            self.skipping.append(name)
        elif name in _DROPPED or name in ("else", "elsif", "when"):
            self.skipping.append("if" if name in ("else", "elsif", "when") else name)
            if name in _DROPPED:
                self.out.append(_HERE)
                self.tell(found.start(), f'"{_short(found[0])}" and what it repeats were left out')
        elif name in ("link", "post_url"):
            path = rest.strip("\"'")
            self.out.append(f"/_posts/{path}.md" if name == "post_url" else f"/{path.lstrip('/')}")
        elif name in ("highlight", "endhighlight"):
            self.out.append(f"```{rest.partition(' ')[0] if name == 'highlight' else ''}")
        elif name in ("cite", "reference", "quote"):
            self.out.append(", ".join(f"[{key}](cite:{key})" for key in rest.split() if not key.startswith("-")))
        elif name in ("details", "enddetails"):
            self.out.append(f"<details><summary>{rest}</summary>\n\n" if name == "details" else "\n\n</details>")
        elif name in ("include", "include_relative", "include_cached"):
            self._include(found, rest)
        elif name in _LISTS:
            self.out.append(_HERE)
            self.tell(found.start(), f'"{_short(found[0])}" was left out: such lists are made by themselves')
        elif name not in _SILENT:
            self.tell(found.start(), f'"{_short(found[0])}" was left out; its words stay')

    def _include(self, found: re.Match[str], rest: str) -> None:
        file = rest.split(" ", 1)[0].strip("\"'")
        stem = file.rpartition("/")[2].partition(".")[0]
        if stem == "base_path":
            return
        given = {name: value.strip("\"'") for name, value in _ATTRIBUTES.findall(rest)}
        path = given.get("path") or given.get("src") or given.get("url") or given.get("image_path") or ""
        if stem in _FIGURES and path:
            self.out.append(figure(path, given.get("alt") or given.get("title", ""), given.get("caption", "")))
        elif stem in _MEDIA and (path or given.get("id")):
            address = path or f"https://www.youtube.com/watch?v={given['id']}"
            self.out.append(f"[{given.get('title') or given.get('caption') or stem.capitalize()}]({address})")
        elif stem in _LISTS or stem.startswith("archive"):
            self.tell(found.start(), f'"{_short(found[0])}" was left out: such lists are made by themselves')
        else:
            self.tell(found.start(), f'"{_short(found[0])}" was left out: put what it showed here by hand')


def figure(path: str, alt: str, caption: str) -> str:
    """A picture in Markdown, with what stands below it as a paragraph of its own."""
    shown = (alt or caption).replace("[", "(").replace("]", ")")
    below = (
        f"\n\n*{caption.strip()}*\n"
        if caption.strip() and "*" not in caption
        else f"\n\n{caption}\n"
        if caption
        else ""
    )
    return f"![{shown}]({path.replace(' ', '%20')}){below}"


def evaluated(expression: str, scope: dict[str, Value]) -> str | None:
    """What an expression stands for, or None where that is not known: `'/a.pdf' | relative_url` is `/a.pdf`."""
    base, *filters = _FILTERS.split(expression.strip())
    value = _value(base.strip(), scope)
    for each in filters:
        name, _, argument = each.partition(":")
        given = _value(argument.strip(), scope)
        if name == "prepend" and value is not None and given is not None:
            value = given + value
        elif name == "append" and value is not None and given is not None:
            value += given
        elif name in ("relative_url", "absolute_url") and value is not None and "://" not in value:
            value = "/" + value.lstrip("/")
        elif name == "default":
            value = value or given
    return value


def _value(text: str, scope: dict[str, Value]) -> str | None:
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted[1] if quoted[1] is not None else quoted[2]
    if text in _AT_SITE:
        return ""
    if not _NAME.match(text):
        return None
    value: Value = scope
    for part in text.split("."):
        value = value.get(part, "") if isinstance(value, dict) else ""
    return value if isinstance(value, str) and value else None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"

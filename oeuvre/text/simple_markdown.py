"""The short way for Markdown that has only paragraphs, plain emphasis and links: the same HTML without a parser.

Anything whose reading could be disputed is left to Python-Markdown (`render` says None). `tests/text/test_rich.py`
holds that both ways agree: on generated texts, on CommonMark's examples, and on what real abstracts are made of.
"""

from __future__ import annotations

import re

from oeuvre.text.html_text import escape
from oeuvre.text.patterns import pattern

_MARK = re.compile(r"[*_\[\]<]")
_WORDS = r"[^\s*_\[\]<](?:[^*_\[\]<\n]*[^\s*_\[\]<])?"
_ADDRESS = r"https?://[^\s()<>*\"'\\`\[\]&;]+(?:&[^\s()<>*\"'\\`\[\]&;]+)*"
_SPAN = pattern(
    rf"(?<![\w*_\]])(?:\*\*({_WORDS})\*\*|__({_WORDS})__|\*({_WORDS})\*|_({_WORDS})_)(?![\w*_\[])"
    rf"|(?<![\]!])\[({_WORDS})\]\(({_ADDRESS})\)(?![\[(])"
    r"|(?<=[ \n])\*(?=[ \n])|(?<=[^\W_])_(?=[^\W_])"
)


def render(text: str) -> tuple[str, str] | None:
    """HTML and plain text of shielded Markdown without special lines, or None where it is not simple enough."""
    html, plain = [], []
    for paragraph in text.split("\n\n") if "\n" in text else (text,):
        words = paragraph.strip()
        if not words:
            continue
        if not _MARK.search(words):
            html.append(f"<p>{escape(words)}</p>")
            plain.append(words if _single(words) else " ".join(words.split()))
            continue
        marked = _marked(words)
        if marked is None:
            return None
        html.append(f"<p>{''.join(marked[0])}</p>")
        words = "".join(marked[1])
        plain.append(words if _single(words) else " ".join(words.split()))
    return "\n".join(html), "\n\n".join(plain)


def _single(words: str) -> bool:
    """Whether all spaces are single ones, without looking at each."""
    if "\n" in words or "  " in words:
        return False
    return words.isascii() or words.replace("\ufdd0", "").replace("\ufdd1", "").isascii()


def _marked(paragraph: str) -> tuple[list[str], list[str]] | None:
    html: list[str] = []
    plain: list[str] = []
    done = 0
    while mark := _MARK.search(paragraph, done):
        start = mark.start()
        found = _SPAN.match(paragraph, start)
        if not found:
            return None
        words = paragraph[done:start]
        html.append(escape(words))
        plain.append(words)
        strong, emphasis, shown = found[1] or found[2], found[3] or found[4], found[5]
        if strong:
            html.append(f"<strong>{escape(strong)}</strong>")
        elif emphasis:
            html.append(f"<em>{escape(emphasis)}</em>")
        elif shown:
            if "\ufdd0" in found[0]:
                return None  # a token within a link is not for us
            html.append(f'<a href="{escape(found[6])}">{escape(shown)}</a>')
        else:
            html.append(found[0])
        plain.append(strong or emphasis or shown or found[0])
        done = found.end()
    html.append(escape(paragraph[done:]))
    plain.append(paragraph[done:])
    return html, plain

"""The short way for Markdown that has only paragraphs, plain emphasis and links: the same HTML without a parser.

Anything whose reading could be disputed is left to Python-Markdown (`render` says None). `tests/text/test_rich.py`
holds that both ways agree: on generated texts, on CommonMark's examples, and on what real abstracts are made of.
"""

from __future__ import annotations

import re

from oeuvre.text.inline import escape

_MARK = re.compile(r"[*_\[\]<]")
_WORDS = r"[^\s*_\[\]<](?:[^*_\[\]<\n]*[^\s*_\[\]<])?"
_ADDRESS = r"https?://[^\s()<>*\"'\\`\[\]&;\ufdd0\ufdd1]+(?:&[^\s()<>*\"'\\`\[\]&;\ufdd0\ufdd1]+)*"
_SPAN = re.compile(
    rf"(?<![\w*_\]])(?:\*\*({_WORDS})\*\*|__({_WORDS})__|\*({_WORDS})\*|_({_WORDS})_)(?![\w*_\[])"
    rf"|(?<![\]!])\[([^\s*_\[\]<\ufdd0](?:[^*_\[\]<\n\ufdd0]*[^\s*_\[\]<\ufdd0])?)\]\(({_ADDRESS})\)(?![\[(])"
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
            single = words.isascii() and "\n" not in words and "  " not in words
            plain.append(words if single else " ".join(words.split()))
            continue
        marked = _marked(words)
        if marked is None:
            return None
        html.append(f"<p>{''.join(marked[0])}</p>")
        plain.append(" ".join("".join(marked[1]).split()))
    return "\n".join(html), "\n\n".join(plain)


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
            html.append(f'<a href="{escape(found[6])}">{escape(shown)}</a>')
        else:
            html.append(found[0])
        plain.append(strong or emphasis or shown or found[0])
        done = found.end()
    html.append(escape(paragraph[done:]))
    plain.append(paragraph[done:])
    return html, plain

r"""The text and the addresses in a field of a .bib file, out of their LaTeX."""

from __future__ import annotations

import re

from oeuvre.text.latex import from_latex

_ADDRESS = re.compile(r"(?:\\url|\\href)\s*\{([^{}]*)\}(?:\s*\{[^{}]*\})?|\bhttps?://[^\s{}<>\"]++")
_ONLY_ADDRESS = re.compile(
    rf"[\s{{(<]*(?:(?:available|online|accessed)\s+(?:at|from|online)?:?\s*)?(?:{_ADDRESS.pattern})[\s}})>.,;]*\Z",
    re.IGNORECASE,
)
_TILDE = re.compile(
    r"\\string\s*~|\\~\{\}|\\textasciitilde(?:\{\}|\b\s*)|\{\\textasciitilde\}|\$\\sim\$|\{\\?~\}|\\~"
)


def text(raw: str) -> str:
    """A field's text on one line: LaTeX as Unicode, math kept, braces that protect capitals gone."""
    return " ".join(from_latex(raw).split()) if raw else ""


def address(raw: str) -> str:
    r"""An address as it is meant: out of its `\url{}`, with `\_`, `\%`, `\&`, `\~{}` and `$\sim$` as characters."""
    if not raw:
        return ""
    found = _ADDRESS.search(raw) if "\\url" in raw or "\\href" in raw else None
    bare = found[1] or found[0] if found else raw
    if "\\" in bare or "~" in bare:
        bare = re.sub(r"\\([_%&#$~{}-])", r"\1", _TILDE.sub("~", bare))
    return bare.strip().strip("{}<>").strip()


def addresses(raw: str) -> list[str]:
    """The addresses in a link field, of which some hold several."""
    whole = address(raw)
    if whole.count("://") < 2:
        return [whole] if whole else []
    several = re.split(r"[\s,;]+(?=https?://)", whole)
    return [part for part in several if part]


def only_address(raw: str) -> str:
    r"""The address, if the text is nothing but one: `\url{…}`, `Available at: https://…`."""
    if not _ONLY_ADDRESS.match(raw):
        return ""
    found = _ADDRESS.search(raw)
    return address((found[1] or found[0]).rstrip(" .,;)")) if found else ""

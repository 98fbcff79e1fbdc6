"""A BibTeX entry that the author wrote: handed out as it is, if it is one entry and cannot break the file around it."""

from __future__ import annotations

from oeuvre.text.patterns import pattern

_BLOCK = pattern(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = pattern(r"\s*([^\s,{}()\"#%=~\\']+)\s*,")
_ENDS = pattern(r"\\?[{}]|\)")
_BRACES = pattern("[{}]")
_CONTROL = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def entry(text: str, key: str) -> str:
    """The one entry in `text` under this citation key, with the `@string`s beside it; empty if there is not one.

    Everything but the key is as it was typed. What stands outside the blocks, which BibTeX takes for a comment, goes.
    """
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept: list[str] = []
    entries = place = 0
    while found := _BLOCK.search(text, place):
        end = _end(text, found.end(), found[2])
        if not end or _BRACES.search(text[place : found.start()]):  # never closed, or the last one closed too soon
            return ""
        block, kind, place = text[found.start() : end], found[1].lower(), end
        if kind == "comment":
            continue
        if kind not in {"string", "preamble"}:
            named = _KEY.match(text, found.end())
            if not named:
                return ""
            block = text[found.start() : named.start(1)] + key + text[named.end(1) : end]
            entries += 1
        kept.append(block)
    return "\n".join(kept) + "\n" if entries == 1 and not _BRACES.search(text[place:]) else ""


def _end(text: str, start: int, opening: str) -> int:
    """The place after the block that was opened before `start`; 0 if it never ends.

    BibTeX counts every brace, other readers leave out those after a backslash: both must find the same end.
    """
    depth = plain = 0
    for found in _ENDS.finditer(text, start):
        brace = found[0]
        if brace == ")":
            if opening == "(" and not depth and not plain:
                return found.end()
            continue
        step = 1 if brace[-1] == "{" else -1
        depth += step
        plain += step if len(brace) == 1 else 0
        if depth < 0:
            return found.end() if plain < 0 and opening == "{" else 0
        if plain < 0:
            return 0
    return 0

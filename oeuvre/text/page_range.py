"""Page ranges: `331–338`, `S12-S20`, `e1004`, `1-8, 11`."""

from __future__ import annotations

from oeuvre.text.patterns import pattern

_RANGE = pattern(r"([^\s,;–—―−-]+)\s*[–—―−-]{1,3}\s*([^\s,;–—―−-]+)\Z")
_ARTICLE = pattern(r"(?:[eE]|(?!pp)[a-zA-Z]{2,8})[-.]?\d{3,}\Z")
_LONG_DASH = pattern(r"\s*(?:-?[–—―−]-?|-{2,3})\s*")


def split(pages: str) -> tuple[str, str]:
    """First and last page of one range; `("e1004", "")` for a single page or an article number.

    Anything else, such as `1-8, 11` or `3-1--3-9`, is no plain range: its text is the first value, the last is empty.
    """
    pages = pages.strip()
    found = _RANGE.match(pages)
    return (found[1], found[2]) if found else (pages, "")


def electronic(pages: str) -> bool:
    """Whether this is no page but the number of an article in a journal without pages: `e0209899`, `E12345`, `RTC1042`.

    One other letter begins a page of its own kind: `S12` stands in a supplement, `A103` and `L23` in a part.
    """
    return _ARTICLE.match(pages.strip()) is not None


def dashed(pages: str, dash: str) -> str:
    """The pages with `dash` between first and last; in a list (`1-8, 11-12`), in each of its ranges.

    A hyphen belongs to a page's own number where a longer dash stands beside it: `3-1--3-9`.
    """
    return ", ".join([_one(part.strip(), dash) for part in pages.split(",")])


def _one(part: str, dash: str) -> str:
    first, last = split(part)
    if last:
        return first + dash + last
    ends = _LONG_DASH.split(part)
    return dash.join(ends) if len(ends) == 2 else part


def shortened(first: str, last: str) -> str:
    """The last page without the digits that it shares with the first: `8` for 331 and 338 (Citing Medicine, ch. 1)."""
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last)):
        return last
    shared = next((at for at, (one, two) in enumerate(zip(first, last, strict=True)) if one != two), 0)
    return last[shared:]


def two_digits(first: str, last: str) -> str:
    """The same with two digits at least: `38` for 331 and 338 (MLA Handbook 9, 2.139)."""
    return last[-max(2, len(shortened(first, last))) :]


def chicago(first: str, last: str) -> str:
    """The last page as Chicago abbreviates it (CMOS 17, 9.61).

    Whole after pages below 100 and multiples of 100 (`100–104`), only what changes after 101 to 109 and the like
    (`808–9`), else two digits or more (`321–28`, `498–532`).
    """
    if not first.isdecimal() or len(first) < 3 or first.endswith("00"):
        return last
    return shortened(first, last) if first[-2] == "0" else two_digits(first, last)

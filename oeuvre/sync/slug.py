"""Names for new files: first author, year and the first word of the title that says something, `zhen2022sub-8-bit`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.text import names, slugs

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from oeuvre.text.emit import Value

_MARKUP = re.compile(r"\\[A-Za-z]+\s*|[{}$^]")
_SMALL_WORDS = (
    "a an and are as at by can do does for from how in into is it its of on or our that the their this to toward "
    "towards using via we what when where which who why with der die das den dem ein eine und zur zum von fur le la "
    "les un une des du et sur pour el los las y en de da do dos e um uma o os as"
)
_SILENT = frozenset(_SMALL_WORDS.split())
_MOST_WORDS = 4


def slug(fields: dict[str, Value], key: str, taken: Set[str]) -> str:
    """A name that no file has (`taken`, in small letters), the same for the same paper among the same files.

    The source's `key` names a paper of which neither title nor authors are known.
    """
    return next(name for name in _candidates(fields, key) if name.lower() not in taken)


def _candidates(fields: dict[str, Value], key: str) -> Iterator[str]:
    """More and more words of the title, then numbers."""
    words = _words(fields)
    start = _author(fields) + _year(fields) if words else slugs.slugify(key)[:40]
    name = start + (words[0] if words else "")
    for more in range(1, min(len(words), _MOST_WORDS) + 1):
        name = start + "-".join(words[:more]) if start else "-".join(words[:_MOST_WORDS])
        yield slugs.safe(name)
    name = name or "paper"
    number = 1
    while True:
        yield slugs.safe(name if number == 1 else f"{name}-{number}")
        number += 1


def _author(fields: dict[str, Value]) -> str:
    people = fields.get("authors") or fields.get("editor")
    first = people[0] if isinstance(people, list) and people else ""
    if isinstance(first, dict):
        first = first.get("name", "")
    name = names.parse(first if isinstance(first, str) else "")
    if name.group:
        return "-".join(_telling(name.family)[:1])
    return slugs.slugify(name.family).replace("-", "")[:40]


def _year(fields: dict[str, Value]) -> str:
    date = fields.get("date")
    return date[:4] if isinstance(date, str) and date[:4].isdecimal() else ""


def _words(fields: dict[str, Value]) -> list[str]:
    title = fields.get("title")
    return _telling(_MARKUP.sub(" ", title)) if isinstance(title, str) else []


def _telling(text: str) -> list[str]:
    """The words that say something, each as a slug; all of them if none does."""
    words = [word[:40].strip("-") for part in text.split() if (word := slugs.slugify(part))]
    return [word for word in words if word not in _SILENT] or words

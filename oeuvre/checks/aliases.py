"""Old addresses that are somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, short, told
from oeuvre.text.addresses import file_of
from oeuvre.write.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library


def taken(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """An alias leads to one page, and no page stands at its address."""
    named = [(paper.path, paper.aliases) for paper in library.papers if paper.aliases]
    named += [(page.path, page.aliases) for page in library.pages if page.aliases]
    if not named:
        return
    pages = _addresses(library)
    names = _names(occasion.paths, {file_of(alias) for _, theirs in named for alias in theirs})
    aliases: dict[str, str] = {}
    for path, theirs in sorted(named):
        for place, alias in enumerate(theirs):
            address = _address(alias)
            other = pages.get(address) or aliases.setdefault(address, path)
            if other != path or address in pages:
                what = "the address" if address in pages else "an alias"
                yield Fault(path, f"aliases.{place}", f"alias {told(alias)} is {what} of {other}; remove it")
            elif (other := names.add(file_of(alias))) and other != file_of(alias):
                message = f'alias {told(alias)} would lie where "{short(other)}" does; choose another, or remove it'
                yield Fault(path, f"aliases.{place}", message)


def _address(alias: str) -> str:
    path = alias.partition("?")[0].partition("#")[0].strip("/").casefold()
    return path.removesuffix("index.html").strip("/")


def _names(paths: Iterable[str], aliases: set[str]) -> Names:
    """What the site has besides its aliases, as disks see it that do not know capitals from small letters."""
    names = Names()
    for path in ("assets/style.css", *sorted(paths)):
        if path not in aliases:
            names.add(path)
    return names


def _addresses(library: Library) -> dict[str, str]:
    """The addresses of all pages of the site, and whose they are."""
    found = {"": library.owner.path, "news": "the news", "404.html": "the site itself"}
    found |= {f"papers/{paper.slug}".casefold(): paper.path for paper in library.papers}
    found |= {page.slug.casefold(): page.path for page in library.pages}
    found |= {f"people/{person.id}": person.path for person in library.people.values() if person.page}
    found |= {f"categories/{code}".casefold(): f"the category {code}" for code in library.categories}
    found |= {f"years/{label}": f"the year {label}" for label, _ in library.years}
    found |= {"statistics": "the statistics"} if library.statistics else {}
    return found | ({"cv": "the curriculum"} if library.curriculum else {})

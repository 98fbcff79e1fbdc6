"""Who is who: the people that a site knows, and the names on its papers.

A name on a paper is not a person. Whose it is, is said by the id that the paper gives, by ORCID, or by the name, where
it can be that of one known person (the owner, or somebody in `content/people/`) and of no other. Two people are never
merged: what could be either is neither, and a person stands on a paper once. Everybody else is known by name alone,
and has an id all the same, equal for equal names.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.model import Author, Name
from oeuvre.text import names
from oeuvre.text.folding import plain
from oeuvre.text.slugs import LONGEST, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oeuvre.model import Person


class Known(NamedTuple):
    """An author with who that is: a known person or None, and an id of letters, digits and hyphens for either."""

    author: Author
    person: Person | None
    id: str


class People:
    """Finds people by the names on papers, and remembers every name that it has seen."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.by_id: dict[str, Person] = {person.id: person for person in people}
        self._by_orcid = {person.orcid: person for person in people if person.orcid}
        self._by_letters: dict[str, list[Person]] = {}
        for person in people:
            for pair in {pair for name in _names(person) for pair in names.key(name)}:
                self._by_letters.setdefault(pair, []).append(person)
        self.unclear: dict[Name, list[Person]] = {}
        """Names looked up so far that can be several people's, and nothing tells whose."""
        self._by_name = _ByName(self)
        self._by_author = _ByAuthor(self)

    def like(self, name: Name) -> list[Person]:
        """Everybody whose name this could be."""
        near = self._by_letters.get(names.probe(name), ())
        return [person for person in near if any(names.same(name, each) for each in _names(person))]

    def look_up(self, name: Name) -> Person | None:
        """The one person whose name it could be; of several, the one who bears exactly this name, if one does."""
        found = self.like(name)
        if len(found) > 1:
            exact = [person for person in found if _is_exactly(name, person)]
            if len(exact) != 1:
                self.unclear[name] = found
                return None
            found = exact
        return found[0] if found else None

    def find(self, author: Author) -> Person | None:
        """The known person whose name this is, as far as one name can tell; None for anybody else."""
        if author.person:
            return self.by_id.get(author.person)
        if not author.orcid:
            return self._by_name[author.name]
        if author.orcid in self._by_orcid:
            return self._by_orcid[author.orcid]
        others = [person for person in self.like(author.name) if not person.orcid]  # two iDs are two people
        return others[0] if len(others) == 1 else None

    def each(self, authors: Sequence[Author]) -> list[Person | None]:
        """Whose name each of the authors bears, as far as one name can tell."""
        by_name = self._by_name
        return [self.find(author) if author.person or author.orcid else by_name[author.name] for author in authors]

    def on(self, authors: Sequence[Author]) -> tuple[Person | None, ...]:
        """The known persons among the authors of one paper, in their order.

        Where two names could be one person's, the id or ORCID decides, then the exact name; else it is neither.
        """
        found = self.each(authors)
        some = [person.id for person in found if person is not None]
        if len(some) > 1:
            for twice in {each for each in some if some.count(each) > 1}:
                places = [place for place, person in enumerate(found) if person is not None and person.id == twice]
                meant = _meant(self.by_id[twice], [authors[place] for place in places])
                for place in places:
                    if authors[place] not in meant:
                        found[place] = None
        return tuple(found)

    def known(self, authors: Sequence[Author]) -> tuple[Known, ...]:
        """The authors of one paper with who they are; no two of them have one id."""
        apart = [self._by_author[author] for author in authors]
        if len({each.id for each in apart}) == len(apart):  # each name alone tells who it is
            return tuple(apart)
        taken: set[str] = set()
        return tuple(
            [
                Known(author, person, _untaken(self.id_of(author, person), taken))
                for author, person in zip(authors, self.on(authors), strict=True)
            ]
        )

    def id_of(self, author: Author, person: Person | None) -> str:
        """The id of a known person, else one made of the ORCID iD or the name, the same on every paper."""
        if person is not None:
            return person.id
        if author.orcid:
            return f"orcid-{author.orcid}"
        made = _id_by_name(author.name)
        return f"{made}-by-name" if made in self.by_id else made


class _ByName(dict["Name", "Person | None"]):
    """The one person whose name it could be, or None; looked up once for each name."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self._people = people

    def __missing__(self, name: Name) -> Person | None:
        self[name] = person = self._people.look_up(name)
        return person

    def __reduce__(self) -> tuple[type[_ByName], tuple[People]]:
        return _ByName, (self._people,)


class _ByAuthor(dict["Author", "Known"]):
    """Who an author is where only the name counts, and not who else is on the paper; looked up once for each."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self._people = people

    def __missing__(self, author: Author) -> Known:
        person = self._people.find(author)
        self[author] = known = Known(author, person, self._people.id_of(author, person))
        return known

    def __reduce__(self) -> tuple[type[_ByAuthor], tuple[People]]:
        return _ByAuthor, (self._people,)


def named(authors: tuple[Author, ...], people: People) -> tuple[Author, ...]:
    """The authors, each with a name: where the paper gave an id alone, that person's, else the id."""
    return tuple([author if author.name.family else _named(author, people) for author in authors])


def _named(author: Author, people: People) -> Author:
    person = people.by_id.get(author.person)
    return author._replace(name=person.name if person else Name("", author.person))


def _names(person: Person) -> tuple[Name, ...]:
    return (person.name, *person.other_names)


def _is_exactly(name: Name, person: Person) -> bool:
    shown = names.display(name).casefold()
    return any(names.display(each).casefold() == shown for each in _names(person))


def _meant(person: Person, authors: list[Author]) -> Iterable[Author]:
    """Which of the authors of one paper, all of whom could be this person, are meant."""
    said = [author for author in authors if author.person or (author.orcid and author.orcid == person.orcid)]
    if said:
        return said
    exact = [author for author in authors if _is_exactly(author.name, person)]
    return exact if len(exact) == 1 else ()


@lru_cache(maxsize=1 << 16)
def _id_by_name(name: Name) -> str:
    """The name's slug, with some digits where the slug alone does not tell all that the name tells."""
    shown = names.display(name)
    slug = slugify(shown)
    tells_all = shown.isascii() or (plain(shown) == shown and not slug.isascii())
    if slug and tells_all and len(shown) <= LONGEST:
        return slug
    return f"{slug or 'author'}-{blake2b(shown.casefold().encode('utf-8', 'replace'), digest_size=3).hexdigest()}"


def _untaken(wanted: str, taken: set[str]) -> str:
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    taken.add(free)
    return free

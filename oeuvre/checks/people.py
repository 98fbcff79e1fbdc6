"""Names that nobody has, that several people have, or that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, short, told
from oeuvre.text import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library
    from oeuvre.model import Author, Paper, Person


def owner_missing(library: Library, _: Occasion) -> Iterator[Fault]:
    """The owner is among the authors, unless not all of them are named, or among the editors of a book without any."""
    if not library.owner.digest:
        return  # there is no profile, which is told once
    own = {paper.slug for paper in library.papers_by(library.owner.id)}
    for paper in library.papers:
        if paper.slug not in own and not paper.et_al and not _could_be_owner(library, paper.authors or paper.editor):
            message = (
                f"no author is {short(library.owner.display)}; add the name as it is printed here to other_names in "
                f"{library.owner.path}, or write et_al: true"
            )
            yield Fault(paper.path, "authors", message)


def unclear(library: Library, _: Occasion) -> Iterator[Fault]:
    """A name that can be several known people says which."""
    if not library.unclear:
        return
    for paper in library.papers:
        for place, author in enumerate(paper.authors):
            several = library.unclear.get(author.name)
            if several and not (author.person or author.orcid):
                who = " or ".join(short(person.display) for person in several[:5])
                message = f"author {_name(author)} can be {who}; write who it is: {_with_id(author, several[0])}"
                yield Fault(paper.path, f"authors.{place}", message)


def twice(library: Library, _: Occasion) -> Iterator[Fault]:
    """A person is an author once."""
    for paper in library.papers:
        authors = paper.authors
        if len({author.person or author.orcid or author.name for author in authors}) < len(authors):
            yield from _repeated(paper)
        people = [person.id for person in library.people_named(authors) if person is not None]
        if len(set(people)) < len(people):
            yield from _taken_for_one(library, paper)


def unknown_id(library: Library, _: Occasion) -> Iterator[Fault]:
    """An id is that of a person whom the site knows."""
    known = {library.owner.id, *library.people}
    for paper in library.papers:
        for place, author in enumerate(paper.authors):
            if author.person and author.person not in known:
                message = f"{told(author.person)} is the id of nobody; {_instead(author.person, known)}"
                yield Fault(paper.path, f"authors.{place}", message)


def owner_orcid(library: Library, _: Occasion) -> Iterator[Fault]:
    """An author with the owner's ORCID iD has the owner's name, or one of their other names."""
    owner = library.owner
    known = (owner.name, *owner.other_names)
    for paper in library.papers:
        for place, author in enumerate(paper.authors):
            owners = bool(author.orcid) and author.orcid == owner.orcid
            if owners and not any(names.same(author.name, name) for name in known):
                message = (
                    f"author {_name(author)} has the orcid of {short(owner.display)}; correct it, "
                    f"or add the name to other_names in {owner.path}"
                )
                yield Fault(paper.path, f"authors.{place}", message)


def unused(library: Library, _: Occasion) -> Iterator[Fault]:
    """Whoever has a file has written something, or has something said about them."""
    for person in library.people.values():
        if not (library.papers_by(person.id) or person.biography or person.role):
            message = (
                f"{short(person.display)} is an author of no paper; add the name as papers print it to other_names, "
                "write a biography, or remove the file"
            )
            yield Fault(person.path, "name", message)


def double(library: Library, _: Occasion) -> Iterator[Fault]:
    """One person has one file."""
    for person in library.people.values():
        for other in library.people_like(person):
            apart = person.orcid and other.orcid and person.orcid != other.orcid
            if not apart and (other.owner or other.path < person.path):
                message = (
                    f"{short(person.display)} can be {short(other.display)} of {other.path}; "
                    "make them one file with other_names, or give both an orcid"
                )
                yield Fault(person.path, "name", message)


def _could_be_owner(library: Library, authors: Sequence[Author]) -> bool:
    """Whether a name can be the owner's or somebody else's: `unclear` and `twice` tell that."""
    people = [person for author in authors for person in library.unclear.get(author.name, ())]
    return any(person is not None and person.owner for person in (*people, *library.people_named(authors)))


def _repeated(paper: Paper) -> Iterator[Fault]:
    seen: set[object] = set()
    for place, author in enumerate(paper.authors):
        key = author.person or author.orcid or author.name
        if key in seen:
            message = f"author {_name(author)} stands in the list twice; remove one, or tell them apart by orcid"
            yield Fault(paper.path, f"authors.{place}", message)
        seen.add(key)


def _taken_for_one(library: Library, paper: Paper) -> Iterator[Fault]:
    """Different names that can all be one person's, where nothing says which of them is."""
    first: dict[str, Author] = {}
    found = library.people_on(paper.authors)
    for place, (author, person) in enumerate(zip(paper.authors, library.people_named(paper.authors), strict=True)):
        if person is None or person in found:
            continue
        other = first.setdefault(person.id, author)
        if other.name != author.name:
            message = (
                f"authors {_name(other)} and {_name(author)} can both be {short(person.display)}; "
                f"write who it is: {_with_id(author, person)}"
            )
            yield Fault(paper.path, f"authors.{place}", message)


def _name(author: Author) -> str:
    return told(names.display(author.name))


def _with_id(author: Author, person: Person) -> str:
    return f"{{name: {_name(author)}, id: {person.id}}}"


def _instead(id_: str, known: set[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(id_[:80], sorted(known), 1, 0.75)
    return f'write "{near[0]}"' if near else f"write the name in full, or add content/people/{short(id_)}.md"

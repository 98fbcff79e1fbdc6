"""Authors that a paper names by their id get the name that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.model import Name
from oeuvre.read.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.model import Author, Paper, Person


def with_names(
    folder: str, papers: Iterable[Paper], people: Iterable[Person]
) -> tuple[tuple[Paper, ...], list[Finding]]:
    """The papers with the names of authors given by id alone, and a finding for each id that nobody has."""
    by_id = {person.id: person for person in people}
    findings: list[Finding] = []
    named = []
    for paper in papers:
        if any(author.person for author in paper.authors) or any(editor.person for editor in paper.editor):
            authors = _named(folder, paper, "authors", by_id, findings)
            editors = _named(folder, paper, "editor", by_id, findings)
            named.append(paper._replace(authors=authors, editor=editors))
        else:
            named.append(paper)
    return tuple(named), findings


def _named(
    folder: str, paper: Paper, field: str, by_id: dict[str, Person], findings: list[Finding]
) -> tuple[Author, ...]:
    found = []
    for index, author in enumerate(paper.authors if field == "authors" else paper.editor):
        person = by_id.get(author.person)
        if author.person and not person:
            findings.append(locate(folder, _nobody(paper, f"{field}.{index}", author.person, by_id)))
        if author.name.family:
            found.append(author)
        else:
            found.append(author._replace(name=person.name if person else Name("", author.person)))
    return tuple(found)


def _nobody(paper: Paper, field: str, person: str, by_id: dict[str, Person]) -> Finding:
    from difflib import get_close_matches

    near = get_close_matches(person, by_id, 1, 0.75)
    remedy = f'did you mean "{near[0]}"?' if near else f'write the name in full, or add content/people/{person}.md'
    message = f'"{person}" is the id of nobody in content/people/; {remedy}'
    return Finding(paper.path, 0, 0, "error", message, f"paper/{field.partition('.')[0]}", field)


def same_ids(people: Iterable[Person]) -> list[Finding]:
    """A finding for each person whose id somebody before them has."""
    seen: dict[str, Person] = {}
    findings = []
    for person in people:
        other = seen.setdefault(person.id, person)
        if other is not person:
            message = f'the id "{person.id}" is that of {other.path} already; choose another one'
            findings.append(Finding(person.path, 0, 0, "error", message, "person/id", "id"))
    return findings

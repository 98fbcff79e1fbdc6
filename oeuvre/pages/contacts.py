"""Where a person can be found: email, ORCID record and other places, as links ready to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from oeuvre.markup import label_of, way

if TYPE_CHECKING:
    from oeuvre.languages import Words
    from oeuvre.model import Person

ORCID = "https://orcid.org/"


def role(person: Person, words: Words) -> str:
    """What the person does, and where; either may be unknown."""
    return words("comma").join(part for part in (person.role, person.affiliation) if part)


def contacts(person: Person, words: Words) -> list[str]:
    """The person's links as HTML; the owner's say `rel="me"`, by which Mastodon and others know them as theirs."""
    own = ' rel="me"' if person.owner else ""
    found = []
    if person.email:
        found.append(f'<a href="mailto:{escape(person.email)}">{escape(person.email)}</a>')
    if person.orcid:
        found.append(orcid(person.orcid, words, own))
    found += [f'<a href="{escape(way(url))}"{own}>{escape(label_of(label, words))}</a>' for label, url in person.links]
    return found


def orcid(number: str, words: Words, attributes: str = "") -> str:
    """An ORCID iD that was typed and not signed in for: its whole address, linked, and the word that says so.

    Source: ORCID iD display guidelines, "Unauthenticated ORCID iDs".
    """
    url = escape(ORCID + number)
    return f'<a href="{url}"{attributes}>{url}</a> <small>({escape(words("unauthenticated"))})</small>'

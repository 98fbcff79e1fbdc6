"""All that an old site holds, as values that can be written: papers, pages, news, people, the profile, the settings.

Texts are still those of the old site: `moving` brings their links to where things stand in the new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oeuvre.errors import Finding
    from oeuvre.importers.record import Record
    from oeuvre.migrate.old import Place
    from oeuvre.text.emit import Value


class Text(NamedTuple):
    """A text in Markdown, and the folder of the old site from which its relative links lead."""

    markdown: str = ""
    folder: str = ""


class Paper(NamedTuple):
    """A paper on its way: `aliases` are its old addresses, `files` are files of the old site with their kinds.

    `source` is who says so to later imports (see `sync`); what is `aside` stood on no page of the old site. `text` is
    the abstract, before its links are led anew.
    """

    place: Place
    record: Record
    text: Text
    source: str
    aliases: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    aside: bool = False


class Leaf(NamedTuple):
    """A page, a news item or a person: `name` is the name of its file, `aliases` its old addresses.

    `photo` is a file of the old site, `parts` are the places of all that it was made of; what is `derived` was made
    of a file that counts as something else.
    """

    place: Place
    name: str
    fields: dict[str, Value]
    text: Text
    aliases: tuple[str, ...] = ()
    photo: str = ""
    parts: tuple[Place, ...] = ()
    derived: bool = False


class Translation(NamedTuple):
    """A paper in another language: `of` is the place of the paper itself."""

    place: Place
    of: Place
    language: str
    fields: dict[str, Value]
    text: Text


class Refused(NamedTuple):
    """What did not become anything in the new site: its kind, where it stands, why, and the address that it had."""

    kind: str
    place: Place
    reason: str
    address: str = ""


class House(NamedTuple):
    """The whole. `files` are those files of the old site that come along in any case.

    `beside` are entries of .bib files and of tables, each with the paper with a file of its own that it describes.
    """

    papers: tuple[Paper, ...]
    pages: tuple[Leaf, ...]
    news: tuple[Leaf, ...]
    people: tuple[Leaf, ...]
    profile: Leaf
    settings: dict[str, Value]
    files: tuple[str, ...]
    refused: tuple[Refused, ...]
    findings: tuple[Finding, ...]
    beside: tuple[tuple[Place, Place], ...] = ()
    translations: tuple[Translation, ...] = ()

"""The stages of one work: a preprint and what was published later are one file, the earlier one under `versions`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oeuvre.text.emit import Value

_TELLING = frozenset(("arxiv", "doi", "url", "venue"))
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)


def preprint(fields: dict[str, Value]) -> dict[str, Value]:
    """The entry in `versions` for a preprint, `{kind, date, venue, doi, arxiv, url}` as far as known.

    Empty for a paper that is on no server that is known, such as a manuscript.
    """
    version: dict[str, Value] = {"kind": "preprint"}
    for name in ("date", "venue", "doi", "arxiv"):
        value = fields.get(name)
        if isinstance(value, str) and value:
            version[name] = value
    if "arxiv" in version:
        version.setdefault("venue", "arXiv")
        if _ARXIV_DOI.match(str(version.get("doi", ""))):
            del version["doi"]
    links = fields.get("links")
    if isinstance(links, dict) and isinstance(links.get("html"), str) and not {"arxiv", "doi"} & version.keys():
        version["url"] = links["html"]
    return version if version.keys() & _TELLING else {}


def with_version(versions: Value | None, version: dict[str, Value]) -> list[Value]:
    """The versions with this one among them, unless it is there: by an id, or as the preprint of that server."""
    known: list[Value] = list(versions) if isinstance(versions, list) else []
    if not version or any(isinstance(one, dict) and _is_there(one, version) for one in known):
        return known
    return [*known, version]


def _is_there(one: dict[str, Value], version: dict[str, Value]) -> bool:
    if one.get("kind") != version["kind"]:
        return False
    return one == version or any(one.get(name) and one.get(name) == version.get(name) for name in _TELLING)

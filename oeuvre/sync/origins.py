"""The memory of imports, `content/imported.json`: what each source said of each paper.

By it a later import knows its own words from a person's.

The file is committed with the content. A line a paper: by source and field a digest of what the source said last, and
under `known` the names by which the paper is known to sources (`bibtex:zhen2022`, and digests of whole records).
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import UsageError

if TYPE_CHECKING:
    from oeuvre.merge.rules import Said

NAME = "content/imported.json"


class Origin(NamedTuple):
    """What is remembered of one file."""

    known: tuple[str, ...]
    said: Said


def load(site: str) -> dict[str, Origin]:
    """The memory of a site, by the files' paths; empty if there is none. Raises UsageError for a damaged file."""
    try:
        with open(os.path.join(site, NAME), encoding="utf-8-sig") as file:
            papers = json.load(file)["papers"]
        return {path: Origin(tuple(one.pop("known", ())), one) for path, one in papers.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        message = "the memory of imports cannot be read; mend it, or delete it and every field counts as yours"
        raise UsageError(f"{NAME}:{line}:1: error: {message} [import/memory]") from error


def dumps(origins: dict[str, Origin]) -> str:
    """The file's text: sorted, a line a paper, the same for the same memory."""
    rows = [(path, {"known": sorted(origin.known), **origin.said}) for path, origin in sorted(origins.items())]
    lines = [f"{_json(path)}: {_json(row)}" for path, row in rows]
    return '{"papers": {\n' + ",\n".join(lines) + "\n}}\n" if lines else '{"papers": {}}\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

"""`content/citations.json`: how often each paper is cited, as a service counted it on a day. Builds read it offline.

The file is committed, sorted, a line a paper: `"doi:10.5555/1": {"as_of": "2026-11-23", "by_year": {"2025": 3},
"count": 7, "source": "OpenAlex"}`; a paper without DOI stands under `arxiv:2401.00010`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from oeuvre.errors import Finding
from oeuvre.model import Citations
from oeuvre.text import dates

if TYPE_CHECKING:
    from oeuvre.model import Paper

RULES = {
    "file/citations": "content/citations.json, or an entry in it, is not as oeuvre refresh writes it",
}

PATH = "content/citations.json"

_KEY = re.compile(r"(?:doi:10\.\S+|arxiv:\S+)\Z")
_YEAR = re.compile(r"[12]\d{3}\Z", re.ASCII)
_VERSION = re.compile(r"v\d+\Z")


class Snapshot(NamedTuple):
    """Counts by the papers' keys."""

    counts: dict[str, Citations]

    def of(self, paper: Paper) -> Citations | None:
        """The count of a paper, under its DOI or its arXiv id."""
        found = (self.counts.get(key) for key in keys(paper))
        return next((count for count in found if count is not None), None)


def keys(paper: Paper) -> tuple[str, ...]:
    """The names under which a paper can stand here, the best first."""
    doi = (f"doi:{paper.doi.lower()}",) if paper.doi else ()
    return (*doi, f"arxiv:{_VERSION.sub('', paper.arxiv)}") if paper.arxiv else doi


def parse(data: bytes) -> tuple[Snapshot, list[Finding]]:
    """The snapshot, and what is wrong in its file; an entry that is wrong costs itself alone."""
    try:
        text = data.decode("utf-8-sig")
        papers = json.loads(text)["papers"]
        entries = papers.items()
    except json.JSONDecodeError as error:
        message = f"this is not JSON ({error.msg}); mend it, or delete the file and run oeuvre refresh"
        return Snapshot({}), [Finding(PATH, error.lineno, error.colno, "error", message, "file/citations")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = 'this is no list of citations; it begins {"papers": {…}}, so delete the file and run oeuvre refresh'
        return Snapshot({}), [Finding(PATH, 1, 1, "error", message, "file/citations")]
    counts: dict[str, Citations] = {}
    findings = []
    for key, value in entries:
        count = _count(value)
        if count is None or not _KEY.match(key):
            line = text.count("\n", 0, max(text.find(json.dumps(key, ensure_ascii=False)), 0)) + 1
            message = f'"{key}" has no count that can be read; give it count, source and as_of, or delete its line'
            findings.append(Finding(PATH, line, 1, "error", message, "file/citations"))
        else:
            counts[key] = count
    return Snapshot(counts), findings


def _count(value: object) -> Citations | None:
    if not isinstance(value, dict):
        return None
    total, source, said = value.get("count"), value.get("source", ""), value.get("as_of", "")
    years = value.get("by_year", {})
    date = dates.parse(said) if isinstance(said, str) and said else None
    if not is_count(total) or not isinstance(source, str) or (said and date is None) or not isinstance(years, dict):
        return None
    if not all(_YEAR.match(year) and is_count(count) for year, count in years.items()):
        return None
    return Citations(total, source, date, tuple(sorted((int(year), count) for year, count in years.items())))


def is_count(value: object) -> TypeGuard[int]:
    """Whether this can be a number of citations."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def dumps(snapshot: Snapshot) -> str:
    """The file's text: sorted, the same for the same counts."""
    rows = [f"{_json(key)}: {_json(_row(count))}" for key, count in sorted(snapshot.counts.items())]
    return '{"papers": {\n' + ",\n".join(rows) + "\n}}\n" if rows else '{"papers": {}}\n'


def _row(count: Citations) -> dict[str, object]:
    row: dict[str, object] = {"count": count.total, "source": count.source}
    if count.as_of is not None:
        row["as_of"] = str(count.as_of)
    if count.by_year:
        row["by_year"] = {str(year): number for year, number in count.by_year}
    return row


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

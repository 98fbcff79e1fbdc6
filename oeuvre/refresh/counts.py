"""What services count: each a pure generator of requests, which returns the counts by the papers' keys.

To add a service: 1. a generator here; 2. a row in `SOURCES`; 3. its cases in `tests/refresh/` and a row in
`docs/refresh.md`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from oeuvre import snapshot
from oeuvre.errors import FetchError
from oeuvre.importers.asking import Request, batches, dicts, load, text, within

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence


class Count(NamedTuple):
    """A number of citations, and those of single years."""

    total: int
    by_year: tuple[tuple[int, int], ...] = ()


if TYPE_CHECKING:
    Counts = dict[str, Count]
    Counting = Generator[Request, bytes | None, Counts]


class Source(NamedTuple):
    """A service that counts: its name in the snapshot, and the generator that asks it."""

    label: str
    ask: Callable[[Sequence[str]], Counting]


_AT_ONCE = 50
_ARXIV_DOI = "10.48550/arxiv."
_PLAIN_DOI = re.compile(r"10\.[^\s,|]+\Z")
"""What may stand in a filter, where commas and bars have a meaning of their own."""


def openalex(keys: Sequence[str]) -> Counting:
    """Fifty at once, with the counts of the last ten years. arXiv ids go by the DOIs that arXiv gives them."""
    counts: Counts = {}
    by_doi = {_doi(key): key for key in keys}
    for batch in batches([doi for doi in by_doi if _PLAIN_DOI.match(doi)], _AT_ONCE):
        listed = quote("|".join(batch), safe="/|")
        fields = "id,doi,cited_by_count,counts_by_year"
        path = f"works?filter=doi:{listed}&select={fields}&per-page={_AT_ONCE * 2}"
        page = _page((yield Request("openalex", path)), "OpenAlex", "results")
        for work in page:
            key = by_doi.get(text(work.get("doi")).lower().partition("doi.org/")[2])
            years = ((one.get("year"), one.get("cited_by_count")) for one in dicts(work.get("counts_by_year")))
            _put(counts, key, work.get("cited_by_count"), years)
    return counts


def crossref(keys: Sequence[str]) -> Counting:
    """Fifty DOIs at once; Crossref knows neither arXiv's papers nor years."""
    counts: Counts = {}
    dois = [key[4:] for key in keys if key.startswith("doi:") and _PLAIN_DOI.match(key[4:])]
    for batch in batches(dois, _AT_ONCE):
        listed = quote(",".join(f"doi:{doi}" for doi in batch), safe="/:,")
        path = f"works?filter={listed}&select=DOI,is-referenced-by-count&rows={_AT_ONCE * 2}"
        for work in _page((yield Request("crossref", path)), "Crossref", "message", "items"):
            _put(counts, "doi:" + text(work.get("DOI")).lower(), work.get("is-referenced-by-count"))
    return {key: count for key, count in counts.items() if key in keys}


def semanticscholar(keys: Sequence[str]) -> Counting:
    """One paper after the other, by DOI or arXiv id; no years."""
    counts: Counts = {}
    for key in keys:
        kind, _, identifier = key.partition(":")
        path = f"graph/v1/paper/{kind.upper()}:{quote(identifier, safe='/')}?fields=citationCount"
        answer = yield Request("semanticscholar", path)
        if answer is None:
            continue
        paper = load(answer)
        if not isinstance(paper, dict) or "paperId" not in paper:
            raise FetchError("Semantic Scholar sent an answer that is no paper; try again later")
        _put(counts, key, paper.get("citationCount"))
    return counts


SOURCES: dict[str, Source] = {
    "openalex": Source("OpenAlex", openalex),
    "semanticscholar": Source("Semantic Scholar", semanticscholar),
    "crossref": Source("Crossref", crossref),
}


def _doi(key: str) -> str:
    kind, _, identifier = key.partition(":")
    return identifier if kind == "doi" else _ARXIV_DOI + identifier.lower()


def _page(answer: bytes | None, label: str, *path: str) -> list[dict[str, object]]:
    """The works in an answer. An answer of another shape is a failure, and not the news that nobody is cited."""
    listed = within(load(answer), *path)
    if not isinstance(listed, list):
        raise FetchError(f"{label} sent an answer that is no list of works; try again later")
    return dicts(listed)


def _put(counts: Counts, key: str | None, total: object, years: object = ()) -> None:
    """Take a count if it is one. Of two works with one DOI, the more cited is meant."""
    if key is None or not isinstance(total, int) or not snapshot.is_count(total):
        return
    listed = sorted({one for one in years if all(snapshot.is_count(part) for part in one)})  # type: ignore[attr-defined]  # pairs
    by_year = tuple((year, count) for year, count in listed if 1000 <= year <= 2999)
    if key not in counts or counts[key].total < total:
        counts[key] = Count(total, by_year)

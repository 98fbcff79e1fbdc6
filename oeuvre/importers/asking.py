"""Sources that are asked rather than read: an importer says what to ask, and somebody else speaks to the network.

An importer's `ask(ids)` is a generator: it yields requests, is sent the answers (None where a service has nothing),
and returns the documents in which its papers stand. So it is pure, and can be tried with a dictionary.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre.importers.decoding import decode
from oeuvre.importers.record import Parsed, Record, Refusal
from oeuvre.importers.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from oeuvre.errors import Finding

    Item = dict[str, Any]


_TELLING = ("title", "authors", "doi", "arxiv", "isbn", "pmid")


class Request(NamedTuple):
    """What to ask: the name of a service (in `fetch.SERVICES`), and the path and query below its address."""

    service: str
    path: str


class Found(NamedTuple):
    """The documents that hold papers, as the importer's `parse` reads them, and what there was no answer to."""

    documents: tuple[bytes, ...]
    refused: tuple[Refusal, ...] = ()


if TYPE_CHECKING:
    Asking = Generator[Request, bytes | None, Found]


def answers(asking: Asking, get: Callable[[str, str], bytes | None]) -> Found:
    """Ask all that an importer wants to know. `get(service, path)` answers, as `fetch.Client.get` does."""
    try:
        request = next(asking)
        while True:
            request = asking.send(get(*request))
    except StopIteration as end:
        found: Found = end.value
        return found


def gathered(found: Found, name: str, parse: Callable[[bytes, str], Parsed]) -> Parsed:
    """All records of all documents, each once however often it was sent."""
    records: dict[object, Record] = {}
    refused = list(found.refused)
    findings: list[Finding] = []
    for number, document in enumerate(found.documents):
        parsed = parse(document, name)
        for place, record in enumerate(parsed.records):
            records.setdefault(record.key or (number, place), record)
        refused += parsed.refused
        findings += parsed.findings
    return Parsed(tuple(records.values()), tuple(refused), tuple(findings))


def items(
    data: bytes, name: str, unwrap: Callable[[object], Iterable[object]], fill: Callable[[Sheet, Item], None]
) -> Parsed:
    """The papers in a JSON answer: `unwrap` finds the items in it, `fill` fills a sheet from one."""
    text, findings = decode(data, name)
    try:
        listed = list(unwrap(json.loads(text)))
    except (ValueError, RecursionError) as error:
        reason = f"the answer is not JSON ({str(error).partition(':')[0]}); try again later"
        return Parsed((), (Refusal(name, 0, reason),), tuple(findings))
    records: list[Record] = []
    refused: list[Refusal] = []
    for item in listed:
        if not isinstance(item, dict) or not item:
            refused.append(Refusal(name, 0, "this is no paper; tell the service"))
            continue
        sheet = Sheet(name, "", 0)
        fill(sheet, item)
        if not any(sheet.fields.get(field) for field in _TELLING):
            reason = "it has neither title nor authors nor an id, and so is no paper; see what the service shows of it"
            refused.append(Refusal(sheet.key or name, 0, reason))
            continue
        records.append(sheet.record())
        findings += sheet.findings
    return Parsed(tuple(records), tuple(refused), tuple(findings))


def load(data: bytes | None) -> Any:
    """An answer's JSON; None where there is none, since `parse` will tell."""
    try:
        return json.loads(data or b"null")
    except (ValueError, RecursionError):
        return None


def within(value: object, *path: str) -> Any:
    """What stands at the end of a path of keys; None where that breaks off."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text(value: object) -> str:
    """A text or a number as text; of anything else nothing."""
    return "" if isinstance(value, bool) or not isinstance(value, str | int | float) else str(value)


def texts(value: object) -> list[str]:
    """The texts in a list."""
    return [text(one) for one in value if text(one)] if isinstance(value, list) else []


def dicts(value: object) -> list[Item]:
    """The objects in a list; of anything else none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def batches(ids: Sequence[str], size: int) -> list[Sequence[str]]:
    """The ids, so many at once."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]

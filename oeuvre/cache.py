"""What one build keeps for the next, in the site's `.cache/`: safe to delete, and never believed without proof.

A record stands for one paper: the signature of its files (path, size, times, inode), and the value and findings that
reading them gave. It is used again only if every file still has its signature and was not written too shortly before
it was read: a file changed twice within the clock's grain keeps its signature. Everything is dropped when the engine,
one of its libraries, or a setting that bears on reading differs.
"""

from __future__ import annotations

import os
import pickle
import sys
from binascii import crc32
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre import sealed
from oeuvre.installed import versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from oeuvre.errors import Finding
    from oeuvre.model import Paper

FORMAT = b"oeuvre cache 2\n"
GRAIN = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT keeps two seconds)."""

SHELVES = 16
"""Files that records lie in: enough that one change writes little, few enough to be opened at once."""

ALWAYS = 1 << 63
"""The time at which kept records were read: so late that none of their files can have changed shortly before."""

_LIBRARIES = ("jinja2", "markdown", "math_core", "markupsafe", "nh3", "pillow", "pypdfium2", "pyyaml")

Signature = tuple[tuple[str, int, int, int], ...]
"""Of every file: path, size in bytes, time of change in nanoseconds, inode."""


class Record(NamedTuple):
    """One paper as it was read from files with this signature; `paper` is None where it could not be read."""

    signature: Signature
    paper: Paper | None
    findings: tuple[Finding, ...]


class Memory(NamedTuple):
    """All records of a build, by slug. `scanned` is when its files were looked at, in nanoseconds."""

    engine: str
    settings: str
    scanned: int
    records: Mapping[str, Record]

    def recall(self, slug: str, signature: Signature) -> Record | None:
        """The record of a paper whose files are unchanged, or None."""
        record = self.records.get(slug)
        if record is None or record.signature != signature:
            return None
        if any(changed > self.scanned - GRAIN for _, _, changed, _ in signature):
            return None
        return record


def engine_digest() -> str:
    """Identify the code that makes the pages: this package's modules and the versions of the libraries it calls.

    Modules are known as Python knows whether to compile them again, by size and time: to read all of them took 8 ms.
    """
    digest = blake2b(digest_size=16)
    for line in [*_modules(os.path.dirname(__file__), ""), *versions(_LIBRARIES)]:
        digest.update(line.encode("utf-8", "surrogateescape") + b"\n")
    return digest.hexdigest()


def _modules(folder: str, within: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.endswith(".py"):
            status = entry.stat()
            yield f"{within}{entry.name} {status.st_size} {status.st_mtime_ns}"
        elif entry.is_dir() and entry.name not in {"__pycache__", "scaffold", "templates"}:
            yield from _modules(entry.path, f"{within}{entry.name}/")


def load(path: str, engine: str) -> Memory | None:
    """What the last build kept, or None where there is nothing, or nothing that can be believed."""
    found: Memory | None = None
    records: dict[str, Record] = {}
    for number in range(SHELVES):
        payload = read_sealed(f"{path}-{number:x}")
        memory = _revive(payload) if payload is not None else None
        if isinstance(memory, Memory) and memory.engine == engine:
            found = found or memory
            if memory.settings == found.settings:
                records.update(memory.records)
    return found and found._replace(records=records)


def save(path: str, memory: Memory, before: Memory | None = None) -> None:
    """Keep `memory` for the next build, as far as it is another than `before`.

    A folder that cannot be written is no fault. What was read too shortly after it was written is not kept.
    """
    same = before is not None and (before.engine, before.settings) == (memory.engine, memory.settings)
    then = _shelved(before.records) if before is not None and same else []
    settled = {slug: record for slug, record in memory.records.items() if memory.recall(slug, record.signature)}
    for number, records in enumerate(_shelved(settled)):
        if not then or not _same(records, then[number]):
            kept = memory._replace(scanned=ALWAYS, records=records)
            write_sealed(f"{path}-{number:x}", pickle.dumps(kept, protocol=5))


def shelf(slug: str) -> int:
    """The file, below SHELVES, that what is kept of a paper lies in."""
    return crc32(slug.encode("utf-8", "surrogateescape")) % SHELVES


def _shelved(records: Mapping[str, Record]) -> list[dict[str, Record]]:
    shelves: list[dict[str, Record]] = [{} for _ in range(SHELVES)]
    for slug, record in records.items():
        shelves[shelf(slug)][slug] = record
    return shelves


def _same(some: Mapping[str, Record], others: Mapping[str, Record]) -> bool:
    return len(some) == len(others) and all(others.get(slug) is record for slug, record in some.items())


def read_sealed(path: str) -> bytes | None:
    """The payload of a file written by `write_sealed`, or None if it is missing, cut or altered."""
    return sealed.read(path, FORMAT)


def write_sealed(path: str, payload: bytes) -> None:
    """Write a payload under a seal, all at once; a folder that cannot be written is no fault."""
    sealed.write(path, FORMAT, payload)


class _Unpickler(pickle.Unpickler):
    """Makes nothing but this package's values: a cache that somebody else put there cannot run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module in {"oeuvre.model", "oeuvre.errors", "oeuvre.cache"} and not name.startswith("_"):
            found = getattr(sys.modules.get(module) or __import__(module, fromlist=[name]), name, None)
            if isinstance(found, type) and issubclass(found, tuple):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a value of a cache")


def _revive(payload: bytes) -> object:
    import io

    try:
        return _Unpickler(io.BytesIO(payload)).load()
    except Exception:  # noqa: BLE001 - a damaged pickle can raise anything; the cache is only a memory
        return None

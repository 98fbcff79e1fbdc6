"""`oeuvre import` as a call: files are read, services are asked, and what they hold goes into the site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from oeuvre import fetch, importers, read
from oeuvre.errors import UsageError
from oeuvre.sync.importing import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oeuvre.sync.account import Account

CACHE = ".cache/fetch"


def bring(
    site: str,
    source: str,
    arguments: Sequence[str],
    *,
    dry_run: bool = False,
    offline: bool = False,
    refresh: bool = False,
) -> Iterator[Account]:
    """Import from files, each with an account of its own, or from a service, with one account for all ids.

    Raises UsageError if the folder is no site or a file cannot be read, FetchError if a service does not answer as it
    should; then nothing more is written.
    """
    sources = read.scan(site)
    if importers.SOURCES[source].ask is None:
        files = [(path, _load(path, source)) for path in arguments]
        for path, data in files:
            parsed = importers.SOURCES[source].parse(data, os.path.basename(path))
            yield run(site, source, parsed, dry_run=dry_run)
        return
    url = read.read_settings(sources)[0].url
    client = fetch.Client(os.path.join(site, CACHE), url, offline=offline, refresh=refresh)
    yield run(site, source, importers.collect(source, arguments, client.get), dry_run=dry_run)


def _load(path: str, source: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        label = importers.SOURCES[source].label
        message = f'"{path}" cannot be read ({error.strerror}); give the path of a file in {label}'
        raise UsageError(message) from error

"""`oeuvre refresh` as a call: which papers to ask for, which answers to believe, what to write."""

from __future__ import annotations

import difflib
import os
import time
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import fetch, read, snapshot
from oeuvre.errors import Finding
from oeuvre.model import Citations, Date
from oeuvre.refresh.counts import SOURCES
from oeuvre.snapshot import PATH, Snapshot
from oeuvre.write import disk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from oeuvre.model import Paper
    from oeuvre.refresh.counts import Count

RULES: dict[str, str] = {
    "refresh/all-zero": "a service says that no paper is cited at all",
    "refresh/fell": "all counts together fell by more than 30 %",
    "refresh/fell-to-zero": "a paper that was cited has no citations any more",
    "refresh/no-id": "a paper has neither DOI nor arXiv id, so nobody can be asked for its citations",
}
"""What a refresh can tell, by the ids of the findings."""

FALL = 0.30
"""The share of all citations that may go at once; services mend their data, but not so much in a month."""


class Report(NamedTuple):
    """What a refresh came to: papers asked for, new counts, those that changed and those kept from before."""

    source: str
    asked: int
    found: int
    changed: int
    kept: int
    findings: tuple[Finding, ...]
    diff: str
    dry: bool

    def __str__(self) -> str:
        papers = f"{self.asked} paper{'' if self.asked == 1 else 's'}"
        line = f"{self.source}: {papers} asked for, {self.found} counted, {self.changed} changed, {self.kept} kept"
        return line + (" (dry run: no file was touched)" if self.dry else "")


def today() -> Date:
    """The day in UTC, or the one that SOURCE_DATE_EPOCH names."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    now = time.gmtime(int(said) if said.isascii() and said.isdecimal() and len(said) < 12 else None)
    return Date(now.tm_year, now.tm_mon, now.tm_mday)


def run(site: str, source: str, today: Date, *, dry_run: bool = False) -> Report:
    """Ask the service itself. Raises UsageError if the folder is no site, FetchError if the service fails."""
    content, found = read.read(site)
    whole = not any(finding.severity == "error" for finding in found)
    client = fetch.Client(os.path.join(site, ".cache/fetch"), content.site.url, refresh=True)
    return refresh(site, content.papers, source, today, client.get, whole=whole, dry_run=dry_run)


def refresh(
    site: str,
    papers: tuple[Paper, ...],
    source: str,
    today: Date,
    get: Callable[[str, str], bytes | None],
    *,
    whole: bool = True,
    dry_run: bool = False,
) -> Report:
    """New counts for all papers with a DOI or an arXiv id. What `get` raises goes through: then nothing changes.

    Lines of the snapshot that belong to no paper go, if the papers are all there are (`whole`).
    """
    before, findings = _before(site)
    if findings:
        return Report(SOURCES[source].label, 0, 0, 0, 0, tuple(findings), "", dry_run)
    wanted = {keys[0]: paper for paper in papers if (keys := snapshot.keys(paper))}
    old = {key: count for key, paper in wanted.items() if (count := before.of(paper))}
    new = _asked(source, tuple(sorted(wanted)), get)
    findings += [_nameless(paper) for paper in papers if not snapshot.keys(paper) and paper.citations is None]
    believed = _believed(new, old, SOURCES[source].label, findings)
    after = (old if whole else before.counts | old) | {
        key: Citations(count.total, SOURCES[source].label, today, count.by_year) for key, count in believed.items()
    }
    changed = sum(old[key].total != count.total if key in old else True for key, count in believed.items())
    diff = _write(site, before, Snapshot(after), dry_run=dry_run) if believed else ""
    kept = len(after.keys() - believed.keys())
    return Report(SOURCES[source].label, len(wanted), len(new), changed, kept, tuple(findings), diff, dry_run)


def _before(site: str) -> tuple[Snapshot, list[Finding]]:
    try:
        with open(os.path.join(site, PATH), "rb") as file:
            return snapshot.parse(file.read())
    except FileNotFoundError:
        return Snapshot({}), []


def _asked(source: str, keys: tuple[str, ...], get: Callable[[str, str], bytes | None]) -> dict[str, Count]:
    """All counts that the service has."""
    asking = SOURCES[source].ask(keys)
    try:
        request = next(asking)
        while True:
            request = asking.send(get(*request))
    except StopIteration as end:
        found: dict[str, Count] = end.value
        return found


def _believed(
    new: Mapping[str, Count], old: Mapping[str, Citations], label: str, findings: list[Finding]
) -> dict[str, Count]:
    """The counts that may be written: all, all but those that fell to zero, or none."""
    remedy = f"nothing was changed: try another --source, or delete {PATH} to take it all the same"
    if new and not any(count.total for count in new.values()):
        known = any(count.total for count in old.values())
        message = f"{label} says that no paper is cited; {remedy}"
        findings.append(Finding(PATH, 1, 1, "error" if known else "warning", message, "refresh/all-zero"))
        return {}
    both = new.keys() & old.keys()
    was, now = sum(old[key].total for key in both), sum(new[key].total for key in both)
    if now < was * (1 - FALL):
        message = f"the citations fell from {was} to {now} at {label}; {remedy}"
        findings.append(Finding(PATH, 1, 1, "error", message, "refresh/fell"))
        return {}
    fallen = sorted(key for key in both if old[key].total and not new[key].total)
    for key in fallen:
        message = f"{key} had {old[key].total} citations and now has none at {label}; the old count was kept"
        findings.append(Finding(PATH, 1, 1, "warning", message, "refresh/fell-to-zero"))
    return {key: count for key, count in new.items() if key not in fallen}


def _nameless(paper: Paper) -> Finding:
    message = "the paper has neither DOI nor arXiv id, so its citations cannot be asked for; add one, or citations"
    return Finding(paper.path, 1, 1, "note", message, "refresh/no-id", "title")


def _write(site: str, before: Snapshot, after: Snapshot, *, dry_run: bool) -> str:
    """Write the snapshot if it differs, and return the diff."""
    old, new = snapshot.dumps(before) if before.counts else "", snapshot.dumps(after)
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{PATH}" if old else "/dev/null", f"b/{PATH}"
    )
    diff = "".join(lines)
    if diff and not dry_run:
        disk.write_small(os.path.realpath(os.path.join(site, PATH)), new.encode())
    return diff

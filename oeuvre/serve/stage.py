"""What is on show: one immutable state at a time, replaced as a whole.

A request takes the state that stands when it arrives and never sees another, so no answer mixes two builds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, Protocol

from oeuvre.errors import Finding, OeuvreError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from concurrent.futures import Future

Response = tuple[bytes, str]
"""A file of the site: its bytes and its media type (may be empty: then the ending says it)."""

KEPT = 64 * 1024 * 1024
"""Bytes of last good pages that are kept at most."""


class Snapshot(Protocol):
    """A whole site that does not change, rendered as it is asked for.

    `get` is called from one thread at a time, while `findings` or the next `Preview.refresh` may be at work in another.
    """

    @property
    def findings(self) -> Sequence[Finding]:
        """All that is wrong with the content, places filled in.

        Best found when asked for: that is once the snapshot is on show, so that a page need not wait for the checks.
        """

    def get(self, path: str) -> Response | None:
        """The file at `path` ("papers/nets/index.html"), or None if there is none; may raise TemplateError."""

    def paths(self) -> Iterable[str]:
        """The paths of all files."""


class Preview(Protocol):
    """What makes snapshots; always called from the same thread."""

    def refresh(self, changed: Collection[str] | None) -> Snapshot:
        """The site as it is now. `changed` are absolute paths of files that are new, other or gone; None: look at all.

        Wrong content is a finding. May raise TemplateError and OeuvreError.
        """


Findings = tuple[Finding, ...]


class State(NamedTuple):
    """What is on show. `fault` says why there is no newer snapshot than this; without a snapshot, why there is none.

    `found` are the snapshot's findings, the worst first, as soon as they are known.
    """

    generation: int
    found: Future[Findings]
    snapshot: Snapshot | None = None
    fault: Finding | None = None


def after(state: State, outcome: Snapshot | Exception, found: Future[Findings]) -> State:
    """The state after a refresh; one that failed leaves the last snapshot on show."""
    if isinstance(outcome, Exception):
        return State(state.generation + 1, state.found, state.snapshot, fault(outcome))
    return State(state.generation + 1, found, outcome)


def findings(snapshot: Snapshot) -> Findings:
    """A snapshot's findings, the worst first; a check that fails is one of them."""
    worst = {"error": 0, "warning": 1, "note": 2}
    try:
        return tuple(sorted(snapshot.findings, key=lambda finding: worst[finding.severity]))
    except Exception as error:  # noqa: BLE001 (even a bug in a check must not end the preview: it is told)
        return (fault(error),)


def fault(error: Exception) -> Finding:
    """Trouble as a finding, so that it is told as all else is."""
    if isinstance(error, TemplateError):
        return Finding(error.path, error.line, 1, "error", error.message, "template")
    if isinstance(error, OeuvreError):
        return Finding("", 0, 0, "error", str(error), "site")
    return Finding("", 0, 0, "error", f"{type(error).__name__}: {error}; this is a fault in oeuvre itself", "bug")


def style(changed: Collection[str] | None) -> str:
    """The style sheet that changed, if nothing else did: then a browser need not load the page again."""
    names = {os.path.basename(path) for path in changed or ()}
    name = names.pop() if len(names) == 1 else ""
    return name if name.endswith(".css") else ""


def shown_as(state: State, name: str) -> str:
    """The path of the site's style sheet of that name; empty if it is not a file of its own there."""
    paths = state.snapshot.paths() if name and state.snapshot and not state.fault else ()
    return next((path for path in paths if path.rpartition("/")[2] == name), "")


def find(state: State, path: str) -> Response | Exception | None:
    """The file at `path`, None if there is none, or what stands in its way."""
    if state.snapshot is None:
        return None
    try:
        return state.snapshot.get(path)
    except Exception as error:  # noqa: BLE001 (one page's fault, even a bug, must not end the preview: it is shown)
        return error


class LastGood:
    """Pages as they were when they could last be made, for as long as they cannot. The least recent ones go first."""

    def __init__(self) -> None:
        self._pages: dict[str, Response] = {}
        self._bytes = 0

    def __getitem__(self, path: str) -> Response | None:
        return self._pages.get(path)

    def keep(self, path: str, response: Response | None) -> None:
        """Keep a page, or forget it if there is none any more."""
        old = self._pages.pop(path, None)
        self._bytes -= len(old[0]) if old else 0
        if response and path.endswith(".html"):
            self._pages[path] = response
            self._bytes += len(response[0])
        while self._bytes > KEPT:
            self._bytes -= len(self._pages.pop(next(iter(self._pages)))[0])

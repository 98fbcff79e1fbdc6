"""What is on show: one immutable state at a time, replaced as a whole.

A request takes the state that stands when it arrives and never sees another, so no answer mixes two builds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, Protocol

from oeuvre.errors import Finding, OeuvreError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

Response = tuple[bytes, str]
"""A file of the site: its bytes and its media type (may be empty: then the ending says it)."""


class Snapshot(Protocol):
    """A whole site that does not change, rendered as it is asked for.

    `get` is called from one thread at a time, but while `Preview.refresh` makes the next snapshot in another;
    it still works after that, since the last good snapshot is shown where the newest has a fault.
    """

    @property
    def findings(self) -> Sequence[Finding]:
        """All that is wrong with the content, places filled in."""

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


class State(NamedTuple):
    """What is on show.

    `good` is the newest snapshot that had no error. `fault` says why there is no newer snapshot than this.
    """

    generation: int
    snapshot: Snapshot | None = None
    good: Snapshot | None = None
    fault: Finding | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, the worst first."""
        found = tuple(self.snapshot.findings) if self.snapshot else ()
        worst = {"error": 0, "warning": 1, "note": 2}
        return ((self.fault,) if self.fault else ()) + tuple(sorted(found, key=lambda f: worst[f.severity]))


def shown(state: State, snapshot: Snapshot) -> State:
    """The state after a refresh that gave a snapshot."""
    broken = any(finding.severity == "error" for finding in snapshot.findings)
    return State(state.generation + 1, snapshot, state.good if broken else snapshot)


def failed(state: State, fault: Finding) -> State:
    """The state after a refresh that gave none: what was on show stays."""
    return state._replace(generation=state.generation + 1, fault=fault)


def fault(error: Exception) -> Finding:
    """Trouble as a finding, so that it is told as all else is."""
    if isinstance(error, TemplateError):
        return Finding(error.path, error.line, 1, "error", error.message, "template")
    if isinstance(error, OeuvreError):
        return Finding("", 0, 0, "error", str(error), "site")
    return Finding("", 0, 0, "error", f"{type(error).__name__}: {error}; this is a fault in oeuvre itself", "bug")


def style(state: State, changed: Collection[str] | None) -> str:
    """The style sheet of the site that changed, if nothing else did: then a browser need not load the page again."""
    names = {os.path.basename(path) for path in changed or ()}
    if state.fault or not state.snapshot or len(names) != 1 or not (name := names.pop()).endswith(".css"):
        return ""
    return next((path for path in state.snapshot.paths() if path.rpartition("/")[2] == name), "")


def find(state: State, path: str) -> tuple[Response | None, Exception | None]:
    """The file at `path`, from the last good snapshot if the newest cannot give it, and what stood in the way.

    A page that is missing while something is wrong is probably missing for that reason: its last good form stays.
    """
    response, error = _get(state.snapshot, path)
    wrong = error is not None or state.fault is not None or state.good is not state.snapshot
    if response is None and wrong:
        response = _get(state.good, path)[0]
    return response, error


def _get(snapshot: Snapshot | None, path: str) -> tuple[Response | None, Exception | None]:
    if snapshot is None:
        return None, None
    try:
        return snapshot.get(path), None
    except Exception as error:  # noqa: BLE001 (one page's fault, even a bug, must not end the preview: it is shown)
        return None, error

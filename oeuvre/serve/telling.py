"""What the preview tells its user in the terminal: what changed, how long it took, and each finding once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from oeuvre.errors import OeuvreError
from oeuvre.serve import gate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from oeuvre.errors import Finding


class Teller:
    """Speaks through `announce`, one line at a time."""

    def __init__(self, folder: str, announce: Callable[[str], None]) -> None:
        self._folder = folder
        self._announce = announce
        self._known: frozenset[Finding | str] = frozenset()

    def serving(self, url: str, host: str) -> None:
        """Where the preview is, and who else sees it."""
        self._announce(f"serving {url} (Ctrl-C ends it)")
        if not gate.loopback(host):
            self._announce(f"everybody who reaches {host or 'this machine'} can see this preview, drafts too")

    def built(self, changed: Collection[str] | None, seconds: float, found: Collection[Finding]) -> None:
        """A build: what it was made for, its time, and the findings that were not there before."""
        self._announce(f"{self._named(changed)} in {seconds * 1000:.0f} ms")
        for finding in found:
            if finding not in self._known:
                self._announce(str(finding))
        if self._known and not found:
            self._announce("all is well again")
        self._known = frozenset(found)

    def failed(self, error: Exception) -> None:
        """A build that came to nothing, unless it did so last time."""
        if str(error) not in self._known:
            self.trouble(error)
        self._known |= {str(error)}

    def trouble(self, error: BaseException) -> None:
        """An error: one line if it was to be expected, the traceback if it is a bug."""
        if isinstance(error, OeuvreError):
            return self._announce(str(error))
        import traceback

        return self._announce("".join(traceback.format_exception(error)).rstrip())

    def _named(self, changed: Collection[str] | None) -> str:
        if changed is None:
            return "all read"
        if len(changed) > 1:
            return f"{len(changed)} changed files read"
        return f"{os.path.relpath(next(iter(changed)), self._folder)} read"

"""Regular expressions that are compiled when they are first used.

To compile one takes up to 1 ms, and many are for what few texts hold: a small build compiled 8 ms of them for nothing.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    def __init__(self, source: str, flags: int) -> None:
        self._made = (source, flags)

    def __getattr__(self, name: str) -> Any:
        """What the compiled expression has; the next time it is found without asking here."""
        found = getattr(re.compile(*self._made), name)
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but later."""
    return cast("re.Pattern[str]", _Pattern(source, flags))

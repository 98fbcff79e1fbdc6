"""What day it is."""

from __future__ import annotations

import time

from oeuvre.model import Date

_AHEAD = 14 * 3600
"""Seconds by which the first time zone is ahead of UTC."""


def latest_today() -> Date:
    """Today where it is latest on Earth: nobody's own date is in the future."""
    return Date(*time.gmtime(time.time() + _AHEAD)[:3])

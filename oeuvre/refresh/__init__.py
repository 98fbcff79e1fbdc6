"""New citation counts into the committed snapshot: asked for politely, believed with care, never scraped."""

from oeuvre.refresh.counts import SOURCES
from oeuvre.refresh.renewing import Report, refresh, run, today

__all__ = ["SOURCES", "Report", "refresh", "run", "today"]

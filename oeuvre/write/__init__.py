"""The sink of a build: see `folder`."""

from oeuvre.write.entries import Entry
from oeuvre.write.folder import Folder
from oeuvre.write.report import Report
from oeuvre.write.stage import Writer

__all__ = ["Entry", "Folder", "Report", "Writer"]

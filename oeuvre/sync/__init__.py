"""An import, from records to files: what is new is written, what is there is merged, every record is accounted for."""

from oeuvre.sync.account import Account, Outcome
from oeuvre.sync.bringing import bring
from oeuvre.sync.importing import run

__all__ = ["Account", "Outcome", "bring", "run"]

"""What became of every field of the old site: carried, changed or left, and what only a person can decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from oeuvre.migrate.old import Place

Fate = Literal["carried", "changed", "left", "decide"]
"""`carried`: as it was, be it under another name. `changed`: said otherwise. `left`: not brought along."""

_PLACES = 3


class Entry(NamedTuple):
    """One kind of thing: of which kind of file, the old field, its fate, and what it is now or why it was left.

    `times` is how often, `places` the first few.
    """

    of: str
    field: str
    fate: Fate
    what: str
    times: int
    places: tuple[Place, ...]


class Ledger:
    """Collects the fates of fields, and counts what is alike."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, Fate, str], list[Place]] = {}

    def carried(self, of: str, field: str, now: str, place: Place) -> None:
        """A field that is there under the name `now`."""
        self._add(of, field, "carried", now, place)

    def changed(self, of: str, field: str, how: str, place: Place) -> None:
        """A field that says the same in another way."""
        self._add(of, field, "changed", how, place)

    def left(self, of: str, field: str, why: str, place: Place) -> None:
        """A field that was not brought along."""
        self._add(of, field, "left", why, place)

    def decide(self, of: str, field: str, what: str, place: Place) -> None:
        """Something that only a person can decide."""
        self._add(of, field, "decide", what, place)

    def _add(self, of: str, field: str, fate: Fate, what: str, place: Place) -> None:
        self._rows.setdefault((of, field, fate, what), []).append(place)

    def entries(self) -> list[Entry]:
        """All of them, in the order of their names."""
        return [Entry(*key, len(places), tuple(places[:_PLACES])) for key, places in sorted(self._rows.items())]

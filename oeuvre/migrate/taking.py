"""The fields of one old file while they are used up, so that none gets lost: what nobody took is there at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.migrate import matter as reading
from oeuvre.migrate.matter import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.matter import Matter
    from oeuvre.text.emit import Value


class Taking:
    """The fields of a file, each told to the ledger when it is taken. `of` says what kind of file it is."""

    def __init__(self, matter: Matter, ledger: Ledger, of: str) -> None:
        self.matter = matter
        self.ledger = ledger
        self.of = of
        self.waiting = {name: value for name, value in matter.fields.items() if filled(value)}

    def take(self, name: str, now: str) -> Value:
        """A field with its value, which is `now` in the new site; empty if it is not there."""
        value = self.waiting.pop(name, "")
        if filled(value):
            self.ledger.carried(self.of, name, now, reading.place(self.matter, name))
        return value

    def text(self, now: str, *names: str) -> str:
        """The first of these fields that is a text, on one line."""
        for name in names:
            if isinstance(self.waiting.get(name), str):
                found = self.take(name, now)
                return " ".join(found.split()) if isinstance(found, str) else ""
        return ""

    def list(self, now: str, *names: str) -> list[str]:
        """These fields as one list of texts; one that holds more than texts is not taken."""
        found: list[str] = []
        for name in names:
            value = self.waiting.get(name, "")
            items = value if isinstance(value, list) else [value]
            if all(isinstance(item, str) for item in items):
                found += texts(self.take(name, now))
        return found

    def changed(self, name: str, how: str) -> Value:
        """A field that says the same in another way from now on."""
        value = self.waiting.pop(name, "")
        if filled(value):
            self.ledger.changed(self.of, name, how, reading.place(self.matter, name))
        return value

    def leave(self, names: frozenset[str], why: str) -> None:
        """Fields that do not come along."""
        for name in sorted(names & self.waiting.keys()):
            del self.waiting[name]
            self.ledger.left(self.of, name, why, reading.place(self.matter, name))

    def rest(self) -> Iterator[tuple[str, str]]:
        """What nobody took, every mapping in it flattened, for `extra`."""
        for name in list(self.waiting):
            value = self.take(name, f"extra.{name}")
            text = "; ".join(flat(value))
            if text:
                yield name, text


def filled(value: Value) -> bool:
    """Whether there is any text in a value."""
    if isinstance(value, str):
        return bool(value.strip())
    return any(filled(item) for item in (value.values() if isinstance(value, dict) else value))


def flat(value: Value) -> Iterator[str]:
    """All texts in a value, those of a mapping with their names."""
    if isinstance(value, str):
        if value.strip():
            yield " ".join(value.split())
    elif isinstance(value, dict):
        for name, item in value.items():
            text = ", ".join(flat(item))
            if text:
                yield f"{name}: {text}"
    else:
        for item in value:
            yield from flat(item)

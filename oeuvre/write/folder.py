"""The sink of a build: it takes paths and bytes, and in the end the output shows the old site or the new one, whole.

The next site is made ready in a stage. What did not change is one file with the site on show (a hard link), what
others put into the output goes along, and then the two folders are exchanged in one step. The old site stays in the
cache as a spare: the next build turns it into the next site, so that it touches little more than what changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from oeuvre.errors import OutputError
from oeuvre.write import piecemeal, place, spare, swap
from oeuvre.write.disk import write_small
from oeuvre.write.entries import Entry, digest_of, dump_manifest, dump_record, intact, known
from oeuvre.write.names import Names
from oeuvre.write.publish import Site, publish
from oeuvre.write.report import Report
from oeuvre.write.stage import Writer, check
from oeuvre.write.survey import survey
from oeuvre.write.target import judge, refuse_foreign
from oeuvre.write.trouble import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Folder:
    """One build's output, from the lock to the swap: use it in a `with` block and call `commit` at its end.

    Without `commit` nothing changes. `output` is told in messages as it is given here. `cache` may be missing or
    read-only, or `""`. `site` is the folder that holds content/. `adopt` takes over a folder that has no manifest of
    ours. `in_place` replaces file by file without trying to exchange the folders. A second build waits `wait`
    seconds for the first; `tell` is called with one line before. Every method may raise OutputError.
    """

    def __init__(
        self,
        output: str,
        cache: str,
        *,
        site: str,
        adopt: bool = False,
        in_place: bool = False,
        wait: float = 60.0,
        tell: Callable[[str], object] | None = None,
    ) -> None:
        live = judge(output, site, cache)
        self._output = output
        self._live = live + "/"
        self._adopt = adopt
        self._names = Names()
        self._wanted: dict[str, Entry] = {}
        self._open = False
        try:
            with writing(output):
                self._place = place.take(live, output, cache, wait, tell)
                self._open = True
                if in_place:
                    self._place = self._place._replace(pinned="it was asked for")
                self._begin(live)
        except BaseException:
            self.abandon()
            raise

    def _begin(self, live: str) -> None:
        piecemeal.recover(self._live)
        for room in {self._place.room, place.beside(live)}:
            swap.recover(room + spare.STAGE[:-1], live, room + swap.ASIDE)
        try:
            found, reason = known(self._live, self._place.record), ""
        except ValueError as error:
            found, reason = None, str(error)
        if found is None:
            refuse_foreign(self._output, live, reason, adopt=self._adopt)
        self._owned = found is not None
        self.previous: Mapping[str, Entry] = found[0] if found else {}
        self._manifest = found[1] if found else b""
        self._spare = spare.find(self._place.room)
        self.writer = Writer(self._output, self._place.room, self._live, self._spare, self.previous)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()

    @property
    def manifest(self) -> str:
        """A digest of all that the last build wrote; empty where that is not known, or after this one's `commit`."""
        return digest_of(self._manifest) if self._manifest else ""

    def forget(self) -> None:
        """Keep no file unseen, so that every one is made and compared again."""
        self.previous = {path: entry._replace(key="") for path, entry in self.previous.items()}

    def untouched(self) -> bool:
        """Whether every file of the last build lies as it was left."""
        return all(intact(self._live, entry) is not None for entry in self.previous.values())

    def keep(self, path: str, key: str) -> bool:
        """Whether the file of the last build is still there, as it was written and made from `key`: then it stays."""
        entry = self.previous.get(path)
        if entry is None or entry.key != key or not key:
            return False
        entry = intact(self._live, entry)
        if entry is None:
            return False
        self.add(entry)
        return True

    def put(self, path: str, key: str, data: bytes) -> None:
        """Write a file of the next site. `key` identifies what it was made from; empty: never to be kept unseen."""
        self.add(self.writer.put(path, key, data))

    def copy(self, path: str, key: str, source: str) -> None:
        """The same with the bytes of another file."""
        self.add(self.writer.copy(path, key, source))

    def add(self, entry: Entry) -> None:
        """Take what a `writer` wrote, in whichever process."""
        check(entry.path)
        if other := self._names.add(entry.path):
            raise OutputError(f'"{entry.path}" and "{other}" would be one file; choose another name for one of them')
        self._wanted[entry.path] = entry

    def commit(self) -> Report:
        """Show the new site. Nothing is written if it is the old one; after an OutputError the old one stands."""
        try:
            with writing(self._output):
                return self._commit()
        finally:
            self.abandon()

    def _commit(self) -> Report:
        old, new = self.previous, self._wanted
        if self._owned and old.keys() <= new.keys() and not any(entry.staged for entry in new.values()):
            if new != old:
                self._remember(self._manifest)
            return Report(unchanged=len(new))
        found = survey(self._live, self._output, old, new, adopt=self._adopt)
        self.writer.open()
        site = Site(self._output, self._live, self._place, bool(self._spare), new, dump_manifest(new.values()))
        reason = publish(site, found)
        self._manifest = site.manifest
        self._remember(site.manifest)
        written = len(found.staged)
        return Report(
            written, len(new) - written, len(found.gone), tuple(found.foreign), tuple(found.replaced), reason
        )

    def _remember(self, manifest: bytes) -> None:
        """Keep the record for the next build; without it, that one reads every file to know it again."""
        try:
            if self._place.home not in self._place.passing:
                write_small(self._place.record, dump_record(manifest, self._wanted.values()))
        except OSError:
            pass

    def abandon(self) -> None:
        """Let go of the output, and remove what was made for it. Does nothing after that, or after `commit`."""
        if self._open:
            try:
                swap.recover(self._place.stage[:-1], self._live[:-1], self._place.aside)
                spare.find(self._place.room)
            except OSError:
                pass  # the next build sweeps
            self._place.leave()
            self._open = False  # not before: who interrupts this gets it done by the end of the `with` block
        place.sweep(self._live[:-1])

"""What a build did to its output."""

from __future__ import annotations

from typing import NamedTuple

from oeuvre.errors import Finding


class Report(NamedTuple):
    """Counts of files written, left as they were and removed, and what a person might want to know.

    `foreign` are files of others that were kept (a folder ends with a slash; looked for only when something changed),
    `replaced` are paths where somebody else's bytes lay in place of ours and are gone, `in_place` says why files were
    replaced one by one, or is empty: the whole site was replaced at once.
    """

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    foreign: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    in_place: str = ""

    def findings(self, output: str) -> list[Finding]:
        """The same as notes, each at its file in `output`."""
        edited = "was changed by somebody else and is written anew; change content/ or templates/ instead"
        notes = [_note(output, path, "is not oeuvre's; it was kept", "output/foreign") for path in self.foreign]
        notes += [_note(output, path, edited, "output/edited") for path in self.replaced]
        if self.in_place:
            message = f"the files were replaced one by one, since {self.in_place}; a reader may have met both sites"
            notes.append(Finding(output, 0, 0, "note", message, "output/in-place"))
        return notes


def _note(output: str, path: str, found: str, rule: str) -> Finding:
    return Finding(f"{output}/{path}", 0, 0, "note", f'"{path}" {found}', rule)

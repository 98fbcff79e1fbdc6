"""What an import came to: a line a record, so that records in = written + merged + unchanged + refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from oeuvre.errors import Finding

RULES: dict[str, str] = {
    "import/kept-yours": "the source has another value than you, and yours stayed",
    "import/kept": "two sources have different values, and the first one's stayed",
    "import/mended": "a value that a build would stop at was written otherwise",
    "import/same-id": "two papers with one id and different titles",
    "import/file": "a file that the source names and that did not come along",
    "import/memory": "content/imported.json cannot be read",
}
"""What an import can tell besides what its importer found, by the ids of the findings."""

Kind = Literal["written", "merged", "unchanged", "refused"]


class Outcome(NamedTuple):
    """What became of one record.

    `path` is its paper's file (empty if refused), `fields` are those that changed in a file that was there, `kept`
    those in which a person's words stayed, `reason` says why a record was refused; one whose file a person deleted is
    not `wanted`, which is no fault.
    """

    key: str
    line: int
    kind: Kind
    path: str = ""
    fields: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    reason: str = ""
    wanted: bool = True

    def __str__(self) -> str:
        what = f"{self.kind} {self.key or f'(line {self.line})'}"
        if self.path:
            what += f" → {self.path}"
        if self.fields:
            what += f": {', '.join(self.fields)}"
        if self.kept:
            what += f" (kept yours: {', '.join(self.kept)})"
        return what + (f": {self.reason}" if self.reason else "")


class Account(NamedTuple):
    """The whole run. `diff` is a unified diff of all files that changed, or would change in a dry run."""

    source: str
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    diff: str
    dry: bool

    def count(self, kind: Kind) -> int:
        """How many records came out so."""
        return sum(outcome.kind == kind for outcome in self.outcomes)

    def __str__(self) -> str:
        kinds: tuple[Kind, ...] = ("written", "merged", "unchanged", "refused")
        sums = " + ".join(f"{self.count(kind)} {kind}" for kind in kinds)
        records = f"{len(self.outcomes)} record{'' if len(self.outcomes) == 1 else 's'}"
        return f"{self.source}: {records} = {sums}" + (" (dry run: no file was touched)" if self.dry else "")

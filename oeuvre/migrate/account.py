"""What a migration came to: a line a record, what became of every field, and what is left for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from oeuvre.errors import Finding
    from oeuvre.migrate.ledger import Entry
    from oeuvre.migrate.old import Place

NAME = "MIGRATION.md"
Kind = Literal["paper", "page", "news", "person"]
Outcome = Literal["written", "merged", "refused"]
KINDS: tuple[Kind, ...] = ("paper", "page", "news", "person")
_PLURALS = {"paper": "papers", "page": "pages", "news": "news", "person": "people"}
_OUTCOMES: tuple[Outcome, ...] = ("written", "merged", "refused")
_FATES = {
    "carried": "Carried over",
    "changed": "Said in another way",
    "left": "Left behind",
}
_MOST_LINES = 400


class Item(NamedTuple):
    """One record of the old site: where it stood, and its file in the new one or the reason why it has none."""

    kind: Kind
    place: Place
    outcome: Outcome
    path: str = ""
    reason: str = ""

    def __str__(self) -> str:
        if self.outcome == "refused":
            return f"refused {self.place}: {self.reason}"
        return f"{self.outcome} {self.place} → {self.path}" + (f": {self.reason}" if self.reason else "")


class Report(NamedTuple):
    """The whole run. `moved` are files by their old and new addresses, where these differ."""

    source: str
    items: tuple[Item, ...]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    files: int
    moved: tuple[tuple[str, str], ...]
    decide: tuple[str, ...]
    owner: str

    def count(self, kind: str, outcome: str = "") -> int:
        """How many records of a kind there were, or came out so."""
        return sum(item.kind == kind and outcome in ("", item.outcome) for item in self.items)

    def lines(self) -> list[str]:
        """The account: records in are those written, merged and refused."""
        found = []
        for kind in KINDS:
            if self.count(kind) or kind == "paper":
                sums = " + ".join(f"{self.count(kind, outcome)} {outcome}" for outcome in _OUTCOMES)
                found.append(f"{_PLURALS[kind]}: {self.count(kind)} = {sums}")
        return [*found, f"files: {self.files} copied"]


def markdown(report: Report) -> str:
    """The report as the file that stays in the new site."""
    parts = [
        f"# What came over from {report.source}",
        "This is not part of the site: read it, keep it as long as you like, and delete it. The old site is as it was.",
        "## The account",
        "\n".join(f"- {line}" for line in report.lines()),
    ]
    parts += _section("For you to decide", [f"- {line}" for line in report.decide])
    told = [f"- `{_where(one)}` {one.message}" for one in report.findings if one.severity != "note"]
    parts += _section("To look at", told)
    refused = [f"- `{item.place}`: {item.reason}" for item in report.items if item.outcome == "refused"]
    parts += _section("Refused", refused)
    for fate, heading in _FATES.items():
        rows = [_row(entry) for entry in report.entries if entry.fate == fate]
        if rows:
            head = "| of | field | what became of it | how often | where |\n|---|---|---|---|---|\n"
            parts += [f"## {heading}", head + "\n".join(rows[:_MOST_LINES])]
    records = [f"- `{item.place}` → `{item.path}`{_said(item)}" for item in report.items if item.outcome != "refused"]
    parts += _section("Where everything is", records)
    parts += _section("Files with another address than before", [f"- `{old}` → `{new}`" for old, new in report.moved])
    notes = [f"- `{_where(one)}` {one.message}" for one in report.findings if one.severity == "note"]
    parts += _section("Notes", notes)
    return "\n\n".join(parts) + "\n"


def _section(heading: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    more = [f"- … and {len(lines) - 2000} more"] if len(lines) > 2000 else []
    return [f"## {heading}", "\n".join([*lines[:2000], *more])]


def _said(item: Item) -> str:
    said = "merged" if item.outcome == "merged" else ""
    told = ", ".join(part for part in (said, item.reason) if part)
    return f" ({told})" if told else ""


def _where(finding: Finding) -> str:
    return f"{finding.path}:{finding.line}" if finding.line else finding.path


def _row(entry: Entry) -> str:
    where = ", ".join(map(str, entry.places)) + (", …" if entry.times > len(entry.places) else "")
    cells = (entry.of, entry.field, entry.what, str(entry.times), where)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

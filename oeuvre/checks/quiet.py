"""Rules that somebody has quietened, with a reason, for one paper or the whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.checks.categories import SETTINGS
from oeuvre.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from oeuvre.checks.check import Fault, Occasion
    from oeuvre.library import Library

RULE = "quiet/unused"


def nothing(_: Library, __: Occasion) -> Iterable[Fault]:
    """What quietens nothing is known only when all else is: `quietened` tells it."""
    return ()


def quietened(findings: Iterable[Finding], library: Library, unknown: Container[str] = ()) -> list[Finding]:
    """The findings without those whose rule is quietened, and a note for each entry that quietens nothing.

    An error stands for something that is not on the site as it was meant: it is told all the same. Whether the
    `unknown` rules would have told anything is not known.
    """
    everywhere = {rule for rule, _ in library.site.quiet}
    wanted = {SETTINGS: library.site.quiet, **library.quiet}
    if not (everywhere or library.quiet):
        return list(findings)
    here = {(path, rule) for path, entries in library.quiet.items() for rule, _ in entries}
    kept, used, errors = [], set(), set()
    for finding in findings:
        own, site = (finding.path, finding.rule), (SETTINGS, finding.rule)
        reached = {key for key, is_there in ((own, own in here), (site, finding.rule in everywhere)) if is_there}
        if reached and finding.severity != "error":
            used |= reached
        else:
            errors |= reached
            kept.append(finding)
    return kept + [finding for finding in _unused(wanted, used, errors) if finding.field[6:] not in unknown]


def _unused(
    wanted: dict[str, tuple[tuple[str, str], ...]], used: set[tuple[str, str]], errors: set[tuple[str, str]]
) -> Iterator[Finding]:
    for path, entries in sorted(wanted.items()):
        for rule, _ in entries:
            if (path, rule) not in used:
                why = "quietens nothing; remove it"
                if (path, rule) in errors:
                    why = "quietens an error, which is told all the same; mend what it is about"
                yield Finding(path, 0, 0, "note", f'the entry "{rule}" {why}', RULE, f"quiet.{rule}")

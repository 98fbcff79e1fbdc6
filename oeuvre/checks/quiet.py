"""Rules that somebody has quietened, with a reason, for one paper or the whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.checks.categories import SETTINGS
from oeuvre.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oeuvre.checks.check import Fault
    from oeuvre.library import Library
    from oeuvre.model import Date

RULE = "quiet/unused"


def nothing(_: Library, __: Date) -> Iterable[Fault]:
    """What quietens nothing is known only when all else is: `quietened` tells it."""
    return ()


def quietened(findings: Iterable[Finding], library: Library) -> list[Finding]:
    """The findings without those whose rule is quietened, and a note for each entry that quietens nothing.

    An error stands for something that is not on the site as it was meant: it is told all the same.
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
    return kept + list(_unused(wanted, used, errors))


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

"""How a language writes dates and numbers, after the Unicode CLDR."""

from __future__ import annotations

from typing import NamedTuple


class Calendar(NamedTuple):
    """Patterns of dates with {d} the day, {m} the month's number, {M} its name, {b} its short name and {y} the year.

    `first` is how the first of a month is written where that differs: 1er mars.
    """

    months: tuple[str, ...]
    short: tuple[str, ...]
    day: str
    month: str
    short_day: str
    short_month: str
    forthcoming: str
    first: str = ""


class Numbers(NamedTuple):
    """The signs between thousands and before decimals, and from how many digits on thousands stand apart."""

    group: str
    decimal: str
    least: int = 4

    def written(self, number: str) -> str:
        """A number in plain digits (`-1234.5`) as people of this language write it."""
        whole, point, rest = number.partition(".")
        sign = whole[: len(whole) - len(whole.lstrip("+-"))]
        digits = whole[len(sign) :]
        if len(digits) >= self.least:
            first = len(digits) % 3 or 3
            digits = self.group.join([digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))])
        return sign + digits + (self.decimal if point else "") + rest


def calendar(months: str, short: str, *patterns: str, first: str = "") -> Calendar:
    """A calendar from the names of months with spaces between them, and its patterns in their order."""
    day, month, short_day, short_month, forthcoming = patterns
    return Calendar(tuple(months.split()), tuple(short.split()), day, month, short_day, short_month, forthcoming, first)


NUMBERED = " ".join(["{m}"] * 12)
"""The months of a language that counts them."""

"""Dates as precise as they are known: read, written and sorted without inventing a month or a day.

`parse` is strict, for front matter; `read_loose` is for what importers find. Years 1000 to 2999 and real days only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from oeuvre import languages
from oeuvre.model import Date
from oeuvre.text.folding import fold
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from oeuvre.languages.forms import Calendar

FORTHCOMING = Date(0)

_STRICT = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII).fullmatch
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=1 << 14)
def parse(text: str) -> Date | None:
    """`2025`, `2025-03`, `2025-03-17` or `forthcoming`; None for anything else and for days that no calendar has."""
    match = _STRICT(text)
    if match:
        year, month, day = match.groups(default="")
        return _real(int(year), int(month) if month else None, int(day) if day else None)
    return FORTHCOMING if text == "forthcoming" else None


def _real(year: int, month: int | None = None, day: int | None = None) -> Date | None:
    """The date, if the (Gregorian) calendar has it."""
    if not 1000 <= year <= 2999:
        return None
    if month is None:
        return Date(year) if day is None else None
    if not 1 <= month <= 12:
        return None
    if day is None:
        return Date(year, month)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 28 if month == 2 and not leap else _DAYS[month - 1]
    return Date(year, month, day) if 1 <= day <= last else None


def sort_key(date: Date) -> tuple[int, int, int]:
    """Ascending by time; forthcoming comes after every date.

    What is less precise comes before all that it may be (2025 < 2025-03 < 2025-03-01), so that newest first a paper of
    which only the year is known closes its year.
    """
    return (date.year, date.month, date.day) if date.year else (10_000, 0, 0)


def iso(date: Date) -> str:
    """The date for machines (ISO 8601), as precise as it is known; empty for forthcoming."""
    return str(date) if date.year else ""


def long(date: Date, lang: str = "en") -> str:
    """The date in full: 17 March 2025, March 2025, 2025, Forthcoming. `lang` is a BCP 47 tag."""
    calendar = languages.calendar(lang)
    return _written(date, calendar, calendar.day, calendar.month) if calendar else str(date)


def short(date: Date, lang: str = "en") -> str:
    """The date in brief: Mar 17, 2025; Mar 2025; 2025; Forthcoming."""
    calendar = languages.calendar(lang)
    return _written(date, calendar, calendar.short_day, calendar.short_month) if calendar else str(date)


@lru_cache(maxsize=1 << 14)
def _written(date: Date, calendar: Calendar, day_pattern: str, month_pattern: str) -> str:
    year, month, day = date
    if not year:
        return calendar.forthcoming
    if not month:
        return str(year)
    pattern = day_pattern if day else month_pattern
    first = calendar.first if day == 1 and calendar.first else day
    return pattern.format(y=year, m=month, d=first, M=calendar.months[month - 1], b=calendar.short[month - 1])


# What importers find

_SOON = pattern(r"(?:to appear|in press|forthcoming|im erscheinen|a paraitre|en prensa|no prelo)(?: in)?\b[,:]?")
_TIME = pattern(r"(?<=\d)[t ]\d\d?:\d\d.*\Z")
_SPAN = pattern(r"\s+(?:-|to|bis)\s+|\s*(?:--+|[–—/])\s*")
_TOKEN = pattern(r"\d+|[^\W\d_]+|[^\w\s]|_")
_SIGNS = frozenset("-–—/.,:()'年月日년월일")
_FILLERS = {
    *("st", "nd", "rd", "th", "of", "the", "de", "del", "di", "do", "e", "er", "o"),
    *("und", "et", "and", "y", "to", "bis"),
    *("mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday"),
    *("fri", "friday", "sat", "saturday", "sun", "sunday", "spring", "summer", "autumn", "fall", "winter"),
}
"""Words that stand in dates and tell nothing that a Date can hold; a season leaves the year."""


def read_loose(text: str) -> Date | None:
    """A date in one of the forms people write, or None when it cannot be told for sure.

    `March 2019`, `2019/3/2`, `Mar 17, 2025`, `17. März 2025`, `2019-03-17T10:00Z`, `2019-00-00`, `to appear`. Of a span
    that is kept in which both ends agree (`28 July - 2 August 2019` gives 2019); `03/04/2019` may be two days: None.
    """
    text = fold(" ".join(text[:400].split())).strip("()[]{}\"'., ")
    if not text or len(text) > 100:
        return None
    soon = _SOON.sub("", text).strip(" (),.")
    if not soon or text == "accepted":
        return FORTHCOMING
    text = _TIME.sub("", soon)
    ends = _SPAN.split(text)
    if len(ends) == 2:
        one, two = (_one_date(end) for end in ends)
        if one and two:
            return _common(one, two)
    return _one_date(text)


def _common(one: Date, two: Date) -> Date | None:
    """What two dates have in common."""
    if one.year != two.year:
        return None
    if one.month != two.month:
        return Date(one.year)
    return one if one.day == two.day else Date(one.year, one.month)


def _one_date(text: str) -> Date | None:
    if len(text) == 8 and text.isdecimal():  # 20250317
        return _real(int(text[:4]), int(text[4:6]), int(text[6:]))
    tokens = _TOKEN.findall(text)
    numbers = [token for token in tokens if token.isdecimal()]
    words = [token for token in tokens if token.isalpha() and not (token in _FILLERS or token in _SIGNS)]
    if any(not (token.isalnum() or token in _SIGNS) for token in tokens) or not tokens or tokens[-1] in "-–—/":
        return None
    months = {_month_numbers().get(word, 0) for word in words}
    years = {int(number) for number in numbers if len(number) == 4}
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(years) != 1 or 0 in months or any(len(number) == 3 or len(number) > 4 for number in numbers):
        return None
    year = years.pop()
    if months:
        return _with_named_month(year, months, days)
    return _in_numbers(year, days, year_first=len(numbers[0]) == 4)


def _with_named_month(year: int, months: set[int], days: list[int]) -> Date | None:
    if any(not 1 <= day <= 31 for day in days):
        return None
    if len(months) > 1:
        return _real(year)
    return _real(year, months.pop(), days[0] if len(days) == 1 else None)


def _in_numbers(year: int, rest: list[int], *, year_first: bool) -> Date | None:
    """2019-3-17, 3/2019, 17.3.2019; a zero stands for what is not known."""
    if not any(rest):
        return _real(year) if len(rest) <= 2 else None
    if len(rest) == 1:
        return _real(year, rest[0])
    if len(rest) > 2:
        return None
    one, two = rest
    if year_first:
        return _real(year, one, two or None)
    if one == two or max(one, two) > 12:  # else it may be day and month or month and day
        return _real(year, min(one, two), max(one, two))
    return None


@lru_cache(maxsize=1)
def _month_numbers() -> dict[str, int]:
    """Months by their folded names and short names in every language that has a calendar."""
    known = {"sept": 9}
    for calendar in filter(None, map(languages.calendar, languages.known())):
        for names in (calendar.months, calendar.short):
            known.update({fold(name).strip("."): number for number, name in enumerate(names, 1) if "{" not in name})
    return known

"""Dates keep the precision they came with."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre import languages
from oeuvre.model import Date
from oeuvre.text import dates

CASES = Path(__file__).parent / "cases"


def rows(name):
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("|"))


DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)).map(lambda d: Date(d.year, d.month, d.day))
MONTHS = DAYS.map(lambda date: date._replace(day=0))
YEARS = DAYS.map(lambda date: Date(date.year))
DATES = st.one_of(DAYS, MONTHS, YEARS, st.just(dates.FORTHCOMING))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025", Date(2025)),
        ("2025-03", Date(2025, 3)),
        ("2025-03-17", Date(2025, 3, 17)),
        ("forthcoming", Date(0)),
        ("2024-02-29", Date(2024, 2, 29)),
        ("2000-02-29", Date(2000, 2, 29)),
        ("1000", Date(1000)),
        ("2999-12-31", Date(2999, 12, 31)),
    ],
)
def test_the_four_forms_of_a_date_are_read(text, date):
    assert dates.parse(text) == date


@pytest.mark.parametrize(
    "text",
    ["", "2023-13", "2023-00", "2023-02-29", "1900-02-29", "2023-04-31", "2023-1-1", "2023-01-1", "0999", "3000", "999",
     "25", "2023/01/01", "2023-01-01T00:00", " 2023", "2023 ", "2023\n", "٢٠٢٣", "Forthcoming", "to appear", "2023-",
     "2023-01-", "-2023", "2023-01-01-01"],
)  # fmt: skip
def test_anything_else_is_no_date(text):
    assert dates.parse(text) is None


@given(DATES)
def test_a_written_date_is_read_back(date):
    assert dates.parse(str(date)) == date


@given(st.integers(900, 3100), st.integers(0, 14), st.integers(0, 33))
def test_a_day_is_a_date_exactly_if_the_calendar_has_it(year, month, day):
    try:
        real = 1000 <= year <= 2999 and bool(datetime.date(year, month, day))
    except ValueError:
        real = False
    assert (dates.parse(f"{year:04}-{month:02}-{day:02}") is not None) is real


@pytest.mark.parametrize(("lang", "date", "long", "short"), list(rows("dates.txt")))
def test_a_date_is_written_as_its_language_does(lang, date, long, short):
    parsed = dates.parse(date)
    assert (dates.long(parsed, lang), dates.short(parsed, lang)) == (long, short)


@pytest.mark.parametrize("lang", languages.known())
def test_every_calendar_has_twelve_months_and_a_case(lang):
    calendar = languages.calendar(lang)
    assert len(calendar.months) == len(calendar.short) == 12
    assert any(row[0].split("-")[0] == lang for row in rows("dates.txt"))


@given(DATES, st.sampled_from(languages.known()))
def test_no_language_writes_a_month_or_a_day_that_is_not_known(date, lang):
    written = f"{dates.long(date, lang)} {dates.short(date, lang)}"
    digits = {int(run) for run in "".join(c if c.isdecimal() else " " for c in written).split()}
    assert digits <= {date.year, date.month or -1, date.day or -1}


def test_newest_first_puts_forthcoming_before_all_and_a_bare_year_at_its_end():
    ordered = ["forthcoming", "2025-03-17", "2025-03-02", "2025-03", "2025-01", "2025", "2024-12"]
    found = sorted((dates.parse(text) for text in reversed(ordered)), key=dates.sort_key, reverse=True)
    assert [str(date) for date in found] == ordered


def test_machines_get_no_date_for_what_is_forthcoming():
    assert dates.iso(dates.parse("2025-03")) == "2025-03"
    assert dates.iso(dates.FORTHCOMING) == ""


@pytest.mark.parametrize(("text", "expected"), list(rows("loose_dates.txt")))
def test_a_loose_date_is_read_only_when_it_is_sure(text, expected):
    assert str(dates.read_loose(text) or "none") == expected


@given(DATES, st.sampled_from(sorted({*languages.known()} - {"ja"})))
def test_a_date_that_a_language_wrote_is_read_back(date, lang):
    read = dates.read_loose(dates.long(date, lang))
    assert read == date or (not date.year and read is None)


@given(st.text(max_size=40) | st.text("0123456789-/. marchJul", max_size=24))
def test_any_text_is_read_or_refused_and_never_gains_precision(text):
    date = dates.read_loose(text)
    if date and date.day:
        assert len([c for c in text if c.isalnum()]) >= 6


def test_long_text_is_refused_at_once():
    assert dates.read_loose("2019 " * 1_000_000) is None
    assert dates.read_loose("-" * 1_000_000) is None

"""Page ranges, split, joined and shortened."""

import pytest

from oeuvre.text import page_range


@pytest.mark.parametrize(
    ("pages", "first", "last"),
    [
        ("331–338", "331", "338"), ("331-338", "331", "338"), ("331 -- 338", "331", "338"), ("331—338", "331", "338"),
        ("S12-S20", "S12", "S20"), ("1:1–1:24", "1:1", "1:24"), ("e1004", "e1004", ""), (" 7 ", "7", ""),
        ("1-8, 11", "1-8, 11", ""), ("3-1--3-9", "3-1--3-9", ""), ("", "", ""), ("807–-832", "807", "832"),
        ("547-–568", "547", "568"), ("-", "-", ""), ("1–", "1–", ""),
    ],
)  # fmt: skip
def test_a_range_has_a_first_and_a_last_page(pages, first, last):
    assert page_range.split(pages) == (first, last)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("331-338", "331--338"), ("1–8, 11 - 12,15", "1--8, 11--12, 15"), ("3-1–3-9", "3-1--3-9"), ("e1004", "e1004"),
     ("3-1-3-9", "3-1-3-9"), ("", "")],
)  # fmt: skip
def test_the_dash_is_the_one_that_is_asked_for(pages, expected):
    assert page_range.dashed(pages, "--") == expected


@pytest.mark.parametrize(
    ("first", "last", "nlm", "mla", "chicago"),
    [
        # the examples of the Chicago Manual of Style, 9.61
        ("3", "10", "10", "10", "10"), ("71", "72", "2", "72", "72"), ("96", "117", "117", "117", "117"),
        ("100", "104", "4", "04", "104"), ("1100", "1113", "13", "13", "1113"), ("101", "108", "8", "08", "8"),
        ("808", "833", "33", "33", "33"), ("1103", "1104", "4", "04", "4"), ("321", "328", "8", "28", "28"),
        ("498", "532", "532", "532", "532"), ("1087", "1089", "9", "89", "89"), ("1496", "1500", "500", "500", "500"),
        ("11564", "11615", "615", "615", "615"), ("12991", "13001", "3001", "3001", "3001"),
        ("S12", "S20", "S20", "S20", "S20"), ("xii", "xix", "xix", "xix", "xix"), ("331", "331", "331", "331", "331"),
    ],
)  # fmt: skip
def test_each_manual_shortens_in_its_own_way(first, last, nlm, mla, chicago):
    shortened = page_range.shortened(first, last), page_range.two_digits(first, last), page_range.chicago(first, last)
    assert shortened == (nlm, mla, chicago)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("e0209899", True), ("E12345", True), ("RTC1042", True), ("e-12345", True), ("22", False), ("S12", False),
     ("e1001–e1009", False), ("A103", False), ("xii", False), ("pp331", False), ("", False)],
)  # fmt: skip
def test_the_number_of_an_article_is_no_page(pages, expected):
    assert page_range.electronic(pages) is expected

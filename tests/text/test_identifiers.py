"""Identifiers are kept in one form, and mistyped ones are told with what to do."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.text import identifiers

CASES = Path(__file__).parent / "cases"
KINDS = ["doi", "arxiv", "orcid", "isbn", "issn", "pmid", "acl", "url"]


def rows(name):
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("|"))


def message(kind, text):
    """What a user is told about the text; empty when it is accepted."""
    try:
        getattr(identifiers, kind)(text)
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("kind", "typed", "kept"), list(rows("identifiers.txt")))
def test_an_identifier_is_kept_in_its_canonical_form(kind, typed, kept):
    assert getattr(identifiers, kind)(typed) == kept
    assert getattr(identifiers, kind)(kept) == kept


@pytest.mark.parametrize(("kind", "typed", "told"), list(rows("wrong_identifiers.txt")))
def test_a_wrong_identifier_is_refused_with_what_to_do(kind, typed, told):
    assert message(kind, typed) == told


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "url"])
def test_the_form_that_a_message_recommends_is_accepted(kind):
    told = message(kind, "x")
    assert told.startswith(f'{kind} "x" is not ')
    for example in re.findall(r'"([^"]+)"', told)[1:]:
        assert getattr(identifiers, kind)(example) == example


SOUND = {"orcid": "0000-0002-1825-0097", "isbn": "978-3-16-148410-0", "issn": "0378-5955"}


@given(st.sampled_from(sorted(SOUND)), st.integers(0, 18), st.sampled_from("0123456789"))
def test_every_single_mistyped_digit_is_noticed(kind, place, digit):
    sound = SOUND[kind]
    if place < len(sound) and sound[place].isdigit() and sound[place] != digit:
        told = message(kind, sound[:place] + digit + sound[place + 1 :])
        assert " has a wrong check digit; " in told or " is not an ISBN; " in told


@given(st.text("0123456789", min_size=15, max_size=15))
def test_of_all_last_digits_one_makes_a_sound_orcid(digits):
    assert [message("orcid", digits + last) for last in "0123456789X"].count("") == 1


ANYTHING = st.text(max_size=60) | st.text("10./:-vdoiarxhtps \u200b\ud800%\\", max_size=40)


@given(st.sampled_from(KINDS), ANYTHING)
def test_any_text_is_kept_in_a_stable_form_or_refused(kind, text):
    told = message(kind, text)
    if told:
        assert ";" in told
        assert told[0].islower()
        assert not told.endswith(".")
    else:
        kept = getattr(identifiers, kind)(text)
        assert getattr(identifiers, kind)(kept) == kept


LIVE = re.compile(r"(?:https?://|mailto:|(?![a-z][a-z0-9+.-]*:)(?!//))", re.IGNORECASE)


@given(
    st.text("\x00\x01\t\n\r \u00a0\u200b\\/", max_size=3),
    st.sampled_from(["javascript:alert(1)", "vbscript:x", "data:,x", "//evil.example", "blob:x", "https://ok.example"]),
    st.integers(0, 12),
    st.text("\x00\t\n\r ", max_size=2),
)
def test_no_spelling_of_a_scheme_gets_past(before, address, place, inside):
    text = before + address[:place] + inside + address[place:]
    try:
        kept = identifiers.url(text)
    except ValueError:
        return
    as_browsers_read_it = re.sub(r"[\t\n\r]", "", kept.strip("".join(map(chr, range(33)))).replace("\\", "/"))
    assert LIVE.match(as_browsers_read_it)
    assert kept.isascii() or kept.isprintable()
    assert not set(kept) & set("\"<>` \t\n\r\0")


def test_an_address_is_read_without_what_browsers_skip():
    assert identifiers.url(" \x01 https://exa\tmple.org/\na ") == "https://example.org/a"
    assert message("url", "\x01java\nscript:x").startswith('address "javascript:x" begins with "javascript:"; ')


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("piece", ["10.1000.10", "a-", "1", "v1", "https://", "\u2014", "a.", "@", "%", "/"])
def test_hostile_length_is_no_trouble(kind, piece):
    assert len(message(kind, piece * 200_000)) < 700
    assert len(message(kind, "x@" + piece * 200_000 + " ")) < 700

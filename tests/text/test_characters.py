"""Characters that no text should hold are told at their place and do not get further."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.text.characters import clean


@pytest.mark.parametrize(
    ("source", "text", "told"),
    [
        ("plain é 王\n\ttext", "plain é 王\n\ttext", []),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf", []),
        ("a\x0bb\x0cc", "a b c", []),
        ("a\x00b", "a\ufffdb", [(1, "U+0000 is not a character of any text; remove it", "text/control-character")]),
        ("\ud800", "\ufffd", [(0, "U+D800 is not a character of any text; remove it", "text/control-character")]),
        ("\ufdd0", "\ufffd", [(0, "U+FDD0 is not a character of any text; remove it", "text/control-character")]),
        ("a\u202eb", "ab", [(1, "U+202E turns the direction of the text after it; remove it", "text/bidi")]),
        ("a\u2067b\u2069", "ab", [(1, "U+2067 turns the direction of the text after it; remove it", "text/bidi"),
                                  (3, "U+2069 turns the direction of the text after it; remove it", "text/bidi")]),
        ("\u200fא\u200e", "\u200fא\u200e", []),
    ],
)  # fmt: skip
def test_odd_characters_are_replaced_or_removed_and_told(source, text, told):
    cleaned = clean(source)
    assert cleaned.text == text
    assert [problem[:3] for problem in cleaned.problems] == told


@given(st.text(st.sampled_from("ab\r\n\u202e\x00é")))
def test_each_place_leads_back_to_where_it_was_typed(source):
    cleaned = clean(source)
    for place, character in enumerate(cleaned.text):
        typed = source[cleaned.origin(place)]
        assert typed == character or (typed in "\r\n" and character == "\n") or character == "\ufffd"


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_cleaned_is_clean(source):
    text = clean(source).text
    assert clean(text).text == text
    text.encode("utf-8")
    assert not any(unicodedata.category(character) == "Cc" and character not in "\t\n" for character in text)

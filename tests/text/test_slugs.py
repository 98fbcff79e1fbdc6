"""Slugs and file names are safe everywhere, and stay what they were."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.text import slugs

CASES = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (Path(__file__).parent / "cases" / "slugs.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "slug"), CASES)
def test_a_slug_is_what_the_table_says_for_ever(text, slug):
    assert slugs.slugify(text) == slug


@given(st.text(max_size=300))
def test_a_slug_is_its_own_slug_and_holds_letters_digits_and_hyphens(text):
    slug = slugs.slugify(text)
    assert slugs.slugify(slug) == slug
    assert len(slug) <= slugs.LONGEST
    assert all(c.isalnum() or c == "-" or unicodedata.category(c)[0] == "M" for c in slug)
    assert slug == "-".join(part for part in slug.split("-") if part)


@given(st.text(max_size=80))
def test_both_forms_of_unicode_give_one_slug(text):
    forms = {slugs.slugify(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


def test_a_long_title_is_cut_between_words_and_a_long_word_anywhere():
    assert slugs.slugify("a very long title of words " * 10) == (
        "a-very-long-title-of-words-a-very-long-title-of-words-a-very-long-title-of-words"
    )
    assert slugs.slugify("a very longer title of words " * 10).endswith("-of")
    assert slugs.slugify("x" * 200) == "x" * 80


def test_millions_of_letters_are_no_trouble():
    assert slugs.slugify("-" * 5_000_000) == ""
    assert len(slugs.slugify("é" * 5_000_000)) == 80


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("nets.pdf", "nets.pdf"),
        ("Müller 2020.pdf", "Müller 2020.pdf"),
        ("Mu\u0308ller.pdf", "Müller.pdf"),
        ("a/b\\c:d*e?.pdf", "a-b-c-d-e-.pdf"),
        ("con", "_con"),
        ("CON.md", "_CON.md"),
        ("com1.txt", "_com1.txt"),
        ("LPT²", "_LPT²"),
        ("console.md", "console.md"),
        ("trailing. . ", "trailing"),
        ("..", "_"),
        (".hidden", "hidden"),
        ("", "_"),
        ("a\u202egnp.exe", "a-gnp.exe"),
        ("a\x00b", "a-b"),
        ("a\ud800b", "a-b"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("é" * 300 + ".slides.pdf", "é" * 98 + ".pdf"),
        ("y" * 300, "y" * 200),
    ],
)
def test_a_file_name_is_changed_only_as_far_as_some_system_needs_it(name, safe):
    assert slugs.safe(name) == safe


@given(st.text(max_size=300) | st.sampled_from(["nul", "Aux.x", "prn.", "com0"]))
def test_a_safe_name_is_one_name_on_every_system(name):
    safe = slugs.safe(name)
    assert slugs.safe(safe) == safe
    assert 0 < len(safe.encode()) <= 200
    assert not set(safe) & set('<>:"/\\|?*\0\n')
    assert safe == safe.strip(" .")
    assert safe.split(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}

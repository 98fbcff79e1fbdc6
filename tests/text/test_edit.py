"""A field is changed, and the rest of the file is as it was, to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.text import edit, emit, frontmatter

ORDER = ["title", "authors", "date", "venue", "doi", "links", "note", "draft", "extra"]

FILE = b"""---
# my best paper
title: "Old title"  # check this
authors:
  - Ada Lovelace
  # the second is me
  - 'Charles Babbage'

# dates
date: 2020
links:
    pdf: https://example.org/a.pdf   # mine
    code: https://example.org/code
note: it's # not a comment of yours
---

Body here.
"""


def change(changes, body=None, data=FILE):
    return edit.apply(data, changes, ORDER, body)


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({("title",): "New: title"}, b'title: "Old title"  # check', b"title: 'New: title'  # check"),
        (
            {("authors",): ["Ada Lovelace", "Mary Somerville"]},
            b"  - Ada Lovelace\n  # the second is me\n  - 'Charles Babbage'\n",
            b"  - Ada Lovelace\n  - Mary Somerville\n  # the second is me\n",
        ),
        ({("links", "pdf"): "https://example.org/b.pdf"}, b"a.pdf   # mine", b"b.pdf   # mine"),
        ({("links", "html"): "/x"}, b"org/code\n", b"org/code\n    html: '/x'\n"),
        ({("doi",): "10.5555/1"}, b"date: 2020\n", b"date: 2020\ndoi: '10.5555/1'\n"),
        ({("extra", "a"): "b"}, b"of yours\n---", b"of yours\nextra:\n  a: b\n---"),
        ({("links", "code"): None}, b"    code: https://example.org/code\n", b""),
        ({("note",): None}, b"note: it's # not a comment of yours\n", b"# not a comment of yours\n"),
    ],
)
def test_only_the_lines_of_the_field_change(changes, before, after):
    assert before in FILE
    assert change(changes) == FILE.replace(before, after)


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_line_ends_stay_as_they_are(ending):
    changes = {("title",): "New", ("doi",): "10.5555/1", ("links", "html"): "/x"}
    expected = change(changes, "Other\n\nbody").replace(b"\n", ending)
    assert change(changes, "Other\n\nbody", FILE.replace(b"\n", ending)) == expected


def test_a_byte_order_mark_stays():
    changed = change({("title",): "New"}, data=b"\xef\xbb\xbf" + FILE)
    assert changed.startswith(b"\xef\xbb\xbf---\n# my best paper\ntitle: New")


def test_a_body_is_replaced_and_the_fields_stay():
    assert change({}, "Another.") == FILE.replace(b"Body here.", b"Another.")


def test_a_body_is_added():
    assert change({}, "First.", b"---\ntitle: T\n---\n") == b"---\ntitle: T\n---\n\nFirst.\n"


def test_a_block_of_text_is_replaced_whole():
    data = b"---\nnote: |\n  one\n\n  # no comment\ntitle: T\n---\n"
    assert change({("note",): "two"}, data=data) == b"---\nnote: two\ntitle: T\n---\n"


def test_a_mapping_on_one_line_is_written_on_several():
    data = b"---\ntitle: T\nlinks: {pdf: https://example.org}\n---\n"
    expected = b"---\ntitle: T\nlinks:\n  pdf: https://example.org\n  code: '/c'\n---\n"
    assert change({("links", "code"): "/c"}, data=data) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"---\n{title: T, date: 2020}\n---\n", "line 2: several fields stand on one line; write each on its own"),
        (
            b"---\ntitle: T\nlinks: https://example.org\n---\n",
            '"links" is not a mapping; write "name: text" on lines of their own below it',
        ),
        (
            b"---\ntitle: T\n",
            'line 1: the front matter that begins here does not end; add a line "---" after its last field',
        ),
    ],
)
def test_what_cannot_be_changed_by_lines_is_told(data, message):
    with pytest.raises(edit.UneditableError) as error:
        change({("links", "pdf"): "x"}, data=data)
    assert str(error.value) == message


NAMES = st.sampled_from(ORDER)
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(" \n:#'\"-{}[]|>")), max_size=40)
VALUES = st.one_of(TEXTS, st.lists(TEXTS, max_size=3), st.dictionaries(NAMES, TEXTS, max_size=3))


@given(st.dictionaries(NAMES, VALUES, min_size=1), st.dictionaries(NAMES, st.one_of(st.none(), VALUES)), st.booleans())
def test_what_was_changed_is_read_back_and_nothing_else_is_touched(fields, changes, comments):
    text = emit.document(fields, "Body.")
    if comments:
        text = text.replace("\n---", "\n# last\n---").replace("---\n", "---\n\n# first\n", 1)
    data = edit.apply(text.encode(), {(name,): value for name, value in changes.items()}, ORDER)
    document = frontmatter.parse(data)
    expected = {name: value for name, value in {**fields, **changes}.items() if value is not None}
    assert {key.text: edit.value(node) for key, node in document.fields.entries} == {
        name: cleaned(value) for name, value in expected.items()
    }
    assert document.body == "Body."
    if comments:
        assert data.decode().count("# first\n") == text.count("# first\n")
        assert data.decode().count("\n# last\n") == 1


def cleaned(value):
    if isinstance(value, list):
        return [emit.clean(item) for item in value]
    return {key: emit.clean(item) for key, item in value.items()} if isinstance(value, dict) else emit.clean(value)

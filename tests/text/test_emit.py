"""What is written into front matter is read back as it was, by our reader and by any other."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from oeuvre.text import edit, emit, frontmatter

NASTY = st.text(st.one_of(st.characters(), st.sampled_from(" \n\t:#'\"-{}[]&*!|>%@,\\$yYnNoO0123456789.~?e")))


def read_back(fields, body=""):
    document = frontmatter.parse(emit.document(fields, body).encode())
    assert document.problems == ()
    return {key.text: edit.value(node) for key, node in document.fields.entries}, document.body


@given(NASTY)
@example("no")
@example("2301.10140")
@example("\n\n")
@example(" leading")
@example("a\n b\n\n")
@example("--- \n...")
@example("e\u0301 composed")
def test_any_text_is_read_back_as_it_was(text):
    clean = emit.clean(text)
    fields = {
        "title": text,
        "authors": [text, {"name": text, "affiliation": text}],
        "links": {"pdf": text},
        "extra": {"deep": {"er": [text, [text]]}},
    }
    expected = {
        "title": clean,
        "authors": [clean, {"name": clean, "affiliation": clean}],
        "links": {"pdf": clean},
        "extra": {"deep": {"er": [clean, [clean]]}},
    }
    assert read_back(fields)[0] == expected


@given(NASTY)
def test_a_body_is_read_back_as_it_was(text):
    assert read_back({"title": "T"}, text)[1].strip() == emit.clean(text).strip()


@given(NASTY)
def test_a_text_stays_a_text_for_every_reader_of_yaml(text):
    clean = emit.clean(text)
    found = yaml.safe_load(emit.field("x", text) + "\n")["x"]
    harmless = clean in {"true", "false"} or clean[:1].isdigit()
    assert found == clean or (harmless and not isinstance(found, str | float))


@given(NASTY)
@example("vol:ume")
def test_any_key_is_one_key(name):
    assert read_back({"extra": {name: "value"}})[0] == {"extra": {emit.key(name): "value"}}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Deep nets for speech", "Deep nets for speech"),
        ("Sub-8-bit: a way", "'Sub-8-bit: a way'"),
        ("O'Neill's nets", "O'Neill's nets"),
        ("'quoted'", "'''quoted'''"),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("a #b", "'a #b'"),
        ("2025-03", "2025-03"),
        ("2301.10140", "'2301.10140'"),
        ("0123", "'0123'"),
        ("47", "47"),
        ("11–18", "11–18"),
        ("1:30", "'1:30'"),
        ("No", "'No'"),
        ("true", "true"),
        ("TRUE", "'TRUE'"),
        ("$x$", "'$x$'"),
        ("", "''"),
        ("two\nlines", "|-\n  two\n  lines"),
        ("two\n\n  lines\n", "|\n  two\n\n    lines"),
    ],
)
def test_a_scalar_is_written_as_a_person_would(text, written):
    assert emit.scalar(text) == written


def test_a_document_looks_like_one_by_hand():
    fields = {"title": "Looms", "authors": ["Ada Lovelace", {"name": "Charles Babbage", "equal": "true"}], "links": {}}
    expected = """\
---
title: Looms
authors:
  - Ada Lovelace
  - name: Charles Babbage
    equal: true
links: {}
---

We weave.
"""
    assert emit.document(fields, "We weave.\n") == expected

"""XML from strangers: it is read, or refused with its line, and never grows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.text import xml_tree

LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(20))

DECLARED = "line 1: the XML has a DTD with declarations, which are not read"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>', DECLARED),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', DECLARED),
        ("<a>\n<b></a>", "line 2: this is not XML (mismatched tag)"),
        ("", "line 1: this is not XML (no element found)"),
        ("<a>" * 101, "line 1: the XML nests deeper than 100 levels"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', "the XML names an encoding that nobody knows"),
        ("<a>&nope;</a>", "line 1: this is not XML (undefined entity)"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_line(source, message):
    with pytest.raises(ValueError, match="XML") as error:
        xml_tree.parse(source.encode())
    assert str(error.value) == message


def test_text_and_namespaces_are_read():
    root = xml_tree.parse(b'<a xmlns="urn:x" k="1"> one <b>two</b>\n three</a>')
    assert (root.tag, root.get("k"), xml_tree.text(root)) == ("{urn:x}a", "1", "one two three")


def test_a_dtd_that_is_only_named_is_not_fetched_and_its_letters_are_known():
    root = xml_tree.parse(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a>J&uuml;rgen</a>')
    assert xml_tree.text(root) == "Jürgen"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        xml_tree.parse(data)
    except ValueError:
        pass

"""Drawings: how large they are, and that none with a script is published."""

import pytest

from oeuvre.pictures.svg import UNREADABLE, read


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="80"', (120, 80)),
        ('width="120px" height="80px" viewBox="0 0 1 1"', (120, 80)),
        ('viewBox="0 0 640 480"', (640, 480)),
        ('width="100%" viewBox="0,0,300,150"', (300, 150)),
        ('width="6in" viewBox="0 0 2 1"', (576, 288)),
        ('height="100" viewBox="0 0 2 1"', (200, 100)),
        ('width="10cm" height="5cm"', (378, 189)),
        ("", (300, 200)),
        ('viewBox="0 0 0 0"', (300, 200)),
        ('width="1e9" height="99999999999"', (100_000, 100_000)),
    ],
)
def test_a_drawing_says_how_large_it_is(attributes, size):
    found = read(f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {attributes}><g/></svg>'.encode())
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        "<svg:script/>",
        "<SCRIPT href='x'/>",
        "<g onload='x'/>",
        "<g\nonclick = 'x'/>",
        "<g id='a'onfocus='x'/>",
        "<a href='javascript:x'/>",
        "<a href='java&#115;cript:x'/>",
        "<a href='java\nscript:x'/>",
        "<a href=' &#x6A;avascript:x'/>",
        "<foreignObject><iframe src='x'/></foreignObject>",
    ],
)
def test_a_script_is_seen_however_it_is_written(inside):
    found = read(f"<svg>{inside}</svg>".encode())
    assert isinstance(found, str)
    assert found != UNREADABLE


@pytest.mark.parametrize("entity", ['e "&lt;script>"', 'e "<g/>"', 'e SYSTEM "file:///etc/passwd"', '% e "x"'])
def test_entities_may_be_text_alone(entity):
    found = read(f"<!DOCTYPE svg [<!ENTITY {entity}>]><svg>&e;</svg>".encode())
    assert found == "entities that hold more than text"


def test_entities_for_namespaces_are_common_and_harmless():
    found = read(b'<!DOCTYPE svg [<!ENTITY ns "http://ns.example.org/">]><svg xmlns:x="&ns;" width="3" height="2"/>')
    assert (found.width, found.height) == (3, 2)


@pytest.mark.parametrize("data", [b"", b"<html/>", "<svg/>".encode("utf-16"), b"<svg \xff/>"])
def test_what_is_no_drawing_is_told(data):
    assert read(data) == UNREADABLE

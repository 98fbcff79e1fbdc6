"""The icons at the site's top: initials that can be drawn, or the site's own files."""

import pytest

from oeuvre import pictures
from oeuvre.model import Name
from oeuvre.pages import Copy
from tests.pages.site import OWNER, built, library, page


def icons(shown):
    return {path: made for path, made in built(shown).items() if path in {"favicon.ico", "apple-touch-icon.png"}}


def links(shown):
    return [(link["rel"], link["href"]) for link in page(shown).all("head link") if "icon" in link["rel"]]


def test_the_initials_are_drawn_for_robots_and_telephones():
    pytest.importorskip("PIL")
    made = icons(library())
    assert made["favicon.ico"].startswith(b"\0\0\1\0\3\0")
    assert made["apple-touch-icon.png"].startswith(b"\x89PNG")
    assert links(library())[:2] == [("icon", "favicon.ico"), ("apple-touch-icon", "apple-touch-icon.png")]


def test_initials_that_no_font_has_are_left_to_the_drawing():
    owner = OWNER._replace(name=Name("小明", "王"), display="王小明")
    assert icons(library(owner=owner)) == {}
    assert [rel for rel, _ in links(library(owner=owner))] == ["icon"]


def test_a_site_can_have_icons_of_its_own():
    files = [("content/files/favicon.ico", "digest")]
    assert icons(library(files=files))["favicon.ico"] == Copy("content/files/favicon.ico")


def test_without_pillow_there_are_the_sites_own_alone(monkeypatch):
    monkeypatch.setattr(pictures, "has_pillow", lambda: False)
    files = [("content/files/apple-touch-icon.png", "digest")]
    assert icons(library()) == {}
    assert icons(library(files=files)) == {"apple-touch-icon.png": Copy("content/files/apple-touch-icon.png")}
    assert [rel for rel, _ in links(library(files=files))] == ["apple-touch-icon", "icon"]

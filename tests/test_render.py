"""Templates: where they are looked for, and what is told when one is wrong."""

import os

import pytest

from oeuvre.errors import TemplateError
from oeuvre.render import ROOT, Renderer
from tests.pages.site import library, page, paper


@pytest.fixture
def site(tmp_path):
    """A site's folder; called with a name and a text it holds that template."""

    def write(name, text):
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def renderer(folder, *papers, **settings):
    return Renderer(str(folder), library(*papers, **settings))


def test_a_template_of_the_site_takes_the_place_of_the_themes(site):
    folder = site("notfound.html", "<p>{{ heading }} is not {{ root }}</p>")
    assert renderer(folder).template("notfound.html", "../", heading="Here") == "<p>Here is not ../</p>"


def test_a_template_of_the_site_can_extend_the_themes(site):
    folder = site("paper.html", '{% extends "_base.html" %}{% block main %}<h1>{{ title|safe }}</h1>{% endblock %}')
    shown = page(library(paper()), "papers/nets/index.html", folder)
    assert shown.one("main").text == "Nets that listen"
    assert shown.one(".masthead .site").text == "Ada Quill"


def test_a_theme_takes_its_place_between_the_site_and_the_default(site):
    folder = site("themes/plain/_colophon.html", "<footer>plain</footer>")
    assert page(library(paper(), theme="plain"), folder=folder).one("footer").text == "plain"
    folder = site("_colophon.html", "<footer>mine</footer>")
    assert page(library(paper(), theme="plain"), folder=folder).one("footer").text == "mine"


def test_text_is_escaped_unless_a_template_says_otherwise(site):
    folder = site("x.html", "{{ text }} {{ text|safe }}")
    assert renderer(folder).template("x.html", text="<b>") == "&lt;b&gt; <b>"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("one\n{% if %}\n", 2, "Expected an expression, got 'end of statement block'"),
        ("one\ntwo\n{{ tilte }}", 3, "'tilte' is undefined; docs/templates.md names all that a template is given"),
        ("{{ site.tilte }}", 1, "has no attribute 'tilte'; docs/templates.md names all that a template is given"),
        ("\n{% include 'none.html' %}", 2, 'there is no template "none.html"'),
        ("\n\n{{ 1 / 0 }}", 3, "ZeroDivisionError: division by zero"),
        ("\n{{ site|tilte }}", 2, "No filter named 'tilte'."),
        ("\n{% include 'x.html' %}", 2, "includes itself without end"),
        ("\n{{ site|map(attributes='x')|list }}", 2, "map requires a filter argument"),
        ("\n{{ t('nothing') }}", 2, 't("nothing") is not known; oeuvre/languages/en.py names all words'),
    ],
)
def test_a_wrong_template_is_told_with_its_file_and_line(site, text, line, message):
    folder = site("x.html", text)
    with pytest.raises(TemplateError) as told:
        renderer(folder).template("x.html")
    assert (told.value.path, told.value.line) == ("templates/x.html", line)
    assert message in told.value.message


def test_an_error_in_a_part_is_told_of_the_part(site):
    folder = site("_entry.html", "\n{{ paper.tilte }}")
    with pytest.raises(TemplateError) as told:
        page(library(paper()), folder=folder)
    assert str(told.value).startswith("templates/_entry.html:2:1: error: ")


@pytest.mark.parametrize("here", [".", "./", ""])
def test_an_error_is_told_of_the_sites_template_where_the_site_is_the_current_folder(site, monkeypatch, here):
    monkeypatch.chdir(site("paper.html", '{% extends "_base.html" %}\n{% block main %}{{ tilte }}{% endblock %}'))
    with pytest.raises(TemplateError) as told:
        page(library(paper()), "papers/nets/index.html", here)
    assert (told.value.path, told.value.line) == ("templates/paper.html", 2)


def test_a_missing_template_is_told_by_name(tmp_path):
    with pytest.raises(TemplateError) as told:
        renderer(tmp_path).template("none.html")
    assert told.value.message == 'there is no template "none.html"'


def test_a_fault_of_ours_keeps_its_traceback(site):
    folder = site("x.html", "{{ broken() }}")

    def broken():
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        renderer(folder).template("x.html", broken=broken)


def test_an_entry_is_made_once_for_pages_of_every_depth(tmp_path):
    made = renderer(tmp_path, paper())
    entry = made.entry(made.library.papers[0])
    assert f'href="{ROOT}papers/nets/index.html"' in entry
    assert made.entry(made.library.papers[0]) is entry
    assert ROOT not in page(made.library).text


def test_compiled_templates_are_kept_for_the_next_build(site):
    folder = site("x.html", "one")
    assert renderer(folder).template("x.html") == "one"
    kept = list((folder / ".cache" / "templates").iterdir())
    assert kept
    for file in kept:
        file.write_bytes(b"rubbish")
    assert renderer(folder).template("x.html") == "one"
    site("x.html", "two")
    assert renderer(folder).template("x.html") == "two"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_cache_that_cannot_be_written_is_no_fault(site):
    folder = site("x.html", "one")
    folder.chmod(0o500)
    try:
        assert renderer(folder).template("x.html") == "one"
    finally:
        folder.chmod(0o700)


def test_a_cache_in_whose_place_a_file_stands_is_no_fault(site):
    folder = site("x.html", "one")
    (folder / ".cache").write_text("")
    assert renderer(folder).template("x.html") == "one"

"""Links typed in Markdown lead where their author meant, from pages of every depth."""

import pytest

from oeuvre.markup import ROOT, placed, way


@pytest.mark.parametrize(
    ("typed", "source", "leads_to"),
    [
        ("contact.md", "content/pages/teaching.md", "contact/index.html"),
        ("contact.md#hours", "content/pages/teaching.md", "contact/index.html#section-hours"),
        ("../papers/nets.md", "content/pages/teaching.md", "papers/nets/index.html"),
        ("../papers/nets.pdf", "content/pages/teaching.md", "papers/nets/nets.pdf"),
        ("../papers/nets.slides.pdf", "content/pages/teaching.md", "papers/nets/nets.slides.pdf"),
        ("../files/notes.pdf", "content/pages/teaching.md", "files/notes.pdf"),
        ("files/notes.pdf", "content/pages/teaching.md", "files/notes.pdf"),
        ("../teaching/", "content/pages/contact.md", "teaching/index.html"),
        ("pages/teaching.md", "content/profile.md", "teaching/index.html"),
        ("teaching/index.html", "content/profile.md", "teaching/index.html"),
        ("../profile.md", "content/pages/teaching.md", "index.html"),
        ("other.md", "content/papers/nets.md", "papers/other/index.html"),
        ("papers/other/index.html", "content/papers/nets.md", "papers/other/index.html"),
        ("../people/kai.md", "content/news/2025-01-01-prize.md", "people/kai/index.html"),
        ("/files/notes.pdf", "content/pages/teaching.md", "files/notes.pdf"),
        ("/papers/nets/", "content/pages/teaching.md", "papers/nets/index.html"),
        ("/papers/nets/#cite", "content/pages/teaching.md", "papers/nets/index.html#cite"),
        ("/teaching/index.html", "content/papers/nets.md", "teaching/index.html"),
        ("/pages/teaching.md", "content/papers/nets.md", "teaching/index.html"),
        ("/", "content/papers/nets.md", "index.html"),
        ("/../etc/passwd", "content/papers/nets.md", "etc/passwd"),
        ("../../../etc/passwd", "content/pages/teaching.md", "etc/passwd"),
    ],
)
def test_a_relative_link_starts_at_the_site_s_top(typed, source, leads_to):
    assert placed(f'<p><a href="{typed}">x</a></p>', source) == f'<p><a href="{ROOT}{leads_to}">x</a></p>'


@pytest.mark.parametrize("typed", ["https://example.org/a", "mailto:a@example.org", "#part", "//example.org/whole/"])
def test_other_addresses_stay_as_they_are(typed):
    html = f'<a href="{typed}">x</a>'
    assert placed(html, "content/pages/teaching.md") == html


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/files/a.pdf", "files/a.pdf"),
        ("/papers/nets/", "papers/nets/index.html"),
        ("/papers/nets/?x=1#cite", "papers/nets/index.html?x=1#cite"),
        ("/", "index.html"),
        ("/#papers", "index.html#papers"),
        ("/../x", "x"),
        ("files/a.pdf", "files/a.pdf"),
    ],
)
def test_an_address_in_front_matter_starts_at_the_site_s_top(typed, leads_to):
    assert way(typed) == ROOT + leads_to


@pytest.mark.parametrize("typed", ["https://example.org/a", "//example.org/a", "mailto:a@example.org", "#part"])
def test_an_address_elsewhere_stays_in_front_matter_too(typed):
    assert way(typed) == typed


def test_a_picture_is_found_too():
    html = placed('<img src="../files/a.png" alt="A">', "content/pages/teaching.md")
    assert html == f'<img src="{ROOT}files/a.png" alt="A">'

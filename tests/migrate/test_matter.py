"""Front matter of old sites, in YAML, TOML and JSON, whole and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.migrate import matter, resume, social
from oeuvre.migrate.old import Old


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\ntitle: A\ntags: [x, y]\n---\nB\n", {"title": "A", "tags": ["x", "y"]}, "B"),
        (
            '+++\ntitle = "A"\ndate = 2020-01-02\ntags = ["x"]\n+++\nB\n',
            {"title": "A", "date": "2020-01-02", "tags": ["x"]},
            "B\n",
        ),
        ('{"title": "A", "draft": true}\n\nB\n', {"title": "A", "draft": "true"}, "B\n"),
        ("---\r\ntitle: A\r\n---\r\nB", {"title": "A"}, "B"),
        ("\ufeff---\ntitle:\tA\n---\nB", {"title": "A"}, "B"),
        ("---\ntitle: null\nx: ~\ny: 'null'\n---\n", {"title": "", "x": "", "y": "null"}, ""),
        ("no front matter", {}, "no front matter"),
    ],
)
def test_front_matter_is_read_in_every_form(text, fields, body):
    found = matter.parse("x.md", text.encode())
    assert (found.fields, found.body.rstrip("\n"), found.faults) == (fields, body.rstrip("\n"), ())


@pytest.mark.parametrize(
    ("text", "title", "line"),
    [
        ("---\ndate: 2020\ntitle: a: b\n---\n", "a: b", 3),
        ('---\ntitle: "a" b\n---\n', '"a" b', 2),
        ('+++\nx = 1\ntitle = "a "b" c"\n+++\n', 'a "b" c', 3),
        ('---\ntitle: "On $\\alpha$"\n---\n', "On $\\alpha$", 2),
    ],
)
def test_a_broken_field_is_told_with_its_line_and_what_was_meant_is_read(text, title, line):
    found = matter.parse("x.md", text.encode())
    assert found.fields["title"] == title
    assert [fault.line for fault in found.faults] == [line]


def test_settings_may_name_their_values_and_use_the_names(tmp_path):
    (tmp_path / "_config.yml").write_text('name: &name "Ada"\nauthor:\n  name: *name\n  bio: "R&D"\n', encoding="utf-8")
    value, faults = matter.data(Old(str(tmp_path)), "_config.yml")
    assert (value, faults) == ({"name": "Ada", "author": {"name": "Ada", "bio": "R&D"}}, ())


@given(st.text(max_size=200))
def test_any_file_is_read(text):
    for start in ("---\n", "+++\n", "{", ""):
        assert isinstance(matter.parse("x.md", (start + text).encode("utf-8", "surrogatepass")).fields, dict)


@pytest.mark.parametrize(
    ("name", "value", "link"),
    [
        ("github_username", "ada", ("GitHub", "https://github.com/ada")),
        ("scholar_userid", "abc", ("Google Scholar", "https://scholar.google.com/citations?user=abc")),
        ("googlescholar", "https://scholar.google.com/x", ("Google Scholar", "https://scholar.google.com/x")),
        ("x_username", "@ada", ("X", "https://x.com/ada")),
        ("mastodon_username", "loom.example/@ada", ("Mastodon", "https://loom.example/@ada")),
        ("mastodon", "@ada@loom.example", ("Mastodon", "https://loom.example/@ada")),
        ("research_gate_profile", "Ada", ("ResearchGate", "https://www.researchgate.net/profile/Ada")),
        ("uri", "ada.example.org", ("Website", "https://ada.example.org")),
        ("location", "London", None),
        ("github", "", None),
    ],
)
def test_an_account_is_a_link(name, value, link):
    assert social.link(name, value) == link


@pytest.mark.parametrize(
    "data",
    [
        [
            {
                "title": "Education",
                "type": "time_table",
                "contents": [{"title": "PhD", "institution": "Uni", "year": "1843"}],
            }
        ],
        {"cv": {"name": "Ada", "sections": {"Education": [{"degree": "PhD", "institution": "Uni", "date": "1843"}]}}},
        {
            "basics": {"name": "Ada"},
            "education": [{"studyType": "PhD", "institution": "Uni", "startDate": "1843", "endDate": "1843"}],
        },
        {"education": [{"course": "PhD", "institution": "Uni", "year": "1843"}]},
    ],
    ids=["al-folio", "RenderCV", "JSON Resume", "HugoBlox"],
)
def test_a_curriculum_in_data_is_a_list_in_words(data):
    assert resume.markdown(data) == "## Education\n\n- 1843 · PhD, Uni"

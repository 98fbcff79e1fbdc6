"""The tables of front matter, which reading, the schema and the docs are made of."""

import pytest

from oeuvre import fields
from oeuvre.fields import PAPER, PERSON, SITE, TABLES, foreign
from oeuvre.fields.kinds import KINDS
from oeuvre.fields.reading import read
from oeuvre.fields.report import Report
from oeuvre.model import MarkdownPage, News, Paper, Person, Site
from oeuvre.text import frontmatter


def values(room, text):
    """The values of some front matter, which must be right."""
    document = frontmatter.parse_yaml(text.encode())
    report = Report("x", room, text.encode())
    found = read(document, report)
    assert [finding.message for finding in report.findings if "is missing" not in finding.message] == []
    return found


def test_every_field_has_a_kind_a_doc_and_an_example():
    for room, table in TABLES.items():
        assert len({field.name for field in table}) == len(table)
        for field in table:
            assert field.kind in KINDS, (room, field.name)
            assert field.doc[0].islower() or field.doc.startswith("LaTeX")
            assert not field.doc.endswith(".")


@pytest.mark.parametrize("room", TABLES)
def test_every_example_is_right(room):
    for field in TABLES[room]:
        assert field.name in values(room, f"{field.name}: {field.example}\n"), field.name


def test_every_kind_is_used():
    assert {field.kind for table in TABLES.values() for field in table} == KINDS.keys()


@pytest.mark.parametrize(
    ("table", "model", "elsewhere"),
    [
        (PAPER, Paper, {"category"}),
        (PERSON, Person, set()),
        (fields.PAGE, MarkdownPage, set()),
        (fields.NEWS, News, set()),
        (SITE, Site, set()),
    ],
)
def test_every_field_has_its_place_in_the_model(table, model, elsewhere):
    assert {field.name for field in table} - elsewhere <= set(model._fields)


def test_every_field_of_the_model_that_a_person_can_give_has_a_row():
    made = {"slug", "path", "digest", "files", "translations", "display", "biography", "owner", "body"}
    pairs = ((PAPER, Paper), (PERSON, Person), (fields.PAGE, MarkdownPage), (fields.NEWS, News), (SITE, Site))
    for table, model in pairs:
        assert set(model._fields) - made <= {field.name for field in table}


def test_other_systems_names_lead_to_fields_that_there_are():
    for room, names in foreign.NAMES.items():
        known = {field.name for field in TABLES[room]}
        for name, ours in names.items():
            assert name not in known
            assert ours.partition(":")[0] in known
    assert not foreign.NEEDLESS & {field.name for field in PAPER}


def test_every_rule_is_documented_and_has_the_form_of_a_rule():
    for rule, doc in fields.rules().items():
        room, _, name = rule.partition("/")
        assert room in TABLES
        assert name
        assert doc


@pytest.mark.parametrize("written", ["true", "True", "yes", "on", "'true'"])
def test_true_can_be_written_in_many_ways(written):
    assert values("paper", f"draft: {written}\n") == {"draft": True}


@pytest.mark.parametrize(
    ("written", "found"),
    [("a, b; c", ("a", "b", "c")), ("[a, 'b, c']", ("a", "b, c")), ("a", ("a",)), ("[]", ())],
)
def test_keywords_are_a_list_however_they_are_written(written, found):
    assert values("paper", f"keywords: {written}\n") == {"keywords": found}


@pytest.mark.parametrize("written", ["", "~", "null", "''", "'  '"])
def test_an_empty_field_is_one_that_is_not_there(written):
    assert values("paper", f"venue: {written}\ndoi: {written}\nlinks: {written}\n") == {}


def test_null_in_capitals_or_in_quotes_is_a_text():
    assert values("paper", "venue: Null\nseries: 'null'\n") == {"venue": "Null", "series": "null"}


def test_own_fields_are_passed_on_as_they_look():
    text = "extra: {a: true, b: 'true', c: 7, d: 007, e: -1, f: 1.50, g: [x, ~], h: {i: no}, j: 99999999999999999999}\n"
    assert values("paper", text)["extra"] == {
        "a": True, "b": "true", "c": 7, "d": "007", "e": -1, "f": "1.50", "g": ("x", None), "h": {"i": "no"},
        "j": "99999999999999999999",
    }  # fmt: skip


def test_a_short_text_has_no_line_breaks_and_understands_latex():
    assert values("paper", "venue: |\n  Journal \\&\n  Caf\\'e\n")["venue"] == "Journal & Café"

"""What checks tell, word for word: the cases in `cases/messages.txt`."""

from pathlib import Path

import pytest

from oeuvre.checks import CHECKS, run, run_all
from oeuvre.checks.clock import latest_today
from oeuvre.errors import Finding
from oeuvre.text import dates
from tests.checks.written import told
from tests.invented import TODAY, library, owner, paper

BLOCKS = (Path(__file__).parent / "cases" / "messages.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
CASES = {block.split("\n", 1)[0]: block.split("\n")[1:] for block in BLOCKS}


@pytest.mark.parametrize("case", CASES)
def test_a_site_is_told_what_is_wrong_and_nothing_else(case, tmp_path):
    example = "\n".join(line for line in CASES[case] if not line.startswith("> "))
    expected = [line.removeprefix("> ") for line in CASES[case] if line.startswith("> ")]
    assert [line_of(finding) for finding in told(tmp_path, example)] == expected


def line_of(finding):
    return f"{finding.path} {finding.field} {finding.severity} {finding.rule}: {finding.message}"


def test_every_rule_has_a_case_with_its_words():
    lines = [line for case in CASES.values() for line in case if line.startswith("> ")]
    assert {line.split(" ")[4].rstrip(":") for line in lines} == set(CHECKS)


def test_what_reading_told_as_an_error_is_not_told_again():
    wrong = paper("a", ["Kai Zhen"])
    wrong = wrong._replace(authors=(*wrong.authors, wrong.authors[0]._replace(person="nobody")))
    read = Finding(wrong.path, 3, 5, "error", "nobody is nobody", "paper/authors", "authors.1")
    assert run_all(library(wrong), [read], TODAY) == [read]
    assert [finding.rule for finding in run_all(library(wrong), [], TODAY)] == ["paper/unknown-person"]


def test_what_reading_told_can_be_quietened_as_well():
    quiet = paper("a", quiet=(("paper/venue", "self-published"),))
    read = Finding(quiet.path, 3, 5, "warning", "venue looks odd", "paper/venue", "venue")
    assert run_all(library(quiet), [read], TODAY) == []
    assert run_all(library(paper("a")), [read], TODAY) == [read]


def test_a_draft_quietens_its_rules_even_where_it_is_not_shown():
    draft = paper("a", draft=True, quiet=(("paper/venue", "self-published"),))
    read = Finding(draft.path, 3, 5, "warning", "venue looks odd", "paper/venue", "venue")
    assert run_all(library(draft), [read], TODAY) == []


def test_one_rule_can_be_run_alone():
    found = list(run("paper/future-date", library(paper("a", date="2027")), TODAY))
    assert [(finding.path, finding.line, finding.rule) for finding in found] == [
        ("content/papers/a.md", 0, "paper/future-date")
    ]


def test_today_is_a_day_of_the_calendar():
    assert dates.parse(str(latest_today())) == latest_today()


def test_long_names_and_titles_make_no_long_messages():
    long = "word " * 10_000
    one, two = paper("a", [long], title=long, doi="10.1000/" + "1" * 10_000), paper("b", [long], title=long)
    for finding in run_all(library(one, two, me=owner(long)), [], TODAY):
        assert len(finding.message) < 1000

"""What checks tell, word for word: the cases in `cases/messages.txt`."""

import sys
from pathlib import Path

import pytest

from oeuvre import __version__, read
from oeuvre.checks import CHECKS, run, run_all
from oeuvre.checks.clock import latest_today
from oeuvre.errors import Finding
from oeuvre.library import Library
from oeuvre.text import dates
from tests.checks.written import site, told
from tests.invented import TODAY, library, owner, paper

BLOCKS = (Path(__file__).parent / "cases" / "messages.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
CASES = {block.split("\n", 1)[0]: block.split("\n")[1:] for block in BLOCKS}


@pytest.mark.parametrize("case", CASES)
def test_a_site_is_told_what_is_wrong_and_nothing_else(case, tmp_path, monkeypatch):
    if "without pypdfium2" in case:
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
    example = "\n".join(line for line in CASES[case] if not line.startswith("> "))
    lines = [line.removeprefix("> ") for line in CASES[case] if line.startswith("> ")]
    expected = [line.replace("VERSION", __version__) for line in lines]
    assert [line_of(finding) for finding in told(tmp_path, example, thorough=case.startswith("Scholar: "))] == expected


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


def test_a_file_that_is_no_pdf_is_told(tmp_path):
    site(tmp_path, "a.md: {}\na.pdf: {shows: The paper a}")
    for data, trouble in ((b"", "cannot be opened as a PDF"), (b"<html>Not found</html>", "cannot be opened as a PDF")):
        (tmp_path / "content/papers/a.pdf").write_bytes(data)
        content, _ = read.read(tmp_path)
        assert [finding.message for finding in run_all(Library(content), [], TODAY, str(tmp_path))] == [
            f'"a.pdf" {trouble}; save it again as a PDF that everybody can open'
        ]


def test_a_build_opens_no_pdf(tmp_path):
    assert told(tmp_path, "a.md: {}\na.pdf: {shows: '', bytes: 6100000}") == []

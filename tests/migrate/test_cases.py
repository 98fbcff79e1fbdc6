"""Each case is a folder: an old site, and beside it in one file what `oeuvre migrate` says and writes.

`pytest --update-golden` writes these files anew.
"""

from pathlib import Path

import pytest

from oeuvre import migrate, pipeline
from oeuvre.migrate import SOURCES, account

CASES = sorted(path for source in (Path(__file__).parent / "cases").iterdir() for path in source.iterdir())


def shown(site, report):
    """The account, and every file of the new site."""
    parts = [*report.lines(), *(f"decide: {line}" for line in report.decide), "", *map(str, report.items), ""]
    parts += [*map(str, report.findings), ""]
    for path in sorted((site / "content").rglob("*")):
        if path.is_file() and path.name != "imported.json":
            text = path.read_text(encoding="utf-8")
            parts += [f"=== {path.relative_to(site).as_posix()}", "" if text.startswith(("%PDF", "<svg")) else text]
    return "\n".join(parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_site_becomes_what_its_case_says(case, tmp_path, request):
    report = migrate.bring(case.parent.name, str(case / "old"), str(tmp_path / "new"))
    found = shown(tmp_path / "new", report)
    expected = case / "new.txt"
    if request.config.getoption("--update-golden"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")
    wrong = [str(one) for one in pipeline.check(str(tmp_path / "new")) if one.severity == "error"]
    assert wrong == []


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_has_cases(source):
    assert any(case.parent.name == source for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_what_went_in_came_out_or_was_refused(case, tmp_path):
    report = migrate.bring(case.parent.name, str(case / "old"), str(tmp_path / "new"))
    for kind in account.KINDS:
        assert report.count(kind) == sum(report.count(kind, outcome) for outcome in ("written", "merged", "refused"))
    for item in report.items:
        assert item.reason if item.outcome == "refused" else (tmp_path / "new" / item.path).exists()
    told = (tmp_path / "new" / account.NAME).read_text(encoding="utf-8")
    assert all(str(item.place) in told for item in report.items)

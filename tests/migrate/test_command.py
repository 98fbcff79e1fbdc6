"""`oeuvre migrate` as people call it."""

from pathlib import Path

from oeuvre import importers, migrate
from oeuvre.migrate import SOURCES
from oeuvre.sync import account

CASES = Path(__file__).parent / "cases"


def test_a_site_comes_over_with_an_account_and_builds_at_once(oeuvre, tmp_path):
    done = oeuvre("migrate", "hugoblox", CASES / "hugoblox/languages/old", "--into", tmp_path / "new")
    assert done.stdout == (
        "papers: 3 = 2 written + 1 merged + 0 refused\n"
        "pages: 1 = 1 written + 0 merged + 0 refused\n"
        "files: 0 copied\n"
        f"what became of every field: {tmp_path / 'new' / 'MIGRATION.md'}\n"
    )
    assert done.stderr == (
        'content/profile.md:1:1: warning: the old site does not say whose it is; "Ada Lovelace", who is on most '
        "papers, was taken: see that it is right [migrate/no-profile]\n"
    )
    assert (tmp_path / "new/.github/workflows/pages.yml").exists()
    assert (
        (tmp_path / "new/README.md").read_text(encoding="utf-8").startswith("# The publication page of Ada Lovelace\n")
    )
    oeuvre("build", tmp_path / "new")
    page = (tmp_path / "new/output/publication/looms/index.html").read_text(encoding="utf-8")
    assert "papers/lovelace2020looms/index.html" in page, "the old address leads to the paper"


def test_what_was_refused_and_what_to_decide_is_said(oeuvre, tmp_path):
    done = oeuvre("migrate", "al-folio", CASES / "al-folio/whole/old", "--into", tmp_path / "new")
    assert "refused 404.md:1: every site here has such a page by itself\n" in done.stdout
    assert 'decide: the address "Room 12 1 Loom Street" has no field; write it into the biography\n' in done.stdout
    told = (tmp_path / "new" / "MIGRATION.md").read_text(encoding="utf-8")
    assert "| paper | abbr | venue_short | 1 | _bibliography/papers.bib:6 |\n" in told
    assert "- `assets/pdf/cv.pdf` → `files/pdf/cv.pdf`\n" in told


def test_the_old_site_stays_as_it_is_and_the_new_one_is_the_same_every_time(oeuvre, tmp_path):
    old = CASES / "academicpages/whole/old"
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    for name in ("one", "two"):
        oeuvre("migrate", "academicpages", old, "--into", tmp_path / name)
    assert before == {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    for path in (tmp_path / "one").rglob("*"):
        other = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.is_dir() or path.read_bytes() == other.read_bytes()


def test_wrong_usage_is_told_and_nothing_is_written(oeuvre, tmp_path):
    done = oeuvre("migrate", "al-folio", tmp_path / "none", "--into", tmp_path / "new", check=False)
    assert (done.returncode, done.stderr) == (
        2,
        f'oeuvre: "{tmp_path / "none"}" is not a folder; give the folder of the old site\n',
    )
    assert oeuvre("migrate", "wordpress", tmp_path, "--into", tmp_path / "new", check=False).returncode == 2
    assert not (tmp_path / "new").exists()


def test_every_rule_that_is_told_is_known_and_in_the_docs(tmp_path):
    known = {*migrate.RULES, *importers.RULES, *account.RULES}
    for case in sorted(CASES.glob("*/*")):
        report = migrate.bring(case.parent.name, str(case / "old"), str(tmp_path / f"{case.parent.name}-{case.name}"))
        assert {one.rule for one in report.findings} <= known
    guide = (Path(__file__).parents[2] / "docs" / "migrate.md").read_text(encoding="utf-8")
    assert [rule for rule in migrate.RULES if f"`{rule.partition('/')[2]}`" not in guide] == []
    assert [name for name, source in SOURCES.items() if f"## {source.label}\n" not in guide] == []

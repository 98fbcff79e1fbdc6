"""`oeuvre export` as a user types it, and what it selects."""

import json
import shutil
import sys

import bibtexparser
import pytest
import rispy

from oeuvre import export
from oeuvre.checks import pdf
from oeuvre.errors import UsageError
from oeuvre.exporters import FORMATS, LISTS
from oeuvre.selection import Wanted, select
from tests.invented import library, owner, paper, person

PAPERS = {
    "nets": "title: Nets\nauthors: [Ada Quill, Jan Berg]\ndate: 2025\ncategory: cs.CL\ntype: article\nselected: true\n"
    "venue: Journal of Examples",
    "thesis": "title: On Łukasz\nauthors: [Ada Quill]\ndate: 2011-05\ncategory: cs.LG\ntype: thesis\n"
    "institution: University of Examples",
    "soon": "title: Soon\nauthors: [Ada Quill]\ndate: forthcoming",
    "draft": "title: Draft\nauthors: [Ada Quill]\ndate: 2025\ndraft: true",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    (folder / "content" / "papers").mkdir(parents=True)
    (folder / "content" / "profile.md").write_text("---\nname: Ada Quill\nid: ada\n---\n", encoding="utf-8")
    for slug, front in PAPERS.items():
        text = f"---\n{front}\n---\n\nWe study {slug}.\n"
        (folder / "content" / "papers" / f"{slug}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", [*FORMATS, *LISTS])
def test_every_format_prints_every_paper_and_no_draft(form, site, oeuvre):
    done = oeuvre("export", form, site)
    assert done.stderr == ""
    assert all(title in done.stdout.replace("{", "").replace("}", "") for title in ("Nets", "Soon"))
    assert "Draft" not in done.stdout


def test_the_list_is_the_one_that_the_site_offers(site, oeuvre, tmp_path):
    oeuvre("build", site, "-o", tmp_path / "out")
    for form, name in (("bibtex", "bib"), ("ris", "ris"), ("csl-json", "csl.json")):
        printed = oeuvre("export", form, site).stdout
        assert printed == (tmp_path / "out" / f"publications.{name}").read_text(encoding="utf-8")


def test_a_part_keeps_the_keys_that_papers_have_in_the_whole(oeuvre, site):
    whole = bibtexparser.parse_string(oeuvre("export", "bibtex", site).stdout)
    part = bibtexparser.parse_string(oeuvre("export", "bibtex", site, "--type", "thesis").stdout)
    theses = [entry.key for entry in whole.entries if entry.entry_type == "phdthesis"]
    assert [entry.key for entry in part.entries] == theses


def test_a_file_is_written_in_utf_8_and_nothing_printed(oeuvre, site, tmp_path):
    target = tmp_path / "list.ris"
    assert oeuvre("export", "ris", site, "-o", target, "--year", "2011", PYTHONUTF8="0", LC_ALL="C").stdout == ""
    records = rispy.loads(target.read_text(encoding="utf-8"))
    assert [record["title"] for record in records] == ["On Łukasz"]


def test_typst_sets_a_list_as_a_pdf(oeuvre, site, tmp_path):
    oeuvre("export", "typst", site, "-o", tmp_path / "cv.pdf", "--group", "type")
    assert (tmp_path / "cv.pdf").read_bytes().startswith(b"%PDF-")
    look = pdf.look(str(tmp_path / "cv.pdf"))
    assert "Articles" in look.first
    assert "On Łukasz" in look.first


def test_the_pdf_says_whose_it_is_and_is_the_same_each_time(oeuvre, site, tmp_path):
    mine = shutil.copytree(site, tmp_path / "mine")
    profile = mine / "content" / "profile.md"
    told = '---\nname: Ada "The Ear" Quill\\\nrole: \'Professor #1 of [Listening] $x\'\nemail: ada@example.org\n---\n'
    profile.write_text(told, encoding="utf-8")
    for name in ("one.pdf", "two.pdf"):
        oeuvre("export", "typst", mine, "-o", tmp_path / name)
    first = pdf.look(str(tmp_path / "one.pdf")).first
    assert first.startswith('Ada "The Ear" Quill\\')
    assert "Professor #1 of [Listening] $x" in first
    assert "ada@example.org" in first
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_only_typst_makes_a_pdf(oeuvre, site, tmp_path):
    done = oeuvre("export", "latex", site, "-o", "cv.pdf", cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "oeuvre: a PDF is made by Typst alone; write: oeuvre export typst -o cv.pdf\n",
    )
    assert not list(tmp_path.iterdir())


def test_without_typst_a_pdf_is_refused(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match="needs Typst; install it"):
        export.write(str(tmp_path / "cv.pdf"), "typst", export.Exported("", 0, whole="= A"))
    assert not list(tmp_path.iterdir())


def test_what_is_printed_is_utf_8_whatever_the_terminal_says(oeuvre, site):
    done = oeuvre("export", "csl-json", site, "--year", "2011", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert json.loads(done.stdout)[0]["title"] == "On Łukasz"


def test_a_list_is_in_the_style_and_groups_that_are_asked_for(oeuvre, site):
    by_type = oeuvre("export", "markdown", site, "--style", "ieee", "--group", "type").stdout
    assert "## Articles" in by_type
    assert "**A. Quill**" in by_type
    assert "## 2025" in oeuvre("export", "markdown", site).stdout
    assert "#" not in oeuvre("export", "markdown", site, "--group", "none").stdout


def test_abstracts_come_when_asked_for(oeuvre, site):
    assert "We study nets" not in oeuvre("export", "bibtex", site).stdout
    assert "We study nets" in oeuvre("export", "bibtex", site, "--abstracts").stdout


def test_an_empty_selection_is_an_empty_list_and_says_so(oeuvre, site):
    done = oeuvre("export", "csl-json", site, "--year", "1999")
    assert json.loads(done.stdout) == []
    assert done.stderr == "oeuvre: no paper is all that was asked for; the list is empty\n"


FORMS = "bibtex, bibtex-ascii, ris, csl-json, endnote, markdown, latex, typst"
WRONG = {
    ("bibtexx",): f'format "bibtexx" is not known; write one of {FORMS}',
    ("ris", "--year", "twenty"): 'year "twenty" is not a year; write 2024, 2020-2024 or forthcoming',
    ("ris", "--type", "artikle"): 'type "artikle" is not known; did you mean "article"?',
    ("ris", "--author", "adda"): 'author "adda" is not known; did you mean "ada"?',
    ("latex", "--style", "apaa"): 'style "apaa" cannot be used for lists; choose one with --style: apa, ieee, acm, '
    "chicago, mla, vancouver",
    ("latex", "--group", "month"): 'group "month" is not known; write one of year, type, none',
}


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_there_is_not_is_told_in_one_line(arguments, oeuvre, site):
    done = oeuvre("export", arguments[0], site, *arguments[1:], check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"oeuvre: {WRONG[arguments]}\n")


def test_an_unknown_category_is_told_with_what_is_near(oeuvre, site):
    done = oeuvre("export", "ris", site, "--category", "cs.XX", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith('oeuvre: category "cs.XX"')


def test_a_file_that_cannot_be_written_is_told(oeuvre, site, tmp_path):
    done = oeuvre("export", "ris", site, "-o", tmp_path / "no" / "list.ris", check=False)
    assert done.returncode == 2
    assert "cannot be written (No such file or directory); give another file" in done.stderr


def test_errors_in_the_content_are_told_and_nothing_is_exported(oeuvre, tmp_path):
    (tmp_path / "content" / "papers").mkdir(parents=True)
    (tmp_path / "content" / "profile.md").write_text("---\nname: Ada\n---\n", encoding="utf-8")
    wrong = "---\ntitle: A\nauthors: [Ada]\ndate: x\n---\n"
    (tmp_path / "content" / "papers" / "a.md").write_text(wrong, encoding="utf-8")
    done = oeuvre("export", "bibtex", tmp_path, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "[paper/date]" in done.stderr


CHOICES = [
    (Wanted(), "a b c d"),
    (Wanted(category="CL"), "a c"),
    (Wanted(year="2024"), "b"),
    (Wanted(year="2020-2024"), "b c"),
    (Wanted(year="2024-"), "a b"),
    (Wanted(year="2023–2025"), "a b"),
    (Wanted(year="forthcoming"), "d"),
    (Wanted(type="article"), "a b"),
    (Wanted(author="me"), "a b d"),
    (Wanted(author="jan"), "a c"),
    (Wanted(selected=True), "b c"),
    (Wanted(category="cs.CL", author="jan", selected=True), "c"),
    (Wanted(year="1999"), ""),
]


@pytest.mark.parametrize(("wanted", "slugs"), CHOICES)
def test_papers_are_selected_by_all_that_is_wanted(wanted, slugs):
    shown = library(
        paper("a", "Kai Zhen; Jan Berg", "2025", categories=("cs.CL",), type="article"),
        paper("b", "Kai Zhen", "2024", venue="Journal", selected=True),
        paper("c", "Jan Berg", "2020", categories=("cs.LG", "cs.CL"), type="book", selected=True),
        paper("d", "Kai Zhen", "forthcoming", type="thesis"),
        me=owner(),
        people=[person("jan", "Jan Berg")],
    )
    assert sorted(paper.slug for paper in select(shown, wanted)) == slugs.split()


@pytest.mark.parametrize("year", ["20", "2024-20", "2024-2025-2026", "-2024", "٢٠٢٤", ""])
def test_what_is_no_year_is_told(year):
    if year:
        with pytest.raises(UsageError, match="is not a year"):
            select(library(), Wanted(year=year))
    else:
        assert select(library(), Wanted(year=year)) == []

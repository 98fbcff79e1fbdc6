"""A new site works, checks clean, and explains itself."""

import json
import os
import re

import pytest

from oeuvre import __version__, copies, new
from tests.pages.tree import parse


@pytest.mark.parametrize("name", ["Ada Lovelace", "Sinéad O'Connor", 'Zoë "Zo" Fell: #1', "王小明", "Ada\n Byron"])
def test_a_new_site_builds_and_checks_clean_whatever_the_name(tmp_path, oeuvre, name):
    site = tmp_path / "page"
    oeuvre("new", site, "--name", name)
    assert oeuvre("check", site, "--strict").stdout == "0 errors, 0 warnings, 0 notes\n"
    oeuvre("build", site, "--strict")
    home = parse((site / "output" / "index.html").read_text(encoding="utf-8"))
    assert home.one("h1").text == " ".join(name.split())
    assert all(home.all("article.entry b")), "the owner is set in bold among the authors"


def test_without_a_name_the_site_says_where_yours_goes(tmp_path, oeuvre):
    oeuvre("new", tmp_path / "page")
    assert "name: 'Your Name'\n" in (tmp_path / "page" / "content" / "profile.md").read_text(encoding="utf-8")


def test_what_is_there_already_is_not_touched(tmp_path, oeuvre):
    (tmp_path / "mine.txt").write_text("mine")
    done = oeuvre("new", tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr == f'oeuvre: "{tmp_path}" is there already and not empty; give the name of a new folder\n'
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_new_site_brings_its_workflow_and_its_editor_settings(tmp_path, oeuvre):
    paths = oeuvre("new", tmp_path / "page").stdout.splitlines()
    names = {path.removeprefix(f"{tmp_path / 'page'}/") for path in paths}
    assert {".github/workflows/pages.yml", ".gitignore", ".vscode/settings.json", "requirements.txt"} <= names
    for path in paths:
        if path.endswith(".json"):
            with open(path, encoding="utf-8") as file:
                json.load(file)


def test_every_field_of_a_paper_is_a_snippet_that_stands_for_itself(tmp_path, oeuvre):
    oeuvre("new", tmp_path / "page")
    snippets = json.loads((tmp_path / "page" / ".vscode" / "papers.code-snippets").read_text(encoding="utf-8"))
    assert [name for name, each in snippets.items() if not each["body"][0].startswith(f"{name}: ")] == []
    assert snippets["links"]["body"][0].endswith("\\}"), "a brace would end a snippet's field"


# A new paper


@pytest.fixture
def page(tmp_path, oeuvre):
    oeuvre("new", tmp_path / "page", "--name", "Ada Lovelace")
    return tmp_path / "page"


def test_a_new_paper_is_a_draft_by_the_owner_that_checks_clean(page, oeuvre):
    path = oeuvre("new", "paper", 'Nets: "more"  of them', cwd=page).stdout.strip()
    assert path == os.path.join(".", "content", "papers", "lovelacenets.md")
    text = (page / path).read_text(encoding="utf-8")
    title = "title: 'Nets: \"more\" of them'"
    assert text.startswith(f"---\n{title}\nauthors:\n  - Ada Lovelace\ndate: forthcoming\ndraft: true\n# ")
    assert text.endswith("\n---\n")
    assert "0 errors, 0 warnings" in oeuvre("check", page, "--strict").stdout
    oeuvre("build", page)
    assert not (page / "output" / "papers" / "lovelacenets").exists(), "a draft is not published"


def test_a_second_paper_of_the_same_name_takes_another_file(page, oeuvre):
    paths = {oeuvre("new", "paper", "Nets", "--into", page).stdout for _ in range(3)}
    assert len(paths) == 3


def test_a_new_paper_can_come_from_bibtex(page, oeuvre):
    (page / "one.bib").write_text("@article{k, title={Nets}, author={Lovelace, Ada}, year=2020}", encoding="utf-8")
    done = oeuvre("new", "paper", "--bibtex", page / "one.bib", "--into", page)
    assert done.stdout.splitlines()[-1] == "bibtex: 1 record = 1 written + 0 merged + 0 unchanged + 0 refused"
    assert (page / "content" / "papers" / "lovelace2020nets.md").exists()


ONE = "a new paper has a title, or is taken from --doi, --arxiv or --bibtex; give one of them"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["paper"], ONE),
        (["paper", "T", "--doi", "10.5555/1"], ONE),
        (
            ["paper", "--name", "A"],
            '--name is for a new site; for one in a folder called "paper" write: oeuvre new ./paper',
        ),
        (["page", "T"], "a title, --doi, --arxiv and --bibtex are for a new paper; write: oeuvre new paper …"),
        (["template", "x.html"], '. is not a site: it has no folder "content"; begin one with "oeuvre new"'),
        (["template"], "a template is copied by its name alone; write: oeuvre new template home.html"),
        (["paper", "T"], '. is not a site: it has no folder "content"; begin one with "oeuvre new"'),
    ],
)
def test_what_new_cannot_do_is_told_in_one_line(tmp_path, oeuvre, arguments, message):
    done = oeuvre("new", *arguments, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"oeuvre: {message}\n")
    assert not list(tmp_path.iterdir())


# A copy of a template


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_copies_of_all_our_templates_change_nothing_and_check_clean(page, oeuvre):
    oeuvre("build", page)
    before = files(page / "output")
    for name in sorted(copies.ours()):
        if not name.startswith(("themes/", "assets/charts")):
            new.template(str(page), name)
    oeuvre("build", page)
    assert files(page / "output") == before
    assert oeuvre("check", page).stdout == "0 errors, 0 warnings, 0 notes\n"


def test_a_copy_tells_by_a_mark_where_it_is_from(page, oeuvre):
    path = oeuvre("new", "template", "home.html", cwd=page).stdout.strip()
    assert path == os.path.join(".", "templates", "home.html")
    lines = (page / path).read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(rf"{{# from oeuvre {re.escape(__version__)} home\.html [0-9a-f]{{8}} #}}", lines[0])
    assert lines[1:] == copies.ours()["home.html"].splitlines()


def test_the_ends_of_lines_and_a_mark_of_byte_order_are_no_change(page, oeuvre):
    path = new.template(str(page), "home.html")
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    (copy,) = copies.found(str(page))
    assert copies.digest(copy.text) == copy.digest


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hme.html", 'there is no template "hme.html"; did you mean "home.html"?'),
        ("../content/site.yml", 'there is no template "../content/site.yml"; docs/templates.md names them all'),
        ("cv.html", '"{path}" is there already; edit that one, or remove it first'),
        ("templates/cv.html", '"{path}" is there already; edit that one, or remove it first'),
    ],
)
def test_no_template_is_copied_over_another_one(page, oeuvre, name, message):
    path = page / "templates" / "cv.html"
    path.parent.mkdir()
    path.write_text("mine", encoding="utf-8")
    done = oeuvre("new", "template", name, "--into", page, check=False)
    assert (done.returncode, done.stderr) == (2, f"oeuvre: {message.format(path=path)}\n")
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_check_shows_how_a_copy_differs_when_it_is_asked(page, oeuvre):
    path = page / "templates" / "year.html"
    path.parent.mkdir()
    path.write_text('{# from oeuvre 0.0.9 year.html 00000000 #}\n{% extends "mine.html" %}\n', encoding="utf-8")
    (page / "templates" / "mine.html").write_text('{% extends "list.html" %}\n', encoding="utf-8")
    diff = [
        f"--- oeuvre {__version__}: year.html",
        "+++ templates/year.html",
        "@@ -1 +1 @@",
        '-{% extends "list.html" %}',
        '+{% extends "mine.html" %}',
        "0 errors, 0 warnings, 1 note",
    ]
    assert oeuvre("check", page, "--diff").stdout.splitlines()[1:] == diff
    assert oeuvre("check", page).stdout.splitlines()[1:] == diff[-1:]
    done = oeuvre("check", page, "--diff", "--format", "json", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "oeuvre: --diff is for people to read; leave it out, or --format json\n"

"""A new site works, checks clean, and explains itself."""

import json
import os

import pytest

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
        (["paper", "T"], '. is not a site: it has no folder "content"; begin one with "oeuvre new"'),
    ],
)
def test_what_new_cannot_do_is_told_in_one_line(tmp_path, oeuvre, arguments, message):
    done = oeuvre("new", *arguments, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"oeuvre: {message}\n")
    assert not list(tmp_path.iterdir())

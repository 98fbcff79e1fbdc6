"""A new site works, checks clean, and explains itself."""

import json

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

"""Folders that no build may touch."""

import os
import shutil
import subprocess

import pytest

from oeuvre.errors import OutputError

PAGES = {"index.html": b"home"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder with a site in it, and a repository beside the site."""
    home = tmp_path / "people" / "me"
    for folder in ("site/content/papers", "site/templates", "site/.cache", "site/.git/hooks", "repository/.git"):
        (home / folder).mkdir(parents=True)
    for file in ("content/papers/nets.md", "templates/page.html", "build.py", "../letter.txt", ".git/HEAD"):
        (home / "site" / file).write_text("precious")
    (home / "photos").mkdir()
    (home / "photos" / "cat.jpg").write_text("precious")
    (home / "empty").mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(home / "site")
    return home


DANGEROUS = {
    "/": "is a whole disk",
    "~": "is or holds your home folder",
    "~/..": "is or holds your home folder",
    "~/../..": "is or holds your home folder",
    "~/site": "is or holds the site's own folder",
    ".": "is or holds the site's own folder",
    "./content/..": "is or holds the site's own folder",
    "content": "lies in content/, where the sources are",
    "content/papers": "lies in content/, where the sources are",
    "content/new": "lies in content/, where the sources are",
    "content/papers/../deeper/www": "lies in content/, where the sources are",
    "templates": "lies in templates/, where the sources are",
    "templates/output": "lies in templates/, where the sources are",
    ".cache": "is or holds the cache, or lies in it",
    ".cache/www": "is or holds the cache, or lies in it",
    ".git": "lies in a git repository's own files",
    ".git/hooks": "lies in a git repository's own files",
    "../repository/.git/new": "lies in a git repository's own files",
    "build.py": "is a file",
    "../letter.txt": "is a file",
}


def build(site, output, **options):
    from oeuvre.write import Folder

    with Folder(os.path.expanduser(output), str(site.home / ".cache"), site=str(site.home), **options) as folder:
        folder.put("index.html", "k", b"home")
        return folder.commit()


@pytest.mark.parametrize("adopt", [False, True])
@pytest.mark.parametrize(("output", "reason"), DANGEROUS.items())
def test_a_dangerous_output_is_refused(sites, tree, home, output, reason, adopt):
    before = tree(home)
    with pytest.raises(OutputError) as caught:
        build(sites.Site(home / "site"), output, adopt=adopt)
    assert caught.value.status == 2
    assert str(caught.value) == f'the output "{os.path.expanduser(output)}" {reason}; name another folder with -o'
    assert tree(home) == before


@pytest.mark.parametrize(
    "target", ["", "..", "../..", "site", "site/content", "site/.git", "photos", "empty", "letter.txt", "nowhere"]
)
def test_a_link_is_refused_wherever_it_leads(sites, tree, home, target):
    link = home / "link"
    link.symlink_to(home / target)
    before = tree(home)
    with pytest.raises(OutputError, match=r'is a link; build with -o ".*", or remove the link'):
        build(sites.Site(home / "site"), str(link), adopt=True)
    assert tree(home) == before


def test_a_link_on_the_way_is_followed(sites, home):
    (home / "way").symlink_to(home / "empty")
    build(sites.Site(home / "site"), str(home / "way" / "www"))
    assert (home / "empty" / "www" / "index.html").read_bytes() == b"home"


@pytest.mark.parametrize("output", ["../way/site", "../way/site/content", "../way"])
def test_a_dangerous_output_is_refused_by_another_name(sites, tree, home, output):
    (home / "way").symlink_to(home)
    before = tree(home)
    with pytest.raises(OutputError):
        build(sites.Site(home / "site"), output)
    assert tree(home) == before


@pytest.mark.parametrize(
    ("output", "found"),
    [("../photos", 'it holds "cat.jpg"'), ("../repository", "it is the top of a git repository")],
)
def test_a_folder_of_others_is_refused_until_it_is_taken_over(sites, tree, home, output, found):
    site = sites.Site(home / "site")
    before = tree(home)
    with pytest.raises(OutputError) as caught:
        build(site, output)
    assert str(caught.value) == (
        f'the output "{output}" was not made by oeuvre: {found}; name another folder with -o, '
        "or build once with --adopt, which keeps all files that no page replaces"
    )
    shutil.rmtree(site.cache)
    site.cache.mkdir()
    assert tree(home) == before
    build(site, output, adopt=True)
    after = tree(home / "site" / output)
    assert after.pop("index.html") == b"home"
    assert after.pop(".oeuvre-manifest.json")
    assert after == tree_of(before, output)
    assert build(site, output).unchanged == 1


def tree_of(before, output):
    start = output.removeprefix("../") + "/"
    return {path.removeprefix(start): data for path, data in before.items() if path.startswith(start)}


def test_an_empty_folder_is_taken(sites, home):
    build(sites.Site(home / "site"), str(home / "empty"))
    assert (home / "empty" / "index.html").exists()


def test_what_a_system_puts_into_an_empty_folder_is_no_hindrance(sites, home):
    (home / "empty" / ".DS_Store").write_bytes(b"x")
    build(sites.Site(home / "site"), str(home / "empty"))
    assert (home / "empty" / ".DS_Store").read_bytes() == b"x"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_worktree_for_a_branch_of_pages_can_be_the_output(sites, home):
    """`git worktree add output gh-pages`: what git keeps there must stay, and git must see what changed."""

    def git(*arguments, where="."):
        name = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        return subprocess.run(["git", *name, *arguments], cwd=where, check=True, capture_output=True, text=True).stdout

    shutil.rmtree(".git")
    git("init", "-q", "-b", "main")
    git("commit", "-q", "--allow-empty", "-m", "start")
    git("worktree", "add", "-q", "-b", "gh-pages", "output")
    site = sites.Site(home / "site")
    with pytest.raises(OutputError, match="top of a git repository"):
        build(site, "output")
    site.build(PAGES | {"old.html": b"1"}, adopt=True)
    git("add", "-A", where="output")
    git("commit", "-q", "-m", "one", where="output")
    site.build(PAGES | {"new.html": b"2"})
    site.build(PAGES | {"new.html": b"3"})
    changes = git("status", "--short", where="output").splitlines()
    assert changes == [" M .oeuvre-manifest.json", " D old.html", "?? new.html"]
    assert git("log", "--format=%s", where="output").split() == ["one", "start"]

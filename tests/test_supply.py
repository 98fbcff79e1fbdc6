"""What is shipped, and from what: the same bytes each time, pinned actions, locked packages, and their licences."""

import hashlib
import importlib.metadata
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCKED = ("requirements.txt", "requirements-test.txt", "requirements-release.txt")
PAGE = ROOT / "docs" / "licences.md"


def built(folder, epoch):
    """The digests of the wheel and the archive that are built from a copy of the sources."""
    skip = shutil.ignore_patterns("__pycache__", ".*_cache", "node_modules", "output", "*.pyc")
    for name in ("oeuvre", "templates", "content", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=skip)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "build.py", "Makefile"):
        shutil.copy(ROOT / name, folder / name)
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder / "dist")]
    environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": epoch, "PYTHONHASHSEED": epoch[-2:]}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "dist").iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files differ there; releases are built on Linux")
def test_a_release_built_twice_is_the_same_to_the_byte(tmp_path):
    one, two = tmp_path / "one", tmp_path / "elsewhere" / "two"
    one.mkdir()
    two.mkdir(parents=True)
    first = built(one, "1700000000")
    assert {Path(name).suffix for name in first} == {".whl", ".gz"}
    assert built(two, "1700000000") == first


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_digest_and_permissions_are_given(path):
    text = path.read_text(encoding="utf-8")
    uses = re.findall(r"uses: *(.*)", text)
    assert uses
    for use in uses:
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*", use), use
    workflow = yaml.safe_load(text)
    assert workflow["permissions"].get("contents") == "read"
    assert "pull_request_target" not in text


def test_one_action_has_one_digest():
    used = re.findall(r"uses: *(\S+)@(\S+)", "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS))
    assert len(set(used)) == len({action for action, _ in used})


def test_every_system_and_every_python_is_tested():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    matrix = workflow["jobs"]["everywhere"]["strategy"]["matrix"]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]


@pytest.mark.parametrize("name", LOCKED)
def test_packages_are_locked_by_their_digests(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    for package in packages:
        assert re.match(r"[\w.-]+==\S+", package), package
        assert "--hash=sha256:" in package, package
    assert "index-url" not in text


def needed():
    """The packages that an installation brings along, by requirements.txt."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return [line.partition("==")[0] for line in text.splitlines() if re.match(r"[a-z]", line)]


def licence(name):
    about = importlib.metadata.metadata(name)
    told = about.get("License-Expression") or about.get("License") or ""
    if not told or len(told) > 60:
        classes = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if "License" in line]
        told = ", ".join(classes)
    return told


def test_the_docs_list_the_licence_of_all_that_is_shipped(golden):
    """`pytest tests/test_supply.py --update-golden` writes the page anew."""
    rows = "".join(f"| {name} | {licence(name)} |\n" for name in needed())
    golden(HEAD + rows, PAGE)
    assert all(licence(name) for name in needed())
    for font in (ROOT / "oeuvre").rglob("*.ttf"):
        assert (font.parent / "OFL.txt").exists()


HEAD = """# Licences

The program is under the MIT licence; so are its templates, style sheets and scripts, which it writes into your site.
The text of a site is its author's.

The package brings along the fonts of its social cards (`oeuvre/pictures/fonts/`), under the SIL Open Font Licence 1.1,
whose text lies beside them. arXiv's names of its categories are facts, from arXiv's own list.

An installation takes the following packages from PyPI, each locked by its digest in `requirements.txt`. They say of
themselves:

| package | licence |
|---|---|
"""

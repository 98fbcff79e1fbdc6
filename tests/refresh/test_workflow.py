"""The monthly workflow of a new site: its script runs in a real repository, with a `gh` that only notes its calls."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

WORKFLOW = Path(__file__).parent.parent.parent / "oeuvre" / "scaffold" / "github" / "workflows" / "refresh.yml"
STEPS = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["refresh"]["steps"]
GH = """#!/bin/sh
echo "$1 $2" >> "$CALLS"
if [ "$1 $2" = "pr list" ]; then cat "$OPEN"; fi
"""


def test_no_action_of_strangers_is_used():
    assert all(step["uses"].startswith("actions/") for step in STEPS if "uses" in step)


@pytest.fixture
def repository(tmp_path):
    """Runs the last step in a clone of a bare repository; gives the calls of gh."""
    if os.name == "nt" or shutil.which("git") is None:
        pytest.skip("needs git and a POSIX shell")
    calls, opened = tmp_path / "calls", tmp_path / "open"
    opened.write_text("", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)
    env = {
        **os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "CALLS": str(calls), "OPEN": str(opened),
        "BRANCH": "citations", "BASE": "main", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=tmp_path, env=env, check=True, capture_output=True, text=True)

    git("init", "-q", "--bare", "-b", "main", "remote.git")
    git("clone", "-q", "remote.git", "site")
    (tmp_path / "site" / "content").mkdir()
    (tmp_path / "site" / "content" / "site.yml").write_text("", encoding="utf-8")
    git("-C", "site", "add", ".")
    git("-C", "site", "commit", "-qm", "first")
    git("-C", "site", "push", "-q", "origin", "HEAD:main")

    def run(counts, *, open_request=False):
        opened.write_text("7\n" if open_request else "", encoding="utf-8")
        shutil.rmtree(tmp_path / "site")
        git("clone", "-q", "-b", "main", "remote.git", "site")
        if counts:
            (tmp_path / "site" / "content" / "citations.json").write_text(counts, encoding="utf-8")
        calls.write_text("", encoding="utf-8")
        subprocess.run(
            ["bash", "-e", "-c", STEPS[-1]["run"]], cwd=tmp_path / "site", env=env, check=True, capture_output=True
        )
        return calls.read_text(encoding="utf-8").splitlines()

    run.branch = lambda: git("--git-dir=remote.git", "show", "citations:content/citations.json").stdout
    return run


def test_new_counts_become_one_pull_request_that_later_ones_renew(repository):
    assert repository("") == []
    assert repository("one\n") == ["pr list", "pr create"]
    assert repository("two\n", open_request=True) == ["pr list"]
    assert repository.branch() == "two\n"

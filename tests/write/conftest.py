"""A site to build into, and programs that build it."""

import importlib.util
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PRELUDE = """
import os, sys
from sites import PAGES, Site, build, fill, prepare, tree
from oeuvre.errors import OutputError
from oeuvre.write import Folder
"""


def load(name):
    spec = importlib.util.spec_from_file_location(f"oeuvre_tests_write_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SITES = load("sites")


def run(code, *prefix, arguments=(), check=True, **environment):
    """Run code in a process of its own, perhaps under another program; return what it printed."""
    paths = os.pathsep.join([str(HERE), str(HERE.parents[1])])
    done = subprocess.run(
        [*map(str, prefix), sys.executable, "-c", PRELUDE + textwrap.dedent(code), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        timeout=3600 if os.environ.get("OEUVRE_SOAK") else 120,
        check=False,
    )
    if check:
        assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture
def site(tmp_path):
    return SITES.Site(tmp_path / "site")


@pytest.fixture(name="sites", scope="session")
def sites_module():
    return SITES


@pytest.fixture(name="run", scope="session")
def run_function():
    return run


@pytest.fixture(name="tree", scope="session")
def tree_function():
    return SITES.tree


@pytest.fixture(name="fill", scope="session")
def fill_function():
    return SITES.fill

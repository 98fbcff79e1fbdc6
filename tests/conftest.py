"""What the tests share: the built seed site, a browser, and golden files."""

import os
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

import hypothesis
import pytest

from tests.soak import SHARE

signal.signal(signal.SIGINT, signal.default_int_handler)  # started in the background, a process ignores Ctrl-C

# The same examples on every machine, so that a change is judged by what it changes; `make soak` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.load_profile("default" if SHARE else "same")

ROOT = Path(__file__).parent.parent
NODE_MODULES = ROOT / "tests" / "node" / "node_modules"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="renew the golden files instead of comparing")


def pytest_collection_modifyitems(config, items):
    """Slow tests run in `make soak` alone, whatever else is chosen with `-m`."""
    slow = [item for item in items if not SHARE and item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


def missing(what):
    """Skip where a tool cannot be had, but never on continuous integration."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing; continuous integration must not skip these tests", pytrace=False)
    pytest.skip(f"{what} is missing; see tests/browser/install.sh")


@cache
def chromium_path():
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def oeuvre(*arguments, cwd=ROOT, check=True, **environment):
    """Run the command as a user would and return the finished process."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("OEUVRE_", "GITHUB_"))}
    done = subprocess.run(
        [sys.executable, "-m", "oeuvre", *map(str, arguments)],
        cwd=cwd,
        env={**env, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if check:
        assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session", name="oeuvre")
def oeuvre_command():
    return oeuvre


@pytest.fixture(scope="session")
def seed_site(tmp_path_factory):
    """The repository's own content, built into a folder of its own."""
    site = tmp_path_factory.mktemp("seed") / "site"
    shutil.copytree(ROOT / "content", site / "content")
    oeuvre("build", site, "--strict", "--base-url", "https://example.org/page/")
    return site / "output"


@pytest.fixture(scope="session")
def browser():
    if chromium_path() is None:
        missing("Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe_script():
    script = NODE_MODULES / "axe-core" / "axe.min.js"
    if not script.exists():
        missing("axe-core (npm ci in tests/node)")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def vnu():
    """The Nu HTML checker: called with paths or addresses, it returns its messages as text, empty when all is well."""
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists():
        missing("vnu-jar (npm ci in tests/node)")
    if shutil.which("java") is None:
        missing("Java")

    def run(*paths, options=()):
        loopback = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
        command = ["java", "-Xss8m", loopback, "-jar", str(jar), "--format", "gnu", *options, *map(str, paths)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False).stderr

    return run


@pytest.fixture
def golden(request):
    """Compare a text with a file beside the test; `--update-golden` writes it instead."""

    def compare(text, path):
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8")

    return compare

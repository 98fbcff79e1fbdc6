"""The live preview as a writer meets it: the command, a real site, a browser that stays open."""

import os
import re
import shutil
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.browser

PAPER = "mazo.md"


class Site:
    """A copy of the repository's site, served by the command."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(ROOT / "content", folder / "content")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "oeuvre", "serve", folder, "--port", "0"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.address = re.search(r"http://\S+", self.process.stderr.readline())[0]

    def save(self, text, name=PAPER):
        """Save as editors do: into a new file that takes the old one's name."""
        path = self.folder / "content" / "papers" / name
        beside = path.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)

    def text(self, title):
        whole = (ROOT / "content" / "papers" / PAPER).read_text(encoding="utf-8")
        return re.sub(r"(?m)^title: .*$", f"title: {title}", whole)


@pytest.fixture
def site(tmp_path):
    served = Site(tmp_path / "site")
    yield served
    served.process.terminate()
    served.process.wait(10)
    served.process.stderr.close()


def shows(page, title):
    page.wait_for_function("title => document.querySelector('h1')?.textContent === title", arg=title, timeout=10_000)


def test_a_save_is_in_the_browser_without_a_reload_by_hand(site, page):
    page.goto(site.address + "papers/mazo/")
    taken = []
    for number in range(5):
        title = f"Saved {number}"
        start = time.perf_counter()
        site.save(site.text(title))
        shows(page, title)
        taken.append(time.perf_counter() - start)
    print("seconds from save to page:", " ".join(f"{seconds:.3f}" for seconds in sorted(taken)))


def test_ten_saves_in_three_seconds_are_all_followed_to_the_last(site, page):
    page.goto(site.address + "papers/mazo/")
    for number in range(10):
        site.save(site.text(f"Quick save {number}"))
        time.sleep(0.3)
    shows(page, "Quick save 9")


def test_a_save_changes_the_page_in_its_place(site, page):
    page.goto(site.address + "papers/mazo/")
    page.get_by_role("button", name="Copy").first.wait_for()
    page.evaluate("window.mark = 'never loaded again'")
    page.locator("main details").first.locator("summary").click()
    page.evaluate("scrollTo({ top: 120, behavior: 'instant' })")
    site.save(site.text("Renewed"))
    shows(page, "Renewed")
    page.wait_for_function("() => scrollY === 120")
    assert page.evaluate("window.mark") == "never loaded again"
    assert page.title().startswith("Renewed"), "the head is renewed too"
    assert page.locator("main details").first.get_attribute("open") is not None, "what was open stays open"
    assert page.locator("button.switch").count() == 1
    assert page.locator("button.copy").count() == page.locator(".bibtex").count() > 0, "what the script adds is there"


def test_a_style_or_a_script_that_changes_is_loaded(site, page):
    templates = site.folder / "templates" / "assets"
    page.goto(site.address + "papers/mazo/")
    page.evaluate("window.mark = true")
    templates.mkdir(parents=True)
    (templates / "script.js").write_text("document.documentElement.dataset.mine = 1;", encoding="utf-8")
    page.wait_for_function("() => document.documentElement.dataset.mine === '1'", timeout=10_000)
    assert page.evaluate("window.mark") is None
    page.evaluate("window.mark = true")
    site.save(site.text("Under a script that knows of no renewal"))
    shows(page, "Under a script that knows of no renewal")
    page.wait_for_function("() => window.mark === undefined", timeout=10_000)
    page.wait_for_function("() => document.documentElement.dataset.mine === '1'")


def test_a_page_that_goes_and_comes_back_is_followed(site, page):
    page.goto(site.address + "papers/mazo/")
    path = site.folder / "content" / "papers" / PAPER
    path.rename(path.with_suffix(".away"))
    page.wait_for_function("() => !document.querySelector('.bibtex')", timeout=10_000)
    site.save(site.text("Back again"))
    shows(page, "Back again")


def test_a_fault_is_shown_over_the_last_good_page_and_goes_when_mended(site, page):
    page.goto(site.address + "papers/mazo/")
    good = page.locator("h1").text_content()
    site.save(site.text("Broken").replace("date: 2025-02-17", "date: 2025-13"))
    page.get_by_text("is not a date").first.wait_for(timeout=10_000)
    assert page.locator("h1").first.text_content() == good
    page.goto(site.address)
    assert page.locator("article.entry").count() == 12, "the paper at fault is still in the list, as it was"
    page.goto(site.address + "papers/mazo/")
    site.save(site.text("Mended"))
    shows(page, "Mended")
    page.wait_for_function("() => !document.body.innerText.includes('is not a date')", timeout=10_000)


def test_a_new_paper_appears_in_the_list(site, page):
    page.goto(site.address)
    site.save(site.text("A paper that was not there"), "new.md")
    page.get_by_role("heading", name="A paper that was not there").wait_for(timeout=10_000)

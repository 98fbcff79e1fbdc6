"""Times the search in Chromium, keystroke by keystroke, at several sizes of sites.

    python bench/search.py [SIZE or FOLDER ...]

Sizes are numbers of invented papers, by default 12, 1000 and 10000; a folder is a site that is built already. For every
letter typed and deleted: the milliseconds from the input event until its results stand in the page, laid out, once all
abstracts have been loaded; of RUNS runs the quickest, since other work on the machine only adds to it. `usable` is from
the first key until the search can be used, `abstracts` until all texts have come.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sites
from corpus import papers
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUERIES = ("learning", "sparse signals", '"cost of inference"', "a model of deep graphs", "qqqq", "Z Chen", "é")
FIELDS = ("-noise", "author:chen", "year:2010..2019", "category:CL", "title:the", "venue:letters -author:ada")

RUNS = 5

TYPE = """async (value) => {
  const input = document.querySelector(".search input");
  input.value = value;
  const start = performance.now();
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Not even of requests."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a server of its own; gives the address."""
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def open_search(page: Page, address: str) -> tuple[float, float]:
    """Go to the page and press `/`; seconds until the search can be used, and until it has all abstracts."""
    page.goto(address)
    page.evaluate("performance.mark('go')")
    page.keyboard.press("/")
    page.wait_for_selector(".facets select", state="attached")
    usable = page.evaluate("performance.measure('usable', 'go').duration")
    page.evaluate("document.querySelector('.search input').value = 'a'")
    page.evaluate("document.querySelector('.search input').dispatchEvent(new InputEvent('input', {bubbles: true}))")
    page.wait_for_function("!document.querySelector('.count').textContent.includes('…')", timeout=120_000)
    return usable / 1000, page.evaluate("performance.measure('whole', 'go').duration") / 1000


def typed(page: Page, query: str) -> dict[tuple[str, int], float]:
    """Type a query and delete it again: the milliseconds that each letter took."""
    values = [query[:end] for end in range(1, len(query) + 1)]
    times = {}
    for place, value in enumerate([*values, *reversed(values[:-1]), ""]):
        times[value, place] = page.evaluate(TYPE, value)
        page.wait_for_timeout(5)
    return times


def best(page: Page, query: str) -> list[float]:
    """The same several times, and the quickest of each letter."""
    runs = [typed(page, query) for _ in range(RUNS)]
    return [min(run[key] for run in runs) for key in runs[0]]


def measure(folder: Path, name: str) -> None:
    """Print the timings of one site: with the filter by author closed, and open."""
    with sync_playwright() as playwright, served(folder) as address:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        usable, whole = open_search(page, address)
        for label, prepare in (("", ""), (", authors open", "document.querySelectorAll('.facets button')[1].click()")):
            page.evaluate(prepare or "0")
            times = sorted(time for query in QUERIES + FIELDS for time in best(page, query))
            middle, most, worst = statistics.median(times), times[int(len(times) * 0.95)], times[-1]
            figures = f"{middle:.1f} | {most:.1f} | {worst:.1f} | {usable:.2f} | {whole:.2f}"
            print(f"| {name}{label} | {figures} |", flush=True)
        browser.close()


def build(size: int, folder: Path) -> Path:
    """A site of so many invented papers."""
    sites.oeuvre(folder, list(papers(size)))
    settings = folder / "content" / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("home_papers: all\n", ""), encoding="utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "build", str(folder), "-q"]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "output"


def main() -> None:
    """Measure each size or folder named on the command line."""
    print("| papers | median ms | 95 % ms | worst ms | usable s | abstracts s |\n|---|---|---|---|---|---|")
    for each in sys.argv[1:] or ["12", "1000", "10000"]:
        with tempfile.TemporaryDirectory(prefix="oeuvre-bench-") as folder:
            measure(build(int(each), Path(folder)) if each.isdigit() else Path(each), each)


if __name__ == "__main__":
    main()

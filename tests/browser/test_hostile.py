"""Every field is hostile: 171 payloads in every text field, opened in a browser whose own defences are off.

The pages' policy (CSP) is not in force here: what keeps the payloads from running is that each field is escaped or
sanitised. A control page shows that the harness would notice.
"""

import functools
import http.server
import json
import threading
from contextlib import contextmanager
from pathlib import Path

import playwright.sync_api
import pytest

from oeuvre.text.emit import document

pytestmark = pytest.mark.browser

PAYLOADS = json.loads((Path(__file__).parent.parent / "data" / "payloads.json").read_text(encoding="utf-8"))
PHRASES = ["title", "venue", "venue_short", "publisher", "series", "institution", "address", "organization", "award"]
TEXTS = ["volume", "issue", "number", "edition", "note", "citation_key"]
PROVOKE = """() => {
  window.addEventListener('click', event => event.preventDefault());
  for (const element of document.querySelectorAll('*'))
    for (const kind of ['mouseover', 'focus', 'click', 'animationstart'])
      element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
  return [...document.querySelectorAll('[href], [src], [action], [formaction]')]
    .map(element => element.href || element.src || element.action)
    .filter(url => typeof url === 'string' && !/^(https?:|mailto:|data:(application|text)\\/(x-|vnd))/.test(url));
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory, oeuvre):
    """A paper for each payload, which stands in every text field of it, and in those of the profile."""
    folder = tmp_path_factory.mktemp("hostile")
    papers = folder / "content" / "papers"
    papers.mkdir(parents=True)
    (folder / "content" / "site.yml").write_text("home_papers: all\nurl: https://example.org/\n", encoding="utf-8")
    for entry in PAYLOADS:
        payload = entry["payload"]
        one_line = " ".join(payload.split())
        fields = dict.fromkeys(PHRASES + TEXTS, one_line)
        name = one_line.replace(",", " ").replace(";", " ")  # with either it may be several names, which is refused
        fields |= {"authors": [{"name": name}, {"name": "Ada Quill"}], "date": "2025", "category": "cs.CL"}
        fields |= {"keywords": [one_line], "links": {one_line.replace(":", ";")[:80] or "x": "https://example.org/"}}
        path = papers / f"p{entry['id']:03}.md"
        path.write_text(document(fields, payload), encoding="utf-8", newline="\n")
    worst = PAYLOADS[0]["payload"]
    profile = {"name": "Ada Quill", "role": worst, "affiliation": worst, "pronouns": worst}
    profile["metrics"] = [{"name": worst, "value": "1", "unit": worst, "source": worst, "definition": worst}]
    (folder / "content" / "profile.md").write_text(document(profile, worst), encoding="utf-8")
    oeuvre("build", folder)
    with served(folder / "output") as address:
        yield folder / "output", address


@contextmanager
def served(folder):
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def defenceless(browser):
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def test_no_payload_runs_on_any_page_or_asks_another_host(site, defenceless):
    output, address = site
    elsewhere, dialogs, faults = [], [], []
    defenceless.on("request", lambda request: elsewhere.append(request.url))
    defenceless.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    paths = sorted(path.relative_to(output).as_posix() for path in output.rglob("*.html"))
    assert len(paths) > len(PAYLOADS)
    for path in paths:
        defenceless.goto(address + path)
        odd = defenceless.evaluate(PROVOKE)
        if odd or defenceless.evaluate("window.__pwned"):
            faults.append((path, odd))
    assert faults == []
    assert dialogs == []
    assert [url for url in elsewhere if not url.startswith((address, "data:"))] == []


def test_the_harness_notices_payloads_that_are_not_escaped(defenceless, tmp_path):
    executed = 0
    defenceless.on("dialog", lambda dialog: dialog.dismiss())
    with served(tmp_path) as address:
        for entry in PAYLOADS:
            (tmp_path / "raw.html").write_text(f"<!doctype html><body>{entry['payload']}", encoding="utf-8")
            defenceless.goto(address + "raw.html", wait_until="domcontentloaded")
            try:
                defenceless.evaluate(PROVOKE)
                defenceless.wait_for_timeout(30)
                executed += bool(defenceless.evaluate("window.__pwned"))
            except playwright.sync_api.Error:  # the payload has sent the page elsewhere
                executed += 1
    assert executed >= 40

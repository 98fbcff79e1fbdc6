"""Every field is hostile: 171 payloads by every way in, opened in a browser whose own defences are off.

They stand in every text field of papers, people, pages, news and settings, and come through BibTeX, RIS, CSL-JSON and
the answers of services. The pages' policy (CSP) is not in force here: what keeps the payloads from running is that
each field is escaped or sanitised. A control shows that the harness would notice. `make soak` takes every payload on
every way, `make test` every payload in papers and some of them on the other ways.
"""

import functools
import http.server
import json
import random
import re
import threading
from contextlib import contextmanager
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser
import markdown
import playwright.sync_api
import pytest

from oeuvre import importers, pipeline, read, sync
from oeuvre.text.emit import document
from tests.browser.hostile_sources import SOURCES
from tests.soak import times

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


def watched(page, address, paths):
    """Open pages one by one; return what ran, what could be clicked and must not be, and who else was asked."""
    elsewhere, dialogs, faults = [], [], []
    page.on("request", lambda request: elsewhere.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in paths:
        page.goto(address + path)
        odd = page.evaluate(PROVOKE)
        if odd or page.evaluate("window.__pwned"):
            faults.append((path, odd))
    return faults + dialogs + [url for url in elsewhere if not url.startswith((address, "data:"))]


def pages_of(output):
    return sorted(path.relative_to(output).as_posix() for path in output.rglob("*.html"))


def well_formed(output, papers):
    """What machines read of a site is what it should be, whatever the texts in it: no record more, none less."""
    for path in [*output.rglob("*.xml"), *output.rglob("*.svg")]:
        ElementTree.parse(path)
    for path in output.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for path in output.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
            json.loads(data)
    assert len(json.loads((output / "publications.csl.json").read_text(encoding="utf-8"))) == papers
    assert len(re.findall("^TY  - ", (output / "publications.ris").read_text(encoding="utf-8"), re.MULTILINE)) == papers
    told = bibtexparser.parse_string((output / "publications.bib").read_text(encoding="utf-8"))
    assert (len(told.entries), told.failed_blocks) == (papers, [])


def test_no_payload_runs_on_any_page_or_asks_another_host(site, defenceless):
    output, address = site
    paths = pages_of(output)
    assert len(paths) > len(PAYLOADS)
    assert watched(defenceless, address, paths) == []
    well_formed(output, len(PAYLOADS))


def some(least):
    """All payloads in `make soak`, else every so many, beginning at random."""
    step = len(PAYLOADS) // times(least, len(PAYLOADS))
    return PAYLOADS[random.randrange(step) :: step]


def write(folder, path, fields, body=""):
    place = folder / "content" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(document(fields, body), encoding="utf-8", newline="\n")


@pytest.mark.soak
def test_people_pages_and_news_are_no_way_in(tmp_path, oeuvre, defenceless):
    write(tmp_path, "profile.md", {"name": "Ada Quill"})
    (tmp_path / "content" / "site.yml").write_text("url: https://example.org/\n", encoding="utf-8")
    chosen = some(8)
    for entry in chosen:
        text, name = " ".join(entry["payload"].split()), f"p{entry['id']:03}"
        person = dict.fromkeys(("role", "affiliation", "pronouns"), text) | {"name": f"Bo Ek{entry['id']}"}
        person["links"] = {text.replace(":", ";")[:80]: "https://example.org/"}
        write(tmp_path, f"people/{name}.md", person, entry["payload"])
        write(tmp_path, f"pages/{name}.md", {"title": text, "description": text}, entry["payload"])
        write(tmp_path, f"news/2025-01-{entry['id'] % 28 + 1:02}-{name}.md", {"title": text}, entry["payload"])
    oeuvre("build", tmp_path)
    with served(tmp_path / "output") as address:
        paths = pages_of(tmp_path / "output")
        assert len(paths) > 2 * len(chosen)
        assert watched(defenceless, address, paths) == []


@pytest.mark.soak
def test_settings_are_no_way_in(tmp_path, defenceless):
    write(tmp_path, "profile.md", {"name": "Ada Quill"})
    write(tmp_path, "papers/a.md", {"title": "A", "authors": ["Ada Quill"], "date": "2025", "category": "own"})
    output = tmp_path / "output"
    with served(tmp_path) as address:
        for entry in some(8):
            text = " ".join(entry["payload"].split())
            settings = {"title": text, "description": text, "url": "https://example.org/"}
            settings["categories"] = {"own": {"label": text}}
            site = document(settings, "").removeprefix("---\n").removesuffix("---\n")
            (tmp_path / "content" / "site.yml").write_text(site, encoding="utf-8")
            report = pipeline.build(str(tmp_path), use_cache=False)
            assert report.written is not None, report.findings
            paths = ["index.html", "papers/a/index.html", "categories/own/index.html"]
            assert watched(defenceless, f"{address}output/", paths) == [], entry
            well_formed(output, 1)


@pytest.mark.soak
@pytest.mark.parametrize("source", SOURCES)
def test_no_source_of_imports_is_a_way_in(source, tmp_path, defenceless):
    write(tmp_path, "profile.md", {"name": "Ada Quill"})
    works = [(f"k{entry['id']}", entry["payload"]) for entry in some(5)]
    parsed = importers.SOURCES[source].parse(SOURCES[source](works).encode("utf-8", "replace"), "answer")
    assert len(parsed.records) + len(parsed.refused) >= len(works) - 2
    account = sync.run(str(tmp_path), source, parsed)
    written = [outcome.path for outcome in account.outcomes if outcome.path]
    assert all(re.fullmatch(r"content/papers/[^/]+\.md", path) for path in written)
    publish(tmp_path / "content" / "papers")
    report = pipeline.build(str(tmp_path), base_url="https://example.org/")
    assert report.papers, report.findings
    well_formed(tmp_path / "output", report.papers)
    with served(tmp_path / "output") as address:
        assert watched(defenceless, address, pages_of(tmp_path / "output")) == []


def publish(papers):
    """Drafts are published where they can be; what cannot be is taken away."""
    for path in papers.glob("*.md"):
        text = path.read_text(encoding="utf-8").replace("\ndraft: true\n", "\n")
        path.write_text(text, encoding="utf-8", newline="\n")
    _, findings = read.read(papers.parents[1])
    wrong = {finding.path for finding in findings if finding.severity == "error"}
    for path in wrong:
        (papers.parents[1] / path).unlink()


CARELESS = {
    "body": "<!doctype html><body>{}",
    "attribute": '<!doctype html><p title="{}">x</p>',
    "attribute in single quotes": "<!doctype html><p title='{}'>x</p>",
    "link": '<!doctype html><a href="{}">x</a>',
    "script": '<!doctype html><script>var x = "{}"</script>',
    "data": '<!doctype html><script type="application/ld+json">{{"name": "{}"}}</script>',
    "SVG": "<!doctype html><svg><title>{}</title></svg>",
    "style": "<!doctype html><style>a {{ color: {} }}</style>",
}
"""What a program without care would make of a text, in each place where texts stand."""

CLICK = """async () => {
  const frames = [...document.querySelectorAll('iframe')];
  await new Promise(done => setTimeout(done, 60));
  const look = frame => { try { return !!frame.contentWindow.__pwned } catch { return true } };
  for (const frame of frames) {
    try {
      for (const element of frame.contentDocument.querySelectorAll('*')) {
        for (const kind of ['mouseover', 'focus', 'animationstart'])
          element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
        if (element.click) element.click();
        else element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      }
    } catch { /* it has gone elsewhere */ }
  }
  await new Promise(done => setTimeout(done, 60));
  return frames.map(look);
}"""


def test_the_harness_notices_payloads_that_are_not_escaped(defenceless, tmp_path):
    """The control: with nothing escaped, these payloads run, and the harness sees it."""
    ran = set()
    defenceless.on("dialog", lambda dialog: dialog.dismiss())
    with served(tmp_path) as address:
        for entry in PAYLOADS:
            frames = [careless.format(entry["payload"]) for careless in CARELESS.values()]
            frames.append(CARELESS["body"].format(markdown.markdown(entry["payload"])))
            shown = "".join(f'<iframe srcdoc="{escape(frame)}"></iframe>' for frame in frames)
            (tmp_path / "raw.html").write_text(f"<!doctype html><body>{shown}", encoding="utf-8")
            try:
                defenceless.goto(address + "raw.html", wait_until="domcontentloaded")
                if any(defenceless.evaluate(CLICK)):
                    ran.add(entry["id"])
            except playwright.sync_api.Error:  # the payload has sent the page elsewhere
                ran.add(entry["id"])
    print(f"{len(ran)} of {len(PAYLOADS)} payloads run where nothing is escaped")
    assert len(ran) >= 60

"""Whole sites, built by the command, before the judges: the Nu HTML checker, axe-core, and a browser that watches."""

import functools
import http.server
import re
import shutil
import threading
from pathlib import Path

import pytest

SITES = Path(__file__).parent.parent / "sites"
BASES = {"seed": "page", "everything": "quill", "arabic": "layla", "compact": "quill"}
"""Whole sites, and the path that each has on its server."""


@pytest.fixture(scope="module", params=BASES)
def built(request, tmp_path_factory, oeuvre, seed_site):
    if request.param == "seed":
        return seed_site
    folder = tmp_path_factory.mktemp(request.param)
    site = SITES / request.param
    if request.param == "compact":  # everything, in the second theme
        site = folder / "site"
        shutil.copytree(SITES / "everything" / "content", site / "content")
        with open(site / "content" / "site.yml", "a", encoding="utf-8") as settings:
            settings.write("theme: compact\n")
    oeuvre("build", site, "--no-cache", "-o", folder / "output")
    return folder / "output"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def served(built, tmp_path, request):
    """The site on a server under its own path, as Pages has it: the address to put before a page's path."""
    base = BASES[request.node.callspec.params["built"]]
    (tmp_path / base).symlink_to(built)
    handler = functools.partial(Quiet, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{base}/"
        server.shutdown()


def pages(site):
    """Every page that stays open: an old address leads on at once."""
    paths = sorted(site.rglob("*.html"))
    return [path for path in paths if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")]


@pytest.mark.node
def test_every_page_is_valid_html(built, served, vnu):
    told = vnu(*[served + path.relative_to(built).as_posix() for path in sorted(built.rglob("*.html"))]).splitlines()
    assert [line for line in told if not takes_data_for_a_script(line, built, served)] == []


def takes_data_for_a_script(message, built, served):
    """Whether this is the checker's word on linked data: it is not run, so no policy speaks of it (HTML, 4.12.1)."""
    page, line = re.match(rf'"{re.escape(served)}([^"]+)":(\d+)', message).groups()
    at_fault = (built / page).read_text(encoding="utf-8").split("\n")[int(line) - 1]
    return "Inline script violates" in message and at_fault.startswith('<script type="application/ld+json">')


@pytest.mark.node
def test_style_sheets_are_valid(built, vnu, tmp_path):
    for sheet in built.rglob("*.css"):  # without CSS Custom Highlight, which the checker cannot read
        known = re.sub(r"::highlight\(\w+\)\{[^}]*\}", "", sheet.read_text(encoding="utf-8"))
        (tmp_path / sheet.name).write_text(known, encoding="utf-8")
    told = [line for line in vnu(*tmp_path.iterdir(), options=["--css"]).splitlines() if "error" in line]
    newer = (":target-current", "scroll-target-group")  # CSS Overflow 5, which the checker does not know yet
    assert [line for line in told if not any(name in line for name in newer)] == []


@pytest.mark.browser
@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(built, served, browser, axe_script, scheme):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in pages(built):
        page.goto(served + path.relative_to(built).as_posix())
        page.add_script_tag(content=axe_script)
        result = page.evaluate("axe.run({ rules: { 'target-size': { enabled: true } } })")
        if result["violations"]:
            found[str(path.relative_to(built))] = [
                (violation["id"], [node["html"] for node in violation["nodes"]]) for violation in result["violations"]
            ]
    context.close()
    assert found == {}


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_every_page_loads_from_disk_without_a_complaint_or_a_request_elsewhere(built, browser, script):
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    told, asked = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for path in pages(built):
        if path.name != "404.html":  # made for a server: its links begin at the site's own address
            page.goto(path.as_uri())
    context.close()
    assert told == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.browser
def test_every_link_inside_the_site_leads_to_a_file(built, page):
    broken = []
    for path in pages(built):
        if path.name == "404.html":
            continue
        page.goto(path.as_uri())
        inside = [url for url in links(page) if url.startswith("file:")]
        broken += [url for url in inside if not Path(url.partition("#")[0].removeprefix("file://")).is_file()]
    assert broken == []


def links(page):
    return page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")

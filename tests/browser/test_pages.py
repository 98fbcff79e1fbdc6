"""The pages in a browser: with script and without, by keyboard, narrow, dark, printed, from disk and from a server."""

import functools
import http.server
import threading
from urllib.parse import unquote

import pytest

from oeuvre.model import Date, File, Link, MarkdownPage, Metric, News, Person, Status, Translation
from tests.pages.site import OWNER, author, block, library, paper, text, write

pytestmark = pytest.mark.browser

KINDS = [
    "index.html",
    "listed/index.html",
    "papers/nets/index.html",
    "papers/nets/de/index.html",
    "papers/crowd/index.html",
    "papers/gone/index.html",
    "papers/arabic/index.html",
    "categories/cs.CL/index.html",
    "years/2024/index.html",
    "people/jun/index.html",
    "teaching/index.html",
    "news/index.html",
    "statistics/index.html",
    "404.html",
]


def whole():
    """A site with every kind of page and paper."""
    metrics = (
        Metric("h-index", "6", source="own count", as_of=Date(2026, 11, 23), definition="the largest number h"),
        Metric("citations", "", source="nobody counted"),
        Metric("Novelty", "54", "%", "as printed"),
        Metric("papers", "12"),
    )
    owner = OWNER._replace(
        metrics=metrics, category="cs.CL", role="Professor", orcid="0000-0002-1825-0097", email="ada@example.org"
    )
    other = Translation("de", text("Netze, die hören"), block("Wir untersuchen."), "content/papers/nets.de.md")
    long = "A title that goes on and on, with an Unbreakablylongcompoundwordthatdoesnotfitanywhere, to its end: " * 2
    papers = [
        paper(
            files=(File("pdf", "content/papers/nets.pdf", "nets.pdf", 1_234_567),),
            links=(Link("code", "https://example.org/code"), Link("Press release", "https://example.org/p")),
            venue="Journal of Examples", volume="3", award="Best paper award", doi="10.1000/xyz", listed=2,
            translations=(other,), selected=True, note=text("Presented in May."), keywords=("nets", "ears"),
        ),
        paper("crowd", "By three hundred", [author(f"Given{n} Family{n}") for n in range(300)], "2024", listed=1),
        paper("gone", "Wrong after all", date="2024-05", status=Status("retracted", Date(2025, 1), note="an error")),
        paper("arabic", "مقدمة في الشبكات", "محمد الأحمد, Ada Quill", "2023", lang="ar", abstract=block("ندرس")),
        paper("long", long, "Ada Quill", "2022", categories=("cs.CL", "eess.AS", "stat.ML"), abstract=text("")),
        paper("coming", "Still to come", date="forthcoming", draft=True),
    ]  # fmt: skip
    jun = Person("jun", "content/people/jun.md", "jun", author("Jun Mori").name, "Jun Mori", page=True)
    news = [News("prize", "content/news/x.md", "n", Date(2026, 10), text("A prize"), block("We won."))]
    pages = [MarkdownPage("teaching", "content/pages/teaching.md", "t", text("Teaching"), block("Two courses."))]
    return library(*papers, owner=owner, drafts=True, people=[jun], pages=pages, news=news, home_papers=4)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return write(whole(), tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def served(site):
    """The site on a server of its own, at `/page/` as Pages has it: gives the address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            return super().translate_path(path.removeprefix("/page"))

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page/"
        server.shutdown()


@pytest.fixture
def opened(browser):
    """Open a context with the given settings; all that goes wrong in its pages is in `page.troubles`."""
    contexts = []

    def start(**settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("requestfailed", lambda request: page.troubles.extend(failed(request)))
        return page

    yield start
    for context in contexts:
        context.close()


def failed(request):
    """What could not be loaded; what the browser left for the next page is no trouble."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


def visible(page, selector):
    return page.locator(selector).first.is_visible()


def test_html_is_valid(site, vnu):
    assert vnu(*sorted(site.rglob("*.html")), options=["--errors-only"]) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(served, opened, axe_script, scheme):
    page = opened(color_scheme=scheme, bypass_csp=True)
    found = []
    for path in KINDS:
        page.goto(served + path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        page.evaluate(axe_script)
        told = page.evaluate("axe.run(document, {resultTypes: ['violations'], elementRef: false})")["violations"]
        found += [(path, each["id"], node["html"]) for each in told for node in each["nodes"]]
    assert found == []


def test_pages_work_from_disk(site, opened):
    page = opened()
    for path in KINDS[:-1]:
        page.goto((site / path).as_uri())
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none", path
        assert visible(page, ".switch"), path
    assert page.troubles == []


def test_no_page_asks_another_host_or_breaks_its_own_policy(served, opened):
    page = opened()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in KINDS:
        page.goto(served + path)
    assert [url for url in asked if not url.startswith((served, "data:"))] == []
    assert page.troubles == []


def test_nothing_is_wider_than_the_window(served, opened):
    page = opened()
    wider = []
    for path in KINDS:
        page.goto(served + path)
        for width in (320, 640, 1000, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wider.append((path, width))
    assert wider == []


def test_without_script_everything_is_there(served, opened):
    page = opened(java_script_enabled=False)
    page.goto(served)
    assert page.locator(".switch").count() == 0
    assert visible(page, ".entry .abstract")
    page.locator(".metrics summary").first.click()
    assert visible(page, ".why")
    page.locator("#nets .links summary").click()
    assert page.locator("#nets pre").inner_text().startswith("@article{quill2025nets,")


def test_a_metric_explains_itself_on_focus_and_goes_with_escape(served, opened):
    page = opened()
    page.goto(served)
    why = page.locator(".why").first
    assert not why.is_visible()
    page.locator(".metrics summary").first.focus()
    page.keyboard.press("Shift")  # focus that comes from the keyboard is shown
    assert why.is_visible()
    page.keyboard.press("Enter")
    assert page.locator(".metrics details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".metrics details[open]").count() == 0


def test_only_one_metric_is_explained_at_a_time(served, opened):
    page = opened()
    page.goto(served)
    for metric in page.locator(".metrics summary").all()[:2]:
        metric.click()
    assert page.locator(".metrics details[open]").count() == 1


def test_a_tap_on_a_metrics_name_explains_it(served, opened):
    page = opened(has_touch=True, viewport={"width": 320, "height": 700})
    page.goto(served)
    box = page.locator(".metrics dt").first.bounding_box()
    page.touchscreen.tap(box["x"] + 5, box["y"] + box["height"] / 2)
    assert visible(page, ".why")


def test_the_keyboard_reaches_the_content_first(served, opened):
    page = opened()
    page.goto(served)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.locator(".skip").bounding_box()["width"] > 50
    page.keyboard.press("Enter")
    assert page.url.endswith("#page:main")


def test_every_focus_can_be_seen(served, opened):
    page = opened()
    page.goto(served)
    seen = 0
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "['', '::after'].map(part => getComputedStyle(document.activeElement, part).outlineStyle).join(' ')"
        )
        assert "solid" in outline, page.evaluate("document.activeElement.outerHTML")
        seen += 1
    assert seen == 25


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_changes_the_colours_and_remembers(served, opened, scheme):
    page = opened(color_scheme=scheme)
    page.goto(served)
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.locator(".switch").click()
    after = page.evaluate(colour)
    assert after != before
    page.goto(served + "papers/nets/index.html")
    assert page.evaluate(colour) == after
    page.locator(".switch").click()
    assert page.evaluate(colour) == before
    assert page.evaluate("localStorage.length") == 0, "the system's own colours need no memory"


def test_bibtex_is_copied_with_a_button(served, opened):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(served + "papers/nets/index.html")
    button = page.locator(".copy")
    button.click()
    page.wait_for_function("document.querySelector('.copy').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@article{quill2025nets,")


@pytest.mark.parametrize("script", [True, False])
def test_bibtex_is_saved_under_the_papers_name(served, opened, script):
    page = opened(java_script_enabled=script)
    page.goto(served + "papers/nets/index.html")
    link = page.locator(".cite a[download]").first
    with page.expect_download() as saving:
        link.click()
    assert saving.value.suggested_filename == "nets.bib"
    if script:
        assert saving.value.path().read_text(encoding="utf-8").startswith("@article{quill2025nets,")
        assert page.troubles == []


def test_the_address_on_a_server_is_short(served, opened):
    page = opened()
    page.goto(served)
    page.locator("#nets h3 a").click()
    page.wait_for_url(served + "papers/nets/")
    page.locator(".masthead .site").click()
    page.wait_for_url(served)
    page.go_back()
    assert page.url == served + "papers/nets/"
    assert unquote(page.title()) == "Nets that listen · Ada Quill"


def test_the_page_for_missing_pages_leads_home_from_any_depth(served, opened, site):
    page = opened()
    page.route("**/nowhere/**", lambda route: route.fulfill(status=404, body=(site / "404.html").read_text("utf-8")))
    page.goto(served + "papers/nowhere/at/all")
    page.locator("main a").click()
    page.wait_for_url(served)


def test_print_leaves_out_what_paper_cannot_use(served, opened):
    page = opened()
    page.goto(served)
    page.emulate_media(media="print", color_scheme="dark")
    for selector in (".years", ".entry .links", ".switch", ".colophon", ".masthead nav"):
        assert not visible(page, selector), selector
    assert visible(page, ".entry .abstract")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_years_heading_stays_in_sight_beside_its_papers(served, opened):
    page = opened(viewport={"width": 1440, "height": 700})
    page.goto(served)
    heading = page.locator("[id='year:2025'] h2")
    page.evaluate("scrollTo(0, document.getElementById('year:2025').offsetTop + 120)")
    assert 0 <= heading.bounding_box()["y"] < 100


def test_text_grows_with_the_readers_own_size(served, opened):
    page = opened(viewport={"width": 640, "height": 800})
    page.goto(served)
    size = "parseFloat(getComputedStyle(document.querySelector('.abstract')).fontSize)"
    before = page.evaluate(size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(size) > before * 1.5
    assert page.evaluate("document.documentElement.scrollWidth") <= 640

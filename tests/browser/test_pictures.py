"""Pictures in a browser: each in the size that the screen needs, and nothing moves when it comes."""

import functools
import http.server
import threading

import pytest

from oeuvre import pipeline
from tests.pictures.drawn import noise, pdf, saved, scene, told

pytestmark = pytest.mark.browser

PAPER = "---\ntitle: {slug} that listen\nauthors: [Ada Quill]\ndate: 2025-0{month}\nimage_alt: {alt}\n---\n{text}\n"
SETTINGS = "url: https://example.org/page/\nteasers: pdf\nlist_teasers: true\nsocial_cards: true\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><path d="M0 0h150v100H0z"/></svg>'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A built site: a photo, a large picture, a turned one, a transparent one, a drawing, and a PDF's first page."""
    content = tmp_path_factory.mktemp("pictured") / "content"
    (content / "papers").mkdir(parents=True)
    (content / "site.yml").write_text(SETTINGS, encoding="utf-8")
    (content / "profile.md").write_text("---\nname: Ada Quill\n---\nI listen.\n", encoding="utf-8")
    (content / "profile.jpg").write_bytes(saved(scene((800, 600)), "JPEG"))
    files = {
        "nets.jpg": saved(noise((1600, 1000)), "JPEG", exif=told(1)),
        "ears.jpg": saved(scene((900, 500)), "JPEG", exif=told(6)),
        "glass.png": saved(scene((500, 300), "RGBA"), "PNG"),
        "drawn.svg": DRAWING.encode(),
        "talk.pdf": pdf("Talks that listen"),
    }
    for month, (name, data) in enumerate(files.items(), 1):
        slug = name.partition(".")[0]
        (content / "papers" / name).write_bytes(data)
        text = PAPER.format(slug=slug, month=month, alt=f"What {slug} hear", text="We listen. " * 60)
        (content / "papers" / f"{slug}.md").write_text(text, encoding="utf-8")
    pipeline.build(str(content.parent))
    return content.parent / "output"


@pytest.fixture(scope="module")
def served(site):
    """The site on a server of its own: gives the address, and the list of paths that were asked for."""
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            super().do_GET()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def visit(browser, address, **options):
    options = {"viewport": {"width": 1280, "height": 900}, **options}
    page = browser.new_context(**options).new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(address)
    return page


def until(page, true):
    """Wait for an expression to be true; the pages' policy forbids Playwright's own way."""
    for _ in range(300):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {true}")


def whole(page):
    """Wait until every picture has come, the lazy ones too."""
    page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    until(page, "[...document.images].every(image => image.complete)")


BOXES = """[...document.querySelectorAll('main *')].map(each => {
  const box = each.getBoundingClientRect(); return [each.tagName, box.x, box.y + scrollY, box.width, box.height] })"""


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", ["", "papers/nets/", "papers/talk/", "papers/drawn/"])
def test_nothing_moves_when_pictures_come(browser, served, path, width):
    options = {"viewport": {"width": width, "height": 700}}
    blocked = browser.new_context(**options)
    blocked.route("**/*.{webp,png,jpg,svg}", lambda route: None)  # they never come
    before = blocked.new_page()
    before.goto(served[0] + path, wait_until="domcontentloaded")
    until(before, "getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)'")
    page = visit(browser, served[0] + path, **options)
    whole(page)
    empty, full = before.evaluate(BOXES), page.evaluate(BOXES)
    assert [box[0] for box in empty] == [box[0] for box in full]
    pairs = zip(empty, full, strict=True)
    assert [one for one, other in pairs if max(abs(a - b) for a, b in zip(one[1:], other[1:], strict=True)) > 1.5] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.faults == []


@pytest.mark.parametrize(
    ("width", "scale", "chosen"), [(320, 1, "nets-320.webp"), (320, 2, "nets-640.webp"), (1280, 1, "nets-640.webp"),
                                   (1280, 2, "nets-960.webp")]
)  # fmt: skip
def test_a_screen_gets_the_file_it_needs(browser, served, width, scale, chosen):
    view = {"width": width, "height": 900}
    page = visit(browser, f"{served[0]}papers/nets/", viewport=view, device_scale_factor=scale)
    whole(page)
    assert page.evaluate("document.querySelector('.teaser img').currentSrc").endswith(chosen)


def test_a_photo_is_sharp_where_the_screen_is(browser, served):
    for scale, chosen in ((1, "portrait-ada-quill-160.webp"), (2, "portrait-ada-quill-320.webp")):
        page = visit(browser, served[0], device_scale_factor=scale)
        assert page.evaluate("document.querySelector('.photo').currentSrc").endswith(chosen)


def test_pictures_far_below_are_not_asked_for_until_one_comes_near(browser, served):
    address, asked = served
    far = browser.new_context(viewport={"width": 320, "height": 200})
    far.route("**/*.css", lambda route: route.fulfill(content_type="text/css", body=".teaser{margin-top:9000px}"))
    asked.clear()
    page = far.new_page()
    page.goto(f"{address}papers/nets/", wait_until="networkidle")
    assert not [path for path in asked if path.endswith((".webp", ".jpg"))]
    page.locator(".teaser").scroll_into_view_if_needed()
    until(page, "document.querySelector('.teaser img').complete")
    assert [path for path in asked if path.endswith(".webp")]


def test_every_picture_says_what_it_shows(browser, served):
    says = {"nets": "What nets hear", "drawn": "What drawn hear", "talk": "First page of talk that listen"}
    for slug, said in says.items():
        page = visit(browser, f"{served[0]}papers/{slug}/")
        assert page.locator(".teaser img").get_attribute("alt") == said
    page = visit(browser, served[0])
    assert page.locator(".photo").get_attribute("alt") == "Photo of Ada Quill"
    small = [(image.get_attribute("src"), image.get_attribute("alt")) for image in page.locator(".small img").all()]
    lists = {source.split("/")[1]: said for source, said in small}
    assert lists == {"nets": "What nets hear", "ears": "What ears hear", "glass": "What glass hear",
                     "drawn": "What drawn hear", "talk": ""}  # fmt: skip


def test_a_picture_leads_to_the_whole_of_it_and_a_page_to_its_pdf(browser, served):
    for slug, target in (("nets", "nets.jpg"), ("talk", "talk.pdf")):
        page = visit(browser, f"{served[0]}papers/{slug}/")
        assert page.evaluate("document.querySelector('.teaser a').href").endswith(f"papers/{slug}/{target}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_transparent_stands_on_white_in_light_and_dark(browser, served, scheme):
    page = visit(browser, f"{served[0]}papers/glass/", color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.querySelector('.teaser img')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


def test_pictures_are_printed(browser, served):
    page = visit(browser, f"{served[0]}papers/nets/")
    page.emulate_media(media="print")
    whole(page)
    assert page.locator(".teaser img").is_visible()


@pytest.mark.parametrize("path", ["", "papers/nets/", "papers/glass/", "papers/talk/"])
def test_nobody_is_kept_out(browser, served, axe_script, path):
    page = visit(browser, served[0] + path)
    page.evaluate(axe_script)
    found = page.evaluate("axe.run()")["violations"]
    assert [each["id"] for each in found] == []


def test_the_telephones_icon_and_the_card_are_where_the_page_says(browser, served, site):
    page = visit(browser, f"{served[0]}papers/nets/")
    icon = page.evaluate("document.querySelector('link[rel=apple-touch-icon]').href")
    assert page.request.get(icon).body().startswith(b"\x89PNG")
    card = page.evaluate("document.querySelector('meta[property=\"og:image\"]').content")
    assert card == "https://example.org/page/papers/nets/nets-card.png"
    assert (site / "papers" / "nets" / "nets-card.png").exists()
    assert (site / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"


def test_no_file_says_who_made_it_or_where(site):
    for path in site.rglob("*"):
        if path.suffix in {".jpg", ".webp", ".png"}:
            assert b"Secret" not in path.read_bytes(), path

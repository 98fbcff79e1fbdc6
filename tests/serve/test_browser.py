"""The preview in a real browser, under the strict policy that the pages carry."""

import os

import pytest

pytestmark = pytest.mark.browser


def save(path, text):
    beside = path.with_name(f"{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


@pytest.fixture
def paper(folder):
    return folder / "content" / "papers" / "nets.md"


@pytest.fixture
def opened(page, live):
    """The paper's page, connected; `page.problems` gathers what the browser complains about."""
    page.problems = []
    page.on("console", lambda line: "favicon" in line.location["url"] or page.problems.append(line.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(f"http://127.0.0.1:{live.port}/papers/nets/")
    connected(page, live)
    return page


def connected(page, live):
    live.until(lambda _: live.server.browsers)
    page.wait_for_load_state()


def becomes(page, expression, value):
    """Wait until a script's expression has that value; the usual way to wait needs eval, which a policy bars."""
    for _ in range(250):
        if (now := page.evaluate(expression)) == value:
            return
        page.wait_for_timeout(20)
    assert now == value


def text(page):
    return page.locator("main p")


def test_a_save_appears_in_the_page(opened, paper):
    for words in ("second", "third", "fourth"):
        save(paper, words)
        text(opened).get_by_text(words).wait_for(timeout=5000)
    assert opened.problems == []


def test_of_saves_at_any_moment_the_last_appears(opened, paper):
    for number in range(30):
        save(paper, f"save {number}")
        opened.wait_for_timeout(37)
    text(opened).get_by_text("save 29").wait_for(timeout=5000)


def test_the_place_in_the_page_is_kept(opened, paper):
    save(paper, "word " * 20_000)
    text(opened).get_by_text("word").wait_for()
    opened.evaluate("scrollTo(0, 1500)")
    save(paper, "other " * 20_000)
    text(opened).get_by_text("other").wait_for()
    becomes(opened, "scrollY", 1500)


def test_a_style_sheet_is_renewed_without_loading_the_page(opened, folder):
    opened.evaluate("window.stays = true")
    save(folder / "templates" / "style.css", "h1 { color: rgb(9, 8, 7) }")
    becomes(opened, "getComputedStyle(document.querySelector('h1')).color", "rgb(9, 8, 7)")
    assert opened.evaluate("window.stays")
    assert opened.problems == []


def test_a_finding_lies_over_the_last_good_page_and_goes_when_it_is_mended(opened, paper):
    panel = opened.get_by_role("region", name="Findings of the preview")
    save(paper, '!! <img src=x onerror="document.title=1">')
    panel.wait_for()
    assert text(opened).inner_text() == "first"
    assert panel.get_by_role("alert").inner_text() == "1 error"
    assert 'title "<img src=x onerror="document.title=1">" is wrong; mend it' in panel.inner_text()
    link = panel.get_by_role("link", name="content/papers/nets.md:1:3")
    assert link.get_attribute("href") == f"vscode://file{paper.as_posix()}:1:3"
    assert opened.title() == "nets"
    save(paper, "mended")
    panel.wait_for(state="detached")
    assert text(opened).inner_text() == "mended"
    assert opened.problems == []


def test_the_overlay_is_put_away_and_called_back_with_the_keyboard(opened, paper, folder):
    panel = opened.get_by_role("region", name="Findings of the preview")
    badge = opened.get_by_role("button", name="1 error")
    save(paper, "!! wrong")
    panel.wait_for()
    opened.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    badge.focus()
    opened.keyboard.press("Enter")
    panel.wait_for()
    root = "document.querySelector('oeuvre-preview').shadowRoot"
    assert opened.evaluate(f"{root}.activeElement.textContent") == "Close (Esc)"
    opened.keyboard.press("Enter")
    panel.wait_for(state="hidden")
    # put away is put away, also on the next page, until something else is wrong
    opened.goto(opened.url.replace("papers/nets/", ""))
    badge.wait_for()
    assert not panel.is_visible()
    save(folder / "content" / "papers" / "other.md", "!! too")
    panel.wait_for()


def test_a_broken_template_is_shown_over_the_last_good_page(opened, folder):
    panel = opened.get_by_role("region", name="Findings of the preview")
    template = folder / "templates" / "page.html"
    good = template.read_text()
    save(template, good + "{% broken %}")
    panel.get_by_text("templates/page.html:6:1").wait_for()
    assert text(opened).inner_text() == "first"
    save(template, good.replace("<p>", "<p>mended "))
    text(opened).get_by_text("mended first").wait_for()
    assert panel.count() == 0


def test_a_site_that_cannot_be_built_at_first_appears_when_it_can(page, folder, serving):
    template = folder / "templates" / "page.html"
    good = template.read_text()
    save(template, "{% broken %}")
    live = serving()
    page.goto(f"http://127.0.0.1:{live.port}/papers/nets/")
    page.get_by_text("unknown tag broken").wait_for()
    assert page.locator("oeuvre-preview section").count() == 0
    connected(page, live)
    save(template, good)
    text(page).get_by_text("first").wait_for()


@pytest.mark.parametrize("host", ["localhost", "site.localhost"])
def test_it_works_under_every_name_of_this_machine(page, live, paper, host):
    page.goto(f"http://{host}:{live.port}/papers/nets/")
    connected(page, live)
    save(paper, "second")
    text(page).get_by_text("second").wait_for()


def test_it_works_over_ipv6(page, folder, serving, paper):
    live = serving(host="::1")
    page.goto(f"{live.server.url}papers/nets/")
    connected(page, live)
    save(paper, "second")
    text(page).get_by_text("second").wait_for()


def test_a_preview_that_has_ended_says_so_and_one_that_comes_back_renews_the_page(opened, live, paper, serving):
    live.__exit__()
    opened.get_by_text("The preview has stopped").wait_for()
    paper.write_text("written meanwhile")
    serving(port=live.port)
    text(opened).get_by_text("written meanwhile").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_overlay_is_accessible(opened, paper, axe_script, scheme):
    opened.emulate_media(color_scheme=scheme)
    save(paper, "!! wrong")
    opened.get_by_role("region", name="Findings of the preview").wait_for()
    opened.evaluate(axe_script)
    found = opened.evaluate("axe.run('oeuvre-preview')")
    assert [violation["id"] for violation in found["violations"]] == []
    assert found["passes"]


def test_a_page_of_another_site_gets_nothing(page, live, serving, tmp_path):
    """A page on another port tries all that a page can: fetch, script, image, frame, WebSocket."""
    other = tmp_path / "other"
    (other / "templates").mkdir(parents=True)
    hostile = """<!DOCTYPE html><html><head><title>x</title></head><body><script>
      const at = "http://127.0.0.1:PORT";
      const tag = (name, set) => new Promise((done) => {
        const made = document.createElement(name);
        document.body.append(Object.assign(made, { onload: () => done("got"), onerror: () => done("not") }, set));
      });
      const socket = new Promise((done) => {
        const made = new WebSocket("ws://127.0.0.1:PORT/livereload");
        made.onopen = () => done("got"); made.onerror = () => done("not");
      });
      const read = fetch(at + "/").then(() => "got", () => "not");
      const blind = fetch(at + "/", { mode: "no-cors" }).then(() => "got", () => "not");
      window.all = Promise.all([read, blind, socket, tag("script", { src: at + "/livereload.js" }),
        tag("img", { src: at + "/files/data.bin" }), tag("link", { rel: "stylesheet", href: at + "/style.css" })]);
    </script></body></html>"""
    (other / "templates" / "page.html").write_text(hostile.replace("PORT", str(live.port)))
    with type(live)(other) as foreign:
        page.goto(f"http://localhost:{foreign.port}/")
        assert page.evaluate("window.all") == ["not"] * 6


def test_a_link_from_another_site_may_be_followed(page, live, tmp_path):
    other = tmp_path / "other"
    (other / "templates").mkdir(parents=True)
    link = f'<html><head></head><body><a href="http://127.0.0.1:{live.port}/papers/nets/">here</a></body></html>'
    (other / "templates" / "page.html").write_text(link)
    with type(live)(other) as foreign:
        page.goto(f"http://localhost:{foreign.port}/")
        page.get_by_text("here").click()
        text(page).get_by_text("first").wait_for()

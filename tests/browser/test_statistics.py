"""Charts where they are read: nothing overlaps on a phone or a wide screen, and the numbers open without script."""

import random

import pytest

from oeuvre.model import Citations, Date
from oeuvre.render import Renderer, load_theme
from tests.pages.site import OWNER, author, library, listed, metric, paper, write

pytestmark = pytest.mark.browser

CODES = ("cs.CL", "cs.SD", "cs.LG", "eess.AS", "stat.ML", "cs.CV", "cs.AI", "hep-th")
TOPICS = ("ears", "noise", "dialects", "speaker diarisation of many voices in noisy rooms", "privacy", "nets")

OVERLAPS = """() => [...document.querySelectorAll('svg.chart')].flatMap(svg => {
  const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  return texts.flatMap(([one, a], place) => texts.slice(place + 1)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
    .map(([other]) => `${svg.classList}: ${one} and ${other}`));
})"""
"""Letters that lie over others; the line box of a text is higher than its letters, by some pixels."""

OUTSIDE = """() => [...document.querySelectorAll('svg.chart')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text, rect, circle, .arcs > path')].filter(mark => {
    const box = mark.getBoundingClientRect();
    return box.left < frame.left - 2 || box.right > frame.right + 2;
  }).map(mark => `${svg.classList}: ${mark.outerHTML}`);
})"""


def works(number, first, last, seed):
    dice = random.Random(seed)
    given = ("Jun", "Bo", "Maria del Carmen")
    names = [author(f"{first_name} {family}") for first_name in given for family in ("Mori", "Ek", "Li")]
    for place in range(number):
        year = dice.randint(first, last)
        by_year = tuple((when, dice.randrange(1, 400)) for when in range(2014, 2026))
        yield paper(
            f"p{place}",
            f"Paper {place}",
            [author("Ada Quill"), *dice.sample(names, dice.randrange(1, 5))],
            f"{year}-05",
            categories=(dice.choice(CODES),),
            keywords=tuple(dice.sample(TOPICS, 3)),
            citations=Citations(sum(n for _, n in by_year), "OpenAlex", Date(2025, 11, 2), by_year),
        )


SITES = {"young": (6, 2023, 2025), "middle": (40, 2012, 2025), "long": (200, 1984, 2025), "great": (1500, 1996, 2025)}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    owner = OWNER._replace(metrics=(metric("papers", "computed"),))
    made = {}
    for language in ("en", "ar"):
        for name, (number, first, last) in SITES.items():
            shown = library(*works(number, first, last, name), owner=owner, language=language, home_papers=10)
            made[name, language] = folder = tmp_path_factory.mktemp(name)
            if name == "middle":
                write(shown, folder)
            else:
                write_statistics(shown, folder)
    return made


def write_statistics(shown, folder):
    """The page with its assets alone."""
    files = dict(load_theme(str(folder), shown).files)
    files["statistics/index.html"] = listed(shown)["statistics/index.html"].make(Renderer(str(folder), shown)).encode()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_letters_of_a_chart_overlap_and_no_mark_leaves_it(sites, browser, name, language):
    context = browser.new_context()
    page = context.new_page()
    page.goto((sites[name, language] / "statistics" / "index.html").as_uri())
    for width in (320, 640, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERLAPS) == [], width
        assert page.evaluate(OUTSIDE) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_the_numbers_open_without_script(sites, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sites["middle", "en"] / "statistics" / "index.html").as_uri())
    table = page.locator("#papers table")
    assert not table.is_visible()
    page.locator("#papers summary").press("Enter")
    assert table.is_visible()
    context.close()


def test_a_name_of_the_network_leads_to_the_papers_together(sites, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sites["middle", "en"] / "statistics" / "index.html").as_uri())
    name = page.locator(".network a").first
    said = name.inner_text()
    name.press("Enter")
    row = page.locator("#coauthors tr", has_text=said).filter(has=page.locator(":target"))
    assert row.is_visible()
    row.locator("a").first.click()
    assert page.locator("h1").inner_text().startswith("Paper ")
    context.close()


def test_the_sparkline_leads_to_the_statistics(sites, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto((sites["middle", "en"] / "index.html").as_uri())
    assert page.get_by_role("img", name="Papers per year, 20").is_visible()
    page.get_by_role("link", name="per year").click()
    assert page.locator("h1").inner_text() == "Statistics"
    context.close()

"""The search in a browser: what it finds, what it counts and says, by keyboard, in the address, from disk, hostile."""

import functools
import http.server
import re
import threading
from collections import Counter
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from oeuvre.entry_types import entry_type
from oeuvre.languages import words
from oeuvre.model import Citations, Date, Person, Status, Translation
from oeuvre.pages import search as index
from tests.pages.site import author, block, library, paper, text, write

pytestmark = pytest.mark.browser

PAYLOADS = [
    "<img src=x onerror=__pwned=1>", "</script><script>__pwned=1</script>", "\u2028__pwned=1//", '"];__pwned=1//',
]  # fmt: skip
BERG = Person("berg", "content/people/berg.md", "b", author("Jan Berg").name, "Jan Berg", page=True)


def papers():
    """Few enough to be counted by hand, each with something of its own."""
    return [
        paper("nets", "Nets that listen", "Zhen Chen, Ada Quill", "2025-03", type="article",
              venue="Journal of Examples", keywords=("speech", "Quantization"), citations=Citations(5),
              abstract=block("A café for neural models.")),
        paper("ears", "Ears of the state of the art", "Z. Chen, Jan Berg", "2022-07", categories=("cs.LG", "cs.CL"),
              type="preprint", keywords=("quantization",), citations=Citations(12)),
        paper("doors", "Doors and models, neural or not", "Ada Quill, J. Berg", "2022-01", type="article",
              categories=("cs.LG",), venue="Letters in Samples"),
        paper("road", "Über die Straße nach Łódź", "Jürgen Müller, Søren Ærø", "2021", categories=(),
              citations=Citations(0)),
        paper("deep", "深度学习的方法", [author("王小明")], "2020-05", categories=("cs.AI",),
              abstract=block("我们研究语音识别。")),
        paper("word", "Η θεωρία του λόγου", "Нина Орлова", "2019", translations=(
            Translation("de", text("Wort und Rede"), block("Vom Sprechen."), "content/papers/word.de.md"),)),
        paper("gone", "Claims about silence", date="2018", status=Status("retracted", Date(2019))),
        paper("soon", "Still to come", date="forthcoming", doi="10.5555/12345678"),
    ]  # fmt: skip


def hostile():
    return [
        paper(f"p{number}", each, [author(each)], "2024", venue=each, keywords=(each,), abstract=block(each))
        for number, each in enumerate(PAYLOADS)
    ]


SITES = {
    "whole": lambda: library(*papers(), people=[BERG]),
    "long": lambda: library(*papers(), people=[BERG], home_papers=1),
    "many": lambda: library(*(paper(f"n{n}", f"Number {n}", date=str(1900 + n)) for n in range(120)), home_papers=5),
    "off": lambda: library(*papers(), search=False),
    "hostile": lambda: library(*hostile()),
    "hostile-long": lambda: library(*hostile(), home_papers=1),
    "german": lambda: library(*papers(), language="de"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    top = tmp_path_factory.mktemp("search")
    for name, make in SITES.items():
        write(make(), top / name)
    return top


@pytest.fixture(scope="module")
def address(folder):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def opened(browser):
    """Open an address; `troubles` has all that goes wrong, `asked` all that is asked for."""
    contexts = []

    def start(url, **settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.troubles, page.asked = [], []
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(url)
        return page

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def searching(opened, address):
    """The search of one of the sites, open, with all its texts there."""

    def start(site="whole", path="", **settings):
        page = opened(f"{address}{site}/{path}", **settings)
        page.keyboard.press("/")
        ready(page)
        return page

    return start


def ready(page):
    page.locator(".facets select").wait_for()
    page.wait_for_load_state("networkidle")


def box(page):
    return page.locator(".search input[type=search]")


def status(page):
    return page.locator(".search [role=status]").inner_text()


def found(page):
    """The slugs of the papers that stand on the page, in order."""
    links = page.locator(".found h3 a" if page.locator(".found").is_visible() else ".year h3 a")
    return [re.search("papers/([^/]+)/", link.get_attribute("href"))[1] for link in links.all()]


def search(page, query):
    box(page).fill(query)
    return found(page)


QUERIES = {
    "listen": "nets",
    "LISTEN": "nets",
    "list": "nets",
    "isten": "",
    "neural models": "nets doors",
    '"neural models"': "nets",
    '"neural mod"': "",
    "neural -doors": "nets",
    "cafe": "nets",
    "café": "nets",
    "strasse lodz": "road",
    "STRASSE": "road",
    "straße": "road",
    "uber": "road",
    "soren aero": "road",
    "mu\u0308ller": "road",
    "学习": "deep",
    "方法": "deep",
    "语音": "deep",
    "小明": "deep",
    "λογου": "word",
    "ΛΌΓΟΥ": "word",
    "орлова": "word",
    "rede": "word",
    "sprechen": "word",
    "retracted": "gone",
    "10.5555/12345678": "soon",
    "Z Chen": "nets ears",
    "Z. Chen": "nets ears",
    "Zhen Chen": "nets ears",
    "Chen Zhen": "nets ears",
    "Zoe Chen": "ears",
    "state-of-the-art": "ears",
    "author:chen": "nets ears",
    'author:"zhen chen"': "nets ears",
    'author:"zoe chen"': "ears",
    "author:berg -author:chen": "doors",
    "author:listen": "",
    "title:models": "doors",
    "abstract:models": "nets",
    "venue:letters": "doors",
    "keyword:quant": "nets ears",
    "type:preprint": "ears",
    "type:Article": "nets doors",
    "category:CL": "soon nets ears word gone",
    "category:cs.LG": "ears doors",
    "category:machine": "ears doors",
    "-category:cs": "road",
    "year:2022": "ears doors",
    "year:2019..2021": "road deep word",
    "year:..2019": "word gone",
    "year:2025..": "nets",
    "year:202": "nets ears doors road deep",
    "year:forthcoming": "soon",
    "year:2022 category:CL author:chen": "ears",
    "nonsense:models": "",
    "xyzzy": "",
    "year:": "soon nets ears doors road deep word gone",
    '"': "soon nets ears doors road deep word gone",
}


@pytest.mark.parametrize("site", ["whole", "long"])
def test_a_query_finds_what_it_means(searching, site):
    page = searching(site)
    assert {query: " ".join(search(page, query)) for query in QUERIES} == QUERIES
    assert page.troubles == []


def test_the_count_is_told_and_nothing_is_told_of_nothing(searching):
    page = searching()
    assert status(page) == ""
    search(page, "neural")
    assert status(page) == "2 papers"
    search(page, "doors")
    assert status(page) == "1 paper"
    search(page, "xyzzy")
    assert status(page) == "No paper matches"
    search(page, "")
    assert status(page) == ""


def test_the_count_is_told_in_the_sites_language(searching):
    page = searching("german")
    t = words("de")
    assert box(page).get_attribute("aria-label") == t("search")
    search(page, "xyzzy")
    assert status(page) == t("search.none")
    search(page, "neural")
    assert status(page) == t("papers", n=2)


def test_results_stand_under_their_years_and_the_list_comes_back(searching):
    page = searching()
    before = page.locator(".papers > .year").all_inner_texts()
    search(page, "models")
    assert page.locator(".found h2").all_inner_texts() == ["2025", "2022"]
    assert not page.locator("#gone").is_visible()
    page.locator("#nets .links summary").click()
    assert "@article" in page.locator("#nets pre").inner_text()
    page.locator("#nets .links summary").click()
    box(page).fill("")
    assert page.locator(".papers > .year").all_inner_texts() == before
    assert not page.locator(".found").is_visible()


def test_a_result_from_the_index_looks_like_a_line_of_a_list(searching):
    page = searching("long", "", viewport={"width": 1000, "height": 900})
    search(page, "claims")
    line = page.locator(".found .line.retracted")
    line.locator(".status").wait_for()
    assert line.locator(".badge").get_attribute("href").startswith("categories/cs.CL/")
    search(page, "sprechen")
    search(page, "语音")
    page.locator(".found .snippet").wait_for()
    assert page.locator(".found .snippet").inner_text() == "我们研究语音识别。"


# Facets


def counted(made):
    """For each facet, how many papers have each value, as the page calls it."""
    called = {author("Jan Berg").name: "Jan Berg", author("J. Berg").name: "Jan Berg"}
    return {
        "Category": Counter(code for each in made for code in each.categories),
        "Year": Counter(str(each.date.year) if each.date.year else "Forthcoming" for each in made),
        "Type": Counter(entry_type(each).label for each in made if entry_type(each).type),
        "Author": Counter(
            called.get(name, " ".join(part for part in (name.given, name.family) if part))
            for name in (author.name for each in made for author in each.authors)
        ),
        "Keyword": Counter(keyword.casefold() for each in made for keyword in each.keywords),
    }


def shown(page, facet):
    """The values and counts that a facet shows."""
    button = page.locator(".facets button", has_text=facet)
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    labels = page.locator(".values label").all()
    rows = {label.locator("span").inner_text(): int(label.locator("small").inner_text()) for label in labels}
    if facet == "Category":
        return {f"cs.{name.partition(' · ')[0]}": total for name, total in rows.items()}
    return {name.casefold(): total for name, total in rows.items()} if facet == "Keyword" else rows


def test_every_facet_counts_as_python_does(searching):
    page = searching()
    for facet, counts in counted(papers()).items():
        assert shown(page, facet) == counts, facet


def test_the_counts_follow_what_is_typed_and_what_else_is_chosen(searching):
    page = searching()
    search(page, "models")
    assert shown(page, "Year") == {"2025": 1, "2022": 1}
    box(page).fill("")
    shown(page, "Category")
    page.locator(".values label", has_text="LG").locator("input").check()
    assert shown(page, "Category") == counted(papers())["Category"], "a facet's own choice does not count in its counts"
    chosen = [each for each in papers() if "cs.LG" in each.categories]
    assert shown(page, "Author") == counted(chosen)["Author"]
    assert shown(page, "Year") == counted(chosen)["Year"]
    assert status(page) == "2 papers"
    page.locator(".values label", has_text="2022").locator("input").check()
    shown(page, "Category")
    page.locator(".values label", has_text="CL").locator("input").check()
    assert sorted(found(page)) == ["doors", "ears"], "values of one facet add up"


def test_a_chip_takes_its_filter_away_again(searching):
    page = searching("whole", "?category=cs.LG&year=2022&author=Z.+Chen")
    assert found(page) == ["ears"]
    assert page.locator(".chip").all_inner_texts() == ["LG · Machine Learning", "2022", "Z. Chen"]
    page.locator(".chip", has_text="Z. Chen").click()
    assert found(page) == ["ears", "doors"]
    page.locator(".chips .clear").click()
    assert len(found(page)) == 8
    assert urlsplit(page.url).query == ""


def test_papers_can_be_sorted(searching):
    page = searching()
    order = page.locator(".facets select")
    order.select_option("citations")
    assert found(page)[:3] == ["ears", "nets", "road"]
    assert page.locator(".found .cited").all_inner_texts() == ["Citations: 12", "Citations: 5", "Citations: 0"]
    order.select_option("title")
    assert found(page)[:4] == ["gone", "doors", "ears", "nets"]
    order.select_option("date")
    assert found(page) == ["soon", "nets", "ears", "doors", "road", "deep", "word", "gone"]


# Addresses


def test_the_state_is_in_the_address_and_back_leads_through_it(searching, address):
    page = searching()
    box(page).press_sequentially("models")
    page.wait_for_url("**/whole/?q=models")
    shown(page, "Category")
    page.locator(".values label", has_text="LG").locator("input").check()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["models"], "category": ["cs.LG"]}
    assert found(page) == ["doors"]
    page.go_back()
    assert page.url.endswith("?q=models")
    assert found(page) == ["nets", "doors"]
    assert not page.locator(".values input").first.is_checked()
    page.go_back()
    assert page.url == f"{address}whole/"
    assert box(page).input_value() == ""
    assert len(found(page)) == 8
    page.go_forward()
    assert box(page).input_value() == "models"
    assert found(page) == ["nets", "doors"]


def test_an_address_with_a_query_shows_what_it_finds(opened, address):
    page = opened(f"{address}whole/index.html?q=models&year=2022&sort=title")
    ready(page)
    assert found(page) == ["doors"]
    assert page.url == f"{address}whole/?q=models&year=2022&sort=title"
    assert page.evaluate("document.activeElement === document.body"), "nobody has asked for the focus"


def test_an_address_that_means_nothing_finds_nothing_and_says_so(searching):
    page = searching("whole", "?category=nope&sort=nope&year=1")
    assert status(page) == "No paper matches"
    assert page.locator(".chip").all_inner_texts() == ["nope", "1"]


def test_who_comes_back_from_a_paper_finds_the_results(searching):
    page = searching()
    search(page, "models")
    page.wait_for_url("**/?q=models")
    page.locator(".found h3 a").first.click()
    page.wait_for_url("**/papers/nets/")
    page.go_back()
    page.locator(".found h3").first.wait_for()
    assert found(page) == ["nets", "doors"]


# By keyboard alone


def test_all_can_be_done_by_keyboard(opened, address):
    page = opened(f"{address}whole/")
    page.keyboard.press("/")
    ready(page)
    page.keyboard.type("a/b")
    assert box(page).input_value() == "a/b", "in the box it is a letter"
    page.keyboard.press("Escape")
    assert box(page).input_value() == ""
    page.keyboard.type("chen")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".facets [aria-expanded=true]").inner_text() == "Category"
    while not page.evaluate("document.activeElement.matches('.values input')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(".values input").first.is_checked()
    assert page.evaluate("document.activeElement.matches('.values input')"), "the focus stays where it is"
    page.keyboard.press("/")
    page.keyboard.type(" o")
    page.locator(".values input").first.focus()
    page.wait_for_timeout(400)  # the open filter counts again a moment after the last key
    assert page.evaluate("document.activeElement.matches('.values input')"), "also when its values are drawn anew"
    page.keyboard.press("Escape")
    assert page.locator(".facets [aria-expanded=true]").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "Category"
    assert status(page) != ""
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert status(page) == ""
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")


def test_more_papers_come_on_demand_and_take_the_focus(searching):
    page = searching("many")
    search(page, "number")
    page.locator(".found .line").nth(29).wait_for()
    assert page.locator(".found .line").count() == 30
    page.locator(".found .more").press("Enter")
    assert page.locator(".found .line").count() == 80
    assert page.evaluate("document.activeElement.textContent") == "Number 89"
    assert page.locator(".found .more").inner_text() == "40 more papers"


# Everywhere


def test_nothing_of_the_search_is_loaded_before_it_is_used(opened, address):
    page = opened(f"{address}whole/")
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if "search" in url] == []
    page.keyboard.press("/")
    ready(page)
    assert [url for url in page.asked if not url.startswith(address)] == []
    assert page.troubles == []


@pytest.mark.parametrize("site", ["whole", "off"])
def test_without_script_there_is_no_box_and_the_list_is_whole(opened, address, site):
    page = opened(f"{address}{site}/?q=models", java_script_enabled=False)
    assert not page.locator(".search").first.is_visible()
    assert len(found(page)) == 8


def test_a_site_can_do_without_it(opened, address, folder):
    page = opened(f"{address}off/?q=models")
    assert page.locator(".search").count() == 0
    page.keyboard.press("/")
    assert page.troubles == []
    assert not list((folder / "off" / "assets").glob("search*"))


@pytest.mark.parametrize("site", ["whole", "long"])
def test_it_works_from_disk(opened, folder, site):
    page = opened((folder / site / "index.html").as_uri())
    page.keyboard.press("/")
    ready(page)
    assert search(page, "models") == ["nets", "doors"]
    assert page.troubles == []


def test_a_list_of_its_own_searches_only_that_list(searching):
    page = searching("many", f"categories/{quote('cs.CL')}/index.html")
    assert search(page, "number 11") == ["n119", "n118", "n117", "n116", "n115", "n114", "n113", "n112"]
    page.locator(".found .line").nth(1).wait_for()
    page.locator(".found h3 a").first.click()
    page.wait_for_url("**/papers/n119/")


def test_a_piece_that_is_gone_is_asked_for_under_its_new_name(opened, address, folder):
    names = iter(["assets/search/gone.js"])

    def stale(route):
        answer = route.fetch()
        head = re.search('"head":"([^"]+)"', answer.text())[1]
        route.fulfill(response=answer, body=answer.text().replace(head, next(names, head)))

    page = opened(f"{address}whole/")
    page.route("**/assets/search/index.js*", stale)
    page.keyboard.press("/")
    ready(page)
    assert search(page, "listen") == ["nets"]


def test_a_search_that_cannot_be_loaded_says_so_and_leaves_the_list(opened, address):
    page = opened(f"{address}whole/")
    page.route("**/assets/search/*", lambda route: route.abort())
    box(page).focus()
    page.locator(".search [role=status]").wait_for()
    assert status(page) == "The search could not be loaded"
    assert len(found(page)) == 8


@pytest.mark.parametrize("site", ["hostile", "hostile-long"])
def test_what_stands_in_the_index_never_runs(searching, site):
    page = searching(site, bypass_csp=True)
    for query in ("pwned", "img", "script", "year:2024", "author:onerror"):
        search(page, query)
    for facet in ("Author", "Keyword"):
        shown(page, facet)
        page.locator(".values input").first.check()
    page.locator(".facets select").select_option("title")
    page.wait_for_timeout(100)
    assert page.evaluate("window.__pwned") is None
    assert page.locator(".search img, .found img, .search script, .found script").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("site", ["whole", "long"])
def test_axe_finds_no_violation_in_the_open_search(searching, axe_script, site, scheme):
    page = searching(site, "?category=cs.LG&q=o", color_scheme=scheme, bypass_csp=True)
    shown(page, "Author")
    page.wait_for_timeout(200)
    page.evaluate(axe_script)
    told = page.evaluate("axe.run(document, {resultTypes: ['violations'], elementRef: false})")["violations"]
    assert [(each["id"], node["html"]) for each in told for node in each["nodes"]] == []


def test_the_search_fits_the_narrowest_window(searching):
    page = searching("whole", "?category=cs.LG&year=2022", viewport={"width": 320, "height": 700})
    for facet in ("Category", "Author", "Keyword"):
        shown(page, facet)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_print_shows_the_results_and_not_the_search(searching):
    page = searching()
    search(page, "models")
    page.emulate_media(media="print")
    assert not box(page).is_visible()
    assert page.locator(".found #nets .abstract").is_visible()


def test_colours_that_the_system_forces_leave_it_usable(searching):
    page = searching("whole", "?category=cs.LG", forced_colors="active")
    shown(page, "Category")
    assert page.locator(".values input").first.is_visible()


def test_texts_are_folded_in_the_browser_as_in_python(opened, address):
    from oeuvre.text.folding import fold
    from oeuvre.theme import engine_templates

    samples = ["Straße", "ŁÓDŹ", "Müller", "İstanbul", "ΛΌΓΟΣ", "Орлова", "ﬁn", "Ørsted", "王小明", "ｆｕｌｌ", "Ærø"]
    samples += ["naïve", "한국어", "ĸ", "Þór", "क्षि"]
    with open(f"{engine_templates()}/assets/search/fold.js", encoding="utf-8") as file:
        script = file.read()
    page = opened(f"{address}whole/", bypass_csp=True)
    folded = page.evaluate(f"(samples) => {{ {script}; return samples.map(fold) }}", samples)
    assert folded == [fold(sample) for sample in samples]


def test_the_pieces_are_as_few_as_they_can_be(folder):
    assert len(list((folder / "whole" / "assets" / "search").iterdir())) == 3
    assert len(list((folder / "many" / "assets" / "search").iterdir())) == 2 + 2 * -(-120 // index.SIZE)

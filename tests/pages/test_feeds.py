"""Feeds of publications: valid by the specifications' required elements, honest, and found from the pages."""

import json
import re
import warnings
from datetime import datetime
from xml.etree import ElementTree

import pytest

from oeuvre.model import Author, Category, Date, Name, Person, Status
from tests.pages.site import block, built, library, page, paper, text

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # feedparser's own, about Python's
    import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
JAN = Person("berg", "content/people/berg.md", "", Name("Jan", "Berg"), "Jan Berg", page=True)
FOLDERS = ["", "categories/cs.CL/", "people/berg/"]
HOSTILE = "a <b> & \"c\" ]]> </title> \x0b\x00\ufffe 'd' \U0001f600".replace("\x00", "")


def both(shown, folder=""):
    """The feed of a folder as its readers get it: Atom's root, and the JSON Feed."""
    site = built(shown)
    return ElementTree.fromstring(site[f"{folder}feed.xml"]), json.loads(site[f"{folder}feed.json"])


def some(**settings):
    papers = [
        paper("nets", people="Ada Quill, Jan Berg", doi="10.5555/(A)1<2>3", keywords=("nets",), venue="Journal"),
        paper("ears", "Ears & <i>hands</i>", people="Jan Berg", date="2024-11", lang="de", et_al=True),
        paper("soon", date="forthcoming"),
        paper("bare", people=[], date="2019", abstract=text("")),
        paper("odd", HOSTILE, people=[Author(Name(HOSTILE, HOSTILE))], abstract=block(HOSTILE), keywords=(HOSTILE,)),
    ]
    return library(*papers, people=[JAN], **settings)


@pytest.mark.parametrize("url", ["https://example.org/page/", ""])
@pytest.mark.parametrize("folder", FOLDERS)
def test_atom_has_all_that_the_standard_requires(folder, url):
    feed, _ = both(some(url=url), folder)
    assert feed.tag == f"{ATOM}feed"
    for whole in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(whole.findall(f"{ATOM}{name}")) == 1, name
        assert re.fullmatch(r"(https:|tag:)\S+", whole.findtext(f"{ATOM}id"))
        assert MOMENT.fullmatch(whole.findtext(f"{ATOM}updated"))
        assert whole.findtext(f"{ATOM}title")
        links = [(link.get("rel", "alternate"), link.get("href")) for link in whole.findall(f"{ATOM}link")]
        assert len([href for rel, href in links if rel == "alternate"]) == 1
        assert all(href for _, href in links)
        assert [author.findtext(f"{ATOM}name") for author in whole.findall(f"{ATOM}author")] or whole is not feed
    assert feed.findall(f"{ATOM}author"), "entries without authors have the feed's"
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    selves = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert selves == [f"{url}{folder}feed.xml" if url else "feed.xml"]


@pytest.mark.parametrize("url", ["https://example.org/page/", ""])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_json_feed_has_all_that_the_standard_requires(folder, url):
    _, feed = both(some(url=url), folder)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["items"]
    if url:
        assert feed["feed_url"] == f"{url}{folder}feed.json"
        assert feed["home_page_url"] == url + folder
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert MOMENT.fullmatch(item.get("date_published", "2025-03-17T00:00:00Z"))
        assert all(set(author) <= {"name", "url", "avatar"} and author["name"] for author in item.get("authors", []))
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert "url" not in item or item["url"].startswith("https://")
    known = {"id", "url", "external_url", "title", "content_html", "date_published", "date_modified", "authors", "tags",
             "language"}  # fmt: skip
    assert {key for item in feed["items"] for key in item} <= known


@pytest.mark.parametrize("folder", FOLDERS)
def test_another_programs_parser_reads_what_was_written(folder):
    parsed = feedparser.parse(built(some())[f"{folder}feed.xml"])
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    entry = next(entry for entry in parsed.entries if entry.link.endswith("/nets/"))
    assert entry.title == "Nets that listen"
    assert [author.name for author in entry.authors] == ["Ada Quill", "Jan Berg"]
    assert entry.published == "2025-03-17T00:00:00Z"
    assert [tag.term for tag in entry.tags] == ["cs.CL"]
    assert "We study nets." in entry.content[0].value
    assert next(link.href for link in entry.links if link.rel == "related") == "https://doi.org/10.5555/(A)1%3C2%3E3"


def test_hostile_text_is_text_in_both_forms():
    atom, feed = both(some())
    allowed = HOSTILE.replace("\x0b", "").replace("\ufffe", "")
    titles = [entry.findtext(f"{ATOM}title") for entry in atom.findall(f"{ATOM}entry")]
    assert allowed in titles
    assert "Ears & <i>hands</i>" in titles
    odd = next(item for item in feed["items"] if item["title"] == HOSTILE)
    assert "<b>" not in odd["content_html"].replace("&lt;b&gt;", "")
    assert odd["tags"][-1] == HOSTILE


def test_no_day_is_said_that_nobody_knows_and_the_text_says_how_much_is_known():
    atom, feed = both(library(paper("a", date="2024"), paper("b", date="2024-05"), paper("c", date="2024-05-06")))
    entries = atom.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}published") for entry in entries] == ["2024-05-06T00:00:00Z", None, None]
    updated = [entry.findtext(f"{ATOM}updated")[:10] for entry in entries]
    assert updated == ["2024-05-06", "2024-05-01", "2024-01-01"], "Atom cannot do without, and they keep the order"
    for name in ("date_published", "date_modified"):
        assert [item.get(name) for item in feed["items"]] == ["2024-05-06T00:00:00Z", None, None]
    for item, date in zip(feed["items"], ["2024-05-06", "2024-05", "2024"], strict=True):
        assert f"<p>{date}</p>" in item["content_html"]


@pytest.mark.parametrize("when", [(2026, 1, 9), (2020,), (0,), None])
def test_nothing_was_updated_before_it_was_published(when):
    status = Status("retracted", Date(*when) if when else None)
    atom, feed = both(library(paper(status=status), paper("ears")))
    for entry in atom.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}updated") >= entry.findtext(f"{ATOM}published")
        assert atom.findtext(f"{ATOM}updated") >= entry.findtext(f"{ATOM}updated")
    for item in feed["items"]:
        published, modified = item["date_published"], item.get("date_modified", item["date_published"])
        assert datetime.fromisoformat(modified) >= datetime.fromisoformat(published)


def test_a_retraction_is_news_and_says_when_and_why():
    status = Status("retracted", Date(2026, 1, 9), "https://example.org/notice", "mislabelled data")
    atom, feed = both(library(paper(status=status)))
    entry, item = atom.find(f"{ATOM}entry"), feed["items"][0]
    assert entry.findtext(f"{ATOM}title") == item["title"] == "RETRACTED: Nets that listen"
    assert entry.findtext(f"{ATOM}updated") == item["date_modified"] == "2026-01-09T00:00:00Z"
    assert "Retracted 2026-01-09: mislabelled data" in item["content_html"]


def test_what_is_forthcoming_waits_until_it_has_a_date():
    atom, feed = both(some())
    assert not [item for item in feed["items"] if "soon" in item["id"]]
    assert not [entry for entry in atom.iter(f"{ATOM}id") if "soon" in entry.text]


def test_ids_stay_when_other_papers_come_and_settings_change():
    def ids(*papers, **settings):
        return {item["title"]: item["id"] for item in both(library(*papers, **settings))[1]["items"]}

    before = ids(paper(), paper("ears", "Ears"))
    after = ids(paper("new", "New", date="2026"), paper("ears", "Ears", doi="10.5555/1"), paper(), order="title")
    assert {title: after[title] for title in before} == before
    local = ids(paper(), url="")
    assert local == {"Nets that listen": "tag:localhost,2000:ada/papers/nets/"}


def test_a_feed_holds_the_newest_whatever_the_order_of_the_list():
    papers = [paper(f"p{number:02}", f"Title {number:02}", date=f"2020-01-{number:02}") for number in range(1, 31)]
    _, feed = both(library(*papers, order="title"))
    assert [item["title"] for item in feed["items"]] == [f"Title {number:02}" for number in range(30, 10, -1)]


def test_a_page_leads_to_the_feeds_of_its_own_list():
    shown = some()
    for folder in FOLDERS:
        path = f"{folder}index.html"
        links = [link for link in page(shown, path).one("head").all("link") if link.get("rel") == "alternate"]
        way = "../" * path.count("/")
        assert [(link["type"], link["href"]) for link in links] == [
            ("application/atom+xml", f"{way}{folder}feed.xml"),
            ("application/feed+json", f"{way}{folder}feed.json"),
        ]


def test_feeds_are_named_by_what_they_are_about():
    robots = Category("robots", "RB", "Robots that listen", 10)
    shown = library(paper(categories=("robots",), people="Jan Berg"), people=[JAN], categories=(robots,))
    titles = [both(shown, folder)[1]["title"] for folder in ("", "categories/robots/", "people/berg/")]
    assert titles == ["Ada Quill", "Ada Quill: Robots that listen", "Ada Quill: Jan Berg"]


def test_links_work_from_disk_where_the_site_has_no_address():
    shown = some(url="")
    for folder in FOLDERS:
        atom, _ = both(shown, folder)
        hrefs = [entry.find(f"{ATOM}link").get("href") for entry in atom.findall(f"{ATOM}entry")]
        assert all(href.removeprefix("../" * folder.count("/")) in built(shown) for href in hrefs)


def test_an_empty_list_is_still_a_feed():
    atom, feed = both(library())
    assert atom.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert feed["items"] == []


def test_a_site_can_do_without_feeds():
    shown = library(paper(), feeds=False)
    assert not [path for path in built(shown) if "feed" in path]
    assert not [link for link in page(shown).one("head").all("link") if link.get("rel") == "alternate"]

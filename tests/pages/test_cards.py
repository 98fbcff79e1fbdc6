"""Social cards in the head of pages: where they are, how large, and when there are none."""

from oeuvre import cards, pictures
from oeuvre.model import Name
from tests.pages.site import OWNER, built, library, page, paper


def said(shown, path="papers/nets/index.html"):
    metas = page(shown, path).all("meta")
    found = {meta.get("property") or meta.get("name"): meta.get("content") for meta in metas}
    return {name: value for name, value in found.items() if name and name.startswith(("og:image", "twitter:"))}


def test_a_page_names_its_card_by_its_whole_address():
    shown = library(paper(), social_cards=True)
    assert said(shown) == {
        "og:image": "https://example.org/page/papers/nets/nets-card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Nets that listen · Ada Quill",
        "twitter:card": "summary_large_image",
    }
    assert said(shown, "index.html")["og:image"] == "https://example.org/page/social-card.png"
    assert {"papers/nets/nets-card.png", "social-card.png"} <= built(shown).keys()


def test_a_card_says_when_and_where_what_and_by_whom():
    shown = library(paper(people="A One, B Two, C Three, D Four, Ada Quill, E Five", venue="Journal", date="2025-03"))
    card = cards.of_paper(shown, shown.papers[0])
    assert (card.above, card.title, card.site) == ("March 2025 · Journal", "Nets that listen", "Ada Quill")
    assert card.authors == (("A One", False), ("B Two", False), ("C Three", False), ("… Ada Quill", True))
    assert card.below == "et al."


def test_there_is_none_unless_it_is_asked_for_and_has_an_address(monkeypatch):
    for shown in (library(paper()), library(paper(), social_cards=True, url="")):
        assert said(shown) == {"twitter:card": "summary"}
        assert "social-card.png" not in built(shown)
    monkeypatch.setattr(pictures, "has_pillow", lambda: False)
    assert said(library(paper(), social_cards=True)) == {"twitter:card": "summary"}


def test_letters_that_cannot_be_drawn_make_no_boxes():
    shown = library(paper(title="学习"), paper("ears"), social_cards=True)
    assert said(shown) == {"twitter:card": "summary"}
    assert "og:image" in said(shown, "papers/ears/index.html")


def test_a_title_that_cannot_be_drawn_gives_way_to_the_address():
    owner = OWNER._replace(name=Name("小明", "王"), display="王小明")
    shown = library(paper(people="Jun Mori"), owner=owner, title="王小明", social_cards=True)
    assert cards.of_paper(shown, shown.papers[0]).site == "example.org/page"
    assert cards.drawn(shown, None) is None

"""Social cards: what stands where, that all of it fits, and that letters which cannot be drawn are known.

`pytest tests/pictures --update-golden` draws `cards/*.png` anew; look at them.
"""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from oeuvre import cards
from oeuvre.model import Card
from oeuvre.pictures import card as drawing
from oeuvre.pictures.card import INK, MARGIN, PAPER, SIZE, TITLES, png
from oeuvre.pictures.icons import ICO_SIZES, favicon, touch_icon
from oeuvre.pictures.lettering import REGULAR, SYMBOLS, Piece, balanced, font, lacking, letters, plain, width, wrapped
from tests.pictures.drawn import saved, scene

GOLDEN = Path(__file__).parent / "cards"
ROOM = SIZE[0] - 2 * MARGIN
PLAIN = Card(
    "March 2025 · Journal of Listening", "Networks that listen: what ears hear in noise",
    (("Ada Quill", True), ("Jun Mori", False), ("Łucja Żółć", False)), "et al.", "Ada Quill", "#1f5fae",
)  # fmt: skip
LONG = "Sparsification via compressed sensing for automatic speech recognition in very long titles that go on and on"
CARDS = {
    "plain": PLAIN,
    "long": PLAIN._replace(
        title=f"{LONG} with O(n log n) ∈ ℝ, α ≤ ½ and Éṣṭhêr’s theorem", accent="#7a3b00",
        authors=tuple((f"Given{n} Family{n}", n == 3) for n in range(12)),
        above="17 July 2023 · Proceedings of the 40th International Conference on Machine Learning and Listening",
    ),
    "short": PLAIN._replace(title="Ears", authors=(("Ada Quill", True),), below="", accent="#0a7d5a"),
    "cyrillic": PLAIN._replace(title="Сети, которые слышат: обзор", authors=(("Жуков Иван", False),)),
    "profile": Card("12 papers", "Ada Quill", (), "Professor of Listening, University of Examples",
                    "example.org/quill", "#1f5fae"),
}  # fmt: skip


def opened(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture.convert("RGB")


def photo(name):
    return saved(scene((320, 320)), "WEBP", lossless=True) if name == "profile" else b""


@pytest.mark.parametrize("name", CARDS)
def test_a_card_looks_as_it_did_when_somebody_looked_at_it(name, request):
    data, path = png(CARDS[name], photo(name)), GOLDEN / f"{name}.png"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    difference = ImageChops.difference(opened(data), opened(path.read_bytes()))
    assert max(ImageStat.Stat(difference).mean) < 1.0


@pytest.mark.parametrize("name", CARDS)
def test_a_card_has_its_size_and_the_same_bytes_each_time(name):
    data = png(CARDS[name], photo(name))
    assert opened(data).size == (1200, 630)
    assert png(CARDS[name], photo(name)) == data
    assert len(data) < 100_000


@pytest.mark.parametrize("name", CARDS)
def test_the_margins_stay_empty_and_the_accent_stands_at_the_left(name):
    picture = opened(png(CARDS[name], photo(name)))
    right, below = picture.crop((SIZE[0] - MARGIN + 8, 0, *SIZE)), picture.crop((16, 580, *SIZE))
    left, above = picture.crop((20, 0, MARGIN - 8, SIZE[1])), picture.crop((16, 0, SIZE[0], 76))
    assert [len(each.getcolors() or "many") for each in (left, right, above, below)] == [1, 1, 1, 1]
    wanted = tuple(int(CARDS[name].accent[at : at + 2], 16) for at in (1, 3, 5))
    assert all(abs(a - b) < 4 for a, b in zip(picture.getpixel((8, 300)), wanted, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abcdefghij,-:ЖαΩÉ", min_size=1, max_size=60), min_size=1, max_size=60).map(" ".join))
def test_every_title_fits(title):
    size, lines = drawing._title(title, ROOM)
    assert len(lines) <= dict(TITLES)[size]
    for line in lines:
        assert sum(width(piece.text, piece.font, size) for piece in line) <= ROOM + width(" …", REGULAR, size)


@given(st.text("abc ", min_size=1, max_size=200).filter(str.strip), st.integers(200, 900))
def test_lines_hold_all_words_in_order(text, room):
    words = [Piece(word, "#000") for word in text.split()]
    for lines in (wrapped(words, 40, room), balanced(words, 40, room)):
        said = "".join(piece.text for line in lines for piece in line)
        assert said.replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Éṣṭhêr’s Łódź, Жуков, Ελλάδα, ½ × n² − ∞ ≤ ∀ ℝ → “…” – №", ""),
        ("e\u0301 \u200b\u2060\u202a soft\xadhyphen\ttab\nline", ""),
        ("学习 and 😀 and 学", "学习😀"),
        ("שלום مرحبا", "שלוםمرحبا"),
    ],
)
def test_letters_that_no_font_has_are_known(text, missing):
    assert lacking(text) == missing


def test_the_letters_that_are_said_to_be_there_are():
    shape = font(REGULAR, 40)
    box = bytes(shape.getmask("\U00100000"))
    for code in sorted(letters(REGULAR))[::7]:
        if chr(code).isprintable() and not chr(code).isspace():
            assert bytes(shape.getmask(chr(code))) != box, hex(code)
    assert 0x2208 in letters(SYMBOLS)
    assert 0x4E00 not in letters(REGULAR) | letters(SYMBOLS)


def test_a_text_is_drawn_on_one_line_with_whole_letters():
    assert plain("e\u0301 \n a\u202eb\u200d") == "é ab"


def test_an_icon_for_robots_holds_three_sizes():
    data = favicon("AQ", "#1f5fae", "#ffffff")
    with Image.open(io.BytesIO(data)) as icon:
        assert icon.info["sizes"] == {(size, size) for size in ICO_SIZES}
        assert icon.format == "ICO"
    assert favicon("AQ", "#1f5fae", "#ffffff") == data


def test_an_icon_for_telephones_fills_its_square():
    with Image.open(io.BytesIO(touch_icon("Q", "#1f5fae", "#ffffff"))) as icon:
        assert (icon.size, icon.mode, icon.getpixel((0, 0))) == ((180, 180), "RGB", (31, 95, 174))


def test_paper_is_the_colour_of_the_pages():
    from oeuvre.colours import PAPER as PAGES

    assert PAGES[0] == PAPER
    assert (cards.SIZE, cards.INK) == (SIZE, INK)

"""Categories are found by what people write, and their badges can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.arxiv_taxonomy import ALIASES, NAMES
from oeuvre.categories import ARXIV, badge_colours, own, resolve
from oeuvre.model import Category


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def message(text, *mine):
    with pytest.raises(ValueError, match=r"^category ") as raised:
        resolve(text, mine)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cs.CL", "cs.CL"),
        ("CL", "cs.CL"),
        ("AI", "cs.AI"),
        ("SD", "cs.SD"),
        ("AS", "eess.AS"),
        ("LG", "cs.LG"),
        ("ML", "stat.ML"),
        ("cs.cl", "cs.CL"),
        ("cl", "cs.CL"),
        (" cs.CL ", "cs.CL"),
        ("arXiv:cs.CL", "cs.CL"),
        ("hep-th", "hep-th"),
        ("gr-qc", "gr-qc"),
        ("quant-ph", "quant-ph"),
        ("optics", "physics.optics"),
        ("physics.optics", "physics.optics"),
        ("str-el", "cond-mat.str-el"),
        ("math.MP", "math-ph"),
        ("math-ph", "math-ph"),
        ("cs.SY", "eess.SY"),
        ("SY", "eess.SY"),
        ("stat.TH", "math.ST"),
        ("cs.NA", "math.NA"),
        ("NA", "math.NA"),
        ("math.IT", "cs.IT"),
        ("IT", "cs.IT"),
        ("q-fin.EC", "econ.GN"),
        ("cmp-lg", "cs.CL"),
        ("astro-ph", "astro-ph"),
    ],
)
def test_a_category_is_found_by_its_code_or_a_short_form_that_only_it_has(text, code):
    assert resolve(text) == ARXIV[code]


def test_the_taxonomy_is_whole():
    assert len(NAMES) == 149 + 3
    assert len({*NAMES, *ALIASES} & {code for code in {*NAMES, *ALIASES} if "." in code}) == 155 - 9
    assert all(code in NAMES for code in ALIASES.values())
    assert ARXIV["cs.CL"] == Category("cs.CL", "CL", "Computation and Language", 255)
    assert ARXIV["eess.AS"].label == "Audio and Speech Processing"
    assert ARXIV["hep-th"].short == "hep-th"


WRONG = """
co: category "co" can be several; write "stat.CO" (Computation) or "math.CO" (Combinatorics) or \
"astro-ph.CO" (Cosmology and Nongalactic Astrophysics)
gr: category "gr" can be several; write "cs.GR" (Graphics) or "math.GR" (Group Theory)
ap: category "ap" can be several; write "stat.AP" (Applications) or "math.AP" (Analysis of PDEs)
cs: category "cs" is a whole archive; write one of its categories, like "cs.AI"
Machine learning: category "Machine learning" is a name; write its code, "cs.LG"
cs.CLL: category "cs.CLL" is not known; write "cs.CL" or declare it in site.yml
Dutch cheese: category "Dutch cheese" is not known; write a code of arXiv like "cs.CL" or declare it in site.yml
: category "" is not known; write a code of arXiv like "cs.CL" or declare it in site.yml
"""


@pytest.mark.parametrize("line", WRONG.strip().split("\n"))
def test_what_is_no_category_is_told_with_what_to_write(line):
    text, _, told = line.partition(": ")
    assert message(text.strip(":")) == told


def test_hostile_length_is_no_trouble():
    assert len(message("cs." * 1_000_000)) < 300


def test_every_short_form_that_is_refused_names_all_its_codes():
    shorts = {category.short for category in ARXIV.values()}
    for short in sorted(shorts):
        codes = [code for code, category in ARXIV.items() if category.short == short and "." in code]
        if len(codes) > 1:
            assert re.findall(r'"([^"]+)" \(', message(short)) == codes


def test_the_sites_own_categories_come_first():
    systems, vision = own("systems", "Systems research", "#aa3300"), own("CV", "My CV")
    assert resolve("systems", (systems, vision)) is systems
    assert resolve("CV", (systems, vision)) is vision
    assert resolve("Systems", (systems,)) is systems
    assert resolve("cs.CV", (vision,)) == ARXIV["cs.CV"]
    assert message("sistems", systems) == 'category "sistems" is not known; write "systems" or declare it in site.yml'


def test_a_site_can_rename_or_recolour_a_category_of_arxiv():
    language = own("cs.CL", "Language", "teal")
    assert (language.code, language.short, language.label, language.colour) == ("cs.CL", "CL", "Language", "teal")
    assert resolve("CL", (language,)) is language
    assert resolve("cs.CL", (language,)) is language
    assert resolve("cmp-lg", (language,)) is language


def test_an_own_category_has_the_same_hue_for_ever():
    assert own("systems").hue == 154
    assert own("systems").label == "systems"


def test_a_colour_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r'^colour "greenish" is not known; write it like "#1f5fae"$'):
        own("x", "X", "greenish")


def readable(category):
    ink, wash = badge_colours(category)
    return all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in (*ink, *wash)) and all(
        contrast(letters, ground) >= 4.5 for letters, ground in zip(ink, wash, strict=True)
    )


@pytest.mark.parametrize("hue", range(360))
def test_badges_of_every_hue_can_be_read_in_light_and_dark(hue):
    assert readable(Category("x", "x", "x", hue))


@given(st.integers(0, 0xFFFFFF))
def test_badges_of_every_chosen_colour_can_be_read(number):
    assert readable(Category("x", "x", "x", 0, f"#{number:06x}"))


@pytest.mark.parametrize("colour", ["#fff", "#000", "red", "Navy", "nonsense", "url(x)", ""])
def test_any_text_for_a_colour_gives_a_badge_that_can_be_read(colour):
    assert readable(Category("x", "x", "x", 200, colour))


def test_light_badges_are_light_and_dark_ones_dark():
    for category in ARXIV.values():
        ink, wash = badge_colours(category)
        assert luminance(wash[0]) > 0.75
        assert luminance(ink[0]) < 0.2
        assert luminance(wash[1]) < 0.06
        assert luminance(ink[1]) > 0.5


def test_categories_that_often_meet_have_clearly_different_hues():
    often = [ARXIV[code].hue for code in ("cs.AI", "cs.CL", "cs.LG", "cs.CV", "cs.SD", "eess.AS", "stat.ML")]
    distances = [abs(one - two) for place, one in enumerate(often) for two in often[:place]]
    assert min(min(distance, 360 - distance) for distance in distances) >= 40


def test_a_chosen_grey_stays_grey():
    ink, _ = badge_colours(Category("x", "x", "x", 200, "#777777"))
    assert len({ink[0][place : place + 2] for place in (1, 3, 5)}) == 1

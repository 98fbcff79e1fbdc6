"""Names in the texts in which people write them, whole or before the title of a citation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.migrate import authors, works
from oeuvre.migrate.authors import People


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lovelace", ["Ada Lovelace"]),
        ("Lovelace, Ada", ["Lovelace, Ada"]),
        ("Ada Lovelace, Kai Zhen", ["Ada Lovelace", "Kai Zhen"]),
        ("Ada Lovelace and Kai Zhen", ["Ada Lovelace", "Kai Zhen"]),
        ("Lovelace, A. K., Zhen, K., & Hopper, G.", ["Lovelace, A. K.", "Zhen, K.", "Hopper, G."]),
        ("Lovelace, Ada, Kai Zhen, and Grace Hopper", ["Lovelace, Ada", "Kai Zhen", "Grace Hopper"]),
        ("Lovelace, Ada., Zhen, Kai., and Hopper, Grace", ["Lovelace, Ada", "Zhen, Kai", "Hopper, Grace"]),
        ("Lovelace AK, Zhen K", ["Lovelace, A. K.", "Zhen, K."]),
        ("van der Berg, J., Basu Roy Chowdhury, S.", ["van der Berg, J.", "Basu Roy Chowdhury, S."]),
        ("E. A. Corrêa Jr, L. da F. Costa", ["E. A. Corrêa Jr", "L. da F. Costa"]),
        ("王小明, 李四", ["王小明", "李四"]),
        ("Silvia Y Bando, Ana Abe", ["Silvia Y Bando", "Ana Abe"]),
        ("<b>Ada Lovelace</b>, Kai Zhen†", ["Ada Lovelace", "Kai Zhen"]),
        ("", []),
        (" , ; and ", []),
    ],
)
def test_a_text_of_names_is_parted_into_them(text, names):
    assert list(authors.people(text).names) == names


def test_stars_are_equal_contributions_and_et_al_says_that_there_are_more():
    assert authors.people("Ada Lovelace*, Kai Zhen*, Grace Hopper, et al.") == People(
        ("Ada Lovelace", "Kai Zhen", "Grace Hopper"), (0, 1), et_al=True
    )
    assert authors.people("Ada Lovelace*, Kai Zhen").starred == (), "one star says nothing about equality"


@pytest.mark.parametrize(
    ("citation", "names", "year"),
    [
        ('Lovelace, A. (2009). "Looms." Journal 1.', ["Lovelace, A."], "2009"),
        ("Lovelace, Ada and Kai Zhen. 2010. Looms. Journal.", ["Lovelace, Ada", "Kai Zhen"], "2010"),
        ("A. Lovelace and K. Zhen, “Looms,” Journal, vol. 3, 2011.", ["A. Lovelace", "K. Zhen"], "2011"),
        ("Song X†, Tan Z, 2024: Looms. J. Looms 11.", ["Song, X.", "Tan, Z."], "2024"),
        ('Lovelace, A. (2023, June 19). "Looms." Daily Loom.', ["Lovelace, A."], "2023"),
        ("No names and no title here", [], ""),
    ],
)
def test_a_citation_says_who_and_when_before_its_title(citation, names, year):
    found = authors.cited(citation, "Looms")
    assert (list(found.people.names), found.year) == (names, year)


def test_a_first_line_that_is_nothing_but_names_is_the_authors():
    body = "**Ada Lovelace**<sup>1</sup>, Kai Zhen<sup>2</sup>, Grace Hopper\n\nWe weave."
    assert works.byline(body).names == ("Ada Lovelace", "Kai Zhen", "Grace Hopper")
    assert works.byline("We weave, and we like it. So do looms.").names == ()
    assert works.byline("Looms, engines and other things").names == ()


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_gives_names_that_are_none_or_have_letters(text, title):
    for people in (authors.people(text), authors.cited(text, title).people, works.byline(text)):
        assert all(any(map(str.isalpha, name)) for name in people.names)

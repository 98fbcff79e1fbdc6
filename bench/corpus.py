"""Papers that nobody wrote, the same on every run; the abstracts are plain, some with emphasis or math."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_GIVEN = ("Ada", "Bo", "Chen", "Dorothy", "Emmy", "Farid", "Grace", "Hiro", "Ines", "Jörg", "Kaia", "Lúcia")
_FAMILY = ("Ayrton", "Berg", "Curie", "Dvořák", "Ek", "Franklin", "Germain", "Hopper", "Ito", "Jemison", "Kovács")
_WORDS = """
    a bounded model of sparse signals shows that learning from noise improves the estimate of every parameter while
    deep graphs converge under mild conditions and the cost of inference grows with the size of the data we observe
""".split()  # noqa: SIM905 - words to read, not a list of strings
_VENUES = ("Journal of Examples", "Conference on Invented Results", "Annals of Measures", "Letters in Samples")
_CATEGORIES = ("cs.CL", "cs.LG", "hep-th", "math.PR", "stat.ML")


class Paper(NamedTuple):
    """One paper, in the words of no tool."""

    slug: str
    title: str
    authors: tuple[str, ...]
    date: str
    venue: str
    category: str
    doi: str
    abstract: str


def papers(count: int) -> Iterator[Paper]:
    """So many papers, over forty years."""
    dice = random.Random(count)
    for number in range(count):
        names = tuple(dict.fromkeys(f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}" for _ in range(dice.randint(2, 9))))
        title = " ".join(dice.choices(_WORDS, k=dice.randint(5, 12))).capitalize()
        yield Paper(
            slug=f"paper-{number:06}",
            title=title,
            authors=(*names, "Ada Quill"),
            date=f"{dice.randint(1985, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
            venue=dice.choice(_VENUES),
            category=dice.choice(_CATEGORIES),
            doi=f"10.5555/bench.{number}",
            abstract="\n\n".join(_paragraph(dice) for _ in range(dice.randint(1, 2))),
        )


def _paragraph(dice: random.Random) -> str:
    sentences = []
    for _ in range(dice.randint(4, 8)):
        words = dice.choices(_WORDS, k=dice.randint(10, 22))
        if dice.random() < 0.1:
            words[dice.randrange(len(words))] = "*" + dice.choice(_WORDS) + "*"
        if dice.random() < 0.06:
            words.append(f"$x_{dice.randint(1, 9)} \\le \\alpha^2$")
        sentences.append(" ".join(words).capitalize() + ".")
    return " ".join(sentences)

"""Any number of papers by chance: plausible, with every field, and with the letters that formats trip over."""

import random
from html import escape

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.model import Author, Date, Link, Name, Paper, Status, Text, Version

_WORDS = """a the of in with for and et und speech neural BERT RNN-T eBPF mRNA iPhone GPT-4 8-bit Bayesian Łódź Größe
naïve Ærø Øresund œuvre İstanbul Dvořák Đurić æther São garçon año R&D AT&T 50% C# #1 snake_case a/b (so-called) [sic]
it's 'quoted' “double” x<y y>z a=b a+b what? no! semi;colon co:lon full.stop e.g. i.e. — – … ER TY @ @article @misc
%0 ER- O'Neill αβγ Ω → ≤ 王小明 深層学習 한국어 Привет 1984 3D"""
_FAMILIES = """Okafor Lindqvist Moreau Sato Costa Novák Kim Øster Łukasiewicz Ağaoğlu O'Brien Levi-Montalcini Ångström
Nguyễn Čapek Sørensen García Strauß Ñuñez Ölander"""
_GIVENS = """Ada Jan-Erik Élise Kenji Ana Petr Min-ji Søren Łukasz İpek José J. A. B. Xiao-Gang Zoë Ünal Þóra"""
_PARTICLES = ("", "", "", "", "van", "van der", "de la", "von", "di")
_SUFFIXES = ("", "", "", "", "", "", "Jr.", "III")
_GROUPS = ("The Aurora Collaboration", "Smith and Sons", "Institute for Nets, Graphs & Trees", "IEEE", "de facto group")


class Chance:
    """Fields by chance, the same for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def one(self, *choices):
        return self.random.choice(choices)

    def maybe(self, value, chance=0.5):
        return value if self.random.random() < chance else ""

    def words(self, least=1, most=9):
        return " ".join(self.random.choices(_WORDS.split(), k=self.random.randint(least, most)))

    def number(self, most=999):
        return str(self.random.randint(1, most))

    def text(self, words):
        return Text(words, escape(words), words)

    def name(self):
        if self.random.random() < 0.05:
            return Name("", self.one(*_GROUPS), group=True)
        family = " ".join(self.random.sample(_FAMILIES.split(), self.one(1, 1, 1, 2)))
        given = " ".join(self.random.sample(_GIVENS.split(), self.one(1, 1, 2)))
        return Name(given, family, self.one(*_PARTICLES), self.one(*_SUFFIXES))

    def people(self, least, most):
        return tuple(Author(self.name()) for _ in range(self.random.randint(least, most)))

    def date(self):
        year, month, day = self.random.randint(1900, 2030), self.random.randint(1, 12), self.random.randint(1, 28)
        return self.one(Date(0), Date(year), Date(year, month), Date(year, month, day))

    def pages(self):
        first = self.random.randint(1, 3000)
        last = first + self.one(1, 9, 120)
        return self.one("", f"{first}–{last}", f"{first}-{last}", str(first), f"e{first}", f"S{first}--S{last}")

    def paper(self, place):
        number = f"{place:05}"
        retracted = Status("retracted", Date(2021), "https://n.example/1", "why & how")
        status = self.one(*[None] * 9, retracted, Status("corrected", Date(2022, 3)), Status("withdrawn"))
        versions = (Version("preprint", arxiv=f"2012.{number}"),) if self.random.random() < 0.2 else ()
        html = (Link("html", f"https://p.example/{number}?a=1&b=%20#x_y~z;w"),) if self.random.random() < 0.3 else ()
        urls = (*html, Link("pdf", f"https://p.example/{number}.pdf")) if self.random.random() < 0.3 else html
        return Paper(
            slug=f"work-{number}", path=f"content/papers/work-{number}.md", digest="", title=self.text(self.words(2)),
            authors=self.people(1, 6), date=self.date(), abstract=self.text(self.words(5, 30)),
            et_al=self.random.random() < 0.1, categories=(self.one("cs.LG", "math.AG", "own"),),
            type=self.one(*ENTRY_TYPES, "article", "inproceedings"), venue=self.maybe(self.words(), 0.8),
            venue_short=self.maybe(self.words(1, 1)), volume=self.maybe(self.number()), issue=self.maybe(self.number()),
            pages=self.pages(), publisher=self.maybe(self.words(1, 3)),
            editor=self.people(0, 2) if place % 3 == 0 else (),
            series=self.maybe(self.words(1, 3), 0.2), institution=self.maybe(self.words(1, 3), 0.3),
            number=self.maybe("TR-" + self.number(), 0.2), edition=self.maybe(self.one("2", "3rd"), 0.2),
            address=self.maybe(self.words(1, 2), 0.3),
            doi=self.maybe(f"10.1000/a_b%c#{number}(2){self.one('', ';<x>')}"),
            arxiv=self.maybe(f"2001.{number}", 0.3), isbn=self.maybe("978-3-16-148410-0", 0.1),
            issn=self.maybe("2049-3630", 0.2), pmid=self.maybe(number, 0.2), lang=self.one("", "", "", "de", "en"),
            keywords=tuple(self.words(1, 2) for _ in range(self.one(0, 0, 2, 3))), links=urls, versions=versions,
            note=self.text(self.maybe(self.words(), 0.2)), status=status,
        )  # fmt: skip


def random_works(count, seed=1):
    """`count` papers; the first of them are the same for any count."""
    chance = Chance(seed)
    return [chance.paper(place) for place in range(count)]

"""The words that tell how a name is built. All are folded (`text.folding`), without a full stop at their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from oeuvre.model import Name


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "a aan aen af al am ap auf av aw bar bat ben bin bint d' da dal dalla dalle dallo das de de' degli dei del "
    "della delle dello den der des di do dos du e' een el en es ez fab fitz het ibn im in ka la las le les lo los "
    "mac 'n na nic ni of op os ou oude over pour s' sant 's 't te ten ter thor thoe til to tot tou ua und uit "
    "uten v v.d van vander vande vd ver verch von vom vor y z zu zum zur"
)
"""Words between given and family name. As in BibTeX any other lower-case word in the middle is taken for one too."""

CONNECTIVES = frozenset(("y", "e", "i"))
"""Words that join two family names: Ortega y Gasset, Lisboa e Silva, Gaudí i Cornet."""

PREFIXES = _words(
    "abu al ap ben bin bint da dal dalla de degli del della den der des di dos du el fitz ibn la le lo los mac mc "
    "ould st saint ten ter van vande vanden vander ver von 't"
)
"""Words that begin a family name when they are written with a capital: Van Rossum, De Houwer, Mac Lane, St. John."""

COMPOUND_GIVEN = frozenset(("abd", "abdu", "nur", "saif"))
"""Given names that go on with an article: Abd al-Rahman."""

EASTERN = _words(
    "bui cao chau dang dao dinh do doan duong ha ho hoang huynh lam le luong luu ly mai ngo nguyen pham phan "
    "phung quach ta thai to tran trinh truong vo vu vuong chan chang chen cheng chu deng feng fu gao gu guo han "
    "he hsu hu huang jiang jin kang kim lai lee li liang liao lin liu lu luo ma pan park peng qian qin ren shen "
    "shi song su sun tang tao tian tsai wang wei wen wong wu xia xiao xie xu yan yang yao ye yu yuan zeng zhang "
    "zhao zheng zhong zhou zhu"
)
"""Family names after which `Van`, `Le` or `Da` in the middle are part of a given name: Anh Van Nguyen, Ying Da Lee."""

SHORT_FAMILIES = _words(
    "ai an ba bi bo da di do du fa fu ge gu ha he im ji jo ke ko ku ky li lo mo mu na ng ni no oh ok om ou pu qi ra re "
    "ro sa si so su um wi yi yo yu"
)
"""Family names of two letters that are no initials where they stand in capitals: Mei NG, Min OH."""

FAMILY_ENDINGS = frozenset(("filho", "neto", "netto", "junior", "sobrinho"))
"""Portuguese words that belong to the family name before them (ABNT NBR 6023): Silva Filho."""

GENERATIONS = {
    "jr": "jr", "sr": "sr", "2nd": "ii", "3rd": "iii", "4th": "iv",
    "ii": "ii", "iii": "iii", "iv": "iv",
}  # fmt: skip
"""What may follow a family name, and what it means; the Roman ones can be initials as well (`Ivanov IV`)."""

DEGREES = frozenset(("phd", "ph.d", "dphil", "d.phil"))
"""Degrees that are written after a name and cannot be initials, as `MD` can."""

ROMAN = frozenset(("ii", "iii", "iv"))

GROUPS = _words(
    "academy agency alliance association centre center collaboration commission committee consortium corporation "
    "council department federation foundation gmbh inc initiative institut institute instituto istituto "
    "laboratories laboratory llc ltd ministry organisation organization society universidad universidade "
    "universita universitat universite university"
)
"""Words that no person's name has: with one of them, at any place, it is a group."""

GROUP_ENDINGS = _words(
    "committee community company consortium contributors corp developers group investigators labs network program "
    "programme project taskforce team trialists workshop"
)
"""Words that make it a group where they are the last; `Bureau` or `Force` are names of people as well."""

COMPANIES = _words(
    "corp gmbh inc llc ltd pty"
)
"""What stands after a company's name and a comma."""

_EASTERN_LETTERS = pattern(
    "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)


def eastern(name: Name) -> bool:
    """Whether the name is written in Chinese, Japanese or Korean letters, so that its family name comes first."""
    if name.family.isascii() or name.group or not _EASTERN_LETTERS.fullmatch(name.family):
        return False
    return not name.given or bool(_EASTERN_LETTERS.fullmatch(name.given))

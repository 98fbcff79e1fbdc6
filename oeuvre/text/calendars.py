"""How languages write dates: one row a language, after the Unicode CLDR's long and medium formats (Gregorian calendar).

To add a language: 1. add a row under its ISO 639 code; 2. add its lines to `tests/text/cases/dates.txt`.
A language without a row writes dates as ISO 8601 does, which everybody can read.
"""

from __future__ import annotations

from typing import NamedTuple


class Calendar(NamedTuple):
    """Patterns of dates with {d} the day, {m} the month's number, {M} its name, {b} its short name and {y} the year.

    `first` is how the first of a month is written where that differs: 1er mars.
    """

    months: tuple[str, ...]
    short: tuple[str, ...]
    day: str
    month: str
    short_day: str
    short_month: str
    forthcoming: str
    first: str = ""


def _row(months: str, short: str, *patterns: str, first: str = "") -> Calendar:
    day, month, short_day, short_month, forthcoming = patterns
    return Calendar(tuple(months.split()), tuple(short.split()), day, month, short_day, short_month, forthcoming, first)


_NUMBERED = " ".join(["{m}"] * 12)

CALENDARS: dict[str, Calendar] = {
    "en": _row(
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "{d} {M} {y}", "{M} {y}", "{b} {d}, {y}", "{b} {y}", "Forthcoming",
    ),
    "de": _row(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
        "{d}. {M} {y}", "{M} {y}", "{d}. {b} {y}", "{b} {y}", "Im Erscheinen",
    ),
    "fr": _row(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "{d} {M} {y}", "{M} {y}", "{d} {b} {y}", "{b} {y}", "À paraître", first="1er",
    ),
    "es": _row(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "{d} de {M} de {y}", "{M} de {y}", "{d} {b} {y}", "{b} {y}", "En prensa",
    ),
    "pt": _row(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
        "{d} de {M} de {y}", "{M} de {y}", "{d} de {b} de {y}", "{b} de {y}", "No prelo",
    ),
    "it": _row(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "{d} {M} {y}", "{M} {y}", "{d} {b} {y}", "{b} {y}", "In corso di pubblicazione", first="1º",
    ),
    "zh": _row(_NUMBERED, _NUMBERED, "{y}年{m}月{d}日", "{y}年{m}月", "{y}年{m}月{d}日", "{y}年{m}月", "即将发表"),
    "ja": _row(_NUMBERED, _NUMBERED, "{y}年{m}月{d}日", "{y}年{m}月", "{y}/{m}/{d}", "{y}/{m}", "近刊"),
    "ko": _row(_NUMBERED, _NUMBERED, "{y}년 {m}월 {d}일", "{y}년 {m}월", "{y}. {m}. {d}.", "{y}. {m}.", "출간 예정"),
    "ar": _row(
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "{d} {M} {y}", "{M} {y}", "{d} {b} {y}", "{b} {y}", "قيد النشر",
    ),
}  # fmt: skip

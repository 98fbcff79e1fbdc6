"""What languages are called in bibliographies, as BCP 47 tags."""

from __future__ import annotations

import re

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_PAIRS = """
    english en american en-US usenglish en-US british en-GB ukenglish en-GB eng en
    german de ngerman de deutsch de austrian de-AT naustrian de-AT ger de deu de
    french fr francais fr français fr fre fr fra fr spanish es español es spa es portuguese pt portuges pt português pt
    por pt brazilian pt-BR brazil pt-BR italian it italiano it ita it dutch nl nld nl danish da swedish sv norwegian no
    norsk nb nynorsk nn finnish fi icelandic is polish pl polski pl czech cs slovak sk hungarian hu romanian ro
    catalan ca català ca basque eu euskara eu galician gl galego gl greek el russian ru rus ru ukrainian uk turkish tr
    arabic ar hebrew he persian fa farsi fa chinese zh chi zh zho zh japanese ja jpn ja korean ko kor ko hindi hi
    latin la croatian hr serbian sr slovene sl slovenian sl bulgarian bg indonesian id vietnamese vi thai th
    estonian et latvian lv lithuanian lt irish ga welsh cy
"""
_WORDS = _PAIRS.split()
_NAMES = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))


def tag(said: str) -> str:
    """The tag of a language by its name in English, in babel's words or in its own, or a tag as it is; else empty."""
    return _NAMES.get(said.lower(), said if _TAG.match(said) else "")

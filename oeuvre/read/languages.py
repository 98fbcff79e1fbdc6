"""Which endings of names are languages: `nets.de.md`, `nets.pt-BR.md`, and not `nets.v2.md`."""

from __future__ import annotations

import re

_TWO_LETTERS = (
    "a[abefkmnrsvyz]|b[aeghimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]|h[aeiortuyz]|i[adegikostu]"
    "|j[av]|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]|n[abdeglnorvy]|o[cjmrs]|p[ailst]|qu|r[mnouw]|s[acdegiklmnoqrstuvw]"
    "|t[aeghiklnorstwy]|u[grkz]|v[eio]|w[ao]|xh|y[io]|z[ahu]"
)
"""The codes of ISO 639-1."""

_TAG = r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{2,8})*"


def is_language(text: str) -> bool:
    """Whether the text is the tag of a language with a code of two letters, or could be one of three (BCP 47)."""
    match = re.fullmatch(_TAG, text)
    return match is not None and (len(match[1]) == 3 or is_common(text))


def is_common(text: str) -> bool:
    """Whether the tag begins with a code of ISO 639-1, so that it can hardly mean anything else."""
    match = re.fullmatch(_TAG, text)
    return match is not None and re.fullmatch(_TWO_LETTERS, match[1].lower()) is not None

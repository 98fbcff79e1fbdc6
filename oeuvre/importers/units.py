r"""The units of siunitx, which chemists and physicists use in titles, by their symbols: `\SI{300}{\kelvin}` is 300 K.

Source: the siunitx manual, 3, tables 2 to 6.
"""

from __future__ import annotations

import re

_QUANTITY = re.compile(r"\\(?:SI|si|qty|unit|num|SIrange|qtyrange)(?![A-Za-z])")
_PAIRS = r"""
    ampere A candela cd kelvin K kilogram kg metre m meter m mole mol second s becquerel Bq degreeCelsius °C coulomb C
    farad F gray Gy hertz Hz henry H joule J lumen lm lux lx newton N ohm Ω pascal Pa radian rad siemens S sievert Sv
    steradian sr tesla T volt V watt W weber Wb day d degree ° hectare ha hour h litre l liter L arcminute ′ minute min
    arcsecond ″ tonne t electronvolt eV dalton Da astronomicalunit au angstrom Å bar bar barn b gauss G gram g
    percent \% celsius °C decibel dB bit bit byte B cm cm mm mm nm nm um µm kHz kHz MHz MHz GHz GHz eV eV meV meV
    keV keV MeV MeV GeV GeV mT mT kV kV mbar mbar
    yocto y zepto z atto a femto f pico p nano n micro µ milli m centi c deci d deca da hecto h kilo k mega M giga G
    tera T peta P exa E zetta Z yotta Y
    squared ^2 cubed ^3 per / of {}
"""
_WORDS = _PAIRS.split()
_SYMBOLS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_UNIT = re.compile(r"\\([A-Za-z]+)(?:\{\}|[ \t]*)")


def spelt(latex: str) -> str:
    """The text with the unit macros in its quantities as symbols; any other text as it is."""
    if not _QUANTITY.search(latex):
        return latex
    return _UNIT.sub(lambda found: _SYMBOLS.get(found[1], found[0]), latex)

"""MathML without `style=`: a strict Content-Security-Policy lets no page set styles in attributes.

math-core sets some declarations that MathML Core has no attributes for. Each becomes a class of the theme's style
sheet here (`CLASSES` is the list of what that sheet must define), colours become `mathcolor`, the rest is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    import re

CLASSES = {
    "text-align: right": "m-right",
    "text-align: left": "m-left",
    "padding-left: 0": "m-pl0",
    "padding-right: 0": "m-pr0",
    "padding-left:1em": "m-pl1",
    "padding-left: 0.1em": "m-pl0",
    "padding-right: 0.1em": "m-pr0",
    "border-top: 0.05em solid currentcolor": "m-top",
    "border-left: 0.05em solid currentcolor": "m-line-left",
    "border-right: 0.05em solid currentcolor": "m-line-right",
    "border-top: 0.05em dashed currentcolor": "m-top",
    "border-left: 0.05em dashed currentcolor": "m-line-left",
    "border-right: 0.05em dashed currentcolor": "m-line-right",
    "margin-left:-0.16666667em": "m-neg",
    "font-variant-caps: small-caps": "small-caps",
}
"""math-core's declarations to the classes that stand for them."""

BOXES = {
    "box": "m-box",
    "updiagonalstrike": "m-up",
    "downdiagonalstrike": "m-down",
    "actuarial": "m-actuarial",
    "phasorangle": "m-phasor",
}
"""The notations of `menclose`, which MathML Core lacks, to the classes that draw them."""

_STYLE = pattern(r' style="([^"]*)"')
_COLOUR = pattern(r"color:\s*(#[0-9A-Fa-f]{3,8})")
_LINK = pattern(r"</?a(?: [^>]*)?>")
_BOX = pattern(r'<menclose notation="([a-z ]+)"')
_STRIKE = pattern(r'<mrow class="menclose-[a-z]+"></mrow>')


def without_styles(mathml: str) -> str:
    """The same MathML with classes instead of styles, no entities that XML lacks, and no links."""
    if "style=" in mathml:
        mathml = _STYLE.sub(lambda match: _attributes(match[1]), mathml)
    if "&ApplyFunction;" in mathml or "&InvisibleTimes;" in mathml:
        mathml = mathml.replace("&ApplyFunction;", "\u2061").replace("&InvisibleTimes;", "\u2062")
    if "<menclose" in mathml:  # not in MathML Core: browsers draw what the style sheet says
        mathml = _BOX.sub(_boxed, _STRIKE.sub("", mathml)).replace("</menclose>", "</mrow>")
    if "<a" in mathml:
        mathml = _LINK.sub("", mathml)
    return mathml


def _boxed(found: re.Match[str]) -> str:
    return f'<mrow class="{" ".join(BOXES[name] for name in found[1].split() if name in BOXES)}"'


def _attributes(style: str) -> str:
    classes: list[str] = []
    colour = ""
    for declaration in filter(None, style.split(";")):
        found = _COLOUR.match(declaration)
        if found:
            colour = f' mathcolor="{found[1]}"'
        elif declaration in CLASSES and CLASSES[declaration] not in classes:
            classes.append(CLASSES[declaration])
    return colour + (f' class="{" ".join(classes)}"' if classes else "")

"""HTML made from what people typed, cleaned by nh3 until nothing in it can run, ask another host, or break the page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMES = frozenset(("http", "https", "mailto"))

_BLOCKS = (
    "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr "
    "li ol p pre section summary table tbody td tfoot th thead tr ul"
)
_INLINE = (
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u "
    "var wbr audio source track video"
)
TAGS = frozenset((*_BLOCKS.split(), *_INLINE.split()))
"""The elements that content may use; the text of others is kept."""

LEFT_OUT_WHOLE = frozenset(("script", "style", "template", "noscript", "iframe", "object", "noembed", "noframes"))
"""The elements that are left out with all that stands in them."""

ATTRIBUTES = {
    "*": {"id", "title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "time": {"datetime"},
    "audio": {"src", "controls", "loop", "muted"},
    "video": {"src", "controls", "loop", "muted", "width", "height"},
    "source": {"src", "type"},
    "track": {"src", "kind", "srclang", "label"},
}
_ALIGNED = {"align": {"left", "right", "center"}}
_CLASSES = {"div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}

_UNSEEN = pattern(r"[\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
_SCHEME = pattern(r"([^/?#\\]*?):")
_ELSEWHERE = pattern(r"https?:|[/\\]{2}", re.IGNORECASE)


def address(url: str) -> str | None:
    """An address fit for `href` or `src`: http, https, mailto or relative; None for any other.

    Controls and spaces are taken out before the scheme is looked at, as browsers do (URL Standard, 4.4).
    """
    scheme = _SCHEME.match(_UNSEEN.sub("", url))
    if scheme and scheme[1].lower() not in SCHEMES:
        return None
    return re.sub(r"[\x00-\x1f\x7f]+", "", url).strip().replace(" ", "%20")


def elsewhere(url: str) -> bool:
    """Whether a browser would ask another host for this address."""
    return bool(_ELSEWHERE.match(_UNSEEN.sub("", url)))


def allowed(tag: str, attribute: str) -> bool:
    """Whether an attribute of an element survives."""
    return attribute in ATTRIBUTES["*"] or attribute in ATTRIBUTES.get(tag, ())


@cache
def _cleaner() -> Callable[[str], str]:
    import nh3

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(LEFT_OUT_WHOLE),
        attributes=ATTRIBUTES,
        tag_attribute_values={"td": _ALIGNED, "th": _ALIGNED},
        allowed_classes=_CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    ).clean


def clean(html: str) -> str:
    """The same HTML without anything that is not on the lists above, and well formed."""
    cleaned = _cleaner()(html)
    return cleaned.replace("&nbsp;", "\u00a0") if "&nbsp;" in cleaned else cleaned

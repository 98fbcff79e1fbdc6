"""What is wrong with a piece of HTML that stands on a page: an independent look, by the standard library's parser."""

import re
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "col", "source", "track", "wbr", "mspace", "mprescripts", "none"}
MATHML = {
    "math", "mi", "mn", "mo", "mtext", "mspace", "mrow", "msup", "msub", "msubsup", "munder", "mover", "munderover",
    "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mpadded", "mphantom", "mmultiscripts", "mprescripts", "mstyle",
    "menclose", "merror",
}  # fmt: skip
HTML = {
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby",
    "s", "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr",
}  # fmt: skip
ATTRIBUTES = {
    "id", "title", "lang", "dir", "href", "src", "alt", "width", "height", "start", "reversed", "value", "colspan",
    "rowspan", "scope", "span", "open", "datetime", "controls", "loop", "muted", "type", "kind", "srclang", "label",
    "class",
}  # fmt: skip
MATHML_ATTRIBUTES = {
    "alttext", "display", "displaystyle", "scriptlevel", "mathvariant", "mathcolor", "mathsize", "stretchy", "minsize",
    "maxsize", "lspace", "rspace", "form", "fence", "separator", "symmetric", "largeop", "movablelimits", "accent",
    "accentunder", "linethickness", "columnalign", "rowspacing", "columnspacing", "depth", "voffset", "notation",
    "mathbackground", "intent", "arg", "columnspan", "rowspan", "width", "height", "class", "id",
}  # fmt: skip
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")  # URL Standard, 4.4, scheme state


class _Look(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []
        self.open = []
        self.ids = []
        self.links = []

    def handle_starttag(self, tag, attrs):
        inside_math = "math" in self.open or tag == "math"
        if tag not in HTML and not (inside_math and tag in MATHML):
            self.faults.append(f"element {tag}")
        if tag == "a" and "a" in self.open:
            self.faults.append("a link in a link")
        for name, value in attrs:
            if name not in (MATHML_ATTRIBUTES if inside_math else ATTRIBUTES):
                self.faults.append(f"attribute {name} of {tag}")
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src"):
                self._address(tag, name, value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"end of {tag}")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_comment(self, data):
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl):
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data):
        self.faults.append(f"instruction {data}")

    def _address(self, tag, name, value):
        bare = re.sub(r"[\x00-\x20\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\ufeff]+", "", value)
        scheme = SCHEME.match(bare)
        if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
            self.faults.append(f"{name} {value}")
        if name == "src" and (scheme or re.match(r"[/\\]{2}", bare)):
            self.faults.append(f"{tag} asks another host: {value}")
        self.links.append(value)


def faults(html):
    look = _Look()
    look.feed(html)
    look.close()
    left = [f"{tag} is not closed" for tag in look.open]
    twice = [f"id {name} twice" for name in set(look.ids) if look.ids.count(name) > 1]
    return look.faults + left + twice

"""HTML as a reader meets it: a tree to ask for elements and their text."""

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "hr", "input", "wbr"}


class Element:
    def __init__(self, tag, attributes):
        self.tag = tag
        self.attributes = attributes
        self.children = []

    def __getitem__(self, name):
        return self.attributes[name]

    def get(self, name, default=None):
        return self.attributes.get(name, default)

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()

    @property
    def text(self):
        """All text in it, with white space as a browser shows it."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.pieces()

    def walk(self):
        yield self
        for child in self.children:
            if not isinstance(child, str):
                yield from child.walk()

    def all(self, selector):
        """Elements by `tag`, `.class`, `#id` or `tag.class`; with a space, those inside others."""
        first, _, rest = selector.partition(" ")
        found = [each for each in self.walk() if each is not self and _matches(each, first)]
        return [inner for each in found for inner in each.all(rest)] if rest else found

    def one(self, selector):
        found = self.all(selector)
        assert found, f"there is no {selector}"
        return found[0]

    def texts(self, selector):
        return [each.text for each in self.all(selector)]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {name: value if value is not None else "" for name, value in attributes})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(html):
    """The document; an element that is left open or closed twice is a failed test."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]


def _matches(element, selector):
    tag, mark, name = selector, "", ""
    for mark in ".#":
        if mark in selector:
            tag, _, name = selector.partition(mark)
            break
    if tag and element.tag != tag:
        return False
    if not name:
        return True
    return name in element.classes if mark == "." else element.get("id") == name

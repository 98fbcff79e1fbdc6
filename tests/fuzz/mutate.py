"""Mutations that know what lines, keys and brackets are: what comes out looks like something that a person typed.

JSON is changed as a tree as well, so that most of it can still be read.

Every mutation is drawn from a `random.Random`, so a seed tells a whole run.
"""

import json
from copy import deepcopy

ODD = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xc3", b"\xe2\x80\xa8", b"\xc2\xa0",
    b"\r", b"\r\n", b"\t", b"\x0b", b"\x1b[31m", b"\xef\xbf\xbf", b"\x85", b"\xcc\x81" * 40,
    b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac",
]  # fmt: skip
"""Bytes that nobody types on purpose: NUL, marks, a lone surrogate, bidi controls, escapes, half characters."""

STRANGE = (None, True, 0, -1, 1e308, "", "\x00", "\ud800", [], {}, [[]], "<b>$x", "9" * 400)
"""Values that stand nowhere on purpose."""

LONGEST = 20_000


def mutated(dice, seeds, words):
    """One of the seeds with one to eight changes; now and then nothing but the format's own words."""
    if dice.random() < 0.1:
        return b"".join(dice.choices(words, k=dice.randrange(1, 60)))[:LONGEST]
    data = dice.choice(seeds)
    if data.lstrip()[:1] in (b"{", b"[") and dice.random() < 0.8:
        return _json(dice, data, words)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 5, 8))):
        data = dice.choice(CHANGES)(dice, data, seeds, words)
    return data[:LONGEST]


def _json(dice, data, words):
    """The same JSON with some of its values exchanged, dropped, doubled or made into something else."""
    try:
        tree = json.loads(data)
    except ValueError:
        return data
    for _ in range(dice.choice((1, 1, 2, 5))):
        inner = [node for node in _inner(tree) if node]
        if not inner:
            break
        node = dice.choice(inner)
        place = dice.choice(list(node)) if isinstance(node, dict) else dice.randrange(len(node))
        what = dice.randrange(5)
        if what == 0:
            del node[place]
        elif what == 1:
            node[place] = deepcopy(dice.choice(STRANGE))
        elif what == 2:
            node[place] = [node[place], deepcopy(node[place])]
        elif what == 3:
            node[place] = deepcopy(dice.choice(inner))
        else:
            node[place] = b"".join(dice.choices(words, k=4)).decode("utf-8", "replace")
    return json.dumps(tree).encode()


def _inner(tree):
    if isinstance(tree, dict | list):
        yield tree
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from _inner(value)


def _place(dice, data):
    return dice.randrange(len(data) + 1)


def _span(dice, data):
    begin = _place(dice, data)
    return begin, min(len(data), begin + dice.choice((1, 1, 2, 4, 10, 40, 200)))


def insert_word(dice, data, _seeds, words):
    place = _place(dice, data)
    return data[:place] + dice.choice(words) + data[place:]


def insert_odd(dice, data, _seeds, _words):
    place = _place(dice, data)
    return data[:place] + dice.choice(ODD) + data[place:]


def delete(dice, data, _seeds, _words):
    begin, end = _span(dice, data)
    return data[:begin] + data[end:]


def repeat(dice, data, _seeds, _words):
    begin, end = _span(dice, data)
    return data[:begin] + data[begin:end] * dice.choice((2, 3, 10, 100)) + data[end:]


def flip(dice, data, _seeds, _words):
    if not data:
        return data
    place = dice.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << dice.randrange(8))]) + data[place + 1 :]


def cut(dice, data, _seeds, _words):
    return data[: _place(dice, data)]


def drop_line(dice, data, _seeds, _words):
    lines = data.split(b"\n")
    del lines[dice.randrange(len(lines))]
    return b"\n".join(lines)


def double_line(dice, data, _seeds, _words):
    lines = data.split(b"\n")
    place = dice.randrange(len(lines))
    return b"\n".join([*lines[:place], lines[place], *lines[place:]])


def swap_lines(dice, data, _seeds, _words):
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def join_lines(dice, data, _seeds, _words):
    lines = data.split(b"\n")
    place = dice.randrange(len(lines))
    return b"\n".join([*lines[:place], b" ".join(lines[place : place + 2]), *lines[place + 2 :]])


def indent(dice, data, _seeds, _words):
    lines = data.split(b"\n")
    place = dice.randrange(len(lines))
    lines[place] = dice.choice((b" ", b"  ", b"\t", b"    ")) + lines[place]
    return b"\n".join(lines)


def outdent(dice, data, _seeds, _words):
    lines = data.split(b"\n")
    place = dice.randrange(len(lines))
    lines[place] = lines[place].lstrip()
    return b"\n".join(lines)


def splice(dice, data, seeds, _words):
    """The head of this one and the tail of another, at ends of lines."""
    other = dice.choice(seeds)
    here, there = data.split(b"\n"), other.split(b"\n")
    return b"\n".join(here[: dice.randrange(len(here) + 1)] + there[dice.randrange(len(there) + 1) :])


def value(dice, data, _seeds, words):
    """What stands behind a colon, an equals sign or a comma becomes something else."""
    lines = data.split(b"\n")
    places = [place for place, line in enumerate(lines) if b":" in line or b"=" in line]
    if not places:
        return data
    place = dice.choice(places)
    mark = b":" if b":" in lines[place] else b"="
    head = lines[place].partition(mark)[0]
    lines[place] = head + mark + b" " + b" ".join(dice.choices(words, k=dice.randrange(4)))
    return b"\n".join(lines)


def line_ends(dice, data, _seeds, _words):
    return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\r", b"\x85")))


def recode(dice, data, _seeds, _words):
    return data.decode("utf-8", "replace").encode(dice.choice(("utf-16", "latin-1", "gbk", "utf-16-be")), "replace")


CHANGES = [
    insert_word, insert_word, insert_odd, delete, delete, repeat, flip, cut, drop_line, double_line, swap_lines,
    join_lines, indent, outdent, splice, splice, value, value, value, line_ends, recode,
]  # fmt: skip


def smallest(data, fails):
    """A part of `data` that still fails: lines are taken away first, then bytes, in ever smaller pieces."""
    for split in (b"\n", b""):
        parts = data.split(b"\n") if split else [data[place : place + 1] for place in range(len(data))]
        size = len(parts) // 2
        while size:
            place = 0
            while place < len(parts):
                fewer = parts[:place] + parts[place + size :]
                if fails(split.join(fewer)):
                    parts = fewer
                else:
                    place += size
            size //= 2
        data = split.join(parts)
    return data

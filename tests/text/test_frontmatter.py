"""Front matter and bytes: everything that may lie in a Markdown file becomes a tree, a body, and faults with places."""

import tracemalloc

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oeuvre.text import simple_yaml, yaml_tree
from oeuvre.text.frontmatter import Document, Mapping, Scalar, Sequence, parse, parse_yaml, place_in, rules


def told(node):
    """A tree without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [told(item) for item in node.items]
    return {key.text: told(value) for key, value in node.entries}


def fields(text):
    document = parse(text.encode())
    assert document.problems == ()
    return told(document.fields)


def faults(data):
    document = parse(data if isinstance(data, bytes) else data.encode())
    return [f"{p.line}:{p.column}: {p.severity}: {p.message} [{p.rule}]" for p in document.problems]


@pytest.mark.parametrize(
    "written",
    [
        "2301.10140", "2401.00010", "no", "NO", "on", "Yes", "Null", "1:30", "1:2:3", "12:30", "0123", "1e3", "1_000",
        "0x1F", "2024-05-01", "2024-13-01", "=", "~", ".inf", "+1", "1.0", "TRUE",
    ],
)  # fmt: skip
def test_every_scalar_is_the_text_that_was_written(written):
    assert fields(f"---\nx: {written}\ny: [{written}]\n---\n") == {"x": written, "y": [written]}


def test_a_document_has_its_fields_its_body_and_their_places():
    document = parse(b"\n---\ntitle: A\nauthors:\n  - 'B'\nlinks: {pdf: c}\n---\n\n\nText\n\nmore\n\n")
    assert document == Document(
        Mapping(
            (
                (Scalar("title", 3, 1), Scalar("A", 3, 8)),
                (Scalar("authors", 4, 1), Sequence((Scalar("B", 5, 5, plain=False),), 5, 3)),
                (Scalar("links", 6, 1), Mapping(((Scalar("pdf", 6, 9), Scalar("c", 6, 14)),), 6, 8)),
            ),
            3,
            1,
        ),
        "Text\n\nmore",
        10,
    )


def test_block_texts_keep_or_fold_their_lines():
    assert fields("---\na: |\n  x\n  y\nb: >-\n  x\n  y\n---\n") == {"a": "x\ny\n", "b": "x y"}


@pytest.mark.parametrize("opening", ["---\n", "---  \n", "\n\n---\t\n", "\ufeff---\n"])
@pytest.mark.parametrize("closing", ["---\n", "---   \n", "...\n", "---"])
def test_front_matter_opens_and_closes_as_people_write_it(opening, closing):
    assert fields(f"{opening}a: b\n{closing}") == {"a": "b"}


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_windows_and_of_old_macs_change_nothing(end):
    text = "---\ntitle: A\nnote: |\n  x\n  y\n---\nText\n\nmore\n"
    assert parse(text.replace("\n", end).encode()) == parse(text.encode())


def test_a_byte_order_mark_changes_nothing():
    assert parse(b"\xef\xbb\xbf---\ntitle: A\n---\nText") == parse(b"---\ntitle: A\n---\nText")


def test_decomposed_accents_are_composed_and_nothing_else_is_changed():
    decomposed = "---\na: Jose\u0301 Nguye\u0302\u0303n \u1112\u1161\u11ab \ufa19 \u212b x\u0338\n---\n"
    assert fields(decomposed) == {"a": "José Nguyễn 한 \ufa19 \u212b x\u0338"}


def test_bytes_that_are_not_utf_8_are_told_once_and_read_as_windows_1252():
    document = parse("---\r\ntitle: A\r\nvenue: Café\r\nnote: “x”\r\n---\r\n".encode("cp1252"))
    assert told(document.fields) == {"title": "A", "venue": "Café", "note": "“x”"}
    assert [(p.line, p.column, p.message) for p in document.problems] == [
        (3, 11, 'the byte 0xE9 is not UTF-8, as are 2 more; save the file in the encoding "UTF-8"')
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf_16_is_told_by_its_name(encoding):
    data = "\ufeff---\ntitle: A\n---\n".encode(encoding).removeprefix(b"\xff\xfe")
    assert faults(b"\xff\xfe" + data)[0] == (
        '1:1: error: the file is in the encoding UTF-16; save it as "UTF-8" [file/encoding]'
    )


def test_unseen_characters_are_told_where_they_are_and_do_not_get_through():
    document = parse("---\ntitle: a\x00b\n---\nx\x07y \u202ez\u202c\n".encode())
    assert told(document.fields) == {"title": "a b"}
    assert document.body == "x y z"
    assert [(p.line, p.column, p.severity, p.rule) for p in document.problems] == [
        (2, 9, "error", "file/control-character"),
        (4, 2, "error", "file/control-character"),
        (4, 5, "warning", "file/bidi-control"),
        (4, 7, "warning", "file/bidi-control"),
    ]


def test_of_a_file_that_is_not_text_only_the_first_faults_are_told():
    lines = faults(b"---\ntitle: A\n---\n" + b"\x01" * 1000)
    assert len(lines) == 5
    assert lines[-1].endswith("delete it, and 995 more like it [file/control-character]")


def test_many_faults_are_summed_up():
    lines = faults("---\n" + "a: 1\n" * 300 + "---\n")
    assert len(lines) == 101
    assert lines[-1] == "103:1: error: 199 more faults follow; mend those above first [frontmatter/many]"


def test_front_matter_of_endless_length_is_told_and_the_body_kept():
    document = parse(b"---\ntitle: " + b"x" * 300_000 + b"\n---\nText")
    assert (document.fields.entries, document.body) == ((), "Text")
    assert [(problem.line, problem.message, problem.rule) for problem in document.problems] == [
        (2, "the front matter has 300008 characters and is not read; close it with --- after the last field",
         "frontmatter/too-long"),
    ]  # fmt: skip


def test_a_field_that_cannot_be_read_is_not_called_missing():
    document = parse(f"---\ntitle: A\nauthors: {'[' * 60}\ndate: 2024\n---\n".encode())
    assert document.unread == ("authors",)
    assert told(document.fields) == {"title": "A", "date": "2024"}


def test_settings_are_fields_from_the_first_line_to_the_last():
    assert told(parse_yaml(b"---\ntitle: A\n# note\naccent: '#123456'\n").fields) == {"title": "A", "accent": "#123456"}
    assert parse_yaml(b"").fields == Mapping((), 1, 1)


def test_settings_in_two_documents_are_told():
    problem = parse_yaml(b"a: b\n---\nc: d\n").problems[0]
    assert (problem.line, problem.rule) == (3, "frontmatter/documents")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("title: a long text with $x$ in it", "$x$"),
        ("title: 'it''s a $x$ thing'", "$x$"),
        ("title: $x$ is not $x$", "$x$ is not"),
        ("abstract: |\n  first\n\n  then $x$", "$x$"),
        ("abstract: >\n  first\n  then $x$", "$x$"),
    ],
)
def test_an_offset_into_a_text_is_found_in_the_file(source, words):
    data = f"---\nnote: $x$ here\n{source}\n---\n".encode()
    node = parse(data).fields.entries[1][1]
    offset = node.text.rindex(words) if words == "$x$" else node.text.index(words)
    line, column = place_in(data, node, offset)
    assert data.decode().split("\n")[line - 1][column - 1 :].startswith(words[:3])
    assert line > 2


# What is read without the YAML library is what the YAML library reads.

WORDS = st.sampled_from(
    [
        "a", "title", "A b", "é", "x: y", "x:y", "a #b", "a#b", "-", "- x", "-x", "'q'", '"q"', "'it''s'",
        '"a\\nb"', "1", "[a, b]", "[]", "[a,b ,  c-d]", "[a: b]", "{a: b}", "|", ">", "&x", "*x", "!x", "%",
        "@", "`", "?", "? x", ":", "a:", "~", "...", "---", "#", "# c", "", " ", "  ", "a\u00a0b", "\u00a0",
        "“x”", "$x$", "\\alpha", "(x)", "=", "<<", "a, b", "http://x.org/a?b=c#d", "x ", "10:30", "a-b",
        "a.b", "王", "[王, -x]", "\t", "a\tb", "'", '"', "[a", "x]", "a]", "a}", "a # b: c", "a  # b", "{}",
        "{a: b, c d: e f }", "{a: 'b: c, d', b: \"x\",}", "{ a: 1,b: 2}", "{a: b, a: c}", "{a: 'it''s'}", "{a: }",
        "{a: b c: d}", "{a:b, c: d}", "{a: -b}", "{a: b} # c", "{a: 'b'x}", "{a: b,, c: d}", "{a: b\u00a0}",
    ]
)  # fmt: skip
KEYS = ["", "", "title: ", "authors:", "a: ", "b:  ", "c.d: ", "h-index: ", "a b: ", "é: ", "1: ", "x : "]
LINES = st.builds(
    lambda indent, dash, key, value: " " * indent + dash + key + value,
    st.sampled_from([0, 0, 0, 1, 2, 2, 4]),
    st.sampled_from(["", "", "- ", "-  ", "-"]),
    st.sampled_from(KEYS),
    WORDS,
)


@settings(max_examples=500, deadline=None)
@given(st.lists(LINES, max_size=7))
@example(["a:", "- b: c", "  d: e", "- f", "g: [h, i]"])
@example(["a: b", "  # c", "", "d:", "   - 'e'  ", "f:"])
def test_the_simple_reader_and_the_yaml_library_agree_on_tree_and_places(lines):
    text = "\n".join(lines) + "\n"
    simple = simple_yaml.read(text, 2)
    if simple is not None:
        root, problems = yaml_tree.compose(text, 2)
        assert problems == []
        assert simple == (root or Mapping((), 2, 1))


PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a: ", "b: ", "c: ", "- ", "  d: "]), PLAIN_TEXT), max_size=5))
def test_the_simple_reader_agrees_on_any_characters(lines):
    document = parse(("---\n" + "".join(f"{start}{text}\n" for start, text in lines) + "---\n").encode())
    text = "".join(f"{start}{text}\n" for start, text in lines)
    simple = simple_yaml.read(text, 2)
    if simple is not None and not document.problems and text.isprintable():
        root, problems = yaml_tree.compose(text, 2)
        assert (root or Mapping((), 2, 1), problems) == (simple, [])


def test_ordinary_front_matter_is_read_without_the_yaml_library():
    text = (
        "title: 'A: b'\nauthors:\n  - Kai Zhen\n  - 'Zhen, Kai'\ndate: 2024-05-01\nkeywords: [a b, c-d]\n\n# links\n"
        "links:\n  pdf: https://example.org/a.pdf\n  code: https://example.org\nmetrics:\n- name: h-index\n  value: 6\n"
        "- {name: papers, value: computed}\nurl: {home: 'https://example.org'}\n"
    )
    assert simple_yaml.read(text, 2) == yaml_tree.compose(text, 2)[0]


# Hostile input: no exception, time that grows with the size only, and no more memory than a few times the size.


def check(document):
    for problem in document.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message
        assert problem.rule in rules()
    stack = [document.fields]
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            assert not set(node.text) & set("\x00\x07\x1b\x85\u2028\ufeff")
        elif isinstance(node, Sequence):
            stack += node.items
        else:
            names = [key.text for key, _ in node.entries]
            assert len(set(names)) == len(names)
            stack += [value for _, value in node.entries]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_become_a_document(data):
    check(parse(data))
    check(parse(b"---\n" + data + b"\n---\n"))
    check(parse_yaml(data))


SNIPPETS = st.sampled_from(
    [
        "---\n", "...\n", "\n", "  ", "- ", ": ", ":", "a", "title: ", "authors:\n", "'", '"', "\\", "\\x",
        "[", "]", "{", "}", ",", "#", " #", "|\n", ">\n", "&a", "*a", "!t", "%", "@", "`", "?", "\t", "\r\n",
        "\u00a0", "\ufeff", "é", "<<: ", "\x00", "~",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(SNIPPETS, max_size=40).map("".join))
@example("a: \"\\ud83d\\ude00\"")
@example('"\\UFFFFFFFF"')
def test_any_mixture_of_yaml_becomes_a_document(text):
    check(parse(f"---\n{text}\n---\n".encode()))
    check(parse_yaml(text.encode()))


@settings(max_examples=100, deadline=None)
@given(st.lists(SNIPPETS, max_size=25).map("".join))
@example('a: "\\ud83d"')
@example('a: "\\UFFFFFFFF"')
def test_without_libyaml_too(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        check(parse_yaml(text.encode()))


HOSTILE = {
    "brackets": "a: " + "[" * 200_000,
    "braces": "a: " + "{" * 200_000,
    "dashes": "- " * 100_000,
    "questions": "? " * 100_000,
    "keys": "".join(f"k{i}: v\n" for i in range(20_000)),
    "the same key": "a: 1\n" * 10_000,
    "unclosed quotes": "".join(f'k{i}: "v\n' for i in range(20_000)),
    "broken lines": "@\n" * 100_000,
    "broken list": "a:\n" + "  - [\n" * 40_000,
    "one long word": "a: " + "x" * 250_000,
    "one long key": "x" * 250_000 + ": a",
    "aliases": "a: &a [x]\n" + "".join(f"b{i}: [{'*a,' * 9}]\n" for i in range(2_000)),
    "escapes": 'a: "' + "\\t\\n\\x07" * 20_000 + '"',
    "comments": "a: b #\n" * 30_000,
    "spaces": " " * 250_000 + "a: b\n  @",
    "tabs": "\t" * 250_000,
    "names": "a b " * 60_000,
    "dotted": "a." * 120_000 + ":",
    "ten megabytes": "x" * 10_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "unclosed"])
def test_hostile_front_matter_ends_in_a_document(name, closed):
    check(parse(f"---\n{HOSTILE[name]}\n{'---' if closed else ''}\n".encode()))


@pytest.mark.parametrize("name", ["the same key", "unclosed quotes", "broken lines", "ten megabytes"])
def test_hostile_front_matter_takes_memory_in_proportion(name):
    data = f"---\n{HOSTILE[name]}\n---\n".encode()
    tracemalloc.start()
    parse(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * len(data) + 50_000_000

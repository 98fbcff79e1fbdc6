"""The same file by whatever program: the same papers, or a finding that says what was guessed."""

import unicodedata

import pytest

from oeuvre.importers import bibtex, ris
from oeuvre.importers.decoding import decode

TEXT = """\
@article{müller2020,
  author = {Jörg Müller and François Çelik},
  title = {Über Größen},
  journal = {Zeitschrift},
  year = {2020}
}
"""


def papers(data):
    parsed = bibtex.parse(data, "papers.bib")
    return [(record.fields, record.abstract) for record in parsed.records], parsed.findings


EXPECTED = papers(TEXT.encode())[0]
MESSAGE = (
    "papers.bib:1:1: warning: the file is not in UTF-8 and was read as {}; "
    "check its accents, and save it as UTF-8 [import/encoding]"
)


def test_the_plain_file_is_read_without_a_finding():
    assert papers(TEXT.encode()) == (EXPECTED, ())
    assert EXPECTED[0][0]["authors"] == ["Jörg Müller", "François Çelik"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).replace(unicodedata.normalize("NFD", "müller2020"), "müller2020").encode(),
        TEXT.replace("  ", "\t").encode(),
        TEXT.rstrip().encode(),
        TEXT.replace(" = ", "\u00a0=\u00a0").encode(),
        TEXT.encode("utf-16"),
        b"---\n---\n\n" + TEXT.encode(),
    ],
    ids=["BOM", "CRLF", "CR", "NFD", "tabs", "no last newline", "NBSP", "UTF-16", "Jekyll"],
)
def test_line_ends_and_marks_make_no_difference(data):
    assert papers(data) == (EXPECTED, ())


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_latin_1_is_read_and_told(encoding):
    found, findings = papers(TEXT.encode(encoding))
    assert found == EXPECTED
    assert list(map(str, findings)) == [MESSAGE.format("Windows-1252")]


def test_gbk_is_read_and_told():
    text = "@article{a, author = {王小明 and 李雷}, title = {神经网络的压缩}, year = 2020}"
    found, findings = papers(text.encode("gbk"))
    assert found == papers(text.encode())[0]
    assert list(map(str, findings)) == [MESSAGE.format("GBK")]


def test_portuguese_latin_1_is_not_taken_for_chinese():
    text = "@article{a, author = {A Conceição}, title = {Computação e ações}, year = 2020}"
    assert papers(text.encode("latin-1"))[0] == papers(text.encode())[0]


def test_a_file_of_mixed_origin_comes_out_right():
    data = TEXT.encode().replace("Größen".encode(), "Größen".encode("latin-1"))
    assert papers(data)[0] == EXPECTED


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_ris_does_not_mind_line_ends(ending):
    text = ending.join(["TY  - JOUR", "AU  - Müller, Jörg", "TI  - One", "PY  - 2020", "ER  - ", ""])
    (record,) = ris.parse(text.encode("utf-8-sig"), "papers.ris").records
    assert record.fields["authors"] == ["Jörg Müller"]


def test_any_byte_becomes_a_character():
    text, _ = decode(bytes(range(256)) * 3, "x")
    assert "\ufffd" not in text

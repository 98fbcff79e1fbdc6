"""The manifest and the record."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.write.entries import Entry, digest_of, dump_manifest, dump_record, intact, load_record, parse_manifest

ENTRY = Entry("index.html", "key", digest_of(b"home"), 4, 5, 6)


def test_the_manifest_has_a_line_for_each_file_and_says_what_it_is_for():
    other = Entry('a "b"/ü.html', "other", digest_of(b""), 0, 0, 0)
    about = "the files that oeuvre wrote into this folder; it changes and removes no others"
    assert dump_manifest([ENTRY, other]).decode() == (
        f'{{"oeuvre-manifest": 1, "about": "{about}",\n'
        '"files": {\n'
        '"a \\"b\\"/\\u00fc.html": "e3b0c44298fc1c149afbf4c8996fb924",\n'
        '"index.html": "4ea140588150773ce3aace786aeef7f4"\n'
        "}}\n"
    )


@given(st.dictionaries(st.text(max_size=9), st.binary(max_size=3), max_size=5))
def test_a_manifest_reads_back(files):
    entries = [Entry(path, "key", digest_of(data), 1, 2, 3) for path, data in files.items()]
    data = dump_manifest(entries)
    json.loads(data)
    assert parse_manifest(data) == {entry.path: Entry(entry.path, "", entry.digest, -1, -1, -1) for entry in entries}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "cannot be read"),
        (b"[" * 200_000, "cannot be read"),
        (b"{}", "is not oeuvre's"),
        (b"[]", "is not oeuvre's"),
        (b'{"oeuvre-manifest": 1, "files": {"a": 1}}', "is not oeuvre's"),
        (b'{"oeuvre-manifest": 2, "files": {}}', "is of another version of oeuvre"),
    ],
)
def test_what_is_no_manifest_says_why(data, reason):
    with pytest.raises(ValueError, match=reason):
        parse_manifest(data)


def test_a_record_reads_back_for_its_own_site_only(tmp_path):
    path = tmp_path / "record.json"
    path.write_bytes(dump_record(b"manifest", [ENTRY]))
    assert load_record(str(path), b"manifest") == {"index.html": ENTRY}
    assert load_record(str(path), b"another") == {}
    assert load_record(str(tmp_path / "missing"), b"manifest") == {}


@pytest.mark.parametrize(
    ("before", "trusted"),
    [(0, False), (19_000_000, False), (21_000_001, True), (-5_000_001, False)],
)
def test_a_time_too_near_to_that_of_the_record_proves_nothing(tmp_path, before, trusted):
    now = 1_800_000_000_123_456_789
    path = tmp_path / "record.json"
    path.write_bytes(dump_record(b"", [ENTRY._replace(mtime=now - before)]))
    os.utime(path, ns=(now, now))
    assert (load_record(str(path), b"")["index.html"].mtime != -1) is trusted


def test_on_a_disk_that_keeps_seconds_the_margin_is_two(tmp_path):
    now = 1_800_000_000_000_000_000
    path = tmp_path / "record.json"
    for seconds, trusted in ((1, False), (2, False), (3, True)):
        path.write_bytes(dump_record(b"", [ENTRY._replace(mtime=now - seconds * 10**9)]))
        os.utime(path, ns=(now, now))
        assert (load_record(str(path), b"")["index.html"].mtime != -1) is trusted


def test_a_file_is_known_by_its_bytes_where_nothing_else_is_known(tmp_path):
    (tmp_path / "index.html").write_bytes(b"home")
    entry = Entry("index.html", "key", digest_of(b"home"), -1, -1, -1)
    found = intact(f"{tmp_path}/", entry)
    assert found is not None
    assert found.size == 4
    assert intact(f"{tmp_path}/", found) is found
    assert intact(f"{tmp_path}/", entry._replace(digest=digest_of(b"Home"))) is None
    (tmp_path / "index.html").unlink()
    assert intact(f"{tmp_path}/", entry) is None

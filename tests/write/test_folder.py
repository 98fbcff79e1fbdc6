"""A build's output is the old site or the new one, and holds what was given."""

import multiprocessing
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oeuvre.errors import OutputError
from tests.soak import times

OLD = {"index.html": b"home", "papers/a/index.html": b"A", "papers/b/index.html": b"B", "feed.xml": b"<feed/>"}
NEW = {"index.html": b"home 2", "papers/a/index.html": b"A", "papers/c/index.html": b"C", "feed.xml": b"<feed/>"}


def moments(folder):
    """How every file and folder lies on disk: what changes when something is written."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]}


def test_the_first_build_writes_every_page(site):
    report = site.build(OLD)
    assert site.shown() == OLD
    assert (report.written, report.unchanged, report.removed) == (4, 0, 0)


def test_the_next_build_changes_adds_and_removes(site):
    site.build(OLD)
    report = site.build(NEW)
    assert site.shown() == NEW
    assert (report.written, report.unchanged, report.removed) == (2, 2, 1)


@pytest.mark.parametrize("in_place", [False, True])
def test_pages_that_became_folders_and_folders_that_became_pages(site, in_place):
    first, second = {"a": b"1", "b/c/d": b"2", "x": b"3"}, {"a/index.html": b"4", "b": b"5", "x": b"3"}
    for _ in range(3):
        site.build(first, in_place=in_place)
        assert site.shown() == first
        site.build(second, in_place=in_place)
        assert site.shown() == second


def test_a_build_without_changes_writes_nothing(site):
    site.build(OLD)
    site.build(NEW)
    before = moments(site.output)
    report = site.build(NEW)
    assert moments(site.output) == before
    assert (report.written, report.unchanged, report.removed) == (0, 4, 0)


def test_a_build_without_changes_writes_nothing_even_without_a_cache(site):
    site.build(OLD)
    shutil.rmtree(site.cache)
    before = moments(site.output)
    with site.folder() as folder:
        assert not any(folder.keep(path, "") for path in OLD)
        for path, data in OLD.items():
            folder.put(path, "other keys", data)
        assert folder.commit().unchanged == 4
    assert moments(site.output) == before


def test_files_that_did_not_change_keep_their_time(site):
    site.build(OLD)
    before = (site.output / "feed.xml").stat().st_mtime_ns
    site.build(NEW)
    site.build(OLD)
    assert (site.output / "feed.xml").stat().st_mtime_ns == before


def test_nothing_is_kept_that_was_made_from_something_else(site):
    site.build(OLD)
    with site.folder() as folder:
        assert not folder.keep("index.html", "another key")
        assert not folder.keep("unknown.html", "key")


def test_a_page_without_a_key_is_never_kept(site):
    with site.folder() as folder:
        folder.put("index.html", "", b"home")
        folder.commit()
    with site.folder() as folder:
        assert not folder.keep("index.html", "")


def test_without_the_cache_every_page_is_made_again(site):
    site.build(OLD)
    shutil.rmtree(site.cache)
    with site.folder() as folder:
        assert folder.previous.keys() == OLD.keys()
        assert {entry.key for entry in folder.previous.values()} == {""}


@pytest.mark.parametrize("damage", ["cut", "empty", "edit", "edit unseen", "delete", "replace", "link", "folder"])
@pytest.mark.parametrize("in_place", [False, True])
def test_a_damaged_file_is_written_again(site, damage, in_place):
    site.build(OLD, in_place=in_place)
    site.build(NEW, in_place=in_place)
    path = site.output / "papers" / "a" / "index.html"
    if damage == "folder":
        path.unlink()
        path.mkdir()
    elif damage in {"cut", "empty"}:
        os.truncate(path, 0)
    elif damage == "edit":
        path.write_bytes(b"Z")
    elif damage == "edit unseen":  # as many bytes, and the time set back
        before = path.stat()
        os.unlink(path)
        path.write_bytes(b"Z")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    else:
        path.unlink()
        if damage == "replace":
            path.write_bytes(b"Z")
        if damage == "link":
            path.symlink_to("/etc/hostname")
    if damage == "folder":
        with pytest.raises(OutputError, match="stands where a page must go"):
            site.build(NEW, in_place=in_place)
        path.rmdir()
    report = site.build(NEW, in_place=in_place)
    assert site.shown() == NEW
    assert report.replaced == (() if damage in {"delete", "folder"} else ("papers/a/index.html",))


def test_an_edit_in_the_instant_after_the_build_is_seen(site):
    for number in range(20):
        pages = {"index.html": b"%03d" % number}
        site.build(pages)
        (site.output / "index.html").write_bytes(b"xxx")
        site.build(pages)
        assert site.shown() == pages


def test_a_file_that_was_touched_but_not_changed_is_kept(site):
    site.build(OLD)
    os.utime(site.output / "index.html")
    before = moments(site.output)
    report = site.build(OLD)
    assert (report.written, report.replaced) == (0, ())
    assert moments(site.output) == before


def test_a_page_that_is_no_more_but_was_edited_stays_and_is_told(site):
    site.build(OLD)
    (site.output / "papers/b/index.html").write_bytes(b"by hand")
    report = site.build(NEW)
    assert site.shown() == NEW | {"papers/b/index.html": b"by hand"}
    assert report.foreign == ("papers/b/index.html",)
    assert report.removed == 0


def test_a_build_that_is_not_committed_changes_nothing(site, tree, fill):
    site.build(OLD)
    before = tree(site.output)
    with site.folder() as folder:
        fill(folder, NEW)
    assert tree(site.output) == before
    with pytest.raises(KeyboardInterrupt), site.folder() as folder:
        interrupt(fill, folder)
    assert tree(site.output) == before
    assert not list(site.cache.rglob("*.html"))
    assert site.litter() == []


def interrupt(fill, folder):
    fill(folder, NEW)
    raise KeyboardInterrupt


def test_a_build_that_is_not_committed_makes_no_output(site, fill):
    with site.folder() as folder:
        fill(folder, OLD)
    assert not site.output.exists()


def test_the_folders_above_a_new_output_are_made(site):
    with site.folder(output=site.home / "deep" / "below" / "www") as folder:
        folder.put("index.html", "k", b"home")
        folder.commit()
    assert (site.home / "deep/below/www/index.html").read_bytes() == b"home"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_the_output_keeps_its_rights(site):
    site.build(OLD)
    site.output.chmod(0o750)
    site.build(NEW)
    assert site.output.stat().st_mode & 0o777 == 0o750


def test_the_manifest_is_the_same_wherever_and_however_the_site_was_built(tmp_path, site):
    site.build(OLD)
    site.build(NEW)
    other = type(site)(tmp_path / "elsewhere" / "folder")
    other.build(dict(reversed(NEW.items())))
    manifests = [(folder.output / ".oeuvre-manifest.json").read_bytes() for folder in (site, other)]
    assert manifests[0] == manifests[1]
    assert b"index.html" in manifests[0]
    assert str(tmp_path).encode() not in manifests[0]


def test_a_site_that_was_moved_keeps_its_record(site, tmp_path):
    site.build(OLD)
    shutil.move(site.home, tmp_path / "moved")
    moved = object.__new__(type(site))
    moved.home = tmp_path / "moved"
    moved.output, moved.cache = moved.home / "output", moved.home / ".cache"
    with moved.folder() as folder:
        assert {entry.key for entry in folder.previous.values()} != {""}


def test_two_outputs_of_one_site_do_not_meet(site, tree):
    site.build(OLD)
    second = site.home / "second"
    for pages in (NEW, OLD, NEW):
        site.build(pages, output=second)
    assert site.shown() == OLD
    assert {path: data for path, data in tree(second).items() if not path.startswith(".")} == NEW


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"[" * 100_000, b'{"files": {}}', b"\xff", b"null", b'{"oeuvre-manifest": 2, "files": {}}'],
)
def test_a_manifest_that_proves_nothing_is_refused(site, tree, text):
    site.build(OLD)
    (site.output / ".oeuvre-manifest.json").write_bytes(text)
    before = tree(site.output)
    with pytest.raises(OutputError, match="was not made by oeuvre: its manifest"):
        site.build(NEW)
    assert tree(site.output) == before
    site.build(NEW, adopt=True)
    assert site.shown() == OLD | NEW  # nothing could be proved ours, so nothing was removed


@pytest.mark.parametrize("text", [b"", b"{}", b"[[", b'{"manifest": 1, "files": 2}', b"\xff", b"[" * 100_000])
def test_a_damaged_record_is_no_record(site, text):
    site.build(OLD)
    (record,) = site.cache.rglob("record.json")
    record.write_bytes(text)
    site.build(NEW)
    assert site.shown() == NEW


def test_a_record_of_another_site_is_no_record(site):
    site.build(OLD)
    (record,) = site.cache.rglob("record.json")
    old = record.read_bytes()
    site.build(NEW)
    record.write_bytes(old)
    site.build(NEW)
    assert site.shown() == NEW


@pytest.mark.parametrize("path", ["../escaped.html", "/etc/escaped", "a/../../escaped.html"])
def test_a_manifest_never_leads_out_of_the_output(site, path):
    site.build(OLD)
    outside = site.home / "escaped.html"
    outside.write_bytes(b"precious")
    manifest = site.output / ".oeuvre-manifest.json"
    digest = "2f46b9bbb2ac9ef6a2b14c4ac6bd2b71"
    manifest.write_text(manifest.read_text().replace('"files": {', f'"files": {{"{path}": "{digest}",'))
    for in_place in (True, False):
        site.build(NEW | {"x": str(in_place).encode()}, in_place=in_place)
    assert outside.read_bytes() == b"precious"


def test_a_spare_that_came_from_elsewhere_is_not_believed(site, tmp_path):
    """A cache that lies in somebody's repository must not make us write through its links."""
    site.build(OLD)
    site.build(NEW)
    precious = tmp_path / "precious"
    precious.mkdir()
    (spare,) = site.cache.glob("*/spare")
    shutil.rmtree(spare / "papers")
    (spare / "papers").symlink_to(precious)
    site.build(OLD | {"papers/d/index.html": b"D"})
    assert list(precious.iterdir()) == []
    assert site.shown() == OLD | {"papers/d/index.html": b"D"}


def test_files_missing_from_the_spare_are_not_missing_from_the_site(site):
    """Cleaners empty caches file by file."""
    site.build(OLD)
    site.build(NEW)
    for path in list(site.cache.rglob("*.html")) + list(site.cache.rglob("feed.xml")):
        path.unlink()
    site.build(NEW | {"d.html": b"D"})
    assert site.shown() == NEW | {"d.html": b"D"}


def test_a_copied_file_has_the_bytes_of_its_source(site, tmp_path):
    source = tmp_path / "paper.pdf"
    for data in (b"%PDF" * 700_000, b"", b"%PDF short"):
        source.write_bytes(data)
        with site.folder() as folder:
            folder.copy("papers/a/a.pdf", str(len(data)), str(source))
            folder.commit()
        assert site.shown() == {"papers/a/a.pdf": data}
    with site.folder() as folder:
        folder.copy("papers/a/a.pdf", "another key", str(source))
        assert folder.commit().written == 0


@pytest.mark.parametrize("kind", ["missing", "folder", "link", "pipe"] if hasattr(os, "mkfifo") else ["missing"])
def test_a_source_that_cannot_be_copied_is_told(site, tmp_path, kind):
    source = tmp_path / "source.pdf"
    if kind == "folder":
        source.mkdir()
    if kind == "link":
        source.symlink_to("/etc/hostname")
    if kind == "pipe":
        os.mkfifo(source)
    with site.folder() as folder, pytest.raises(OutputError, match=r"source\.pdf\" cannot be read: .*; check the file"):
        folder.copy("a.pdf", "k", str(source))


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("papers/nets/index.html", '"papers/nets/index.html" and "papers/nets/index.html" would be one file'),
        ("papers/Nets/index.html", '"papers/Nets/index.html" and "papers/nets/index.html" would be one file'),
        ("papers/NETS/nets.pdf", '"papers/NETS/nets.pdf" and "papers/nets" would be one file'),
        ("papers/nets", '"papers/nets" and "papers/nets" would be one file'),
        ("papers/nets/index.html/x", '"papers/nets/index.html/x" and "papers/nets/index.html" would be one file'),
    ],
)
def test_two_pages_for_one_path_are_refused(site, second, message):
    with site.folder() as folder:
        folder.put("papers/nets/index.html", "k", b"1")
        entry = folder.writer.put("elsewhere", "k", b"2")._replace(path=second)
        with pytest.raises(OutputError) as caught:
            folder.add(entry)
    assert str(caught.value) == f"{message}; choose another name for one of them"


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a\\b", "C:x", "aux.html", "a.", "x\0", ".git/hooks/update"])
def test_a_path_that_is_no_page_is_refused_before_anything_is_written(site, path):
    with site.folder() as folder:
        for act in (lambda: folder.put(path, "k", b"x"), lambda: folder.copy(path, "k", __file__)):
            with pytest.raises(OutputError, match=r"cannot be written: .*; choose another name"):
                act()


@pytest.mark.parametrize("method", sorted(set(multiprocessing.get_all_start_methods()) - {"forkserver"}))
def test_several_processes_write_one_site(site, method):
    program = Path(__file__).with_name("several.py")
    environment = {**os.environ, "PYTHONPATH": str(program.parents[2])}
    subprocess.run([sys.executable, program, method, site.home], check=True, env=environment)
    assert site.shown() == {f"papers/{number}/index.html": b"second %d" % number for number in range(40)}


def test_a_writer_can_be_sent_to_another_process(site):
    site.build(OLD)
    with site.folder() as folder:
        writer = pickle.loads(pickle.dumps(folder.writer))
        for path, data in NEW.items():
            folder.add(writer.put(path, "k", data))
        folder.commit()
    assert site.shown() == NEW


PATHS = st.sampled_from(["index.html", "a/index.html", "a/b.html", "b", "b/index.html", "c/d/e.html", "a", "feed.xml"])
STEP = st.tuples(
    st.dictionaries(PATHS, st.sampled_from([b"1", b"2", b"three"]), max_size=6),
    st.sampled_from(["", "cache", "record", "spare", "cut", "foreign", "in place", "abandon", "two renames"]),
)


def possible(pages):
    return not any(other.startswith(path + "/") for path in pages for other in pages)


@pytest.mark.soak
@settings(
    max_examples=times(40, 2000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP.filter(lambda step: possible(step[0])), min_size=1, max_size=8))
def test_after_any_history_the_output_is_what_a_clean_build_makes(steps, tmp_path_factory, site):
    site = type(site)(tmp_path_factory.mktemp("history") / "site")
    foreign = {}
    for pages, trick in steps:
        prepare(site, trick, foreign)
        if trick == "abandon":
            with site.folder() as folder:
                for path, data in pages.items():
                    folder.put(path, "k", data)
            continue
        with pytest.MonkeyPatch.context() as patch:
            if trick == "two renames":
                patch.setattr("oeuvre.write.swap.exchange", unsupported)
            site.build(pages, in_place=trick == "in place")
        clean = type(site)(tmp_path_factory.mktemp("clean") / "site")
        clean.build(pages)
        assert site.shown() == pages | foreign
        manifest = ".oeuvre-manifest.json"
        assert (site.output / manifest).read_bytes() == (clean.output / manifest).read_bytes()
        assert site.litter() == []
    shutil.rmtree(site.home)


def unsupported(_a, _b):
    raise OSError(38, "not supported")


def prepare(site, trick, foreign):
    """Something happens between two builds."""
    files = sorted(path for path in site.output.rglob("*.html") if path.is_file())
    if trick == "cache":
        shutil.rmtree(site.cache, ignore_errors=True)
    elif trick in {"record", "spare"}:
        for path in site.cache.glob(f"*/{trick}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif trick == "cut" and files and str(files[0].relative_to(site.output)) not in foreign:
        os.truncate(files[0], 0)
    elif trick == "foreign" and site.output.exists():
        (site.output / "mine").mkdir(exist_ok=True)
        for path, data in {"CNAME": b"example.org", "mine/notes.txt": b"notes"}.items():
            (site.output / path).write_bytes(data)
            foreign[path] = data

"""Files that others put into the output survive every build, and are told."""

import os
import socket
import threading

import pytest

from oeuvre.errors import OutputError
from oeuvre.write import publish

FOREIGN = {
    "CNAME": b"example.org",
    ".gitignore": b"*.tmp",
    "notes.txt": b"notes",
    "google1234.html": b"google-site-verification",
    "photos/cat.jpg": b"\xff\xd8",
    "photos/2025/trip/hill.jpg": b"\xff\xd8\xff",
    ".git/HEAD": b"ref: refs/heads/gh-pages",
    ".git/objects/ab/cdef": b"blob",
    "papers/paper-1/reviews.txt": b"reviews",
    "papers/mine.html": b"my own",
    ".well-known/security.txt": b"Contact:",
    "data set (final).csv": b"1,2",
}
TOLD = (
    ".git/",
    ".gitignore",
    ".well-known/",
    "CNAME",
    "data set (final).csv",
    "google1234.html",
    "notes.txt",
    "papers/mine.html",
    "papers/paper-1/reviews.txt",
    "photos/",
)


def pages(number):
    """A site in which every build renames a paper, drops one, and changes the home page."""
    papers = {f"papers/paper-{n}/index.html": b"%d" % n for n in range(number % 3, number % 3 + 3)}
    return {"index.html": b"build %d" % number, **papers, f"years/{number}/index.html": b"year"}


def put(folder, files):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.mark.parametrize("mode", ["exchange", "renames", "in place", "beside"])
def test_twelve_files_of_others_survive_twenty_builds(site, sites, mode, monkeypatch):
    if mode == "renames":
        monkeypatch.setattr("oeuvre.write.swap.exchange", unsupported)
    site.build(pages(0), **sites.options(mode))
    put(site.output, FOREIGN)
    inodes = {path: (site.output / path).stat().st_ino for path in FOREIGN}
    for number in range(1, 21):
        report = site.build(pages(number), **sites.options(mode))
        assert site.shown() == pages(number) | FOREIGN
        assert report.foreign == TOLD
        assert report.in_place == ("it was asked for" if mode == "in place" else "")
    assert {path: (site.output / path).stat().st_ino for path in FOREIGN} == inodes
    assert site.litter() == []


def unsupported(_a, _b):
    raise OSError(38, "not supported")


def test_a_file_of_others_that_was_removed_stays_away(site):
    site.build(pages(0))
    put(site.output, FOREIGN)
    site.build(pages(1))
    (site.output / "CNAME").unlink()
    for number in range(2, 6):
        site.build(pages(number))
        assert not (site.output / "CNAME").exists()


def test_a_file_of_others_that_was_edited_is_not_set_back(site):
    site.build(pages(0))
    put(site.output, FOREIGN)
    for number in range(1, 8):
        text = b"edit %d" % number
        if number % 2:
            (site.output / "CNAME").write_bytes(text)  # in place
        else:
            (site.output / "new").write_bytes(text)  # as careful editors do
            (site.output / "new").replace(site.output / "CNAME")
        site.build(pages(number))
        assert (site.output / "CNAME").read_bytes() == text


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such files")
def test_links_pipes_sockets_and_empty_folders_survive(site, tree, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(b"secret")
    site.build(pages(0))
    (site.output / "file link").symlink_to("../../outside/secret.txt")
    (site.output / "folder link").symlink_to(outside)
    (site.output / "broken link").symlink_to("nowhere")
    (site.output / "loop").symlink_to("loop")
    (site.output / "empty" / "inner").mkdir(parents=True)
    os.mkfifo(site.output / "pipe")
    with socket.socket(socket.AF_UNIX) as unix:
        os.chdir(site.output)
        unix.bind("socket")
        for number in range(1, 5):
            report = site.build(pages(number))
    assert (site.output / "file link").readlink().as_posix() == "../../outside/secret.txt"
    assert (site.output / "folder link").readlink() == outside
    assert (site.output / "broken link").readlink().as_posix() == "nowhere"
    assert (site.output / "loop").is_symlink()
    assert (site.output / "empty" / "inner").is_dir()
    assert (site.output / "pipe").is_fifo()
    assert (site.output / "socket").is_socket()
    assert tree(outside) == {"secret.txt": b"secret"}
    assert report.foreign == ("broken link", "empty/", "file link", "folder link", "loop", "pipe", "socket")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_rights_and_times_of_others_survive(site):
    site.build(pages(0))
    put(site.output, {"bin/run": b"#!"})
    (site.output / "bin" / "run").chmod(0o750)
    (site.output / "bin").chmod(0o550)
    os.utime(site.output / "bin", ns=(1, 2))
    for number in range(1, 5):
        site.build(pages(number))
    assert (site.output / "bin" / "run").stat().st_mode & 0o777 == 0o750
    assert (site.output / "bin").stat().st_mode & 0o777 == 0o550
    assert (site.output / "bin").stat().st_mtime_ns == 2
    (site.output / "bin").chmod(0o750)


@pytest.mark.parametrize("in_place", [False, True])
@pytest.mark.parametrize(
    ("theirs", "message"),
    [
        ("years/1", "move it away, or build once with --adopt to replace it"),
        ("index.html/notes.txt", "move it away"),
        ("papers/paper-1/index.html/x", "move it away"),
    ],
)
def test_a_file_of_others_where_a_page_must_go_is_refused(site, tree, theirs, message, in_place):
    site.build({"about.html": b"1"}, in_place=in_place)
    put(site.output, {theirs: b"theirs"})
    before = tree(site.output)
    wanted = {"index.html": b"home", "papers/paper-1/index.html": b"1", "years/1": b"page"}
    with pytest.raises(OutputError) as caught:
        site.build(wanted, in_place=in_place)
    shown = theirs if theirs == "years/1" else theirs.rpartition("/")[0] + "/"
    assert str(caught.value) == (
        f'"{shown}" in "{site.output}" stands where a page must go, and is not oeuvre\'s; {message}'
    )
    assert tree(site.output) == before


@pytest.mark.parametrize("in_place", [False, True])
@pytest.mark.parametrize("theirs", ["papers", "papers/paper-1", "papers/paper-1/index.html"])
def test_a_link_where_a_page_must_go_is_not_followed(site, tree, tmp_path, theirs, in_place):
    outside = tmp_path / "outside"
    put(outside, {"paper-1/index.html": b"precious", "index.html": b"precious"})
    site.build({"index.html": b"1"}, in_place=in_place)
    (site.output / theirs).parent.mkdir(parents=True, exist_ok=True)
    (site.output / theirs).symlink_to(outside)
    before = tree(site.output), tree(outside)
    with pytest.raises(OutputError, match="stands where a page must go"):
        site.build({"index.html": b"2", "papers/paper-1/index.html": b"ours"}, in_place=in_place)
    assert (tree(site.output), tree(outside)) == before


@pytest.mark.parametrize("in_place", [False, True])
def test_a_folder_of_ours_that_became_a_link_is_not_followed_to_remove(site, tree, tmp_path, in_place):
    """The pages behind it look exactly like those that we wrote and want to remove."""
    site.build({"index.html": b"1", "papers/a/index.html": b"A"}, in_place=in_place)
    outside = tmp_path / "outside"
    (site.output / "papers").rename(outside)
    (site.output / "papers").symlink_to(outside)
    site.build({"index.html": b"2"}, in_place=in_place)
    assert tree(outside) == {"a/index.html": b"A"}
    assert (site.output / "papers").is_symlink()


def test_a_file_of_others_with_the_very_bytes_of_the_page_is_the_page(site):
    site.build({"index.html": b"1"})
    put(site.output, {"CNAME": b"example.org"})
    report = site.build({"index.html": b"1", "CNAME": b"example.org"})
    assert report.replaced == ()
    site.build({"index.html": b"1"})
    assert site.shown() == {"index.html": b"1"}


def test_taking_over_replaces_what_a_page_needs_and_tells_it(site):
    put(site.output, FOREIGN | {"index.html": b"theirs"})
    report = site.build(pages(0), adopt=True)
    assert site.shown() == FOREIGN | pages(0)
    assert report.replaced == ("index.html",)


def during(monkeypatch, when, act):
    """Let somebody act just before or after the two sites are exchanged."""
    original = publish.swap

    def swap(*arguments):
        if when == "before":
            act()
        old = original(*arguments)
        if when == "after":
            act()
        return old

    monkeypatch.setattr(publish, "swap", swap)


@pytest.mark.parametrize("path", ["late.txt", "papers/late.txt", ".git/late", "papers/paper-1/late.txt"])
def test_a_file_that_comes_at_the_last_moment_is_not_lost(site, monkeypatch, path):
    site.build(pages(0))
    put(site.output, FOREIGN)
    site.build(pages(1))
    during(monkeypatch, "before", lambda: put(site.output, {path: b"late"}))
    site.build(pages(4))
    assert site.shown() == pages(4) | FOREIGN | {path: b"late"}
    monkeypatch.undo()
    site.build(pages(1))
    assert site.shown() == pages(1) | FOREIGN | {path: b"late"}


def test_what_git_does_at_the_last_moment_is_not_undone(site, monkeypatch):
    """A commit in a worktree: a lock that is there when files are carried along, and is renamed before the swap."""
    site.build(pages(0))
    put(site.output, {".git/index": b"old", ".git/index.lock": b"new"})

    def finish():
        if (site.output / ".git" / "index.lock").exists():
            (site.output / ".git" / "index.lock").rename(site.output / ".git" / "index")

    during(monkeypatch, "before", finish)
    site.build(pages(1))
    assert site.shown() == pages(1) | {".git/index": b"new"}


def test_a_file_that_comes_while_pages_are_made_is_not_lost(site):
    site.build(pages(0))
    with site.folder() as folder:
        for path, data in pages(1).items():
            folder.put(path, "k", data)
        put(site.output, {"papers/meanwhile.txt": b"hello"})
        folder.commit()
    assert site.shown() == pages(1) | {"papers/meanwhile.txt": b"hello"}


def test_a_reader_never_meets_a_missing_or_half_written_page(site):
    site.build(large(0))
    wrong, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            for path in ("index.html", "a/index.html", "same.css"):
                try:
                    data = (site.output / path).read_bytes()
                except OSError as error:
                    wrong.append(error)
                else:
                    wrong.extend([data] if len(set(data)) != 1 or len(data) != 50_000 else [])

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 30):
        site.build(large(number))
    stop.set()
    reader.join()
    assert wrong == []


def large(number):
    page = bytes([number]) * 50_000
    return {"index.html": page, "a/index.html": page, "same.css": b"c" * 50_000}

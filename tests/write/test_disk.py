"""Disks that are full, read-only, elsewhere, or closed to us: real ones wherever this machine lets us have them."""

import errno
import os
import shutil
import subprocess
import tempfile
from textwrap import dedent

import pytest

from oeuvre.errors import OutputError
from oeuvre.write.trouble import trouble

OLD = {"index.html": b"home", "papers/a/index.html": b"A" * 1000, "papers/b/index.html": b"B"}
NEW = {"index.html": b"home 2", "papers/a/index.html": b"A" * 1000, "papers/c/index.html": b"C"}


def own_mounts():
    """Whether we can mount disks that only our own processes see."""
    if shutil.which("unshare") is None:
        return False
    probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


needs_mounts = pytest.mark.skipif(not own_mounts(), reason="this system gives no mounts of one's own")
UNSHARED = ("unshare", "-rm")
START = """
import errno, subprocess
OLD, NEW = {OLD!r}, {NEW!r}
home = sys.argv[1]
def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)
def refused(site, pages, message):
    try:
        site.build(pages)
    except OutputError as error:
        assert message in str(error), str(error)
    else:
        raise AssertionError("it was not refused")
""".replace("{OLD!r}", repr(OLD)).replace("{NEW!r}", repr(NEW))


@needs_mounts
@pytest.mark.parametrize("size", ["200k", "220k", "240k", "260k", "300k"])
def test_a_full_disk_leaves_the_old_site(run, tmp_path, size):
    """Half a megabyte of pages on a disk with room for the first site only."""
    code = """
        mount("-t", "tmpfs", "-o", f"size={sys.argv[2]}", "tmpfs", home)
        site = Site(home)
        first = {f"papers/{n}/index.html": b"old" * 500 for n in range(20)}
        site.build(first)
        (site.output / "CNAME").write_bytes(b"example.org")
        before = tree(site.output)
        for n in range(3):
            refused(site, {path: b"new" * 10_000 for path in first}, "the disk is full; free some space and build")
            assert tree(site.output) == before
            assert not list(site.cache.rglob("*.html")), list(site.cache.rglob("*"))
        site.build(first | {"index.html": b"small"})
        assert site.shown() == first | {"index.html": b"small", "CNAME": b"example.org"}
    """
    run(START + dedent(code), *UNSHARED, arguments=[tmp_path, size])


@needs_mounts
@pytest.mark.parametrize("kind", ["disk", "bind"])
def test_an_output_that_is_a_mount_point_is_replaced_file_by_file(run, tmp_path, kind):
    code = """
        site = Site(home)
        site.output.mkdir()
        mount(*(["-t", "tmpfs", "tmpfs"] if sys.argv[2] == "disk" else ["--bind", str(site.output)]), str(site.output))
        for pages in (OLD, NEW, OLD, NEW):
            report = site.build(pages)
            assert site.shown() == pages
        assert report.in_place == {
            "disk": "it is on a disk of its own",
            "bind": "the folder cannot be exchanged (invalid cross-device link)",
        }[sys.argv[2]], report.in_place
        assert site.build(NEW).written == 0
        assert site.litter() == []
    """
    run(START + dedent(code), *UNSHARED, arguments=[tmp_path, kind])


@needs_mounts
def test_a_disk_that_is_mounted_inside_the_output_stays_there(run, tmp_path):
    """Were the folders exchanged, it would go along into the cache, and be emptied there."""
    code = """
        site = Site(home)
        site.build(OLD)
        site.build(NEW)
        mounted = site.output / "files"
        mounted.mkdir()
        mount("-t", "tmpfs", "tmpfs", str(mounted))
        (mounted / "thesis.pdf").write_bytes(b"%PDF")
        for pages in (OLD, NEW, OLD):
            report = site.build(pages)
            assert report.in_place == "the folder cannot be exchanged (a disk is mounted in it)", report.in_place
            assert site.shown() == pages | {"files/thesis.pdf": b"%PDF"}
        assert os.path.ismount(mounted)
    """
    run(START + dedent(code), *UNSHARED, arguments=[tmp_path])


@needs_mounts
def test_a_disk_that_is_mounted_over_pages_is_told(run, tmp_path):
    code = """
        site = Site(home)
        site.build(OLD)
        site.build(NEW)
        kept = tree(site.output)
        mount("-t", "tmpfs", "tmpfs", str(site.output / "papers"))
        for path, data in kept.items():
            if path.startswith("papers/"):
                (site.output / path).parent.mkdir(exist_ok=True)
                (site.output / path).write_bytes(data)
        for n in range(2):
            refused(site, OLD, "a disk is mounted in one of its folders; unmount that, or name another folder with -o")
            assert tree(site.output) == kept
        subprocess.run(["umount", str(site.output / "papers")], check=True)
        site.build(OLD)
        assert site.shown() == OLD
    """
    run(START + dedent(code), *UNSHARED, arguments=[tmp_path])


@needs_mounts
def test_a_read_only_disk_is_told(run, tmp_path):
    code = """
        mount("-t", "tmpfs", "tmpfs", home)
        site = Site(home)
        site.build(OLD)
        before = tree(site.output)
        mount("-o", "remount,ro", home)
        refused(site, NEW, "the disk is read-only; name another folder with -o")
        assert tree(site.output) == before
    """
    run(START + dedent(code), *UNSHARED, arguments=[tmp_path])


@needs_mounts
def test_read_only_sources_can_be_built_elsewhere(run, tmp_path):
    code = """
        sources, target = os.path.join(home, "sources"), os.path.join(home, "target")
        Site(sources); os.mkdir(target)
        mount("-t", "tmpfs", "tmpfs", sources)
        os.mkdir(os.path.join(sources, "content"))
        mount("-o", "remount,ro", sources)
        site = Site(sources)
        from pathlib import Path
        site.output = Path(target) / "www"
        for pages in (OLD, NEW, OLD, NEW):
            assert site.build(pages).in_place == ""
            assert site.shown() == pages
        assert os.listdir(target) == ["www"]
    """
    run(START + dedent(code), *UNSHARED, arguments=[tmp_path])


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="there is no second disk")
def test_a_cache_on_another_disk_serves_as_well(sites, tmp_path, tree):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as cache:
        site = sites.Site(tmp_path)
        for pages in (OLD, NEW, OLD, NEW):
            report = site.build(pages, cache=cache)
            assert site.shown() == pages
            assert report.in_place == ""
            assert site.litter() == []
        assert site.build(NEW, cache=cache).written == 0
        with site.folder(cache=cache) as folder:
            assert folder.previous["index.html"].key


@pytest.mark.parametrize("cache", ["", "content/papers.md/cache"])
def test_a_build_needs_no_cache(site, cache):
    (site.home / "content" / "papers.md").write_bytes(b"a file where a folder would be")
    for pages in (OLD, NEW, OLD, NEW):
        assert site.build(pages, cache=cache and str(site.home / cache)).in_place == ""
        assert site.shown() == pages
    assert site.build(NEW, cache=cache and str(site.home / cache)).written == 0
    assert site.litter() == []


AS_NOBODY = """
import ctypes, shutil  # now: nobody may not be allowed to read them later
OLD, NEW = {OLD!r}, {NEW!r}
home = sys.argv[1]
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
site = Site(os.path.join(home, "site"))
site.build(OLD)
site.build(NEW)
before = tree(site.output)
try:
    check(site)
finally:
    for folder, _, _ in os.walk(os.path.join(home, "site")):
        os.chmod(folder, 0o777)
""".replace("{OLD!r}", repr(OLD)).replace("{NEW!r}", repr(NEW))


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="rights are another matter here")
@pytest.mark.parametrize(
    "check",
    {
        "output closed": """
            site.output.chmod(0o555)
            refused("it may not be written; change its permissions, or name another folder with -o")
        """,
        "cache closed": """
            shutil.rmtree(site.cache)
            site.cache.mkdir(mode=0o555)
            goes_through("")
        """,
        "parent closed": """
            site.home.chmod(0o555)
            goes_through("the folder cannot be exchanged (permission denied)")
        """,
        "parent and cache closed": """
            shutil.rmtree(site.cache)
            site.cache.mkdir(mode=0o555)
            site.home.chmod(0o555)
            goes_through("neither the cache nor the folder above it may be written")
        """,
        "all closed": """
            shutil.rmtree(site.cache)
            site.cache.mkdir(mode=0o555)
            site.home.chmod(0o555)
            site.output.chmod(0o555)
            refused("it may not be written; change its permissions, or name another folder with -o")
        """,
        "a stranger's secret": """
            (site.output / "secret").mkdir()
            (site.output / "secret" / "key").write_bytes(b"key")
            (site.output / "secret").chmod(0)
            report = site.build(OLD)
            assert report.in_place == "the folder cannot be exchanged (permission denied)", report
            (site.output / "secret").chmod(0o700)
            assert site.shown() == OLD | {"secret/key": b"key"}
        """,
        "a page nobody may read": """
            (site.output / "index.html").chmod(0)
            os.utime(site.output / "index.html")
            site.build(OLD)
            assert site.shown() == OLD
        """,
    }.items(),
    ids=lambda case: case[0],
)
def test_rights(run, check):
    helpers = """
        def refused(message):
            try:
                site.build(OLD)
            except OutputError as error:
                assert message in str(error), str(error)
            else:
                raise AssertionError("it was not refused")
            assert tree(site.output) == before

        def goes_through(reason):
            for pages in (OLD, NEW, OLD):
                report = site.build(pages)
                assert site.shown() == pages
            assert report.in_place == reason, report.in_place
            assert site.litter() == []
            assert not (site.output / ".oeuvre").exists()

        def check(site):
    """
    body = dedent(check[1]).strip().replace("\n", "\n    ")
    with tempfile.TemporaryDirectory() as home:  # pytest's own folders are closed to others
        os.chmod(home, 0o777)
        run(f"{dedent(helpers)}    {body}{AS_NOBODY}", arguments=[home])


@pytest.mark.skipif(os.name == "nt", reason="no such limits")
def test_a_file_that_may_not_grow_is_told(run, site):
    code = """
        import resource
        site = Site(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        refused(site, {"index.html": b"x" * 10_000}, "a file is too large for this disk; name another folder with -o")
        assert not site.output.exists()
        assert not list(site.cache.rglob("*.html"))
    """
    run(START + dedent(code), arguments=[site.home])


@pytest.mark.skipif(os.name == "nt", reason="no such limits")
def test_too_few_open_files_are_enough(run, site):
    code = """
        import resource
        site = Site(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
        for pages in (OLD, NEW, OLD):
            site.build(pages)
            assert site.shown() == pages
    """
    run(START + dedent(code), arguments=[site.home])


def test_what_the_system_says_becomes_one_line_with_advice():
    known = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EFBIG, errno.ENAMETOOLONG, errno.EMFILE, 12345]
    assert [str(trouble(OSError(number, "Odd Thing"), "output")) for number in known] == [
        f'"output" cannot be built: {line} (what stood there before is unchanged)'
        for line in (
            "the disk is full; free some space and build again",
            "it may not be written; change its permissions, or name another folder with -o",
            "the disk is read-only; name another folder with -o",
            "the disk reports an error; check the disk and build again",
            "a file is too large for this disk; name another folder with -o",
            "a path is too long for this disk; choose shorter slugs, or name another folder with -o",
            "too many files are open; raise the limit (ulimit -n) and build again",
            "odd thing; build again",
        )
    ]
    assert isinstance(trouble(OSError("without a number"), "output"), OutputError)

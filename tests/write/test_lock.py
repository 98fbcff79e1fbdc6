"""One build at a time: the others wait, and say for whom."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from oeuvre.errors import OutputError


def test_a_second_build_is_told_who_holds_the_output(site, tree):
    told = []
    with site.folder() as first:
        first.put("index.html", "k", b"first")
        with pytest.raises(OutputError) as caught:
            site.folder(wait=0.2, tell=told.append)
        first.commit()
    holder = rf'another build of "{re.escape(str(site.output))}" is running \(process {os.getpid()}, for \d s\)'
    assert re.fullmatch(rf"{holder}; wait for it to end, or end it, and build again", str(caught.value))
    assert len(told) == 1
    assert re.fullmatch(rf"{holder}; waiting for it to end", told[0])
    assert site.shown() == {"index.html": b"first"}


def test_the_lock_is_free_after_a_build_however_it_ended(site):
    for _ in range(3):
        with site.folder(wait=0):
            pass
        with pytest.raises(ZeroDivisionError), site.folder(wait=0):
            raise ZeroDivisionError
        site.build({"index.html": b"1"}, wait=0)
        with pytest.raises(OutputError):
            site.folder(output=site.home / "content", wait=0)


@pytest.mark.parametrize("cache", ["cache", "no cache"])
def test_eight_builds_at_once_leave_one_of_their_sites(site, cache):
    """Each writes other bytes into the same paths, twice."""
    program = Path(__file__).with_name("one_of_many.py")
    environment = {**os.environ, "PYTHONPATH": str(program.parents[2])}
    builds = [
        subprocess.Popen(
            [sys.executable, program, site.home, cache, str(number)], env=environment, stderr=subprocess.PIPE, text=True
        )
        for number in range(1, 9)
    ]
    endings = [(build.communicate(timeout=120)[1], build.returncode) for build in builds]
    assert endings == [("", 0)] * 8
    shown = site.shown()
    winner = shown["p/1/index.html"]
    assert shown == {f"p/{n}/index.html": winner * n for n in range(20)} | {"turn": b"1"}
    assert site.litter() == []


def test_a_build_waits_for_the_processes_that_a_killed_one_left(run, site):
    """They may still write into the stage; whoever comes next must not take it away under their hands."""
    code = """
        import signal, time
        site = Site(sys.argv[1])
        folder = site.folder()
        if not os.fork():
            os.closerange(1, 3)  # nobody waits for the end of our output
            time.sleep(0.5)
            folder.writer.put("late.html", "k", b"late")
            os._exit(0)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    run(code, arguments=[site.home], check=False)
    with pytest.raises(OutputError, match="is running"):
        site.folder(wait=0)
    site.build({"index.html": b"1"}, wait=20)
    assert site.shown() == {"index.html": b"1"}


def test_a_lock_cannot_be_turned_against_another_file(site, tmp_path):
    """A link that lies in the lock's place in somebody's repository."""
    site.build({"index.html": b"1"})
    (lock,) = site.cache.rglob("lock")
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    lock.unlink()
    lock.symlink_to(precious)
    site.build({"index.html": b"2"})
    assert precious.read_bytes() == b"precious"
    assert site.shown() == {"index.html": b"2"}
    assert site.litter() == []

"""A build that dies leaves the old site or the new one, whole, and the next build is right.

`make soak` runs the long version: every call in every mode, and 500 kills in each of them at random moments.
"""

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from tests.soak import SHARE, times

SOAK = SHARE >= 1
VICTIM = Path(__file__).with_name("victim.py")
MODES = ["exchange", "renames", "in place", "first", "beside"]

pytestmark = [pytest.mark.soak, pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks")]


def victim(run, *arguments):
    done = run(f"import victim; victim.main(*{list(map(str, arguments))})")
    return json.loads(done.stdout)


@pytest.mark.parametrize("mode", MODES)
def test_killed_before_each_call_and_in_the_middle_of_each_write(run, mode):
    every = 1 if SOAK else 2 if mode == "exchange" else 6
    first = random.randint(1, every)
    told = victim(run, "kill", mode, every, first)
    assert told["wrong"] == []
    assert told["tried"] > 20 // every


@pytest.mark.parametrize("mode", MODES if SOAK else ["exchange", "in place"])
@pytest.mark.parametrize(("trouble", "first"), [("ENOSPC", 1), ("EIO", 9), ("EACCES", 17)])
def test_told_of_trouble_at_each_call(run, mode, trouble, first):
    told = victim(run, trouble, mode, 1 if SOAK else 40, 1 if SOAK else first)
    assert told["wrong"] == []
    assert told["tried"] > (80 if SOAK else 1)


@pytest.mark.parametrize("mode", ["exchange", "renames", "in place", "beside"])
def test_killed_at_random_moments_with_two_processes_at_work(run, mode):
    seed = random.randrange(1 << 30)
    told = victim(run, "SIGKILL", mode, times(10, 500), seed)
    assert told["wrong"] == [], f"seed {seed}"
    assert told["stopped"] > 0


@pytest.mark.parametrize("blow", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("mode", ["exchange", "in place"])
def test_stopped_at_random_moments_and_nothing_is_left(run, mode, blow):
    seed = random.randrange(1 << 30)
    told = victim(run, blow, mode, times(6, 200), seed)
    assert told["wrong"] == [], f"seed {seed}"
    assert told["slowest"] < 5


def test_the_same_kills_break_a_site_that_is_written_in_place(run):
    """The control: the harness sees a mixed site when there is one."""
    assert victim(run, "SIGKILL", "naive", 8, 1)["wrong"] != []


BUILD = """
try:
    build(Site(sys.argv[1]), "", PAGES[2])
except OutputError as error:
    sys.exit(str(error))
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize(
    ("injection", "ends"),
    [
        ("renameat2:signal=KILL:when=1", "killed"),
        ("unlink,unlinkat:signal=KILL:when=2", "killed"),
        ("rename,renameat:signal=KILL:when=4", "killed"),
        ("write:error=ENOSPC:when=2+", "told"),
        ("renameat2:error=EIO:when=1+", "told"),
        ("renameat2:error=EINVAL:when=1+", "done"),
        ("renameat2:error=EBUSY:when=1+", "done"),
        ("link,linkat:error=EPERM:when=1+", "done"),
        ("flock:error=ENOLCK:when=1+", "done"),
        ("chmod,fchmodat:error=EPERM:when=1+", "done"),
    ],
)
def test_the_kernel_itself_kills_and_refuses(run, sites, tmp_path, injection, ends):
    site, model = (sites.prepare(tmp_path / name, "") for name in ("site", "model"))
    sites.build(model, "", sites.PAGES[2])
    old, new = sites.tree(site.output), sites.tree(model.output)
    calls = injection.partition(":")[0]
    strace = ["strace", "-f", "-qq", "-o", tmp_path / "trace", "-e", f"trace={calls}", "-e", f"inject={injection}"]
    done = run(BUILD, *strace, arguments=[site.home], check=False)
    assert {0: "done", 1: "told"}.get(done.returncode, "killed") == ends, done.stderr
    assert "Traceback" not in done.stderr
    assert sites.tree(site.output) in {"done": [new], "told": [old], "killed": [old, new]}[ends]
    sites.build(site, "", sites.PAGES[2])
    assert sites.tree(site.output) == new
    assert site.litter() == []

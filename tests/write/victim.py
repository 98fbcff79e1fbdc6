"""Builds that are killed, or told of trouble, and what they leave behind. A program of its own, since it forks.

`python victim.py TROUBLE MODE EVERY FIRST` stops a build at its calls to the system, one after the other, and prints
one JSON object. TROUBLE is `kill` or an errno's name. MODE is how the site is replaced. Of all calls, every EVERY-th is
tried, from FIRST on. `python victim.py SIGKILL MODE TIMES SEED` kills builds by two processes at random moments; the
same goes for SIGINT and SIGTERM, which a build may answer by cleaning up.
"""

import errno
import json
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from sites import PAGES, Site, build, options, prepare, tree

from oeuvre.errors import OutputError
from oeuvre.write import swap

WRITING = ["open", "write", "link", "unlink", "rename", "replace", "mkdir", "rmdir", "symlink", "chmod", "utime"]
BLOWS = {signal.SIGINT, signal.SIGTERM}
READING = ["lstat", "stat", "fstat", "scandir", "listdir", "readlink"]


class Trap:
    """Counts the calls to the system, and springs at the given one."""

    def __init__(self, at, spring):
        self.at = at
        self.spring = spring
        self.count = 0

    def set(self, module, name):
        original = getattr(module, name)

        def trapped(*arguments, **named):
            self.count += 1
            if self.count == self.at:
                self.spring(name, original, arguments)
            return original(*arguments, **named)

        setattr(module, name, trapped)


def kill(name, original, arguments):
    if name == "write":
        original(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def complain(number):
    def spring(name, original, arguments):
        if name == "write" and number == errno.ENOSPC:
            original(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
        raise OSError(number, os.strerror(number), *[a for a in arguments[:1] if isinstance(a, str)])

    return spring


def unsupported(_a, _b):
    raise OSError(errno.ENOSYS, "not supported")


def attempt(site, mode, trouble, at):
    """Build in a child with the trap set; return its wait status and how many calls it made."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        with open(reader, "rb") as file:
            told = file.read()
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told.decode()
    write, status = os.write, 0
    try:
        spring = kill if trouble == "kill" else complain(getattr(errno, trouble))
        trap = Trap(at, spring)
        for name in WRITING + (READING if trouble != "kill" else []):
            trap.set(os, name)
        trap.set(swap, "exchange")
        build(site, mode, PAGES[2])
    except OutputError as error:
        write(writer, str(error).encode())
        status = 3
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
        write(writer, traceback.format_exc().encode())
        status = 4
    if trap.count < at:
        status += 100
    os._exit(status)


def judge(site, mode, status, told, old, new):
    """What is wrong after a child was killed or told of trouble."""
    shown = tree(site.output)
    if status == 0:
        shown = {path: data for path, data in shown.items() if not path.startswith(".oeuvre/")}
    if status == 4:
        yield f"an exception that nobody expects: {told}"
    if status == 3 and not told.isprintable():
        yield f"a message of more than one line: {told}"
    if status == 3 and shown != old:
        yield f"after an error the old site is not whole: {differences(shown, old)}"
    if status == 0 and shown != new:
        yield f"after success the new site is not whole: {differences(shown, new)}"
    if status == -signal.SIGKILL:
        between = mode == "renames" and not site.output.exists()
        if mode != "in place" and not between and shown not in (old, new):
            yield f"a mixed site: {differences(shown, old)} against the old, {differences(shown, new)} against the new"
        with site.folder(**options(mode)):
            pass
        shown = tree(site.output)
        if shown not in (old, new):
            yield f"the next build finds a mixed site: {differences(shown, old)} / {differences(shown, new)}"
    if status != 0:  # where trouble came in the last sweep, the next build ends it
        yield from leftovers(site)
    build(site, mode, PAGES[2])
    yield from leftovers(site)
    if tree(site.output) != new:
        yield f"the next build is wrong: {differences(tree(site.output), new)}"
    build(site, mode, PAGES[1])
    build(site, mode, PAGES[2])
    if tree(site.output) != new:
        yield f"a later build is wrong: {differences(tree(site.output), new)}"


def leftovers(site):
    """What lies beside the site, or in the cache and is neither the lock, the record, nor a spare with its marker."""
    yield from (f"litter: {name}" for name in site.litter())
    for room in site.cache.glob("*"):
        names = {path.name for path in room.iterdir()}
        marked = any(name.startswith("spare-") for name in names)
        names -= {"lock", "record.json"} | ({name for name in names if name.startswith("spare")} if marked else set())
        yield from (f"left in the cache: {name}" for name in names)


def differences(a, b):
    return sorted(path for path in a.keys() | b.keys() if a.get(path, 0) != b.get(path, 0))


def every_call(home, trouble, mode, every, first):
    """Stop a build at each of its calls in turn, each time on a fresh site."""
    model = prepare(home / "model", mode)
    old = tree(model.output)
    build(model, mode, PAGES[2])
    new = tree(model.output)
    wrong, tried, at = [], 0, first
    while True:
        site = prepare(home / "site", mode)
        status, told = attempt(site, mode, trouble, at)
        if status >= 100:
            return {"tried": tried, "calls": at, "wrong": wrong}
        tried += 1
        wrong += [f"call {at}: {fault}" for fault in judge(site, mode, status, told, old, new)]
        shutil.rmtree(home / "site")
        at += every


def random_moments(home, blow, mode, times, seed):
    """Stop a build again and again on one site: whichever site it leaves is the old one of the next."""
    dice = random.Random(seed)
    site, wrong, killed, missing, slowest = Site(home / "site"), [], 0, 0, 0
    numbers = range(150)
    signal.pthread_sigmask(signal.SIG_BLOCK, BLOWS)  # they are for the child, and only while it builds
    sites = [{f"p/{n}/index.html": b"%d %d" % (n, n % 3 * odd) * 200 for n in numbers} for odd in (0, 1)]
    sites[1] |= {"index.html": b"odd"}
    begun = time.monotonic()
    build(site, mode, sites[0])
    length = 3 * (time.monotonic() - begun)
    trees = [None, tree(site.output)]
    build(site, mode, sites[1])
    trees[0], trees[1] = trees[1], tree(site.output)
    for count in range(times):
        child = os.fork()
        if not child:
            os._exit(answering(together, site, mode, sites[count % 2]))
        time.sleep(dice.random() * length)
        os.kill(child, blow)
        struck = time.monotonic()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        slowest = max(slowest, time.monotonic() - struck)
        killed += status != 0
        if blow != signal.SIGKILL:
            wrong += [f"{blow.name} {count}: {name}" for name in leftovers(site)]
            if status not in {0, 128 + blow}:
                wrong.append(f"{blow.name} {count}: exit status {status}")
        if mode == "in place":
            with site.folder():
                pass
        if mode == "renames" and not site.output.exists():
            missing += 1
            with site.folder():
                pass
        shown = tree(site.output)
        if shown not in trees:
            wrong.append(f"kill {count}: a mixed site: {[differences(shown, tree)[:5] for tree in trees]}")
        if dice.random() < 0.3:
            build(site, mode, sites[count % 2])
            if tree(site.output) != trees[count % 2]:
                wrong.append(f"kill {count}: the next build is wrong")
            wrong += [f"kill {count}: {name}" for name in leftovers(site)]
    return {"tried": times, "stopped": killed, "missing": missing, "slowest": round(slowest, 3), "wrong": wrong}


def answering(build, *arguments):
    """Build as the command does: signals are exceptions, and become the exit status."""

    def end(number, _frame):
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, BLOWS)
        build(*arguments)
        signal.pthread_sigmask(signal.SIG_BLOCK, BLOWS)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except SystemExit as end:
        return end.code
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
        traceback.print_exc()
        return 1
    return 0


def together(site, mode, pages):
    """Build with two processes, as a large site is; or, as a control, straight into the output."""
    if mode == "naive":
        for path, data in pages.items():
            (site.output / path).write_bytes(data)
        return
    with site.folder(**options(mode)) as folder:
        todo = [path for path in pages if not folder.keep(path, "")]
        reader, writer = os.pipe()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, BLOWS)  # the worker ends when its parent says so
        worker = os.fork()
        if not worker:
            work(folder.writer, {path: pages[path] for path in todo[::2]}, writer)
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            os.close(writer)
            for path in todo[1::2]:
                folder.put(path, "", pages[path])
            with open(reader, "rb") as file:
                for entry in pickle.loads(file.read()):
                    folder.add(entry)
        finally:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
        folder.commit()


def work(writer, pages, pipe):
    try:
        os.write(pipe, pickle.dumps([writer.put(path, "", data) for path, data in pages.items()]))
    except (BrokenPipeError, OutputError):
        pass  # the parent was killed, and perhaps the next build is long at work
    finally:
        os._exit(0)


def main(trouble, mode, every, first):
    if mode == "renames":
        swap.exchange = unsupported
    parent = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    home = Path(tempfile.mkdtemp(prefix="oeuvre-test-", dir=parent))
    try:
        if trouble.startswith("SIG"):
            print(json.dumps(random_moments(home, signal.Signals[trouble], mode, int(every), int(first))))
        else:
            print(json.dumps(every_call(home, trouble, mode, int(every), int(first))))
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main(*sys.argv[1:])

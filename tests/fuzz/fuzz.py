"""`python -m tests.fuzz.fuzz TARGET COUNT SEED`: so many inputs, each with 1 GB and 2 s of the processor.

An input that ends the process stands in `found/TARGET.last`. What fails otherwise is made as small as it can be and
kept in `found/TARGET/`; `test_fuzz.py` tries all of these for ever after.

Prints one JSON object: inputs, failures, the slowest input's seconds, and the memory at the end in MB. With `growth`
as a fourth word the inputs are long ones of one thing repeated, whose time must grow no faster than their length.
"""

import faulthandler
import hashlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.fuzz.mutate import mutated, smallest
from tests.fuzz.targets import TARGETS

FOUND = Path(__file__).parent / "found"
MOST_SECONDS = float(os.environ.get("OEUVRE_FUZZ_SECONDS") or 2)
MOST_BYTES = 1 << 30
MOST_FAILURES = 20
"""Failures of one run, by the place of the exception: more are the same ones."""


AROUND = ((b"", b""), (b"---\ntitle: ", b"\n---\n"), (b"---\nauthors: [", b"]\n---\n"), (b"@a{k,t={", b"}}"))
"""What stands before and after the repeated piece of a long input."""


class HangError(Exception):
    """An input took longer than any input may."""


_last: list[int] = []


def _ring(_number, _frame):
    raise HangError(f"more than {MOST_SECONDS} s")


def fault(target, data):
    """What goes wrong with an input, in a line; empty where all is well. Exceptions are told by their place."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGVTALRM, _ring)
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    if _last:  # what ends the whole process can be read there
        os.pwrite(_last[0], data + b"\0" * 16, 0)
        os.ftruncate(_last[0], len(data))
    try:
        TARGETS[target].check(data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        place = error.__traceback__
        while place.tb_next:
            place = place.tb_next
        what = str(error).partition("\n")[0] if isinstance(error, AssertionError) else ""
        where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}"
        return f"{type(error).__name__} at {where} {what[:60]}"
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def keep(target, data):
    """Keep an input, as small as it can be, for `test_fuzz.py`."""
    kind = fault(target, data).split(" ")[:3]
    end = time.monotonic() + 20
    small = smallest(data, lambda less: time.monotonic() < end and fault(target, less).split(" ")[:3] == kind)
    path = FOUND / target / hashlib.blake2b(small, digest_size=5).hexdigest()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small)
    return path


def run(target, count, seed, *, keeping=True):
    """Try `count` inputs; return what `main` prints."""
    seeds, words, *_ = TARGETS[target]
    dice = random.Random(f"{target} {seed}")
    slowest, failures = 0.0, {}
    for _ in range(count):
        data = mutated(dice, seeds, words)
        begun = time.process_time()
        wrong = fault(target, data)
        slowest = max(slowest, time.process_time() - begun)
        if wrong and wrong not in failures and len(failures) < MOST_FAILURES:
            failures[wrong] = str(keep(target, data).name) if keeping else data.hex()
    return {"target": target, "inputs": count, "seed": seed, "failures": failures, "slowest": round(slowest, 3)}


def growth(target, count, seed):
    """Repeat `count` random pieces up to 8 and 64 kB; eight times the length may cost twenty times as much, not 64."""
    seeds, words, *_ = TARGETS[target]
    dice = random.Random(f"{target} {seed}")
    slowest, failures = 0.0, {}
    for _ in range(count):
        piece = _piece(dice, seeds, words)
        head, tail = dice.choice(AROUND)
        times = []
        for size in (8_000, 64_000):
            data = head + piece * (size // len(piece)) + tail
            begun = time.process_time()
            wrong = fault(target, data)
            times.append(time.process_time() - begun)
        slowest = max(slowest, times[1])
        if wrong or (times[1] > 0.4 and times[1] > 20 * times[0]):
            failures[repr((head, piece, tail))] = wrong or [round(taken, 3) for taken in times]
    return {"target": target, "growth": count, "seed": seed, "failures": failures, "slowest": round(slowest, 3)}


def _piece(dice, seeds, words):
    if dice.random() < 0.5:
        return b"".join(dice.choices(words, k=dice.choice((1, 1, 2, 3, 6)))) or b"x"
    seed = dice.choice([seed for seed in seeds if seed])
    begin = dice.randrange(len(seed))
    return seed[begin : begin + dice.choice((1, 3, 10, 40, 200))]


def main(target, count, seed, how="run"):
    faulthandler.enable()
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    except ImportError:
        resource = None
    last = FOUND / f"{target}.last"
    _last.append(os.open(last, os.O_RDWR | os.O_CREAT, 0o666))
    told = {"run": run, "growth": growth}[how](target, int(count), int(seed))
    if resource:
        told["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told), flush=True)
    last.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])

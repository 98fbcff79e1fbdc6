"""`python -m tests.fuzz.fuzz TARGET COUNT SEED`: so many inputs, each with 1 GB and 2 s of the processor.

What fails is made as small as it can be and kept in `found/TARGET/`; `test_fuzz.py` tries all of these for ever after.
Prints one JSON object: inputs, failures, the slowest input's seconds, and the memory at the end in MB.
"""

import faulthandler
import hashlib
import json
import random
import signal
import sys
import time
from pathlib import Path

from tests.fuzz.mutate import mutated, smallest
from tests.fuzz.targets import TARGETS

FOUND = Path(__file__).parent / "found"
MOST_SECONDS = 2.0
MOST_BYTES = 1 << 30
MOST_FAILURES = 20
"""Failures of one run, by the place of the exception: more are the same ones."""


class HangError(Exception):
    """An input took longer than any input may."""


def _ring(_number, _frame):
    raise HangError(f"more than {MOST_SECONDS} s")


def fault(target, data):
    """What goes wrong with an input, in a line; empty where all is well. Exceptions are told by their place."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGVTALRM, _ring)
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
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


def main(target, count, seed):
    faulthandler.enable()
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    except ImportError:
        resource = None
    told = run(target, int(count), int(seed))
    if resource:
        told["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

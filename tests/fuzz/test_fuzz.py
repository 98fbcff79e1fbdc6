"""Whatever lies in a file, reading ends soon, says what is wrong and loses nothing: mutations of each kind of file.

`make soak` runs a million front matters and a hundred thousand of each other kind. What ever failed lies in `found/`.
"""

import random

import pytest

from tests.fuzz.fuzz import FOUND, fault, growth, run
from tests.fuzz.mutate import CHANGES, mutated, smallest
from tests.fuzz.targets import TARGETS, Target
from tests.soak import times

CASES = sorted(path.relative_to(FOUND).as_posix() for path in FOUND.glob("*/*"))


@pytest.mark.soak
@pytest.mark.parametrize("target", TARGETS)
def test_nothing_fails_hangs_or_is_lost(target):
    seed = random.randrange(1 << 30)
    told = run(target, times(150, TARGETS[target].times), seed)
    print(told)
    assert told["failures"] == {}, f"seed {seed}; see tests/fuzz/found/{target}"


@pytest.mark.parametrize("case", CASES)
def test_what_once_failed_does_not(case):
    assert fault(case.partition("/")[0], (FOUND / case).read_bytes()) == ""


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_has_seeds_that_are_fine_as_they_are(target):
    seeds, words, *_ = TARGETS[target]
    assert len(seeds) > 1 or target in ("arxiv", "dblp", "openalex")
    assert len(words) > 10
    for seed in seeds:
        assert fault(target, seed) == "", seed


def test_a_seed_tells_a_whole_run():
    seeds, words, *_ = TARGETS["paper"]
    runs = [[mutated(random.Random(number), seeds, words) for number in range(100)] for _ in range(2)]
    assert runs[0] == runs[1]
    assert len(set(runs[0])) > 90


def test_every_change_changes_something():
    seeds, words, *_ = TARGETS["paper"]
    dice = random.Random(1)
    for change in CHANGES:
        assert any(change(dice, seed, seeds, words) != seed for seed in seeds)


def test_a_fault_is_seen_and_made_small(monkeypatch):
    """The control: the harness finds an exception, a hang and a broken promise, and leaves a short input."""

    def wrong(data):
        if b"[" in data:
            raise IndexError
        while b"{" in data:
            pass
        assert b"$" not in data, "a dollar"

    monkeypatch.setitem(TARGETS, "paper", Target([b"x"], [b"y"], wrong))
    assert fault("paper", b"a [ b").startswith("IndexError at test_fuzz.py")
    assert fault("paper", b"a { b").startswith("HangError")
    assert fault("paper", b"a $ b").endswith("a dollar")
    assert fault("paper", b"a b") == ""
    assert smallest(b"one\ntwo [ three\nfour", lambda data: fault("paper", data).startswith("Index")) == b"["


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_long_inputs_of_one_thing_repeated_take_linear_time(target):
    seed = random.randrange(1 << 30)
    told = growth(target, times(20, 300), seed)
    print(told)
    assert told["failures"] == {}, f"seed {seed}"

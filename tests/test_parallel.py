"""Work shared between processes comes back whole, whatever happens to one of them."""

import os
import signal

import pytest

from oeuvre.parallel import Queue, WorkerError, share


class Numbers:
    """Returns the numbers that this process took, and which process it was."""

    def __call__(self, queue):
        return os.getpid(), list(queue)


class Failing:
    """Fails in every process but the first."""

    def __init__(self, first):
        self.first = first

    def __call__(self, queue):
        if os.getpid() != self.first:
            raise ValueError("a fault in another process")
        return list(queue)


class Dying(Failing):
    """Dies in every process but the first, as when memory runs out."""

    def __call__(self, queue):
        if os.getpid() != self.first:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(queue)


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_every_number_is_taken_once(jobs):
    results = share(Numbers(), 1000, jobs)
    assert sorted(number for _, numbers in results for number in numbers) == list(range(1000))
    assert len({pid for pid, _ in results}) == jobs


def test_one_number_needs_no_second_process():
    assert share(Numbers(), 1, 8) == [(os.getpid(), [0])]


def test_a_queue_without_a_counter_ends():
    assert list(Queue(3)) == [0, 1, 2]


def test_a_fault_in_another_process_is_raised_here():
    with pytest.raises(ValueError, match="a fault in another process"):
        share(Failing(os.getpid()), 100, 2)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_the_death_of_another_process_is_told():
    with pytest.raises(WorkerError, match="a process of the build ended with status -9"):
        share(Dying(os.getpid()), 100, 2)

"""Work shared between processes, alike where fork is to be had and where it is not."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Protocol

from oeuvre.errors import OeuvreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection


FORKS = sys.platform == "linux"
"""Whether a process shares the memory of the one that starts it: only here is fork safe."""


class Queue:
    """Numbers from 0 to `size`, each handed out once, to whichever process asks next."""

    def __init__(self, size: int, counter: Any = None, parent: int = 0) -> None:
        self.size = size
        self.counter = counter
        self.parent = parent
        self.next = 0

    def __iter__(self) -> Iterator[int]:
        while (number := self.take()) < self.size:
            yield number

    def take(self) -> int:
        """The next number, or `size` or more when none is left."""
        if self.counter is None:
            self.next += 1
            return self.next - 1
        if self.parent and os.getppid() != self.parent:
            return self.size  # the first process is gone: nobody waits for more
        with self.counter.get_lock():
            self.counter.value += 1
            return int(self.counter.value - 1)


class Task(Protocol):
    """What can be shared: called once in every process, it takes numbers from the queue until there are none left.

    It must be picklable: without fork it is sent to the other processes.
    """

    def __call__(self, queue: Queue) -> Any:
        """Take numbers from the queue until it is empty; what is returned is sent to the first process."""


class WorkerError(OeuvreError):
    """A process ended without an answer, as when it is killed or memory runs out."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share(task: Task, size: int, jobs: int) -> list[Any]:
    """Run `task` in `jobs` processes, this one among them, over the numbers below `size`; return what each returned.

    An exception in another process is raised here. Platforms whose fork is safe use it: the others start afresh and
    are sent the task.
    """
    if jobs <= 1 or size <= 1:
        return [task(Queue(size))]
    import multiprocessing

    context = multiprocessing.get_context("fork" if FORKS else "spawn")
    queue = Queue(size, context.Value("q", 0))
    workers = []
    for _ in range(jobs - 1):
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(task, size, queue.counter, os.getpid(), theirs), daemon=True)  # type: ignore[attr-defined]  # both contexts have it
        worker.start()
        theirs.close()
        workers.append((worker, ours))
    try:
        results = [task(queue)]
        for worker, connection in workers:
            results.append(_answer(worker, connection))
    finally:
        for worker, connection in workers:
            connection.close()
            worker.join(0.2)
            if worker.is_alive():
                worker.terminate()
                worker.join()
    return results


def _work(task: Task, size: int, counter: Any, parent: int, connection: Connection) -> None:
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears Ctrl-C and ends the others
    gc.disable()
    try:
        answer: tuple[Any, Exception | None] = (task(Queue(size, counter, parent)), None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it can be told
        answer = (None, error)
    connection.send(answer)
    connection.close()


def _answer(worker: Any, connection: Connection) -> Any:
    try:
        result, error = connection.recv()
    except EOFError:
        worker.join()
        raise WorkerError(f"a process of the build ended with status {worker.exitcode}") from None
    if error is not None:
        raise error
    return result

"""Threads, start and end of the live preview.

Three threads: the event loop answers; one watches and makes the next snapshot; one renders what is asked for. The loop
alone changes what is on show, so there is nothing to lock, and a request never waits for a build.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from oeuvre.serve import address, sockets, stage
from oeuvre.serve.telling import Teller
from oeuvre.serve.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from oeuvre.errors import Finding
    from oeuvre.serve import handlers, listener

def run(
    preview: stage.Preview,
    *,
    folder: str | os.PathLike[str],
    host: str = "127.0.0.1",
    port: int = 8000,
    open_browser: bool = False,
    base_path: str = "/",
    announce: Callable[[str], None],
    also: Iterable[str] = (),
) -> None:
    """Show the site in `folder` until Ctrl-C, which comes out as KeyboardInterrupt.

    `base_path` is where the site will stand at its host (`/repo/`). `also` are folders to watch besides the site's
    `content` and `templates`. `announce` gets lines for the user, from several threads. With OEUVRE_POLLING set,
    files are looked at every quarter of a second instead of waiting for the system's events. Raises UsageError if
    this machine does not have that host, or no port is free.
    """
    server = Server(preview, folder=folder, host=host, port=port, base_path=base_path, announce=announce, also=also)
    if open_browser:
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
    asyncio.run(server.serve())


class Server:
    """One preview, bound to its port from birth; `serve` answers until `end`."""

    def __init__(
        self,
        preview: stage.Preview,
        *,
        folder: str | os.PathLike[str],
        host: str,
        port: int,
        base_path: str = "/",
        announce: Callable[[str], None],
        also: Iterable[str] = (),
    ) -> None:
        from oeuvre.serve import listener  # noqa: F401 (on Windows this must come before the event loop)

        self.folder = os.path.abspath(folder)
        self.host = host.strip("[]")
        self.base = address.base(base_path)
        nothing: Future[stage.Findings] = Future()
        nothing.set_result(())
        # no page of an earlier preview has such a number
        self.state = stage.State(time.time_ns() // 1_000_000, nothing)
        self.browsers: set[handlers.Browser] = set()
        self.listening: listener.Listener
        self._sockets = sockets.bind(self.host, port)
        self.port: int = self._sockets[0].getsockname()[1]
        if port not in {0, self.port}:
            announce(f"port {port} is taken; using {self.port}")
        watched = [os.path.join(self.folder, name) for name in ("content", "templates")]
        self._watcher = Watcher([*watched, *also], polling=bool(os.environ.get("OEUVRE_POLLING")), announce=announce)
        self._preview = preview
        self._teller = Teller(self.folder, announce)
        self._faults: dict[Finding, None] = {}
        self._last_good = stage.LastGood()
        self._renderer = ThreadPoolExecutor(1, thread_name_prefix="oeuvre-render")
        self._builder = threading.Thread(target=self._build, name="oeuvre-build", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._first: asyncio.Event
        self._ended: asyncio.Event

    @property
    def url(self) -> str:
        """Where the preview is, for a browser on this machine."""
        host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 (to show)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.base}"

    async def serve(self) -> None:
        """Answer until `end`, or until the task is cancelled, which is what asyncio makes of Ctrl-C."""
        from oeuvre.serve import listener

        self._loop, self._first, self._ended = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        self.listening = listener.listen(self, self._sockets)
        self._teller.serving(self.url, self.host)
        self._builder.start()
        try:
            while not self._ended.is_set():
                await _wait(self._ended, 0.3 if sys.platform == "win32" else None)  # there Ctrl-C does not wake it
        finally:
            self._watcher.stop.set()
            self._renderer.shutdown(wait=False, cancel_futures=True)
            await listener.end(self.listening, list(self.browsers))
            self._builder.join(0.2)

    def end(self) -> None:
        """End `serve`, from any thread."""
        self._loop.call_soon_threadsafe(self._ended.set)

    async def ready(self) -> stage.State:
        """What is on show, as soon as there is anything."""
        await self._first.wait()
        return self.state

    async def find(self, state: stage.State, path: str) -> stage.Response | Exception | None:
        """A file of the site, made in the renderer's thread; or None, or what stands in its way.

        While something is wrong a page that is missing is probably missing for that reason: its last good form stays.
        """
        found = await self._loop.run_in_executor(self._renderer, stage.find, state, path)
        if isinstance(found, Exception):
            self._note(state, found)
        broken = not found and any(finding.severity == "error" for finding in await self.findings())
        if isinstance(found, Exception) or broken:
            return self._last_good[path] or found
        if state is self.state:
            self._last_good.keep(path, found)
        return found

    def unexpected(self, error: BaseException) -> None:
        """A bug in answering. What breaks off when all ends is none."""
        if not self._watcher.stop.is_set():
            self._teller.trouble(error)

    async def findings(self) -> list[Finding]:
        """What is wrong now, the worst first; faults that came up when a page was asked for are among it."""
        state = self.state
        found = await asyncio.shield(asyncio.wrap_future(state.found))
        return [*self._faults, *([state.fault] if state.fault else []), *found]

    def _note(self, state: stage.State, error: Exception) -> None:
        """Remember what came up when a page was asked for, until the next build."""
        fault = stage.fault(error)
        if state is self.state and fault not in self._faults:
            self._faults[fault] = None
            self._teller.trouble(error)

    def _build(self) -> None:
        """The builder's thread: every change becomes a state. No fault ends it in silence."""
        try:
            for changed in self._watcher.changes():
                self._make(changed)
        except Exception as error:  # noqa: BLE001 (a preview that no longer sees changes must say so)
            self._publish(error, Future(), "")
            self._teller.trouble(error)

    def _make(self, changed: Collection[str] | None) -> None:
        start = time.perf_counter()
        outcome = self._refresh(changed)
        seconds = time.perf_counter() - start
        found: Future[stage.Findings] = Future()
        if isinstance(outcome, Exception):
            self._publish(outcome, found, "")
            self._teller.failed(outcome)
            return
        style = stage.style(changed)
        if style:  # that a page may stay can only be said when it is known that the findings are the same
            found.set_result(stage.findings(outcome))
        self._publish(outcome, found, style)
        if not style:  # else the page comes first, and what is wrong with it as soon as it is known
            found.set_result(stage.findings(outcome))
        self._teller.built(changed, seconds, found.result())

    def _refresh(self, changed: Collection[str] | None) -> stage.Snapshot | Exception:
        try:
            return self._preview.refresh(changed)
        except Exception as error:  # noqa: BLE001 (even a bug must not end the preview: it is told with its traceback)
            return error

    def _publish(self, outcome: stage.Snapshot | Exception, found: Future[stage.Findings], style: str) -> None:
        try:
            self._loop.call_soon_threadsafe(self._show, outcome, found, style)
        except RuntimeError:  # the loop has ended meanwhile
            self._watcher.stop.set()

    def _show(self, outcome: stage.Snapshot | Exception, found: Future[stage.Findings], style: str) -> None:
        """Put a new state on show, then tell the browsers."""
        before = self.state
        same = found.done() and not self._faults and not before.fault and found.result() == before.found.result()
        self.state = stage.after(before, outcome, found)
        self._faults.clear()
        self._first.set()
        sheet = stage.shown_as(self.state, style if same else "")
        for browser in list(self.browsers):
            browser.tell(sheet)


async def _wait(event: asyncio.Event, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass

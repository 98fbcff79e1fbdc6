"""The preview as handlers of Tornado and livereload. Imported only once the preview starts: that takes 0.3 s.

livereload gives the browser's script and its protocol. Its handlers answer any Host and any Origin, its `/forcereload`
obeys any page, its reload drops what comes within three seconds of the last, and its browsers are kept in one set for
the whole process: none of that is used (livereload 2.7.1).
"""

from __future__ import annotations

import ipaddress
import json
import os
import warnings
from typing import TYPE_CHECKING, Any

from tornado import web
from tornado.websocket import WebSocketClosedError

from oeuvre.serve import address, gate, inject, overlay, stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.serve.server import Server

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # on Windows it sets an event loop policy: deprecated in 3.14
    from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler

MOST_BROWSERS = 64
"""Open pages that are told of changes."""


class Gated(web.RequestHandler):
    """What all handlers have in common: who may ask, and headers that keep the answer from others."""

    show: Server

    def initialize(self, show: Server) -> None:
        """Every handler knows the server whose state it shows."""
        self.show = show

    def set_default_headers(self) -> None:
        """Nothing is kept without asking again, framed, or read by another site."""
        self.set_header("Server", "oeuvre")
        self.set_header("Cache-Control", "no-cache")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "SAMEORIGIN")

    def prepare(self) -> None:
        """Refuse who may not ask, before anything else is looked at."""
        refusal = gate.refusal(self.request.headers, self.show.host)
        if refusal:
            self.set_status(refusal.status)
            self.say(refusal.message)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Errors in plain text, without a word of what is inside."""
        self.say(f"{status_code} {self._reason}")

    def log_exception(self, _kind: Any, error: BaseException | None, _traceback: Any) -> None:
        """A bug is told as all else is; Tornado would write it to a log that nobody set up."""
        if error and not isinstance(error, web.HTTPError):
            self.show.unexpected(error)

    async def report(self) -> overlay.Report:
        """What is wrong now. Only a browser on this machine is told where the site lies."""
        try:
            here = ipaddress.ip_address(self.request.remote_ip or "").is_loopback
        except ValueError:
            here = False
        return overlay.report(await self.show.findings(), self.show.folder, editor=here)

    def say(self, text: str) -> None:
        """Answer with plain text."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(text + "\n")


class Script(Gated, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's own script for the browser."""

    def get(self) -> None:
        """Send it."""
        super().get()
        self.set_header("Content-Type", "text/javascript; charset=utf-8")


class Overlay(Gated):
    """The scripts that show findings over the page, and that renew it in its place."""

    def get(self, name: str) -> None:
        """Send one of them."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        with open(os.path.join(os.path.dirname(__file__), f"{name}.js"), "rb") as script:
            self.finish(script.read())


class Findings(Gated):
    """What is wrong now, for that script."""

    async def get(self) -> None:
        """Send them."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(await self.report()))


class Site(Gated):
    """The pages and files of the site."""

    async def get(self) -> None:
        """Send a file, a redirect to it, or the 404 page."""
        raw, base = self.request.path, self.show.base
        if address.outside(raw, base):
            return self._go(base)
        state = await self.show.ready()
        path = address.inside(raw, base)
        for candidate, way in _candidates(path):
            found = await self.show.find(state, candidate)
            if isinstance(found, Exception) or not state.snapshot:
                self.set_status(500)
                return self._answer(state, "", overlay.page("This page cannot be made yet", await self.report()))
            if found:
                return self._answer(state, candidate, found) if way == "file" else self._go(f"{raw}/")
        self.set_status(404)
        found = await self.show.find(state, "404.html")
        page = found if isinstance(found, tuple) else overlay.page("404: there is no such page")
        return self._answer(state, "404.html", page)

    head = get

    def _go(self, place: str) -> None:
        """Redirect, but not for ever: another site may stand at this port tomorrow."""
        self.redirect(f"{place}?{self.request.query}" if self.request.query else place, status=302)

    def _answer(self, state: stage.State, path: str, response: stage.Response) -> None:
        body, given = response
        kind = address.media_type(path, given)
        if kind.startswith("text/html"):
            host = gate.parse(self.request.headers["Host"]) or gate.Host("localhost", "")
            body = inject.preview(body, host.name, host.port, state.generation)
        self.set_header("Content-Type", kind)
        self.finish(body)


def _candidates(path: str | None) -> Sequence[tuple[str, str]]:
    """The files that a path may mean, in the order of GitHub Pages: itself, with `.html`, and a folder's index."""
    if path is None:
        return ()
    if path.endswith("/index.html") or path == "index.html":
        return ((path, "file"),)
    return ((path, "file"), (f"{path}.html", "file"), (f"{path}/index.html", "folder"))


class Browser(Gated, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A page that stands open in a browser and waits to be told."""

    def check_origin(self, origin: str) -> bool:
        """The gate's rule, in place of livereload's, which lets everybody in."""
        host = gate.parse(self.request.headers.get("Host", ""))
        return host is not None and gate.trusted(origin, host, self.show.host)

    def on_close(self) -> None:
        """Forget the page."""
        self.show.browsers.discard(self)

    def on_message(self, message: str | bytes) -> None:
        """Answer the greeting; a page of another generation has missed something and is told to reload."""
        try:
            greeting = json.loads(message)
            greets = greeting["command"] == "hello"
        except (ValueError, KeyError, TypeError, RecursionError):
            self.close(1002)
            return
        if not greets:
            return
        if len(self.show.browsers) >= MOST_BROWSERS:
            self.close(1013)
            return
        super().on_message(json.dumps({"command": "hello"}))
        self.show.browsers.add(self)
        self.show.listening.spare(self.ws_connection.stream)
        if greeting.get("snipver", self.show.state.generation) != self.show.state.generation:
            self.tell("")

    def tell(self, path: str) -> None:
        """Tell the page to reload; with the path of a style sheet, only that."""
        try:
            self.write_message({"command": "reload", "path": path, "liveCSS": True, "liveImg": False})
        except WebSocketClosedError:
            self.show.browsers.discard(self)

"""The HTTP server beneath the handlers, with bounds on all that it takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tornado import httpserver, web

from oeuvre.serve.handlers import Browser, Findings, Overlay, Script, Site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from socket import socket

    from tornado.iostream import IOStream

    from oeuvre.serve.server import Server

MOST_CONNECTIONS = 128
"""More open connections at once shed the oldest: a browser has 6, and idle ones must not use up the file handles."""
HEADER, BODY = 32 * 1024, 4 * 1024
"""Bytes of a request's header and body that are read at most. Nothing here takes a body."""
PATIENCE = 30
"""Seconds for a request to arrive, and for a connection to stay idle."""


class Listener(httpserver.HTTPServer):
    """An HTTP server that sheds its oldest connections when there are too many."""

    def initialize(self, *args: Any, **options: Any) -> None:
        """Tornado's own way to construct."""
        super().initialize(*args, **options)
        self._streams: list[IOStream] = []

    def handle_stream(self, stream: IOStream, address: tuple[str, int]) -> None:
        """Take a new connection, and shed old ones for it."""
        self._streams = [open_ for open_ in self._streams if not open_.closed()]
        while len(self._streams) >= MOST_CONNECTIONS:
            self._streams.pop(0).close()
        self._streams.append(stream)
        super().handle_stream(stream, address)

    def spare(self, stream: IOStream) -> None:
        """Do not count this one: it is meant to stay open."""
        if stream in self._streams:
            self._streams.remove(stream)


def listen(show: Server, sockets: Sequence[socket]) -> Listener:
    """A server at `sockets`, running in the current event loop."""
    application = web.Application(
        [
            (r"/livereload", Browser, {"show": show}),
            (r"/livereload\.js", Script, {"show": show}),
            (r"/__oeuvre__/(preview|renew)\.js", Overlay, {"show": show}),
            (r"/__oeuvre__/findings\.json", Findings, {"show": show}),
            (r".*", Site, {"show": show}),
        ],
        log_function=lambda _handler: None,
        websocket_ping_interval=20,
        websocket_max_message_size=BODY,
    )
    made = Listener(
        application,
        max_header_size=HEADER,
        max_body_size=BODY,
        idle_connection_timeout=PATIENCE,
        body_timeout=PATIENCE,
    )
    made.add_sockets(sockets)
    return made


async def end(listening: Listener, browsers: Sequence[Browser]) -> None:
    """Close what is open, without waiting long for anybody."""
    listening.stop()
    for browser in browsers:
        browser.close(1001)
    try:
        async with asyncio.timeout(0.2):
            await listening.close_all_connections()
    except TimeoutError:
        pass

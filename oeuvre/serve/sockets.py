"""Sockets to listen at: the first free port from the wanted one on, on all addresses of a host."""

from __future__ import annotations

import errno
import os
import socket

from oeuvre.errors import UsageError

PORTS = 50
"""So many ports are tried."""


def bind(host: str, port: int) -> list[socket.socket]:
    """Listening sockets at the first free port from `port` on; 0 is any. Raises UsageError."""
    for candidate in range(port, min(port + PORTS, 65536)) if port else [0]:
        try:
            return _listen(host, candidate)
        except (socket.gaierror, UnicodeError) as error:
            raise UsageError(f'host "{host}" is not known; use 127.0.0.1, or an address of this machine') from error
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                reason = os.strerror(error.errno or 0)
                raise UsageError(f'host "{host}" cannot be used ({reason}); use 127.0.0.1') from error
    raise UsageError(f"no port from {port} to {port + PORTS - 1} is free; give another one with --port")


def _listen(host: str, port: int) -> list[socket.socket]:
    """One socket for each address of `host`; Tornado's own function leaves some open when one of them fails."""
    sockets: list[socket.socket] = []
    missing: OSError | None = None
    for family, _, _, _, place in socket.getaddrinfo(host or None, port, 0, socket.SOCK_STREAM, 0, socket.AI_PASSIVE):
        if str(place[0]).startswith("fe80"):  # on macOS one of localhost's, for which its firewall asks each time
            continue
        try:
            sockets.append(socket.create_server((place[0], port), family=family))
        except OSError as error:
            if error.errno != errno.EADDRNOTAVAIL:  # ::1 in a container without IPv6
                for bound in sockets:
                    bound.close()
                raise
            missing = error
            continue
        sockets[-1].settimeout(0)
        port = sockets[-1].getsockname()[1]
    if missing and not sockets:
        raise missing
    return sockets

"""The one room that speaks to the network: a polite GET with patience, bounds and a memory.

Every request waits its turn (arXiv asks for three seconds between two), is tried again where the service asks for
that, and is remembered in `.cache/fetch/`, a JSON file a request. All that can go wrong is a FetchError that says what
to do. Keys come from the environment alone and are neither shown nor remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from oeuvre import __version__
from oeuvre.errors import FetchError, UsageError
from oeuvre.write import disk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import urllib3


class Service(NamedTuple):
    """A service: its address (`OEUVRE_<NAME>_URL` replaces it), what it is asked for, and its manners.

    `pause` is in seconds between two requests. `variable` is the environment variable with the key, which goes into the
    header or the parameter of the next two fields.
    """

    label: str
    address: str
    accept: str = "application/json"
    pause: float = 0.2
    variable: str = ""
    header: str = ""
    parameter: str = ""


SERVICES: dict[str, Service] = {
    "arxiv": Service("arXiv", "https://export.arxiv.org/api/", "application/atom+xml", 3.0),
    "crossref": Service("Crossref", "https://api.crossref.org/", variable="OEUVRE_MAILTO", parameter="mailto"),
    "doi": Service("doi.org", "https://doi.org/", "application/vnd.citationstyles.csl+json"),
    "orcid": Service("ORCID", "https://pub.orcid.org/v3.0/"),
    "openalex": Service(
        "OpenAlex", "https://api.openalex.org/", variable="OPENALEX_API_KEY", parameter="api_key"
    ),
    "semanticscholar": Service(
        "Semantic Scholar", "https://api.semanticscholar.org/", pause=1.0, variable="S2_API_KEY", header="x-api-key"
    ),
    "dblp": Service("DBLP", "https://dblp.org/", "application/xml", 1.0),
}  # fmt: skip
"""To add a service: a row here, and its importer in `importers/`."""

MOST_BYTES = 20_000_000
MOST_REDIRECTS = 5
MOST_TRIES = 4
LONGEST_WAIT = 120.0
"""Seconds that we wait for a service that asks us to; where it asks for more, the user is told."""

_FRESH = 3600.0
"""Seconds for which an answer counts without asking again: a dry run and the run after it see the same."""

_PATIENT = frozenset((429, 502, 503, 504))
_MOVED = frozenset((301, 302, 303, 307, 308))


class Remembered(NamedTuple):
    """An answer in the cache: `fetched` in seconds since 1970, body None where there was nothing (404)."""

    fetched: float
    etag: str
    body: bytes | None


class _Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Asks services. `cache` is a folder, or empty for none; `site` is the address to name in the User-Agent.

    With `offline` only the cache answers; with `refresh` it is not asked. `sleep` and `now` are the clock's.
    """

    def __init__(
        self,
        cache: str = "",
        site: str = "",
        *,
        offline: bool = False,
        refresh: bool = False,
        timeout: float = 30.0,
        sleep: Callable[[float], object] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.cache = cache
        self.agent = f"oeuvre/{__version__}" + (f" (+{site})" if site.isascii() and site.isprintable() and site else "")
        self.offline = offline
        self.refresh = refresh
        self.timeout = timeout
        self._sleep = sleep
        self._now = now
        self._turn: dict[str, float] = {}
        self._pool: urllib3.PoolManager | None = None

    def get(self, name: str, path: str) -> bytes | None:
        """What the service `name` answers to `path` (relative, percent-encoded); None where it has nothing there.

        Raises FetchError if it does not answer as it should, UsageError if an address in the environment is none.
        """
        service = SERVICES[name]
        url = address(name) + path
        place = os.path.join(self.cache, _digest(url, service.accept) + ".json") if self.cache else ""
        known = _recall(place) if place and (self.offline or not self.refresh) else None
        if known and (self.offline or 0 <= self._now() - known.fetched < _FRESH):
            return known.body
        if self.offline:
            raise FetchError(f"{service.label} was not asked for {url} before; ask it once without --offline")
        answer = self._ask(service, url, known.etag if known else "")
        body = None if answer.status in (404, 410) else answer.body
        if answer.status == 304 and known:
            body = known.body
        etag = answer.headers.get("ETag", "") or (known.etag if known and answer.status == 304 else "")
        if place:
            _remember(place, url, Remembered(self._now(), etag, body))
        return body

    def _ask(self, service: Service, url: str, etag: str) -> _Answer:
        """Ask, again and again where that may help."""
        for turn in range(MOST_TRIES):
            last = turn == MOST_TRIES - 1
            try:
                answer = self._follow(service, url, etag)
            except _UnreachableError as error:
                if last:
                    raise FetchError(f"{service.label} {error}; see that you are online and try again later") from error
                self._sleep(2.0**turn)
                continue
            if answer.status not in _PATIENT:
                return _accepted(service, url, answer)
            wait = _wait(answer.headers.get("Retry-After", ""), self._now(), 2.0**turn)
            if last or wait > LONGEST_WAIT:
                raise FetchError(_too_busy(service, answer.status, wait))
            self._sleep(wait)
        raise AssertionError

    def _follow(self, service: Service, url: str, etag: str) -> _Answer:
        """One answer, wherever the service moved it to. Keys do not go to another host."""
        home = urlsplit(url)
        secret = os.environ.get(service.variable, "").strip() if service.variable else ""
        here = url
        if secret and service.parameter:
            here += ("&" if home.query else "?") + urlencode({service.parameter: secret})
        headers = {"Accept": service.accept, "User-Agent": self.agent, "Accept-Encoding": "gzip, deflate"}
        if etag:
            headers["If-None-Match"] = etag
        for _ in range(MOST_REDIRECTS + 1):
            own = urlsplit(here)
            if service.header and secret and (own.scheme, own.netloc) == (home.scheme, home.netloc):
                headers[service.header] = secret
            else:
                headers.pop(service.header, None)
            self._wait_turn(own.netloc, service.pause)
            answer = self._once(service, here, headers)
            target = answer.headers.get("Location", "")
            if answer.status not in _MOVED or not target:
                return answer
            here = urljoin(here, target)
            scheme = urlsplit(here).scheme
            if scheme not in ("http", "https") or (scheme == "http" and home.scheme == "https"):
                message = f'{service.label} leads to "{_shown(here)}", which is no https address; try again later'
                raise FetchError(message)
        raise FetchError(f"{service.label} leads from address to address without end; try again later")

    def _wait_turn(self, host: str, pause: float) -> None:
        wait = self._turn.get(host, 0.0) - self._now()
        if 0 < wait <= pause:
            self._sleep(wait)
        self._turn[host] = self._now() + pause

    def _once(self, service: Service, url: str, headers: dict[str, str]) -> _Answer:
        import urllib3

        pool = self._pool = self._pool or urllib3.PoolManager(retries=False)
        timeout = urllib3.Timeout(connect=min(10.0, self.timeout), read=self.timeout)
        try:
            answer = pool.request("GET", url, headers=headers, preload_content=False, redirect=False, timeout=timeout)
            try:
                body = bytearray()
                end = time.monotonic() + 4 * self.timeout
                for part in answer.stream(1 << 16, decode_content=True):
                    body += part
                    if len(body) > MOST_BYTES:
                        message = f"{service.label} sent more than {MOST_BYTES:,} bytes; ask for fewer papers at once"
                        raise FetchError(message)
                    if time.monotonic() > end:
                        raise _UnreachableError("sends its answer too slowly")
                return _Answer(answer.status, answer.headers, bytes(body))
            finally:
                answer.close()
        except urllib3.exceptions.NewConnectionError as error:  # by its class, a timeout as well
            raise _UnreachableError(f'cannot be reached at "{urlsplit(url).netloc}"') from error
        except urllib3.exceptions.TimeoutError as error:
            raise _UnreachableError(f"did not answer in {self.timeout:g} seconds") from error
        except (urllib3.exceptions.LocationValueError, UnicodeError) as error:
            message = f'{service.label} leads to "{_shown(url)}", which is no address; try again later'
            raise FetchError(message) from error
        except urllib3.exceptions.DecodeError as error:
            raise _UnreachableError("sent a damaged answer") from error
        except (urllib3.exceptions.ProtocolError, urllib3.exceptions.IncompleteRead) as error:
            raise _UnreachableError("broke off its answer") from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _UnreachableError(f'cannot be reached at "{urlsplit(url).netloc}"') from error


class _UnreachableError(Exception):
    """No whole answer came; asking again may help."""


def address(name: str) -> str:
    """The address of a service, from the environment or its own, with a slash at its end.

    Raises UsageError for one that is none.
    """
    variable = f"OEUVRE_{name.upper()}_URL"
    found = os.environ.get(variable, "").strip() or SERVICES[name].address
    parts = urlsplit(found)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(f'{variable} is "{found}", which is no address; write one that begins with https://')
    return found if found.endswith("/") else found + "/"


def _accepted(service: Service, url: str, answer: _Answer) -> _Answer:
    """The answer, if it is one."""
    if answer.status in (200, 304, 404, 410):
        return answer
    where = _shown(url)
    if answer.status in (401, 403) and service.variable and os.environ.get(service.variable, "").strip():
        raise FetchError(f"{service.label} refuses the key in {service.variable}; see that it is right")
    if answer.status in (401, 403):
        hint = f"set {service.variable} to your key" if service.variable.endswith("KEY") else "try again later"
        raise FetchError(f"{service.label} refuses to answer {where} (status {answer.status}); {hint}")
    if answer.status == 400:
        raise FetchError(f"{service.label} does not understand {where}; see that the id is right")
    raise FetchError(f"{service.label} answers {where} with status {answer.status}; try again later")


def _too_busy(service: Service, status: int, wait: float) -> str:
    key = ""
    if service.variable.endswith("KEY") and not os.environ.get(service.variable, "").strip():
        key = f", or set {service.variable} to a key of your own"
    if status == 429:
        when = f"in {_span(wait)}" if wait > LONGEST_WAIT else "later"
        return f"{service.label} has had too many requests; try again {when}{key}"
    return f"{service.label} is out of service (status {status}); try again later"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"


def _wait(said: str, now: float, otherwise: float) -> float:
    """The seconds that `Retry-After` asks for: a number, or a date (RFC 9110, section 10.2.3)."""
    said = said.strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    if said:
        from email.utils import parsedate_to_datetime

        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - now)
        except (ValueError, OverflowError):
            return otherwise
    return otherwise


def _shown(url: str) -> str:
    """An address for a message: without its query, where keys stand, and not without end."""
    return "".join(letter if letter.isprintable() else "?" for letter in url.partition("?")[0][:200])


def _digest(url: str, accept: str) -> str:
    return hashlib.blake2b(f"{url}\n{accept}".encode(), digest_size=16).hexdigest()


def _recall(place: str) -> Remembered | None:
    """What the cache has; a damaged file is as good as none."""
    try:
        with open(place, encoding="utf-8") as file:
            found = json.load(file)
        body = found["body"]
        body = body.encode("utf-8", "surrogateescape") if body is not None else None
        return Remembered(float(found["fetched"]), str(found["etag"]), body)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _remember(place: str, url: str, answer: Remembered) -> None:
    """Keep an answer. A cache that cannot be written costs a later request and nothing else."""
    body = answer.body.decode("utf-8", "surrogateescape") if answer.body is not None else None
    text = json.dumps({"url": url, "fetched": answer.fetched, "etag": answer.etag, "body": body})
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        disk.write_small(place, text.encode())
    except OSError:
        pass

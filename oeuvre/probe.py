"""Asks other servers whether addresses still lead somewhere: `oeuvre check --online`, and nothing else.

Politely: HEAD first, and GET for one byte where a server does not know HEAD; one request at a time to a host, and a
second between two; a few hosts at once; no body is read. Answers are remembered in the site's cache, good ones for a
week, so that a second run asks for little. Redirects are followed here, at most `MOST_MOVES`, and only to http and
https. What is asked for is what the site's own author linked to.
"""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from oeuvre import __version__
from oeuvre.write import disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AT_ONCE = 8
"""Hosts that are asked at the same time."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
TIMEOUT = 15.0
LONGEST_WAIT = 20.0
"""Seconds that we wait where a server asks for it (`Retry-After`), once; where it asks for more, we ask no more."""
MOST_MOVES = 8
FRESH = {True: 7 * 86400.0, False: 86400.0}
"""Seconds for which an answer is believed: a good one, and one that tells of a fault."""

_NO_HEAD = frozenset((400, 403, 404, 405, 406, 410, 500, 501, 503))
"""What servers say to HEAD that would answer GET."""
_MOVED = frozenset((301, 302, 303, 307, 308))
_FOR_GOOD = frozenset((301, 308))


class Answer(NamedTuple):
    """What became of an address: the last `status`, or 0 and the `trouble`; `moved` is where it has gone for good."""

    status: int
    moved: str = ""
    trouble: str = ""


UNKNOWN_HOST = "its host is not known"


class Prober:
    """Asks. `cache` is a file, or empty for none; `site` is the address to name in the User-Agent."""

    def __init__(self, cache: str = "", site: str = "", *, pause: float = PAUSE, timeout: float = TIMEOUT) -> None:
        self.cache = cache
        about = f" (+{site})" if site and site.isascii() and site.isprintable() else ""
        self.headers = {"User-Agent": f"oeuvre/{__version__} link check{about}", "Accept": "*/*"}
        self.pause = pause
        self.timeout = timeout

    def ask(self, addresses: Iterable[str], *, follow: Mapping[str, bool] | None = None) -> dict[str, Answer]:
        """What became of each address; where `follow` says no, the first answer counts, as at doi.org."""
        wanted = sorted(set(addresses))
        known = _recall(self.cache, time.time()) if self.cache else {}
        hosts: dict[str, list[str]] = {}
        for url in wanted:
            if url not in known:
                hosts.setdefault(_parts(url)[1], []).append(url)
        follow = follow or {}
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for found in pool.map(lambda urls: self._one_host(urls, follow), hosts.values()):
                known.update(found)
        if self.cache and hosts:
            _remember(self.cache, known)
        return {url: known[url][1] for url in wanted}

    def _one_host(self, urls: list[str], follow: Mapping[str, bool]) -> dict[str, tuple[float, Answer]]:
        import urllib3

        found: dict[str, tuple[float, Answer]] = {}
        with urllib3.PoolManager(retries=False, num_pools=4) as pool:
            for place, url in enumerate(urls):
                if place:
                    time.sleep(self.pause)
                answer = self._follow(pool, url) if follow.get(url, True) else self._once(pool, url)[0]
                found[url] = (time.time(), answer)
                if answer.trouble == UNKNOWN_HOST:
                    found.update({other: (time.time(), answer) for other in urls[place:]})
                    break
        return found

    def _follow(self, pool: object, url: str) -> Answer:
        here, moved, for_good = url, "", True
        for _ in range(MOST_MOVES):
            answer, target = self._once(pool, here)
            if not target:
                return answer._replace(moved=moved if 200 <= answer.status < 300 else "")
            for_good = for_good and answer.status in _FOR_GOOD
            here = _joined(here, target)
            if _parts(here)[0] not in ("http", "https"):
                return Answer(0, "", "it leads to no web address")
            moved = here if for_good else moved
        return Answer(0, "", "it leads from address to address without end")

    def _once(self, pool: object, url: str) -> tuple[Answer, str]:
        """One answer, and where it leads to."""
        status, target, wait = self._request(pool, "HEAD", url)
        if isinstance(status, int) and status in (429, 503) and 0 < wait <= LONGEST_WAIT:
            time.sleep(wait)
            status, target, wait = self._request(pool, "HEAD", url)
        if isinstance(status, int) and status in _NO_HEAD:
            time.sleep(min(self.pause, 0.2))
            status, target, wait = self._request(pool, "GET", url)
        if isinstance(status, str):
            return Answer(0, "", status), ""
        return Answer(status), target if status in _MOVED else ""

    def _request(self, pool: object, method: str, url: str) -> tuple[int | str, str, float]:
        """Status (or what is wrong), Location and Retry-After of one request; its body is not read."""
        import urllib3

        headers = {**self.headers, "Range": "bytes=0-0"} if method == "GET" else self.headers
        timeout = urllib3.Timeout(connect=min(10.0, self.timeout), read=self.timeout)
        try:
            answer = pool.request(  # type: ignore[attr-defined]  # urllib3 is loaded only here
                method, url, headers=headers, redirect=False, preload_content=False, timeout=timeout
            )
            answer.close()
        except urllib3.exceptions.NameResolutionError:
            return UNKNOWN_HOST, "", 0.0
        except urllib3.exceptions.SSLError:
            return "its certificate is not trusted", "", 0.0
        except urllib3.exceptions.NewConnectionError:  # by its class, a timeout as well
            return "it cannot be reached", "", 0.0
        except urllib3.exceptions.TimeoutError:
            return f"it did not answer in {self.timeout:g} seconds", "", 0.0
        except (urllib3.exceptions.HTTPError, OSError, ValueError):
            return "it cannot be reached", "", 0.0
        after = answer.headers.get("Retry-After", "").strip()
        return answer.status, answer.headers.get("Location", ""), float(after[:9]) if after.isdecimal() else 0.0


def _parts(url: str) -> tuple[str, str]:
    """Scheme and host; empty where it is no address at all."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc.lower()


def _joined(here: str, target: str) -> str:
    try:
        return urljoin(here, target)
    except ValueError:
        return ""


def _recall(path: str, now: float) -> dict[str, tuple[float, Answer]]:
    """The answers that are fresh; a damaged cache is as good as none, and troubles are not remembered."""
    try:
        with open(path, encoding="utf-8") as file:
            rows = json.load(file)
        known = {str(url): (float(when), Answer(int(status), str(moved))) for url, when, status, moved in rows}
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
    return {url: row for url, row in known.items() if 0 <= now - row[0] < FRESH[row[1].status < 400]}


def _remember(path: str, known: Mapping[str, tuple[float, Answer]]) -> None:
    rows = [[url, round(when), one.status, one.moved] for url, (when, one) in sorted(known.items()) if one.status]
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        disk.write_small(path, json.dumps(rows, indent=0).encode())
    except OSError:
        pass  # a cache that cannot be written costs a later request and nothing else

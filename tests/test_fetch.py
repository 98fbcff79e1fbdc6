"""The one room that speaks to the network, tried against a server that fails in every way services do."""

import gzip
import json
import socket
import threading

import pytest
from werkzeug import Response

from oeuvre import fetch
from oeuvre.errors import FetchError, UsageError


@pytest.fixture
def at(httpserver, monkeypatch):
    """The server in the place of every service."""
    for name in fetch.SERVICES:
        monkeypatch.setenv(f"OEUVRE_{name.upper()}_URL", httpserver.url_for("/"))
    for name in ("OPENALEX_API_KEY", "S2_API_KEY", "OEUVRE_MAILTO"):
        monkeypatch.delenv(name, raising=False)
    return httpserver


class Clock:
    def __init__(self):
        self.time = 1_000_000.0
        self.slept = []

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock():
    return Clock()


def client(clock, **options):
    return fetch.Client(sleep=clock.sleep, now=clock.now, **options)


def failing(httpserver, *answers):
    """Answers in order; the last one for ever."""
    waiting = list(answers)

    def answer(_request):
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    httpserver.expect_request("/x").respond_with_handler(answer)


def told(call):
    with pytest.raises(FetchError) as error:
        call()
    return str(error.value)


def test_an_answer_comes_as_its_bytes_and_gzip_is_undone(at, clock):
    at.expect_request("/x").respond_with_data(gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"})
    assert client(clock).get("orcid", "x") == b"hello"


def test_what_is_not_there_is_none(at, clock):
    at.expect_request("/x").respond_with_data(b"no", status=404)
    assert client(clock).get("orcid", "x") is None


def test_we_say_who_we_are_and_name_the_site_only_if_there_is_one(at, clock):
    at.expect_request("/x").respond_with_data(b"")
    client(clock).get("orcid", "x")
    client(clock, site="https://example.org/").get("orcid", "x")
    agents = [request.headers["User-Agent"] for request, _ in at.log]
    assert agents == ["oeuvre/" + fetch.__version__, f"oeuvre/{fetch.__version__} (+https://example.org/)"]


def test_it_waits_as_long_as_the_service_asks(at, clock):
    failing(at, Response(status=429, headers={"Retry-After": "7"}), Response("ok"))
    assert client(clock).get("orcid", "x") == b"ok"
    assert 7.0 in clock.slept


def test_it_waits_until_the_date_that_the_service_names(at, clock):
    failing(at, Response(status=503, headers={"Retry-After": "Mon, 12 Jan 1970 13:47:10 GMT"}), Response("ok"))
    assert client(clock).get("orcid", "x") == b"ok"
    assert max(clock.slept) == pytest.approx(30, abs=1)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_it_waits_longer_each_time_and_then_gives_up(at, clock, status):
    failing(at, Response(status=status))
    message = told(lambda: client(clock).get("orcid", "x"))
    assert len(at.log) == fetch.MOST_TRIES
    assert [wait for wait in clock.slept if wait >= 1] == [1, 2, 4]
    assert message == (
        "ORCID has had too many requests; try again later"
        if status == 429
        else f"ORCID is out of service (status {status}); try again later"
    )


def test_it_does_not_wait_for_hours(at, clock):
    failing(at, Response(status=429, headers={"Retry-After": "36000"}))
    message = told(lambda: client(clock).get("openalex", "x"))
    assert message == (
        "OpenAlex has had too many requests; try again in 10 hours, or set OPENALEX_API_KEY to a key of your own"
    )
    assert len(at.log) == 1


@pytest.mark.parametrize("status", [500, 418, 302])
def test_any_other_status_is_told(at, clock, status):
    failing(at, Response(status=status))
    assert told(lambda: client(clock).get("orcid", "x?key=1")) == (
        f"ORCID answers {at.url_for('/x')} with status {status}; try again later"
    )


def test_a_wrong_key_is_named_by_its_variable_and_never_shown(at, clock, monkeypatch):
    monkeypatch.setenv("OPENALEX_API_KEY", " hidden ")
    failing(at, Response(status=401))
    message = told(lambda: client(clock).get("openalex", "x"))
    assert message == "OpenAlex refuses the key in OPENALEX_API_KEY; see that it is right"
    assert at.log[0][0].args["api_key"] == "hidden"


def test_a_blank_key_is_no_key(at, clock, monkeypatch):
    monkeypatch.setenv("OPENALEX_API_KEY", "  ")
    failing(at, Response("ok"))
    assert client(clock).get("openalex", "x") == b"ok"
    assert "api_key" not in at.log[0][0].args


def test_keys_are_not_remembered(at, clock, monkeypatch, tmp_path):
    monkeypatch.setenv("OPENALEX_API_KEY", "hidden")
    failing(at, Response("ok"))
    client(clock, cache=str(tmp_path)).get("openalex", "x")
    assert all(b"hidden" not in path.read_bytes() for path in tmp_path.iterdir())


def test_redirects_are_followed_to_another_host_without_the_key(at, clock, monkeypatch):
    monkeypatch.setenv("S2_API_KEY", "hidden")
    other = at.url_for("/y").replace("localhost", "127.0.0.1")
    at.expect_request("/x").respond_with_data(b"", status=301, headers={"Location": other})
    at.expect_request("/y").respond_with_data(b"moved")
    assert client(clock).get("semanticscholar", "x") == b"moved"
    assert at.log[0][0].headers["x-api-key"] == "hidden"
    assert at.log[1][0].headers["Host"] != at.log[0][0].headers["Host"]
    assert "x-api-key" not in at.log[1][0].headers


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x"])
def test_redirects_lead_only_to_the_web(at, clock, target):
    at.expect_request("/x").respond_with_data(b"", status=302, headers={"Location": target})
    assert "which is no https address" in told(lambda: client(clock).get("orcid", "x"))


def test_redirects_end(at, clock):
    at.expect_request("/x").respond_with_data(b"", status=302, headers={"Location": "/x"})
    message = told(lambda: client(clock).get("orcid", "x"))
    assert message == "ORCID leads from address to address without end; try again later"
    assert len(at.log) == fetch.MOST_REDIRECTS + 1


def test_a_body_without_end_is_cut_off(at, clock, monkeypatch):
    monkeypatch.setattr(fetch, "MOST_BYTES", 1000)
    at.expect_request("/x").respond_with_data(gzip.compress(b"0" * 100_000), headers={"Content-Encoding": "gzip"})
    message = told(lambda: client(clock).get("orcid", "x"))
    assert message == "ORCID sent more than 1,000 bytes; ask for fewer papers at once"


def test_a_damaged_body_is_told(at, clock):
    at.expect_request("/x").respond_with_data(b"no gzip", headers={"Content-Encoding": "gzip"})
    message = told(lambda: client(clock).get("orcid", "x"))
    assert message == "ORCID sent a damaged answer; see that you are online and try again later"


@pytest.fixture
def raw(monkeypatch):
    """A server that says these bytes and hangs up, or says nothing."""
    listening = socket.create_server(("127.0.0.1", 0))
    kept = []

    def serve(says):
        def run():
            while True:
                try:
                    peer, _ = listening.accept()
                except OSError:
                    return
                kept.append(peer)
                if says is not None:
                    peer.recv(4096)
                    peer.sendall(says)
                    peer.close()

        threading.Thread(target=run, daemon=True).start()
        monkeypatch.setenv("OEUVRE_ORCID_URL", f"http://127.0.0.1:{listening.getsockname()[1]}/")

    yield serve
    listening.close()
    for peer in kept:
        peer.close()


def test_a_body_that_breaks_off_is_told(raw, clock):
    raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    message = told(lambda: client(clock).get("orcid", "x"))
    assert message == "ORCID broke off its answer; see that you are online and try again later"


def test_what_is_no_http_is_told(raw, clock):
    raw(b"SSH-2.0-x\r\n")
    assert told(lambda: client(clock).get("orcid", "x")).startswith("ORCID broke off its answer;")


def test_silence_is_told(raw, clock):
    raw(None)
    message = told(lambda: client(clock, timeout=0.05).get("orcid", "x"))
    assert message == "ORCID did not answer in 0.05 seconds; see that you are online and try again later"


def test_nobody_there_is_told(monkeypatch, clock):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("OEUVRE_ORCID_URL", f"http://127.0.0.1:{port}")
    message = told(lambda: client(clock).get("orcid", "x"))
    assert message == f'ORCID cannot be reached at "127.0.0.1:{port}"; see that you are online and try again later'


def test_arxiv_is_asked_every_three_seconds(at, clock):
    at.expect_request("/x").respond_with_data(b"")
    asking = client(clock)
    for _ in range(3):
        asking.get("arxiv", "x")
    assert clock.slept == [3.0, 3.0]


def test_within_an_hour_nothing_is_asked_twice(at, clock, tmp_path):
    at.expect_request("/x").respond_with_data("é\udcff".encode("utf-8", "surrogateescape"))
    first = client(clock, cache=str(tmp_path)).get("orcid", "x")
    assert client(clock, cache=str(tmp_path)).get("orcid", "x") == first == "é".encode() + b"\xff"
    assert len(at.log) == 1


def test_later_only_what_changed_is_sent(at, clock, tmp_path):
    failing(at, Response("one", headers={"ETag": '"1"'}), Response(status=304), Response("two"))
    asking = client(clock, cache=str(tmp_path))
    assert asking.get("orcid", "x") == b"one"
    clock.time += 4000
    assert asking.get("orcid", "x") == b"one"
    clock.time += 4000
    assert asking.get("orcid", "x") == b"two"
    assert [request.headers.get("If-None-Match") for request, _ in at.log] == [None, '"1"', '"1"']


def test_refresh_asks_again_at_once(at, clock, tmp_path):
    failing(at, Response("one"), Response("two"))
    client(clock, cache=str(tmp_path)).get("orcid", "x")
    assert client(clock, cache=str(tmp_path), refresh=True).get("orcid", "x") == b"two"


def test_offline_nothing_is_asked(at, clock, tmp_path):
    failing(at, Response("one"))
    client(clock, cache=str(tmp_path)).get("orcid", "x")
    clock.time += 1e6
    asking = client(clock, cache=str(tmp_path), offline=True)
    assert asking.get("orcid", "x") == b"one"
    message = told(lambda: asking.get("orcid", "y"))
    assert message == f"ORCID was not asked for {at.url_for('/y')} before; ask it once without --offline"
    assert len(at.log) == 1


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"fetched": 1e999, "etag": "", "body": "x"}', '{"body": 3}'])
def test_a_damaged_memory_is_as_good_as_none(at, clock, tmp_path, damage):
    failing(at, Response("one"))
    asking = client(clock, cache=str(tmp_path))
    asking.get("orcid", "x")
    for path in tmp_path.iterdir():
        path.write_text(damage, encoding="utf-8")
    assert asking.get("orcid", "x") == b"one"
    assert len(at.log) == 2


def test_failures_are_not_remembered(at, clock, tmp_path):
    failing(at, Response(status=500))
    told(lambda: client(clock, cache=str(tmp_path)).get("orcid", "x"))
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_none_is_wrong_usage(monkeypatch, clock):
    monkeypatch.setenv("OEUVRE_ORCID_URL", "orcid.org")
    with pytest.raises(UsageError) as error:
        client(clock).get("orcid", "x")
    assert str(error.value) == (
        'OEUVRE_ORCID_URL is "orcid.org", which is no address; write one that begins with https://'
    )


def test_the_memory_is_readable_json(at, clock, tmp_path):
    failing(at, Response("one", headers={"ETag": '"1"'}))
    client(clock, cache=str(tmp_path)).get("orcid", "x")
    (path,) = tmp_path.iterdir()
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "url": at.url_for("/x"), "fetched": 1_000_000.0, "etag": '"1"', "body": "one",
    }  # fmt: skip

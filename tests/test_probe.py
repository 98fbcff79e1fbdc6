"""What other servers say of addresses, asked politely: tried against a server on this machine."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from oeuvre.probe import UNKNOWN_HOST, Answer, Prober


class Handler(BaseHTTPRequestHandler):
    """Answers by path: `/404` with that status, `/head405` only to GET, `/to/…` with a redirect."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer("HEAD")

    def do_GET(self):
        self.answer("GET")

    def answer(self, method):
        name = self.path.strip("/")
        self.server.asked.append((method, self.path, self.headers.get("User-Agent"), self.headers.get("Range")))
        self.server.at_once = max(self.server.at_once, threading.active_count())
        status, headers = 200, {}
        if name.isdigit():
            status = int(name)
        elif name.startswith("head"):
            status = int(name[4:]) if method == "HEAD" else 206
        elif name == "for-good":
            status, headers = 301, {"Location": "/new"}
        elif name == "for-now":
            status, headers = 302, {"Location": "/new"}
        elif name == "circle":
            status, headers = 301, {"Location": "/circle"}
        elif name == "to-file":
            status, headers = 302, {"Location": "file:///etc/passwd"}
        elif name == "busy":
            first = sum(path == "/busy" for _, path, *_ in self.server.asked) == 1
            status, headers = (429, {"Retry-After": "1"}) if first else (200, {})
        elif name == "slow":
            time.sleep(1.5)
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.asked, running.at_once = [], 0
        threading.Thread(target=running.serve_forever, daemon=True).start()
        running.url = f"http://127.0.0.1:{running.server_address[1]}"
        yield running
        running.shutdown()


def ask(server, *paths, **settings):
    found = Prober(pause=0.01, timeout=1.0, **settings).ask([f"{server.url}/{path}" for path in paths])
    return [found[f"{server.url}/{path}"] for path in paths]


def test_a_server_is_asked_by_head_and_by_get_for_one_byte_where_it_does_not_know_head(server):
    assert ask(server, "there", "head405", "head404", "404", "410", "403", "500") == [
        Answer(200), Answer(206), Answer(206), Answer(404), Answer(410), Answer(403), Answer(500),
    ]  # fmt: skip
    methods = [(method, path) for method, path, *_ in server.asked]
    assert ("GET", "/there") not in methods
    assert ("GET", "/head405") in methods
    assert {range_ for method, *_, range_ in server.asked if method == "GET"} == {"bytes=0-0"}


def test_it_says_who_asks(server):
    ask(server, "there", site="https://example.org/")
    assert server.asked[0][2].startswith("oeuvre/")
    assert server.asked[0][2].endswith(" link check (+https://example.org/)")


def test_redirects_are_followed_and_told_where_they_are_for_good(server):
    assert ask(server, "for-good", "for-now", "circle", "to-file") == [
        Answer(200, f"{server.url}/new"),
        Answer(200),
        Answer(0, "", "it leads from address to address without end"),
        Answer(0, "", "it leads to no web address"),
    ]


def test_of_an_id_the_first_answer_counts(server):
    url = f"{server.url}/for-now"
    assert Prober(pause=0.01).ask([url], follow={url: False}) == {url: Answer(302)}
    assert [path for _, path, *_ in server.asked] == ["/for-now"]


def test_a_server_that_asks_to_wait_is_asked_once_more(server):
    assert ask(server, "busy") == [Answer(200)]
    assert len(server.asked) == 2


def test_what_does_not_answer_is_told():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as gone:
        port = gone.server_address[1]
    found = Prober(pause=0.01, timeout=0.5).ask([f"http://127.0.0.1:{port}/", "http://nowhere.invalid/a"])
    assert found[f"http://127.0.0.1:{port}/"] == Answer(0, "", "it cannot be reached")
    assert found["http://nowhere.invalid/a"].trouble in (UNKNOWN_HOST, "it cannot be reached")


def test_a_slow_server_is_told(server):
    assert ask(server, "slow") == [Answer(0, "", "it did not answer in 1 seconds")]


@pytest.mark.parametrize("address", ["http://[::1", "http://exa mple.org/", "http://a..b/", "http://\u2024/", "https://"])
def test_no_address_ends_it(address):
    assert Prober(pause=0.01, timeout=0.5).ask([address])[address].trouble


def test_one_host_is_asked_one_at_a_time(server):
    begun = time.monotonic()
    paths = [f"p{number}" for number in range(6)]
    Prober(pause=0.1, timeout=1.0).ask([f"{server.url}/{path}" for path in paths])
    assert time.monotonic() - begun > 0.5
    assert [path for _, path, *_ in server.asked] == [f"/{path}" for path in paths]


def test_answers_are_remembered_and_forgotten(server, tmp_path):
    cache = tmp_path / ".cache" / "online.json"
    for _ in range(2):
        assert ask(server, "there", "404", "for-good", cache=str(cache))[1] == Answer(404)
    assert sum(path == "/404" for _, path, *_ in server.asked) == 2  # by HEAD and by GET, once
    rows = json.loads(cache.read_text(encoding="utf-8"))
    cache.write_text(json.dumps([[url, when - 2 * 86400, *rest] for url, when, *rest in rows]), encoding="utf-8")
    server.asked.clear()
    ask(server, "there", "404", "for-good", cache=str(cache))
    assert {path for _, path, *_ in server.asked} == {"/404"}
    cache.write_text("{damaged", encoding="utf-8")
    assert ask(server, "there", cache=str(cache)) == [Answer(200)]


def test_the_command_asks_and_tells_with_places(server, tmp_path, oeuvre):
    content = tmp_path / "content" / "papers"
    content.mkdir(parents=True)
    (tmp_path / "content" / "profile.md").write_text("---\nname: Ada Quill\n---\n", encoding="utf-8")
    front = f"---\ntitle: Nets\nauthors: [Ada Quill]\ndate: 2025\nlinks:\n  code: {server.url}/404\n---\n"
    (content / "nets.md").write_text(f"{front}See <{server.url}/410>.\n", encoding="utf-8")
    quiet = oeuvre("check", tmp_path, "--online", CI="true", check=False)
    assert quiet.stderr.startswith("oeuvre: --online asks nobody on continuous integration; set OEUVRE_ONLINE=1")
    oeuvre("check", tmp_path, CI="")
    assert server.asked == []
    told = oeuvre("check", tmp_path, "--online", CI="", check=False).stdout.splitlines()
    remedy = "correct it or remove it [link/gone]"
    assert told[:2] == [
        f'content/papers/nets.md:6:9: warning: link "{server.url}/404" leads to nothing (404); {remedy}',
        f'content/papers/nets.md:8:6: warning: link "{server.url}/410" leads to nothing (410); {remedy}',
    ]

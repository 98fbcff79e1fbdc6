"""A small site, a real preview of it, and clients that speak to the server over real sockets."""

import asyncio
import base64
import json
import os
import socket
import struct
import threading
import time
from http.client import HTTPConnection

import pytest

from oeuvre.errors import Finding, TemplateError
from oeuvre.serve.server import Server

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{{{title}}}}</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY.replace("'", "&#39;")}">
<link rel="stylesheet" href="{{{{root}}}}style.css"></head>
<body><main><h1>{{{{title}}}}</h1><p>{{{{body}}}}</p></main></body></html>
"""


def wrong(slug, text):
    message = f'title "{text[2:].strip()}" is wrong; mend it'
    return Finding(f"content/papers/{slug}.md", 1, 3, "error", message, "paper/title")


class FolderSnapshot:
    """Pages of `content/papers/*.md`, made when they are asked for."""

    def __init__(self, texts, template, style):
        self.texts, self.template, self.style = texts, template, style
        self.checks = threading.Event()
        self.checks.set()

    @property
    def findings(self):
        self.checks.wait(10)
        return [wrong(slug, text) for slug, text in sorted(self.texts.items()) if text.startswith("!!")]

    def paths(self):
        return ["index.html", "404.html", "style.css", *(f"papers/{slug}/index.html" for slug in self.texts)]

    def get(self, path):
        if path == "style.css":
            return self.style.encode(), "text/css"
        if path == "files/data.bin":
            return bytes(range(256)), ""
        if path == "index.html":
            return self.page("Home", " ".join(f"{slug}={text}" for slug, text in sorted(self.texts.items())), "")
        if path == "404.html":
            return self.page("Nothing here", "", "")
        slug = path.removeprefix("papers/").removesuffix("/index.html")
        text = self.texts.get(slug) if path == f"papers/{slug}/index.html" else None
        return None if text is None or text.startswith("!!") else self.page(slug, text, "../../")

    def page(self, title, body, root):
        if "{% broken" in self.template:
            line = self.template[: self.template.index("{% broken")].count("\n") + 1
            raise TemplateError("templates/page.html", line, "unknown tag broken")
        page = self.template.replace("{{title}}", title).replace("{{body}}", body).replace("{{root}}", root)
        return page.encode(), "text/html"


class FolderPreview:
    def __init__(self, folder):
        self.folder = folder
        self.refreshed = []
        self.texts = {}
        self.delay = 0
        self.slow_checks = False
        self.raises = None

    def refresh(self, changed):
        self.refreshed.append(None if changed is None else {os.path.relpath(path, self.folder) for path in changed})
        if self.raises:
            raise self.raises
        papers = self.folder / "content" / "papers"
        if changed is None:
            self.texts = {}
            changed = papers.glob("*.md") if papers.is_dir() else ()
        for path in map(os.fspath, changed):
            if path.endswith(".md"):
                slug = os.path.basename(path)[:-3]
                try:
                    with open(path, encoding="utf-8") as file:
                        self.texts[slug] = file.read()
                except OSError:
                    self.texts.pop(slug, None)
        time.sleep(self.delay)
        template, style = self.read("templates/page.html", PAGE), self.read("templates/style.css", "")
        self.snapshot = FolderSnapshot(dict(self.texts), template, style)
        if self.slow_checks:
            self.snapshot.checks.clear()
        return self.snapshot

    def read(self, name, default):
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else default


class Running:
    """A preview that runs in a thread of its own."""

    def __init__(self, folder, **options):
        self.preview = options.pop("preview", None) or FolderPreview(folder)
        self.lines = []
        options = {"host": "127.0.0.1", "port": 0, **options}
        self.server = Server(self.preview, folder=folder, announce=self.lines.append, **options)
        self.address = ("::1" if options["host"] == "::1" else "127.0.0.1", self.server.port)
        self.port = self.server.port
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve()), daemon=True)

    def __enter__(self):
        self.thread.start()
        self.get("/")
        return self

    def __exit__(self, *_):
        if self.thread.is_alive():
            self.server.end()
            self.thread.join(5)
        assert not self.thread.is_alive()

    def get(self, path, method="GET", **headers):
        """(status, headers, body) of a request with `headers`; underscores stand for hyphens."""
        connection = HTTPConnection(*self.address, timeout=10)
        try:
            connection.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def raw(self, request):
        """All that comes back for bytes sent as they are; the request must ask to close the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            try:
                connection.sendall(request)
                return b"".join(iter(lambda: connection.recv(65536), b""))
            except ConnectionError:
                return b""

    def text(self, path="/"):
        return self.get(path)[2].decode()

    def until(self, found, path="/", seconds=5):
        """Ask until the page satisfies `found`; return it."""
        end = time.monotonic() + seconds
        while not found(text := self.text(path)):
            assert time.monotonic() < end, f"never came; the page is\n{text}\nand was told\n" + "\n".join(self.lines)
            time.sleep(0.005)
        return text

    def findings(self):
        return json.loads(self.get("/__oeuvre__/findings.json")[2])

    def browser(self, **headers):
        return WebSocket(self.port, **headers)


class WebSocket:
    """The least of a WebSocket client (RFC 6455) that greets as livereload's script does."""

    def __init__(self, port, generation=None, greet=True, **headers):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        key = base64.b64encode(os.urandom(16)).decode()
        headers = {"Host": f"127.0.0.1:{port}", "Origin": f"http://127.0.0.1:{port}", **headers}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items() if value is not None]
        lines += ["Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
        self.socket.sendall("\r\n".join(["GET /livereload HTTP/1.1", *lines, "", ""]).encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            more = self.socket.recv(65536)
            if not more:
                break
            self.buffer += more
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        self.status = int(head.split()[1]) if head else 0
        if self.status == 101 and greet:
            hello = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"], "ver": "2.2.1"}
            self.send(json.dumps(hello if generation is None else {**hello, "snipver": generation}))
            assert self.receive()["command"] == "hello"

    def send(self, text, opcode=1):
        data = text.encode() if isinstance(text, str) else text
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack(">H", len(data))
        self.socket.sendall(bytes([0x80 | opcode]) + size + b"\0\0\0\0" + data)

    def receive(self, seconds=5):
        """The next message, None if the server closed or nothing came."""
        self.socket.settimeout(seconds)
        try:
            while True:
                opcode, length = self.take(1)[0] & 15, self.take(1)[0]
                if length == 126:
                    length = struct.unpack(">H", self.take(2))[0]
                data = self.take(length)
                if opcode == 8:
                    return None
                if opcode == 9:
                    self.send(data, opcode=10)
                if opcode == 1:
                    return json.loads(data)
        except (TimeoutError, ConnectionError):
            return None

    def take(self, size):
        while len(self.buffer) < size:
            more = self.socket.recv(65536)
            if not more:
                raise ConnectionError
            self.buffer += more
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def save(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    save(tmp_path / "content" / "papers" / "nets.md", "first")
    save(tmp_path / "templates" / "page.html", PAGE)
    save(tmp_path / "templates" / "style.css", "h1 { color: rgb(1, 2, 3) }")
    return tmp_path


@pytest.fixture
def serving(folder):
    """Start previews of the folder; they end with the test."""
    running = []

    def start(**options):
        running.append(Running(folder, **options).__enter__())
        return running[-1]

    yield start
    for one in running:
        one.__exit__()


@pytest.fixture
def live(serving):
    return serving()

"""The preview as a whole: saves arrive, nothing is torn, faults are shown and go, and it ends."""

import asyncio
import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oeuvre.errors import OeuvreError, UsageError
from oeuvre.serve.server import Server
from tests.soak import times

ROOT = Path(__file__).parents[2]


def save(path, text):
    """In one moment, as careful editors do, so that no test sees half a save on a busy machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


@pytest.fixture
def paper(folder):
    return folder / "content" / "papers" / "nets.md"


# Saves


def test_a_save_is_shown_and_told(live, paper):
    with live.browser() as browser:
        save(paper, "second")
        assert browser.receive() == {"command": "reload", "path": "", "liveCSS": True, "liveImg": False}
        assert "<p>second</p>" in live.text("/papers/nets/")


def test_only_what_changed_is_named(live, paper):
    save(paper, "second")
    live.until(lambda text: "nets=second" in text)
    assert live.preview.refreshed == [None, {os.path.join("content", "papers", "nets.md")}]


def test_ten_saves_in_three_seconds_all_arrive(live, paper):
    with live.browser() as browser:
        for number in range(10):
            save(paper, f"save {number}")
            while f"<p>save {number}</p>" not in live.text("/papers/nets/"):  # one save may be told as two events
                assert browser.receive()["command"] == "reload", number
            time.sleep(0.25)


def test_of_fifty_saves_at_once_the_last_is_shown(live, paper):
    for number in range(50):
        save(paper, f"save {number}")
    live.until(lambda text: "nets=save 49<" in text)


def test_a_save_during_a_build_is_shown_after_it(live, paper):
    live.preview.delay = 0.2
    save(paper, "early")
    time.sleep(0.1)
    save(paper, "late")
    live.until(lambda text: "nets=late" in text)
    assert len(live.preview.refreshed) == 3


def test_a_page_that_missed_a_change_is_told_when_it_comes(live, paper):
    missed = live.server.state.generation
    save(paper, "second")
    live.until(lambda text: "nets=second" in text)
    with live.browser(generation=missed) as late, live.browser(generation=live.server.state.generation) as current:
        assert late.receive()["command"] == "reload"
        assert current.receive(0.1) is None


def test_a_page_names_the_generation_that_it_shows(live):
    assert f"snipver={live.server.state.generation}" in live.text()


def test_a_style_sheet_alone_is_renewed_without_the_page(live, folder):
    with live.browser() as browser:
        save(folder / "templates" / "style.css", "h1 { color: red }")
        assert browser.receive()["path"] == "style.css"


def test_a_style_sheet_with_other_changes_renews_the_page(live, folder, paper):
    live.preview.delay = 0.2
    with live.browser() as browser:
        save(paper, "busy")
        time.sleep(0.1)
        save(folder / "templates" / "style.css", "h1 { color: red }")
        save(paper, "!! wrong")
        assert [browser.receive()["path"], browser.receive()["path"]] == ["", ""]


def test_a_folder_that_goes_and_comes_back_is_shown(live, folder, paper):
    shutil.rmtree(folder / "content")
    live.until(lambda text: "nets" not in text)
    save(paper, "again")
    live.until(lambda text: "nets=again" in text)
    save(paper, "and again")
    live.until(lambda text: "nets=and again" in text)


def test_further_folders_are_watched(tmp_path, folder, serving):
    theme = tmp_path / "theme"
    theme.mkdir()
    live = serving(also=[str(theme)])
    save(theme / "page.html", "x")
    live.until(lambda _: len(live.preview.refreshed) > 1)


def test_polling_can_be_asked_for(folder, serving, paper, monkeypatch):
    monkeypatch.setenv("OEUVRE_POLLING", "1")
    live = serving()
    save(paper, "second")
    live.until(lambda text: "nets=second" in text)


# Faults


def test_a_wrong_paper_is_listed_and_its_last_good_page_stays(live, paper):
    assert live.findings()["findings"] == []
    live.text("/papers/nets/")
    with live.browser() as browser:
        save(paper, "!! title")
        browser.receive()
        [finding] = live.findings()["findings"]
        assert finding["place"] == "content/papers/nets.md:1:3"
        assert finding["message"] == 'title "title" is wrong; mend it'
        assert finding["href"] == f"vscode://file{paper.as_posix()}:1:3"
        status, _, body = live.get("/papers/nets/")
        assert (status, b"<p>first</p>" in body) == (200, True)
        save(paper, "mended")
        browser.receive()
        assert live.findings()["findings"] == []
        assert "<p>mended</p>" in live.text("/papers/nets/")


def test_a_page_does_not_wait_for_the_checks(live, paper, folder):
    live.preview.slow_checks = True
    save(folder / "content" / "papers" / "other.md", "!! wrong")
    live.until(lambda _: len(live.preview.refreshed) > 1)
    with live.browser() as browser:
        save(paper, "second")  # waits its turn: the builder is still checking
        assert "<p>first</p>" in live.text("/papers/nets/")
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(live.findings)
            live.preview.slow_checks = False
            live.preview.snapshot.checks.set()
            assert asked.result()["title"] == "1 error"
        assert browser.receive()["command"] == "reload"
        assert "<p>second</p>" in live.text("/papers/nets/")


def test_a_check_that_fails_is_a_finding(live, paper):
    class Failing(type(live.preview.snapshot)):
        @property
        def findings(self):
            raise ZeroDivisionError("in a check")

    live.preview.refresh = lambda _: Failing({"nets": "shown all the same"}, "<p>{{body}}</p>", "")
    save(paper, "x")
    live.until(lambda text: "shown all the same" in text, "/papers/nets/")
    assert live.findings()["findings"][0]["message"].startswith("ZeroDivisionError: in a check; ")


def test_a_page_that_was_removed_on_purpose_is_gone(live, paper):
    live.text("/papers/nets/")
    paper.unlink()
    live.until(lambda text: "Nothing here" in text, "/papers/nets/")


def test_a_broken_template_is_listed_and_the_last_good_page_stays(live, folder):
    page = folder / "templates" / "page.html"
    good = page.read_text()
    live.text("/papers/nets/")
    with live.browser() as browser:
        save(page, good + "{% broken %}")
        browser.receive()
        status, _, body = live.get("/papers/nets/")
        assert (status, b"<p>first</p>" in body) == (200, True)
        [finding] = live.findings()["findings"]
        assert (finding["place"], finding["message"]) == ("templates/page.html:6:1", "unknown tag broken")
        assert "templates/page.html:6:1: error: unknown tag broken [template]" in live.lines
        save(page, good.replace("<p>", "<p>mended "))
        browser.receive()
        assert live.findings()["findings"] == []
        assert "mended first" in live.text("/papers/nets/")


def test_a_template_that_was_never_good_is_a_page_of_its_own(folder, serving):
    page = folder / "templates" / "page.html"
    good = page.read_text()
    save(page, "{% broken %}")
    live = serving()
    status, headers, body = live.get("/")
    assert (status, headers["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert b"templates/page.html:1:1" in body
    assert b"unknown tag broken" in body
    assert b"/livereload.js" in body
    save(page, good)
    live.until(lambda text: "<h1>Home</h1>" in text)


@pytest.mark.parametrize("error", [OeuvreError("content is missing; run oeuvre new"), ZeroDivisionError("oh")])
def test_a_refresh_that_fails_leaves_the_site(live, paper, error):
    live.preview.raises = error
    with live.browser() as browser:
        save(paper, "second")
        browser.receive()
        assert "nets=first" in live.text()
        assert str(error) in live.findings()["findings"][0]["message"]
        live.preview.raises = None
        save(paper, "third")
        browser.receive()
        assert "nets=third" in live.text()
        assert live.findings()["findings"] == []


def test_a_refresh_that_fails_at_first_is_a_page_of_its_own(folder, serving, paper):
    class Failing:
        def __init__(self):
            self.asked = 0

        def refresh(self, changed):
            self.asked += 1
            raise OeuvreError("content is missing; run oeuvre new")

    live = serving(preview=Failing())
    status, _, body = live.get("/")
    assert (status, b"content is missing; run oeuvre new" in body) == (500, True)


def test_a_bug_is_told_with_its_traceback(live, paper):
    live.preview.raises = ZeroDivisionError("oh")
    save(paper, "second")
    live.until(lambda _: any("Traceback" in line and "conftest.py" in line for line in live.lines))


def test_the_terminal_hears_of_each_finding_once(live, paper, folder):
    finding = 'content/papers/nets.md:1:3: error: title "title" is wrong; mend it [paper/title]'
    save(paper, "!! title")
    live.until(lambda _: finding in live.lines)
    save(folder / "content" / "papers" / "other.md", "fine")
    live.until(lambda text: "other=fine" in text)
    save(paper, "fine too")
    live.until(lambda _: "all is well again" in live.lines)
    assert live.lines.count(finding) == 1
    assert live.lines[0] == f"serving http://127.0.0.1:{live.port}/ (Ctrl-C ends it)"
    assert [line.rpartition(" in ")[0] for line in live.lines if line.endswith(" ms")] == [
        "all read",
        *[f"{os.path.join('content', 'papers', name)} read" for name in ("nets.md", "other.md", "nets.md")],
    ]


# Nothing torn


def ask(port, requests):
    """So many requests over one connection; returns the answers that are not of one build."""
    wrong = []
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection, connection.makefile("rb") as answers:
        for number in range(requests):
            path = "/papers/nets/" if number % 2 else "/"
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            status = int(answers.readline().split()[1])
            headers = dict(line.decode().strip().split(": ", 1) for line in iter(answers.readline, b"\r\n"))
            body = answers.read(int(headers["Content-Length"]))
            words = body.partition(b"<p>")[2].partition(b"</p>")[0].removeprefix(b"nets=").split()
            if status != 200 or len(words) != 2000 or len(set(words)) != 1 or not body.endswith(b"</html>\n"):
                wrong.append((status, len(body), set(words)))
    return wrong


def hammer(live, paper, requests, least):
    """So many requests during at least so many rebuilds; returns what was wrong, and how many rebuilds there were."""
    save(paper, "0 " * 2000)
    live.until(lambda text: "nets=0" in text)
    before, asked, number = len(live.preview.refreshed), [], 0
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(ask, live.port, requests // 4) for _ in range(4)]
        while not all(one.done() for one in asked) or len(live.preview.refreshed) < before + least:
            number += 1
            save(paper, f"{number} " * 2000)
            live.until(lambda text, number=number: f"nets={number} " in text)
    return [wrong for one in asked for wrong in one.result()], len(live.preview.refreshed) - before


def test_no_page_is_ever_torn(live, paper):
    wrong, rebuilds = hammer(live, paper, requests=1500, least=15)
    assert (wrong, rebuilds >= 15) == ([], True)


@pytest.mark.slow
def test_no_page_is_ever_torn_in_ten_thousand_requests(live, paper):
    wrong, rebuilds = hammer(live, paper, requests=10_000, least=100)
    assert (wrong, rebuilds >= 100) == ([], True)


# Bounds


def test_five_hundred_idle_connections_starve_nobody(live):
    idle = [socket.create_connection(("127.0.0.1", live.port)) for _ in range(500)]
    try:
        for number, connection in enumerate(idle):
            if number % 3 == 0:
                connection.sendall(b"GET / HT")
        for _ in range(20):
            assert live.get("/")[0] == 200
        with live.browser() as browser:
            assert browser.status == 101
    finally:
        for connection in idle:
            connection.close()


def test_a_browser_that_waits_is_not_shed_for_idle_connections(live, paper):
    with live.browser() as browser:
        idle = [socket.create_connection(("127.0.0.1", live.port)) for _ in range(200)]
        save(paper, "second")
        assert browser.receive()["command"] == "reload"
        for connection in idle:
            connection.close()


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 20_000 + b"\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n",
        b"PUT / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding:chunked\r\n\r\nfff\r\n" + b"a" * 4095 + b"\r\nfff\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 300 + b"\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
        b"GET\r\n\r\n",
        b"\0" * 100_000,
    ],
)
def test_a_request_that_is_too_large_or_none_at_all_is_refused(live, request_):
    assert live.raw(request_)[9:12] not in {b"200", b"500"}
    assert live.get("/")[0] == 200


@pytest.mark.parametrize(
    "message",
    ["", "{}", "[]", "null", "1", '"hello"', '{"command": []}', "{" * 4000, "[" * 4000, b"\xff\xfe", "x" * 5000],
)
def test_a_message_that_is_none_ends_only_its_own_connection(live, message):
    with live.browser(greet=False) as browser:
        browser.send(message)
        browser.receive(0.2)
    assert live.get("/")[0] == 200
    assert not live.server.browsers


def test_there_is_an_end_to_open_pages(live):
    browsers = [live.browser() for _ in range(64)]
    with live.browser(greet=False) as one_more:
        one_more.send('{"command": "hello"}')
        assert one_more.receive() is None
    for browser in browsers:
        browser.socket.close()
    live.until(lambda _: not live.server.browsers)


def handles():
    return len(os.listdir("/proc/self/fd"))


def memory():
    """Resident memory in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def rebuild(live, paper, times):
    for number in range(times):
        with live.browser() as browser:
            save(paper, f"{number} " * 1000)
            assert browser.receive(10)
            live.text()


@pytest.mark.soak
@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="reads /proc")
def test_a_hundred_rebuilds_leave_handles_and_memory_as_they_were(live, paper):
    rebuild(live, paper, 10)
    gc.collect()
    before = handles(), memory()
    rebuild(live, paper, times(100, 1000))
    gc.collect()
    assert handles() <= before[0] + 2
    assert memory() <= before[1] + 10


# Start and end


def test_a_busy_port_is_told_and_the_next_one_used(live, serving):
    other = serving(port=live.port)
    assert other.port != live.port
    assert other.lines[:2] == [
        f"port {live.port} is taken; using {other.port}",
        f"serving http://127.0.0.1:{other.port}/ (Ctrl-C ends it)",
    ]


def test_two_previews_in_one_process_do_not_hear_each_other(live, tmp_path, serving, paper):
    second = tmp_path / "second"
    save(second / "content" / "papers" / "other.md", "x")
    from tests.serve.conftest import Running

    with Running(second) as other, other.browser() as browser:
        save(paper, "second")
        live.until(lambda text: "nets=second" in text)
        assert browser.receive(0.2) is None


@pytest.mark.parametrize(
    ("host", "message"),
    [
        ("no.such.invalid", 'host "no.such.invalid" is not known; use 127.0.0.1, or an address of this machine'),
        ("203.0.113.7", 'host "203.0.113.7" cannot be used (Cannot assign requested address); use 127.0.0.1'),
        ("a" * 70 + ".org", f'host "{"a" * 70}.org" is not known; use 127.0.0.1, or an address of this machine'),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the system's own words are in the message")
def test_a_host_that_cannot_be_had_is_wrong_usage(folder, host, message):
    with pytest.raises(UsageError) as error:
        Server(None, folder=folder, host=host, port=0, announce=print)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
        ("::1", "[::1]"),
        ("[::1]", "[::1]"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "[::1]"),
    ],
)
def test_the_address_can_be_opened(folder, host, url):
    try:
        server = Server(None, folder=folder, host=host, port=0, announce=print)
    except UsageError as error:
        pytest.skip(str(error))
    assert server.url == f"http://{url}:{server.port}/"
    for bound in server._sockets:
        bound.close()


def test_a_preview_that_others_can_reach_says_so(serving):
    live = serving(host="0.0.0.0")
    assert "everybody who reaches 0.0.0.0 can see this preview, drafts too" in live.lines


def test_only_the_connection_itself_says_who_is_on_this_machine(live, paper):
    save(paper, "!! title")
    live.until(lambda _: live.findings()["findings"])
    forged = live.get("/__oeuvre__/findings.json", X_Forwarded_For="1.2.3.4", X_Real_Ip="1.2.3.4")[2]
    assert json.loads(forged)["findings"][0]["href"].startswith("vscode://file/")


def test_no_thread_is_left(folder, serving, paper):
    before = set(threading.enumerate())
    live = serving()
    with live.browser():
        save(paper, "second")
        live.until(lambda text: "nets=second" in text)
        live.__exit__()
    left = set(threading.enumerate()) - before
    end = time.monotonic() + 2
    while any(thread.is_alive() for thread in left) and time.monotonic() < end:
        time.sleep(0.01)
    assert not [thread for thread in left if thread.is_alive()]


def ask_until_it_ends(port):
    try:
        while True:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                while connection.recv(65536):
                    pass
    except OSError:
        return


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("busy", [False, True])
def test_ctrl_c_ends_it_at_once_even_while_it_builds(folder, busy):
    script = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from oeuvre.serve import run
class Preview:
    findings = ()
    def refresh(self, changed):
        if changed: time.sleep(30)
        return self
    def get(self, path):
        time.sleep(0.002)
        return b"<head></head>" + b"x" * 100_000, "text/html"
    def paths(self): return ["index.html"]
try:
    run(Preview(), folder={str(folder)!r}, port=0, announce=lambda line: print(line, flush=True))
except KeyboardInterrupt:
    sys.exit(130)
"""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-W", "error", "-c", script], **pipes) as process:
        port = int(process.stdout.readline().split(":")[2].split("/")[0])
        assert process.stdout.readline().startswith("all read")
        asking = [threading.Thread(target=ask_until_it_ends, args=(port,)) for _ in range(3)]
        for thread in asking:
            thread.start()
        if busy:
            save(folder / "content" / "papers" / "nets.md", "x")
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=5)
        for thread in asking:
            thread.join()
        assert (process.returncode, errors) == (130, "")


def test_nothing_heavy_is_loaded_before_it_serves():
    script = "import sys, oeuvre.serve; print({'tornado', 'livereload', 'watchfiles'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_no_warning_is_raised(folder):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        server = Server(None, folder=folder, host="127.0.0.1", port=0, announce=print)
        for bound in server._sockets:
            bound.close()
    assert caught == []
    assert asyncio.get_event_loop_policy()


def test_a_preview_that_no_longer_sees_changes_says_so(folder, serving, monkeypatch):
    def changes(self):
        yield None
        raise ZeroDivisionError("watching ended")

    monkeypatch.setattr("oeuvre.serve.watcher.Watcher.changes", changes)
    live = serving()
    live.until(lambda _: any("watching ended" in row["message"] for row in live.findings()["findings"]))
    assert any("Traceback" in line for line in live.lines)
    assert "nets=first" in live.text()


def test_a_bug_in_an_answer_is_told(live, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("in an answer")

    monkeypatch.setattr("oeuvre.serve.inject.preview", broken)
    assert live.get("/")[0] == 500
    assert any("ZeroDivisionError: in an answer" in line for line in live.lines)

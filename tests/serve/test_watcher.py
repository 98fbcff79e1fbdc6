"""Watching: every change is told, whatever happens to the folders; by events and by sweeping alike."""

import os
import shutil
import subprocess
import threading
import time

import pytest

from oeuvre.serve import watcher as watching
from oeuvre.serve.sweep import Sweep, passing
from oeuvre.serve.watcher import Watcher


class Watched:
    """What a watcher tells, gathered in a thread."""

    def __init__(self, *folders, polling=False):
        self.lines = []
        self.told = []
        self.watcher = Watcher(map(str, folders), polling=polling, announce=self.lines.append)
        self.thread = threading.Thread(target=self.gather)

    def gather(self):
        for changed in self.watcher.changes():
            self.told.append(changed)

    def __enter__(self):
        self.thread.start()
        self.until(lambda: self.told)
        return self

    def __exit__(self, *_):
        self.watcher.stop.set()
        self.thread.join(2)
        assert not self.thread.is_alive()

    def until(self, happened, seconds=5):
        end = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < end, f"never told; what was told is {self.told}"
            time.sleep(0.002)

    def tells(self, *paths):
        """All of these paths are told, or that everything may be other."""
        self.until(lambda: None in self.told or set(map(str, paths)) <= set().union(*self.told))
        time.sleep(0.02)
        self.told.clear()


@pytest.fixture(params=["events", "polling"])
def watched(request, tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "GUARD", 0.03 if request.param == "polling" else 0.1)
    content, templates = tmp_path / "content", tmp_path / "templates"
    (content / "papers").mkdir(parents=True)
    templates.mkdir()
    with Watched(content, templates, polling=request.param == "polling") as told:
        assert told.told == [None]
        told.told.clear()
        told.content, told.templates = content, templates
        yield told


def test_a_new_a_changed_and_a_removed_file_are_told(watched):
    file = watched.content / "papers" / "nets.md"
    file.write_text("one")
    watched.tells(file)
    file.write_text("two")
    watched.tells(file)
    file.unlink()
    watched.tells(file)


def test_a_save_of_the_same_size_is_told(watched):
    file = watched.templates / "page.html"
    for text in ("one", "two", "six"):
        file.write_text(text)
        watched.tells(file)


@pytest.mark.parametrize(
    "temporary", ["nets.md~", ".nets.md.swp", "4913", "nets.md.tmp", "sedXq1Zt", "nets.md___jb_tmp___"]
)
def test_an_editors_careful_save_is_told(watched, temporary):
    file = watched.content / "papers" / "nets.md"
    file.write_text("one")
    watched.tells(file)
    beside = file.with_name(temporary)
    beside.write_text("two")
    os.replace(beside, file)
    watched.tells(file)


def test_a_save_by_way_of_a_backup_is_told(watched):
    file = watched.content / "papers" / "nets.md"
    file.write_text("one")
    watched.tells(file)
    os.rename(file, f"{file}~")
    file.write_text("two")
    os.unlink(f"{file}~")
    watched.tells(file)


def test_what_editors_leave_about_is_not_told(watched):
    for name in (".nets.md.swp", "nets.md~", "4913", ".#nets.md", ".DS_Store"):
        (watched.content / "papers" / name).write_text("x")
    (watched.content / ".obsidian").mkdir()
    for _ in range(3):
        (watched.content / ".obsidian" / "workspace.json").write_text("x")
        time.sleep(0.1)
    assert watched.told == []


def test_files_in_new_folders_are_told(watched):
    deep = watched.content / "files" / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "one.txt").write_text("1")
    watched.tells(deep / "one.txt")
    (deep / "two.txt").write_text("2")
    watched.tells(deep / "two.txt")


def test_a_folder_that_moves_out_and_in_is_told(watched, tmp_path):
    file = watched.content / "papers" / "nets.md"
    file.write_text("one")
    watched.tells(file)
    os.rename(file.parent, tmp_path / "elsewhere")
    watched.tells(file)
    os.rename(tmp_path / "elsewhere", file.parent)
    watched.tells(file)
    file.write_text("two")
    watched.tells(file)


def test_a_folder_that_is_removed_and_made_again_is_watched_again(watched):
    for round_ in range(3):
        shutil.rmtree(watched.content)
        watched.until(lambda: watched.told)
        watched.told.clear()
        file = watched.content / "papers" / "nets.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"round {round_}")
        watched.tells(file)
        file.write_text(f"again {round_}")
        watched.tells(file)


def test_a_folder_that_is_replaced_in_one_moment_is_watched_again(watched, tmp_path):
    other = tmp_path / "other"
    (other / "papers").mkdir(parents=True)
    os.rename(watched.content, tmp_path / "old")
    os.rename(other, watched.content)
    watched.tells(watched.content)
    (watched.content / "papers" / "nets.md").write_text("new")
    watched.tells(watched.content / "papers" / "nets.md")


def test_the_whole_site_may_go_and_come_back(watched, tmp_path):
    site = tmp_path / "moved"
    site.mkdir()
    for name in ("content", "templates"):
        os.rename(tmp_path / name, site / name)
    watched.until(lambda: watched.told)
    watched.told.clear()
    for name in ("content", "templates"):
        os.rename(site / name, tmp_path / name)
    watched.tells(watched.content)
    (watched.templates / "page.html").write_text("x")
    watched.tells(watched.templates / "page.html")


def test_a_folder_may_come_later(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "GUARD", 0.05)
    with Watched(tmp_path / "content", tmp_path / "templates") as watched:
        (tmp_path / "templates").mkdir()
        watched.until(lambda: watched.told == [None, None])
        file = tmp_path / "templates" / "page.html"
        file.write_text("x")
        watched.tells(file)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A repository, its papers, and the command that makes all 2,000 of them others."""
    root = tmp_path_factory.mktemp("repository")
    papers = root / "content" / "papers"
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "-q"], check=True)
    stream = []
    for branch in ("one", "two"):
        stream += [f"commit refs/heads/{branch}", "committer x <x@example.org> 0 +0000", "data 0", ""]
        for number in range(2000):
            text = f"{branch} {number}"
            stream += [f"M 644 inline content/papers/paper-{number}.md", f"data {len(text)}", text]
    subprocess.run([*git, "fast-import", "--quiet"], input="\n".join(stream) + "\n", text=True, check=True)
    for branch in ("one", "two"):
        subprocess.run([*git, "checkout", "-q", branch], check=True)
    return root, papers, [*git, "checkout", "-q", "-"]


@pytest.mark.parametrize("polling", [False, True])
def test_a_checkout_of_two_thousand_files_is_one_change(checkout, monkeypatch, polling):
    monkeypatch.setattr(watching, "GUARD", 0.1)
    root, papers, command = checkout
    with Watched(root / "content", polling=polling) as watched:
        watched.told.clear()
        subprocess.run(command, check=True)
        watched.until(lambda: watched.told, seconds=40)
        assert watched.told[0] == {str(papers / f"paper-{number}.md") for number in range(2000)}
        time.sleep(0.3)
        assert len(watched.told) == 1


def test_what_happens_during_a_build_is_told_after_it(tmp_path):
    file = tmp_path / "nets.md"
    watcher = Watcher([str(tmp_path)], polling=False, announce=print)
    changes = watcher.changes()
    assert next(changes) is None
    for number in range(10):
        file.write_text(f"{number}")
        time.sleep(0.02)
    assert next(changes) == {str(file)}
    watcher.stop.set()
    assert list(changes) == []


def test_an_empty_file_is_given_time_to_become_whole(tmp_path):
    file = tmp_path / "nets.md"
    file.write_text("one")
    with Watched(tmp_path) as watched:
        watched.told.clear()
        with file.open("w") as slow:
            time.sleep(0.06)
            slow.write("two")
        watched.until(lambda: watched.told)
        assert len(watched.told) == 1


def test_where_events_do_not_come_it_sweeps(tmp_path, monkeypatch):
    class Mute:
        def __init__(self, *_):
            pass

        def watch(self, _longest, _step, patience, stop):
            return "stop" if stop.wait(patience / 1000) else "timeout"

        def close(self):
            pass

    monkeypatch.setattr("watchfiles._rust_notify.RustNotify", Mute)
    monkeypatch.setattr(watching, "GUARD", 0.05)
    monkeypatch.setattr(watching, "SWEEP", 0.1)
    file = tmp_path / "nets.md"
    with Watched(tmp_path) as watched:
        for text in ("one", "three", "fifteen", "many more"):
            watched.told.clear()
            file.write_text(text)
            watched.tells(file)
        reason = "perhaps a network folder, or one shared with a container"
        assert watched.lines == [f"the system tells no changes ({reason}); looking every 0.05 s instead"]


def test_where_events_cannot_be_had_it_sweeps(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr("watchfiles._rust_notify.RustNotify", refuse)
    monkeypatch.setattr(watching, "GUARD", 0.05)
    with Watched(tmp_path) as watched:
        file = tmp_path / "nets.md"
        file.write_text("x")
        watched.tells(file)
        reason = "OS file watch limit reached"
        assert watched.lines == [f"the system tells no changes ({reason}); looking every 0.05 s instead"]


def test_when_events_end_it_sweeps(tmp_path, monkeypatch):
    class Broken:
        def __init__(self, *_):
            pass

        def watch(self, *_):
            raise RuntimeError("error in underlying watcher")

        def close(self):
            pass

    monkeypatch.setattr("watchfiles._rust_notify.RustNotify", Broken)
    monkeypatch.setattr(watching, "GUARD", 0.05)
    with Watched(tmp_path) as watched:
        watched.until(lambda: watched.lines)
        file = tmp_path / "nets.md"
        file.write_text("x")
        watched.tells(file)


def test_a_lost_event_is_made_good_by_the_sweep(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "SWEEP", 0.2)
    monkeypatch.setattr(watching, "GUARD", 0.05)
    monkeypatch.setattr(watching.Events, "_told", lambda self, stop, *_: set("" * stop.wait(0.05)))
    with Watched(tmp_path) as watched:
        file = tmp_path / "nets.md"
        file.write_text("x")
        watched.tells(file)


def test_a_folder_that_loops_is_still_watched(tmp_path):
    (tmp_path / "content").mkdir()
    os.symlink(tmp_path / "content", tmp_path / "content" / "loop")
    os.symlink(tmp_path / "nowhere", tmp_path / "content" / "dangling")
    with Watched(tmp_path / "content") as watched:
        watched.told.clear()
        (tmp_path / "content" / "nets.md").write_text("x")
        watched.tells(tmp_path / "content" / "nets.md")


def test_a_site_behind_a_link_is_told_under_the_name_that_was_given(tmp_path):
    (tmp_path / "real" / "content").mkdir(parents=True)
    os.symlink(tmp_path / "real", tmp_path / "site")
    with Watched(tmp_path / "site" / "content") as watched:
        watched.told.clear()
        (tmp_path / "site" / "content" / "nets.md").write_text("x")
        watched.until(lambda: watched.told)
        assert watched.told[0] == {str(tmp_path / "site" / "content" / "nets.md")}


def test_a_folder_within_another_is_watched_once(tmp_path):
    inner = tmp_path / "content" / "papers"
    inner.mkdir(parents=True)
    with Watched(inner, tmp_path / "content") as watched:
        watched.told.clear()
        (inner / "nets.md").write_text("x")
        watched.until(lambda: watched.told)
        time.sleep(0.1)
        assert watched.told == [{str(inner / "nets.md")}]


def test_a_sweep_does_not_follow_links_to_folders(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "outside").mkdir()
    os.symlink(tmp_path / "outside", tmp_path / "content" / "out")
    sweep = Sweep([str(tmp_path / "content")])
    (tmp_path / "outside" / "secret.txt").write_text("x")
    assert sweep.changed() == set()


@pytest.mark.parametrize("name", ["nets.md", "a.b.c", "a.slides.pdf", "tmp", "swim.md", "part.md", "4913.md", "x.sw"])
def test_files_of_the_site_are_not_taken_for_passing(name):
    assert not passing(name)

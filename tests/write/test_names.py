"""What may be a file's name in a site, everywhere."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oeuvre.write.names import Names, fault, fold, inside

FINE = """\
index.html
papers/attention-is-all-you-need/index.html
papers/Nets/Nets.slides.pdf
.nojekyll
.well-known/security.txt
CNAME
categories/cs.CL/index.html
con-artist/index.html
console.html
auxiliary
com10
a/b/c/d/e/f
schön/straße.html
王小明/index.html
🎓.png
a b.pdf
-x
name.with.dots.html
.gitignore
""".splitlines()

FAULTY = {
    "": "it does not stay inside the output folder",
    "/etc/passwd": "it does not stay inside the output folder",
    "../x": "it does not stay inside the output folder",
    "a/../x": "it does not stay inside the output folder",
    "a/..": "it does not stay inside the output folder",
    "./x": "it does not stay inside the output folder",
    "a//b": "it does not stay inside the output folder",
    "a/": "it does not stay inside the output folder",
    "a\\b": "it does not stay inside the output folder",
    "C:/x": "it does not stay inside the output folder",
    "x\0y": "it does not stay inside the output folder",
    "con": '"con" is reserved on Windows',
    "papers/AUX/index.html": '"AUX" is reserved on Windows',
    "nul.txt": '"nul.txt" is reserved on Windows',
    "a/Com1.tar.gz": '"Com1.tar.gz" is reserved on Windows',
    "lpt9": '"lpt9" is reserved on Windows',
    "com¹": '"com¹" is reserved on Windows',
    "prn /x": '"prn " ends with a dot or a space, which Windows drops',
    "nul .txt": '"nul .txt" is reserved on Windows',
    "conin$": '"conin$" is reserved on Windows',
    "a./b": '"a." ends with a dot or a space, which Windows drops',
    "b ": '"b " ends with a dot or a space, which Windows drops',
    "what?.html": "'?' cannot stand in a name on Windows",
    "a*b": "'*' cannot stand in a name on Windows",
    'a"b': "'\"' cannot stand in a name on Windows",
    "a\x1fb": "'\\x1f' cannot stand in a name on Windows",
    "a\nb": "'\\n' cannot stand in a name on Windows",
    "e\u0301.html": "it is not in Unicode's composed form (NFC)",
    "\ud800.html": "it is not Unicode text",
    "x" * 256: "a name in it has more than 255 bytes",
    "ü" * 128: "a name in it has more than 255 bytes",
    ".git/config": '".git" is not a page\'s name',
    "a/.GIT/hooks/update": '".GIT" is not a page\'s name',
    ".oeuvre-manifest.json": '".oeuvre-manifest.json" is not a page\'s name',
    ".oeuvre/journal": '".oeuvre" is not a page\'s name',
}


@pytest.mark.parametrize("path", FINE)
def test_names_that_every_system_takes(path):
    assert fault(path) == ""


@pytest.mark.parametrize(("path", "reason"), FAULTY.items(), ids=[ascii(path)[:30] for path in FAULTY])
def test_names_that_some_system_cannot_take(path, reason):
    assert fault(path) == reason


def test_the_longest_name_is_fine():
    assert fault("x" * 255) == ""
    assert fault("ü" * 127) == ""


ODD = st.text(st.sampled_from("aA.:/\\ ~-_$1conulpäe\u0301\u202e\0\n?"), max_size=12)


@given(ODD)
@example("con")
@example("a/aux.b")
@example("nul./x")
@example("K")  # the Kelvin sign: lower case k
def test_the_quick_look_agrees_with_the_long_one(path):
    """One pattern passes most paths; it must never pass what the rules, name by name, refuse."""
    from oeuvre.write import names

    if names._PLAIN.fullmatch(path):
        assert inside(path)
        assert [names._name_fault(name) for name in path.split("/")] == [""] * len(path.split("/"))


@given(ODD)
def test_a_path_without_fault_stays_inside(path):
    import ntpath
    import posixpath

    if not fault(path):
        for system, root in ((posixpath, "/site"), (ntpath, "C:\\site")):
            joined = system.normpath(system.join(root, path))
            assert joined.startswith(root + system.sep)


CLASHES = [
    ("a", "a"),
    ("papers/nets/index.html", "papers/Nets/index.html"),
    ("straße.html", "STRASSE.html"),
    ("café/x", "CAFÉ/y"),
    ("İstanbul", "i̇stanbul"),
    ("x/y", "x"),
    ("x", "x/y"),
    ("x/y", "X"),
    ("x", "X/y/z"),
    ("ﬁ.html", "FI.html"),
    ("Å.html", "å.html"),
]


@pytest.mark.parametrize(("first", "second"), CLASHES)
def test_paths_that_some_disk_takes_for_one(first, second):
    names = Names()
    assert names.add(first) == ""
    assert names.add(second) != ""


def test_paths_that_lie_side_by_side_do_not_clash():
    names = Names()
    paths = ["index.html", "a/index.html", "a/b/index.html", "ab/index.html", "a.html", "a/index.htm", "café", "cafe"]
    assert [names.add(path) for path in paths] == [""] * len(paths)


def test_folding_is_that_of_a_mac_disk():
    assert fold("Café") == fold("CAFE\u0301") == fold("cafe\u0301")

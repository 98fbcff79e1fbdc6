"""The commands as a user types them, each through a process of its own."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import time

import pytest

from oeuvre.cli import parser, speech
from oeuvre.errors import Finding
from tests.conftest import ROOT

PROFILE = "---\nname: Ada Lovelace\n---\n"
PAPER = "---\ntitle: {title}\nauthors: [Ada Lovelace]\ndate: {date}\n---\n\nWe show it.\n"
COMMANDS = list(parser.VERBS)


def site(folder, **papers):
    """A site of these papers, each a file's text by its name."""
    (folder / "content" / "papers").mkdir(parents=True)
    (folder / "content" / "profile.md").write_text(PROFILE, encoding="utf-8")
    for name, text in papers.items():
        (folder / "content" / "papers" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def good(tmp_path):
    return site(tmp_path / "site", nets=PAPER.format(title="Nets", date=2025))


@pytest.fixture
def doubtful(tmp_path):
    """A site with a warning and no error."""
    twice = PAPER.replace("date:", "doi: 10.5555/1\ndate:")
    one, other = twice.format(title="Nets", date=2025), twice.format(title="Works", date=2024)
    return site(tmp_path / "site", nets=one, works=other)


@pytest.fixture
def bad(tmp_path):
    return site(tmp_path / "site", nets=PAPER.format(title="Nets", date="2023-13"))


WRONG_DATE = (
    'content/papers/nets.md:4:7: error: date "2023-13" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD [paper/date]'
)


# Help, and wrong usage


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_ends_in_examples(oeuvre, command):
    text = oeuvre(command, "--help").stdout
    assert text.startswith(f"usage: oeuvre {command}")
    examples = text.partition("\nexamples:\n")[2].splitlines()
    assert examples
    assert all(example.startswith(f"  oeuvre {command}") for example in examples)


def test_the_help_names_every_command_with_what_it_does(oeuvre):
    lines = oeuvre("--help").stdout.splitlines()
    for command in COMMANDS:
        assert any(line.split()[:1] == [command] and len(line.split()) > 2 for line in lines), command


def test_without_a_command_the_help_is_shown_and_nothing_done(oeuvre, tmp_path):
    done = oeuvre(cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stdout.startswith("usage: oeuvre ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["build", "--jobs", "0"],
            'oeuvre build: argument --jobs: "0" is not a number from 1; see oeuvre build --help',
        ),
        (
            ["serve", "--port", "70000"],
            'oeuvre serve: argument --port: "70000" is not a port from 0 to 65535; see oeuvre serve --help',
        ),
        (["new"], "oeuvre new: the following arguments are required: DIR; see oeuvre new --help"),
        (["build", "--colour"], "oeuvre: unrecognized arguments: --colour; see oeuvre --help"),
        (["build"], 'oeuvre: . is not a site: it has no folder "content"; begin one with "oeuvre new"'),
        (
            ["check", "no where"],
            'oeuvre: no where is not a site: it has no folder "content"; begin one with "oeuvre new"',
        ),
    ],
)
def test_wrong_usage_is_told_in_one_line(oeuvre, tmp_path, arguments, message):
    done = oeuvre(*arguments, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == message + "\n"


def test_a_command_that_is_none_is_told_in_one_line(oeuvre):
    done = oeuvre("biuld", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "'biuld'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_new_site_where_nothing_can_be_written_is_told_in_one_line(oeuvre, tmp_path):
    (tmp_path / "file").write_text("mine")
    done = oeuvre("new", "file/page", cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('oeuvre: "file')
    assert done.stderr.endswith("; give another folder\n")
    assert done.stderr.count("\n") == 1


# Exit status, and which stream says what


@pytest.mark.parametrize(
    ("kind", "strict", "status"),
    [
        ("good", [], 0),
        ("good", ["--strict"], 0),
        ("doubtful", [], 0),
        ("doubtful", ["--strict"], 1),
        ("bad", [], 1),
        ("bad", ["--strict"], 1),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_errors_fail_and_with_strict_warnings_do(request, oeuvre, command, kind, strict, status):
    folder = request.getfixturevalue(kind)
    assert oeuvre(command, folder, *strict, check=False).returncode == status
    assert (folder / "output" / "index.html").exists() == (command == "build" and status == 0)


def test_a_build_tells_its_findings_on_standard_error(oeuvre, bad):
    done = oeuvre("build", ".", cwd=bad, check=False)
    assert done.stdout == ""
    assert done.stderr == f"{WRONG_DATE}\noeuvre: output/ was left as it was: the content has errors\n"


def test_a_strict_build_says_that_it_is_warnings_that_stop_it(oeuvre, doubtful):
    told = oeuvre("build", ".", "--strict", cwd=doubtful, check=False).stderr.splitlines()
    assert ": warning: " in told[0]
    assert told[-1] == (
        "oeuvre: output/ was left as it was: the content has warnings, which --strict takes for errors"
    )


def test_a_check_tells_its_findings_on_standard_output(oeuvre, bad):
    done = oeuvre("check", bad, check=False)
    assert done.stdout.splitlines()[0] == WRONG_DATE
    assert done.stdout.splitlines()[-1].startswith("1 error, 0 warnings, ")
    assert done.stderr == ""


def test_a_check_writes_nothing(oeuvre, good):
    before = sorted(good.rglob("*"))
    oeuvre("check", good)
    assert sorted(good.rglob("*")) == before


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path):
    wrong = PAPER.format(title="Nets", date="2023-13")
    folder = site(tmp_path / "site", **{f"nets-{number}": wrong for number in range(1000)})
    command = [sys.executable, "-m", "oeuvre", "check", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert b"nets-0.md" in running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_a_terminal_of_few_letters_gets_escapes_for_the_others(oeuvre, tmp_path):
    folder = site(tmp_path / "site", nets=PAPER.format(title="Nets", date="März"))
    done = oeuvre("check", folder, check=False, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert 'date "M\\xe4rz" is not a date; write ' in done.stdout
    assert done.stderr == ""


def test_a_good_build_says_what_it_did_and_a_quiet_one_nothing(oeuvre, good):
    done = oeuvre("build", good)
    assert done.stdout.startswith("1 paper; ")
    assert done.stderr == ""
    done = oeuvre("build", good, "-q")
    assert (done.stdout, done.stderr) == ("", "")


def test_a_quiet_build_still_tells_what_is_wrong(oeuvre, bad):
    done = oeuvre("build", bad, "-q", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{WRONG_DATE}\n")


def test_a_build_with_errors_leaves_the_site_of_before(oeuvre, good):
    oeuvre("build", good)
    before = (good / "output" / "papers" / "nets" / "index.html").read_bytes()
    (good / "content" / "papers" / "nets.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert oeuvre("build", good, check=False).returncode == 1
    assert (good / "output" / "papers" / "nets" / "index.html").read_bytes() == before


# Forms of findings


def test_findings_as_json_hold_every_part(oeuvre, bad):
    done = oeuvre("check", bad, "--format", "json", check=False)
    found = [each for each in json.loads(done.stdout) if each["severity"] == "error"]
    assert done.returncode == 1
    assert [(each["path"], each["line"], each["column"], each["rule"]) for each in found] == [
        ("content/papers/nets.md", 4, 7, "paper/date")
    ]
    assert found[0]["message"] == 'date "2023-13" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD'


AWKWARD = '"100%, a: b"'


def test_findings_for_github_are_workflow_commands_with_their_data_escaped(oeuvre, tmp_path):
    """As actions/toolkit escapes: % first, then line ends; in properties : and , as well."""
    folder = site(tmp_path / "site", **{"a,b%c": PAPER.format(title="Nets", date=AWKWARD)})
    done = oeuvre("check", folder, "--format", "github", check=False)
    lines = done.stdout.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    [error] = [line for line in lines if line.startswith("::error")]
    assert error.startswith('::error file=content/papers/a%2Cb%25c.md,line=4,col=7::date "100%25, a: b')
    assert error.endswith("[paper/date]")


def test_on_github_a_build_annotates_by_itself(oeuvre, bad):
    done = oeuvre("build", bad, check=False, GITHUB_ACTIONS="true")
    assert done.stderr.splitlines()[0].startswith("::error file=content/papers/nets.md,line=4,col=7::date ")


def on_a_terminal(*arguments, **environment):
    """What the command prints on a terminal, and its exit status."""
    import pty

    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "GITHUB_ACTIONS"}}
    command = [sys.executable, "-m", "oeuvre", *map(str, arguments)]
    running = subprocess.Popen(
        command, stdout=theirs, stderr=theirs, cwd=ROOT, env={**env, "PYTHONUTF8": "1", "COLUMNS": "60", **environment}
    )
    status = running.wait(60)
    os.close(theirs)
    text = os.read(ours, 65536).decode().replace("\r\n", "\n")
    os.close(ours)
    return status, text


unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in the standard library")


@unix
@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)]
)
def test_a_terminal_gets_colours_unless_no_color_says_otherwise(bad, environment, coloured):
    """no-color.org: present *and not an empty string*."""
    status, text = on_a_terminal("check", bad, **environment)
    assert status == 1
    assert ("\x1b[1;31merror:\x1b[0m" in text) == coloured
    assert ("\x1b" in text) == coloured


@unix
def test_a_terminal_shows_the_line_at_fault_with_a_caret(bad):
    _, text = on_a_terminal("check", bad, NO_COLOR="1")
    assert text.startswith(f"{WRONG_DATE}\n    date: 2023-13\n          ^\n")


SHOWN = {
    "wide letters": ("题目: 王小明", 1, 5, "题目: 王小明", 6),
    "tabs": ("\ta: b", 1, 5, " a: b", 4),
    "what a terminal would obey": ("a: \x1b[31mb", 1, 9, "a: U+001B[31mb", 13),
    "a long line": ("a" * 70 + "X" + "b" * 70, 1, 71, "…" + "a" * 25 + "X" + "b" * 24 + "…", 26),
    "a place past the end": ("a: b", 1, 5, "a: b", 4),
}


@pytest.mark.parametrize("case", SHOWN)
def test_the_caret_stands_under_the_place(tmp_path, case):
    line, number, column, shown, indent = SHOWN[case]
    (tmp_path / "a.md").write_text(f"{line}\nb\n", encoding="utf-8")
    found = Finding("a.md", number, column, "error", "", "")
    assert speech.excerpt(found, str(tmp_path), 60) == f"\n    {shown}\n    {' ' * indent}^"


@pytest.mark.parametrize("place", [("a.md", 0, 0), ("a.md", 9, 1), ("gone.md", 1, 1), ("a.md", 2, 1)])
def test_where_there_is_no_line_none_is_shown(tmp_path, place):
    (tmp_path / "a.md").write_text("a\n \n", encoding="utf-8")
    assert speech.excerpt(Finding(*place, "error", "", ""), str(tmp_path), 60) == ""


# Completion


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["oeuvre", "bui"], {"build"}),
        (["oeuvre", "check", "--fo"], {"--format"}),
        (["oeuvre", "check", "--format", "g"], {"github"}),
        (["oeuvre", "import", "bib"], {"bibtex"}),
        (["oeuvre", "build", "conte"], {"content"}),
    ],
)
def test_bash_completes_commands_options_values_and_files(oeuvre, words, expected):
    script = oeuvre("completion", "bash").stdout
    asked = f'COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; _oeuvre; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{asked}"], capture_output=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert set(done.stdout.split()) == expected


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_can_read_their_completions(oeuvre, shell):
    script = oeuvre("completion", shell).stdout
    assert all(verb in script for verb in COMMANDS)
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, encoding="utf-8", check=True)


# What a build tells on request


def test_explain_tells_each_file_that_is_new_other_or_gone(oeuvre, good):
    assert "+ papers/nets/index.html" in oeuvre("build", good, "--explain").stdout.splitlines()
    assert oeuvre("build", good, "--explain", "-q").stdout == ""
    (good / "content" / "papers" / "nets.md").write_text(PAPER.format(title="Meshes", date=2025), encoding="utf-8")
    assert "~ papers/nets/index.html" in oeuvre("build", good, "--explain").stdout.splitlines()
    (good / "content" / "papers" / "nets.md").rename(good / "content" / "papers" / "meshes.md")
    lines = oeuvre("build", good, "--explain").stdout.splitlines()
    assert {"+ papers/meshes/index.html", "- papers/nets/index.html"} <= set(lines)


def advised(oeuvre, folder, *options):
    """What `--explain` says below the pages that are gone."""
    lines = oeuvre("build", folder, "--explain", *options).stdout.splitlines()
    return [line.strip() for line in lines if line.startswith("  ")]


def nowhere(address, whose):
    return f'nothing leads on from {address}; add "aliases: [{address}]" to {whose}'


def write(folder, path, text):
    (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / "content" / path).write_text(text, encoding="utf-8")


LATER = "the page or paper that took its place"


def test_explain_tells_whose_alias_leads_on_from_an_address_that_is_gone(oeuvre, good):
    papers = good / "content" / "papers"
    write(good, "papers/doi.md", PAPER.format(title="Works", date=2025).replace("date:", "doi: 10.5555/1\ndate:"))
    write(good, "papers/gone.md", PAPER.format(title="Alone", date=2025))
    write(good, "papers/nets.de.md", "---\ntitle: Netze\n---\n")
    oeuvre("build", good)
    (papers / "nets.md").rename(papers / "meshes.md")
    (papers / "nets.de.md").rename(papers / "meshes.de.md")
    (papers / "gone.md").unlink()
    (papers / "doi.md").unlink()
    write(good, "papers/other.md", PAPER.format(title="Other", date=2025).replace("date:", "doi: 10.5555/1\ndate:"))
    shown = oeuvre("build", good, "--explain").stdout.splitlines()
    at = shown.index("- papers/nets/index.html")
    assert shown[at + 1] == "  " + nowhere("papers/nets/", "content/papers/meshes.md, which has its title")
    told = [line.strip() for line in shown if line.startswith("  ")]
    assert told == [
        nowhere("papers/doi/", "content/papers/other.md, which has its DOI"),
        nowhere("papers/gone/", "the paper that took its place"),
        nowhere("papers/nets/de/", "content/papers/meshes.md, which has its title"),
        nowhere("papers/nets/", "content/papers/meshes.md, which has its title"),
    ]


def test_what_explain_advises_leads_on(oeuvre, good):
    papers = good / "content" / "papers"
    oeuvre("build", good)
    (papers / "nets.md").rename(papers / "meshes.md")
    text = (papers / "meshes.md").read_text(encoding="utf-8")
    (papers / "meshes.md").write_text(text.replace("date:", "aliases: [papers/nets/]\ndate:"), encoding="utf-8")
    assert advised(oeuvre, good) == []
    assert "../../papers/meshes/index.html" in (good / "output/papers/nets/index.html").read_text(encoding="utf-8")
    assert oeuvre("check", good, "--strict").stdout == "0 errors, 0 warnings, 0 notes\n"
    (papers / "meshes.md").write_text(text, encoding="utf-8")
    assert advised(oeuvre, good) == [nowhere("papers/nets/", "the paper that took its place")]


def test_explain_tells_of_people_pages_categories_and_years_that_are_gone(oeuvre, good):
    text = PAPER.format(title="Works", date=2019).replace("date:", "category: cs.CL\ndate:")
    write(good, "papers/works.md", text.replace("[Ada Lovelace]", "[Ada Lovelace, Jun Mori]"))
    write(good, "people/mori.md", "---\nname: Jun Mori\n---\n\nAn engineer.\n")
    write(good, "pages/courses.md", "---\ntitle: Courses\naliases: ['/old page, two/']\n---\n\nAll of them.\n")
    write(good, "site.yml", "home_papers: 1\n")
    oeuvre("build", good)
    for name in ("papers/works.md", "people/mori.md", "pages/courses.md"):
        (good / "content" / name).unlink()
    told = advised(oeuvre, good)
    assert nowhere("people/mori/", LATER) in told
    assert nowhere("categories/cs.CL/", LATER) in told
    assert nowhere("years/2019/", LATER) in told
    assert nowhere("courses/", LATER) in told
    assert f'nothing leads on from old page, two/; add "aliases: [old%20page%2C%20two/]" to {LATER}' in told


def test_drafts_are_not_missed(oeuvre, good):
    draft = PAPER.format(title="Draft", date=2019).replace("date:", "draft: true\ncategory: cs.CL\ndate:")
    page = "---\ntitle: Courses\ndraft: true\n---\n\nTo come.\n"
    write(good, "papers/draft.md", draft)
    write(good, "pages/courses.md", page)
    oeuvre("build", good, "--drafts")
    assert advised(oeuvre, good) == [], "they are there still"
    oeuvre("build", good, "--drafts")
    for name in ("papers/draft.md", "pages/courses.md"):
        (good / "content" / name).unlink()
    assert advised(oeuvre, good) == [], "they were never published"


def test_a_published_paper_that_was_a_draft_before_is_missed(oeuvre, good):
    text = PAPER.format(title="Draft", date=2025)
    write(good, "papers/draft.md", text.replace("date:", "draft: true\ndate:"))
    oeuvre("build", good, "--drafts")
    write(good, "papers/draft.md", text)
    oeuvre("build", good)
    (good / "content" / "papers" / "draft.md").unlink()
    assert advised(oeuvre, good) == [nowhere("papers/draft/", "the paper that took its place")]


def test_profile_tells_where_the_time_went_and_leaves_the_result_alone(oeuvre, good):
    done = oeuvre("build", good, "--profile")
    assert done.stdout.startswith("1 paper; ")
    stages = done.stderr.splitlines()
    assert len(stages) > 2
    assert all(line.endswith(" ms") and float(line.split()[-2]) >= 0 for line in stages)


# The environment, and the address


def test_the_address_comes_from_the_command_line_else_from_the_environment(oeuvre, good):
    robots = good / "output" / "robots.txt"
    oeuvre("build", good, OEUVRE_BASE_URL="https://example.org/a")
    assert "Sitemap: https://example.org/a/sitemap.xml\n" in robots.read_text(encoding="utf-8")
    oeuvre("build", good, "--base-url", "https://example.org/b/", OEUVRE_BASE_URL="https://example.org/a")
    assert "Sitemap: https://example.org/b/sitemap.xml\n" in robots.read_text(encoding="utf-8")


def test_an_empty_address_in_the_environment_is_none(oeuvre, good):
    oeuvre("build", good, OEUVRE_BASE_URL="")
    assert "Sitemap" not in (good / "output" / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"OEUVRE_JOBS": "many"}, 'OEUVRE_JOBS: "many" is not a number from 1'),
        ({"OEUVRE_JOBS": "0"}, 'OEUVRE_JOBS: "0" is not a number from 1'),
        ({"OEUVRE_STRICT": "perhaps"}, 'OEUVRE_STRICT is "perhaps"; write 1 or 0'),
        (
            {"OEUVRE_BASE_URL": "my page"},
            'url "my page" is not the address of a site; write it like "https://example.org/"',
        ),
    ],
)
def test_a_wrong_setting_of_the_environment_is_told_by_its_value(oeuvre, good, environment, message):
    done = oeuvre("build", good, check=False, **environment)
    assert done.returncode == 2
    assert done.stderr == f"oeuvre: {message}\n"
    assert not (good / "output").exists()


@pytest.mark.parametrize(("setting", "status"), [("1", 1), ("yes", 1), ("0", 0), ("", 0)])
def test_every_option_can_come_from_the_environment(oeuvre, good, setting, status):
    paper = next((good / "content" / "papers").glob("*.md"))
    paper.write_text("---\ntitle: Bare\nauthors: [Ada Quill]\ndate: 2031\n---\n", encoding="utf-8")
    assert oeuvre("check", good, check=False, OEUVRE_STRICT=setting).returncode == status


def test_a_setting_for_another_command_is_left_alone(oeuvre, good):
    oeuvre("build", good, OEUVRE_PORT="none", OEUVRE_FORMAT="none")
    done = oeuvre("check", good, check=False, OEUVRE_FORMAT="none")
    assert (done.returncode, done.stderr) == (2, 'oeuvre: OEUVRE_FORMAT is "none"; choose one of: text, json, github\n')


# The output folder


def test_a_foreign_folder_is_not_built_into_unless_it_is_adopted(oeuvre, good, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.tex").write_text("years of work", encoding="utf-8")
    done = oeuvre("build", good, "-o", mine, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        f'oeuvre: the output "{mine}" was not made by oeuvre: it holds "thesis.tex"; name another folder with -o, '
        "or build once with --adopt, which keeps all files that no page replaces\n"
    )
    assert [path.name for path in mine.iterdir()] == ["thesis.tex"]
    oeuvre("build", good, "-o", mine, "--adopt")
    oeuvre("build", good, "-o", mine)
    assert (mine / "thesis.tex").read_text(encoding="utf-8") == "years of work"
    assert (mine / "index.html").exists()


def test_the_folder_of_the_site_is_no_output(oeuvre, good):
    done = oeuvre("build", ".", "-o", ".", cwd=good, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        'oeuvre: the output "." is or holds the site\'s own folder; name another folder with -o\n'
    )


# Import and export


def test_an_import_writes_papers_and_a_trial_none(oeuvre, good):
    (good / "one.bib").write_text("@book{k, title={Looms}, author={Lovelace, Ada}, year=2020}", encoding="utf-8")
    oeuvre("import", "bibtex", "one.bib", "--dry-run", cwd=good)
    assert [path.name for path in (good / "content" / "papers").iterdir()] == ["nets.md"]
    done = oeuvre("import", "bibtex", "one.bib", cwd=good)
    assert done.stdout.splitlines()[-1] == "bibtex: 1 record = 1 written + 0 merged + 0 unchanged + 0 refused"
    assert oeuvre("check", good, "--strict").returncode == 0


def test_an_export_goes_to_standard_output_or_into_a_file(oeuvre, good):
    printed = oeuvre("export", "bibtex", good).stdout
    assert printed.startswith("@")
    oeuvre("export", "bibtex", good, "-o", good / "mine.bib")
    assert (good / "mine.bib").read_text(encoding="utf-8") == printed


# build.py, which stands in the site


@pytest.fixture
def standing(good):
    shutil.copy(ROOT / "build.py", good / "build.py")

    def run(*arguments, cwd):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("OEUVRE_", "GITHUB_"))}
        return subprocess.run(
            [sys.executable, str(good / "build.py"), *arguments],
            cwd=cwd,
            env={**env, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.mark.parametrize("arguments", [[], ["build"], ["--drafts"]])
def test_build_py_builds_the_folder_it_stands_in_wherever_it_is_called(standing, good, tmp_path, arguments):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = standing(*arguments, cwd=elsewhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert (good / "output" / "index.html").exists()
    assert not list(elsewhere.iterdir())


def test_build_py_takes_the_other_commands_too(standing, tmp_path):
    assert standing("check", cwd=tmp_path).stdout.splitlines()[-1].startswith("0 errors, 0 warnings, ")
    assert standing("--version", cwd=tmp_path).stdout.startswith("oeuvre ")
    assert standing("schema", cwd=tmp_path).stdout.startswith("{")


# Files that hold faults of real ones

BROKEN = {
    "backslash": 'title: Paths\nauthors: ["Ada \\lovelace"]\ndate: 2006-01-01',
    "open-quote": 'title: Open\nauthors: [Ada Lovelace]\ndate: 2006\nbibtex: "open2006.bib\ndoi: 10.5555/2',
    "apostrophe": "title: Marks\nauthors: [Ada Lovelace]\ndate: 2024-03-20\nvenue: 'Submitted to ICE'24'",
    "quoted-name": "title: Order\nauthors:\n  - Ada Lovelace\n  - Pim 't Veld\ndate: '2024-10-31'\n"
    "venue: 'In: Moss, S.,  't Veld, P. (Eds.) *A Book*, pp. 1--2'",
    "colon": "title: Nets: a history\nauthors: [Ada Lovelace]\ndate: 2020",
    "tab": "title: Tabs\nauthors:\n\t- Ada Lovelace\ndate: 2020",
    "other-system": "layout: paper\ntitle: Moved\nauthor: Ada Lovelace\nyear: 2020",
    "one-text": "title: Together\nauthors: A. Lovelace, C. Babbage\ndate: 2020",
    "bracket": "title: Bracket\nauthors: [Ada Lovelace\ndate: 2020",
    "at": "title: @home\nauthors: [Ada Lovelace]\ndate: 2020",
    "twice": "title: Twice\ntitle: Again\nauthors: [Ada Lovelace]\ndate: 2020",
    "percent": "title: 95% of it\nauthors: [Ada Lovelace]\ndate: 31 March",
    "tight": "title:Tight\nauthors: [Ada Lovelace]\ndate: 2020",
    "month": "title: Months\nauthors: [Ada Lovelace]\ndate: 2020-3",
    "dash": "title: Dashes\nauthors:\n  -Ada Lovelace\ndate: 2020",
}

TOLD = {
    "apostrophe": "5:25: error: this ' ends the text in quotes too early; write '' for an apostrophe: "
    "'Submitted to ICE''24' [frontmatter/quotes]",
    "at": """2:8: error: a text cannot begin with "@" unless it is in quotes; write '@home' [frontmatter/start]""",
    "backslash": '3:16: error: in double quotes \\l means nothing to YAML; put the text in single quotes '
    "[frontmatter/backslash]",
    "bracket": "3:10: error: the list that begins with [ here is not closed; add ] at its end [frontmatter/quotes]",
    "colon": "2:12: error: a text with a colon in it needs quotes; write title: 'Nets: a history' [frontmatter/colon]",
    "dash": '4:3: error: "-Ada Lovelace" has no space after its dash; write "- Ada Lovelace" [frontmatter/dash]',
    "month": '4:7: error: date "2020-3" is not a date; write 2020-03 [paper/date]',
    "one-text": '3:10: error: authors "A. Lovelace, C. Babbage" looks like several names; '
    'write a list: ["A. Lovelace", "C. Babbage"] [paper/authors]',
    "open-quote": '5:9: error: the text that begins with " here is not closed; add " at its end [frontmatter/quotes]',
    "other-system": '4:1: error: "author" is not a field of a paper; did you mean "authors"? [paper/unknown-field]',
    "percent": '4:7: error: date "31 March" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD [paper/date]',
    "quoted-name": "7:24: error: this ' ends the text in quotes too early; write '' for an apostrophe: "
    "'In: Moss, S., ''t Veld, P. (Eds.) *A Boo…' [frontmatter/quotes]",
    "tab": "4:1: error: a tab stands where YAML wants spaces; type spaces instead [frontmatter/space]",
    "tight": '2:6: error: "title" has no space after its colon; write "title: …" [frontmatter/colon]',
    "twice": '3:1: error: "title" stands in line 2 already; keep one of the two [frontmatter/duplicate-key]',
}


def test_the_faults_of_all_broken_files_are_told_in_one_run(oeuvre, tmp_path):
    folder = site(tmp_path / "site", **{name: f"---\n{text}\n---\n\nWe show it.\n" for name, text in BROKEN.items()})
    done = oeuvre("check", folder, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    for name, message in TOLD.items():
        assert f"content/papers/{name}.md:{message}" in lines
    assert lines[-1].startswith("17 errors, ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_build_that_is_told_to_end_puts_away_what_it_began(tmp_path):
    site = tmp_path / "site"
    papers = site / "content" / "papers"
    papers.mkdir(parents=True)
    (site / "content" / "profile.md").write_text("---\nname: Ada Quill\n---\n", encoding="utf-8")
    for number in range(400):
        text = f"---\ntitle: Paper {number}\nauthors: [Ada Quill]\ndate: 2025\n---\n"
        (papers / f"p{number}.md").write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    build = subprocess.Popen([sys.executable, "-m", "oeuvre", "build", site], env=environment)
    while not (site / ".cache").exists() and build.poll() is None:
        time.sleep(0.01)
    build.terminate()
    assert build.wait(20) in {143, 0}
    assert not [path for path in site.rglob("*") if "stage" in path.name]


def test_a_theme_that_is_not_there_is_told(tmp_path, oeuvre):
    folder = site(tmp_path / "site", nets=PAPER.format(title="Nets", date=2025))
    (folder / "content" / "site.yml").write_text("theme: dark\n", encoding="utf-8")
    done = oeuvre("check", folder, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(
        'content/site.yml:1:8: error: theme "dark" is not in templates/themes/; choose one of: compact [site/theme]\n'
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("verb", ["check", "schema", "export bibtex", "build"])
def test_a_full_or_closed_output_is_no_traceback(verb, tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    site = [] if verb == "schema" else [str(tmp_path)]
    command = [sys.executable, "-m", "oeuvre", *verb.split(), *site]
    for redirection, statuses in ((">/dev/full", {1}), (">&-", {0}), ("2>&- >/dev/null", {0}), ("| head -c 1", {0})):
        line = f"{shlex.join(command)} {redirection}"
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(line, shell=True, env=environment, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        assert "Exception ignored" not in done.stderr, done.stderr
        assert done.returncode in statuses, (line, done.stderr)


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_template_that_is_wrong_is_told_with_all_else(doubtful, oeuvre, verb):
    (doubtful / "templates").mkdir()
    (doubtful / "templates" / "notfound.html").write_text("<p>\n{{ nosuch.x }}</p>\n", encoding="utf-8")
    done = oeuvre(verb, doubtful, check=False)
    told = done.stdout if verb == "check" else done.stderr
    advice = "docs/templates.md names all that a template is given"
    assert done.returncode == 1
    assert f"templates/notfound.html:2:1: error: 'nosuch' is undefined; {advice} [template]\n" in told
    assert "[paper/duplicate-doi]\n" in told
    assert not (doubtful / "output").exists()


def test_a_list_in_another_order_leads_to_the_years_that_hold_the_rest(tmp_path, oeuvre):
    papers = {f"nets{year}": PAPER.format(title=f"Nets {year}", date=year) for year in (2021, 2022, 2023)}
    folder = site(tmp_path / "site", **papers)
    (folder / "content" / "site.yml").write_text("order: title\nhome_papers: 1\n", encoding="utf-8")
    oeuvre("build", folder)
    home = (folder / "output" / "index.html").read_text(encoding="utf-8")
    assert 'href=""' not in home
    years = "".join(f' <a href="years/{year}/index.html">{year}</a>' for year in (2023, 2022, 2021))
    assert f'<p class="links more"><span>2 more papers:</span>{years}</p>' in home

"""`docs/checks.md` says what the registry says: `pytest tests/checks --update-golden` writes it anew."""

from pathlib import Path

from oeuvre.checks import CHECKS

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"

HEAD = """# What `oeuvre check` tells

A finding says where, what was found, what to do, and by which rule:

    content/papers/nets.md:4:7: warning: date 2031 is in the future; write forthcoming until … [paper/future-date]

An **error** keeps a site from being published; a **warning** does so under `--strict`; a **note** never does.

A rule can be quietened for a paper, in its front matter, or for the whole site, in `content/site.yml`, with a reason:

```yaml
quiet:
  paper/future-date: announced, and on the program
```

Errors are told all the same. Below are the rules about how papers, people and numbers fit together; what a field may
hold is told with the field in [front-matter.md](front-matter.md), and rule by rule in
[rules-of-reading.md](rules-of-reading.md). In the examples `a.md` and `b.md` lie in `content/papers/` and have a title,
authors, a date and an abstract where none are shown; other files lie in `content/`. `a.pdf: {shows: …}` is a PDF whose
page shows that. The rules `scholar/…`, `link/…` and `template/…` are told by `oeuvre check` alone, because they open
files or only give advice; [scholar.md](scholar.md) says what the first are for.

`oeuvre check --online` asks other servers as well whether links, DOIs and arXiv ids still lead somewhere: by HEAD, one
request a second to a host, eight hosts at once, no body read; of a DOI only what doi.org says. Answers are remembered
in `.cache/online.json`, good ones for a week, faults for a day. On continuous integration nobody is asked (unless
`OEUVRE_ONLINE=1` says so), and a build never asks.
"""


def section(rule, check):
    return f"""
## {rule}

{check.severity.capitalize()}: {check.doc}.

```yaml
# wrong
{check.wrong}

# right
{check.right}
```
"""


def test_the_docs_explain_every_rule(golden):
    golden(HEAD + "".join(section(rule, check) for rule, check in CHECKS.items()), PAGE)

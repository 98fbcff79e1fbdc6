"""`oeuvre completion`: what a shell completes after `oeuvre`, made from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.cli import parser

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

SUMMARY = "print completions for your shell"
EXAMPLES = (
    "oeuvre completion bash > ~/.local/share/bash-completion/completions/oeuvre",
    "oeuvre completion zsh > ~/.zfunc/_oeuvre",
    "oeuvre completion fish > ~/.config/fish/completions/oeuvre.fish",
)


class Option(NamedTuple):
    """One option: its names, what it does, the values it can have, and whether it takes one at all."""

    names: Sequence[str]
    about: str
    choices: Sequence[str]
    takes: bool


class Verb(NamedTuple):
    """One command: its name, what it does, its options, and the words that its first argument can be."""

    name: str
    about: str
    options: Sequence[Option]
    words: Sequence[str]


def arguments(verb: argparse.ArgumentParser, _home: str) -> None:
    """What it takes."""
    verb.add_argument("shell", metavar="SHELL", choices=sorted(SHELLS), help=", ".join(sorted(SHELLS)))


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    verbs = [_verb(name, verb) for name, verb in parser.parser(".", list(parser.VERBS))[1].items()]
    print(SHELLS[options.shell](verbs), end="")
    return 0


def _verb(name: str, verb: argparse.ArgumentParser) -> Verb:
    options = [
        Option(action.option_strings, action.help or "", list(map(str, action.choices or ())), action.nargs != 0)
        for action in verb._actions
        if action.option_strings
    ]
    positional = next((action for action in verb._actions if not action.option_strings), None)
    words = list(map(str, positional.choices)) if positional is not None and positional.choices else []
    return Verb(name, (verb.description or "").rstrip("."), options, words)


def bash(verbs: Sequence[Verb]) -> str:
    """For bash: words for the option before, for the command, and files otherwise."""
    cases, values = [], []
    for verb in verbs:
        words = " ".join([name for option in verb.options for name in option.names] + list(verb.words))
        cases.append(f'    {verb.name}) words="{words}" ;;')
        values += [
            f'    "{verb.name} {name}") words="{" ".join(option.choices)}"; options= ;;'
            for option in verb.options
            for name in option.names
            if option.choices
        ]
    return _BASH.format(verbs=" ".join(verb.name for verb in verbs), cases="\n".join(cases), values="\n".join(values))


_BASH = """\
_oeuvre() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{verbs} --help --version" -- "$word"))
    return
  fi
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  case "${{COMP_WORDS[1]}} ${{COMP_WORDS[COMP_CWORD-1]}}" in
{values}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}}
complete -o filenames -F _oeuvre oeuvre
"""


def zsh(verbs: Sequence[Verb]) -> str:
    """For zsh, with what each command and option does."""
    listed = "\n".join(f"    {_quoted(f'{verb.name}:{verb.about}')}" for verb in verbs)
    cases = "\n".join(f"    {verb.name}) _arguments {' '.join(_zsh(verb))} ;;" for verb in verbs)
    return _ZSH.format(verbs=listed, cases=cases)


def _zsh(verb: Verb) -> list[str]:
    found = []
    for option in verb.options:
        value = f":value:({' '.join(option.choices)})" if option.choices else ":value:_files" if option.takes else ""
        about = option.about.replace("[", "(").replace("]", ")").replace(":", "\\:")
        found += [_quoted(f"{name}[{about}]{value}") for name in option.names]
    return [*found, _quoted(f"*:word:({' '.join(verb.words)})" if verb.words else "*:file:_files")]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


_ZSH = """\
#compdef oeuvre
_oeuvre() {{
  local -a verbs=(
{verbs}
  )
  if (( CURRENT == 2 )); then
    _describe command verbs
    return
  fi
  local verb=$words[2]
  shift words
  (( CURRENT-- ))
  case $verb in
{cases}
  esac
}}
compdef _oeuvre oeuvre
"""


def fish(verbs: Sequence[Verb]) -> str:
    """For fish, with what each command and option does."""
    lines = []
    for verb in verbs:
        lines.append(f"complete -c oeuvre -n __fish_use_subcommand -f -a {verb.name} -d {_fish(verb.about)}")
        seen = f"-n '__fish_seen_subcommand_from {verb.name}'"
        if verb.words:
            lines.append(f"complete -c oeuvre {seen} -f -a {_fish(' '.join(verb.words))}")
        for option in verb.options:
            names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            value = f" -x -a {_fish(' '.join(option.choices))}" if option.choices else " -r" if option.takes else ""
            lines.append(f"complete -c oeuvre {seen} {names}{value} -d {_fish(option.about)}")
    return "\n".join(lines) + "\n"


def _fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}

"""`python -m oeuvre` is the command `oeuvre`."""

from oeuvre.cli import command

command()

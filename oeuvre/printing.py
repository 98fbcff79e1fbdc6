"""Templates filled by Jinja itself: those that `compiling` leaves to it, and every one that is wrong.

So each mistake is told in Jinja's words, with its file and line. A name that nobody gave is an error and not an empty
text. This room is loaded when it is first needed, since it loads jinja2.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import jinja2

from oeuvre import languages, theme
from oeuvre.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType


class Jinja:
    """The templates in some folders, of which the first that has one wins."""

    def __init__(self, folders: Sequence[str], site_folder: str) -> None:
        self._folders = folders
        self._site_folder = site_folder
        self._environment = jinja2.Environment(
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=jinja2.FileSystemLoader(folders, "utf-8-sig"),
            auto_reload=False,
        )

    def fill(self, name: str, names: dict[str, Any]) -> str:
        """The template filled. Raises TemplateError."""
        try:
            return self._environment.get_template(name).render(names)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(self._path(error.filename or name), error.lineno, str(error.message)) from error
        except jinja2.TemplateNotFound as error:
            raise TemplateError(*self._place(error, name), f'there is no template "{error.name}"') from error
        except jinja2.UndefinedError as error:
            advice = "docs/templates.md names all that a template is given"
            raise TemplateError(*self._place(error, name), f"{error.message}; {advice}") from error
        except jinja2.TemplateError as error:
            raise TemplateError(*self._place(error, name), str(error.message)) from error
        except RecursionError as error:
            raise TemplateError(*self._place(error, name), "includes itself without end") from error
        except languages.UnknownWordError as error:
            message = f't("{error}") is not known; oeuvre/languages/en.py names all words'
            raise TemplateError(*self._place(error, name), message) from error
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            if not self._is_template(_files(error)[-1][0]):
                raise
            raise TemplateError(*self._place(error, name), f"{type(error).__name__}: {error}") from error

    def _place(self, error: Exception, name: str) -> tuple[str, int]:
        """The template and line in which an error arose: the last ones on its way."""
        places = [(self._path(path), line) for path, line in _files(error) if self._is_template(path)]
        return places[-1] if places else (self._path(name), 1)

    def _is_template(self, path: str) -> bool:
        return any(path.startswith(folder + os.sep) for folder in self._folders)

    def _path(self, path: str) -> str:
        """A template's path as the user knows it: from the site's folder where it lies there."""
        if not os.path.isabs(path):
            found = (os.path.join(folder, path) for folder in self._folders)
            path = next((full for full in found if os.path.exists(full)), path)
        return theme.told(path, self._site_folder)


def _files(error: Exception) -> list[tuple[str, int]]:
    """The files and lines through which an error came, the place where it arose last."""
    found = []
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found

"""How compiled templates print: what Jinja prints, without a `Markup` around every value.

`{{ value }}` escapes a text with five replacements, and `{{ html|safe }}` prints it as it is. Jinja's own way makes two
objects for each of the 75 values on a paper's page: 40 % of the time in its template. Anything but text goes Jinja's
way. This room is loaded with the first template, since it loads jinja2.

Compiled templates are kept as Python keeps compiled modules: the engine's own beside its modules, for every site, and a
site's own in its cache. To compile all that a small site needs takes 80 ms.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup


def printed(value: object) -> str:
    """A value as `{{ value }}` shows it."""
    if type(value) is not str:
        return str(Markup.escape(value))
    if value.isalnum():
        return value
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value.replace("'", "&#39;").replace('"', "&#34;")


class Environment(jinja2.Environment):
    """Compiles templates that print so."""

    printed = staticmethod(printed)


class _Generator(CodeGenerator):
    """Writes `environment.printed(…)` where Jinja writes `escape(…)`, and `str(…)` for what is safe."""

    _safe: nodes.Expr | None = None

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif isinstance(node, nodes.Filter) and node.name == "safe" and node.node is not None:
            self._safe = node
            self.write("str(")
        else:
            self.write("environment.printed(")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - the name that Jinja calls
        """What is printed at once as it is needs no filter."""
        if node is self._safe and node.node is not None:
            self.visit(node.node, frame)
        else:
            super().visit_Filter(node, frame)


Environment.code_generator_class = _Generator


class Compiled(jinja2.FileSystemBytecodeCache):
    """Keeps templates compiled in two folders; one that cannot be read or written costs time and nothing else."""

    def __init__(self, site_cache: str, engine_templates: str, engine_cache: str) -> None:
        super().__init__(site_cache)
        self._engine_templates = engine_templates + os.sep
        self._engine_cache = "" if sys.dont_write_bytecode else engine_cache

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The template's key, which also says whose it is."""
        ours = self._engine_cache and (filename or "").startswith(self._engine_templates)
        return ("engine-" if ours else "site-") + super().get_cache_key(name, filename)

    def _get_cache_filename(self, bucket: Any) -> str:
        folder = self._engine_cache if bucket.key.startswith("engine-") else self.directory
        return os.path.join(folder, f"template-{bucket.key}.pyc")

    def load_bytecode(self, bucket: Any) -> None:
        """Take what is kept, unless it is damaged or cannot be read."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Any) -> None:
        """Keep a template."""
        try:
            os.makedirs(os.path.dirname(self._get_cache_filename(bucket)), exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            pass

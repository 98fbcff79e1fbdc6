"""How compiled templates print: what Jinja prints, without a `Markup` around every value.

`{{ value }}` escapes a text with five replacements, and `{{ html|safe }}` prints it as it is. Jinja's own way makes two
objects for each of the 75 values on a paper's page: 40 % of the time in its template. Anything but text goes Jinja's
way. This room is loaded with the first template, since it loads jinja2.
"""

from __future__ import annotations

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

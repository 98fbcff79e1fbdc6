"""Templates into Python functions, several times quicker than Jinja's own and without Jinja at hand when they run.

Jinja's parser reads a template, so the language is Jinja's. What the default theme is written in becomes a function
that looks names up in a dict and collects text in a list. Whatever else a template can hold (macros, imports, further
filters and tests, `super()`) is left to Jinja: `function` gives None, and `filling` asks Jinja to fill that template.

In the functions `c` is what the template is given, `b` the blocks by name, and `o` the text so far; `printed`, `part`,
`item`, `loops` and `include` are the functions of `filling`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
_FILTERS = {"length": "len({})", "count": "len({})", "join": "str({1}).join(map(str, {0}))"}


class _NotOursError(Exception):
    """The template needs Jinja itself."""


def source(template: str) -> str | None:
    """The Python module of a template: `PARENT` and `BLOCKS`, and `root` where it extends no other; None if not ours.

    A template that Jinja cannot parse is none of ours either: Jinja will say what is wrong with it.
    """
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - it only parses
    try:
        return _Module(environment.parse(template)).text()
    except (_NotOursError, jinja2.TemplateError, RecursionError):
        return None


class _Scope:
    """The names that a template itself sets, with the Python names that they have; `branch` within an `if`."""

    def __init__(self, outer: _Scope | None = None) -> None:
        self.outer = outer
        self.own: dict[str, str] = {}
        self.branch = 0

    def find(self, name: str) -> str | None:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.own:
                return scope.own[name]
            scope = scope.outer
        return None

    def all(self) -> dict[str, str]:
        return {**(self.outer.all() if self.outer else {}), **self.own}


class _Module:
    def __init__(self, template: nodes.Template) -> None:
        self.template = template
        self.lines: list[str] = []
        self.count = 0

    def text(self) -> str:
        blocks = list(self.template.find_all(nodes.Block))
        if len({block.name for block in blocks}) < len(blocks):
            raise _NotOursError
        parent = self._parent()
        if not parent:
            if blocks and any(isinstance(node, nodes.Assign) for node in self.template.body):
                raise _NotOursError  # what a template sets is seen in its blocks
            self._function("root", self.template.body)
        for number, block in enumerate(blocks):
            if block.scoped or block.required:
                raise _NotOursError
            self._function(f"block{number}", block.body)
        named = ", ".join(f"{block.name!r}: block{number}" for number, block in enumerate(blocks))
        return "\n".join([*self.lines, f"PARENT = {parent!r}", f"BLOCKS = {{{named}}}", ""])

    def _parent(self) -> str:
        """The template that this one extends; what stands beside its blocks is not shown then."""
        body = self.template.body
        if not any(isinstance(node, nodes.Extends) for node in body):
            return ""
        first, *others = body
        if not isinstance(first, nodes.Extends) or not all(isinstance(n, nodes.Block | nodes.Output) for n in others):
            raise _NotOursError
        return self._constant(first.template)

    def _function(self, name: str, body: Sequence[nodes.Node]) -> None:
        self.lines.append(f"def {name}(c, b, o):")
        self._body(body, _Scope(), 1)
        self.lines.append("    return o")

    def _body(self, body: Sequence[nodes.Node], scope: _Scope, depth: int) -> None:
        for node in body:
            write = _STATEMENTS.get(type(node))
            if write is None:
                raise _NotOursError
            write(self, node, scope, depth)

    def _line(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    # statements

    def _output(self, node: nodes.Output, scope: _Scope, depth: int) -> None:
        parts = [self._shown(child, scope) for child in node.nodes]
        self._line(depth, f"o += ({', '.join(parts)},)")

    def _shown(self, node: nodes.Expr, scope: _Scope) -> str:
        if isinstance(node, nodes.TemplateData):
            return repr(node.data)
        if isinstance(node, nodes.Filter) and node.name == "safe" and node.node is not None and not node.args:
            return f"str({self._value(node.node, scope)})"
        return f"printed({self._value(node, scope)})"

    def _block(self, node: nodes.Block, _scope: _Scope, depth: int) -> None:
        self._line(depth, f"b[{node.name!r}](c, b, o)")

    def _include(self, node: nodes.Include, scope: _Scope, depth: int) -> None:
        if node.ignore_missing or not node.with_context:
            raise _NotOursError
        own = "".join(f", {name!r}: {variable}" for name, variable in scope.all().items())
        self._line(depth, f"o.append(include({self._constant(node.template)!r}, {{**c{own}}}))")

    def _if(self, node: nodes.If, scope: _Scope, depth: int) -> None:
        scope.branch += 1
        for word, case in [("if", node), *(("elif", each) for each in node.elif_)]:
            self._line(depth, f"{word} {self._value(case.test, scope)}:")
            self._branch(case.body, scope, depth)
        if node.else_:
            self._line(depth, "else:")
            self._branch(node.else_, scope, depth)
        scope.branch -= 1

    def _branch(self, body: Sequence[nodes.Node], scope: _Scope, depth: int) -> None:
        self._body(body, scope, depth + 1)
        self._line(depth + 1, "pass")

    def _for(self, node: nodes.For, scope: _Scope, depth: int) -> None:
        if node.else_ or node.test or node.recursive:
            raise _NotOursError
        items = self._value(node.iter, scope)
        inner = _Scope(scope)
        targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
        variables = ", ".join([self._new(target, inner) for target in targets])
        if isinstance(node.target, nodes.Tuple):
            variables = f"({variables},)"
        if any(name.name == "loop" for each in node.body for name in [*each.find_all(nodes.Name)]):
            inner.own["loop"] = loop = self._name("loop")
            self._line(depth, f"for {loop}, {variables} in loops({items}):")
        else:
            self._line(depth, f"for {variables} in {items}:")
        self._branch(node.body, inner, depth)

    def _assign(self, node: nodes.Assign, scope: _Scope, depth: int) -> None:
        value = self._value(node.node, scope)
        if isinstance(node.target, nodes.Name) and node.target.name in scope.own:
            variable = scope.own[node.target.name]
        elif scope.branch:
            raise _NotOursError  # it may or may not be set after the `if`
        else:
            variable = self._new(node.target, scope)
        self._line(depth, f"{variable} = {value}")

    def _new(self, target: nodes.Node, scope: _Scope) -> str:
        if not isinstance(target, nodes.Name):
            raise _NotOursError
        scope.own[target.name] = variable = self._name(target.name)
        return variable

    def _name(self, name: str) -> str:
        self.count += 1
        return f"{name}_{self.count}"

    # expressions

    def _constant(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            return node.value
        raise _NotOursError

    def _value(self, node: nodes.Node, scope: _Scope) -> str:
        write = _EXPRESSIONS.get(type(node))
        if write is None:
            raise _NotOursError
        return write(self, node, scope)

    def _values(self, found: Sequence[nodes.Node], scope: _Scope) -> list[str]:
        return [self._value(node, scope) for node in found]

    def _read(self, node: nodes.Name, scope: _Scope) -> str:
        return scope.find(node.name) or f"c[{node.name!r}]"

    def _const(self, node: nodes.Const, _scope: _Scope) -> str:
        return repr(node.value)

    def _part(self, node: nodes.Getattr, scope: _Scope) -> str:
        return f"part({self._value(node.node, scope)}, {node.attr!r})"

    def _item(self, node: nodes.Getitem, scope: _Scope) -> str:
        return f"item({self._value(node.node, scope)}, {self._value(node.arg, scope)})"

    def _call(self, node: nodes.Call, scope: _Scope) -> str:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise _NotOursError
        if isinstance(node.node, nodes.Name) and node.node.name in {"super", "self", "caller"}:
            raise _NotOursError
        named = [f"{each.key}={self._value(each.value, scope)}" for each in node.kwargs]
        return f"{self._value(node.node, scope)}({', '.join([*self._values(node.args, scope), *named])})"

    def _list(self, node: nodes.List, scope: _Scope) -> str:
        return f"[{', '.join(self._values(node.items, scope))}]"

    def _compare(self, node: nodes.Compare, scope: _Scope) -> str:
        rest = [f"{_OPERATORS[each.op]} {self._value(each.expr, scope)}" for each in node.ops]
        return f"({' '.join([self._value(node.expr, scope), *rest])})"

    def _not(self, node: nodes.Not, scope: _Scope) -> str:
        return f"(not {self._value(node.node, scope)})"

    def _and(self, node: nodes.BinExpr, scope: _Scope) -> str:
        return f"({self._value(node.left, scope)} {node.operator} {self._value(node.right, scope)})"

    def _choice(self, node: nodes.CondExpr, scope: _Scope) -> str:
        if node.expr2 is None:
            raise _NotOursError
        yes, test, no = self._values((node.expr1, node.test, node.expr2), scope)
        return f"({yes} if {test} else {no})"

    def _joined(self, node: nodes.Concat, scope: _Scope) -> str:
        return f"''.join(map(str, ({', '.join(self._values(node.nodes, scope))},)))"

    def _filter(self, node: nodes.Filter, scope: _Scope) -> str:
        form = _FILTERS.get(node.name)
        if form is None or node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise _NotOursError
        values = self._values((node.node, *node.args), scope)
        if len(values) != (2 if "{1}" in form else 1):
            raise _NotOursError
        return form.format(*values)


_STATEMENTS: dict[type, Callable[..., None]] = {
    nodes.Output: _Module._output,
    nodes.Block: _Module._block,
    nodes.Include: _Module._include,
    nodes.If: _Module._if,
    nodes.For: _Module._for,
    nodes.Assign: _Module._assign,
}
_EXPRESSIONS: dict[type, Callable[..., str]] = {
    nodes.Name: _Module._read,
    nodes.Const: _Module._const,
    nodes.Getattr: _Module._part,
    nodes.Getitem: _Module._item,
    nodes.Call: _Module._call,
    nodes.List: _Module._list,
    nodes.Compare: _Module._compare,
    nodes.Not: _Module._not,
    nodes.And: _Module._and,
    nodes.Or: _Module._and,
    nodes.CondExpr: _Module._choice,
    nodes.Concat: _Module._joined,
    nodes.Filter: _Module._filter,
}

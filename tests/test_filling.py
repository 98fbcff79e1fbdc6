"""Templates without Jinja: what `filling` makes of a template is what Jinja makes of it, or it leaves it to Jinja."""

import os
import random
from typing import NamedTuple

import jinja2
import pytest

from oeuvre import compiling, filling, printing
from oeuvre.theme import engine_templates
from tests.pages.site import built, library, paper
from tests.test_warm import begin
from tests.test_warm import built as published


class Point(NamedTuple):
    x: int
    name: str


class Html(str):
    def __html__(self):
        return f"[{self}]"


NAMES = {
    "a": "A&B <i>'\"", "n": 3, "none": None, "yes": True, "items": ["x", "<y>", "z"], "empty": [],
    "point": Point(1, "p<q"), "row": {"x": "ix", "name": "iy"}, "pairs": [("k", "<v>"), ("l", "w")],
    "call": lambda *args, **named: f"{args}{sorted(named.items())}", "html": Html("h<"), "word": "Ärger",
}  # fmt: skip
OTHERS = {
    "base": "<{% block one %}1{{ a }}{% endblock %}|{% block two %}2{% endblock %}>",
    "middle": "{% extends 'base' %}{% block two %}M{% block three %}3{% endblock %}{% endblock %}",
    "part": "({{ a }}{{ word }}{% set word = n %}{{ word }})",
    "own": "[{{ each }}]",
}
OURS = [
    "plain <text>\n  {% if yes %}\n  line\n  {% endif %}\n",
    "{{ a }}{{ a|safe }}{{ n }}{{ none }}{{ yes }}{{ html }}{{ word }}{{ 'c<d' }}{{ 1.5 }}{{ items }}",
    "{{ point.x }}{{ point.name }}{{ row.name }}{{ row['x'] }}{{ items[1] }}{{ row.keys()|length }}{{ point['name'] }}",
    "{{ items|join(', ') }}{{ items|length }}{{ a ~ n }}{{ 'y' if n > 2 else 'n' }}",
    "{{ call(a, n, key=a) }}{{ call() }}{{ a.lower() }}",
    "{% if n == 3 and not empty or none %}y{% elif n %}z{% else %}x{% endif %}{% if n in [1, 2] %}i{% endif %}",
    "{% if 1 < n <= 3 != 4 %}y{% endif %}{% if n not in items %}o{% endif %}",
    "{% for i in items %}{{ i }}{% if not loop.last %},{% endif %}{{ loop.index }}{{ loop.length }}{% endfor %}",
    "{% for k, v in pairs %}{{ k }}={{ v }}{% for i in items %}{{ loop.first }}{{ k }}{% endfor %}{% endfor %}",
    "{% for i in items %}{% set word = i %}{{ word }}{% endfor %}{{ word }}",
    "{{ word }}{% for word in items %}{{ word }}{% endfor %}{{ word }}",
    "{% set word = 'x' %}{% if n %}{% set word = 'y' %}{% endif %}{{ word }}{% set word = word ~ '!' %}{{ word }}",
    "{% include 'part' %}{{ word }}{% for each in items %}{% include 'own' %}{% endfor %}",
    "{% extends 'base' %}{% block one %}{{ a }}{% for i in items %}{% include 'part' %}{% endfor %}{% endblock %}",
    "{% extends 'middle' %} unseen {% block three %}deep{% endblock %}{% block one %}{% endblock %}",
    "{%- for i in items -%} {{ i }} {%- endfor -%}  x  {# said #}\r\n{{ a }}\r\n",
    "{% for i in empty %}{{ i }}{% endfor %}",
]
JINJAS = [
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a) }}", "{{ a|upper }}", "{{ missing is defined }}", "{{ n + 1 }}",
    "{% extends 'base' %}{% block one %}{{ super() }}{% endblock %}",
    "{% for i in items if i != 'x' %}{{ i }}{% endfor %}",
    "{% for i in empty %}{% else %}none{% endfor %}", "{% if n %}{% set q = 1 %}{% endif %}{{ q }}", "{{ items[1:] }}",
    "{% set b %}{{ a }}{% endset %}{{ b }}", "{% with z = a %}{{ z }}{% endwith %}",
    "{% include 'no' ignore missing %}",
    "{% set word = 'x' %}{% block one %}{{ word }}{% endblock %}", "{{ a|safe|length }}", "{{ 'x' if empty }}",
    "{{ items|join }}", "{{ call(*items) }}", "x{% extends 'base' %}", "{% extends 'base' %}{% set a = 1 %}",
]  # fmt: skip


def environment(template):
    loader = jinja2.DictLoader({**OTHERS, "x": template})
    return jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=loader
    )


def ours(template):
    sources = {name: text.encode() for name, text in {**OTHERS, "x": template}.items()}
    return filling.Filling(filling.load(sources, []))


@pytest.mark.parametrize("template", OURS)
def test_a_template_is_filled_as_jinja_fills_it(template):
    assert ours(template).fill("x", NAMES) == environment(template).get_template("x").render(NAMES)


@pytest.mark.parametrize("template", JINJAS)
def test_what_could_be_filled_otherwise_is_left_to_jinja(template):
    assert compiling.source(template) is None


@pytest.mark.parametrize(
    "wrong",
    ["{{ missing }}", "{{ point.z }}", "{{ row.z }}", "{{ n() }}", "{% include 'no' %}", "{% extends 'x' %}",
     "{% if %}", "{% for a, b in items %}{% endfor %}", "{% for i in items %}{% endfor %}{{ i }}",
     "{% if missing %}{% endif %}"],
)  # fmt: skip
def test_what_is_wrong_for_jinja_is_not_filled(wrong):
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, Jinja is asked then
        environment(wrong).get_template("x").render(NAMES)
    with pytest.raises(Exception):  # noqa: B017, PT011
        ours(wrong).fill("x", NAMES)


def test_the_themes_own_templates_need_no_jinja(tmp_path, monkeypatch):
    monkeypatch.setattr(printing.Jinja, "fill", lambda _self, name, _names: pytest.fail(f"Jinja filled {name}"))
    begin(random.Random(3), tmp_path)
    assert published(tmp_path, tmp_path / "output")[1]
    assert built(library(paper(), home_papers=0))


def test_every_template_of_the_theme_is_a_function():
    for name in os.listdir(engine_templates()):
        if name.endswith(".html"):
            with open(os.path.join(engine_templates(), name), encoding="utf-8") as file:
                assert compiling.source(file.read()), name


DAMAGES = (
    lambda data: data[:0],
    lambda data: b"rubbish",
    lambda data: data[:-9],
    lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
)


def test_a_damaged_file_of_functions_is_made_again(tmp_path):
    keeper = str(tmp_path / "kept" / "compiled")
    for damage in DAMAGES:
        filling._kept.clear()  # as a new process finds it
        assert filling.Filling(filling.load({"x": b"{{ a }}"}, [keeper])).fill("x", {"a": 1}) == "1"
        with open(keeper, "rb") as file:
            data = file.read()
        with open(keeper, "wb") as file:
            file.write(damage(data))


def test_where_the_first_file_cannot_be_written_the_second_keeps_the_functions(tmp_path):
    (tmp_path / "file").write_text("")
    keepers = [str(tmp_path / "file" / "compiled"), str(tmp_path / "compiled")]
    filling.load({"x": b"{{ b }}"}, keepers)
    assert (tmp_path / "compiled").exists()

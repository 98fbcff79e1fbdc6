"""Liquid, shortcodes and HTML in texts: what is known becomes Markdown, and what goes is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeuvre.migrate import html_in, liquid, shortcodes
from oeuvre.migrate.links import anchored

SCOPE = {"site": {"title": "Looms", "author": {"name": "Ada"}}, "page": {"x": "y"}}


def read(reader, text, *more):
    told = []
    return reader(text, *more, lambda _, what: told.append(what)), told


@pytest.mark.parametrize(
    ("text", "markdown", "told"),
    [
        ("[cv]({{ '/a/cv.pdf' | relative_url }}){:target=\"_blank\"}", "[cv](/a/cv.pdf)", []),
        ("{{ site.baseurl }}/x and {{ site.url }}/y", "/x and /y", []),
        ("{{ site.title }} {{ site.author.name }} {{ page.x }}", "Looms Ada y", []),
        ("{{ nobody.knows }}!", "!", ['"{{ nobody.knows }}" was left out: its value is not known here']),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}", []),
        ("{% comment %}a{% endcomment %}b", "b", []),
        ("{% highlight c %}\nx\n{% endhighlight %}", "```c\nx\n```", []),
        ("{% cite a b %}", "[a](cite:a), [b](cite:b)", []),
        ("{% link _pages/a.md %} {% post_url 2020-01-02-b %}", "/_pages/a.md /_posts/2020-01-02-b.md", []),
        ('{% include figure.liquid path="a b.png" alt="A" %}', "![A](a%20b.png)", []),
        ('{% include figure.html path="a.png" caption="B" %}', "![B](a.png)\n\n*B*\n", []),
        ('{% include video.liquid path="a.mp4" title="V" %}', "[V](a.mp4)", []),
        ("{% if a %}b{% else %}c{% endif %}d", "bd", ['"{% if a %}" was left out; its words stay']),
        ("{% unless a %}b{% else %}c{% endunless %}d", "bd", ['"{% unless a %}" was left out; its words stay']),
        (
            "{% for a in b %}{% if a %}x{% endif %}{% endfor %}y",
            "y",
            ['"{% for a in b %}" and what it repeats were left out'],
        ),
        ("{% include x.html %}", "", ['"{% include x.html %}" was left out: put what it showed here by hand']),
        ("a {{ b", "a {{ b", ['"{{" stands alone, and stays as it is']),
        ("* TOC\n{:toc}\n\nText", "\n\nText", []),
        (
            "Papers\n=====\n{% bibliography %}\n",
            "",
            ['"{% bibliography %}" was left out: such lists are made by themselves'],
        ),
    ],
)
def test_liquid_becomes_what_it_stands_for_or_is_told(text, markdown, told):
    assert read(liquid.read, text, SCOPE) == (markdown, told)


@pytest.mark.parametrize(
    ("text", "markdown", "told"),
    [
        ('{{< figure src="a.png" caption="B" >}}', "![B](a.png)\n\n*B*\n", []),
        ('{{< staticref "u/cv.pdf" "newtab" >}}CV{{< /staticref >}}', "[CV](/u/cv.pdf)", []),
        ("{{< youtube abc >}}", "[Video](https://www.youtube.com/watch?v=abc)", []),
        ('{{< ref "post/a.md" >}}', "/post/a", []),
        ('{{< cite page="/publication/a" view="4" >}}', "[a](/publication/a)", []),
        ('{{< icon name="x" pack="fas" >}}y', "y", []),
        ("{{% callout warning %}}\na\n{{% /callout %}}", "\n> **Warning**\n>\n> a\n", []),
        ('{{< spoiler text="T" >}}a{{< /spoiler >}}', "<details><summary>T</summary>\n\na\n\n</details>", []),
        ("> [!NOTE]\n> a", "> **Note**\n> \n> a", []),
        ("{{< foo >}}a{{< /foo >}}", "a", ['"{{< foo >}}" was left out; its words stay']),
        ("{{ a }} and {% b %}", "{{ a }} and {% b %}", []),
        ("{{< a", "{{< a", ['"{{<" begins no shortcode that could be read, and stays as it is']),
    ],
)
def test_shortcodes_become_what_they_show_or_are_told(text, markdown, told):
    assert read(shortcodes.read, text) == (markdown, told)


@pytest.mark.parametrize(
    ("text", "markdown", "told"),
    [
        ('<a href="x" target="_blank">y</a>', "[y](x)", []),
        ('<img src="a b.png" alt="A">', "![A](a%20b.png)", []),
        ('<img src="a.png" width="40">', '<img src="a.png" width="40">', []),
        ('<ul><li><a href="x" class="c">y</a></li></ul>', '<ul><li><a href="x">y</a></li></ul>', []),
        ("<span style='x'>a</span><br/>", "a<br>", []),
        ("<script>x</script>a", "a", ["<script> was left out with what is in it"]),
        (
            '<iframe src="https://www.youtube.com/embed/abc?x"></iframe>',
            "[https://www.youtube.com/watch?v=abc](https://www.youtube.com/watch?v=abc)",
            ["<iframe> became a link"],
        ),
        ("a <!-- a remark -->", "a ", ["a comment was left out"]),
        ("`<div>` and\n\n```\n<b>\n```", "`<div>` and\n\n```\n<b>\n```", []),
        ("a < b and <c d> e", "a < b and <c d> e", []),
        (":sparkles: at 10:30:00 :unknown_name:", "✨ at 10:30:00 :unknown_name:", []),
    ],
)
def test_html_becomes_markdown_or_loses_only_its_tags(text, markdown, told):
    assert read(html_in.read, text) == (markdown, told)


@given(st.text(alphabet="{}%<>[]()/!-'\" \nabc=|:$`", max_size=200))
def test_any_text_is_read(text):
    for reader, more in ((liquid.read, (SCOPE,)), (shortcodes.read, ()), (html_in.read, ())):
        assert isinstance(read(reader, text, *more)[0], str)


def test_relative_links_can_move_to_the_page_of_another_folder():
    text = "[a](b.pdf) ![c](./d.png) [e](https://f) [g](/h) [i](#j) <img src='k.png'> `[l](m)`"
    assert anchored(text, "content/x") == (
        "[a](/content/x/b.pdf) ![c](/content/x/d.png) [e](https://f) [g](/h) [i](#j) "
        "<img src='/content/x/k.png'> `[l](m)`"
    )

"""The look of a site: its folders, its assets, and the settings among them."""

import os
import re

import pytest

from oeuvre import categories, colours, theme
from oeuvre.errors import TemplateError
from oeuvre.model import Category, Name
from oeuvre.render import load_theme
from tests.pages.site import SITE, library, paper

STYLE = "assets/style.css"


def look(folder, **settings):
    return load_theme(str(folder), library(paper(), **settings))


def style(made):
    return dict(made.files)[made.addresses["style.css"]].decode()


def test_assets_carry_a_digest_of_their_content_in_their_names(tmp_path):
    one, two = look(tmp_path), look(tmp_path, accent="#8a1538")
    assert re.fullmatch(r"assets/style\.[0-9a-f]{8}\.css", one.addresses["style.css"])
    assert one.addresses["style.css"] != two.addresses["style.css"]
    assert one.addresses["script.js"] == two.addresses["script.js"]
    assert one.digest != two.digest
    assert one == look(tmp_path)


def test_an_asset_of_the_site_takes_the_place_of_the_themes(tmp_path):
    folder = tmp_path / "templates" / "assets"
    folder.mkdir(parents=True)
    (folder / "style.css").write_text("body { color: red }")
    (folder / "logo.png").write_bytes(b"png")
    made = look(tmp_path)
    assert style(made).startswith("body{color:red}")
    assert made.addresses["logo.png"] == "assets/logo.png"


def test_a_sheet_of_the_sites_own_is_added_to_the_themes_and_comes_after_it(tmp_path):
    folder = tmp_path / "templates" / "assets"
    folder.mkdir(parents=True)
    (folder / "extra.css").write_text("\ufeffh1 { color: red }", encoding="utf-8")
    plain = look(tmp_path / "elsewhere")
    assert style(look(tmp_path)).startswith(style(plain)[:5000])
    assert "h1{color:red}" in style(look(tmp_path))
    both = style(look(tmp_path, theme="compact"))
    assert both.index("--measure:34rem") < both.index("--measure:46rem") < both.index("h1{color:red}")
    assert not any("extra" in path for path, _ in look(tmp_path).files)


def test_a_file_that_is_no_text_is_told_with_its_line(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "paper.html").write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(TemplateError) as told:
        look(tmp_path)
    assert str(told.value) == "templates/paper.html:2:1: error: is not UTF-8 text; save it as UTF-8 [template]"


def test_a_mark_of_byte_order_is_no_part_of_a_style_sheet(tmp_path):
    (tmp_path / "templates" / "assets").mkdir(parents=True)
    (tmp_path / "templates" / "assets" / "style.css").write_bytes(b"\xef\xbb\xbfbody{}")
    assert style(look(tmp_path)).startswith("body{}")


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_out_of_the_templates_is_not_followed(tmp_path):
    (tmp_path / "secret.css").write_text("x")
    (tmp_path / "templates" / "assets").mkdir(parents=True)
    (tmp_path / "templates" / "assets" / "style.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(TemplateError, match="leads out of the templates; put a copy in its place"):
        look(tmp_path)


def test_a_changed_template_changes_the_digest(tmp_path):
    before = look(tmp_path).digest
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "paper.html").write_text("x")
    assert look(tmp_path).digest != before


def test_themes_of_the_site_are_found_by_name(tmp_path):
    (tmp_path / "templates" / "themes" / "plain").mkdir(parents=True)
    assert "plain" in theme.themes(str(tmp_path))


@pytest.mark.parametrize("accent", ["#1f5fae", "#ff0", "#000", "#fff", "#8a1538", "#00ff7f"])
def test_every_accent_can_be_read_in_light_and_in_dark(accent):
    light, dark = re.findall("#[0-9a-f]{6}", colours.pair(accent))
    assert colours.contrast(light, colours.PAPER[0]) >= 4.5
    assert colours.contrast(dark, colours.PAPER[1]) >= 4.5


def test_a_legible_accent_is_left_alone():
    assert colours.pair("#1f5fae").startswith("light-dark(#1f5fae, ")


def test_the_contrast_is_that_of_wcag():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_colours_of_the_page_are_those_that_the_contrast_is_measured_on(tmp_path):
    assert f"--paper:light-dark({','.join(colours.PAPER)})" in style(look(tmp_path)).replace(" ", "")


def test_text_colours_of_the_theme_can_be_read(tmp_path):
    css = style(look(tmp_path))
    for name in ("ink", "soft", "quiet", "alarm"):
        pair = re.search(rf"--{name}:\s*light-dark\((#\w+),\s*(#\w+)\)", css).groups()
        for colour, paper_colour in zip(pair, colours.PAPER, strict=True):
            assert colours.contrast(colour, paper_colour) >= 4.5, name


def test_only_badges_that_are_shown_have_their_colours(tmp_path):
    css = style(look(tmp_path))
    shown, other = (theme.badge_class(categories.resolve(code)) for code in ("cs.CL", "eess.AS"))
    assert f".{shown}{{--badge:" in css
    assert f".{other}{{" not in css


def test_categories_of_one_short_form_and_other_colours_have_other_classes():
    own = (Category("x", "x", "X", 10, "#ff0000"), Category("y", "y", "Y", 10, "#00ff00"), Category("z", "z", "Z", 10))
    assert len({theme.badge_class(each) for each in own}) == 3


def test_the_font_is_a_setting(tmp_path):
    assert "--text:var(--label)" in style(look(tmp_path, font="sans"))
    assert '--text:"Fira Sans",serif' in style(look(tmp_path, font="Fira Sans"))
    assert "}</style>" not in style(look(tmp_path, font='x"}</style>'))


@pytest.mark.parametrize(
    ("name", "letters"),
    [(Name("Ada", "Quill"), "AQ"), (Name("", "王小明"), "王"), (Name("", "<b>"), "&lt;"), (Name("", ""), "·")],
)
def test_the_icon_holds_the_initials(name, letters):
    assert f">{letters}</text>" in theme.icon(name, SITE.accent)


def test_style_sheets_are_made_compact_and_strings_are_left_alone():
    css = """/* a comment; { } */
    a  >  b , c { content: " ;  } /* no comment */ "; margin: calc(1px + 2px) }
    """
    assert theme.compact(css) == 'a > b,c{content:" ;  } /* no comment */ ";margin:calc(1px + 2px)}\n'


def test_scripts_are_made_compact_unless_they_hold_text_of_several_lines():
    assert theme.compact_script("// why\n{\n  a(); // how\n\n  b();\n}\n") == "{\na(); // how\nb();\n}\n"
    text = "const a = `\n  // kept\n`;\n"
    assert theme.compact_script(text) == text

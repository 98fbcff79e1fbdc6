"""The interface's words: complete in every language, and asked for in one way."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from oeuvre import languages
from oeuvre.languages import UnknownWordError, direction, words
from oeuvre.languages.en import STRINGS
from oeuvre.theme import engine_templates

FOLDER = Path(languages.__file__).parent
CODES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in {"__init__", "names"})
_PLACE = re.compile(r"\{(\w+)\}")


def test_a_word_is_asked_for_by_its_key():
    assert words("en")("abstract") == "Abstract"


def test_a_count_picks_the_plural():
    t = words("en")
    assert [t("papers", n=n) for n in (0, 1, 2)] == ["0 papers", "1 paper", "2 papers"]


def test_a_language_that_nobody_has_translated_is_english():
    assert words("tlh")("abstract") == "Abstract"
    assert words("../x")("abstract") == "Abstract"
    assert words("en-GB")("abstract") == "Abstract"


def test_a_label_that_is_not_known_is_shown_as_typed():
    assert words("en").get("link.choir", "Choir") == "Choir"


def test_an_unknown_key_is_a_fault():
    with pytest.raises(UnknownWordError):
        words("en")("nothing")


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_every_word_and_keeps_its_places(code):
    strings = import_module(f"oeuvre.languages.{code}").STRINGS
    assert strings.keys() == STRINGS.keys()
    for key, entry in strings.items():
        assert (type(entry) is tuple) == (type(STRINGS[key]) is tuple), key
        english = set(_PLACE.findall(str(STRINGS[key])))
        assert all(set(_PLACE.findall(form)) == english for form in ([entry] if type(entry) is str else entry)), key


@pytest.mark.parametrize("code", CODES)
def test_every_number_has_a_plural(code):
    module = import_module(f"oeuvre.languages.{code}")
    forms = {len(entry) for entry in module.STRINGS.values() if type(entry) is tuple}
    assert all(0 <= module.PLURAL(n) < min(forms) for n in range(1000))


def test_every_word_is_used_and_every_word_used_is_there():
    package = FOLDER.parent
    sources = [*package.rglob("*.py"), *Path(engine_templates()).rglob("*.html")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.parent != FOLDER)
    asked = set(re.findall(r"""\b(?:t|words)\(["']([\w.]+)["']""", code))
    assert asked <= STRINGS.keys()
    made = {key for key in STRINGS if key.split(".")[0] in {"link", "status", "version", "order"}}
    assert STRINGS.keys() - asked - made == set()


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("en", "ltr"), ("az-Arab", "rtl"), ("ks-Latn", "ltr"), ("", "ltr")],
)
def test_the_direction_follows_the_script(tag, expected):
    assert direction(tag) == expected

"""What a picture's first bytes say, beside what Pillow says of the whole."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from oeuvre.pictures.head import head
from tests.pictures.drawn import moving, saved, scene, told

FORMS = {"PNG": "png", "JPEG": "jpeg", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
WHOLE = {form: saved(scene(), form) for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
def test_every_format_says_its_size(form):
    found = head(WHOLE[form])
    assert found == (FORMS[form], 400, 240, 1, False)


@pytest.mark.parametrize("options", [{"lossless": True}, {"lossless": False}, {"lossless": False, "exact": True}])
def test_both_kinds_of_webp_say_it(options):
    for mode in ("RGB", "RGBA"):
        found = head(saved(scene((123, 45), mode), "WEBP", **options))
        assert (found.width, found.height) == (123, 45)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_that_of_the_picture_set_upright(form, orientation):
    data = saved(scene(), form, exif=told(orientation))
    found = head(data)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert (found.width, found.height, found.orientation) == (*upright.size, orientation)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_is_known(form):
    assert head(moving(form)).moves


def test_a_progressive_jpeg_says_its_size():
    assert head(saved(scene((33, 44)), "JPEG", progressive=True))[:3] == ("jpeg", 33, 44)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF1234WEBP"])
def test_what_is_no_picture_is_nothing(data):
    assert head(data) is None


@given(st.sampled_from(sorted(FORMS)), st.integers(0, 3000))
def test_a_cut_picture_says_its_size_or_nothing(form, size):
    found = head(WHOLE[form][:size])
    assert found is None or (found.width, found.height) == (400, 240)


@given(st.sampled_from(sorted(FORMS)), st.integers(0, 300), st.binary(min_size=1, max_size=8))
def test_damage_is_no_fault(form, place, damage):
    data = WHOLE[form]
    head(data[:place] + damage + data[place + len(damage) :])

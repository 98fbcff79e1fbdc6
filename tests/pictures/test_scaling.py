"""Smaller pictures: of the right size and shape, upright, in sRGB, with nothing said of their makers."""

import io
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from oeuvre.pictures.making import SIZES
from oeuvre.pictures.scaling import PictureError, height_at, scaled, widths
from tests.conftest import ROOT
from tests.pictures.drawn import bomb, moving, saved, scene, told

WANTED = SIZES["teaser"].wanted


def opened(blob):
    picture = Image.open(io.BytesIO(blob))
    picture.load()
    return picture


def near(one, other, tolerance=24):
    return all(abs(a - b) <= tolerance for a, b in zip(one[:3], other[:3], strict=True))


@given(st.integers(1, 5000))
def test_no_width_is_above_the_pictures_own(natural):
    found = widths(natural, WANTED)
    assert list(found) == sorted(set(found))
    assert found
    assert found[-1] == min(natural, max(WANTED))


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 1400), st.integers(1, 700))
def test_every_file_has_the_width_it_is_named_by_and_the_pictures_shape(width, height):
    wanted = widths(width, WANTED)
    for each, blob in zip(wanted, scaled(saved(Image.new("RGB", (width, height)), "PNG"), wanted), strict=True):
        found = opened(blob)
        assert found.width == each
        assert abs(found.height - max(1, height * each / width)) <= 1
        assert abs(found.height - height_at(each, (width, height))) <= 1


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_set_upright(form, orientation):
    data = saved(scene((800, 480)), form, exif=told(orientation))
    upright = ImageOps.exif_transpose(opened(data)).convert("RGB")
    (blob,) = scaled(data, [320])
    found = opened(blob).convert("RGB")
    assert abs(found.height - 320 * upright.height / upright.width) <= 1
    for across, down in ((0.2, 0.2), (0.2, 0.8), (0.8, 0.2), (0.8, 0.8)):
        there = found.getpixel((int(across * found.width), int(down * found.height)))
        assert near(there, upright.getpixel((int(across * upright.width), int(down * upright.height))))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_said_of_its_maker(form):
    (blob,) = scaled(saved(scene(), form, exif=told(6)), [160])
    assert b"Secret" not in blob
    assert not opened(blob).getexif()
    assert "icc_profile" not in opened(blob).info


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(mode):
    picture = scene((400, 240), "RGBA")
    data = saved(picture.convert("LA") if mode == "LA" else picture.quantize(16) if mode == "P" else picture, "PNG")
    (blob,) = scaled(data, [200])
    assert opened(blob).mode == "RGBA"
    assert opened(blob).getpixel((10, 110))[3] == 0
    assert opened(blob).getpixel((100, 10))[3] == 255


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16"])
def test_every_mode_of_a_picture_can_be_shown(mode):
    form = {"CMYK": "JPEG", "YCbCr": "JPEG"}.get(mode, "PNG")
    picture = scene((100, 60)).convert("L").convert("I;16") if mode == "I;16" else scene((100, 60))
    data = saved(picture if mode == "I;16" else picture.convert(mode), form)
    assert opened(scaled(data, [50])[0]).size == (50, 30)


def test_sixteen_bits_of_grey_keep_their_brightness():
    picture = Image.new("I;16", (40, 40), 0x8000)
    assert near(opened(scaled(saved(picture, "PNG"), [20])[0]).convert("RGB").getpixel((5, 5)), (128, 128, 128), 4)


def test_colours_are_brought_into_srgb():
    lab = ImageCms.createProfile("LAB")
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    assert lab is not None
    data = saved(scene(), "PNG", icc_profile=wide.tobytes())
    assert opened(scaled(data, [200])[0]).size == (200, 120)
    damaged = saved(scene(), "PNG", icc_profile=b"no profile at all")
    assert near(opened(scaled(damaged, [200])[0]).convert("RGB").getpixel((10, 10)), (168, 32, 26))


def test_of_what_moves_the_first_frame_is_shown():
    for form in ("GIF", "WEBP"):
        assert near(opened(scaled(moving(form), [30])[0]).convert("RGB").getpixel((9, 9)), (255, 0, 0))


def test_a_portrait_is_a_square_from_above_the_middle():
    picture = Image.new("RGB", (300, 900), "black")
    picture.paste((255, 255, 255), (0, 250, 300, 450))
    found = opened(scaled(saved(picture, "PNG"), [160], square=True)[0]).convert("RGB")
    assert found.size == (160, 160)
    assert near(found.getpixel((80, 60)), (255, 255, 255))
    assert near(found.getpixel((80, 150)), (0, 0, 0))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (saved(scene(), "JPEG")[:3000], "is cut off"),
        (saved(scene(), "PNG")[:400], "is cut off"),
        (b"\x89PNG\r\n\x1a\nrubbish", "is damaged"),
        (saved(scene(), "WEBP")[:200], "is damaged"),
        (b"", "is damaged"),
        (b"<svg/>", "is damaged"),
        (bomb(50_000, 50_000), "takes too much memory"),
        (saved(scene(), "BMP"), "is damaged"),
    ],
)
def test_what_cannot_be_decoded_is_told(data, why):
    with pytest.raises(PictureError, match=why):
        scaled(data, [160])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF"]), st.integers(0, 2000), st.binary(min_size=1, max_size=9))
def test_damage_is_told_and_nothing_worse(form, place, damage):
    data = saved(scene((60, 40)), form)
    with suppress(PictureError):
        scaled(data[:place] + damage + data[place + len(damage) :], [30])


def test_another_process_makes_the_same_bytes(tmp_path):
    (tmp_path / "a.png").write_bytes(saved(scene(mode="RGBA"), "PNG"))
    code = "import sys; from oeuvre.pictures.scaling import scaled; from hashlib import sha256\n"
    code += "print(sha256(b''.join(scaled(open(sys.argv[1], 'rb').read(), [100, 200]))).hexdigest())"
    said = {
        subprocess.run([sys.executable, "-c", code, tmp_path / "a.png"], cwd=ROOT, env={"PYTHONHASHSEED": seed},
                       capture_output=True, check=True).stdout
        for seed in "12"
    }  # fmt: skip
    assert len(said) == 1

"""A picture loses what it says of its maker, and nothing of itself."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from oeuvre.pictures.clean import clean
from oeuvre.pictures.head import head
from tests.pictures.drawn import GPS, moving, saved, scene, told

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def text():
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Secret Person")
    said.add_itxt("XML:com.adobe.xmp", "<x>Secret place</x>")
    return said


PICTURES = {
    "jpeg": saved(scene(), "JPEG", exif=told(6), comment=b"Secret words", xmp=b"<x>Secret</x>", icc_profile=SRGB),
    "progressive jpeg": saved(scene(), "JPEG", exif=told(), progressive=True),
    "cmyk": saved(scene(mode="CMYK"), "JPEG", exif=told(8)),
    "png": saved(scene(mode="RGBA"), "PNG", exif=told(3), pnginfo=text(), icc_profile=SRGB, dpi=(300, 300)),
    "palette": saved(scene(mode="P"), "PNG", pnginfo=text(), transparency=0),
    "webp": saved(scene(mode="RGBA"), "WEBP", exif=told(5), xmp=b"<x>Secret</x>", icc_profile=SRGB),
    "simple webp": saved(scene(), "WEBP"),
    "moving webp": moving("WEBP"),
    "moving png": moving("PNG"),
}


def cleaned(data):
    return clean(data, head(data))


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_left_of_its_maker(name):
    data = cleaned(PICTURES[name])
    assert b"Secret" not in data
    exif = Image.open(io.BytesIO(data)).getexif()
    assert set(exif) <= {0x0112}
    assert not exif.get_ifd(GPS)


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_before_to_the_bit(name):
    before, after = (Image.open(io.BytesIO(data)) for data in (PICTURES[name], cleaned(PICTURES[name])))
    assert after.getexif().get(0x0112, 1) == before.getexif().get(0x0112, 1)
    assert after.info.get("icc_profile") == before.info.get("icc_profile")
    assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    for frame in range(getattr(before, "n_frames", 1)):
        before.seek(frame)
        after.seek(frame)
        assert (after.mode, after.tobytes()) == (before.mode, before.tobytes())


@pytest.mark.parametrize("name", PICTURES)
def test_once_is_enough(name):
    once = cleaned(PICTURES[name])
    assert cleaned(once) == once


def test_what_follows_the_end_of_a_jpeg_goes():
    data = PICTURES["jpeg"]
    assert cleaned(data + b"a film, with Secret sound") == cleaned(data)


@given(st.sampled_from(sorted(PICTURES)), st.integers(0, 2000), st.binary(min_size=1, max_size=6))
def test_damage_is_no_fault(name, place, damage):
    data = PICTURES[name][:place] + damage + PICTURES[name][place + len(damage) :]
    if found := head(data):
        clean(data, found)
        clean(data[:place], found)

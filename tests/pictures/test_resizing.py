"""Published pictures of an original, as a browser reads them."""

import io
import random
import struct
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms

from newsroom.pictures.originals import measure
from newsroom.pictures.resizing import CARD_LIGHT, LIGHT, derive

MAKER, WRITER, PLACE = "secret maker", "secret writer", "secret place"
TRACES = [one.encode() for one in (MAKER, WRITER, PLACE, "Exif", "ICC_PROFILE", "xpacket", "GPS")]
STORED = {  # what a camera, however held, makes of an upright view, by the orientation that it notes
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def saved(image, kind, **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def bytes_of(data, *, cards=False):
    """The derivatives of *data* by width and kind, as the site makes them; with *cards*, those for cards."""
    width, height = measure("a", data)
    published = min(width, 1200)
    made = derive(data, (published, max(1, round(height * published / width))), cards=cards)
    return {(one.width, one.kind): one.data for one in made if one.is_card == cards}


def pictures_of(data):
    return {key: Image.open(io.BytesIO(made)).convert("RGB") for key, made in bytes_of(data).items()}


def is_near(colour, other, most=6):
    return all(abs(one - another) <= most for one, another in zip(colour, other, strict=True))


def noise(width, height):
    return Image.frombytes("RGB", (width, height), random.Random(width).randbytes(width * height * 3))


def crowd(width, height):
    """More detail than a photograph of a full hall has: fine grain over coarser."""
    whole = noise(1, 1).resize((width, height))
    for cells, share in ((30, 0.5), (150, 0.4), (600, 0.25)):
        grain = noise(cells, cells * height // width).resize((width, height), Image.Resampling.BICUBIC)
        whole = Image.blend(whole, grain, share)
    return whole


def test_each_width_is_made_in_both_kinds_and_in_its_proportions():
    made = bytes_of(saved(noise(60, 40).resize((3000, 2000)), "JPEG"))
    opened = {key: Image.open(io.BytesIO(data)) for key, data in made.items()}
    assert {key: (image.format, image.size) for key, image in opened.items()} == {
        (480, "avif"): ("AVIF", (480, 320)),
        (480, "jpg"): ("JPEG", (480, 320)),
        (720, "avif"): ("AVIF", (720, 480)),
        (720, "jpg"): ("JPEG", (720, 480)),
        (1200, "avif"): ("AVIF", (1200, 800)),
        (1200, "jpg"): ("JPEG", (1200, 800)),
    }


@pytest.mark.parametrize("size", [(1800, 1200), (1200, 1800)], ids=["wide", "high"])
def test_what_phones_get_is_light_however_busy_the_picture(size):
    made = bytes_of(saved(crowd(*size), "JPEG"))
    assert len(made[480, "avif"]) <= LIGHT < len(made[720, "avif"])


@pytest.mark.parametrize("size", [(3000, 2000), (2000, 3000), (1600, 300), (1200, 488), (90, 200)])
def test_a_card_gets_a_light_crop_of_one_shape_in_two_widths(size):
    made = bytes_of(saved(crowd(*size), "JPEG"), cards=True)
    opened = {key: Image.open(io.BytesIO(data)) for key, data in made.items()}
    assert {key: (image.format, image.size) for key, image in opened.items()} == {
        (160, "avif"): ("AVIF", (160, 107)),
        (160, "jpg"): ("JPEG", (160, 107)),
        (320, "avif"): ("AVIF", (320, 213)),
        (320, "jpg"): ("JPEG", (320, 213)),
    }
    assert max(len(data) for (_, kind), data in made.items() if kind == "avif") <= CARD_LIGHT


def test_a_crop_keeps_the_middle_of_a_wide_picture_and_the_upper_part_of_a_high_one():
    wide, high = Image.new("RGB", (900, 300), "blue"), Image.new("RGB", (600, 1200), "blue")
    wide.paste("red", (300, 0, 600, 300))
    high.paste("red", (0, 200, 600, 600))
    for image in (wide, high):
        data = bytes_of(saved(image, "PNG"), cards=True)[320, "avif"]
        crop = Image.open(io.BytesIO(data)).convert("RGB")
        places = [(160, 8), (160, 205), (60, 106), (260, 106)]
        assert all(is_near(crop.getpixel(place), (255, 0, 0), 40) for place in places)


def test_what_phones_get_of_a_simple_picture_is_no_worse_than_what_others_get():
    plain = saved(noise(6, 4).resize((900, 600), Image.Resampling.BICUBIC), "PNG")
    image = pictures_of(plain)[480, "avif"]
    expected = Image.open(io.BytesIO(plain)).resize((480, 320))
    assert is_near(image.getpixel((240, 160)), expected.getpixel((240, 160)))


def test_the_same_original_makes_the_same_bytes():
    data = saved(crowd(900, 600), "JPEG")
    assert bytes_of(data) == bytes_of(data)


def quarters(width=800, height=600):
    """Red, green, blue and black, from the top left in the order of reading."""
    image = Image.new("RGB", (2, 2))
    image.putdata([(230, 20, 20), (20, 200, 20), (20, 20, 230), (9, 9, 9)])
    return image.resize((width, height), Image.Resampling.NEAREST)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(kind, orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    stored = STORED[orientation]
    image = quarters().transpose(stored) if stored is not None else quarters()
    for made in pictures_of(saved(image, kind, exif=exif)).values():
        width, height = made.size
        assert width / height == pytest.approx(4 / 3, abs=0.01)
        corners = [(x * width // 4, y * height // 4) for y in (1, 3) for x in (1, 3)]
        seen = [max(range(3), key=made.getpixel(corner).__getitem__) for corner in corners[:3]]
        assert seen == [0, 1, 2]
        assert max(made.getpixel(corners[3])) < 60


@pytest.mark.parametrize("mode", ["RGBA", "I;16", "P"])
def test_a_picture_of_many_pixels_keeps_its_place_and_its_colours(mode):
    image = Image.new(mode, (9000, 3100), 0)
    shades = {"RGBA": (0, 0, 255, 128), "I;16": 0x9C9C, "P": 5}
    image.putpalette([0, 0, 0, 9, 9, 9] * 2 + [200, 100, 50] * 9) if mode == "P" else None
    image.paste(shades[mode], (0, 0, 4500, 1550))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 3  # upside down
    shown = pictures_of(saved(image, "PNG", exif=exif, compress_level=1))[1200, "jpg"]
    assert shown.size == (1200, 413)
    expected = {"RGBA": (127, 127, 255), "I;16": (156, 156, 156), "P": (200, 100, 50)}[mode]
    for place in ((1190, 400), (608, 400), (1190, 214)):
        assert is_near(shown.getpixel(place), expected)
    for place in ((592, 400), (1190, 199), (10, 10)):
        assert not is_near(shown.getpixel(place), expected)


def test_nothing_that_was_noted_with_a_picture_is_left():
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = MAKER
    exif[ExifTags.Base.Artist] = WRITER
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (22.0, 20.0, 8.16)
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = PLACE
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = f"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>{PLACE}</x:xmpmeta>".encode()
    told = {"exif": exif, "icc_profile": profile, "xmp": xmp}
    for kind, more in (("JPEG", {"comment": MAKER}), ("PNG", {}), ("WEBP", {})):
        original = saved(quarters(), kind, **told, **more)
        assert any(trace in original for trace in TRACES), "the original has what is to be taken away"
        for made in bytes_of(original).values():
            assert [trace for trace in TRACES if trace in made] == []
            image = Image.open(io.BytesIO(made))
            assert not image.getexif()
            assert not {"icc_profile", "xmp", "exif", "comment", "photoshop"} & image.info.keys()


def with_red_and_blue_exchanged():
    """A colour profile whose red is sRGB's blue, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"@XYZ").replace(b"bXYZ", b"rXYZ").replace(b"@XYZ", b"bXYZ")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_are_those_that_the_profile_means(kind):
    image = Image.new("RGB", (40, 40), (220, 30, 60))
    data = saved(image, kind, icc_profile=with_red_and_blue_exchanged(), quality=95)
    for made in pictures_of(data).values():
        assert is_near(made.getpixel((20, 20)), (60, 30, 220), 8)


def test_a_profile_that_makes_no_sense_is_left_aside():
    image = Image.new("RGB", (40, 40), (220, 30, 60))
    for made in pictures_of(saved(image, "PNG", icc_profile=b"no profile at all")).values():
        assert is_near(made.getpixel((20, 20)), (220, 30, 60))


def png_of_16_bits(colour):
    """A PNG of three times 16 bits, which Pillow reads and does not write."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + struct.pack(">3H", *(value * 257 for value in colour)) * 40) * 40
    head = struct.pack(">IIBBBBB", 40, 40, 16, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def palette():
    image = Image.new("P", (40, 40), 1)
    image.putpalette([0, 0, 0, 200, 100, 50])
    return image


TEAL = (0, 128, 128)
ODD = {
    "CMYK": (saved(Image.new("CMYK", (40, 40), (255, 127, 127, 0)), "JPEG", quality=95), TEAL),
    "16 bits a colour": (png_of_16_bits(TEAL), TEAL),
    "16 bits of grey": (saved(Image.new("I;16", (40, 40), 32768), "PNG"), (128, 128, 128)),
    "grey": (saved(Image.new("L", (40, 40), 128), "JPEG"), (128, 128, 128)),
    "black and white": (saved(Image.new("1", (40, 40), 1), "PNG"), (255, 255, 255)),
    "a palette": (saved(palette(), "PNG"), (200, 100, 50)),
    "a palette with nothing": (saved(palette(), "PNG", transparency=1), (255, 255, 255)),
    "transparent": (saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"), (255, 255, 255)),
    "half transparent": (
        saved(Image.new("RGBA", (40, 40), (0, 0, 0, 128)), "WEBP", lossless=True),
        (127,) * 3,
    ),
    "transparent grey": (saved(Image.new("LA", (40, 40), (0, 0)), "PNG"), (255, 255, 255)),
    "one colour transparent": (
        saved(Image.new("RGB", (40, 40), TEAL), "PNG", transparency=TEAL),
        (255, 255, 255),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_colours_stay_what_they_were_on_white_paper(name):
    data, colour = ODD[name]
    for made in pictures_of(data).values():
        assert is_near(made.getpixel((4, 4)), colour), name


def test_of_several_pictures_that_a_phone_puts_into_one_file_the_first_is_taken():
    image = Image.new("RGB", (40, 40), TEAL)
    data = saved(image, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 40), "red")])
    for made in pictures_of(data).values():
        assert is_near(made.getpixel((20, 20)), TEAL)

import io

import pytest
from PIL import ExifTags, Image

from sites import article


def photograph(size=(2000, 1000), orientation=1):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Máy ảnh bí mật"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, "JPEG", exif=exif)
    return data.getvalue()


def test_a_picture_is_published_small_upright_and_without_metadata(build):
    body = "![Quang cảnh]({static}/images/a.jpg)"
    site = build({"images/a.jpg": photograph(orientation=6), "articles/2024/a.md": article(body=body)})
    image = site.page("tin/2024/a.html").select_one(".text img")
    assert (image["alt"], image["width"], image["height"]) == ("Quang cảnh", "1000", "2000")
    with Image.open(site.output / image["src"].removeprefix("/")) as published:
        assert published.size == (1000, 2000)
        assert not published.getexif()
    assert not [path for path in site.files if path.startswith("images/")], "originals stay at home"


def test_a_picture_cut_short_is_named_and_the_old_site_stays(build):
    assert build({"articles/2024/a.md": article("Cũ")}).run.returncode == 0
    body = "![Quang cảnh]({static}/images/a.jpg)"
    site = build({"images/a.jpg": photograph()[:3000], "articles/2024/b.md": article(body=body)})
    assert site.run.returncode == 1
    assert "articles/2024/b.md:7:15: Không đọc được ảnh “a.jpg”" in site.run.stderr
    assert "Traceback" not in site.run.stderr
    assert "tin/2024/a.html" in site.files
    assert "tin/2024/b.html" not in site.files


def png(image):
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (Image.new("RGBA", (40, 40), (0, 0, 0, 0)), (255, 255, 255)),
        (Image.new("LA", (40, 40), (0, 0)), (255, 255, 255)),
        (Image.new("I;16", (40, 40), 32768), (128, 128, 128)),
        (Image.new("L", (40, 40), 128), (128, 128, 128)),
    ],
    ids=["transparent", "transparent grey", "16 bits", "grey"],
)
def test_colours_stay_what_they_were_on_white_paper(build, image, colour):
    body = "![Màu]({static}/images/a.png)"
    site = build({"images/a.png": png(image), "articles/2024/a.md": article(body=body)})
    assert site.run.returncode == 0, site.run.stderr
    source = site.page("tin/2024/a.html").select_one(".text img")["src"]
    with Image.open(site.output / source.removeprefix("/")) as published:
        assert all(abs(a - b) <= 2 for a, b in zip(published.getpixel((20, 20)), colour, strict=True))


def test_pictures_of_drafts_and_of_what_was_withdrawn_stay_at_home(build):
    body = "![Quang cảnh]({static}/images/a.jpg)"
    image = "{src: images/a.jpg, alt: Quang cảnh}"
    withdrawn = "{reason: Nhầm., date: 2024-04-01}"
    site = build(
        {
            "images/a.jpg": photograph(),
            "articles/2024/a.md": article(status="draft", image=image, body=body),
            "articles/2024/b.md": article(withdrawn=withdrawn, image=image, body=body),
        }
    )
    assert site.run.returncode == 0, site.run.stderr
    assert not [path for path in site.files if path.startswith("anh/") and path.endswith(".jpg")]

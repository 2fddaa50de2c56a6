import io

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
    assert "images/a.jpg:1:1: Tệp ảnh bị hỏng" in site.run.stderr
    assert "Traceback" not in site.run.stderr
    assert "tin/2024/a.html" in site.files
    assert "tin/2024/b.html" not in site.files

"""The pictures of a site that was built: what is published of them, and what is told of bad ones."""

import io
import json
import random
import re
import struct
import zlib
from urllib.parse import urlsplit

import pytest
from PIL import ExifTags, Image, features
from pillow_heif import register_heif_opener

from incremental import parallel
from sites import FAILED, MISTAKES, Project, article, campaign, event, exemplar

CARDS = "anh/the/"
register_heif_opener()
SITE = "https://tin.example.vn"


def saved(image, kind="JPEG", **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def photograph(size=(2000, 1000), colour="teal", orientation=1):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "secret maker"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return saved(Image.new("RGB", size, colour), exif=exif, comment="secret")


def pictures(site):
    return sorted(path for path in site.files if path.startswith("anh/") and not path.startswith(CARDS))


def shown(*names):
    """A body that shows the pictures *names*, each alone."""
    return "\n\n".join(f"![Quang cảnh]({{static}}/images/{name})" for name in names)


def candidates(page):
    """The addresses of all pictures that *page* offers."""
    sets = [tag["srcset"] for tag in page.select("[srcset]")]
    return {one.split()[0].removeprefix("/") for candidates in sets for one in candidates.split(",")}


def test_a_picture_is_published_small_upright_and_without_what_the_camera_noted(build):
    original = photograph(orientation=6)
    assert b"secret" in original
    site = build({"images/a.jpg": original, "articles/2024/a.md": article(body=shown("a.jpg"))})
    assert site.run.returncode == 0, site.run.stderr
    image = site.page("tin/2024/a.html").select_one(".text figure > picture > img")
    assert (image["alt"], image["width"], image["height"]) == ("Quang cảnh", "1000", "2000")
    sizes = set()
    for path in pictures(site):
        data = (site.output / path).read_bytes()
        assert b"secret" not in data
        with Image.open(io.BytesIO(data)) as published:
            assert not published.getexif()
            sizes.add((path.rpartition(".")[2], published.size))
    assert sizes == {
        (kind, size) for kind in ("avif", "jpg") for size in ((480, 960), (720, 1440), (1000, 2000))
    }
    assert not [path for path in site.files if path.startswith("images/")], "originals stay at home"


def test_exactly_what_pages_offer_is_published(build):
    lead = "{src: images/chinh.jpg, alt: Ảnh chính}"
    site = build(
        {
            "images/a.jpg": photograph(colour="red"),
            "images/b.png": saved(Image.new("RGB", (500, 400), "blue"), "PNG"),
            "images/chinh.jpg": photograph((1400, 700)),
            "images/khong-dung.jpg": photograph((1400, 710)),
            "articles/2024/a.md": article(image=lead, body=shown("a.jpg", "b.png")),
            "campaigns/c.md": campaign(image="{src: images/b.png, alt: Xanh}", body=shown("a.jpg")),
        },
        SITEURL=SITE,
    )
    assert site.run.returncode == 0, site.run.stderr
    page = site.page("tin/2024/a.html")
    offered = candidates(page)
    others = candidates(site.page("phong-trao/c/index.html")) | candidates(site.page("index.html"))
    assert offered == {url for url in others if "-nho-" not in url}
    for path in ("tin/index.html", "phong-trao/index.html"):
        offered |= candidates(site.page(path)) | {
            image["src"].removeprefix("/") for image in site.page(path).main.find_all("img")
        }
    assert sorted(offered) == pictures(site)
    assert [image.get("fetchpriority") for image in page.main.find_all("img")] == ["high", None, None]
    assert [image.get("loading") for image in page.main.find_all("img")] == [None, "lazy", "lazy"]


def test_lists_show_a_light_crop_of_what_has_a_picture_and_nothing_in_place_of_none(build):
    def image(name):
        return f"{{src: images/{name}.jpg, alt: Ảnh chính}}"

    exemplars = {
        f"exemplars/{slug}.md": exemplar(slug, kind=kind, image=picture)
        for slug, kind, picture in (
            ("a", "cá nhân", image("nguoi")),
            ("b", "tập thể", None),
            ("c", "mô hình", None),
            ("d", "cá nhân", None),
        )
    }
    site = build(
        {
            "images/le.jpg": photograph(colour="red"),
            "images/nguoi.jpg": photograph(colour="blue"),
            "images/an.jpg": photograph(colour="green"),
            "articles/2024/a.md": article("Có ảnh", image=image("le"), provinces="[Lào Cai]", event=event()),
            "articles/2024/b.md": article(
                "Không ảnh", date="2024-03-06", provinces="[Lào Cai]", event=event()
            ),
            "articles/2024/c.md": article("Ngoài danh sách", status="hidden", image=image("an")),
            **exemplars,
        }
    )
    assert site.run.returncode == 0, site.run.stderr
    pages = ("tin/index.html", "dia-phuong/lao-cai/index.html", "tin/2024/b.html", "guong/index.html")
    for path in pages:
        page = site.page(path)
        (shown,) = page.select("main article img, main section img")
        assert (shown["alt"], shown["width"], shown["height"], shown["loading"]) == ("", "320", "213", "lazy")
        assert shown.find_parent("a").get_text(strip=True) == ("a" if path.startswith("guong") else "Có ảnh")
        offered = {*candidates(page), shown["src"].removeprefix("/")}
        assert all("-nho-" in url for url in offered)
        assert offered <= {*pictures(site)}
    (card,) = site.page("hoi-nghi/index.html").select("main article")
    assert card.h3.a["href"] == "/tin/2024/b.html", "the newest, which has no picture of its own"
    assert card.img["src"] == site.page("tin/index.html").main.img["src"]
    page = site.page("guong/index.html")
    signs = [use["href"].removeprefix("#") for use in page.select("main article use")]
    assert len(signs) == 3
    assert len({*signs}) == 3
    assert {*signs} <= {symbol["id"] for symbol in page.select("main symbol")}
    hidden = candidates(site.page("tin/2024/c.html"))
    assert hidden <= {*pictures(site)}
    assert not [url for url in hidden if "-nho-" in url]
    assert len([path for path in pictures(site) if "-nho-" in path]) == 2 * 4, "only of what lists show"


def test_what_machines_are_told_of_a_picture_is_its_largest_jpeg(build):
    lead = "{src: images/chinh.png, alt: Ảnh chính}"
    files = {"images/chinh.png": saved(Image.new("RGB", (1600, 900), "red"), "PNG")}
    site = build(files | {"articles/2024/a.md": article(image=lead)}, SITEURL=SITE)
    page = site.page("tin/2024/a.html")
    about = {meta["property"]: meta["content"] for meta in page.find_all("meta", property=True)}
    with Image.open(site.output / urlsplit(about["og:image"]).path.removeprefix("/")) as image:
        assert image.format == "JPEG"
        assert image.size == (int(about["og:image:width"]), int(about["og:image:height"])) == (1200, 675)
    graph = json.loads(page.select_one("script[type='application/ld+json']").string)["@graph"]
    assert about["og:image"] in [node.get("image") for node in graph]
    maps = "".join((site.output / path).read_text("utf-8") for path in site.files if "sitemap" in path)
    assert set(re.findall("<image:loc>(.*?)</image:loc>", maps)) == {about["og:image"]}


def png(width, height, bits=8, rows=b""):
    """A PNG in colours, as its header says; *rows* are what it really holds."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


NOISE = Image.frombytes("RGB", (300, 200), random.Random(7).randbytes(300 * 200 * 3))
FRAMES = {"save_all": True, "append_images": [Image.new("RGB", (300, 200), "red")]}
UNREADABLE = "Không đọc được ảnh “{}”: cần tệp JPEG, PNG, WebP, HEIC, AVIF, TIFF hoặc BMP còn nguyên."
GIF = "Ảnh “{}” là GIF: hãy mở ra, lưu một hình thành PNG hoặc JPEG."
MOVES = "Ảnh “{}” là ảnh động: hãy chọn một hình, lưu thành JPEG hoặc PNG."
HUGE = "Ảnh “{}” quá lớn, hơn 89 triệu điểm ảnh hay một cạnh hơn 16.000: hãy thu nhỏ, rộng 2.400 px là đủ."
BAD = {
    "bom.png": (png(60_000, 60_000), HUGE),
    "to.png": (png(12_000, 9_000), HUGE),
    "dai.png": (png(9, 16_001), HUGE),
    "cut.jpg": (saved(NOISE)[:9000], UNREADABLE),
    "rong.jpg": (b"", "Tệp ảnh “{}” rỗng (0 byte): hãy chép lại từ máy ảnh hoặc điện thoại."),
    "trang.jpg": (b"<!doctype html><title>404</title>", UNREADABLE),
    "quet.tif": (
        saved(NOISE, "TIFF", **FRAMES),
        "Ảnh “{}” có nhiều trang: bản quét nhiều trang hãy lưu thành PDF.",
    ),
    "dong.gif": (saved(NOISE, "GIF", **FRAMES), GIF),
    "dong.webp": (saved(NOISE, "WEBP", **FRAMES), MOVES),
    "dong.png": (saved(NOISE, "PNG", **FRAMES), MOVES),
    "gif.jpg": (saved(NOISE, "GIF"), GIF),
    "ve.svg": (
        b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "Ảnh “{}” là hình vẽ SVG: hãy xuất thành PNG, rộng ít nhất 1.200 px.",
    ),
    "iphone.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", UNREADABLE),
    "cut.heic": (saved(NOISE, "HEIF")[:9000], UNREADABLE),
    "to.heic": (saved(Image.new("L", (16_050, 64)), "HEIF", quality=10), HUGE),
}


def test_each_file_that_cannot_be_published_is_told_where_it_is_named(tmp_path):
    files = {f"images/{name}": data for name, (data, _) in BAD.items()}
    project = Project(tmp_path, files | {"articles/2024/a.md": article(body=shown(*BAD))})
    built = project.build()
    assert built.code == MISTAKES
    told = [line.rpartition("content/")[2] for line in built.said.splitlines()]
    first = article().count("\n")  # the line on which the body begins
    for number, (name, (_, message)) in enumerate(BAD.items()):
        assert f"articles/2024/a.md:{first + 2 * number}:15: {message.format(name)}" in told


ODD = {
    "cmyk.jpg": saved(Image.new("CMYK", (600, 400), (255, 127, 127, 0))),
    "16.png": png(600, 400, 16, (b"\0" + struct.pack(">3H", 0, 32896, 32896) * 600) * 400),
    "that-ra-png.jpg": saved(Image.new("RGB", (600, 400), (0, 128, 128)), "PNG"),
    "that-ra-webp.png": saved(Image.new("RGB", (600, 400), (0, 128, 128)), "WEBP", lossless=True),
    "hai-hinh.jpg": saved(Image.new("RGB", (600, 400), (0, 128, 128)), "MPO", **FRAMES),
    "iphone.heic": saved(Image.new("RGB", (600, 400), (0, 128, 128)), "HEIF"),
    "a.avif": saved(Image.new("RGB", (600, 400), (0, 128, 128)), "AVIF"),
    "a.tif": saved(Image.new("RGB", (600, 400), (0, 128, 128)), "TIFF", compression="tiff_lzw"),
    "a.bmp": saved(Image.new("RGB", (600, 400), (0, 128, 128)), "BMP"),
    "thieu-cuoi.jpg": saved(Image.new("RGB", (600, 400), (0, 128, 128)))[:-1],
    "thieu-duoi.jpg": saved(Image.new("RGB", (600, 400), (0, 128, 128)))[:-9],
    "bang-mau.png": saved(Image.new("RGB", (600, 400), (0, 128, 128)).quantize(4), "PNG"),
}


def test_odd_pictures_are_published_as_what_they_show(build):
    files = {f"images/{name}": data for name, data in ODD.items()}
    site = build(files | {"articles/2024/a.md": article(body=shown(*ODD))})
    assert site.run.returncode == 0, site.run.stderr
    images = site.page("tin/2024/a.html").select(".text img")
    assert len(pictures(site)) == 2 * 2 * len({image["src"] for image in images}) == 4 * len(ODD)
    for name, image in zip(ODD, images, strict=True):
        for address in candidates(image.parent):
            with Image.open(site.output / address) as published:
                middle = published.convert("RGB").getpixel((200, 150))
            assert all(abs(a - b) < 8 for a, b in zip(middle, (0, 128, 128), strict=True)), (name, middle)


def test_a_picture_cut_short_is_named_and_the_old_site_stays(build):
    assert build({"articles/2024/a.md": article("Cũ")}).run.returncode == 0
    site = build({"images/a.jpg": photograph()[:3000], "articles/2024/b.md": article(body=shown("a.jpg"))})
    assert site.run.returncode == 1
    assert "articles/2024/b.md:7:15: Không đọc được ảnh “a.jpg”" in site.run.stderr
    assert "Traceback" not in site.run.stderr
    assert "tin/2024/a.html" in site.files
    assert "tin/2024/b.html" not in site.files


def test_pictures_of_drafts_and_of_what_was_withdrawn_stay_at_home(build):
    image = "{src: images/a.jpg, alt: Quang cảnh}"
    files = {"images/a.jpg": photograph(), "articles/2024/a.md": article(image=image, body=shown("a.jpg"))}
    assert pictures(build(files))
    withdrawn = "{reason: Nhầm., date: 2024-04-01}"
    site = build(
        {
            "articles/2024/a.md": article(status="draft", image=image, body=shown("a.jpg")),
            "articles/2024/b.md": article(withdrawn=withdrawn, image=image, body=shown("a.jpg")),
        }
    )
    assert site.run.returncode == 0, site.run.stderr
    assert pictures(site) == []


@pytest.fixture
def project(tmp_path):
    files = {
        "images/a.jpg": photograph(),
        "images/b.jpg": photograph((700, 500)),
        "articles/2024/a.md": article(body=shown("a.jpg", "b.jpg")),
    }
    project = Project(tmp_path, files)
    assert project.build().code == 0
    return project


def published(project, output=None):
    found = (output or project.output).glob("anh/*.*")
    return {path.name: path.read_bytes() for path in found}


def test_a_picture_is_made_once_for_all_outputs(project):
    def made():
        return {file.name: file.stat().st_mtime_ns for file in (project.folder / ".cache/pictures").iterdir()}

    before, other = made(), project.folder / "khac"
    assert project.build(other).code == 0
    assert made() == before
    assert before.keys() == published(project).keys()
    assert published(project, other) == published(project)


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-9], lambda data: data[:0], lambda data: data[:-50] + b"?" + data[-49:]],
    ids=["cut short", "empty", "one byte"],
)
def test_a_damaged_derivative_is_made_again_and_never_published(project, damage):
    before = published(project)
    for file in (project.folder / ".cache/pictures").iterdir():
        file.write_bytes(damage(file.read_bytes()))
    assert project.build(project.folder / "khac").code == 0
    assert published(project, project.folder / "khac") == before


def test_another_picture_under_the_same_name_takes_the_place_of_the_old_one(project):
    kept = {file.name: file.stat().st_ino for file in project.output.glob("anh/*.*")}
    (project.content / "images/a.jpg").write_bytes(photograph(colour="red"))
    assert project.build().code == 0
    files = {file.name: file.stat().st_ino for file in project.output.glob("anh/*.*")}
    assert len(files) == len(kept)
    same = files.keys() & kept.keys()
    assert len(same) == 4, "those of the other picture"
    assert all(files[name] == kept[name] for name in same), "are linked, not written"


def test_without_fork_pictures_are_the_same(project):
    before, other = published(project), project.folder / "khac"
    for file in (project.folder / ".cache/pictures").iterdir():
        file.unlink()

    def have_no_fork():
        parallel._can_fork = lambda: False

    assert project.build_forked(other, first=have_no_fork).code == 0
    assert published(project, other) == before


def test_a_pillow_without_avif_is_told_in_plain_words(project):
    (project.content / "images/a.jpg").write_bytes(photograph(colour="red"))

    def lack_avif():
        features.check = lambda name: name != "avif"

    built = project.build_forked(first=lack_avif)
    assert built.code == FAILED
    assert "Pillow trên máy này không ghi được AVIF" in built.said

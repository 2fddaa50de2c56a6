import io
import random

import pytest
from PIL import ExifTags, Image
from pillow_heif import register_heif_opener

from commands import run_task
from newsroom.pictures.stripping import strip

register_heif_opener()
GPS = {1: "N", 2: (22.0, 28.0, 30.5), 3: "E", 4: (103.0, 58.0, 1.0)}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF exif:GPSLatitude="22,28.5N"/></x:xmpmeta>'
AUTHOR = "Người chụp ảnh"
KINDS = {
    "a.jpg": {"quality": 90, "comment": AUTHOR.encode()},
    "b.jpg": {"progressive": True, "xmp": XMP},
    "a.png": {},
    "a.webp": {"lossless": True, "xmp": XMP},
    "a.heic": {"quality": 80, "xmp": XMP},
    "a.avif": {"quality": 80, "xmp": XMP},
}


def picture(name, orientation, **options):
    """Return a photograph of a phone: many colours, and EXIF with a place and an *orientation*."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = AUTHOR
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    image = Image.frombytes("RGB", (1200, 16), random.Random(orientation).randbytes(1200 * 16 * 3))
    file = io.BytesIO()
    ending = name.rpartition(".")[2]
    kind = {"jpg": "JPEG", "heic": "HEIF"}.get(ending, ending)
    image.save(file, kind, exif=exif, **KINDS[name] | options)
    return file.getvalue()


def opened(data):
    with Image.open(io.BytesIO(data)) as image:
        exif = image.getexif()
        place = {**exif.get_ifd(ExifTags.IFD.GPSInfo)}
        return image.tobytes(), exif.get(ExifTags.Base.Orientation, 1), image.info.get("icc_profile"), place


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("name", KINDS)
def test_a_place_is_warned_of_and_taken_out_of_the_file_without_loss(tree, name, orientation):
    data = picture(name, orientation, icc_profile=b"a profile")
    assert opened(data)[3]
    file = tree.write(f"images/{name}", data)
    (warning,) = tree.advice()
    assert warning.startswith(f"images/{name}:1:1: Tệp ảnh ghi cả nơi chụp (GPS)")
    assert f'invoke strip "{file}"' in warning
    run = run_task("strip", file)
    assert (run.returncode, run.stderr) == (0, "")
    assert f"Đã bỏ mọi dữ liệu kèm theo {file}; hình và chiều xoay giữ nguyên." in run.stdout
    stripped = file.read_bytes()
    assert opened(stripped) == (*opened(data)[:3], {})
    assert not [trace for trace in (b"GPS", b"Ng\xc6\xb0\xe1\xbb\x9di") if trace in stripped]
    assert tree.advice() == []
    assert strip(stripped) == stripped


def test_further_pictures_behind_the_first_go_with_their_places(tree):
    """Phones keep pictures of depth behind the first, each with EXIF of its own."""
    first, second = (Image.open(io.BytesIO(picture("a.jpg", turn))) for turn in (6, 1))
    buffer = io.BytesIO()
    first.save(buffer, "MPO", save_all=True, append_images=[second], exif=first.getexif())
    data = buffer.getvalue()
    stripped = strip(data)
    assert stripped.count(b"\xff\xd8\xff") == 1 < data.count(b"\xff\xd8\xff")
    assert opened(stripped) == (*opened(data)[:3], {})


def test_a_picture_without_a_place_stays_as_it_is(tree):
    file = tree.picture("images/a.png", (1200, 20))
    before = file.read_bytes()
    assert tree.advice() == []
    assert "không kèm dữ liệu nào" in run_task("strip", file).stdout
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jpg", b"GIF89a", "Ảnh “a.jpg” là GIF"),
        ("b.jpg", picture("a.jpg", 1)[:2000], "Không đọc được ảnh “b.jpg”"),
        ("thiếu.jpg", None, "không có tệp hay thư mục này"),
    ],
)
def test_a_file_that_is_no_whole_picture_stays_as_it_is(tree, name, data, said):
    file = tree.write(f"images/{name}", data) if data else tree.root / "images" / name
    run = run_task("strip", file)
    assert run.returncode == 1
    assert said in run.stderr
    assert "Tệp giữ nguyên." in run.stderr
    assert not data or file.read_bytes() == data

import random
import unicodedata

import pytest
from PIL import ExifTags, Image

from newsroom.pictures.picture_library import Pictures


@pytest.fixture
def find(tree):
    """Find a picture among the files that are there when it is asked for."""
    return lambda target, beside="": Pictures(tree.root).find(target, beside)


@pytest.mark.parametrize(
    ("size", "published"),
    [
        ((1600, 900), (1200, 675)),
        ((1200, 900), (1200, 900)),
        ((400, 300), (400, 300)),
        ((2400, 4800), (1200, 2400)),
        ((5000, 1), (1200, 1)),
        ((1, 1), (1, 1)),
    ],
)
def test_a_picture_is_published_no_wider_than_it_is_shown(tree, find, size, published):
    tree.picture("images/a.png", size)
    picture = find("images/a.png")
    assert (picture.width, picture.height) == published


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(1, (800, 600)), (3, (800, 600)), (5, (600, 800)), (6, (600, 800)), (7, (600, 800)), (8, (600, 800))],
)
def test_a_picture_taken_sideways_is_measured_upright(tree, find, orientation, size):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    tree.picture("images/a.jpg", (800, 600), exif=exif)
    picture = find("images/a.jpg")
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    "name", ["a.jpg", "a.jpeg", "a.png", "a.webp", "2024/le-trao.jpg", "Ảnh hội nghị.jpg"]
)
def test_a_picture_is_found_by_its_path(tree, find, name):
    tree.picture(f"images/{name}")
    assert find(f"images/{name}").original == tree.root / "images" / name


def test_a_name_is_found_however_its_marks_are_composed(tree, find):
    tree.picture(f"images/{unicodedata.normalize('NFD', 'Huế.jpg')}")
    assert find("images/Huế.jpg")
    assert find(unicodedata.normalize("NFD", "images/Huế.jpg"))


SCREENSHOT = "images/Screenshot 2026-11-30 at 9.41.05{}AM.png"


@pytest.mark.parametrize(
    "typed", [" ", "\u202f", "\u00a0"], ids=["space", "as the Mac wrote", "no-break space"]
)
def test_a_screenshot_of_a_mac_is_found_however_its_space_is_typed(tree, find, typed):
    tree.picture(SCREENSHOT.format("\u202f"))
    assert find(SCREENSHOT.format(typed))
    assert find("{static}/" + SCREENSHOT.format("%E2%80%AF").replace(" ", "%20"), "articles/a.md")


def test_an_article_may_name_a_screenshot_with_plain_spaces(tree):
    tree.picture(SCREENSHOT.format("\u202f"))
    name = SCREENSHOT.format(" ")
    tree.article("mot", image=f"{{src: {name}, alt: Lễ trao}}")
    tree.article("hai", body=f"![Lễ trao]({{static}}/{name.replace(' ', '%20')})")
    assert tree.problems() == []
    assert all(story.picture or story.pictures for story in tree.site().stories)


@pytest.mark.parametrize("typed", ["le-trao.png", "le\u2011trao.png", "le–trao.png"])
def test_a_hyphen_in_a_name_may_be_any(tree, find, typed):
    tree.picture("images/le\u2011trao.png")
    assert find(f"images/{typed}")


def test_an_address_does_not_depend_on_the_spaces_of_the_name(tree, find):
    tree.picture(SCREENSHOT.format("\u202f"))
    before = find(SCREENSHOT.format(" ")).url
    (tree.root / SCREENSHOT.format("\u202f")).rename(tree.root / SCREENSHOT.format(" "))
    assert find(SCREENSHOT.format(" ")).url == before


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("images/a b.png", "images/a\u202fb.png", "U+0020, U+202F"),
        ("images/a-b.png", "images/a–b.png", "U+002D, U+2013"),
        ("images/e\u0301.png", "images/é.png", "U+00E9, U+0301"),
    ],
)
def test_two_names_that_look_alike_are_reported(tree, one, other, codes):
    tree.picture(one)
    tree.picture(other)
    (message,) = tree.problems()
    assert message.startswith(f"{other}:1:1: Tên tệp này trông giống “{one}”, chỉ khác ở dấu cách, dấu gạch")
    assert message.endswith(f" ({codes}): hãy đổi tên hoặc xóa một tệp.")


def test_in_a_body_a_name_may_be_written_as_in_an_address(tree, find):
    tree.picture("images/Lễ trao.jpg")
    assert find("{static}/images/L%E1%BB%85%20trao.jpg", "articles/2024/a.md")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        pytest.param(
            "images/le-trap.jpg",
            "Không có tệp ảnh “images/le-trap.jpg” trong content/. Có phải là “images/le-trao.jpg”?",
            id="a slip of the finger",
        ),
        pytest.param(
            "images/Le-Trao.JPG",
            "Không có tệp ảnh “images/Le-Trao.JPG” trong content/. Có phải là “images/le-trao.jpg”?",
            id="capitals",
        ),
        pytest.param(
            "le-trao.jpg",
            "Không có tệp ảnh “le-trao.jpg” trong content/. Có phải là “images/le-trao.jpg”?",
            id="without its folder",
        ),
        pytest.param(
            "images/khac-han-hoi-nghi.jpg",
            "Không có tệp ảnh “images/khac-han-hoi-nghi.jpg” trong content/.",
            id="missing",
        ),
        pytest.param(
            "articles/anh.jpg", "Không có tệp ảnh “articles/anh.jpg” trong content/.", id="beside an article"
        ),
        pytest.param(
            "images/../../ngoai.jpg", "Không có tệp ảnh “../ngoai.jpg” trong content/.", id="outside"
        ),
        pytest.param("/etc/passwd", "Không có tệp ảnh “etc/passwd” trong content/.", id="of the machine"),
        pytest.param("https://example.org/a.jpg", "Không lấy ảnh từ trang khác", id="of another site"),
        pytest.param(
            "//example.org/a.jpg", "Không lấy ảnh từ trang khác", id="of another site, without a scheme"
        ),
        pytest.param(
            "images\\le-trao.jpg",
            "Đường dẫn ảnh viết bằng dấu gạch chéo /, không phải \\. Viết {static}/images/le-trao.jpg.",
            id="backslash",
        ),
        pytest.param(
            "images/chu.jpg",
            "Không đọc được ảnh “chu.jpg”: cần tệp JPEG, PNG, WebP, HEIC, AVIF, TIFF hoặc BMP còn nguyên.",
            id="text",
        ),
        pytest.param("images/rong.jpg", "Tệp ảnh “rong.jpg” rỗng (0 byte)", id="nothing"),
        pytest.param("images/hoat-hinh.gif", "Ảnh “hoat-hinh.gif” là GIF", id="GIF"),
        pytest.param("images/ve.svg", "Ảnh “ve.svg” là hình vẽ SVG", id="SVG"),
    ],
)
def test_what_is_no_picture_of_ours_is_told(tree, find, target, message):
    tree.picture("images/le-trao.jpg")
    tree.picture("images/hoat-hinh.gif")
    tree.picture("articles/anh.jpg")
    tree.picture("../ngoai.jpg")
    tree.write("images/chu.jpg", "Không phải ảnh.")
    tree.write("images/rong.jpg", b"")
    tree.write("images/ve.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises(ValueError, match=r"(?i)ảnh") as error:
        find(target)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "target", ["images/a.jpg", "../images/a.jpg", "a.jpg", "/images/a.jpg", "{filename}/images/a.jpg"]
)
def test_in_a_body_a_picture_is_written_in_one_way(tree, find, target):
    tree.picture("images/a.jpg")
    with pytest.raises(ValueError, match=r"Ảnh trong bài viết là \{static\}/images/a.jpg\."):
        find(target, "articles/a.md")


@pytest.mark.parametrize("before", ["images/", "/images/", "../../images/", "content/images/", "", "./"])
@pytest.mark.parametrize("slash", ["/", "\\"])
def test_the_proposed_picture_keeps_its_folders(find, before, slash):
    with pytest.raises(ValueError, match=r" \{static\}/images/2026/le/a b\.jpg\.$"):
        find(f"{before}2026/le/a b.jpg".replace("/", slash), "articles/a.md")


def test_the_film_beside_a_live_photo_is_told(tree):
    tree.picture("images/IMG_1.jpg")
    tree.write("images/IMG_1.MOV", b"moov")
    tree.write("images/khac.mov", b"moov")
    (warning,) = tree.advice()
    assert warning.startswith("images/IMG_1.MOV:1:1: Đoạn phim này điện thoại ghi kèm ảnh “images/IMG_1.jpg”")


def test_the_address_changes_when_the_picture_does(tree, find):
    tree.picture("images/a.png", (100, 100))
    before = find("images/a.png").url
    assert find("images/a.png").url == before
    tree.picture("images/a.png", (100, 101))
    assert find("images/a.png").url != before


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.8])
def test_a_picture_that_was_cut_short_is_told(tree, find, name, part):
    noise = random.Random(7).randbytes(300 * 200 * 3)
    file = tree.picture(f"images/{name}")
    Image.frombytes("RGB", (300, 200), noise).save(file)
    assert find(f"images/{name}").width == 300
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(ValueError, match=f"^Không đọc được ảnh “{name}”: cần tệp JPEG, PNG, WebP"):
        find(f"images/{name}")


@pytest.mark.parametrize("target", ["{static}/images/a.jpg", "images/a.jpg"])
def test_a_picture_that_was_cut_short_is_told_where_it_is_named(tree, target):
    file = tree.picture("images/a.jpg", (900, 900))
    file.write_bytes(file.read_bytes()[:-2000])
    if target.startswith("{"):
        tree.article("a", body=f"x ![A]({target})")
    else:
        tree.article("a", image=f"{{src: {target}, alt: A}}")
    (line,) = tree.problems()
    place = "7:8" if target.startswith("{") else "6:14"
    assert line.startswith(f"articles/a.md:{place}: Không đọc được ảnh “a.jpg”")


def test_a_picture_of_absurd_size_is_no_picture(tree, find, monkeypatch):
    tree.picture("images/a.png", (100, 100))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 99 * 99)
    with pytest.raises(ValueError, match=r"^Ảnh “a.png” quá lớn, hơn 0 triệu điểm ảnh hay "):
        find("images/a.png")


def test_a_file_that_is_too_large_is_not_read(tree):
    for name in ("phim.mp4", "to.jpg"):
        with tree.write(f"images/{name}", b"").open("wb") as file:
            file.truncate(6 * 10**9)
    tree.article("a", image="{src: images/to.jpg, alt: Lễ trao}")
    (line,) = tree.problems()
    assert line.startswith(
        "articles/a.md:6:14: Tệp ảnh “to.jpg” nặng 6000,0 MB, quá 30 MB nên không được đọc"
    )


@pytest.mark.parametrize(
    ("width", "published"),
    [
        (1, [1]),
        (480, [480]),
        (481, [480, 481]),
        (720, [480, 720]),
        (1199, [480, 720, 1199]),
        (1200, [480, 720, 1200]),
        (6000, [480, 720, 1200]),
    ],
)
def test_a_picture_is_offered_in_no_width_larger_than_the_original(tree, find, width, published):
    tree.picture("images/a.png", (width, 10))
    picture = find("images/a.png")
    assert [int(one.split()[1].removesuffix("w")) for one in picture.avif.split(",")] == published
    kinds = ("avif", "jpg")
    assert [*picture.urls] == [f"{picture.name}-{one}.{kind}" for one in published for kind in kinds]
    assert picture.url == f"{picture.name}-{published[-1]}.jpg"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_whatever_is_wrong_with_a_file_it_is_told(tree, find, name):
    noise = random.Random(3)
    file = tree.picture(f"images/{name}")
    Image.frombytes("RGB", (60, 40), noise.randbytes(60 * 40 * 3)).save(file, exif=Image.Exif())
    whole = file.read_bytes()
    outcomes = set()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(noise.randrange(1, 9)):
            data[noise.randrange(len(data))] = noise.randrange(256)
        file.write_bytes(data[: noise.randrange(len(data)) if noise.random() < 0.2 else None])
        try:
            outcomes.add(find(f"images/{name}").width > 0)
        except ValueError as error:
            outcomes.add(name in str(error))
    assert outcomes == {True}


def test_an_article_knows_its_picture(tree):
    tree.picture("images/a.jpg", (1200, 400))
    tree.article("mot", image="{src: images/a.jpg, alt: Lễ trao}")
    picture = tree.site().stories[0].picture
    assert (picture.width, picture.height) == (1200, 400)
    assert picture.url.startswith("anh/")


def test_a_picture_whose_name_has_spaces_is_typed_between_angle_brackets(tree):
    tree.picture("images/Ảnh 9.41\u202fAM.png", (1200, 400))
    tree.article("mot", "![Lễ trao](<{static}/images/Ảnh 9.41 AM.png>)\n\nChú thích")
    assert tree.load().faults == []
    tree.article("mot", "![Lễ trao]({static}/images/Ảnh 9.41 AM.png)\n\nChú thích")
    (fault,) = tree.load().faults
    assert "Viết (<{static}/images/Ảnh 9.41 AM.png>)." in str(fault)

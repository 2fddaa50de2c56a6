import io
import unicodedata

import pytest
from PIL import Image, ImageChops, ImageFont

from newsroom.identity.palette import Palette, Shades
from newsroom.sharing.card_drawing import BAND, BOLD, FOREIGN, MARGIN, REGULAR, Artist, balance
from newsroom.sharing.cards import CARD_HEIGHT, CARD_WIDTH, SharingCard
from sites import CONTENT, ROOT

PAPER = Palette().paper.hex[0]
SIGN = (CONTENT / "bieu-tuong.svg").read_text("utf-8")
FONTS = ROOT / "theme" / "fonts"
FOOT = "Tin hội nghị và điển hình tiên tiến của phong trào thi đua"
VIETNAMESE = [chr(number) for number in range(0x1EA0, 0x1EFA)] + list("ĂăÂâĐđÊêÔôƠơƯưÁÀẢÃẠáàảãạĨĩŨũÝý“”–…")
LONG = "xây dựng nông thôn mới nâng cao, kiểu mẫu gắn với đô thị hóa, chuyển đổi số "
TITLES = {
    "one word": "Tin",
    "a name": "Hảng A Xà",
    "stacked marks": "ẪM ỢT ỘỶ Ưỡn ẹo, Ẩm thực, Nguyễn Huệ, ĐẮK LẮK: Ỗi ậy ợ ự ỵ ẵ Ẵ Ấ Ễ Ổ",
    "capitals": "PHONG TRÀO THI ĐUA ĐẶC BIỆT CAO ĐIỂM ẤP ĐẬU ỄNH ƯƠNG",
    "a sentence": "Nông dân thi đua sản xuất, kinh doanh giỏi, giúp nhau làm giàu, giảm nghèo bền vững",
    "endless": LONG * 12,
    "one endless word": "Nghiêng" * 80,
    "nothing that can be drawn": "😀😀",
}


@pytest.fixture(scope="module")
def artist():
    return Artist(FONTS / REGULAR, FONTS / BOLD, Palette(), SIGN)


def draw(artist, title, label="Phong trào thi đua", site="Gương Sáng", foot=FOOT):
    data = artist.draw(SharingCard(site, label, title, foot))
    return data, Image.open(io.BytesIO(data)).convert("RGB")


def ink(image):
    """The box around all that is not paper."""
    return ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).getbbox()


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_word_comes_near_an_edge_and_the_file_is_small(artist, title):
    data, image = draw(artist, title)
    assert image.size == (CARD_WIDTH, CARD_HEIGHT)
    left, top, right, _ = ink(image.crop((0, 0, CARD_WIDTH, CARD_HEIGHT - BAND)))
    assert left >= MARGIN - 8, "a letter may reach a little over its place"
    assert top >= 40
    assert right <= CARD_WIDTH - MARGIN + 8
    assert len(data) <= 25_000 + 10_000 * (len(title) > 200)
    for between in (128, 524):  # under the name and over the foot
        assert ink(image.crop((0, between, CARD_WIDTH, between + 8))) is None, "lines run into each other"


def test_names_and_labels_that_are_too_long_are_set_smaller(artist):
    _, image = draw(artist, "Tin", label="nhãn dài " * 20, site="Tên trang rất dài " * 6, foot=FOOT * 3)
    assert ink(image.crop((0, 0, CARD_WIDTH, CARD_HEIGHT - BAND)))[2] <= CARD_WIDTH - MARGIN + 8


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_every_vietnamese_letter_is_drawn_and_differs_from_the_others(name):
    font = ImageFont.truetype(str(FONTS / name), 60)
    shapes = {letter: bytes(font.getmask(letter)) for letter in [*VIETNAMESE, "\U000f0000"]}
    assert len(set(shapes.values())) == len(shapes), "the last stands for what the font has not"
    assert not [letter for letter in VIETNAMESE if FOREIGN.search(letter)]


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_the_fonts_hold_all_that_is_not_left_out(name):
    font = ImageFont.truetype(str(FONTS / name), 60)
    missing = bytes(font.getmask("\U000f0000"))
    kept = [chr(number) for number in range(0x20, 0x3000) if not FOREIGN.search(chr(number))]
    assert len(kept) > 700
    blank = {letter for letter in kept if bytes(font.getmask(letter)) == missing}
    assert blank == {" ", "\u00a0", "\u00ad"}


def test_letters_may_be_written_composed_or_not(artist):
    title = "Nguyễn Thị Ẩn ở Đắk Lắk"
    assert draw(artist, unicodedata.normalize("NFD", title))[0] == draw(artist, title)[0]


def test_what_cannot_be_drawn_leaves_no_gap(artist):
    assert draw(artist, "🎉 Tin 😀 vui 🎉")[0] == draw(artist, "Tin vui")[0]


@pytest.mark.parametrize(
    ("widths", "most", "ends"),
    [
        ([10, 10, 10, 10], 100, [4]),
        ([30, 30, 30, 30], 100, [2, 4]),
        ([30, 30, 30, 10], 100, [2, 4]),
        ([60, 10, 10, 60, 10], 90, [3, 5]),
        ([101], 100, []),
        ([0], 100, [1]),
    ],
    ids=[
        "one line",
        "two even lines",
        "no lonely word",
        "the first no longer than it must",
        "too wide",
        "none",
    ],
)
def test_lines_are_few_and_even(widths, most, ends):
    assert balance(widths, 5, most) == ends


def test_a_card_has_the_colours_and_the_sign_of_the_newsroom(artist):
    blue = Shades(light="0b3d91", dark="9ec5ff")
    sign = SIGN.replace("#9c1c22", "#0b3d91")
    other = Artist(FONTS / REGULAR, FONTS / BOLD, Palette(accent=blue), sign)
    _, image = draw(other, "Tin")
    colours = {colour for _, colour in image.getcolors(1 << 16)}
    assert (0x0B, 0x3D, 0x91) in colours
    assert (0x9C, 0x1C, 0x22) not in colours
    assert other.design != artist.design

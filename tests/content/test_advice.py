"""Advice to editors, and texts that deserve none."""

import pytest

from newsroom.content.advice import UNPLACED

PLACED = {"provinces": "[Lào Cai]"}


@pytest.fixture
def advice(tree):
    """Return the advice on an article with the given fields and body, without its path."""

    def advice(body="Nội dung.", **fields):
        tree.article("a", body, **PLACED | {"title": "Một bài"} | fields)
        return [line.removeprefix("articles/a.md:").split("\n")[0] for line in tree.advice()]

    return advice


def test_an_article_in_order_gives_no_advice(advice):
    assert advice("Hội nghị diễn ra ngày 5/3/2024 tại “nhà mới”.") == []


@pytest.mark.parametrize(
    ("length", "said"),
    [(300, []), (301, ["5:10: Tóm tắt dài 301 ký tự, nên không quá 300: một, hai câu là đủ."])],
)
def test_a_summary_may_not_be_too_long(advice, length, said):
    assert advice(summary="ă" * length) == said


@pytest.mark.parametrize(
    ("length", "said"), [(110, []), (111, ["2:8: Tiêu đề dài 111 ký tự, nên không quá 110."])]
)
def test_a_title_may_not_be_too_long(advice, length, said):
    assert advice(title="ă" * length) == said


def test_the_name_of_a_campaign_is_as_long_as_its_founders_made_it(tree):
    tree.campaign("c", title="ă" * 149)
    assert tree.advice() == []


@pytest.mark.parametrize("title", ["LÀO CAI TRAO THƯỞNG BẢY TẬP THỂ", "HỘI NGHỊ TỔNG KẾT năm 2024"])
def test_a_headline_in_capitals_is_noticed(advice, title):
    assert advice(title=title) == ["2:8: Tiêu đề viết toàn chữ hoa."]


@pytest.mark.parametrize(
    "title", ["UBND TP HCM họp", "Chỉ thị 41-CT/TW của BCH TƯ", "VNPT", "ĐẠI HỘI XIV của Đảng", "Hảng A Xà"]
)
def test_abbreviations_are_no_shouting(advice, title):
    assert advice(title=title) == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('Phong trào "Vì người nghèo" và "Nhà mới".', "8:12"),
        ("Phong trào 'Vì người nghèo'.", "8:12"),
        ('Một dòng.\n\nDòng "hai".', "10:6"),
        ('Màn hình 15" của "nhà".', "8:18"),
        ('[Bài "một"](/tin/ "Bài").', "8:6"),
    ],
)
def test_straight_quotes_are_noticed_where_the_first_of_a_line_stands(advice, body, place):
    assert advice(body) == [f"{place}: Ngoặc thẳng trong bài: dùng ngoặc cong “ ”."]


@pytest.mark.parametrize(
    "body",
    [
        'Lệnh `title: "Lào Cai"` là mã.',
        'Chữ <abbr title="Ủy ban">UBND</abbr>.',
        '[Bài](/tin/ "Bài một").',
        'Đoạn có tên.\n{: title="Một"}',
        "Người H'Mông ở K'Ho, D'Ran và Ea H'Leo.",
        'Màn hình 15".',
        "Ngoặc “cong” và ‘đơn’.",
        '[một]: /tin/ "Tên"\n\n[Bài][một].',
    ],
)
def test_quotes_that_are_no_prose_are_let_be(advice, body):
    assert advice(body) == []


def test_the_quotes_of_yaml_are_not_those_of_the_text(advice):
    assert advice(title='"Lào Cai: trao thưởng"') == []
    assert advice(title="'Phong trào \"Nhà mới\"'") == ["2:20: Ngoặc thẳng trong bài: dùng ngoặc cong “ ”."]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Phong trào thi đua thi đua yêu nước.", "8:20: “thi đua” viết hai lần liền nhau."),
        ("Thi đua thi đua yêu nước.", "8:9: “thi đua” viết hai lần liền nhau."),
        ("Bài **của** của báo.", "8:13: “của” viết hai lần liền nhau."),
        ("Ở Sin Suối Hồ Sin Suối Hồ có.", "8:15: “Sin Suối Hồ” viết hai lần liền nhau."),
        ("Một dòng và\nvà dòng hai.", "9:1: “và” viết hai lần liền nhau."),
        ("Thi đua thi đua thi đua.\n\nVà thi đua thi đua.", "8:9: “thi đua” viết hai lần liền nhau."),
        ("Năm 2024 năm 2024 có.", "8:10: “năm 2024” viết hai lần liền nhau."),
    ],
)
def test_words_written_twice_are_noticed(advice, body, said):
    assert advice(body) == [said]


@pytest.mark.parametrize(
    "body",
    [
        "Ngày ngày, nhà nhà, người người, đời đời, luôn luôn xanh xanh.",
        "Đời đời đời đời.",
        "Khen thưởng bằng Bằng khen; những nơi tồn tại tại các xã.",
        "Xây dựng xã hội xã hội chủ nghĩa.",
        "Thi đua, thi đua. Thi đua là yêu nước.",
        "Phong trào thi đua Thi đua yêu nước.",
        "Từng bước từng bước tiến lên.",
        "## Thi đua\nThi đua là yêu nước.",
        "- Thi đua\n- Thi đua",
        "Đánh giá giá thành; đoàn kết, đoàn kết, đại đoàn kết.",
        "Gõ `và` và `của`, rồi `x` của.",
        "10 000 10 000",
    ],
)
def test_reduplication_is_no_slip(advice, body):
    assert advice(body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Ngày 5/3, tỉnh họp.", "8:1: “Ngày 5/3” không có năm"),
        ("Tỉnh họp sáng 05/3 ở đây. Năm 2024 là năm tốt.", "8:10: “sáng 05/3” không có năm"),
        ("Tỉnh họp ngày 5 tháng 3.", "8:10: “ngày 5 tháng 3” không có năm"),
        ("Họp ngày 5/3 và ngày 6/4/2025, rồi họp.\n\nRồi ngày 7/8.", "10:5: “ngày 7/8” không có năm"),
    ],
)
def test_a_day_without_its_year_is_noticed(advice, body, said):
    (line,) = advice(body)
    assert line.startswith(said)


@pytest.mark.parametrize(
    "body",
    [
        "Từ ngày 5/3 đến ngày 6/3/2024.",
        "Ngày 5 và 6/3/2024; ngày 5-6/3/2024; ngày 28/2, 1/3 và 2/3/2024.",
        "Ngày 5/3/2024 họp. Chiều 5/3, họp tiếp.",
        "Trong năm 2024, tỉnh họp ngày 5/3 và ngày 7/8.",
        "Ngày 5 tháng 3 năm 2024; ngày 5/3 năm nay; ngày 27/7 hằng năm; ngày 10/3 (âm lịch).",
        "Nhân ngày 8/3, kỷ niệm ngày 27/7, dịp 30/4.",
        "Có 2/3 số hộ; mỗi ngày 1/2 giờ; ngày 45/3.",
        "Quyết định số 5/3 của ngày 1.200 người.",
    ],
)
def test_a_day_whose_year_is_clear_is_let_be(advice, body):
    assert advice(body) == []


def test_a_year_in_the_summary_is_known_in_the_body(advice):
    assert advice("Ngày 5/3, tỉnh họp.", summary="Tỉnh họp ngày 5/3/2024.") == []


def test_a_narrow_picture_is_noticed_wherever_it_is_used(tree, advice):
    tree.picture("images/a.jpg", (1199, 700))
    body = "![Lễ]({static}/images/a.jpg)"
    said = "Ảnh “a.jpg” chỉ rộng 1199 px: cần ít nhất 1.200 px để hiện rõ."
    image = "{src: images/a.jpg, alt: Lễ trao}"
    assert advice(body, image=image) == [f"7:14: {said}", f"9:7: {said}"]
    tree.picture("images/a.jpg", (1200, 700))
    assert advice(body, image=image) == []


def test_a_heavy_picture_is_noticed(tree, advice):
    file = tree.picture("images/a.jpg", (1200, 700))
    file.write_bytes(file.read_bytes() + bytes(4_100_000))
    (line,) = advice(image="{src: images/a.jpg, alt: Lễ trao}")
    assert line == "7:14: Ảnh “a.jpg” nặng 4,1 MB, quá 4 MB: hãy thu nhỏ trước khi chép vào."


@pytest.mark.parametrize(
    "fields",
    [
        {"provinces": "[Lào Cai]"},
        {"provinces": None, "campaigns": "[Phong trào]"},
        {"provinces": None, "event": "{name: Hội nghị, province: Lào Cai}"},
        {"provinces": None, "documents": "[Quyết định 666/QĐ-TTg]"},
    ],
    ids=lambda fields: next(name for name in reversed(fields)),
)
def test_an_article_that_is_found_in_some_list_is_let_be(tree, advice, fields):
    tree.campaign("phong-trao", title="Phong trào")
    assert advice(**fields) == []


def test_an_article_without_campaign_and_province_is_noticed(advice):
    assert advice(provinces=None) == [f"1:1: {UNPLACED}"]


def test_advice_stands_in_no_ones_way(tree):
    tree.article("a", 'Ngày 5/3 "họp".', provinces=None)
    content = tree.load()
    assert content.faults == []
    assert len(content.problems) == 2


@pytest.mark.parametrize(
    ("fields", "place", "hint"),
    [
        ({"tags": "lũ, bão"}, "7:7: “lũ, bão”", "tags: [lũ, bão]"),
        ({"tags": "lũ; bão,"}, "7:7: “lũ; bão,”", "tags: [lũ, bão]"),
        ({"tags": "\n  - nhà\n  - lũ, bão"}, "9:5: “lũ, bão”", "tags: [nhà, lũ, bão]"),
        ({"tags": "[nhà, 'lũ, nhà', 'C#, a:b']"}, "7:13: “lũ, nhà”", 'tags: [nhà, lũ, "C#", a:b]'),
        ({"tags": "lũ / bão"}, "7:7: “lũ / bão”", "tags: [lũ, bão]"),
        ({"tags": "lũ | bão，nhà、xã"}, "7:7: “lũ | bão，nhà、xã”", "tags: [lũ, bão, nhà, xã]"),
        ({"tags": "|\n  lũ\n  bão"}, "7:7: “lũ bão”", "tags: [lũ, bão]"),
        ({"authors": "Lan Anh, Minh"}, "7:10: “Lan Anh, Minh”", "authors: [Lan Anh, Minh]"),
        ({"authors": "Lan Anh;Minh"}, "7:10: “Lan Anh;Minh”", "authors: [Lan Anh, Minh]"),
        (
            {"honours": "[{award: khong-neu, individuals: 2, recipients: 'Lan, Minh'}]"},
            "7:58: “Lan, Minh”",
            "recipients: [Lan, Minh]",
        ),
        (
            {"honours": "[{award: khong-neu, collectives: 3, recipients: 'Xã A; Xã B'}]"},
            "7:58: “Xã A; Xã B”",
            "recipients: [Xã A, Xã B]",
        ),
    ],
)
def test_names_that_were_typed_instead_of_a_list_are_given_back_as_a_list(tree, fields, place, hint):
    tree.article("a", title="Bài", provinces="Lào Cai", **fields)
    text = f"được hiểu là một mục: dấu phẩy, chấm phẩy không chia danh sách.\n  Nhiều mục thì viết {hint}"
    assert tree.advice() == [f"articles/a.md:{place} {text}"]
    field, _, items = hint.partition(": ")
    if field in {"tags", "authors"}:
        tree.article("a", title="Bài", provinces="Lào Cai", **{field: items})
        assert tree.advice() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"tags": "giảm 1,5 độ"},
        {"authors": "Lan Anh/TTXVN"},
        {"honours": "[{award: khong-neu, collectives: 1, recipients: 'Tổ Một, bản Thử'}]"},
    ],
)
def test_a_comma_may_be_part_of_a_number_or_a_name(tree, fields):
    tree.article("a", title="Bài", provinces="Lào Cai", **fields)
    assert tree.advice() == []


def test_another_name_of_a_campaign_may_have_a_comma(tree):
    tree.campaign("c", title="Chung sức", aliases="Cán bộ, công chức chung sức")
    assert tree.advice() == []
    tree.campaign("c", title="Chung sức", aliases="Góp sức; Chung tay")
    assert "Nhiều mục thì viết aliases: [Góp sức, Chung tay]" in tree.advice()[0]

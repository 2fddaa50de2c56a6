"""Marks within a text, and text that looks like marks."""

import pytest

LONG = "Đổi mới bắt đầu " + "từ một làng nhỏ " * 20 + "ở bên sông."
MINUS = "Dấu - đầu dòng thành dấu của danh sách, không còn là dấu của số."


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("(*) ghi chú", "(*) ghi chú"),
        ("5*3=15", "5*3=15"),
        ("(**) ghi chú", "(**) ghi chú"),
        ("**Kết quả** và *bài*", "<strong>Kết quả</strong> và <em>bài</em>"),
        ("***a** b*", "<em><strong>a</strong> b</em>"),
        ("snake_case_chữ", "snake_case_chữ"),
        ("“**chữ**”", "“<strong>chữ</strong>”"),
        ("~~cũ~~ ~50 người", "<s>cũ</s> ~50 người"),
        ("a  \nb\\\nc\nd", "a<br />b<br />cd"),
        ("\\*a\\* \\[b\\] \\&amp;", "*a* [b] &amp;amp;"),
        ("&copy; &#7845; &khong; AT&T", "© ấ &amp;khong; AT&amp;T"),
        ("`a*b* |`", "<code>a*b* |</code>"),
        ("[a *b*](/x 'T')", '<a href="/x" title="T">a <em>b</em></a>'),
        ("![lễ *trao*](a.jpg)", '<img alt="lễ trao" src="a.jpg" />'),
        ("[a]\n\n[A]: /x", '<a href="/x">a</a>'),
    ],
)
def test_marks_follow_the_specification(html, text, page):
    assert html(text) == f"<p>{page}</p>"


@pytest.mark.parametrize(
    ("text", "address", "after"),
    [
        ("Xem https://a.vn/b.", "https://a.vn/b", "."),
        ("(https://a.vn/b_(c))", "https://a.vn/b_(c)", ")"),
        ("“https://a.vn/?x=1&y=2”", "https://a.vn/?x=1&amp;y=2", "”"),
        ("**https://a.vn/b**", "https://a.vn/b", ""),
        ("https://a.vn/b…", "https://a.vn/b", "…"),
        ("http://a.vn: đây", "http://a.vn", ":"),
        ("x[^1]\n\n[^1]: Xem https://a.vn/b.", "https://a.vn/b", "."),
        ("[x https://a.vn/b] c", "https://a.vn/b", "]"),
        ("<https://a.vn/b>", "https://a.vn/b", ""),
        ('"https://a.vn/b"', "https://a.vn/b", '"'),
        ("Https://a.vn/b", "Https://a.vn/b", ""),
        ("https://a.vn/1,https://a.vn/2", "https://a.vn/1", ","),
    ],
)
def test_a_bare_address_is_a_link_without_the_signs_after_it(html, text, address, after):
    assert f'<a href="{address}">{address}</a>{after}' in html(text)


def test_www_is_a_link_and_an_address_within_a_link_is_not_a_second_one(html):
    assert html("www.a.vn") == '<p><a href="http://www.a.vn">www.a.vn</a></p>'
    assert html("[https://a.vn](https://b.vn)") == '<p><a href="https://b.vn">https://a.vn</a></p>'
    assert html("[<https://a.vn>](/b)") == '<p><a href="/b">https://a.vn</a></p>'
    assert "<a" not in html("https:// và xhttps://a.vn và `https://a.vn`")


@pytest.mark.parametrize("braces", ["{Điệp khúc}", "{1, 2, 3}", "{4-4-2}", "{.5}", "{.}", "{#}", "{{x}}"])
@pytest.mark.parametrize("before", ["## Lời ", "Lời **đậm**", "Lời ca.\n", "| A |\n|---|\n| 2 "])
def test_text_in_braces_stays(read, before, braces):
    assert braces in read(f"{before}{braces}")[0]


@pytest.mark.parametrize("text", ["## Lời {#loi}", "Lời ca.\n{: #loi .c }", '**Lời**{: #loi title="x y" }'])
def test_names_of_places_and_other_attributes_are_read(html, text):
    assert 'id="loi"' in html(text)
    assert "{" not in html(text)


def test_a_rule_right_under_a_line_makes_no_heading_of_it(html):
    assert html("Chữ\n---\nsau") == "<p>Chữ</p><hr /><p>sau</p>"


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (
            "1986. Đổi mới bắt đầu.",
            "1:1 “1986.” đầu dòng thành số thứ tự của một danh sách. | Nếu là câu văn, viết 1986\\. Đổi mới",
        ),
        (
            f"1986. {LONG}",
            f"1:1 “1986.” đầu dòng thành số thứ tự của một danh sách. | Nếu là câu văn, viết 1986\\. {LONG}",
        ),
        (f"- 2 tỷ {LONG}", f"1:1 {MINUS} | Nếu là “trừ”, viết \\- 2 tỷ {LONG}"),
        (f"##{LONG}", f"1:1 Đề mục thiếu dấu cách sau dấu #. | Viết ## {LONG}"),
        ("Đầu.\n\n5. 000 căn nhà", "3:1 “5.” đầu dòng thành số thứ tự"),
        ("30. 4. 1975", "1:1 “30.” đầu dòng"),
        ("> 90% số hộ", "1:1 Dòng bắt đầu bằng > thành lời trích"),
        (">= 5 tỷ", "1:1 Dòng bắt đầu bằng > thành lời trích"),
        ("Thu\n+ 500 triệu đồng", "2:1 Dấu + đầu dòng thành dấu của danh sách"),
        ("- 200 triệu", "1:1 Dấu - đầu dòng thành dấu của danh sách"),
        ("– 2%\n– 3%", "1:1 Dấu – đầu dòng"),
        ("a [b] (https://a.vn)", "1:3 Khoảng trống giữa ] và ("),
        ("a [b]\n(/tin/)", "1:3 Khoảng trống giữa ] và ("),
        ("(b)[https://a.vn]", "1:4 Liên kết viết ngược."),
        ("a\n(bài này)[{filename}a.md]", "2:10 Liên kết viết ngược."),
        ("[a](/tin/a b/)", "1:1 Không thành liên kết"),
        ("[a [b](/x) c](/y)", "1:1 Không thành liên kết"),
        ("Đầu\n** chữ ** sau", "2:1 Dấu ** ở đây hiện ra"),
        ("Rộng 4*5*6 mét", "1:7 Dấu * ở đây thành dấu"),
        ("Từ 10~~20, 30~~40", "1:6 Dấu ~~ ở đây thành dấu"),
        ("1. Kết quả\nII. Hạn chế", "2:1 Các dòng này giống một danh sách"),
        ("PV: Anh kể đi?\nÔng A: Vâng.", "2:1 Dòng này nối liền với dòng trên"),
        ("Bầm ơi\nMưa phùn\nBầm cấy\nMạ non", "2:1 Dòng này nối liền với dòng trên"),
        ("✅ Một\n✅ Hai", "1:1 Các dòng này giống một danh sách"),
        ("Điều 1. Tặng cờ\nĐiều 2. Thi hành", "1:1 Các dòng này giống một danh sách"),
        ("8h00: Đón\n8h30: Khai mạc", "1:1 Các dòng này giống một danh sách"),
        ("**PV:**Xin ông. **B:**Vâng", "1:1 Dấu ** ở đây hiện ra"),
        ("#Kết quả tốt", "1:1 Đề mục thiếu dấu cách sau dấu #. | Viết ## Kết quả tốt"),
        ("##", "1:1 Đề mục không có chữ."),
        ("CMND 012****89 và 034****12", "1:9 Dấu **** ở đây thành dấu"),
        ("Tên:_______Tuổi:_____", "1:5 Dấu _______ ở đây thành dấu"),
        ("a <!-- ghi\n\nb --> c", "1:3 Ghi chú <!-- không có dấu đóng"),
        ("**Kết quả: đạt 90%", "1:1 Dấu ** ở đây hiện ra"),
        ("*Lưu ý:*chữ", "1:1 Dấu * ở đây hiện ra"),
        ("Trên.\n![A](/a.jpg)\nDưới.", "2:1 Ảnh ngay dưới dòng chữ"),
        ("![A](/a.jpg)\nChú thích.\nĐoạn sau.", "3:1 Dòng này nối liền"),
        (
            "[x](/tai lieu/a b.pdf)",
            "1:1 Không thành liên kết: địa chỉ có dấu cách. | Viết (</tai lieu/a b.pdf>).",
        ),
        ("[báo][nguon]", "1:1 Không có dòng [nguon]:"),
        ("Chữ {#cho}", "1:1 Phần {…} ở cuối dòng"),
        ("- Một\n- Hai\nHội nghị kết thúc.", "3:1 Dòng này nối liền"),
        ("Các việc:\n-Một", "2:1 Dòng này nối liền"),
        ("Bấm *098*mã thẻ#", "1:9 Dấu * ở đây thành dấu"),
        ("20*30*40cm", "1:3 Dấu * ở đây thành dấu"),
        ("[Xem thêm(https://a.vn)", "1:1 Liên kết thiếu dấu ]."),
        ("Một\n--", "2:1 Dòng -- không làm đề mục."),
        ("Một\n=", "2:1 Dòng = không làm đề mục."),
        ("> 500 hộ thoát nghèo", "1:1 Dòng bắt đầu bằng >"),
        ("> 90% số hộ thoát nghèo.", "1:1 Dòng bắt đầu bằng >"),
        ("1. a\n  - b\n2. c", "2:3 Dòng này thụt chưa đủ"),
        ("10. a\n   - b", "2:4 Dòng này thụt chưa đủ"),
        ("Chữ[^1]\n\n[^1]:", "3:1 Chú thích [^1] chưa có lời."),
        ("Gồm\n[^1] Lời", "2:1 Chú thích [^1] không có lời"),
        ("19. Tháng Tám có hội.", "1:1 “19.” đầu dòng"),
        ("- một\n\n đoạn hai", "3:2 Dòng này thụt chưa đủ"),
        ("1. một\n\n  đoạn hai", "3:3 Dòng này thụt chưa đủ"),
        ("Thơ hai\\", "1:1 Dấu \\ ở cuối đoạn hiện ra"),
        ("=======", "1:1 Dòng ======= không làm đề mục."),
        ("~~ gạch ~~", "1:1 Dấu ~~ ở đây hiện ra"),
        ("giá ~~cũ", "1:5 Dấu ~~ ở đây hiện ra"),
        ("Chữ\n\n[^1]: lời", "3:1 Không chỗ nào trong bài dẫn tới chú thích [^1]."),
        ("##Kết quả", "1:1 Đề mục thiếu dấu cách sau dấu #. | Viết ## Kết quả"),
        ("Một\n===", "2:1 Dòng === không làm đề mục."),
        ("```\nx\n```", "1:1 Dấu ``` mở một khối mã"),
        ("~~~~\nx", "1:1 Dấu ~~~~ mở một khối mã"),
        ("-một\n-hai", "1:1 Các dòng này giống một danh sách"),
        ("Gồm:\n1.một\n2.hai", "2:1 Các dòng này giống một danh sách"),
        ("(1) một\n(2) hai", "1:1 Các dòng này giống một danh sách"),
        ("I. Kết quả\nII. Hạn chế", "1:1 Các dòng này giống một danh sách"),
        ("Gồm\n2. hai\n3. ba", "2:1 Các dòng này giống một danh sách"),
        ("[a]: /x\n[a]: /y\n[a]", "2:1 Địa chỉ [a] đã ghi ở trên"),
    ],
)
def test_text_that_reads_otherwise_than_it_looks_is_reported(read, text, remark):
    assert any(found.startswith(remark) for found in read(text)[1])


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh có:\n- 12 tập thể được khen thưởng",
        "- 5/3/2024: khai mạc",
        "Thưởng:\n- 5 triệu đồng\n- 3 triệu đồng",
        "> 5 năm qua, xã đã có 12 mô hình.",
        "> 30 năm đổi mới\n> là chặng đường dài",
        "- Tập thể:\n+ 12 Cờ\n- Cá nhân:\n+ 30 Bằng khen",
        "+ 05 tập thể",
        "- 3/2: ngày thành lập",
        "- 12 tập thể được tặng Cờ\n- 30 cá nhân được tặng Bằng khen",
        "1. Đánh giá chung\n\nĐoạn văn.\n\n2. Hạn chế",
        "> “5 năm qua, xã có 12 mô hình”",
        "Theo [1] (trang 5) và (x)[2]",
        "Hà Nội | 30/11",
        "#thiduayeunuoc #laocai",
        "Bầm ơi\\\nMưa phùn\\\nBầm cấy\\\nMạ non",
        "Trong năm qua, xã Hòa Bình đã xóa mười hai căn nhà tạm của hộ nghèo.\nĐông đảo bà con góp công.",
        "Đoạn có chữ dài\ntiếp theo viết thường.",
        "(**) Ghi chú và 5* và * 6",
        "A. Yersin đến Nha Trang.",
        "-5°C vào sáng sớm",
        "*Ghi chú* và 2 * 3 * 4",
    ],
)
def test_ordinary_text_is_not_reported(html, text):
    html(text)


@pytest.mark.parametrize("text", ["19. 5. 1890", "- 5. 000 căn nhà", "4*5*6 và 7*8*9"])
def test_one_message_speaks_of_a_line(read, text):
    assert len(read(text)[1]) == 1


def test_footnotes_are_numbered_by_their_marks_and_may_hold_nothing_that_shows(read):
    page = read("Một[^a] hai[^b].\n\n[^b]: Hai\n[^a]: Một\n\n[^c]: <!-- chưa viết -->")[0]
    assert page.rindex("Một") < page.rindex("Hai")

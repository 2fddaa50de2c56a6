"""Marks within a text, and text that looks like marks."""

import pytest


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
        ("[x https://a.vn/b] c", "https://a.vn/b", "]"),
        ("<https://a.vn/b>", "https://a.vn/b", ""),
    ],
)
def test_a_bare_address_is_a_link_without_the_signs_after_it(html, text, address, after):
    assert f'<a href="{address}">{address}</a>{after}' in html(text)


def test_www_is_a_link_and_an_address_within_a_link_is_not_a_second_one(html):
    assert html("www.a.vn") == '<p><a href="http://www.a.vn">www.a.vn</a></p>'
    assert html("[https://a.vn](https://b.vn)") == '<p><a href="https://b.vn">https://a.vn</a></p>'
    assert html("[<https://a.vn>](/b)") == '<p><a href="/b">https://a.vn</a></p>'
    assert "<a" not in html("https:// và xhttps://a.vn và `https://a.vn`")


def test_a_rule_right_under_a_line_makes_no_heading_of_it(html):
    assert html("Chữ\n---\nsau") == "<p>Chữ</p><hr /><p>sau</p>"


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (
            "1986. Đổi mới bắt đầu.",
            "1:1 “1986.” đầu dòng thành số thứ tự của một danh sách. | Nếu là câu văn, viết 1986\\. Đổi mới",
        ),
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
        ("Đầu\n** chữ ** sau", "2:1 Dấu ** ở đây không thành chữ đậm."),
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
        "- 12 tập thể được tặng Cờ\n- 30 cá nhân được tặng Bằng khen",
        "1. Đánh giá chung\n\nĐoạn văn.\n\n2. Hạn chế",
        "> “5 năm qua, xã có 12 mô hình”",
        "Theo [1] (trang 5) và (x)[2]",
        "Hà Nội | 30/11",
        "A. Yersin đến Nha Trang.",
        "-5°C vào sáng sớm",
        "*Ghi chú* và 2 * 3 * 4",
    ],
)
def test_ordinary_text_is_not_reported(html, text):
    html(text)

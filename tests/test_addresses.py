import re

import pytest

from newsroom.addresses import check_redirect, check_slug, check_web_url, save_as


@pytest.mark.parametrize(
    ("url", "file"),
    [("", "index.html"), ("phong-trao/", "phong-trao/index.html"), ("tin/2024/x.html", "tin/2024/x.html")],
)
def test_a_file_answers_at_each_address(url, file):
    assert save_as(url) == file


@pytest.mark.parametrize("slug", ["x", "lao-cai", "666-qd-ttg", "2024", "a" * 120])
def test_plain_slugs_are_good(slug):
    assert check_slug(slug) == slug


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("../x", "Thử: x."),
        ("Lào Cai", "Thử: lao-cai."),
        ("lao_cai", "Thử: lao-cai."),
        ("lao--cai", "Thử: lao-cai."),
        ("-x", "Thử: x."),
        ("x/", "Thử: x."),
        ("x\n", "Thử: x."),
        ("X", "Thử: x."),
        ("%2e%2e", "Thử: 2e-2e."),
        ("...", "Slug chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối."),
        ("", "Slug chỉ gồm chữ thường không dấu"),
        ("x٣", "Slug chỉ gồm chữ thường không dấu"),
        ("a" * 121, "Slug dài 121 ký tự, nhiều nhất là 120."),
        ("con", "Windows không cho đặt tên tệp là “con”"),
        ("lpt9", "Windows không cho đặt tên tệp là “lpt9”"),
    ],
)
def test_other_slugs_are_refused_with_advice(slug, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        check_slug(slug)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/tin/2024/ten-cu.html", "tin/2024/ten-cu.html"),
        ("/cu/", "cu/"),
        ("/a.b_c~d/Ten-Cu.htm", "a.b_c~d/Ten-Cu.htm"),
        ("/tin-tuc/bai-123.aspx", "tin-tuc/bai-123.aspx"),
        ("/2020/03/bai-cu", "2020/03/bai-cu"),
        ("/2020/03/bai-cu/", "2020/03/bai-cu/"),
        ("/tin/điển-hình.html", "tin/điển-hình.html"),
        ("/tin/%C4%91i%E1%BB%83n-h%C3%ACnh.html", "tin/điển-hình.html"),
        ("/tin/%c4%91i%e1%bb%83n-h%c3%acnh.html", "tin/điển-hình.html"),
        ("/tin/h%69nh.html", "tin/hinh.html"),
        ("/tin/hi\u0300nh.html", "tin/hình.html"),
        ("/tin/hi%CC%80nh.html", "tin/hình.html"),
        ("/Tin/BAI.ASPX", "Tin/BAI.ASPX"),
        ("/~lan/a+b,c(1);d='2'&e!$@.html", "~lan/a+b,c(1);d='2'&e!$@.html"),
        ("/tin/b%C3%A0i%20c%C5%A9", "tin/bài cũ"),
        ("/_layouts/trang.aspx", "_layouts/trang.aspx"),
        ("/tin/新聞", "tin/新聞"),
    ],
)
def test_an_old_address_of_this_site_is_good(address, url):
    assert check_redirect(address) == url


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "/xem.aspx?id=5",
            "có dấu ? thì không chuyển được: máy chủ chỉ so phần đứng trước. Nếu phần ấy không của trang nào",
        ),
        ("/tin/x.html#a", "có dấu # thì không chuyển được"),
        (
            "https://cu.example/tin/5.html?a=b",
            "chỉ ghi phần sau tên miền, mở đầu bằng một dấu /: /tin/5.html.",
        ),
        ("//evil.example/", "chỉ ghi phần sau tên miền, mở đầu bằng một dấu /: /."),
        ("https://cu.example", "phải mở đầu bằng /, như /tin/2024/ten-cu.html."),
        ("javascript:alert(1)", "phải mở đầu bằng /"),
        ("tin/x.html", "phải mở đầu bằng /"),
        ("", "phải mở đầu bằng /"),
        ("/a/, /b/; /c", "viết mỗi mục một: redirects: [/a/, /b/, /c]"),
        ("/a/b,/c/d", "viết mỗi mục một: redirects: [/a/b, /c/d]"),
        ("/a/b;/c/d", "viết mỗi mục một: redirects: [/a/b, /c/d]"),
        ("/a/b /c/d\n/e", "viết mỗi mục một: redirects: [/a/b, /c/d, /e]"),
        ("/a | /b", "viết mỗi mục một: redirects: [/a, /b]"),
        ("/%E9", "có mã % không phải UTF-8"),
        ("/tin/x.html\n", "không được xuống dòng."),
        ("/tin/x\x07.html", "không dùng được. Có ký tự điều khiển ẩn (U+0007)"),
        ("/a%00b", "không dùng được. Có ký tự NUL"),
        ("/a%E2%80%AEb", "không dùng được. Có ký tự ẩn đổi chiều chữ (U+202E)"),
        ("/\\evil.example/", "không được có dấu \\."),
        ("/100%", "không được có dấu %."),
        ("/a%3Fb", "không được có dấu ?."),
        ("/a%23b", "không được có dấu #."),
        ("/nut:5", "không được có dấu :."),
        ('/a"b', 'không được có dấu ".'),
        ("/{a}", "không được có dấu {."),
        ("//", "có hai dấu / liền nhau"),
        ("/a//b/", "có hai dấu / liền nhau"),
        ("/a/%2Fb/", "có hai dấu / liền nhau"),
        ("/../x/", "có phần “..”, không làm tên tệp được."),
        ("/a/../b/", "có phần “..”"),
        ("/a/./b/", "có phần “.”"),
        ("/%2e%2e/x/", "có phần “..”"),
        ("/.git/x/", "có phần “.git”"),
        ("/a./b", "có phần “a.”"),
        ("/a%20/b", "có phần “a ”"),
        ("/con.html", "có phần “con.html”"),
        ("/x.html.gz", "có phần “x.html.gz”"),
        (f"/{'a' * 241}", "có phần “aaa"),
        ("/a" * 351, "dài quá 700 ký tự"),
        (f"/{'ế' * 70}/{'ế' * 10}", "dài quá 700 ký tự"),
        ("/anh/x.html", "trùng với nơi để tệp của trang"),
        ("/anh", "trùng với nơi để tệp của trang"),
        ("/Tai-Nguyen/x.css", "trùng với nơi để tệp của trang"),
        ("/mau/", "trùng với nơi để tệp của trang"),
        ("/404.html", "trùng với nơi để tệp của trang"),
    ],
)
def test_another_old_address_is_refused_with_the_reason(address, message):
    with pytest.raises(ValueError, match=f"^{re.escape(f'Địa chỉ cũ {message}')}"):
        check_redirect(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org:8080/a?b=c#d",
        "HTTPS://example.org",
        "https://xn--bcher-kva.example/",
        "https://báo.example/bài",
    ],
)
def test_full_addresses_on_the_web_are_good(url):
    assert check_web_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "https://",
        "https:///x",
        "http:example.org",
        "https://exa mple.org/",
        "https://example.org/\u202e",
        "https://[::1",
        "java\nscript:alert(1)",
        "file:///etc/passwd",
        "",
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(ValueError, match="Địa chỉ web phải bắt đầu bằng https:// hoặc http://"):
        check_web_url(url)


@pytest.mark.parametrize(
    "url",
    ["https://báo.example@evil.example/", "https://a:b@example.org/", "https://evil.example\\@example.org/"],
)
def test_an_address_that_hides_its_host_is_refused(url):
    with pytest.raises(ValueError, match="không được có @ trước tên miền"):
        check_web_url(url)

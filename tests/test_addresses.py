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
    ],
)
def test_an_old_address_of_this_site_is_good(address, url):
    assert check_redirect(address) == url


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "https://evil.example/",
        "/../x/",
        "/a/../b/",
        "/a/./b/",
        "/a//b/",
        "javascript:alert(1)",
        "tin/x.html",
        "/tin/x",
        "/tin/x.html?a=1",
        "/tin/x.html#a",
        "/%2e%2e/x/",
        "/\\evil.example/",
        "/a b/",
        "/tin/x.html\n",
        "/tin/bài.html",
        "/x.php",
        "",
    ],
)
def test_what_leaves_the_site_is_no_old_address(address):
    with pytest.raises(ValueError, match="Địa chỉ cũ phải nằm trong trang này"):
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

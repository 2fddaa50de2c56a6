from urllib.parse import parse_qs, urlsplit

import pytest

from newsroom.sharing.links import share_links

PAGE = "https://tin.example.vn/tin/2024/lu.html"
TITLES = {
    "Vietnamese": "Lào Cai: “Vì người nghèo”, ĐẮK LẮK",
    "what has a meaning in an address": "50% & hơn + #thidua = 'a' \"b\" <i> \\ {c} ^ `d` |",
    "a script": "javascript:alert(1)",
}


def said(link):
    """The query of a link as the service reads it, letters in UTF-8."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link.url).query).items()}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_each_link_says_the_whole_address_and_those_that_can_the_title(title):
    facebook, x, mail = share_links(PAGE, title)
    assert facebook.url.startswith("https://www.facebook.com/sharer/sharer.php?")
    assert said(facebook) == {"u": PAGE}
    assert x.url.startswith("https://x.com/intent/tweet?")
    assert said(x) == {"url": PAGE, "text": title}
    assert mail.url.startswith("mailto:?")
    assert said(mail) == {"subject": title, "body": PAGE}


def test_no_link_holds_what_an_address_may_not():
    for link in share_links(PAGE, "\tMột\u00a010 năm\n%"):
        assert not set(link.url) & set(" \t\n\u00a0\"<>\\^`{|}'")
        assert "%25" in link.url or "sharer" in link.url


def test_no_break_spaces_of_the_page_stay_on_the_page():
    assert said(share_links(PAGE, "10\u00a0năm")[1])["text"] == "10 năm"

"""Films and sound: cards for those on other sites, players for our own files."""

import pytest
from bs4 import BeautifulSoup

from attached_files import captions, mp3, mp4

POSTER = "![Lễ trao]({static}/images/a.jpg)\n"


@pytest.fixture
def shown(tree):
    """Return the body of an article as HTML, and the problems that were told."""

    def show(body):
        tree.picture("images/a.jpg")
        tree.article("a", body=body)
        content = tree.load()
        return BeautifulSoup(content.site.items["articles/a.md"].text, "html.parser"), content.problems

    return show


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.youtube.com/watch?v=a_b-C1&t=30s", "YouTube"),
        ("https://youtu.be/a_b-C1?si=x", "YouTube"),
        ("https://m.youtube.com/shorts/abc", "YouTube"),
        ("http://youtube.com/live/abc", "YouTube"),
        ("https://vimeo.com/123456", "Vimeo"),
        ("https://www.facebook.com/bao/videos/123/", "Facebook"),
        ("https://fb.watch/abc/", "Facebook"),
        ("https://vtv.vn/video/thoi-su-123.htm", "VTV"),
        ("https://vtvgo.vn/xem/abc.html", "VTV"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "<{}>"])
def test_the_address_of_a_film_alone_becomes_a_card(shown, address, site, form):
    body, told = shown(f"Trước.\n\n{form.format(address)}\n\nSau.")
    (link,) = body.select("figure.film > a")
    assert (link["href"], link.get_text()) == (address, f"Xem phim trên {site}")
    assert not told
    assert not body.select("iframe, script, img")


def test_the_picture_above_and_the_caption_below_belong_to_the_card(shown):
    body, told = shown(f"{POSTER}https://youtu.be/abc\nLễ trao sáng 5/3/2024. Ảnh: Báo Thử")
    (card,) = body.select("figure.film")
    assert card.select_one("a img")["alt"] == "Lễ trao"
    assert card.select_one("a span").get_text() == "Xem phim trên YouTube"
    assert card.select_one("figcaption").get_text() == "Lễ trao sáng\u00a05/3/2024. Ảnh: Báo Thử"
    assert not told


@pytest.mark.parametrize(
    "body",
    [
        "Xem https://youtu.be/abc nhé.",
        "[Xem phim](https://youtu.be/abc)",
        "https://youtu.be.example/abc",
        "https://www.youtube.com/@kenh",
        "https://bao.example/?u=https://youtu.be/abc",
        "https://www.facebook.com/bao",
        "- mục https://youtu.be/abc",
    ],
)
def test_other_links_stay_links(shown, body):
    html, _told = shown(body)
    assert not html.select(".film")
    assert html.select_one("a") or "@" in body


def test_our_film_becomes_a_player_that_loads_nothing_until_it_is_asked(shown, tree):
    tree.write("files/le-trao.mp4", mp4())
    tree.write("files/le-trao.vtt", captions())
    body, told = shown(f"{POSTER}{{static}}/files/le-trao.mp4\nLễ trao giải.")
    (film,) = body.select("figure > video")
    assert film.has_attr("controls")
    assert film["preload"] == "none"
    assert film["poster"].startswith("/anh/")
    assert film.source.attrs == {"src": "/tep/le-trao.mp4", "type": "video/mp4"}
    assert film.track["src"] == "/tep/le-trao.vtt"
    assert film.track["kind"] == "captions"
    assert body.select_one("figcaption").get_text() == "Lễ trao giải."
    assert not told


@pytest.mark.parametrize(("name", "data"), [("a.mp3", mp3()), ("a.m4a", mp4())])
def test_our_sound_becomes_a_player(shown, tree, name, data):
    tree.write(f"files/{name}", data)
    body, told = shown(f"{{static}}/files/{name}")
    assert body.select_one("figure > audio[controls] > source")["src"] == f"/tep/{name}"
    assert not told


def test_a_film_without_captions_is_told(shown, tree):
    tree.write("files/a_b_c.MP4", mp4())
    body, (told,) = shown("{static}/files/a_b_c.MP4")
    assert body.select_one("video > source")["src"] == "/tep/a-b-c.mp4"
    assert told.warning
    assert told.message == "Phim chưa có phụ đề cho người không nghe được."
    assert told.hint == "Đặt phụ đề vào content/files/a_b_c.vtt."


@pytest.mark.parametrize(
    ("body", "files", "message"),
    [
        ("{static}/files/a.mp4", {}, "Không có tệp đính kèm “files/a.mp4” trong content/."),
        ("{static}/files/a.mp4", {"files/a.mp4": b"<html>"}, "Tệp “a.mp4” không phải MP4."),
        ("{static}/files/a.mp4", {"files/a.mp4": mp4()[:-9]}, "Tệp “a.mp4” bị cắt cụt"),
        ("{static}/files/a.mp3", {"files/a.mp3": b"RIFF"}, "Tệp “a.mp3” không phải MP3."),
        (
            "{static}/files/a.mp4",
            {"files/a.mp4": mp4(), "files/a.vtt": b"1\n00:01 --> 00:02"},
            "Tệp “a.vtt” không phải phụ đề WebVTT",
        ),
        ("![A](a)\n{static}/files/a.mp3", {"files/a.mp3": mp3()}, "Ảnh trong bài viết là {static}/images/a."),
    ],
)
def test_a_film_that_cannot_be_shown_is_told(shown, tree, body, files, message):
    for path, content in files.items():
        tree.write(path, content)
    _body, (told,) = shown(body)
    assert not told.warning
    assert told.message.startswith(message)
    assert told.line == 7


@pytest.mark.parametrize(
    "html",
    [
        '<iframe width="560" src="https://www.youtube.com/embed/abc" allowfullscreen></iframe>',
        '<video src="a.mp4" controls autoplay></video>',
        '<video controls><source src="a.mp4" type="video/mp4"><track src="a.vtt"></video>',
        '<audio src="a.mp3"></audio>',
        '<embed src="a.swf">',
    ],
)
def test_a_typed_player_gets_one_message_with_the_line_to_write(shown, html):
    _body, (told,) = shown(f"Trước.\n\n{html}\n\nSau.")
    assert told.message.startswith(f"Thẻ HTML <{html[1:6]}")
    assert "trên một dòng riêng" in told.message
    assert told.line == 9

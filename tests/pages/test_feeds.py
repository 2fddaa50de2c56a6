"""Atom and JSON Feeds: the same articles, with pictures, and with texts if the newsroom wants them."""

import json
import re
import xml.etree.ElementTree as ET

import feedparser
import pytest
from PIL import Image

from commands import build_site
from sites import article, identify, write_content

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "https://tin.example.vn"
PLACES = ("", "tin/", "chuyen-muc/hoi-nghi/", "tac-gia/lan-mau/")
FILES = {
    "articles/2024/a.md": article(
        "A & B <c>",
        summary="1 < 2 & <b>3</b>",
        authors="[Lan Mẫu]",
        image="{src: images/a.jpg, alt: Lễ trao}",
        corrections="[{date: 2024-03-06, text: Viết đúng tên.}]",
        modified="2024-03-06",
        body="Xem [bài kia]({filename}b.md) và [dưới](#duoi).\n\n## Dưới {#duoi}\n\n"
        "![Lễ trao]({static}/images/a.jpg)\n",
    ),
    "articles/2024/b.md": article("Bài kia", date="2024-03-04", authors="[Lan Mẫu]"),
}


@pytest.fixture(scope="module", params=["false", "true"], ids=["summaries", "texts"])
def output(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("feeds")
    content = write_content(folder / "content", FILES)
    (content / "images").mkdir()
    Image.new("RGB", (1600, 900), "white").save(content / "images/a.jpg")
    identify(content, feed_full_text=request.param)
    return build_site(content, folder / "output", SITEURL=HOST).output


def atom(output, place=""):
    return feedparser.parse((output / place / "atom.xml").read_bytes(), sanitize_html=False)


def json_feed(output, place=""):
    return json.loads((output / place / "feed.json").read_text("utf-8"))


@pytest.mark.parametrize("place", PLACES)
def test_a_json_feed_says_what_the_atom_feed_beside_it_says(output, place):
    feed, entries = json_feed(output, place), atom(output, place)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == entries.feed.title
    assert feed["feed_url"] == f"{HOST}/{place}feed.json"
    assert feed["home_page_url"] == f"{HOST}/"
    assert len(feed["items"]) == len(entries.entries) == 2
    texts = [
        entry.findtext(f"{ATOM}content")
        for entry in ET.parse(output / place / "atom.xml").iter(f"{ATOM}entry")
    ]
    assert [one.get("content_html") for one in feed["items"]] == texts
    for one, other in zip(feed["items"], entries.entries, strict=True):
        assert (one["id"], one["url"], one["title"]) == (other.link, other.link, other.title)
        assert (one["date_published"], one["date_modified"]) == (other.published, other.updated)
        assert one["authors"] == [{"name": other.author, "url": f"{HOST}/tac-gia/lan-mau/"}]
        assert one["tags"] == [tag.term for tag in other.tags]
        assert ("content_html" in one) != ("content_text" in one), "the standard asks for a content"


def test_every_atom_feed_has_a_json_feed_beside_it_and_the_page_links_to_both(output):
    places = {file.parent for file in output.rglob("atom.xml")}
    assert places == {file.parent for file in output.rglob("feed.json")}
    assert output / "dinh-chinh" in places
    for place in places:
        page = (place / "index.html").read_text("utf-8")
        links = re.findall(r'<link rel="alternate" type="(.*?)" title=".+?" href="/(.*?)">', page)
        beside = [f"{place.relative_to(output).as_posix()}/".removeprefix("./")] * 2
        assert links == [
            (f"application/{kind}", f"{folder}{name}")
            for folder, kind, name in zip(
                beside, ("atom+xml", "feed+json"), ("atom.xml", "feed.json"), strict=True
            )
        ]


def test_the_main_picture_is_an_enclosure(output):
    first, second = atom(output).entries
    (enclosure,) = first.enclosures
    assert enclosure.type == "image/jpeg"
    assert (output / enclosure.href.removeprefix(f"{HOST}/")).read_bytes()[:2] == b"\xff\xd8"
    assert json_feed(output)["items"][0]["image"] == enclosure.href
    assert second.enclosures == []
    assert "image" not in json_feed(output)["items"][1]


def test_texts_are_there_only_where_the_newsroom_wants_them_and_their_links_are_whole(output, request):
    entry, item = atom(output).entries[0], json_feed(output)["items"][0]
    assert (entry.title, item["title"]) == ("A & B <c>", "A & B <c>")
    assert (entry.summary, item["summary"]) == ("1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;", "1 < 2 & <b>3</b>")
    if "summaries" in request.node.callspec.id:
        assert "content" not in entry
        assert item["content_text"] == item["summary"]
        return
    links = re.findall(r'(?:href|src)="(.*?)"', item["content_html"])
    assert links[:2] == [f"{HOST}/tin/2024/b.html", f"{HOST}/tin/2024/a.html#duoi"]
    assert all(link.startswith(f"{HOST}/anh/") for link in links[2:])
    assert re.findall(r'srcset="(/|[^"]*,\s*/)', item["content_html"]) == []


def test_a_changed_text_changes_only_feeds_that_have_it(output, request, tmp_path):
    """The key of a feed covers texts only where it shows them."""
    is_full = "texts" in request.node.callspec.id
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article(body="Lời cũ.")})
    identify(content, feed_full_text=str(is_full).lower())
    before = build_site(content, tmp_path / "output").bytes()
    write_content(tmp_path / "content", {"articles/2024/a.md": article(body="Lời mới.")})
    identify(content, feed_full_text=str(is_full).lower())
    after = build_site(content, tmp_path / "output").bytes()
    changed = {path for path in after if before[path] != after[path]}
    assert ({"atom.xml", "feed.json", "tin/feed.json"} <= changed) == is_full
    assert "tin/2024/a.html" in changed

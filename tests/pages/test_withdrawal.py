import functools
import re
import unicodedata

import pytest
from PIL import Image

from newsroom.addresses import FOR_SERVERS
from newsroom.items.name_search import find_names
from newsroom.search.spelling import spell
from sites import article, exemplar

NAME = "Lò Thị Bịa"
profile = functools.partial(
    exemplar,
    NAME,
    field="chăn nuôi",
    role="Trưởng bản",
    place="bản Thử",
    provinces="[Hà Giang]",
    campaigns="[vi-nguoi-ngheo]",
    summary="Lò Thị Bịa nuôi gà.",
    honours="[{award: Giấy khen, article: articles/2024/a.md}]",
    redirects="[/guong/ten-cu.html]",
    body="Chuyện của Lò Thị Bịa.",
)
FILES = {
    "articles/2024/a.md": article(
        "Lò Thị Bịa và bạn",
        summary="Gặp LÒ THỊ BỊA.",
        exemplars="[lo-thi-bia]",
        people="[{name: Lò Thị Bịa, role: Trưởng bản}, {name: Ai Đó, role: bạn của Lò Thị Bịa}]",
        honours="[{award: Giấy khen, individuals: 2, recipients: [Lò Thị Bịa, Ai Đó]}]",
        tags="[Lò Thị Bịa, nuôi gà]",
        authors="[Lò Thị Bịa]",
        event="{name: Gặp mặt Lò Thị Bịa, date: 2024-03-04, chair: Lò Thị Bịa}",
        figures="[{what: Đàn gà của Lò Thị Bịa, value: 20}]",
        corrections="[{date: 2024-03-06, text: Viết đúng tên Lò Thị Bịa.}]",
        modified="2024-03-06",
        image="{src: images/a.jpg, alt: Lò Thị Bịa cho gà ăn, caption: Lò Thị Bịa}",
        photo_credit='"Ảnh: Lò Thị B\\u200Bịa"',
        source="{name: Báo Lò Thị Bịa}",
        body="Chị Lò\u00a0Thị\nBịa, *Lò* Thị **Bịa**, "
        + unicodedata.normalize("NFD", "lò thị bịa")
        + ".\n\nL&shy;ò Thị B&#8203;ịa, L**ò** T*h*ị Bịa, L\u034fò\u3164 Thị\\\nBịa"
        ', <abbr title="Lò Thị B&#x000000000200b;ịa">chị</abbr>'
        + ".\n\n![Lò Thị Bịa]({static}/images/a.jpg)\nLò Thị Bịa bên đàn gà. Ảnh: Lò Thị Bịa"
        "\n\n[Lò Thị Bịa]({filename}/exemplars/lo-thi-bia.md)",
    ),
    "articles/2024/b.md": article("Bài khác", date="2024-03-06", exemplars="[Lò Thị Bịa]"),
}


def holders(files):
    """The files that name them: their text without tags and kinds of space."""
    found = set()
    for path, data in files.items():
        text = re.sub(r"<[^<>]*>|&nbsp;", " ", data.decode("utf-8", "replace"))
        if find_names(text + data.decode("utf-8", "replace"), [NAME]):
            found.add(path)
    return found


def indexed(files):
    """The files of the search index where a word of theirs stands, one that nothing else has."""
    words = {"bịa", spell("bịa"), "bia"}
    index = {path: data.decode().lower() for path, data in files.items() if path.startswith("tim-kiem/1/")}
    return {path for path, text in index.items() if words & set(re.split(r"[\s\"]", text))}


@pytest.fixture
def files(tmp_path):
    (tmp_path / "content/images").mkdir(parents=True)
    Image.new("RGB", (1200, 600), "white").save(tmp_path / "content/images/a.jpg")
    return FILES


def test_after_a_withdrawal_no_byte_of_the_site_has_the_name(build, files):
    before = build(files | {"exemplars/lo-thi-bia.md": profile()})
    assert before.run.returncode == 0, before.run.stderr
    whole = before.bytes()
    named = holders(whole)
    assert {"tim-kiem/1/bai-0.json"} < indexed(whole)
    assert {
        "guong/lo-thi-bia.html",
        "guong/index.html",
        "guong/ca-nhan/index.html",
        "guong/dia-phuong/tuyen-quang/index.html",
        "tin/2024/a.html",
        "tin/2024/b.html",
        "tin/index.html",
        "atom.xml",
        "tin-moi.json",
        "index.html",
        "the/lo-thi-bia/index.html",
    } <= named
    withdrawn = profile(withdrawn="{reason: Lò Thị Bịa muốn thế., date: 2024-05-01}")
    after = build(files | {"exemplars/lo-thi-bia.md": withdrawn})
    assert after.run.returncode == 0, after.run.stderr
    assert holders(after.bytes()) == indexed(after.bytes()) == set()
    assert not [path for path in after.files if "lo-thi-bia" in path and path != "guong/lo-thi-bia.html"]
    notice = after.page("guong/lo-thi-bia.html")
    assert "gỡ ngày 1/5/2024" in notice.main.get_text()
    linking = {path for path, data in after.bytes().items() if b"lo-thi-bia" in data}
    linking -= set(FOR_SERVERS.values())  # which tell servers, and nobody else, what is gone
    assert linking == {"guong/lo-thi-bia.html", "guong/ten-cu.html"}
    told = [line for line in after.run.stdout.splitlines() if "cảnh báo: Điển hình này đã gỡ" in line]
    assert [line.rpartition("content/")[2].partition(":")[0] for line in told] == [
        "articles/2024/a.md",
        "articles/2024/b.md",
    ]
    page = after.page("tin/2024/a.html").main.get_text(" ", strip=True)
    assert page.count("[tên đã gỡ]") > 8
    assert "Ai Đó" in page
    build(files | {"exemplars/lo-thi-bia.md": profile()})
    assert after.bytes() == whole, "and back"


def test_the_pictures_of_a_profile_go_with_it_in_every_width_and_kind(build, tmp_path):
    (tmp_path / "content/images").mkdir(parents=True)
    Image.new("RGB", (1300, 900), "gray").save(tmp_path / "content/images/rieng.jpg")
    private = {
        "image": "{src: images/rieng.jpg, alt: Chân dung}",
        "body": "![Nhà]({static}/images/rieng.jpg)",
    }
    before = build({"exemplars/lo-thi-bia.md": exemplar(NAME, **private)})
    assert before.run.returncode == 0, before.run.stderr
    shown = {tag["src"] for tag in before.page("guong/lo-thi-bia.html").main.find_all("img")}
    (start,) = {address.removeprefix("/").partition("-")[0] for address in shown}
    assert sum(path.startswith(start) for path in before.files) == 2 * (3 + 2), "whole, and cropped for cards"
    notice = "{reason: Theo yêu cầu., date: 2024-05-01}"
    after = build({"exemplars/lo-thi-bia.md": exemplar(NAME, withdrawn=notice, **private)})
    assert after.run.returncode == 0, after.run.stderr
    assert not [path for path in after.files if path.startswith(start)]
    assert start not in after.text()

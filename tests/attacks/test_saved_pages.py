"""Saved pages and pasted texts of any shape are imported in linear time, or refused in one sentence."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from children import measure_task
from growth import assert_linear, size
from newsroom.files import frontmatter, text_file
from newsroom.importing.import_file import import_file
from newsroom.importing.saved_file import MAX_TEXT
from newsroom.problems import Problems, RefusedError
from sites import NOW, PROJECT, run_python, tree, write_content

MOST_TIME, MOST_MEMORY = 5, 500  # seconds of processor time, and MB
SENTENCE = "Bà con trong bản cùng nhau sửa lại con đường ra ruộng, mỗi nhà góp một ngày công và ít đá."
PASTED = {
    "lines": "dòng\n",
    "lines of capitals": "Dòng\n",
    "blank lines": "\n",
    "paragraphs": f"{SENTENCE}\n\n",
    "sentences": f"{SENTENCE} ",
    "pictures": "a.jpg\n",
    "letters": "a",
    "combining marks": "\u0301",
    "digits": "1",
    "dots": ".",
    "brackets": ".)",
    "spaces": " ",
    "dates": "ngày 5/3/2024 ",
    "days": "ngày ",
    "mornings": "Sáng nay ",
    "years": "năm 2024 ",
    "periods": "2021 - 2025 ",
    "provinces": "Hà Giang ",
    "smaller places": "xã Hà Giang, ",
    "people": "ông Nguyễn Văn Mẫu, Chủ tịch UBND xã; ",
    "offices": "Chủ tịch ",
    "awards": "Huân chương Lao động hạng Ba ",
    "counted awards": "Huân chương Lao động cho 2 cá nhân, ",
    "documents": "Chỉ thị số 34-CT/TW ",
    "signs of a document": "-A",
    "addresses": "https://a.vn/b ",
    "signatures": "Tin, ảnh: TRẦN MẪU\n\n",
    "captions": "Quang cảnh. Ảnh: Trần Mẫu\n\n",
    "boxes": f"Xem thêm\n\nChợ phiên\n\n{SENTENCE}\n\n",
    "headlines twice": "Chợ phiên mở lại\n\nChợ phiên mở lại\n\n",
    "breadcrumbs": "a > ",
    "networks": "fb yt zl x ",
    "marks of Markdown": "*_`[]",
    "comments": "<!-- a -->",
    "lines of a PDF": f"{SENTENCE[:60]}\n",
}
IN_PAGES = {
    "pictures": "<img src=a.jpg>",
    "paragraphs": f"<p>{SENTENCE}</p>",
    "open paragraphs": "<p>a b\n",
    "breaks": "<br>",
    "empty elements": "<span></span>",
    "cards": "<div class=c><a href=/a><img src=a.jpg>Chợ phiên mở lại ở bản</a></div>",
    "headings": "<h1>Chợ phiên</h1>",
    "headlines": "<h2>Chợ phiên mở lại</h2>",
    "metadata": '<meta name="a" content="b">',
    "linked data": '<script type="application/ld+json">[{},{}]</script>',
    "data": '<img src="data:image/png;base64,AAAA">',
    "comments": "<!-- a -->",
    "sections of characters": "<![CDATA[a]]>",
    "entities": "&amp;",
    "unknown entities": "&a",
    "angles": "<",
    "breadcrumbs": "a > ",
    "links": "<a href=/a>Chợ phiên mở lại</a> ",
    "items": "<li>a",
    "cells": "<table><tr><td>a</td></tr></table>",
    "rows": "<tr><td>a<td>b",
    "tables of two": "<table><tr><td>a<td>b<tr><td rowspan=900>c<td>d</table>",
    "links in words": "<p>a <a href='https://a.vn/b'>c</a> d</p>",
    "players": "<video src='https://a.vn/b.mp4'></video>",
    "figures": "<figure><img src=a.jpg><figcaption>Ảnh: Trần Mẫu</figcaption></figure>",
    "related news": f'<div class="related">{SENTENCE}</div>',
}
NESTED = ("div", "p", "span", "b", "blockquote", "table><tr><td", "ul><li", "h2", "aside", "a href=/")


def paste(text):
    return f"Con đường mới của bản\n\n{SENTENCE}\n\n{text}\n\n{SENTENCE} {SENTENCE}\n"


def make_page(body, head=""):
    shown = f"<p>{SENTENCE} {SENTENCE}</p>"
    head = f"<head><title>Con đường</title>{head}</head>"
    return f"<html>{head}<body><h1>Con đường</h1>{shown}{body}{shown}</body></html>"


@pytest.fixture
def take(tmp_path):
    """Return a function that imports a text, anew each time; it returns the refusal, if any."""
    content = write_content(tmp_path / "content", {})

    def take(text, name="a.txt"):
        for draft in content.glob("articles/*/*.md"):
            draft.unlink()
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            draft = import_file(tmp_path / name, content, NOW).draft
        except RefusedError as error:
            assert not list(content.glob("articles/*/*"))
            return str(error)
        problems = Problems(draft.name)
        frontmatter.parse(text_file.split(draft.read_text("utf-8"), problems).front, problems)
        assert not problems
        return ""

    return take


@pytest.mark.parametrize("name", PASTED)
def test_twice_the_pasted_text_takes_twice_the_time(take, name):
    assert_linear(take, lambda count: paste(PASTED[name] * count), size(8_000, 90_000) // len(PASTED[name]))


@pytest.mark.parametrize("name", IN_PAGES)
def test_twice_the_page_takes_twice_the_time(take, name):
    count = size(6_000, 90_000) // len(IN_PAGES[name])
    assert_linear(lambda page: take(page, "a.html"), lambda count: make_page(IN_PAGES[name] * count), count)


@pytest.mark.parametrize("tag", NESTED)
@pytest.mark.parametrize("depth", [50, 600, size(2_000, 100_000)])
def test_nested_elements_are_read_or_refused(take, tag, depth):
    for end in ("", f"</{tag.partition('>')[0].partition(' ')[0]}>" * depth):
        refusal = take(make_page(f"<{tag}>" * depth + SENTENCE + end), "a.html")
        assert refusal == "" or refusal.endswith("nhập tệp ấy.") or "Không tìm thấy bài báo" in refusal


@pytest.mark.parametrize("depth", [10, 900, 5_000])
@pytest.mark.parametrize(("begin", "end"), [("[", "]"), ('{"@graph":', "}"), ('{"@type":[', "]}")])
def test_nested_linked_data_is_read_or_passed_over(take, begin, end, depth):
    data = f'<script type="application/ld+json">{begin * depth}1{end * depth}</script>'
    assert take(make_page("", data), "a.html") == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (paste("a" * MAX_TEXT), "nhiều nhất 200.000"),
        (make_page("<p>" + "a " * MAX_TEXT), "nhiều nhất 200.000"),
        (make_page("<br>" * 50_000), "thẻ HTML, nhiều nhất 30.000"),
        (make_page("<p " + "a=1 " * 30_000 + ">"), "ký tự trong một thẻ HTML"),
        (make_page("&" * 2_100_000), "ký tự, kể cả mã HTML, nhiều nhất 2.000.000"),
        (b"%PDF-1.7\n" + b"\xe2\xe3\xff" * 1_000, "là PDF, không nhập được"),
        (b"PK\x03\x04\0\0" * 1_000, "không phải văn bản"),
    ],
)
def test_what_is_too_large_or_no_text_is_refused(take, data, reason):
    is_page = isinstance(data, bytes) or data.startswith("<html>")
    assert reason in take(data, "a.html" if is_page else "a.txt")


def test_a_page_with_large_pictures_in_it_is_read(take):
    assert take(make_page(f'<img src="data:image/png;base64,{"A" * 5_000_000}">'), "a.html") == ""


KILLS = int(os.environ.get("KILLS", "3"))


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_import_leaves_no_half_of_a_draft(tmp_path, seed):
    """SIGKILL at a random moment; ``KILLS=20`` tries as many."""
    content = write_content(tmp_path / "content", {})
    saved = tmp_path / "a.txt"
    saved.write_text(paste(f"{SENTENCE}\n\n" * 1_500), "utf-8")
    code = (
        "import sys; sys.path.insert(0, 'plugins')\n"
        "from datetime import UTC, datetime; from pathlib import Path\n"
        "from newsroom.importing.import_file import import_file\n"
        "print('begun', flush=True)\n"
        "import_file(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC))"
    )
    command = [sys.executable, "-c", code, saved, content]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        time.sleep(random.Random(seed).random() * 0.8)
        process.send_signal(signal.SIGKILL)
    left = {path: text for path, text in tree(content).items() if path.startswith("articles/")}
    for path in [path for path in left if path.endswith(".part")]:
        assert path.rpartition("/")[2].startswith("."), "no command reads it"
        del left[path]
    assert run_python(*command[1:], cwd=PROJECT).returncode == (1 if left else 0)
    if left:
        (draft,) = left.values()
        assert draft.decode().endswith(f"{SENTENCE} {SENTENCE}\n")


@pytest.mark.parametrize("kind", ["a.txt", "a.html"])
@pytest.mark.parametrize("most", size([195_000], [195_000, 990_000]))
def test_the_longest_files_take_seconds(tmp_path, kind, most):
    families = PASTED if kind == "a.txt" else IN_PAGES
    for name, unit in size([*families.items()][:1], families.items()):
        content = write_content(tmp_path / name, {})
        body = unit * (most // len(unit.encode()))
        (tmp_path / kind).write_text(paste(body) if kind == "a.txt" else make_page(body), "utf-8")
        run = measure_task("import", tmp_path / kind, "--content", content)
        assert "Traceback" not in run.output, name
        assert run.seconds <= MOST_TIME, name
        assert run.megabytes <= MOST_MEMORY, name

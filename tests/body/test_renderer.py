"""Rendered bodies, and the messages about them to the editor."""

import re
import time

import pytest
from bs4 import BeautifulSoup

from newsroom.attachments.attachment_library import Attachments
from newsroom.body.file_links import linked_file, resolve_links
from newsroom.body.markup import HEADING
from newsroom.body.renderer import BodyRenderer
from newsroom.files.text_file import TextFile
from newsroom.pictures.picture_library import HALF_SIZES, SIZES, Pictures
from newsroom.problems import Problems

FIRST_LINE = 7  # of the body, in its file
URLS = {"articles/2024/khac.md": "tin/2024/khac.html", "campaigns/c.md": "phong-trao/c/"}


@pytest.fixture
def render(tree):
    """Render a body; the renderer is shared by every call of one test, as by the files of a site."""
    tree.picture("images/le-trao.jpg", (1600, 900))
    renderer = BodyRenderer(Pictures(tree.root), Attachments(tree.root))

    def render(text, **options):
        problems = Problems("articles/2024/a.md")
        source = TextFile("articles/2024/a.md", "", text, FIRST_LINE)
        return renderer.render(source, problems, **options), sorted(problems)

    return render


@pytest.fixture
def html(render):
    """The HTML of a body that must be in order."""

    def html(text):
        body, problems = render(text)
        assert problems == []
        return resolve_links(body.html, URLS)

    return html


@pytest.fixture
def told(render):
    def told(text):
        return [f"{one.line}:{one.column}: {one.message}" for one in render(text)[1]]

    return told


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("Một **hai** *ba*", "<p>Một <strong>hai</strong> <em>ba</em></p>", id="emphasis"),
        pytest.param("## Kết quả", "<h2>Kết quả</h2>", id="heading"),
        pytest.param("## Kết quả {#ket-qua}", '<h2 id="ket-qua">Kết quả</h2>', id="heading with a name"),
        pytest.param("- một\n- hai", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>", id="list"),
        pytest.param("3. ba\n4. bốn", '<ol start="3">', id="list that begins at three"),
        pytest.param("> lời", "<blockquote>\n<p>lời</p>\n</blockquote>", id="quotation"),
        pytest.param(
            "H<sub>2</sub>O, <abbr title='Ủy ban'>UB</abbr><br>và <B lang=en>B</B>",
            '<p>H<sub>2</sub>O, <abbr title="Ủy ban">UB</abbr><br>và <b lang="en">B</b></p>',
            id="HTML that may be",
        ),
        pytest.param("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>", id="signs"),
        pytest.param(
            "[x](https://example.org/?a=1&b=2)",
            '<a href="https://example.org/?a=1&amp;b=2">x</a>',
            id="address on the web",
        ),
        pytest.param(
            "[x](mailto:a@example.org)", '<a href="mailto:a@example.org">x</a>', id="address of e-mail"
        ),
        pytest.param(
            "[x]({filename}/articles/2024/khac.md)",
            '<a href="/tin/2024/khac.html">x</a>',
            id="file from the top",
        ),
        pytest.param("[x]({filename}khac.md)", '<a href="/tin/2024/khac.html">x</a>', id="file beside it"),
        pytest.param(
            "[x]({filename}../../campaigns/c.md)", '<a href="/phong-trao/c/">x</a>', id="file from above"
        ),
        pytest.param(
            "[x]({filename}khac.md#muc-1)", '<a href="/tin/2024/khac.html#muc-1">x</a>', id="anchor in a file"
        ),
    ],
)
def test_markdown_becomes_html(html, text, part):
    assert part in html(text)


def test_a_picture_has_its_address_its_size_and_its_words(html):
    page = html("![Lễ trao giải]({static}/images/le-trao.jpg)")
    assert 'src="/anh/' in page
    assert 'width="1200"' in page
    assert 'height="675"' in page
    assert 'alt="Lễ trao giải"' in page


def test_a_picture_on_its_own_is_a_figure_and_the_line_under_it_its_caption(html):
    page = html("![Lễ trao]({static}/images/le-trao.jpg)\nLễ trao [giải]({filename}khac.md).")
    assert page.startswith("<figure><picture><source")
    assert page.endswith('<figcaption>Lễ trao <a href="/tin/2024/khac.html">giải</a>.</figcaption></figure>')


def pictures(html):
    """The img elements of a page, each with ``avif``, what its picture offers before it."""
    images = BeautifulSoup(html, "html.parser").find_all("img")
    return [image.attrs | {"avif": image.find_previous_sibling("source")["srcset"]} for image in images]


def test_a_picture_is_offered_in_widths_and_kinds_and_waits_until_it_is_near(html):
    (image,) = pictures(html("![A]({static}/images/le-trao.jpg)"))
    start = image["src"].removesuffix("-1200.jpg")
    assert image["srcset"] == f"{start}-480.jpg 480w,{start}-720.jpg 720w,{start}-1200.jpg 1200w"
    assert image["avif"] == image["srcset"].replace(".jpg", ".avif")
    assert (image["loading"], image["decoding"]) == ("lazy", "async")
    assert "fetchpriority" not in image


@pytest.mark.parametrize(
    ("text", "leads", "waiting"),
    [
        ("{A}\n\n{A}", True, [False, True]),
        ("{A}\n{A}", True, [False, True]),
        ("{A}\n\n{A}", False, [True, True]),
        ("Chữ.\n\n{A}", True, [True]),
    ],
    ids=["first of a page", "first of a gallery", "after the main picture", "after text"],
)
def test_only_the_first_picture_of_a_page_does_not_wait(render, text, leads, waiting):
    body = render(text.replace("{A}", "![A]({static}/images/le-trao.jpg)"), leads=leads)[0]
    found = pictures(body.html)
    assert [image.get("loading") == "lazy" for image in found] == waiting
    assert [image.get("fetchpriority") == "high" for image in found] == [not waits for waits in waiting]


@pytest.mark.parametrize(("count", "halves"), [(1, 0), (2, 2), (3, 2), (4, 4), (5, 4)])
def test_several_pictures_are_a_gallery_of_halves_where_the_first_of_an_odd_number_is_whole(
    html, count, halves
):
    page = html("\n".join(["![A]({static}/images/le-trao.jpg)"] * count) + "\nChú thích.")
    sizes = [image["sizes"] for image in pictures(page)]
    assert sizes == [SIZES] * (count - halves) + [HALF_SIZES] * halves
    assert ('class="gallery"' in page) == (count > 1)


def test_what_we_make_of_pictures_is_for_no_editor_to_write(told):
    typed = '![A]({static}/images/le-trao.jpg){: srcset="https://example.org/a.jpg" loading=eager }'
    assert [one.partition(" ")[2] for one in told(typed)] == [
        "Thuộc tính “srcset” không được dùng trong bài.",
        "Thuộc tính “loading” không được dùng trong bài.",
    ]
    assert "<picture> không được dùng" in "".join(told('<picture><source srcset="/a.avif"></picture>'))


def test_a_credit_is_marked(html):
    page = html("![Lễ trao]({static}/images/le-trao.jpg)\nLễ trao giải. Ảnh: Minh Anh")
    assert '<figcaption>Lễ trao giải. <span class="credit">Ảnh: Minh Anh</span></figcaption>' in page


def test_a_body_knows_its_pictures_in_their_order(render, tree):
    tree.picture("images/b.jpg", (10, 10))
    text = "![B]({static}/images/b.jpg)\n\nx ![A]({static}/images/le-trao.jpg) ![?]({static}/images/c.jpg)"
    body = render(text)[0]
    assert [target.rpartition("/")[2] for target in body.pictures] == ["b.jpg", "le-trao.jpg", "c.jpg"]


def test_figures_in_a_table_are_aligned_by_a_class_not_by_a_style(html):
    page = html("| Tỉnh | Số |\n|:--|--:|\n| Huế | 5 |\n")
    assert '<th class="align-left" scope="col">Tỉnh</th>' in page
    assert '<td class="align-right">5</td>' in page
    assert "style" not in page


def test_numbers_of_a_column_leave_room_for_decimals_that_they_lack(html):
    page = html(
        "| Năm | Tỷ lệ | Số | Ghi chú |\n|--|--:|--:|--:|\n| 2023 | 12 | 1 | 2,5 |\n"
        "| 2024 | 4,41% | 2 | chưa có |\n| 2025 | 1.234,5 | 3 | 7 |"
    )
    lacking = re.findall(r'data-lacks="(.*?)"[^>]*>(.*?)<', page)
    assert lacking == [(",00%", "12"), ("0%", "1.234,5"), (",0", "7")]
    assert re.findall(r"<td[^>]*>(.*?)</td>", page)[:3] == ["2023", "12", "1"], "the text stays"


def test_a_quotation_that_begins_with_its_mark_hangs(html):
    assert '<p class="hung">“Lời' in html("> “Lời của *một* người.”\n>\n> “Câu sau.”")
    assert "hung" not in html("> Lời không có dấu.\n\n“Không phải trích.”")


def test_a_table_stands_in_a_region_that_scrolls_and_has_a_name(html):
    page = html("Đầu.\n\n| Tỉnh  | *Số* |\n|---|---|\n| Huế | 5 |\n\n> | A |\n> |---|\n> | b |\n\nCuối.")
    region = '<div aria-label="Bảng 1: Tỉnh, Số" class="scroll" role="region" tabindex="0"><table>'
    assert page.startswith(f"<p>Đầu.</p>\n{region}")
    assert '<blockquote>\n<div aria-label="Bảng 2: A"' in page
    assert page.endswith("</table></div>\n</blockquote>\n<p>Cuối.</p>")


def test_a_footnote_leads_there_and_back_in_vietnamese(html):
    page = html("Một[^a] và hai[^b].\n\n[^a]: Nguồn một.\n[^b]: Nguồn hai.\n")
    assert '<sup id="fnref:a">' in page
    assert 'href="#fn:a"' in page
    assert '<li id="fn:b">' in page
    assert 'title="Trở lại chỗ chú thích 1"' in page
    assert 'title="Trở lại chỗ chú thích 2"' in page


def test_the_names_of_places_in_a_body_are_known(render):
    body = render('## Một {#mot}\n\n<span id="hai">x</span> y[^c]\n\n[^c]: z\n')[0]
    assert {"mot", "hai", "fn:c"} <= body.ids


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        pytest.param("[x](javascript:alert(1))", "javascript", id="script in a link"),
        pytest.param("[x](JaVaScRiPt:alert(1))", "alert", id="script in a link, mixed case"),
        pytest.param("[x](java&#115;cript:alert(1))", "alert(1)", id="script in a link, letter by number"),
        pytest.param("[x](vbscript:x)", "vbscript", id="another script"),
        pytest.param("[x](data:text/html,y)", "data:", id="data"),
        pytest.param("<script>alert(1)</script>", "alert", id="script"),
        pytest.param("<style>p{color:red}</style>", "color", id="style sheet"),
        pytest.param('<p onclick="alert(1)">x</p>', "onclick", id="handler"),
        pytest.param('<p style="color:red">x</p>', "style", id="style"),
        pytest.param('x\n{: onclick="alert(1)" }', "onclick", id="handler by an attribute list"),
        pytest.param('x\n{: style="color:red" }', "style=", id="style by an attribute list"),
        pytest.param('<iframe src="https://example.org"></iframe>', "iframe", id="frame"),
        pytest.param("<svg onload=alert(1)>", "onload", id="drawing"),
        pytest.param("<form action=/x><input name=a></form>", "input", id="form"),
        pytest.param('<a href="javascript:alert(1)">x</a>', "javascript", id="script in a typed link"),
        pytest.param("<SCRIPT>alert(1)</SCRIPT>", "alert", id="script in capitals"),
        pytest.param("a <b onmouseover=alert(1)>b</b>", "onmouseover", id="handler within a line"),
        pytest.param("<object data=x></object><embed src=y>", "embed", id="plug-in"),
        pytest.param("<!-- <script>alert(1)</script> -->", "<script", id="comment"),
    ],
)
def test_what_could_harm_a_reader_is_not_on_the_page(render, text, harm):
    assert harm not in render(f"Đầu.\n\n{text}\n\nCuối.")[0].html
    assert "Cuối." in render(f"Đầu.\n\n{text}\n\nCuối.")[0].html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# Kết quả", [f"7:1: {HEADING}"], id="title"),
        pytest.param("Đầu.\n\nKết quả\n=======", ["10:1: Dòng ======= không làm"], id="underlined title"),
        pytest.param("Kết quả tốt.\n\n# Kết quả", [f"9:1: {HEADING}"], id="title whose words stand before"),
        pytest.param("# Một\n\n## Hai\n\n# Ba", [f"7:1: {HEADING}", f"11:1: {HEADING}"], id="two titles"),
        pytest.param(
            "Một\n===\n\n# Hai", ["8:1: Dòng === không làm", f"10:1: {HEADING}"], id="titles of both kinds"
        ),
        pytest.param(
            "##### Năm\n\n# Một\n\n###### Sáu",
            [f"7:1: {HEADING}", f"9:1: {HEADING}", f"11:1: {HEADING}"],
            id="headings too small and too large",
        ),
        pytest.param("`# x` là gì?\n\n# x", [f"9:1: {HEADING}"], id="title after talk of it"),
        pytest.param("Đầu.\n\n> # Trong", [f"9:3: {HEADING}"], id="title in a quotation"),
        pytest.param("Đầu.\n\n- # Trong", [f"9:3: {HEADING}"], id="title in a list"),
        pytest.param("## Hai\n\n### Ba\n\n#### Bốn", [], id="headings that may be"),
        pytest.param(
            "Đầu.\n\n<h1>Kết quả</h1>", ["9:1: Thẻ HTML <h1>", "9:12: Thẻ HTML <h1>"], id="typed title"
        ),
        pytest.param(
            "Đầu.\n<script>x</script>",
            ["8:1: Thẻ HTML <script> không được dùng trong bài: viết bằng Markdown.", "8:10: Thẻ HTML"],
            id="script",
        ),
        pytest.param(
            "`<script>` là gì?\n\n<script>x</script>",
            ["9:1: Thẻ HTML <script>", "9:10: Thẻ HTML <script>"],
            id="script after talk of it",
        ),
        pytest.param(
            "x\n\n<p class=a onclick=b>c</p>",
            [
                "9:1: Thuộc tính “onclick” không được dùng trong bài.",
                "9:1: Thẻ HTML <p>",
                "9:23: Thẻ HTML <p>",
            ],
            id="handler",
        ),
        pytest.param(
            "x\n\ny <span onclick=a style=b>z</span>",
            ["9:3: Thuộc tính “onclick”", "9:3: Thuộc tính “style”"],
            id="two attributes of a tag that may be",
        ),
        pytest.param(
            "<br>\n\nx <b onclick=a>y</b>",
            ["9:3: Thuộc tính “onclick”"],
            id="attribute of a tag whose name begins another",
        ),
        pytest.param(
            "x\n{: style='a' }",
            ["8:4: Thuộc tính “style” không được dùng trong bài."],
            id="style by an attribute list",
        ),
        pytest.param(
            "<font>x\n\n<font>y",
            ["7:1: Thẻ HTML <font>", "9:1: Thẻ HTML <font>"],
            id="the same twice",
        ),
        pytest.param("a </div> b", ["7:3: Thẻ HTML <div>"], id="closing tag"),
        pytest.param("x\n\n</div>", ["9:1: Thẻ HTML <div>"], id="closing tag on its own"),
        pytest.param("a <![CDATA[x]]> b", ["7:3: Đoạn này sẽ không hiện"], id="CDATA in a line"),
        pytest.param("x\n\n<![CDATA[x]]>", ["9:1: Đoạn này sẽ không hiện"], id="CDATA on its own"),
        pytest.param("a <?php x ?> b", ["7:3: Đoạn này sẽ không hiện"], id="instruction in a line"),
        pytest.param("x\n\n<?php x ?>", ["9:1: Đoạn này sẽ không hiện"], id="instruction on its own"),
        pytest.param("a <!-- ghi chú --> b\n\n<!-- ghi chú -->", [], id="comments may be"),
        pytest.param(
            "x\n\n<!--> <img src=//example.org/x> -->",
            ["9:1: Ghi chú <!-- --> này kết thúc không rõ"],
            id="comment that browsers end at once",
        ),
        pytest.param(
            "x\n\n<!---> <img src=//example.org/x> -->",
            ["9:1: Ghi chú <!-- --> này kết thúc không rõ"],
            id="comment that browsers end at once, by a dash",
        ),
        pytest.param("x\n\n<!DOCTYPE html>", ["9:1: Đoạn này sẽ không hiện"], id="kind of document"),
        pytest.param(
            "x\n\na <b><i>b</i>\n\nc",
            ["9:3: Thẻ <b> mở mà không đóng: thêm </b>."],
            id="tag that is not closed",
        ),
        pytest.param(
            "x <b>y</b> <b>z\n\nc", ["7:12: Thẻ <b> mở mà không đóng"], id="second tag that is not closed"
        ),
        pytest.param("x <q/> y", ["7:3: Thẻ <q> mở mà không đóng"], id="tag that only seems to be closed"),
        pytest.param("x </sup> y<br/> z<br>", ["7:3: Thẻ </sup> đóng mà không mở"], id="tag never opened"),
        pytest.param(
            "a &#x202E;b &#8238 c", ["7:3: Có ký tự ẩn", "7:13: Có ký tự ẩn"], id="hidden by number"
        ),
        pytest.param("a\n\nb &#0; &#7;", ["9:3: Có ký tự NUL", "9:8: Có ký tự điều"], id="control by number"),
        pytest.param("a &#7845; &#x1EA5; &#99999999999;", [], id="letters by number"),
        pytest.param(
            "<abbr>a</abbr> <a href='/a/'>b</a>",
            ["7:16: Thẻ HTML <a>", "7:31: Thẻ HTML <a>"],
            id="typed link after a tag that begins alike",
        ),
        pytest.param(
            "<div>\n\n<time>x</time>",
            ["7:1: Thẻ HTML <div>", "9:1: Thẻ HTML <time>", "9:8: Thẻ HTML <time>"],
            id="tags that Markdown makes, and those that it does not",
        ),
        pytest.param(
            "x\n\n[Nguồn]: abc\n", ["9:1: Markdown coi dòng “[Nguồn]:” là định nghĩa"], id="definition"
        ),
        pytest.param(
            "[Nguồn]: abc\n[Nguồn]: def\n",
            ["7:1: Markdown coi dòng “[Nguồn]:”", "8:1: Địa chỉ [Nguồn] đã ghi ở trên"],
            id="definition twice, never used",
        ),
        pytest.param("[Ảnh]: Minh Anh chụp\n", [], id="what Markdown takes for no definition"),
        pytest.param("[x][Nguồn] [y]\n\n[nguồn]: /a/\n[y]: /b/\n", [], id="definitions used"),
        pytest.param("`[x]: /a/`", [], id="definition in code"),
        pytest.param(
            "x [^1] y [^2]\n\n[^1]: a\n",
            ["7:10: Chú thích [^2] không có lời ở cuối bài."],
            id="footnote without text",
        ),
        pytest.param(
            "x [^1]\n\n[^1]: a\n\n[^1]: b\n\n[^1]: c\n",
            ["11:1: Chú thích [^1] có hai lần", "13:1: Chú thích [^1] có hai lần"],
            id="footnote repeated",
        ),
        pytest.param(
            "[^1]: a\n", ["7:1: Không chỗ nào trong bài dẫn tới chú thích [^1]."], id="footnote never used"
        ),
        pytest.param("x [^1]\n\n[^1]: a [^2]\n\n[^2]: b\n", [], id="footnote in a footnote"),
        pytest.param("`[^9]` là gì?", [], id="talk of a footnote"),
        pytest.param(
            "x\n\n![]({static}/images/le-trao.jpg)",
            ["9:5: Ảnh thiếu lời tả (alt)"],
            id="picture without words",
        ),
        pytest.param(
            "x\n\n![]({static}/images/khac-han.jpg)",
            ["9:5: Không có tệp ảnh", "9:5: Ảnh thiếu lời tả (alt)"],
            id="missing picture without words",
        ),
        pytest.param(
            "![ ]({static}/images/le-trao.jpg)",
            ["7:6: Ảnh thiếu lời tả (alt)"],
            id="picture with a blank for words",
        ),
        pytest.param(
            "x\n\n![Lễ]({static}/images/le-trap.jpg)",
            ["9:7: Không có tệp ảnh “images/le-trap.jpg” trong content/. Có phải là “images/le-trao.jpg”?"],
            id="missing picture",
        ),
        pytest.param(
            "![Lễ](images/le-trao.jpg)",
            ["7:7: Ảnh trong bài viết là {static}/images/le-trao.jpg."],
            id="picture by a relative path",
        ),
        pytest.param(
            "![Lễ](https://example.org/a.jpg)",
            ["7:7: Không lấy ảnh từ trang khác"],
            id="picture of another site",
        ),
        pytest.param('x\n\n<img src="/a.jpg" alt="A">', ["9:1: Thẻ HTML <img>"], id="typed picture"),
        pytest.param("`<script>` và `onclick` và `# x`", [], id="code says what it likes"),
        pytest.param("    <b>x", ["7:5: Thẻ <b> mở mà không đóng"], id="an indented paragraph is no code"),
        pytest.param("2 < 3 và a<b", [], id="signs are no tags"),
    ],
)
def test_each_fault_of_a_body_is_told_at_its_place(told, text, expected):
    found = told(text)
    assert len(found) == len(expected), found
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(start)


def test_a_title_with_emphasis_is_told_at_its_line(told):
    (line,) = told("Đầu.\n\n# **Kết** quả")
    assert line.startswith("9:")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param("[x](/a/)\n\n[y](/b/)", [("/a/", 7, 5), ("/b/", 9, 5)], id="two lines"),
        pytest.param("[x](/a/) [y](/a/)", [("/a/", 7, 5), ("/a/", 7, 14)], id="the same twice"),
        pytest.param(
            "[x](/a/b/)\n\n[y](/a/)", [("/a/b/", 7, 5), ("/a/", 9, 5)], id="one that begins another"
        ),
        pytest.param("Ở /a/ có gì?\n\n[y](/a/)", [("/a/", 9, 5)], id="one that is talked about before"),
        pytest.param("[x][1]\n\n[1]: /a/", [("/a/", 9, 6)], id="by reference"),
        pytest.param("a (b) [x]()", [("", 7, 11)], id="empty"),
        pytest.param("[x](<>)", [("", 7, 6)], id="empty, in angles"),
        pytest.param("[x](..\\a.md)", [("..\\a.md", 7, 5)], id="with a backslash"),
        pytest.param("[x](/t%C3%ADn/)", [("/t%C3%ADn/", 7, 5)], id="with escapes"),
        pytest.param("[x](/a/?b=1&c=2)", [("/a/?b=1&c=2", 7, 5)], id="with a query"),
        pytest.param("<https://example.org/>", [("https://example.org/", 7, 2)], id="bare, in angles"),
        pytest.param("[x]({filename}khac.md)", [("{filename}khac.md", 7, 5)], id="to a file, as written"),
        pytest.param("`[x](/a/)`", [], id="in code"),
    ],
)
def test_links_are_known_by_what_was_written_and_where(render, text, links):
    assert [(link.target, link.line, link.column) for link in render(text)[0].links] == links


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(">" * 5000 + " x", id="quotations"),
        pytest.param("> " * 5000 + "x", id="quotations with spaces"),
        pytest.param("1. " * 2000 + "x", id="numbered lists"),
        pytest.param("- " * 2000 + "x", id="lists"),
        pytest.param("<div>" * 5000, id="boxes"),
        pytest.param("*" * 5000 + "x" + "*" * 5000, id="asterisks"),
        pytest.param("[" * 1000 + "x" + "]" * 1000, id="brackets"),
        pytest.param("x" + "(" * 5000, id="parentheses"),
        pytest.param("`" * 5000, id="backticks"),
        pytest.param("`" * 40_000, id="backticks beyond counting"),
        pytest.param("<" * 5000, id="angles"),
        pytest.param("[x](" * 1000, id="links never closed"),
        pytest.param("![" * 1000, id="pictures never closed"),
    ],
)
def test_a_body_nested_beyond_reason_is_no_crash_and_no_long_wait(render, text):
    start = time.process_time()
    body, problems = render(text)
    assert time.process_time() - start < 3
    assert body.html or any("lồng nhau quá 20 tầng" in one.message for one in problems)


@pytest.mark.parametrize("text", ["<p><![x]: y", "<div markdown=1><![^1]<b>"])
def test_a_declaration_that_is_none_is_no_crash(render, told, text):
    assert any(one.startswith("9:") for one in told(f"Đầu.\n\n{text}\n\nCuối."))
    assert "Cuối." in render("Cuối.")[0].html


def test_a_body_that_cannot_be_read_does_not_spoil_the_next(render, tree):
    fresh, problems = (
        BodyRenderer(Pictures(tree.root), Attachments(tree.root)),
        Problems("articles/2024/a.md"),
    )
    text = "Một.\n\n- hai\n- ba\n\n1. bốn\n\n    năm\n"
    assert render("1. " * 2000 + "x")[1], "nothing went wrong"
    assert render(text)[0].html == fresh.render(TextFile(problems.path, "", text, FIRST_LINE), problems).html


def test_footnotes_and_references_of_one_body_do_not_reach_the_next(render):
    render("Một[^a] [x][1]\n\n[^a]: Nguồn.\n\n[1]: /a/\n")
    body = render("Hai[^a] [x][1]\n")[0]
    assert "Nguồn" not in body.html
    assert body.links == []


@pytest.mark.parametrize(
    ("target", "beside", "file"),
    [
        ("{filename}/articles/2024/a.md", "pages/b.md", ("articles/2024/a.md", "")),
        ("{filename}a.md", "articles/2024/b.md", ("articles/2024/a.md", "")),
        ("{filename}../2023/a.md#x", "articles/2024/b.md", ("articles/2023/a.md", "#x")),
        ("{filename}b%C3%A0i.md", "pages/b.md", ("pages/bài.md", "")),
        ("{filename}../../../x.md", "articles/b.md", ("../../x.md", "")),
    ],
)
def test_a_link_to_a_file_is_understood_from_where_it_is_written(target, beside, file):
    assert linked_file(target, beside) == file


def test_a_footnote_within_the_words_of_another_is_shown_and_may_be_meant_twice(render):
    body, problems = render("x[^2][^1][^2]\n\n[^1]: một\n\n    [^2]: hai\n\n[^3]: ba[^4]\n\n[^4]: bốn")
    assert [one.message for one in problems] == ["Không chỗ nào trong bài dẫn tới chú thích [^3]."]
    for part in (
        '<li id="fn:2">\n<p>hai',
        '<li id="fn:1">\n<p>một',
        '<li id="fn:4">\n<p>bốn',
        'href="#fnref2:2"',
    ):
        assert part in body.html


@pytest.mark.parametrize("blocks", [">", "- ", "1. ", "[^a@]: "])
def test_twenty_levels_are_read_and_one_more_is_refused_at_its_place(render, blocks):
    def nest(depth):
        return "".join(blocks.replace("@", str(level)) for level in range(depth)) + "x"

    assert "lồng nhau" not in str(render(nest(20))[1])
    body, problems = render(nest(21))
    assert body.html == ""
    assert [(one.line, one.column) for one in problems] == [(7, len(nest(20)))]


@pytest.mark.parametrize("opening", ["*a **b ", "_a *b "])
def test_emphasis_within_emphasis_has_a_limit_too(render, opening):
    closing = {"*a **b ": " b** a*", "_a *b ": " b* a_"}[opening]
    assert render(opening * 10 + "x" + closing * 10)[0].html
    assert render(opening * 11 + "x" + closing * 11)[1][0].message.startswith(
        "Dấu đậm, nghiêng lồng nhau quá 20"
    )


def test_a_table_may_have_twenty_thousand_cells(render):
    def table(rows):
        return "|a|b|\n|-|-|\n" + "|c|d|\n" * rows

    assert render(table(9_999))[0].html
    assert [str(one) for one in render(table(10_000))[1]] == [
        "articles/2024/a.md:10008:1: Các bảng trong tệp có quá 20.000 ô: hãy tách bớt bảng."
    ]


def test_each_missing_picture_is_reported(told):
    remarks = told("\n\n".join(f"![a]({{static}}/images/{number}.jpg)" for number in range(30)))
    assert len(remarks) == 30
    assert all("Không có tệp ảnh" in remark for remark in remarks)

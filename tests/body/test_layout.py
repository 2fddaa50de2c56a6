"""Pictures that stand alone, and the words that belong to them."""

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from newsroom.body.layout import make_figures

A, B = '<img alt="A" src="a.jpg" />', '<img alt="B" src="b.jpg" />'


class Figures(Treeprocessor):
    def run(self, root):
        make_figures(root)


@pytest.fixture
def html():
    """Convert Markdown in which A and B stand for pictures."""
    markdown = Markdown(extensions=["attr_list", "tables"])
    markdown.treeprocessors.register(Figures(markdown), "figures", -1)

    def html(text):
        page = markdown.reset().convert(text.replace("{A}", "![A](a.jpg)").replace("{B}", "![B](b.jpg)"))
        return page.replace(A, "{A}").replace(B, "{B}").replace("\n", " ")

    return html


def figure(pictures, caption=""):
    kind = ' class="gallery"' if pictures.count("{") > 1 else ""
    return f"<figure{kind}>{pictures} {caption and f'<figcaption>{caption}</figcaption>'}</figure>"


def credit(text):
    return f'<span class="credit">{text}</span>'


@pytest.mark.parametrize(
    ("text", "page"),
    [
        pytest.param("{A}", figure("{A}"), id="no words"),
        pytest.param("{A}\nLễ trao.", figure("{A}", "Lễ trao."), id="line under it"),
        pytest.param("{A}\n  Lễ trao.", figure("{A}", "Lễ trao."), id="line under it, indented"),
        pytest.param("{A}\nLễ trao\ngiải.", figure("{A}", "Lễ trao giải."), id="two lines under it"),
        pytest.param('![A](a.jpg "Lễ trao.")', figure("{A}", "Lễ trao."), id="title"),
        pytest.param(
            '![A](a.jpg "Lễ trao. Ảnh: An")',
            figure("{A}", f"Lễ trao. {credit('Ảnh: An')}"),
            id="title with credit",
        ),
        pytest.param(
            "{A}\nLễ **trao** [giải](/a/).",
            figure("{A}", 'Lễ <strong>trao</strong> <a href="/a/">giải</a>.'),
            id="markup",
        ),
        pytest.param("{A}\n*Lễ trao*", figure("{A}", "<em>Lễ trao</em>"), id="nothing but markup"),
        pytest.param(
            "{A}\n*Lễ* trao. Ảnh: An",
            figure("{A}", "<em>Lễ</em> trao. Ảnh: An"),
            id="markup, no split",
        ),
        pytest.param("{A}  \nLễ trao.", figure("{A}", "Lễ trao."), id="line under a hard break"),
        pytest.param("{A}\n{B}", figure("{A} {B}"), id="two without words"),
        pytest.param("{A} {B}", figure("{A} {B}"), id="two in one line"),
        pytest.param("{A}\n{B}\nHai ảnh.", figure("{A} {B}", "Hai ảnh."), id="two, one caption"),
        pytest.param(
            "{A}\n{B}\nHai ảnh. Ảnh: An",
            figure("{A} {B}", f"Hai ảnh. {credit('Ảnh: An')}"),
            id="two, one caption, one credit",
        ),
        pytest.param(
            "> {A}\n> Lễ trao.",
            f"<blockquote> {figure('{A}', 'Lễ trao.')} </blockquote>",
            id="in a quotation",
        ),
        pytest.param("{A}\n\nĐoạn sau.", f"{figure('{A}')} <p>Đoạn sau.</p>", id="paragraph after it"),
        pytest.param(
            "{A}\nMột.\n\n{B}\nHai.",
            f"{figure('{A}', 'Một.')} {figure('{B}', 'Hai.')}",
            id="two, one by one",
        ),
    ],
)
def test_a_picture_on_its_own_becomes_a_figure(html, text, page):
    assert html(text) == page


@pytest.mark.parametrize(
    ("under", "caption"),
    [
        ("Ảnh: Minh Anh", credit("Ảnh: Minh Anh")),
        ("Lễ trao giải. Ảnh: Minh Anh", f"Lễ trao giải. {credit('Ảnh: Minh Anh')}"),
        ("Lễ trao giải (Ảnh: Minh Anh)", f"Lễ trao giải {credit('Ảnh: Minh Anh')}"),
        ("Lễ trao giải. (Ảnh: Minh Anh) ", f"Lễ trao giải. {credit('Ảnh: Minh Anh')}"),
        ("Nhà mới (Tranh minh họa)", f"Nhà mới {credit('Tranh minh họa')}"),
        ("Nhà mới. Tranh: Minh Anh", f"Nhà mới. {credit('Tranh: Minh Anh')}"),
        ("Kết quả. Đồ họa: Minh Anh", f"Kết quả. {credit('Đồ họa: Minh Anh')}"),
        ("Nhà (cũ) và mới. Ảnh: Minh Anh", f"Nhà (cũ) và mới. {credit('Ảnh: Minh Anh')}"),
        ("Toàn Cảnh: rừng", "Toàn Cảnh: rừng"),
        ("Tranh chấp đất đã được hòa giải.", "Tranh chấp đất đã được hòa giải."),
        ("Ảnh chụp ngày 5/3 tại Lào Cai.", "Ảnh chụp ngày 5/3 tại Lào Cai."),
    ],
)
def test_the_credit_at_the_end_of_a_caption_is_marked(html, under, caption):
    assert html("{A}\n" + under) == figure("{A}", caption)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        pytest.param("Chữ {A}", "<p>Chữ {A}</p>", id="after text"),
        pytest.param("{A} chữ", "<p>{A} chữ</p>", id="before text"),
        pytest.param("Chữ\n{A}", "<p>Chữ {A}</p>", id="in the second line"),
        pytest.param("{A} chữ {B}", "<p>{A} chữ {B}</p>", id="around text"),
        pytest.param("**Chữ** {A}", "<p><strong>Chữ</strong> {A}</p>", id="after markup"),
        pytest.param("[{A}](/a/)", '<p><a href="/a/">{A}</a></p>', id="in a link"),
        pytest.param("- {A}", "<ul> <li>{A}</li> </ul>", id="in a list"),
        pytest.param("Đoạn văn.", "<p>Đoạn văn.</p>", id="no picture"),
        pytest.param("## {A}", "<h2>{A}</h2>", id="in a heading"),
    ],
)
def test_a_picture_within_something_stays_where_it_is(html, text, page):
    assert html(text) == page


def test_no_word_between_two_pictures_is_lost(html):
    page = html("{A}\nChữ giữa hai ảnh.\n{B}\nChữ dưới.")
    assert "Chữ giữa hai ảnh." in page
    assert "Chữ dưới." in page


def test_attributes_stay(html):
    assert html("{A}\n{B}\n{: .rong }").startswith('<figure class="rong gallery">')
    assert html("{A}\n{: .rong }").startswith('<figure class="rong">')
    assert html("{A}{: #a }\nLễ trao.") == figure('<img alt="A" id="a" src="a.jpg" />', "Lễ trao.")


def test_the_title_of_one_of_several_is_no_caption_of_all(html):
    assert "figcaption" not in html('![A](a.jpg "Một")\n{B}')


def test_the_line_under_it_goes_before_the_title(html):
    page = html('![A](a.jpg "Tên")\nLễ trao.')
    assert "<figcaption>Lễ trao.</figcaption>" in page
    assert page.count("figcaption") == 2

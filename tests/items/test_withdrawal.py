"""Finding the name of an exemplar that has been taken down, and nothing else."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.items.name_search import find_names

HIDDEN = [
    *map(chr, [0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, *range(0x200B, 0x2010), 0x3164, 0xFFA0]),
    *map(chr, [*range(0x2060, 0x2065), 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xE0001, 0xE0061, 0xE007F, 0xE0100]),
    *["&shy;", "&ZeroWidthSpace;", "&zwj;", "&NoBreak;", "&#x200D;", "&#65024;", "*", "__", "<wbr>", "</i>"],
]
GONE = "{reason: Theo yêu cầu của Lò Thị Hòa., date: 2024-05-01}"


@pytest.mark.parametrize(
    "text",
    [
        "Lò Thị Hòa",
        "“Lò” Thị Hòa",
        "Lò-Thị-Hòa",
        "#LòThịHòa",
        "Lò\u3164Thị\u3164Hòa",
        "bà LÒ THỊ HÒA.",
        "Lò  Thị\nHòa",
        "Lò\u00a0Thị&nbsp;Hòa",
        "Lò Thị Hoà",
        "Lò <strong>Thị</strong> Hòa",
        "“Lò Thị Hòa”",
        "Lò\nThị\n*Hòa*",
        "Lò<br>Thị</p>\n<p>Hòa",
        "L<b>ò</b> T<em>h</em>ị *H*òa",
        "Lò Thị H&shy;òa",
        "Lò Thị H&amp;zwnj;òa",
        "Lò Thị H&#8203;òa",
        "Lò Thị H&#x0000000200b;òa",
        "Lò Thị H&#000000000008203;òa",
        "Lò Thị H&ograve;a",
        "Lo\u0300 Thi\u0323 Hoa\u0300",
        "L\u00f2 Th\u1ecb H\u00f2\u0300a",
        "Lò Thị Hòa<sup>1</sup>",
        "Lò Thị Hòa¹",
        'Lò Thị<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> Hòa',
        "Lò[^chu-thich] Thị Hò[^2]a",
        "L\u0332ò\u0336 T\u0488hị\u2800Hòa",
        "𝐋𝐨̀ 𝐓𝐡𝐢̣ Ｈòa",
        '<abbr title="Chị Lò Thị Hòa">chị ấy</abbr>',
        '<img alt="Lò\u00a0Thị H\u200bòa" src="/a">',
    ],
)
def test_a_name_is_found_however_it_is_set(text):
    assert find_names(text, ["Lò Thị Hòa"])
    assert find_names(text, [unicodedata.normalize("NFD", "Lò Thị Hòa")])


@pytest.mark.parametrize("name", ["Đỗ Thế Quỳ", "Y Ê-ban", "HTX Lan & Huệ", "Lò Thị Hòa"])
@given(data=st.data())
def test_a_name_is_found_with_anything_within_it_that_shows_nothing(name, data):
    """Whatever stands around the name stays, and nothing of the name does."""

    def disguise(char):
        """One of the ways to write a character."""
        forms = [
            char,
            char.upper(),
            unicodedata.normalize("NFD", char),
            f"&#{ord(char[0]):0>9};",
            f"<b>{char}</b>",
        ]
        if char == " ":
            forms = [" ", "\n", "\u00a0", "&nbsp;", "<br>", "</p>\n<p>", "** "]
        hidden = data.draw(st.sampled_from(HIDDEN)) if data.draw(st.booleans()) else ""
        return data.draw(st.sampled_from(forms)) + hidden

    text = f"Gặp {''.join(map(disguise, name))}, rồi về."
    ((start, end),) = find_names(text, [name])
    assert re.sub("<b>$", "", text[:start]) == "Gặp "
    assert re.fullmatch(f"(?:{'|'.join(map(re.escape, ['</b>', *HIDDEN]))})*, rồi về[.]", text[end:])


@pytest.mark.parametrize("sign", "'’‘ʼʻʹ´′＇ꞌ")
@pytest.mark.parametrize("typed", "'’ʼ")
def test_a_name_is_found_with_any_sign_that_looks_like_its_apostrophe(typed, sign):
    assert find_names(f"chị H{sign}Hen Thử kể", [f"H{typed}Hen Thử"]) == [(4, 13)]


@pytest.mark.parametrize("text", ["“!?”", "Nhóm “!?” lại đi."])
def test_a_name_without_letters_is_found(text):
    assert find_names(text, ["“!?”"])


def test_a_name_of_marks_of_markdown_is_nowhere():
    assert not find_names("Gặp ** ~~ **, a*b.", ["**", "~"])


def test_a_name_goes_from_a_tag_within_it(redacted):
    text = redacted(body='Lò <abbr title="Lò Thị Hòa">Thị</abbr> Hòa, rồi Lò Thị Hòa.').text
    assert text == '<p>[tên đã gỡ]<abbr title="[tên đã gỡ]"></abbr>, rồi [tên đã gỡ].</p>'


def test_a_mark_of_a_footnote_within_a_name_stays(redacted):
    text = redacted(body="Gặp Lò[^1] Thị Hòa.\n\n[^1]: Người Thái.").text
    assert "Thị" not in text
    assert 'href="#fn:1">1</a>' in text


@pytest.mark.parametrize(
    "text", ["Lò Thị Hoa", "Lò Thị Hòan", "Lò Thị. Hòa", "Hòa Lò Thị", "Lò Thị - Hòa", "Thị Hòa"]
)
def test_another_name_is_not(text):
    assert not find_names(text, ["Lò Thị Hòa"])


@pytest.mark.parametrize("text", ["HTX Lan & Huệ", "HTX Lan &amp; Huệ", "htx Lan và Huệ, HTX LAN & HUỆ"])
def test_a_name_with_a_sign_is_found_in_plain_text_and_in_html(text):
    assert find_names(text, ["HTX Lan & Huệ"])


@pytest.mark.parametrize("text", ["Nuôi gà - trồng tre", "nuôi gà, trồng tre", "“Nuôi gà” – trồng tre"])
def test_marks_within_a_name_may_differ(text):
    assert find_names(text, ["“Nuôi gà” - trồng tre"])


@pytest.fixture
def redacted(tree):
    """An article that lists somebody who has been taken down, and names them everywhere."""

    def redacted(**fields):
        tree.exemplar("lo-thi-hoa", title="Lò Thị Hòa", withdrawn=GONE)
        tree.article("a", exemplars="[lo-thi-hoa]", **fields)
        return tree.load().site.items["articles/a.md"]

    return redacted


@pytest.mark.parametrize(
    ("fields", "read", "expected"),
    [
        ({"title": "Lò Thị Hòa giỏi"}, lambda item: item.title, "[tên đã gỡ] giỏi"),
        ({"summary": "Chị LÒ THỊ HOÀ."}, lambda item: item.summary, "Chị [tên đã gỡ]."),
        ({"body": "**Lò** Thị Hòa"}, lambda item: item.text, "<p><strong>[tên đã gỡ]</strong></p>"),
        (
            {"people": "[{name: Lò Thị Hòa}, {name: A}]"},
            lambda item: [one.name for one in item.front.people],
            ["A"],
        ),
        ({"body": "[Chị ấy](/guong/lo-thi-hoa.html)"}, lambda item: item.text, "<p>Chị ấy</p>"),
        ({"tags": "[Lò Thị Hòa, x]"}, lambda item: item.front.tags, ("x",)),
        (
            {
                "honours": "[{award: Giấy khen, individuals: 2,"
                " recipients: [lò thị hòa, {name: Lò Thị Hoà, unit: C}, B]}]"
            },
            lambda item: [(one.report.individuals, [r.name for r in one.recipients]) for one in item.honours],
            [(2, ["B"])],
        ),
        (
            {"honours": "[{award: {name: Giải Lò Thị Hòa lần 1, authority: Hội A}, individuals: 1}]"},
            lambda item: [(one.name, one.award.name) for one in item.honours],
            [("Giải [tên đã gỡ] lần 1",) * 2],
        ),
        ({}, lambda item: (item.front.exemplars, item.exemplars, item.exemplar_links), ((), (), ())),
        (
            {"event": "{name: Gặp Lò Thị Hòa, date: 2024-03-04, chair: Lò Thị Hòa}"},
            lambda item: (item.front.event.name, item.front.event.chair),
            ("Gặp [tên đã gỡ]", "[tên đã gỡ]"),
        ),
    ],
    ids=["title", "summary", "text", "people", "link", "tags", "recipients", "award", "exemplars", "event"],
)
def test_the_name_goes_from_every_part_of_an_article_that_lists_it(redacted, fields, read, expected):
    assert read(redacted(**fields)) == expected


def test_the_reason_of_the_notice_does_not_name_it_either(redacted, tree):
    redacted()
    notice = tree.load().site.items["exemplars/lo-thi-hoa.md"].front.withdrawn
    assert notice.reason == "Theo yêu cầu của [tên đã gỡ]."


def test_what_an_article_shows_changes_with_the_withdrawal(tree):
    tree.exemplar("e", title="Lò Thị Hòa")
    tree.article("a", exemplars="[e]")
    before = tree.load().site.items["articles/a.md"].render_key
    tree.exemplar("e", title="Lò Thị Hòa", withdrawn=GONE)
    assert tree.load().site.items["articles/a.md"].render_key != before


def test_who_bears_the_same_name_is_left_alone_and_the_editor_is_told_only_where_it_is_unclear(tree):
    tree.exemplar("gone", title="Lò Thị Hòa", withdrawn=GONE)
    tree.exemplar("here", title="Lò Thị Hòa", place="Sơn La")
    tree.article("a", title="Lò Thị Hòa", exemplars="[here]")
    tree.article("b", title="Bài khác", body="Xin chào\n\nLò Thị Hòa.")
    content = tree.load()
    assert [story.title for story in content.site.stories] == ["Lò Thị Hòa", "Bài khác"]
    (problem,) = content.problems
    assert (problem.line, problem.column, problem.warning) == (9, 1, True)
    assert problem.path.endswith("articles/b.md")


def test_the_editor_is_told_of_a_name_in_the_reason_of_another_and_in_the_closed_lists(tree):
    tree.exemplar("lo-thi-hoa", title="Lò Thị Hòa", withdrawn=GONE)
    tree.exemplar("khac", title="Giàng A Thử", withdrawn="{reason: Cùng Lò Thị Hòa., date: 2024-05-01}")
    tree.page("gioi-thieu", summary="|\n  Gặp\n  Lò Thị Hòa")
    file = tree.root / "vocabularies/clusters.yaml"
    file.write_text(file.read_text("utf-8").replace("head: tỉnh Lạng Sơn", "head: Lò Thị Hòa"), "utf-8")
    problems = [one for one in tree.load().problems if "Lò Thị Hòa" in one.message]
    told = {"/".join(problem.path.rsplit("/", 2)[1:]) for problem in problems}
    assert {"exemplars/khac.md", "pages/gioi-thieu.md", "vocabularies/clusters.yaml"} <= told

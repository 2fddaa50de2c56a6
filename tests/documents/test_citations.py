"""Citations in running text: each means a known document, or nothing. All documents here are invented."""

import re

import pytest

from newsroom.documents.matching import bare_number

REGISTER = """documents:
  - {kind: Quyết định, number: 91/QĐ-TTg, date: 2022-01-18, issuer: Thủ tướng Chính phủ}
  - {kind: Quyết định, number: 7/QĐ-TTg, date: 2020-03-01, issuer: Thủ tướng Chính phủ}
  - {kind: Quyết định, number: 7/QĐ-TTg, date: 2022-04-01, issuer: Thủ tướng Chính phủ}
  - {kind: Quyết định, number: 90/QĐ-UBND, date: 2022-05-05, issuer: UBND tỉnh Lào Cai}
  - {kind: Quyết định, number: 733/QĐ-TTg, issuer: Thủ tướng Chính phủ}
  - {kind: Chỉ thị, number: 34-CT/TW, date: 2014-04-07, issuer: Bộ Chính trị, aliases: [Chỉ thị 34]}
  - {kind: Chỉ thị, number: 35-CT/TW, date: 2014-05-07, issuer: Bộ Chính trị, aliases: [Chỉ thị 35]}
  - {kind: Chỉ thị, number: 35/CT-TTg, date: 2015-05-07, issuer: Thủ tướng Chính phủ}
  - {kind: Nghị quyết, number: "10", issuer: Ban Thường vụ Tỉnh ủy Lào Cai}
  - {kind: Kế hoạch, number: "5", date: 2021-01-01, issuer: Bộ Nội vụ}
  - {kind: Kế hoạch, number: 01-KH/BCĐTW, date: 2021-03-21, issuer: Ban Chỉ đạo Trung ương}
  - {kind: Luật, number: 26/2003/QH11, date: 2003-11-26, issuer: Quốc hội,
     aliases: ["Luật Thi đua, khen thưởng"]}
  - {kind: Luật, number: 06/2022/QH15, date: 2022-06-15, issuer: Quốc hội,
     aliases: ["Luật Thi đua, khen thưởng năm 2022", Luật Thi đua mới]}
  - {kind: Thông tri, number: 3-TT/TW, date: 2020-02-02, issuer: Ban Bí thư}
"""
LINK = re.compile(r'<a href="/van-ban/([^"]+)/">([^<]*)</a>')


def links_in(html):
    return LINK.findall(re.sub("</?span[^>]*>", "", html))  # without what keeps numbers whole


@pytest.fixture
def cite(tree):
    """The links to documents in an article of 5/3/2024, as (words, slug); and what the editor is told."""
    tree.write("vocabularies/documents.yaml", REGISTER)

    def cite(body, **fields):
        tree.article("a", body=body, **fields)
        content = tree.load()
        item = content.site.items["articles/a.md"]
        assert "{document}" not in item.text
        links = [(words.replace("&nbsp;", " "), slug) for slug, words in links_in(item.text)]
        return links, [str(problem).partition("articles/a.md:")[2] for problem in content.problems]

    return cite


Q91 = "quyet-dinh-91-qd-ttg-2022"


@pytest.mark.parametrize(
    ("body", "fields", "expected"),
    [
        ("Theo Quyết định 91/QĐ-TTg.", {}, [("Quyết định 91/QĐ-TTg", Q91)]),
        ("Theo Quyết định số 91/QĐ-TTg.", {}, [("Quyết định số 91/QĐ-TTg", Q91)]),
        ("Theo Quyết định số: 91/QĐ–TTg.", {}, [("Quyết định số: 91/QĐ–TTg", Q91)]),
        *(
            (f"Theo Quyết định 91/QĐ{hyphen}TTg.", {}, [(f"Quyết định 91/QĐ{shown}TTg", Q91)])
            for hyphen, shown in zip(
                "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "--\u2012\u2013\u2212--", strict=True
            )
        ),
        ("Quyết\u00a0định\u202f91/QĐ-TTg.", {}, [("Quyết định 91/QĐ-TTg", Q91)]),
        ("Theo 34 - CT/TW.", {}, [("34 - CT/TW", "chi-thi-34-ct-tw-2014")]),
        ("Theo 34\u00a0\u2011\u00a0CT/TW.", {}, [("34 - CT/TW", "chi-thi-34-ct-tw-2014")]),
        ("Nghị quyết 91 - CT, 91 – Hà Nội", {}, []),
        ("Theo Quyết định\nsố 91/QĐ-TTg.", {}, [("Quyết định\nsố 91/QĐ-TTg", Q91)]),
        ("Theo quyết định 91/QĐ-TTg.", {}, [("91/QĐ-TTg", Q91)]),
        ("(91/QĐ-TTg)", {}, [("91/QĐ-TTg", Q91)]),
        ("Quyết định 91/QĐ-TTg ngày 18/1/2022 của Thủ tướng Chính phủ", {}, [("Quyết định 91/QĐ-TTg", Q91)]),
        ("Quyết định 91/QĐ-TTg ngày 18-01-2022", {}, [("Quyết định 91/QĐ-TTg", Q91)]),
        ("Quyết định 91/QĐ-TTg, ngày 18.1.2022", {}, [("Quyết định 91/QĐ-TTg", Q91)]),
        ("Quyết định 91/QĐ-TTg ngày 18 tháng 1 năm 2022", {}, [("Quyết định 91/QĐ-TTg", Q91)]),
        ("Quyết định 91/QĐ-TTg năm 2022", {}, [("Quyết định 91/QĐ-TTg", Q91)]),
        ("Nghị định 91/QĐ-TTg", {}, []),
        ("Quyết định 91/QĐ-TTg-VP", {}, []),
        ("Quyết định 191/QĐ-TTg, 91/QĐ-TTgx", {}, []),
        ("Quyết định 1/91/QĐ-TTg", {}, []),
        ("Quyết định 733/QĐ-TTg ngày 1/2/2019.", {}, [("Quyết định 733/QĐ-TTg", "quyet-dinh-733-qd-ttg")]),
        ("Thông tri 3-TT/TW", {}, [("3-TT/TW", "thong-tri-3-tt-tw-2020")]),
        # another day or year right behind
        ("Quyết định 91/QĐ-TTg ngày 18/10/2022", {}, []),
        ("Quyết định 91/QĐ-TTg năm 2021", {}, []),
        ("Quyết định 91/QĐ-TTg ngày 5/2/2019", {"documents": "[91/QĐ-TTg]"}, []),
        # what is later than the article
        ("Theo Quyết định 91/QĐ-TTg.", {"date": "2022-01-17"}, []),
        (
            "Sau đó có Quyết định 91/QĐ-TTg.",
            {"date": "2022-01-17", "documents": "[91/QĐ-TTg]"},
            [("Quyết định 91/QĐ-TTg", Q91)],
        ),
        # two years, one number
        ("Quyết định 7/QĐ-TTg.", {}, []),
        ("Quyết định 7/QĐ-TTg ngày 1/4/2022.", {}, [("Quyết định 7/QĐ-TTg", "quyet-dinh-7-qd-ttg-2022")]),
        ("Quyết định 7/QĐ-TTg năm 2020.", {}, [("Quyết định 7/QĐ-TTg", "quyet-dinh-7-qd-ttg-2020")]),
        (
            "Quyết định 7/QĐ-TTg.",
            {"documents": "[7/QĐ-TTg năm 2020]"},
            [("Quyết định 7/QĐ-TTg", "quyet-dinh-7-qd-ttg-2020")],
        ),
        ("Quyết định 7/QĐ-TTg.", {"documents": "[7/QĐ-TTg năm 2020, 7/QĐ-TTg năm 2022]"}, []),
        # a sign that every province has
        ("Quyết định 90/QĐ-UBND của UBND tỉnh Sơn La.", {}, []),
        (
            "Quyết định 90/QĐ-UBND.",
            {"documents": "[90/QĐ-UBND]"},
            [("Quyết định 90/QĐ-UBND", "quyet-dinh-90-qd-ubnd-2022")],
        ),
        # a bare number, an alias: only when declared
        ("Quyết định số 91 ngày 18/1/2022 của Thủ tướng Chính phủ", {}, []),
        ("Quyết định số 91.", {"documents": "[91/QĐ-TTg]"}, [("Quyết định số 91", Q91)]),
        ("Kế hoạch số 1", {"documents": "[01-KH/BCĐTW]"}, [("Kế hoạch số 1", "ke-hoach-01-kh-bcdtw-2021")]),
        ("Chỉ thị 34-KH/TW, Chỉ thị 345", {"documents": "[34-CT/TW]"}, []),
        ("Chỉ thị 34 và các văn bản khác", {}, []),
        ("Chỉ thị 34 của", {"documents": "[34-CT/TW]"}, [("Chỉ thị 34", "chi-thi-34-ct-tw-2014")]),
        (
            "Theo “Luật Thi đua, khen thưởng” & “Luật Thi đua mới”.",
            {"documents": "[26/2003/QH11, 06/2022/QH15]"},
            [("Luật Thi đua, khen thưởng", "luat-26-2003-qh11"), ("Luật Thi đua mới", "luat-06-2022-qh15")],
        ),
        (
            "Theo Luật Thi đua, khen thưởng năm 2022 và các nghị định.",
            {"documents": "[26/2003/QH11, 06/2022/QH15]"},
            [("Luật Thi đua, khen thưởng năm 2022", "luat-06-2022-qh15")],
        ),
        ("Luật Thi đua, khen thưởngg, Luật Thi", {"documents": "[26/2003/QH11]"}, []),
        ("Luật Thi đua mới", {}, []),
        # spans of time and parts of numbers
        ("Kế hoạch 5 năm của Bộ Nội vụ", {"documents": "[Kế hoạch 5]"}, []),
        ("Kế hoạch 5 năm 2021 - 2025", {"documents": "[Kế hoạch 5]"}, []),
        ("Kế hoạch 5,5 tỷ đồng, Kế hoạch 5%", {"documents": "[Kế hoạch 5]"}, []),
        ("Kế hoạch 5 năm 2021", {"documents": "[Kế hoạch 5]"}, [("Kế hoạch 5", "ke-hoach-5-2021")]),
    ],
)
def test_a_citation_leads_to_a_document_only_when_it_can_mean_no_other(cite, body, fields, expected):
    assert cite(body, **fields)[0] == expected


@pytest.mark.parametrize(
    "body",
    [
        "[Quyết định 91/QĐ-TTg](/tin/)",
        "## Quyết định 91/QĐ-TTg",
        "`Quyết định 91/QĐ-TTg`",
        "<https://a.vn/91/QĐ-TTg>",
        "[**Quyết định 91/QĐ-TTg**](/tin/)",
    ],
)
def test_links_headings_and_code_stay_as_they_are(cite, body):
    assert cite(f"{body}\n\nChữ.")[0] == []


def test_a_caption_stays_as_it_is(tree, cite):
    tree.picture()
    body = "![Ảnh]({static}/images/le-trao.jpg)\nTrao Quyết định 91/QĐ-TTg.\n\nQuyết định số 91/QĐ-TTg."
    assert cite(body)[0] == [("Quyết định số 91/QĐ-TTg", Q91)]


@pytest.mark.parametrize(
    "body", ["**{}**", "- Một\n- {}", "> {}", "| A |\n|---|\n| {} |", "Chữ[^1]\n\n[^1]: {}", "*a* {} *b*"]
)
def test_every_other_part_of_the_text_may_cite(cite, body):
    assert cite(body.format("Quyết định 91/QĐ-TTg"))[0] == [("Quyết định 91/QĐ-TTg", Q91)]


def test_only_the_first_citation_of_each_document_is_a_link(cite):
    body = "Quyết định 91/QĐ-TTg, Chỉ thị 34.\n\n91/QĐ-TTg & Chỉ thị 34-CT/TW, Quyết định 733/QĐ-TTg."
    assert [slug for _, slug in cite(body)[0]] == [Q91, "chi-thi-34-ct-tw-2014", "quyet-dinh-733-qd-ttg"]


def test_nothing_of_the_text_is_lost_or_doubled(tree, cite):
    body = (
        "A *b* Luật Thi đua mới & Luật Thi đua <x> 29 tỷ, Quyết định 91/QĐ-TTg; `c` Luật khác & Chỉ thị 99."
    )
    cite(body.replace("<x>", "&lt;"))
    text = tree.load().site.items["articles/a.md"].text
    plain = re.sub(r"<[^>]+>", "", text).replace("&nbsp;", " ").replace("&amp;", "&").replace("&lt;", "<")
    assert plain == (
        "A b Luật Thi đua mới & Luật Thi đua < 29 tỷ, Quyết định 91/QĐ-TTg; c Luật khác & Chỉ thị 99."
    )


def test_campaigns_exemplars_and_pages_cite_too(tree):
    tree.write("vocabularies/documents.yaml", REGISTER)
    for add in (tree.campaign, tree.exemplar, tree.page):
        add("x", body="Theo Quyết định 91/QĐ-TTg.")
    texts = [item.text for item in tree.site().items.values()]
    assert [links_in(text) for text in texts] == [[(Q91, "Quyết định 91/QĐ-TTg")]] * 3


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Quyết định số 91/QĐ-TTg ngày 18-10-2022", "7:1"),
        ("Theo 91/QĐ-TTg ban hành ngày 18 tháng 10 năm 2022", "7:6"),
        ("**Quyết định số 91/QĐ-TTg** (ngày 18.10.2022)", "7:3"),
        ("## Quyết định 91/QĐ-TTg ngày 18/10/2022", "7:4"),
    ],
)
def test_a_day_that_is_not_the_documents_is_a_warning_where_it_stands(cite, said, place):
    (line,) = cite(said)[1]
    message = "Quyết định 91/QĐ-TTg ban hành ngày 18/1/2022 theo danh mục; ở đây viết 18/10/2022."
    assert line == f"{place}: cảnh báo: {message}\n  Xem content/vocabularies/documents.yaml."


def test_a_wrong_day_in_the_summary_is_told_there(cite):
    _, told = cite("Chữ.", summary="Quyết định 91/QĐ-TTg ngày 18/1/2021 có hiệu lực.")
    assert told[0].startswith("5:10: cảnh báo: Quyết định 91/QĐ-TTg ban hành ngày 18/1/2022")


def test_a_wrong_day_is_told_in_each_place(cite):
    _, told = cite("Quyết định 91/QĐ-TTg ngày 1/1/2022.\n\nTheo 91/QĐ-TTg ngày 2/1/2022.")
    assert [line[:4] for line in told] == ["7:1:", "9:6:"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        pytest.param("Quyết định 91/QĐ-TTg ngày 18/1/2022", {}, id="the right day"),
        pytest.param("Quyết định 7/QĐ-TTg ngày 3/3/2020", {}, id="two could be meant"),
        pytest.param("Quyết định số 91 ngày 18/10/2022", {}, id="nobody says whose"),
        pytest.param("Quyết định 90/QĐ-UBND ngày 18/10/2022", {}, id="a sign of every province"),
        pytest.param("Quyết định 733/QĐ-TTg ngày 18/10/2022", {}, id="no day is known"),
        pytest.param(
            "Quyết định 91/QĐ-TTg ngày 18/10/2022", {"date": "2022-01-01"}, id="before it was issued"
        ),
        pytest.param("Sau Quyết định 91/QĐ-TTg, ngày 18/10/2022 có hội nghị", {}, id="the next clause"),
        pytest.param("Quyết định 91/QĐ-TTg\n\nNgày 18/10/2022, hội nghị họp.", {}, id="the next paragraph"),
        pytest.param("Quyết định 91/QĐ-TTg có hiệu lực từ ngày 18/10/2022", {}, id="another day"),
        pytest.param("`Quyết định 91/QĐ-TTg ngày 18/10/2022`", {}, id="code"),
    ],
)
def test_where_another_document_or_another_day_may_be_meant_nothing_is_told(cite, body, fields):
    assert cite(body, **fields)[1] == []


@pytest.mark.parametrize(
    ("number", "bare"), [("666/QĐ-TTg", "666"), ("01-KH/BCĐTW", "1"), ("2357", "2357"), ("06/2022/QH15", "6")]
)
def test_a_bare_number_is_without_its_sign(number, bare):
    assert bare_number(number) == bare

"""The register of honours: what counts, once, and from where."""

import pytest

CONFERENCE = "{name: Hội nghị thử, date: 2024-03-04, province: Lào Cai}"


def honours(*given):
    return f"[{', '.join(f'{{{one}}}' for one in given)}]"


def counted(site):
    """Award, collectives and individuals of each row, and the titles of its sources."""
    return [
        (row.given.award.id, row.collectives, row.individuals, *(source.title for source in row.sources))
        for row in site.honours
    ]


def test_honours_without_names_and_without_a_form_are_rows(tree):
    tree.article("a", honours=honours("award: khong-neu, collectives: 7, individuals: 7"))
    site = tree.site()
    (row,) = site.honours
    assert counted(site) == [("khong-neu", 7, 7, "a")]
    assert (row.name, row.grade, row.recipients, row.decision) == ("không nêu hình thức", "", (), None)
    assert row.id == "tin/2024/a.html#khen-thuong-khong-neu"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("award: hc-lao-dong, grade: hạng Nhì", ("Huân chương Lao động", "Chủ tịch nước", 2024, "")),
        ("award: xa-phuong-tieu-bieu", ("Xã, phường, thị trấn tiêu biểu", "", 2024, "")),
        ("award: Giấy khen", ("Giấy khen", "", 2024, "")),
        (
            "award: Giấy khen, authority: UBND huyện Bắc Hà, year: 2023, decision: Chỉ thị 34",
            ("Giấy khen", "UBND huyện Bắc Hà", 2023, "van-ban/chi-thi-34-ct-tw-2014/"),
        ),
    ],
    ids=["authority of the law", "name of the day", "authorities to choose from", "all stated"],
)
def test_a_row_says_what_the_report_says_and_else_what_the_lists_know(tree, given, expected):
    tree.article("a", honours=honours(f"{given}, individuals: 1"))
    (row,) = tree.site().honours
    assert (row.name, row.authority, row.year, row.decision.page_url if row.decision else "") == expected


def test_the_year_is_that_of_the_conference(tree):
    tree.article(
        "a", date="2024-01-03", event="{name: A, date: 2023-12-30}", honours=honours("award: Giấy khen")
    )
    assert tree.site().honours[0].year == 2023


def test_places_on_the_page_keep_apart_and_do_not_depend_on_the_order(tree):
    two = "award: Giấy khen, individuals: 1", "award: hc-lao-dong, grade: hạng Nhì"
    tree.article("a", honours=honours(*two, two[0]))
    ids = {row.id.partition("#")[2] for row in tree.site().honours}
    assert ids == {"khen-thuong-giay-khen", "khen-thuong-hc-lao-dong-hang-nhi", "khen-thuong-giay-khen-2"}
    tree.article("b", honours=honours(two[1], two[0]))
    assert {"tin/2024/b.html#khen-thuong-giay-khen"} < {row.id for row in tree.site().honours}


def test_only_recipients_that_the_article_lists_as_exemplars_lead_to_profiles(tree):
    tree.exemplar("lan", title="Nguyễn Thị Lan")
    tree.exemplar("hoa", title="Trần Thị Hòa")
    given = honours("award: Giấy khen, individuals: 3, recipients: [nguyễn thị lan, Trần Thị Hoà, Ai đó]")
    tree.article("a", exemplars="[lan]", honours=given)
    (row,) = tree.site().honours
    assert [(one.name, one.url) for one in row.recipients] == [
        ("nguyễn thị lan", "guong/lan.html"),
        ("Trần Thị Hoà", ""),
        ("Ai đó", ""),
    ]


IN_WORDS = "award: {name: Bằng khen của Tỉnh ủy, authority: Tỉnh ủy Lào Cai}, individuals: 2"


def test_an_award_that_the_list_lacks_is_shown_as_written_and_counted_as_another(tree):
    tree.article("a", event=CONFERENCE, honours=honours(f"{IN_WORDS}, grade: hạng A"))
    tree.article("b", event=CONFERENCE, honours=honours(f"{IN_WORDS}, grade: hạng A".replace("ủy", "uỷ")))
    tree.article("c", event=CONFERENCE, honours=honours(IN_WORDS.replace("Bằng khen", "Giải báo chí")))
    content = tree.load()
    rows = {(row.name, row.grade, row.authority, row.id, len(row.sources)) for row in content.site.honours}
    assert rows == {
        ("Bằng khen của Tỉnh ủy", "hạng A", "Tỉnh ủy Lào Cai", "tin/2024/a.html#khen-thuong-khac-hang-a", 2),
        ("Giải báo chí của Tỉnh ủy", "", "Tỉnh ủy Lào Cai", "tin/2024/c.html#khen-thuong-khac", 1),
    }
    (total,) = content.site.honour_totals["award"]
    assert (total.label, total.url, total.individuals) == ("Khác", "khen-thuong/hinh-thuc/khac/", 4)
    assert [problem.warning for problem in content.problems] == [True] * 3
    assert all("được tính vào “khác”." in problem.message for problem in content.problems)
    assert 'invoke new --kind "khen thưởng"' in content.problems[0].hint


def test_a_listed_award_in_words_counts_as_listed(tree):
    tree.article("a", honours=honours("award: {name: giấy khen, authority: UBND xã Thử}, individuals: 1"))
    content = tree.load()
    (row,) = content.site.honours
    assert (row.given.award.id, row.name, row.authority) == ("giay-khen", "Giấy khen", "UBND xã Thử")
    (problem,) = content.problems
    assert problem.warning
    assert problem.hint == 'Viết award: "Giấy khen"; cấp khác thì ghi “authority”.'


@pytest.mark.parametrize("award", ["Bằng khen của Tỉnh ủy", "{name: Bằng khen của Tỉnh ủy}"])
def test_an_unknown_award_without_authority_is_a_fault_that_says_how_to_write_it(tree, award):
    tree.article("a", honours=honours(f"award: {award}, individuals: 1"))
    (problem,) = tree.load().problems
    assert not problem.warning
    assert problem.message == "Không có hình thức khen thưởng “Bằng khen của Tỉnh ủy”."
    assert 'award: {name: "Bằng khen của Tỉnh ủy", authority: …}' in problem.hint


def test_recipients_have_units_and_roles_which_keep_namesakes_apart(tree):
    lan = "{name: Lò Thị Lan, unit: xã Một, role: Trưởng thôn}"
    other = "{name: Lò Thị Lan, unit: xã Hai}"
    given = "award: Giấy khen, individuals: 3, recipients: [{}]"
    tree.article("a", event=CONFERENCE, honours=honours(given.format(f"{lan}, {other}, Tổ Ba")))
    tree.article(
        "b", event=CONFERENCE, honours=honours(given.format("Lò Thị Lan, {name: Tổ Ba, unit: xã Ba}"))
    )
    (row,) = tree.site().honours
    labels = [recipient.label for recipient in row.recipients]
    assert labels == ["Lò Thị Lan, Trưởng thôn, xã Một", "Lò Thị Lan, xã Hai", "Tổ Ba, xã Ba"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("recipients: [[a]]", "“recipients” phải là một dòng chữ."),
        ("recipients: [{unit: xã}]", "Thiếu trường “name” (tên)."),
        ("recipients: [a, a]", "“a” có hai lần trong danh sách."),
        ("recipients: [{name: a}, a]", "“a” có hai lần trong danh sách."),
        ("recipients: [{name: a, rol: b}]", "Không có trường “rol”. Có phải là “role”?"),
    ],
)
def test_a_recipient_is_a_name_or_a_group(tree, given, message):
    tree.article("a", honours=honours(f"award: Giấy khen, individuals: 3, {given}"))
    assert message in [problem.message for problem in tree.load().problems]


def test_a_recipient_of_two_profiles_of_one_name_leads_to_neither(tree):
    tree.exemplar("bac-ha", title="Nguyễn Thị Lan", place="Bắc Hà")
    tree.exemplar("sa-pa", title="Nguyễn Thị Lan", role="Giáo viên")
    given = honours("award: Giấy khen, individuals: 1, recipients: [Nguyễn Thị Lan]")
    tree.article("a", exemplars="[bac-ha, sa-pa]", honours=given)
    site = tree.site()
    assert site.honours[0].recipients[0].url == ""
    assert site.items["articles/a.md"].exemplar_links == (
        ("Nguyễn Thị Lan, Bắc Hà", "guong/bac-ha.html"),
        ("Nguyễn Thị Lan, Giáo viên", "guong/sa-pa.html"),
    )


@pytest.mark.parametrize(
    ("one", "other", "rows", "warned"),
    [
        ("award: Giấy khen, individuals: 3", "award: Giấy khen, individuals: 3", 1, False),
        ("award: Giấy khen, individuals: 3", "award: Giấy khen, individuals: 4", 2, True),
        ("award: Giấy khen, individuals: 3", "award: Giấy khen, collectives: 3", 2, True),
        ("award: Giấy khen, individuals: 3", "award: bk-thu-tuong, individuals: 3", 2, False),
        (
            "award: Giấy khen, individuals: 3, decision: Chỉ thị 34",
            "award: Giấy khen, individuals: 3, decision: 666/QĐ-TTg",
            2,
            False,
        ),
        (
            "award: Giấy khen, individuals: 3, decision: Chỉ thị 34",
            "award: Giấy khen, individuals: 3",
            1,
            False,
        ),
        (
            "award: Giấy khen, individuals: 3, authority: UBND xã A",
            "award: Giấy khen, individuals: 4, authority: UBND xã B",
            2,
            False,
        ),
        ("award: hc-lao-dong, grade: hạng Nhì", "award: hc-lao-dong, grade: hạng Ba", 2, False),
        (
            "award: Giấy khen, collectives: 1, recipients: [Xã A]",
            "award: Giấy khen, collectives: 1, recipients: [Xã B]",
            2,
            True,
        ),
        (
            "award: Giấy khen, individuals: 2, authority: Chủ tịch UBND tỉnh",
            "award: Giấy khen, individuals: 2, authority: Chủ tịch Ủy ban nhân dân tỉnh",
            1,
            False,
        ),
    ],
    ids=[
        "the same",
        "other number",
        "collectives, not individuals",
        "other award",
        "other decision",
        "decision told by one",
        "other authority",
        "other grade",
        "other recipients than there is room for",
        "authority spelt out and abbreviated",
    ],
)
def test_what_two_articles_say_of_one_conference(tree, one, other, rows, warned):
    tree.article("a", event=CONFERENCE, honours=honours(one))
    tree.article("b", date="2024-03-06", event=CONFERENCE, honours=honours(other))
    content = tree.load()
    assert len(content.site.honours) == rows
    assert [problem.warning for problem in content.problems] == [True] * warned
    if rows == 1:
        (row,) = content.site.honours
        assert [source.title for source in row.sources] == ["a", "b"]
        assert row.id.startswith("tin/2024/a.html#")


def test_lines_that_agree_are_found_before_others_are_blamed(tree):
    tree.article("a", event=CONFERENCE, honours=honours("award: Giấy khen, individuals: 3"))
    both = honours("award: Giấy khen, individuals: 9", "award: Giấy khen, individuals: 3")
    tree.article("b", date="2024-03-06", event=CONFERENCE, honours=both)
    assert sorted(counted(tree.site())) == [("giay-khen", 0, 3, "a", "b"), ("giay-khen", 0, 9, "b")]


def test_articles_about_other_conferences_or_none_are_counted_by_themselves(tree):
    given = honours("award: Giấy khen, individuals: 3")
    tree.article("a", event=CONFERENCE, honours=given)
    tree.article("b", event=CONFERENCE.replace("03-04", "03-05"), honours=given)
    tree.article("c", honours=given)
    tree.article("d", honours=given)
    assert len(tree.site().honours) == 4


def test_recipients_places_and_campaigns_of_two_articles_are_united(tree):
    tree.campaign("c")
    tree.campaign("an", status="hidden")
    given = "award: Giấy khen, individuals: 3, recipients: [{}]"
    tree.article("a", event=CONFERENCE, provinces="[Hà Giang]", honours=honours(given.format("Một, Hai")))
    more = {"campaigns": "[c, an]", "honours": honours(given.format("hai, Ba"))}
    tree.article("b", date="2024-03-06", event=CONFERENCE, **more)
    (row,) = tree.site().honours
    assert [one.name for one in row.recipients] == ["Một", "Hai", "Ba"]
    assert (row.units, row.provinces, row.campaigns) == (
        ["lao-cai", "tuyen-quang"],
        ("Hà Giang", "Lào Cai"),
        ["c"],
    )


@pytest.mark.parametrize(
    ("own", "article", "rows"),
    [
        pytest.param("", "recipients: [Hảng A Xà]", 1, id="the article names it"),
        pytest.param("article: articles/a.md", "", 1, id="the profile names the article"),
        pytest.param("year: 2024", "recipients: [Hảng A Xà]", 1, id="the same year"),
        pytest.param("year: 2023", "recipients: [Hảng A Xà]", 2, id="another year"),
        pytest.param("", "", 2, id="neither names the other"),
        pytest.param("", "recipients: [Ai đó]", 2, id="the article names somebody else"),
    ],
)
def test_an_honour_of_a_profile_that_an_article_reports_counts_once(tree, own, article, rows):
    tree.exemplar("xa", title="Hảng A Xà", honours=honours(f"award: Giấy khen, {own}"))
    tree.article("a", exemplars="[xa]", honours=honours(f"award: Giấy khen, individuals: 5, {article}"))
    content = tree.load()
    assert len(content.site.honours) == rows
    assert len(content.problems) == rows - 1
    ((held, anchor), *_) = content.site.honours_of(content.site.exemplars[0])
    assert (anchor, held.name) == ("khen-thuong-giay-khen", "Giấy khen") or rows == 2
    if rows == 1:
        assert [source.title for source in held.articles] == ["a"]
        assert content.site.honours[0].recipients[-1].url == "guong/xa.html"


@pytest.mark.parametrize(("kind", "numbers"), [("cá nhân", (0, 1)), ("tập thể", (1, 0)), ("mô hình", (1, 0))])
def test_an_honour_that_only_a_profile_reports_counts_one(tree, kind, numbers):
    tree.exemplar("e", title="Tên", kind=kind, provinces="[Lào Cai]", honours=honours("award: Giấy khen"))
    content = tree.load()
    (row,) = content.site.honours
    assert (row.collectives, row.individuals) == numbers
    assert (row.id, row.units) == ("guong/e.html#khen-thuong-giay-khen", ["lao-cai"])
    assert [source.url for source in row.sources] == ["guong/e.html"]
    assert row.only_recipient == "Tên"
    assert [problem.warning for problem in content.problems] == [True]


def test_an_article_that_tells_of_an_honour_only_in_its_text_is_its_source_and_is_asked_to_state_it(tree):
    tree.exemplar("e", honours=honours("award: Giấy khen, article: content/articles/a.md"))
    tree.article("a")
    content = tree.load()
    (row,) = content.site.honours
    assert [source.url for source in row.sources] == ["tin/2024/a.html"]
    assert row.other_sources == row.sources
    (problem,) = content.problems
    assert problem.warning
    assert "content/articles/a.md không có khen thưởng này" in problem.message


@pytest.mark.parametrize("fields", [{"status": "hidden"}, {"withdrawn": "{reason: x, date: 2024-04-01}"}])
def test_what_readers_do_not_find_reports_no_honour(tree, fields):
    tree.exemplar("e", honours=honours("award: Giấy khen, article: articles/a.md"))
    tree.article("a", honours=honours("award: Giấy khen, individuals: 1"), **fields)
    content = tree.load()
    (row,) = content.site.honours
    assert [source.url for source in row.sources] == ["guong/e.html"]
    assert "đang ẩn hoặc đã gỡ" in content.problems[0].message


def test_a_hidden_profile_keeps_its_honours_and_the_register_has_none_of_them(tree):
    tree.exemplar("e", status="hidden", honours=honours("award: Giấy khen, year: 2022"))
    site = tree.site()
    assert site.honours == ()
    assert [held.year for held, _ in site.honours_of(site.items["exemplars/e.md"])] == [2022]


def test_an_exemplar_has_also_the_honours_that_only_articles_report(tree):
    tree.exemplar("e", title="Tên")
    tree.article("a", exemplars="[e]", honours=honours("award: Giấy khen, individuals: 1, recipients: [Tên]"))
    site = tree.site()
    ((held, anchor),) = site.honours_of(site.exemplars[0])
    assert (anchor, [source.title for source in held.articles]) == ("", ["a"])


def test_rows_are_the_newest_first_and_of_one_article_in_its_order(tree):
    tree.article("cu", date="2023-01-01", honours=honours("award: Giấy khen"))
    tree.article("moi", honours=honours("award: hc-lao-dong", "award: Giấy khen"))
    assert [(row.sources[0].title, row.given.award.id) for row in tree.site().honours] == [
        ("moi", "hc-lao-dong"),
        ("moi", "giay-khen"),
        ("cu", "giay-khen"),
    ]


def totals(group):
    return {one.label: (one.collectives, one.individuals) for one in group}


def test_totals_count_a_row_in_each_province_and_campaign_that_it_names(tree):
    tree.campaign("c", title="Chung sức")
    tree.campaign("d", title="Đổi mới")
    given = honours("award: Giấy khen, collectives: 2, individuals: 3")
    tree.article("a", provinces="[Hà Giang, Lào Cai]", campaigns="[c, d]", honours=given)
    tree.article("b", date="2023-05-01", provinces="[Tuyên Quang]", honours=given)
    site = tree.site()
    added = site.honour_totals
    assert totals(added["all"]) == {"Tất cả": (4, 6)}
    assert totals(added["award"]) == {"Giấy khen": (4, 6)}
    assert list(totals(added["year"])) == ["2024", "2023"]
    assert totals(added["campaign"]) == {"Chung sức": (2, 3), "Đổi mới": (2, 3)}
    assert totals(added["province"]) == {"Lào Cai": (2, 3), "Tuyên Quang": (4, 6)}
    assert {one.url for one in site.honour_lists} == {
        "khen-thuong/danh-sach/",
        "khen-thuong/hinh-thuc/giay-khen/",
        "khen-thuong/nam/2024/",
        "khen-thuong/nam/2023/",
        "khen-thuong/phong-trao/c/",
        "khen-thuong/phong-trao/d/",
        "khen-thuong/dia-phuong/lao-cai/",
        "khen-thuong/dia-phuong/tuyen-quang/",
    }
    assert all(site.has(one.url) for one in site.honour_lists)


def test_links_may_lead_to_an_honour(tree):
    tree.article("a", honours=honours("award: Giấy khen"))
    tree.article("b", body="[khen]({filename}/articles/a.md#khen-thuong-giay-khen) [x](/khen-thuong/)")
    tree.article("c", body="[khen]({filename}/articles/a.md#khen-thuong-khac)")
    (line,) = tree.problems()
    assert line.startswith("articles/c.md:")

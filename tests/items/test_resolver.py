"""From names to records: what the reader of an article is shown for what its editor wrote."""

import pytest

POOR = "Vì người nghèo - Không để ai bị bỏ lại phía sau"


@pytest.fixture
def read(tree):
    """The story or profile that one file becomes, among two campaigns and an exemplar."""

    def read(**fields):
        tree.campaign("vi-nguoi-ngheo", title=POOR, short="Người nghèo", aliases="[Chung tay vì người nghèo]")
        tree.campaign("nong-thon-moi", title="Cả nước chung sức xây dựng nông thôn mới")
        tree.exemplar("hang-a-xa", title="Hảng A Xà")
        tree.article("bai", **fields)
        return tree.site().items["articles/bai.md"]

    return read


@pytest.mark.parametrize(
    "name",
    [
        POOR,
        "vì người nghèo – không để ai bị bỏ lại phía sau",
        f"“{POOR}”",
        "vi-nguoi-ngheo",
        "Chung tay vì người nghèo",
        "Người nghèo",
    ],
)
def test_a_campaign_is_known_by_its_title_slug_and_other_names(read, name):
    assert [one.title for one in read(campaigns=f"['{name}']").campaigns] == [POOR]


def test_a_campaign_named_twice_in_two_ways_counts_once(read):
    story = read(campaigns=f"[vi-nguoi-ngheo, '{POOR}', nong-thon-moi]")
    assert [one.slug for one in story.campaigns] == ["vi-nguoi-ngheo", "nong-thon-moi"]


@pytest.mark.parametrize("name", ["Hảng A Xà", "hang-a-xa", "HẢNG A XÀ"])
def test_an_exemplar_is_known_by_name_and_slug(read, name):
    assert [one.title for one in read(exemplars=name).exemplars] == ["Hảng A Xà"]


def test_provinces_are_those_of_the_article_and_of_its_event_each_once(read):
    story = read(provinces="[Hà Giang, Lào Cai]", event="{name: A, date: 2024-01-05, province: Lào Cai}")
    assert [one.name for one in story.provinces] == ["Hà Giang", "Lào Cai"]
    assert [unit.name for unit in story.units] == ["Tuyên Quang", "Lào Cai"]


def test_two_former_provinces_of_one_unit_list_the_story_there_once(read):
    story = read(provinces="[Hà Giang, Tuyên Quang]")
    assert [one.label for one in story.provinces] == ["Hà Giang (nay thuộc tỉnh Tuyên Quang)", "Tuyên Quang"]
    assert [unit.name for unit in story.units] == ["Tuyên Quang"]


def test_names_are_understood_at_the_day_of_the_event(read):
    story = read(
        date="2025-07-03", provinces="[Hà Giang]", event="{name: A, date: 2025-06-30, province: Hà Giang}"
    )
    assert story.provinces[0].label == "Hà Giang (nay thuộc tỉnh Tuyên Quang)"


def test_an_article_of_unknown_date_is_not_accused_of_its_provinces(tree):
    tree.article("a", date=None, provinces="[Hà Giang]", status="draft")
    assert tree.problems() == [
        "articles/a.md:1:1: cảnh báo: Thiếu trường “date” (ngày).\n  Xem docs/so-tay-bien-tap.md."
    ]


def test_an_honour_has_the_name_of_the_day_and_what_was_reported(read):
    (honour,) = read(honours="[{award: xa-phuong-tieu-bieu, collectives: 4}]").honours
    assert (honour.name, honour.report.collectives) == ("Xã, phường, thị trấn tiêu biểu", 4)


def test_an_award_typed_with_its_grade_is_divided(tree):
    tree.article("a", honours="[{award: Huân chương lao động hạng nhì, individuals: 1}]")
    (problem,) = tree.load().problems
    assert problem.hint == "Viết award: Huân chương Lao động, grade: hạng Nhì."


@pytest.mark.parametrize(
    ("honour", "message"),
    [
        ("{award: hc-lao-dong, grade: hạng Nhất}", ""),
        (
            "{award: hc-lao-dong, grade: hạng nhấ}",
            "6:39: Huân chương Lao động không có “hạng nhấ”. Có phải là “hạng Nhất”?",
        ),
        ("{award: Giấy khen, grade: hạng Ba}", "6:37: Giấy khen không có “hạng Ba”."),
    ],
)
def test_an_award_has_only_its_own_grades(tree, honour, message):
    tree.article("a", honours=f"[{honour}]")
    told = tree.problems()
    assert [line.startswith(f"articles/a.md:{message}") for line in told] == [True] * bool(message), told


def test_documents_and_the_cluster_are_found(read):
    story = read(
        documents="[Chỉ thị 34, 666/QĐ-TTg]", cluster="Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc"
    )
    assert [one.name for one in story.documents] == ["Chỉ thị 34-CT/TW", "Quyết định 666/QĐ-TTg"]
    assert story.cluster.id == "bay-tinh-mien-nui-bien-gioi-phia-bac"


def test_a_campaign_has_its_documents_and_an_exemplar_its_campaigns(tree):
    tree.campaign("phong-trao", title=POOR, documents="[666/QĐ-TTg]")
    honours = "[{award: Giấy khen, article: articles/a.md}]"
    tree.exemplar("nguoi", campaigns="[phong-trao]", provinces="[Lai Châu]", honours=honours)
    tree.article("a", honours="[{award: Giấy khen, individuals: 1}]")
    site = tree.site()
    assert [one.number for one in site.campaigns[0].documents] == ["666/QĐ-TTg"]
    exemplar = site.exemplars[0]
    assert (
        [one.title for one in exemplar.campaigns],
        exemplar.provinces[0].name,
        exemplar.honours[0].name,
    ) == ([POOR], "Lai Châu", "Giấy khen")


@pytest.mark.parametrize(
    ("campaign", "article", "told"),
    [
        ("published", "published", False),
        ("draft", "published", True),
        ("draft", "hidden", True),
        ("draft", "draft", False),
        ("hidden", "published", False),
        ("published", "draft", False),
    ],
)
def test_what_is_shown_may_not_name_a_draft(tree, campaign, article, told):
    tree.campaign("c", title="Một phong trào", status=campaign)
    tree.article("a", campaigns="[c]", status=article)
    problems = tree.problems()
    assert [
        line.startswith("articles/a.md:6:13: “c” còn là bản nháp hoặc chưa tới ngày đăng.")
        for line in problems
    ] == [True] * told, problems


def test_an_article_still_to_come_may_name_a_draft(tree):
    tree.campaign("c", status="draft")
    tree.article("a", date="2026-12-02", campaigns="[c]")
    assert tree.problems() == []


@pytest.mark.parametrize(
    ("field", "file"),
    [
        ("provinces: [X1]", "vocabularies/provinces.yaml"),
        ("event: {name: A, province: X1}", "vocabularies/provinces.yaml"),
        ("honours: [{award: X1}]", "vocabularies/awards.yaml"),
        ("documents: [X1]", "vocabularies/documents.yaml"),
        ("cluster: X1", "vocabularies/clusters.yaml"),
        ("campaigns: [X1]", "campaigns/"),
        ("exemplars: [X1]", "exemplars/"),
    ],
)
def test_an_unknown_name_says_where_to_look(tree, field, file):
    name, _, value = field.partition(": ")
    tree.article("a", **{name: value})
    (problem,) = tree.load().problems
    assert "“X1”" in problem.message
    assert problem.hint.startswith(f"Xem content/{file}.")


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"provinces": "Lào Cai, Hà Giang"}, "provinces: [Lào Cai, Hà Giang]"),
        ({"provinces": "[Sơn La, Lào Cai; Hà Giang]"}, "provinces: [Sơn La, Lào Cai, Hà Giang]"),
        ({"provinces": "\n  - Lào Cai, Hà Giag"}, "provinces: [Lào Cai, Hà Giag]"),
        ({"provinces": "A, B"}, "provinces: [A, B]"),
        (
            {"campaigns": "Nhà nhà, người người chung sức, Góp sức"},
            'campaigns: ["Nhà nhà, người người chung sức", Góp sức]',
        ),
        ({"exemplars": "Lan, Minh"}, "exemplars: [Lan, Minh]"),
    ],
)
def test_names_that_were_typed_instead_of_a_list_are_given_back_as_a_list(tree, fields, hint):
    for name, title in {"c": "Nhà nhà, người người chung sức", "d": "Góp sức"}.items():
        tree.campaign(name, title=title)
    for name, title in {"e": "Lan", "f": "Minh"}.items():
        tree.exemplar(name, title=title)
    tree.article("a", **fields)
    (line,) = tree.problems()
    assert line.endswith(f"\n  Viết {hint}")


@pytest.mark.parametrize("name", ["Nhà nhà, người người chung xức", "Ai, nấy"])
def test_a_comma_in_an_unknown_name_makes_no_list_of_what_is_not_known_either(tree, name):
    tree.campaign("c", title="Nhà nhà, người người chung sức")
    tree.article("a", campaigns=name)
    assert tree.problems()[0].endswith("\n  Xem content/campaigns/.")


@pytest.mark.parametrize(
    ("field", "name", "column"),
    [
        ("provinces", "Lào Cai", 22),
        ("campaigns", "c", 16),
        ("exemplars", "e", 16),
        ("documents", "Chỉ thị 34", 25),
    ],
)
def test_a_name_that_is_repeated_is_told_and_hides_nothing(tree, field, name, column):
    tree.campaign("c")
    tree.exemplar("e")
    tree.article("a", **{field: f"[{name}, {name}, X1]"})
    repeated, unknown = tree.problems()
    assert repeated == f"articles/a.md:6:{column}: “{name}” có hai lần trong danh sách."
    assert "“X1”" in unknown


def test_documents_of_a_campaign_are_named_once(tree):
    tree.campaign("c", documents="[666/QĐ-TTg, 666/QĐ-TTg]")
    assert tree.problems() == ["campaigns/c.md:5:25: “666/QĐ-TTg” có hai lần trong danh sách."]


@pytest.mark.parametrize("status", ["published", "draft"])
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"date": None}, "1:1: ", id="no date"),
        pytest.param({"date": "2025-02-30"}, "3:7: Không có ngày 30/2/2025", id="impossible date"),
        pytest.param(
            {"date": None, "event": "{name: A, date: 2025-07-02, province: Huế}"},
            "1:1: ",
            id="no date but an event",
        ),
        pytest.param(
            {"date": "2025-07-03", "event": "{name: A, date: 30/6/2025}"},
            "6:24: Ngày viết theo thứ tự",
            id="event whose date is in the wrong order",
        ),
        pytest.param(
            {"date": "2025-07-03", "event": "{name: A, start: 2025-06-31, province: Hà Giang}"},
            "6:25: Không có ngày 31/6/2025",
            id="event whose start never was",
        ),
        pytest.param(
            {"date": "2025-07-03", "event": "{name: A, date: 2025-06-30, start: 2025-06-30}"},
            "6:24: Sự kiện có “date” thì không khai",
            id="event of two times",
        ),
        pytest.param(
            {"date": "2025-07-03", "event": "{date: 2025-06-30}"},
            "6:8: Thiếu trường “name”",
            id="event without a name",
        ),
    ],
)
def test_names_are_not_judged_by_a_day_that_is_not_known(tree, fields, told, status):
    tree.article("a", **fields, provinces="[Hà Giang, Thừa Thiên Huế]", status=status)
    (line,) = tree.problems()
    assert line.replace("cảnh báo: ", "").startswith(f"articles/a.md:{told}")


def test_names_of_an_exemplar_without_a_date_are_not_judged(tree):
    tree.exemplar("e", date=None, provinces="[Hà Giang, Huế]")
    (line,) = tree.problems()
    assert line.startswith("exemplars/e.md:1:1: Thiếu trường “date”")


def test_an_event_of_unknown_time_leaves_names_to_the_day_of_the_article(tree):
    tree.article("a", date="2025-07-03", provinces="[Hà Giang]", event="{name: A}")
    (line,) = tree.problems()
    assert line.startswith("articles/a.md:6:13: Ngày 3/7/2025 không còn tỉnh Hà Giang")


@pytest.mark.parametrize(
    "text",
    ["không có khai báo", "---\ntitle A\n---\n", "---\ntitle: A\n", b"\xff\xfea"],
    ids=["no front matter", "broken front matter", "never closed", "not UTF-8"],
)
@pytest.mark.parametrize("folder", ["campaigns", "exemplars"])
def test_a_file_that_cannot_be_read_does_not_accuse_the_articles_that_name_it(tree, folder, text):
    tree.write(f"{folder}/x.md", text)
    tree.article("a", **{folder: "[x, Tên của x]"})
    assert [line.split(":")[0] for line in tree.problems()] == [f"{folder}/x.md"]


def test_articles_that_cannot_be_read_excuse_no_unknown_campaign(tree):
    tree.write("articles/hong.md", "x")
    tree.article("a", campaigns="[X1]")
    assert [line.split(":")[0] for line in tree.problems()] == ["articles/a.md", "articles/hong.md"]


def test_namesakes_among_exemplars_are_told_apart_by_slug(tree):
    tree.exemplar("lan-bac-ha", title="Nguyễn Thị Lan", place="Bắc Hà")
    tree.exemplar("lan-sa-pa", title="Nguyễn Thị Lan", place="Sa Pa")
    tree.article("a", exemplars="[nguyễn thị lan]")
    (line,) = tree.problems()
    assert line == (
        "articles/a.md:6:13: Có nhiều điển hình tên “nguyễn thị lan”: viết rõ một trong lan-bac-ha,"
        " lan-sa-pa.\n  Xem content/exemplars/."
    )
    tree.article("a", exemplars="[lan-sa-pa]")
    assert [one.slug for one in tree.site().items["articles/a.md"].exemplars] == ["lan-sa-pa"]


def test_two_campaigns_of_one_name_are_told_with_the_file_of_the_other(tree):
    tree.campaign("a", title="Đổi mới")
    tree.campaign("b", title="Khác", aliases="[đổi mới]")
    (line,) = tree.problems()
    assert line == (
        "campaigns/b.md:2:8: Tên hoặc tên khác của phong trào này trùng với “Đổi mới”.\n"
        "  Xem content/campaigns/a.md."
    )


def test_a_draft_says_where_it_lies(tree):
    tree.campaign("c", status="draft")
    tree.article("a", campaigns="[c]")
    assert tree.problems() == [
        "articles/a.md:6:13: “c” còn là bản nháp hoặc chưa tới ngày đăng.\n  Xem content/campaigns/c.md."
    ]


def test_the_short_name_of_a_campaign_is_shorter_than_its_title(tree):
    tree.campaign("a", title="Đổi mới", short="Thi đua đổi mới")
    (problem,) = tree.problems()
    assert problem.startswith("campaigns/a.md:5:")
    assert "Tên ngắn “Thi đua đổi mới” không ngắn hơn tên đầy đủ." in problem

"""Finding the name of an exemplar that has been taken down, and nothing else."""

import unicodedata

import pytest

from newsroom.items.withdrawal import name_pattern

GONE = "{reason: Theo yêu cầu của Lò Thị Hòa., date: 2024-05-01}"


@pytest.mark.parametrize(
    "text",
    [
        "Lò Thị Hòa",
        "bà LÒ THỊ HÒA.",
        "Lò  Thị\nHòa",
        "Lò\u00a0Thị&nbsp;Hòa",
        "Lò Thị Hoà",
        "Lò <strong>Thị</strong> Hòa",
        "“Lò Thị Hòa”",
    ],
)
def test_a_name_is_found_however_it_is_set(text):
    assert name_pattern("Lò Thị Hòa").search(text)
    assert name_pattern(unicodedata.normalize("NFD", "Lò Thị Hòa")).search(text)


@pytest.mark.parametrize(
    "text", ["Lò Thị Hoa", "Lò Thị Hòan", "Lò Thị. Hòa", "Hòa Lò Thị", "LòThịHòa", "Thị Hòa"]
)
def test_another_name_is_not(text):
    assert not name_pattern("Lò Thị Hòa").search(text)


@pytest.mark.parametrize("text", ["HTX Lan & Huệ", "HTX Lan &amp; Huệ", "htx Lan và Huệ, HTX LAN & HUỆ"])
def test_a_name_with_a_sign_is_found_in_plain_text_and_in_html(text):
    assert name_pattern("HTX Lan & Huệ").search(text)


@pytest.mark.parametrize("text", ["Nuôi gà - trồng tre", "nuôi gà, trồng tre", "“Nuôi gà” – trồng tre"])
def test_marks_within_a_name_may_differ(text):
    assert name_pattern("“Nuôi gà” - trồng tre").search(text)


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
            {"honours": "[{award: Giấy khen, individuals: 2, recipients: [lò thị hòa, B]}]"},
            lambda item: [(one.report.individuals, [r.name for r in one.recipients]) for one in item.honours],
            [(2, ["B"])],
        ),
        ({}, lambda item: (item.front.exemplars, item.exemplars, item.exemplar_links), ((), (), ())),
        (
            {"event": "{name: Gặp Lò Thị Hòa, date: 2024-03-04, chair: Lò Thị Hòa}"},
            lambda item: (item.front.event.name, item.front.event.chair),
            ("Gặp [tên đã gỡ]", "[tên đã gỡ]"),
        ),
    ],
    ids=["title", "summary", "text", "people", "link", "tags", "recipients", "exemplars", "event"],
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

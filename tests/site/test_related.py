"""Related articles, and the reasons that readers see."""

import pytest

from newsroom.conferences.conference import MOST_OTHERS
from newsroom.site.related import find_related, relate

EVENT = "{name: Hội nghị tổng kết, date: 2024-03-01, province: Lào Cai}"


@pytest.fixture
def related(tree):
    """The titles and reasons that an article offers, among others that it has nothing to do with."""
    for number in range(20):
        tree.article(f"khac{number}", date="2024-03-01", tags=f"[thẻ {number}]")

    def related(title, **options):
        site = tree.site(**options)
        found = relate(site.stories, find_related(site.stories, site.conference_of))
        story = next(story for story in found if story.title == title)
        return [(one.story.title, one.reason) for one in found[story]]

    return related


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"exemplars": "[e]"}, {"exemplars": "[e]"}, "cùng điển hình"),
        ({"documents": "[Quyết định 666/QĐ-TTg]"}, {"documents": "[quyết định 666/qđ-ttg]"}, "cùng văn bản"),
        ({"campaigns": "[c]"}, {"campaigns": "[Tên khác]"}, "cùng phong trào"),
        ({"provinces": "[Lào Cai]"}, {"provinces": "[Lào Cai, Hà Nội]"}, "cùng địa phương"),
        ({"cluster": "Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc"},) * 2 + ("cùng cụm thi đua",),
        ({"cluster": "Khối thi đua các huyện, thị xã, thành phố tỉnh Lào Cai"},) * 2 + ("cùng khối thi đua",),
        ({"tags": "[giảm nghèo]"}, {"tags": "[Giảm Nghèo]"}, "cùng từ khóa"),
        ({"tags": "[giảm nghèo]", "exemplars": "[e]"},) * 2 + ("cùng điển hình",),
    ],
)
def test_the_reason_is_the_strongest_thing_that_both_have(tree, related, one, other, reason):
    tree.campaign("c", aliases="[Tên khác]")
    tree.exemplar("e")
    tree.article("a", **one)
    tree.article("b", **other)
    assert related("a") == [("b", reason)]
    assert related("b") == [("a", reason)]


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (("2024-03-05", "Lào Cai"), ("2026-03-05", "Lào Cai"), "Lào Cai"),
        (("2024-03-05", "Hà Giang"), ("2024-04-05", "Hà Giang"), "Hà Giang"),
        (("2024-03-05", "Hà Giang"), ("2026-03-05", "Tuyên Quang"), "Tuyên Quang"),
        (("2024-03-05", "Yên Bái"), ("2024-04-05", "Lào Cai"), "Lào Cai"),
    ],
)
def test_a_campaign_in_a_province_is_told_by_the_name_that_both_articles_have(
    tree, related, one, other, place
):
    tree.campaign("c")
    for title, (date, province) in {"a": one, "b": other}.items():
        tree.article(title, date=date, campaigns="[c]", provinces=f"[{province}]")
    assert related("a") == [("b", f"cùng phong trào tại {place}")]


def test_what_was_one_province_is_nearer_than_what_has_become_one(tree, related):
    tree.article("a", provinces="[Hà Giang]")
    tree.article("cu", date="2024-01-05", provinces="[Hà Giang]")
    tree.article("nay", provinces="[Tuyên Quang]")
    assert [title for title, _ in related("a")] == ["cu", "nay"]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"status": "draft"}, id="draft"),
        pytest.param({"status": "hidden"}, id="hidden"),
        pytest.param({"withdrawn": "{reason: Sai, date: 2024-03-06}"}, id="withdrawn"),
        pytest.param({"date": "2026-12-02"}, id="to come"),
    ],
)
def test_what_no_list_shows_is_not_offered(tree, related, fields):
    tree.article("a", tags="[giảm nghèo]")
    tree.article("b", tags="[giảm nghèo]", **fields)
    assert related("a") == []


def test_an_exemplar_that_was_taken_down_is_no_reason(tree):
    tree.exemplar("e", withdrawn="{reason: Sai, date: 2024-03-06}")
    tree.article("a", exemplars="[e]")
    tree.article("b", exemplars="[e]")
    site = tree.load().site
    assert find_related(site.stories, site.conference_of) == [[], []]


def test_a_document_that_is_only_cited_in_the_text_is_a_reason_too(tree, related):
    tree.article("a", documents="[Quyết định 666/QĐ-TTg]")
    tree.article("b", "Theo Quyết định số 666/QĐ-TTg của Thủ tướng Chính phủ.")
    assert related("a") == [("b", "cùng văn bản")]


def test_articles_about_the_same_conference_are_offered_once(tree, related):
    """The newest stand in a section of their own; another one is offered among the rest."""
    for number in range(MOST_OTHERS + 2):
        tree.article(f"b{number:02}", date=f"2024-03-{number + 1:02}", event=EVENT)
    assert related("b00") == [("b01", "cùng hội nghị")]


def test_editors_see_what_a_draft_will_offer(tree, related):
    tree.article("a", tags="[giảm nghèo]")
    tree.article("b", tags="[giảm nghèo]", status="draft")
    assert related("b", drafts=True) == [("a", "cùng từ khóa")]

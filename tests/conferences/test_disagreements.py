"""Articles about conferences that contradict each other, or that may be about one and do not say so."""

import pytest

from sites import event

CLUSTER = "bay-tinh-mien-nui-bien-gioi-phia-bac"
BLOCK = "huyen-thi-xa-thanh-pho-tinh-lao-cai"
LOOK = "\n  Xem lại nguồn; trang lấy theo bài mới."
JOIN = "\n  Đúng là một thì ghi như nhau để hai bài được nối với nhau."


def differ(what, here, there, where="a.md:6"):
    return (
        f"Hai bài về cùng một hội nghị ghi {what} khác nhau: ở đây “{here}”,"
        f" ở content/articles/{where} “{there}”.{LOOK}"
    )


@pytest.mark.parametrize(
    ("newer", "older", "told"),
    [
        pytest.param({}, {}, None, id="nothing said"),
        pytest.param({"host": "Sở Nội vụ"}, {}, None, id="said once"),
        pytest.param({"host": "Sở Nội vụ"}, {"host": "sở nội  vụ"}, None, id="spelt otherwise"),
        pytest.param(
            {"place": "thành phố Lào Cai"},
            {"place": "Trung tâm Hội nghị, thành phố Lào Cai"},
            None,
            id="one says more",
        ),
        pytest.param(
            {"host": "Sở Nội vụ"},
            {"host": "UBND tỉnh"},
            ("6:62", differ("đơn vị tổ chức", "UBND tỉnh", "Sở Nội vụ")),
            id="host",
        ),
        pytest.param(
            {"chair": "Vàng Thị Mỷ"},
            {"chair": "Vàng Thị My"},
            ("6:63", differ("người chủ trì", "Vàng Thị My", "Vàng Thị Mỷ")),
            id="chair",
        ),
        pytest.param(
            {"place": "Sa Pa"},
            {"place": "Bắc Hà"},
            ("6:63", differ("nơi họp", "Bắc Hà", "Sa Pa")),
            id="place",
        ),
        pytest.param(
            {"date": None, "start": "2024-03-05", "end": "2024-03-06"},
            {},
            ("6:42", differ("ngày cuối", "5/3/2024", "6/3/2024")),
            id="end",
        ),
        pytest.param({"date": None, "start": "2024-03-05"}, {}, None, id="no end"),
    ],
)
def test_what_two_articles_about_one_conference_say_of_it_must_agree(tree, newer, older, told):
    tree.article("a", date="2024-03-07", event=event(**newer))
    tree.article("b", event=event(**older))
    expected = [f"articles/b.md:{told[0]}: cảnh báo: {told[1]}"] if told else []
    assert tree.problems() == expected
    assert tree.load().faults == []


def test_two_clusters_for_one_conference_are_told_and_each_older_article_by_itself(tree):
    tree.article("a", date="2024-03-07", event=event())
    tree.article("b", date="2024-03-06", cluster=CLUSTER, event=event())
    tree.article("c", cluster=BLOCK, event=event())
    tree.article("d", date="2024-03-04", cluster=BLOCK, event=event())
    names = (
        "Khối thi đua các huyện, thị xã, thành phố tỉnh Lào Cai",
        "Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc",
    )
    assert tree.problems() == [
        f"articles/{name}.md:6:10: cảnh báo: {differ('cụm, khối thi đua', *names, where='b.md:6')}"
        for name in ("c", "d")
    ]


def ask(where, reason):
    return f"Có phải cùng một hội nghị với content/articles/{where}? {reason}{JOIN}"


def test_one_name_and_day_with_and_without_a_province_may_be_one_conference(tree):
    tree.article("a", event=event(province="Lào Cai"))
    tree.article("b", event=event())
    reason = "Cùng tên, cùng ngày, nhưng bài này không ghi tỉnh ở “province” của “event”."
    assert tree.problems() == [f"articles/b.md:6:8: cảnh báo: {ask('a.md:6', reason)}"]


def test_a_name_that_several_provinces_have_on_one_day_is_nobodys_in_particular(tree):
    tree.article("a", event=event(province="Lào Cai"))
    tree.article("b", event=event(province="Lai Châu"))
    tree.article("c", event=event())
    assert tree.problems() == []


@pytest.mark.parametrize(
    ("first", "second", "cluster", "asked"),
    [
        pytest.param({}, {}, CLUSTER, True, id="no place"),
        pytest.param({"place": "Sa Pa"}, {"place": "thị xã Sa Pa"}, CLUSTER, True, id="one place"),
        pytest.param({"place": "Sa Pa"}, {"place": "Bắc Hà"}, CLUSTER, False, id="two places"),
        pytest.param({}, {}, None, False, id="no cluster"),
        pytest.param({}, {}, BLOCK, False, id="another cluster"),
        pytest.param({}, {"province": "Lai Châu"}, CLUSTER, False, id="another province"),
        pytest.param({}, {"date": "2024-03-06"}, CLUSTER, False, id="another day"),
    ],
)
def test_one_day_province_and_cluster_under_two_names_may_be_one_conference(
    tree, first, second, cluster, asked
):
    tree.article("a", date="2024-03-06", cluster=CLUSTER, event=event(**{"province": "Lào Cai"} | first))
    other = event(**{"name": "Hội nghị tổng kết cụm", "province": "Lào Cai"} | second)
    tree.article("b", date="2024-03-07", cluster=cluster, event=other)
    reason = "Cùng ngày, cùng tỉnh, cùng cụm, khối, nhưng tên khác nhau."
    expected = [f"articles/b.md:7:15: cảnh báo: {ask('a.md:7', reason)}"] if asked else []
    assert tree.problems() == expected

"""Lists that have an exemplar."""

import pytest

from newsroom.listings.exemplars import MOST_FIELDS, filters


def listed(site):
    return {one.url: [exemplar.title for exemplar in one.entries] for one in site.exemplar_lists}


def test_an_exemplar_is_listed_everywhere_it_belongs_and_nothing_else_is(tree):
    tree.campaign("c", title="Chung sức")
    tree.campaign("an", status="hidden")
    tree.exemplar("moi", kind="mô hình", field="Giảm nghèo", provinces="[Hà Giang]", campaigns="[c, an]")
    tree.exemplar("cu", date="2023-01-01", field="giảm nghèo", provinces="[Tuyên Quang, Lào Cai]")
    site = tree.site()
    assert listed(site) == {
        "guong/": ["moi", "cu"],
        "guong/mo-hinh/": ["moi"],
        "guong/ca-nhan/": ["cu"],
        "guong/linh-vuc/giam-ngheo/": ["moi", "cu"],
        "guong/dia-phuong/tuyen-quang/": ["moi", "cu"],
        "guong/dia-phuong/lao-cai/": ["cu"],
        "guong/phong-trao/c/": ["moi"],
    }
    assert all(site.has(url) for url in listed(site))
    assert not site.has("guong/phong-trao/an/")
    counts = {
        label: [(one.label, one.count) for one in group] for label, group in filters(site.exemplar_lists)
    }
    assert counts == {
        "Loại": [("Cá nhân", 1), ("Mô hình", 1)],
        "Lĩnh vực": [("Giảm nghèo", 2)],
        "Địa phương": [("Lào Cai", 1), ("Tuyên Quang", 2)],
        "Phong trào": [("Chung sức", 1)],
    }


@pytest.mark.parametrize("status", ["hidden", "draft"])
def test_what_is_in_no_list_makes_none(tree, status):
    tree.exemplar("e", status=status, field="giảm nghèo")
    assert listed(tree.site()) == {"guong/": []}


def test_long_lists_have_pages_of_their_own(tree):
    for number in range(41):
        tree.exemplar(f"e{number}", place=f"thôn {number}")
    site = tree.site()
    assert site.has("guong/trang/1/")
    assert site.has("guong/ca-nhan/trang/1/")
    assert not site.has("guong/trang/2/")


def test_cards_tell_namesakes_apart(tree):
    tree.exemplar("a", title="Nguyễn Thị Lan", role="Giáo viên", place="xã A")
    tree.exemplar("b", title="Nguyễn Thị Lan", field="y tế", provinces="[Hà Giang, Lào Cai]")
    assert [exemplar.card.facts for exemplar in tree.site().exemplars] == [
        ("Giáo viên", "xã A"),
        ("y tế", "Hà Giang, Lào Cai"),
    ]


@pytest.mark.parametrize(
    ("role", "place", "told"),
    [("Trưởng bản", "bản Mẫu", 1), ("Trưởng bản", "bản khác", 0), ("", "bản Mẫu", 0)],
)
def test_two_profiles_of_one_name_need_something_else_apart(tree, role, place, told):
    tree.exemplar("a", title="Giàng A Số", role="Trưởng bản", place="bản Mẫu")
    tree.exemplar("b", title="Giàng A Số", role=role, place=place)
    problems = tree.problems()
    assert len(problems) == told
    assert all("exemplars/b.md" in problem and "content/exemplars/a.md" in problem for problem in problems)


def test_the_index_names_only_the_fields_with_the_most(tree):
    for number in range(MOST_FIELDS + 5):
        tree.exemplar(f"e{number}", field=f"nghề {number}", place=f"thôn {number}")
    tree.exemplar("them", field="nghề 44")
    fields = dict(filters(tree.site().exemplar_lists))["Lĩnh vực"]
    assert len(fields) == MOST_FIELDS
    assert ("Nghề 44", 2) in [(one.label, one.count) for one in fields]

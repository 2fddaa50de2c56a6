"""The lists of documents, and of what cites each."""

import pytest

from newsroom.exports.sitemaps import entries

REGISTER = """documents:
  - {kind: Chỉ thị, number: 9/CT-TTg}
  - {kind: Quyết định, number: 2/QĐ-TTg, date: 2022-01-18}
  - {kind: Chỉ thị, number: 1/CT-TTg, date: 2022-01-18}
  - {kind: Quyết định, number: 3/QĐ-TTg, date: 2023-01-18}
"""
TWO = "van-ban/quyet-dinh-2-qd-ttg-2022/"


@pytest.fixture
def tree(tree):
    tree.write("vocabularies/documents.yaml", REGISTER)
    return tree


def test_documents_come_newest_first_those_of_a_day_by_name_and_the_undated_last(tree):
    rows = tree.site().documents
    assert [(row.kind, row.number, row.page_url, count) for row, count in rows] == [
        ("Quyết định", "3/QĐ-TTg", "van-ban/quyet-dinh-3-qd-ttg-2023/", 0),
        ("Chỉ thị", "1/CT-TTg", "van-ban/chi-thi-1-ct-ttg-2022/", 0),
        ("Quyết định", "2/QĐ-TTg", TWO, 0),
        ("Chỉ thị", "9/CT-TTg", "van-ban/chi-thi-9-ct-ttg/", 0),
    ]


def test_a_document_lists_what_declares_it_and_what_cites_it_newest_first_each_once(tree, titles):
    tree.article("khai", date="2024-01-01", documents="[2/QĐ-TTg]")
    tree.article("nhac", date="2024-01-03", body="Theo Quyết định 2/QĐ-TTg.")
    tree.article("ca-hai", date="2024-01-04", documents="[2/QĐ-TTg]", body="Theo Quyết định 2/QĐ-TTg.")
    tree.article("trong-lien-ket", date="2024-01-04", body="Theo [Quyết định 2/QĐ-TTg](/tin/).")
    tree.article("som-qua", date="2021-01-01", body="Theo Quyết định 2/QĐ-TTg.")
    tree.exemplar("nguoi", date="2024-01-02", body="Theo Quyết định 2/QĐ-TTg.")
    tree.page("trang", body="Theo Quyết định 2/QĐ-TTg.")
    assert titles(tree.site(), TWO) == ["ca-hai", "nhac", "nguoi", "khai"]


@pytest.mark.parametrize(
    "fields", [{"status": "hidden"}, {"status": "draft"}, {"withdrawn": "{reason: Sai, date: 2024-03-06}"}]
)
def test_what_is_in_no_list_is_not_in_that_of_a_document(tree, titles, fields):
    tree.article("a", documents="[2/QĐ-TTg]", **fields)
    tree.exemplar("e", documents="[2/QĐ-TTg]", **fields)
    assert titles(tree.site(), TWO) == []


def test_campaigns_that_cite_a_document_are_counted_by_the_articles_of_theirs_that_do(tree):
    tree.campaign("it", title="Ít", documents="[2/QĐ-TTg]")
    tree.campaign("nhieu", title="Nhiều", body="Theo Quyết định 2/QĐ-TTg.")
    tree.campaign("khac", title="Khác")
    tree.campaign("an", title="Ẩn", documents="[2/QĐ-TTg]", status="hidden")
    tree.article("a", documents="[2/QĐ-TTg]", campaigns="[Nhiều, Khác]")
    tree.article("b", campaigns="[Ít]")
    counts = tree.site().listings[TWO].counts
    assert [(one.label, one.url, one.count) for one in counts] == [
        ("Nhiều", "phong-trao/nhieu/", 1),
        ("Ít", "phong-trao/it/", 0),
    ]


def test_the_address_of_a_document_is_known_to_links_and_to_redirects(tree):
    tree.article("a", body=f"[x](/{TWO}) [y](/van-ban/)")
    assert tree.problems() == []
    tree.article("a", redirects=f"[/{TWO}, /van-ban/]")
    assert [line.split(": ", 1)[1] for line in tree.problems()] == [
        f"Trùng địa chỉ /{TWO} với một trang có sẵn.",
        "Trùng địa chỉ /van-ban/ với một trang có sẵn.",
    ]


def test_a_document_that_nobody_cites_is_not_in_the_site_map(tree):
    tree.article("a", documents="[2/QĐ-TTg]")
    found = [one.url for one in entries(tree.site()) if one.url.startswith("van-ban/")]
    assert found == ["van-ban/", TWO]


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("kind: Quyết định, number: 666/QĐ-TTg, date: 2022-06-02", "quyet-dinh-666-qd-ttg-2022"),
        ("kind: Quyết định, number: 666/QĐ-TTg", "quyet-dinh-666-qd-ttg"),
        ("kind: Luật, number: 06/2022/QH15, date: 2022-06-15", "luat-06-2022-qh15"),
        ("kind: Chỉ thị, number: 34–CT/TW, date: 2014-04-07", "chi-thi-34-ct-tw-2014"),
        ("kind: Chỉ thị, number: 5/CT, date: 2014-04-07, slug: chi-thi-5-ct", "chi-thi-5-ct"),
    ],
)
def test_the_address_is_made_of_kind_number_and_year(tree, said, slug):
    tree.write("vocabularies/documents.yaml", f"documents:\n  - {{{said}}}\n")
    assert f"van-ban/{slug}/" in tree.site().listings


def test_six_hundred_documents_fill_numbered_pages(tree):
    lines = [f"  - {{kind: Quyết định, number: {n}/QĐ-TTg, date: 2022-01-18}}\n" for n in range(600)]
    tree.write("vocabularies/documents.yaml", f"documents:\n{''.join(lines)}")
    site = tree.site()
    assert site.has("van-ban/trang/29/")
    assert not site.has("van-ban/trang/30/")


def test_the_pages_key_changes_when_another_document_is_meant(tree):
    tree.article("a", body="Theo Quyết định 2/QĐ-TTg và Quyết định 3/QĐ-TTg.")
    before = tree.site().items["articles/a.md"]
    tree.write("vocabularies/documents.yaml", REGISTER.replace("3/QĐ-TTg", "4/QĐ-TTg"))
    after = tree.site().items["articles/a.md"]
    assert before.render_key != after.render_key
    tree.write("vocabularies/documents.yaml", REGISTER.replace("9/CT-TTg", "8/CT-TTg"))
    assert before.render_key == tree.site().items["articles/a.md"].render_key

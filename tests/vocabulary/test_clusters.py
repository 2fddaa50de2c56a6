"""Clusters and blocks: their members by the names of each year."""

import pytest

from newsroom.exports.sitemaps import SitemapUrl, entries

LIST = """clusters:
  - {id: khoi, name: Khối các bộ, kind: khối}
  - id: cum
    name: Cụm thử
    kind: cụm
    aliases: [Cụm cũ]
    years:
      - {year: 2023, head: tỉnh Lạng Sơn, members: [Hà Giang, Thừa Thiên Huế, Sở Nội vụ, thành phố Lào Cai]}
      - {year: 2026, members: [Tuyên Quang, Hà Giang]}
      - {year: 2025, members: [Hà Giang, tỉnh Lào Cai, Huế]}
"""


@pytest.fixture
def site(tree):
    tree.write("vocabularies/clusters.yaml", LIST)
    tree.article("a", cluster="Cụm cũ")
    tree.article("b", cluster="cum", date="2024-04-01")
    return tree.site()


def test_clusters_come_in_vietnamese_order_those_of_provinces_first(site):
    assert [(one.id, one.head_title) for one in site.clusters] == [
        ("cum", "Cụm trưởng"),
        ("khoi", "Trưởng khối"),
    ]


def test_a_province_is_known_by_the_name_of_the_year_and_nothing_is_guessed(site):
    years = {entry.year: [(one.label, one.url) for one in entry.members] for entry in site.clusters[0].years}
    assert list(years) == [2026, 2025, 2023]
    assert years == {
        2026: [("Tuyên Quang", "dia-phuong/tuyen-quang/"), ("Hà Giang", "")],
        2025: [
            ("Hà Giang (nay thuộc tỉnh Tuyên Quang)", "dia-phuong/ha-giang/"),
            ("Lào Cai", "dia-phuong/lao-cai/"),
            ("Huế", "dia-phuong/hue/"),
        ],
        2023: [
            ("Hà Giang (nay thuộc tỉnh Tuyên Quang)", "dia-phuong/ha-giang/"),
            ("Thừa Thiên Huế (nay là thành phố Huế)", "dia-phuong/hue/"),
            ("Sở Nội vụ", ""),
            ("thành phố Lào Cai", ""),
        ],
    }


def test_the_head_of_a_year_is_a_member_like_others_where_it_is_known(site):
    heads = [entry.head and (entry.head.label, entry.head.url) for entry in site.clusters[0].years]
    assert heads == [None, None, ("Lạng Sơn", "dia-phuong/lang-son/")]


def test_each_cluster_has_its_list_of_news_whatever_it_was_called(site, titles):
    assert titles(site, "cum-khoi/cum/") == ["b", "a"]
    assert titles(site, "cum-khoi/khoi/") == []
    assert site.has("cum-khoi/cum/atom.xml")
    assert not site.has("cum-khoi/khoi/atom.xml")
    assert SitemapUrl("cum-khoi/khoi/") in entries(site)

"""Lists that have an article."""

import pytest


def counts(listing):
    return [(one.label, one.url, one.count) for one in listing.counts]


def test_an_article_is_listed_everywhere_it_belongs(tree, titles):
    tree.campaign("c", title="Một phong trào")
    tree.article("lu", provinces="[Quảng Bình, Hà Tĩnh]", campaigns="[c]", tags="[Nước rút]")
    site = tree.site()
    listed = {url for url, listing in site.listings.items() if listing.entries}
    assert listed == {
        "tin/",
        "tin/2024/",
        "chuyen-muc/hoi-nghi/",
        "the/nuoc-rut/",
        "phong-trao/c/",
        "phong-trao/c/quang-tri/",
        "phong-trao/c/ha-tinh/",
        "dia-phuong/quang-tri/",
        "dia-phuong/ha-tinh/",
        "dia-phuong/quang-binh/",
    }
    assert all(titles(site, url) == ["lu"] for url in listed)


def test_an_article_without_anything_is_still_in_the_news(tree, titles):
    tree.article("a")
    site = tree.site()
    assert [url for url in site.listings if titles(site, url)] == [
        "tin/",
        "tin/2024/",
        "chuyen-muc/hoi-nghi/",
    ]


def test_an_article_of_two_former_provinces_of_one_unit_is_there_once(tree, titles):
    tree.article("a", provinces="[Hà Giang, Tuyên Quang]")
    site = tree.site()
    assert titles(site, "dia-phuong/tuyen-quang/") == ["a"]
    assert titles(site, "dia-phuong/ha-giang/") == ["a"]
    assert "dia-phuong/thua-thien-hue/" not in site.listings


def test_the_place_of_the_event_counts_as_a_province(tree, titles):
    tree.article("a", event="{name: A, date: 2024-03-05, province: Lào Cai}")
    assert titles(tree.site(), "dia-phuong/lao-cai/") == ["a"]


def test_every_category_province_campaign_and_document_has_a_page_even_without_news(tree, vocabularies):
    tree.campaign("c")
    site = tree.site()
    kinds = [listing.kind for listing in site.listings.values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "news": 1,
        "category": len(vocabularies.categories.things),
        "province": 34,
        "former": 29,
        "campaign": 1,
        "cluster": 2,
        "document": len(vocabularies.documents.things),
    }
    assert all(listing.feed_url == "" for listing in site.listings.values())


def test_a_list_with_news_has_a_feed(tree):
    tree.article("a")
    site = tree.site()
    assert site.listings["tin/2024/"].feed_url == "tin/2024/atom.xml"
    assert site.has("tin/2024/feed.json")


def test_every_author_of_a_listed_article_has_a_list(tree, titles):
    tree.article("a", date="2023-01-01", authors="[Lan Anh, Minh]")
    tree.article("b", authors="[LAN ANH]")
    tree.article("c", authors="[Ẩn]", status="hidden")
    site = tree.site()
    assert [url for url, listing in site.listings.items() if listing.kind == "author"] == [
        "tac-gia/lan-anh/",
        "tac-gia/minh/",
    ]
    assert titles(site, "tac-gia/lan-anh/") == ["b", "a"]
    assert site.listings["tac-gia/lan-anh/"].title == "Lan Anh", "as the oldest article has it"


def test_lists_are_newest_first(tree, titles):
    for name, date in {"a": "2023-05-01", "b": "2024-05-01", "c": "2023-12-31"}.items():
        tree.article(name, date=date, tags="[x]", provinces="[Lào Cai]")
    site = tree.site()
    assert (
        titles(site, "tin/")
        == titles(site, "the/x/")
        == titles(site, "dia-phuong/lao-cai/")
        == ["b", "c", "a"]
    )
    assert titles(site, "tin/2023/") == ["c", "a"]


@pytest.mark.parametrize(
    ("tags", "url", "title"),
    [
        ("[Khen thưởng]", "the/khen-thuong/", "Khen thưởng"),
        ("['#thiđua']", "the/thidua/", "#thiđua"),
        ("['666/QĐ-TTg']", "the/666-qd-ttg/", "666/QĐ-TTg"),
    ],
)
def test_a_tag_has_an_address_without_marks(tree, tags, url, title):
    tree.article("a", tags=tags)
    assert tree.site().listings[url].title == title


def test_a_tag_in_two_cases_is_one_tag_named_as_it_was_first(tree, titles):
    tree.article("cu", date="2023-01-01", tags="[khen thưởng]")
    tree.article("moi", tags="[Khen Thưởng]")
    site = tree.site()
    assert titles(site, "the/khen-thuong/") == ["moi", "cu"]
    assert site.listings["the/khen-thuong/"].title == "khen thưởng"


def test_a_campaign_counts_its_provinces_and_a_province_its_campaigns_most_first(tree):
    tree.campaign("c", title="Chung sức")
    tree.campaign("d", title="Đổi mới")
    tree.article("a", provinces="[Lào Cai, An Giang]", campaigns="[c, d]")
    tree.article("b", provinces="[Lào Cai]", campaigns="[d]")
    listings = tree.site().listings
    assert counts(listings["phong-trao/d/"]) == [
        ("Lào Cai", "phong-trao/d/lao-cai/", 2),
        ("An Giang", "phong-trao/d/an-giang/", 1),
    ]
    assert counts(listings["dia-phuong/lao-cai/"]) == [
        ("Đổi mới", "phong-trao/d/lao-cai/", 2),
        ("Chung sức", "phong-trao/c/lao-cai/", 1),
    ]
    assert counts(listings["dia-phuong/an-giang/"]) == [
        ("Chung sức", "phong-trao/c/an-giang/", 1),
        ("Đổi mới", "phong-trao/d/an-giang/", 1),
    ]


@pytest.mark.parametrize(
    ("url", "trail"),
    [
        ("tin/2024/", [("Tin", "tin/")]),
        ("phong-trao/c/", [("Phong trào", "phong-trao/")]),
        ("phong-trao/c/tuyen-quang/", [("Phong trào", "phong-trao/"), ("Chung sức", "phong-trao/c/")]),
        ("dia-phuong/tuyen-quang/", [("Địa phương", "dia-phuong/")]),
        ("dia-phuong/ha-giang/", [("Địa phương", "dia-phuong/"), ("Tuyên Quang", "dia-phuong/tuyen-quang/")]),
    ],
)
def test_a_list_names_the_lists_around_it(tree, url, trail):
    tree.campaign("c", title="Chung sức")
    tree.article("a", provinces="[Hà Giang]", campaigns="[c]")
    assert list(tree.site().listings[url].trail) == trail

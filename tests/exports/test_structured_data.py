import json

import pytest

from newsroom.exports.structured_data import (
    PageDescription,
    Publication,
    describe_page,
    describe_site,
    serialise,
)

HERE = Publication("Gương Sáng", "https://tin.example.vn", "Tin.", {})


@pytest.mark.parametrize("sign", ["<", ">", "&", "\u2028", "\u2029"])
def test_signs_that_could_end_the_element_are_escaped(sign):
    text = serialise([{"name": f"a{sign}b"}])
    assert sign not in text
    assert json.loads(text)["@graph"] == [{"name": f"a{sign}b"}]


def test_letters_stand_as_they_are():
    assert "Đắk Lắk “x”" in serialise([{"name": "Đắk Lắk “x”"}])


@pytest.mark.parametrize(("url", "kind"), [("van-ban/", "CollectionPage"), ("lien-he.html", "WebPage")])
def test_any_page_is_a_collection_or_a_page_by_its_address(url, kind):
    described, breadcrumbs = describe_page(PageDescription("Tên", url, "Tả.", (("Cha", "cha/"),)), None, HERE)
    assert described == {
        "@type": kind,
        "name": "Tên",
        "description": "Tả.",
        "url": f"https://tin.example.vn/{url}",
    }
    assert [(step["position"], step["name"], step["item"]) for step in breadcrumbs["itemListElement"]] == [
        (1, "Trang chủ", "https://tin.example.vn/"),
        (2, "Cha", "https://tin.example.vn/cha/"),
        (3, "Tên", f"https://tin.example.vn/{url}"),
    ]


def test_only_what_is_known_of_the_publisher_is_said():
    filled = {
        "Cơ quan chủ quản": "[tên cơ quan chủ quản]",
        "Thư điện tử": "thu@tin.example.vn",
        "Điện thoại": "[số điện thoại]",
        "Zalo": "https://zalo.me/1",
    }
    site, publisher = describe_site(Publication("Tên", "https://tin.example.vn", "Tả.", filled))
    assert site["publisher"] == {"@id": publisher["@id"]}
    assert publisher["email"] == "thu@tin.example.vn"
    assert publisher["sameAs"] == ["https://zalo.me/1"]
    assert not publisher.keys() & {"telephone", "parentOrganization"}

"""Pages of the units of the organisation, if the newsroom lists them."""

import json

import pytest

from commands import build_site
from sites import article, exemplar, tree, write_content

UNITS = """units:
  - {id: so-thu, name: Sở Thử nghiệm, kind: sở, aliases: [Sở Thử]}
  - {id: truong-mau, name: Trường Mẫu, kind: trường}
  - {id: so-an, name: Sở Ẩn, kind: sở}
"""
FILES = {
    "articles/2024/a.md": article("Bài của sở", units="[sở thử, Trường Mẫu]"),
    "articles/2024/b.md": article("Bài khác"),
    "exemplars/c.md": exemplar("Lò Thị Mẫu", units="[so-thu]"),
}


def build(folder, files):
    return build_site(write_content(folder / "content", files), folder / "output")


def read(site, path):
    return (site.output / path).read_text("utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("units"), FILES | {"vocabularies/units.yaml": UNITS})


def test_a_unit_lists_the_articles_and_profiles_that_name_it(site):
    assert sorted(site.titles("don-vi/so-thu/index.html")) == ["Bài của sở", "Lò Thị Mẫu"]
    assert site.page("don-vi/so-thu/index.html").h1.get_text() == "Sở Thử nghiệm"
    assert site.titles("don-vi/so-an/index.html") == []


def test_the_units_stand_under_their_kinds(site):
    page = site.page("don-vi/index.html")
    assert [one.get_text() for one in page.select("main h2")] == ["Sở", "Trường"]
    rows = [(one.a["href"], one.span.get_text()) for one in page.select(".counts__row")]
    assert rows == [
        ("/don-vi/so-an/", "–"),
        ("/don-vi/so-thu/", "2 bài"),
        ("/don-vi/truong-mau/", "1 bài"),
    ]


def test_many_units_stand_on_several_pages(tmp_path):
    units = "".join(
        f"  - {{id: u{number:03}, name: Trường {number:03}, kind: {'sở' if number < 30 else 'trường'}}}\n"
        for number in range(130)
    )
    site = build(tmp_path, {"vocabularies/units.yaml": f"units:\n{units}"})
    first, second = site.page("don-vi/index.html"), site.page("don-vi/trang/1/index.html")
    assert [len(page.select(".counts__row")) for page in (first, second)] == [30, 100]
    assert [page.select_one("main h2").get_text() for page in (first, second)] == ["Sở", "Trường"]
    assert first.find("a", rel="next")["href"] == "/don-vi/trang/1/"
    assert second.find("a", rel="prev").get_text() == "‹ Đơn vị đứng trước"


def test_pages_lead_to_the_units(site):
    for path in ("tin/2024/a.html", "guong/c.html"):
        assert site.page(path).main.find("a", href="/don-vi/so-thu/").get_text() == "Sở Thử nghiệm"
    assert site.page("tin/2024/b.html").find("a", href="/don-vi/")
    sitemap = read(site, "sitemap.xml")
    assert "/don-vi/so-thu/<" in sitemap
    assert "/don-vi/<" in sitemap


def test_machines_find_the_units(site):
    rows = json.loads(read(site, "du-lieu/bai-viet.json"))
    units = {row["id"]: row["units"] for row in rows}
    assert units == {"tin/2024/a.html": ["don-vi/so-thu/", "don-vi/truong-mau/"], "tin/2024/b.html": None}


@pytest.mark.parametrize("lists", [[], ["awards", "clusters", "units"]], ids=["none", "empty"])
def test_without_units_nothing_names_them(tmp_path, lists):
    empty = {f"vocabularies/{name}.yaml": f"{name}: []\n" for name in lists}
    site = build(tmp_path, {"articles/2024/b.md": FILES["articles/2024/b.md"], **empty})
    assert not [path for path, data in tree(site.output).items() if "don-vi" in path or b"/don-vi/" in data]
    assert "units" not in json.loads(read(site, "du-lieu/bai-viet.json"))[0]

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


def test_without_the_list_nothing_names_units(tmp_path):
    site = build(tmp_path, {"articles/2024/b.md": FILES["articles/2024/b.md"]})
    assert not [path for path, data in tree(site.output).items() if "don-vi" in path or b"/don-vi/" in data]
    assert "units" not in json.loads(read(site, "du-lieu/bai-viet.json"))[0]

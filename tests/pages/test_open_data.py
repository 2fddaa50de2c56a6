import csv
import io
import json

import pytest
from frictionless import validate

from commands import build_site
from sites import CONTENT, Project, article, campaign, exemplar

TABLES = (
    "bai-viet",
    "dien-hinh",
    "khen-thuong",
    "so-lieu",
    "van-ban",
    "hoi-nghi",
    "phong-trao",
    "tinh-thanh",
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The site of the whole newsroom."""
    return build_site(CONTENT, tmp_path_factory.mktemp("site") / "output")


def rows(site, name):
    text = (site.output / f"du-lieu/{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_frictionless_finds_the_data_package_valid(whole):
    report = validate(whole.output / "du-lieu/datapackage.json")
    assert report.valid, report.flatten(["name", "message"])
    assert [task.name for task in report.tasks] == list(TABLES)
    assert all(task.stats["rows"] for task in report.tasks)


@pytest.mark.parametrize("name", TABLES)
def test_every_id_leads_to_a_page_that_says_so(whole, name):
    places = {}
    for row in rows(whole, name):
        path, _, anchor = row["id"].partition("#")
        file = f"{path}index.html" if path.endswith("/") else path
        page = places.setdefault(file, whole.page(file))
        place = page.find(id=anchor) if anchor else page.main
        assert place, row["id"]
        said = row.get("number") or row.get("title") or row.get("name") or row["what"]
        assert said.casefold() in " ".join(place.get_text().casefold().split()), row["id"]


def as_cell(value):
    """A value of JSON as CSV has it."""
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_json_say_the_same(whole, name):
    data = (whole.output / f"du-lieu/{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")  # by which Excel knows UTF-8
    objects = json.loads((whole.output / f"du-lieu/{name}.json").read_text("utf-8"))
    told = [{key: as_cell(value) for key, value in one.items()} for one in objects]
    assert told == rows(whole, name)


def test_the_page_leads_to_all_files_and_names_the_licence(whole):
    page = whole.page("du-lieu/index.html")
    links = {link["href"] for link in page.main.find_all("a")}
    assert links >= {f"/du-lieu/{name}.{form}" for name in TABLES for form in ("csv", "json")}
    assert page.main.find("a", rel="license")["href"].startswith(
        "https://creativecommons.org/licenses/by/4.0/"
    )
    assert page.footer.find("a", href="/du-lieu/")


def test_63_provinces_lead_to_34(whole):
    provinces = rows(whole, "tinh-thanh")
    before = [row for row in provinces if row["until"] == "2025-06-30"]
    assert len(before) == 63
    assert len({row["now"] for row in before}) == 34
    assert len([row for row in provinces if not row["until"]]) == 34
    assert next(row["now"] for row in before if row["name"] == "Hà Giang") == "dia-phuong/tuyen-quang/"


def test_a_row_names_campaign_province_source_and_time(build):
    site = build(
        {
            "articles/2024/a.md": article(
                "'Tin: “một”'",
                date="2024-03-05 14:30",
                campaigns="[Cả nước chung tay vì người nghèo]",
                provinces="[Hà Giang, Lào Cai]",
                source="[{name: Báo A, url: 'https://a.vn/1'}, {name: Báo B}]",
            ),
        }
    )
    row = rows(site, "bai-viet")[0]
    assert (row["id"], row["title"]) == ("tin/2024/a.html", "Tin: “một”")
    assert row["published"] == "2024-03-05T14:30:00+07:00"
    assert row["campaigns"] == "phong-trao/vi-nguoi-ngheo/"
    assert row["provinces"] == "dia-phuong/tuyen-quang/; dia-phuong/lao-cai/"
    assert row["provinces_then"] == "Hà Giang; Lào Cai"
    assert (row["sources"], row["source_urls"]) == ("Báo A; Báo B", "https://a.vn/1")


def test_several_values_are_a_list_that_nothing_in_them_can_break(build):
    honours = "[{award: Giấy khen, collectives: 2, recipients: ['Tổ 1; 2', Tổ 3]}]"
    site = build({"articles/2024/a.md": article(honours=honours)})
    objects = json.loads((site.output / "du-lieu/khen-thuong.json").read_text("utf-8"))
    assert objects[0]["recipients"] == ["Tổ 1; 2", "Tổ 3"]
    assert rows(site, "khen-thuong")[0]["recipients"] == "Tổ 1, 2; Tổ 3"


def test_an_article_whose_text_changes_leaves_its_table_as_it_was(tmp_path):
    project = Project(tmp_path, {"articles/2024/a.md": article(body="Một."), "articles/2024/b.md": article()})
    assert project.build().code == 0
    table = project.output / "du-lieu/bai-viet.csv"
    before = table.read_text("utf-8"), table.stat().st_ino
    project.append("content/articles/2024/a.md", "Hai.\n")
    assert project.build().code == 0
    assert (table.read_text("utf-8"), table.stat().st_ino) == before
    file = project.content / "articles/2024/a.md"
    file.write_text(file.read_text("utf-8").replace("Tin thử", "Tin khác"), "utf-8")
    assert project.build().code == 0
    assert "Tin khác" in table.read_text("utf-8")


def test_a_document_of_another_address_changes_the_tables_that_name_it(tmp_path):
    project = Project(tmp_path, {})
    assert project.build().code == 0
    table = project.output / "du-lieu/phong-trao.csv"
    assert "van-ban/quyet-dinh-666-qd-ttg-2022/" in table.read_text("utf-8")
    file = project.content / "vocabularies/documents.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('"666/QĐ-TTg"\n', '"666/QĐ-TTg"\n    slug: van-ban-666\n', 1), "utf-8")
    assert project.build().code == 0
    assert "van-ban/van-ban-666/" in table.read_text("utf-8")


def test_an_article_that_begins_to_name_an_exemplar_changes_its_row(tmp_path):
    files = {"exemplars/nguoi.md": exemplar("Người mẫu"), "articles/2024/a.md": article()}
    project = Project(tmp_path, files)
    assert project.build().code == 0
    table = project.output / "du-lieu/dien-hinh.csv"
    assert "tin/2024/a.html" not in table.read_text("utf-8")
    file = project.content / "articles/2024/a.md"
    file.write_text(article(exemplars="[Người mẫu]"), "utf-8")
    assert project.build().code == 0
    assert "tin/2024/a.html" in table.read_text("utf-8")


def test_no_table_names_what_is_hidden(build):
    site = build(
        {
            "campaigns/an.md": campaign(status="hidden"),
            "articles/2024/a.md": article(campaigns="[an]", figures="[{what: A, value: 1}]"),
        }
    )
    assert (rows(site, "bai-viet")[0]["campaigns"], rows(site, "so-lieu")[0]["campaign"]) == ("", "")


def test_drafts_and_what_is_withdrawn_are_in_no_table(build):
    site = build(
        {
            "articles/2024/a.md": article("Bản nháp", status="draft"),
            "articles/2024/b.md": article("Đã gỡ", withdrawn="{reason: x, date: 2024-04-01}"),
            "articles/2024/c.md": article("Đã đăng"),
        }
    )
    assert [row["title"] for row in rows(site, "bai-viet")] == ["Đã đăng"]

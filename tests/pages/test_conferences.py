import gzip
import random
from datetime import timedelta

import pytest
from icalendar import Calendar

from sites import Project, article, event

CLUSTER = "Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc"


TWO = {
    "articles/2024/a.md": article("Khai mạc", event=event(province="Hà Giang", host="UBND tỉnh")),
    "articles/2024/b.md": article(
        "Bế mạc",
        date="2024-03-07",
        cluster=CLUSTER,
        event=event(province="Hà Giang", chair="Vàng Thị Mỷ", place="xã Lũng Cú"),
    ),
    "articles/2024/c.md": article("Chuyện khác", event=event("Hội nghị khác")),
}


def text(site, path):
    return site.page(path).main.get_text(" ", strip=True)


def test_a_conference_is_listed_once_with_all_that_is_known_of_it(build):
    site = build(TWO)
    assert site.run.returncode == 0, site.run.stderr
    assert site.titles("hoi-nghi/index.html") == ["Hội nghị khác", "Hội nghị tổng kết"]
    entry = site.page("hoi-nghi/index.html").select("article.card")[1]
    for fact in (
        "5/3/2024 · Xã Lũng Cú · Hà Giang (nay thuộc tỉnh Tuyên Quang)",
        "Đơn vị tổ chức: UBND tỉnh · Chủ trì: Vàng Thị Mỷ",
        CLUSTER,
        "Bài khác: Khai mạc",
    ):
        assert fact in " ".join(entry.get_text(" ").split())
    assert [link["href"] for link in entry.find_all("a")] == [
        "/tin/2024/b.html",
        "/hoi-nghi/tuyen-quang/",
        "/cum-khoi/bay-tinh-mien-nui-bien-gioi-phia-bac/",
        "/tin/2024/a.html",
    ]
    for path in ("hoi-nghi/2024/index.html", "hoi-nghi/tuyen-quang/index.html"):
        assert "Hội nghị tổng kết" in site.titles(path)
        assert site.page(path).find("a", attrs={"aria-current": "true"}).get_text() == "Hội nghị"


def test_articles_about_one_conference_lead_to_each_other_and_to_the_list(build):
    site = build(TWO)
    for path, other in (("tin/2024/a.html", "Bế mạc"), ("tin/2024/b.html", "Khai mạc")):
        page = site.page(path)
        (heading,) = (one for one in page.find_all("h2") if one.get_text() == "Bài khác về hội nghị này")
        assert [one.get_text() for one in heading.parent.find_all("h3")] == [other]
        assert page.find(id="thong-tin-hoi-nghi").h2.a["href"] == "/hoi-nghi/"
        assert page.main.get_text().count(other) == 1, "not once more among the earlier news"
    assert "Bài khác về hội nghị này" not in text(site, "tin/2024/c.html")
    facts = site.page("tin/2024/b.html").find(id="thong-tin-hoi-nghi")
    assert facts.find("a", string=CLUSTER)["href"] == "/cum-khoi/bay-tinh-mien-nui-bien-gioi-phia-bac/"


def test_contradictions_are_told_and_stop_nothing(build):
    site = build(
        {
            "articles/2024/a.md": article(event=event(host="UBND tỉnh"), provinces="[Lào Cai]"),
            "articles/2024/b.md": article(
                date="2024-03-07", event=event(host="Sở Nội vụ"), provinces="[Lào Cai]"
            ),
        }
    )
    assert site.run.returncode == 0
    said = site.run.stdout + site.run.stderr
    assert "articles/2024/a.md:6:62: cảnh báo: Hai bài về cùng một hội nghị ghi đơn vị tổ chức khác" in said
    assert "content/articles/2024/b.md:6" in said
    assert "Đơn vị tổ chức: Sở Nội vụ" in text(site, "hoi-nghi/index.html")


def test_without_a_conference_the_list_says_so_and_there_is_no_calendar(build):
    site = build({})
    assert "Chưa có hội nghị nào." in text(site, "hoi-nghi/index.html")
    assert "hoi-nghi/lich.ics" not in site.files
    assert not site.page("hoi-nghi/index.html").find("link", type="text/calendar")
    assert (
        site.page("hoi-nghi/index.html").find("a", string="Tin hội nghị")["href"] == "/chuyen-muc/hoi-nghi/"
    )


def test_the_calendar_is_written_and_linked(build):
    site = build(TWO, SITEURL="https://tin.example.vn")
    data = (site.output / "hoi-nghi/lich.ics").read_bytes()
    assert {str(one["summary"]) for one in Calendar.from_ical(data).events} == {
        "Hội nghị khác",
        "Hội nghị tổng kết",
    }
    page = site.page("hoi-nghi/index.html")
    assert page.find("link", type="text/calendar")["href"] == "/hoi-nghi/lich.ics"
    assert page.find("a", string="Tải lịch hội nghị (.ics)")["href"] == "/hoi-nghi/lich.ics"


def test_what_is_to_come_stands_first_until_its_day_has_passed(build):
    files = {
        "articles/2026/a.md": article(date="2026-11-01", event=event("Hội nghị sắp tới", "2026-11-19")),
        "articles/2026/b.md": article(date="2026-11-02", event=event("Hội nghị hôm nay", "2026-11-18")),
        **TWO,
    }
    site = build(files)  # on 18/11/2026
    coming = site.page("hoi-nghi/index.html").find("h2", string="Sắp và đang diễn ra").parent
    assert [card.get_text(" ", strip=True)[:31] for card in coming.select(".card")] == [
        "Hội nghị hôm nay Đang diễn ra ·",
        "Hội nghị sắp tới Sắp diễn ra · ",
    ]
    front = site.page("index.html").find("h2", string="Hội nghị sắp và đang diễn ra").parent
    assert [link["href"] for link in front.select("li a")] == ["/tin/2026/b.html", "/tin/2026/a.html"]
    later = build(files, SOURCE_DATE_EPOCH="1795200000")  # 21/11/2026
    assert "Hội nghị sắp và đang diễn ra" not in text(later, "index.html")
    assert "Sắp và đang diễn ra" not in text(later, "hoi-nghi/index.html")
    assert later.titles("hoi-nghi/index.html")[:2] == ["Hội nghị sắp tới", "Hội nghị hôm nay"]


def test_what_only_drafts_report_is_on_the_private_site_alone_and_marked(build):
    files = {"articles/2024/a.md": article(event=event("Hội nghị nháp"), status="draft")}
    assert "Hội nghị nháp" not in build(files).text()
    private = build(files, settings="pelicanconf.py")
    assert "Bản nháp" in text(private, "hoi-nghi/index.html")
    assert "tin/2024/a.html" in private.files


def test_a_cluster_tells_its_years_its_conferences_and_its_news(build):
    site = build(TWO)
    page = "cum-khoi/bay-tinh-mien-nui-bien-gioi-phia-bac/index.html"
    assert "Năm 2023 có 7 thành viên. Cụm trưởng: Lạng Sơn" in text(site, page)
    year = site.page(page).find("dt", string="2023").find_next_sibling("dd")
    head, members = year.find_all("p")
    assert head.get_text() == "Cụm trưởng: Lạng Sơn"
    links = {link.get_text(): link["href"] for link in members.find_all("a")}
    assert links["Hà Giang (nay thuộc tỉnh Tuyên Quang)"] == "/dia-phuong/ha-giang/"
    assert links["Lào Cai"] == "/dia-phuong/lao-cai/"
    assert len(links) == 7
    assert site.titles(page) == ["Bế mạc", "Hội nghị tổng kết"], "the news first"
    assert f"{page.removesuffix('index.html')}atom.xml" in site.files
    index = text(site, "cum-khoi/index.html")
    assert "Cụm trưởng năm 2023: Lạng Sơn · 7 thành viên · 1 bài" in index
    assert "Trưởng khối năm 2023: UBND huyện Bắc Hà · chưa có bài" in index
    block = "cum-khoi/huyen-thi-xa-thanh-pho-tinh-lao-cai/index.html"
    assert "UBND huyện Bắc Hà" in text(site, block)
    assert "Chưa có bài nào về khối này." in text(site, block)
    assert site.page("index.html").footer.find("a", string="Cụm, khối thi đua")["href"] == "/cum-khoi/"


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path, TWO)
    assert project.build().code == 0
    return project


def changed(project):
    """Build again, and return the files that were rewritten."""
    before = {path: path.stat().st_mtime_ns for path in project.output.rglob("*") if path.is_file()}
    assert project.build().code == 0
    after = (path for path in project.output.rglob("*") if path.is_file())
    return {
        path.relative_to(project.output).as_posix()
        for path in after
        if before.get(path) != path.stat().st_mtime_ns
    }


def test_a_third_article_changes_the_two_before_it_and_no_other(project):
    file = project.content / "articles/2024/d.md"
    file.write_text(
        article("Dư âm", date="2024-03-08", category="Phong trào", event=event(province="Hà Giang"))
    )
    pages = {path for path in changed(project) if path.startswith("tin/2024/") and path.endswith(".html")}
    assert pages == {f"tin/2024/{name}.html" for name in ("a", "b", "d", "index")} - {
        "tin/2024/index.html"
    } | {"tin/2024/index.html"}


def test_a_day_that_passes_changes_nothing_of_conferences_that_are_over(project):
    project.now += timedelta(days=1)
    assert not {path for path in changed(project) if path.startswith("hoi-nghi/")}


def test_the_calendar_changes_when_a_conference_does(project):
    project.append("content/articles/2024/c.md", "Thêm.\n")
    assert "hoi-nghi/lich.ics" not in changed(project)
    file = project.content / "articles/2024/c.md"
    file.write_text(article("Chuyện khác", event=event("Hội nghị khác", "2024-03-09")))
    assert "hoi-nghi/lich.ics" in changed(project)


def test_no_list_of_conferences_grows_too_heavy_for_a_weak_phone(build):
    dice = random.Random(1)
    syllables = [
        a + b for a in ("th", "ngh", "kh", "tr", "ph", "gi", "đ", "l") for b in ("iên", "ương", "uyết", "ậm")
    ]

    def words(count):
        return " ".join(dice.choices(syllables, k=count))

    files = {
        f"articles/2026/a{n}.md": article(
            date=f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}",
            event=event(
                f"Hội nghị {words(25)}",
                f"2026-12-{n % 28 + 1:02}" if n > 59 else f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}",
                place=words(4),
                host=words(6),
                chair=words(3),
                province="Lào Cai",
            ),
        )
        for n in range(79)
    }
    site = build(files)
    assert site.run.returncode == 0, site.run.stderr
    assert len(site.titles("hoi-nghi/index.html")) == 10 + 20 + 60 % 20
    for path in site.files:
        if path.startswith("hoi-nghi/") and path.endswith(".html"):
            weight = len(gzip.compress((site.output / path).read_bytes(), 9))
            assert weight <= 13_000, f"{path} weighs {weight} bytes"

"""The pages of honours and exemplars, read as a reader does."""

import gzip
from collections import Counter

import pytest
import yaml

from commands import build_site
from sites import CONTENT, article, exemplar, write_content

PAGE_BYTES = 13_000  # gzip
MANY = 250
EVENT = "{name: Hội nghị thử, date: 2024-03-04, province: Lào Cai}"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The newsroom's reports, more of them, and many more of one kind."""
    folder = tmp_path_factory.mktemp("register")
    own = {
        str(path.relative_to(CONTENT)): path.read_text("utf-8")
        for name in ("articles", "exemplars", "campaigns", "pages")
        for path in (CONTENT / name).rglob("*.md")
    }
    own |= {str(path.relative_to(CONTENT)): path.read_bytes() for path in (CONTENT / "images").rglob("*.jpg")}
    given = (
        "[{award: Giấy khen, individuals: 3, recipients: [Hoàng Thị Mẫu,"
        " {name: Lý Văn Thử, unit: xã Mẫu, role: Trưởng bản}]}, {award: khong-neu, collectives: 2}]"
    )
    more = {
        "exemplars/hoang-thi-mau.md": exemplar(
            "Hoàng Thị Mẫu",
            role="Giáo viên",
            place="xã Thử",
            provinces="[Lào Cai]",
            honours="[{award: Giấy khen, article: articles/2024/m1.md},"
            " {award: bk-thu-tuong, year: 2022, decision: Chỉ thị 34}]",
        ),
        "articles/2024/m1.md": article(
            "Một", event=EVENT, exemplars="[hoang-thi-mau]", honours=given, source="{name: Báo Thử}"
        ),
        "articles/2024/m2.md": article(
            "Hai", date="2024-03-07", event=EVENT, honours=given, source="{name: Báo Mẫu}"
        ),
    }
    for number in range(MANY):
        honours = f"[{{award: bk-bo-nganh-tinh, collectives: {number % 7}, individuals: {number}}}]"
        more[f"articles/2025/mot-bai-bao-co-ten-tep-rat-dai-ve-viec-trao-bang-khen-so-{number}.md"] = article(
            f"Bài số {number}",
            date=f"2025-01-{number % 28 + 1:02}",
            provinces="[Lào Cai, Hà Giang, Sơn La]",
            honours=honours,
            source="{name: Báo Thử}",
        )
        more[f"exemplars/dien-hinh-{number}.md"] = exemplar(
            f"Người thứ {number}", place=f"thôn {number}", field=f"nghề {number % 60}", provinces="[Lào Cai]"
        )
    return build_site(write_content(folder / "content", own | more, campaign=False), folder / "output")


def number(text):
    return 0 if text == "–" else int(text.replace(".", ""))


def rows(page):
    """Link, note, collectives and individuals of each row of a page."""
    found = []
    for row in page.select("tbody tr"):
        name, collectives, individuals = row.find_all(["th", "td"])
        note = name.find("span")
        found.append(
            (
                name.a["href"],
                note and note.get_text(),
                *map(number, (collectives.get_text(), individuals.get_text())),
            )
        )
    return found


def walk(site, url):
    """The pages of a list, from the newest to the oldest."""
    while url:
        page = site.page(f"{url}index.html".removeprefix("/"))
        yield page
        older = page.find("a", rel="next")
        url = older and older["href"]


def reported(site):
    """Award, year, numbers of each honour in the files of the articles, by the plainest of readers."""
    for path in sorted(site.content.glob("articles/**/*.md")):
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        event = front.get("event") or {}
        day = event.get("date") or event.get("start") or front["date"]
        for one in front.get("honours") or ():
            yield (
                path.stem,
                str(one.get("year") or str(day)[:4]),
                one.get("collectives", 0),
                one.get("individuals", 0),
            )


def test_recipients_are_shown_with_role_and_unit(site):
    report = site.page("tin/2024/m1.html").find(id="khen-thuong-giay-khen")
    assert "Lý Văn Thử, Trưởng bản, xã Mẫu" in report.get_text()


def test_the_totals_are_the_sums_of_what_the_articles_say(site):
    page = site.page("khen-thuong/index.html")
    years = Counter()
    for stem, year, collectives, individuals in reported(site):
        if stem != "m2":  # the same conference as m1
            years[year, "collectives"] += collectives
            years[year, "individuals"] += individuals
    years["2022", "individuals"] += 1  # of a profile alone
    tables = {
        section.h2.get_text(): rows(section) for section in page.select("main section") if section.table
    }
    shown = {
        href.split("/")[3]: (collectives, individuals)
        for href, _, collectives, individuals in tables["Theo năm"]
    }
    assert shown == {year: (years[year, "collectives"], years[year, "individuals"]) for year, _ in years}
    whole = [sum(column) for column in zip(*shown.values(), strict=True)]
    awards = [row[2:] for row in tables["Theo hình thức"]]
    assert [sum(column) for column in zip(*awards, strict=True)] == whole
    everything = [row for page in walk(site, "/khen-thuong/danh-sach/") for row in rows(page)]
    assert [sum(row[2] for row in everything), sum(row[3] for row in everything)] == whole
    assert len(everything) == len(list(reported(site))) - 2 + 1


def test_each_total_leads_to_rows_that_add_up_to_it(site):
    for section in site.page("khen-thuong/index.html").select("main section"):
        if section.h2.get_text().startswith("Theo"):
            for url, _, collectives, individuals in rows(section):
                listed = [row for page in walk(site, url) for row in rows(page)]
                assert (sum(row[2] for row in listed), sum(row[3] for row in listed)) == (
                    collectives,
                    individuals,
                )


def test_from_every_row_two_clicks_reach_the_article_and_its_source(site):
    everything = [row for page in walk(site, "/khen-thuong/danh-sach/") for row in rows(page)]
    assert len({row[0] for row in everything}) == len(everything) > MANY
    for href, *_ in everything:
        path, _, anchor = href.removeprefix("/").partition("#")
        if path == "guong/hoang-thi-mau.html":
            continue
        page = site.page(path)
        assert page.find("tr", id=anchor), href
        assert page.select_one(".sources").get_text().startswith("Nguồn:"), href


def test_the_front_page_a_province_and_a_campaign_lead_to_their_honours_and_exemplars(site):
    assert (
        "mục khen thưởng"
        in site.page("index.html").find("a", string="Khen thưởng").find_parent("section").p.get_text()
    )
    for path, found in {
        "dia-phuong/lao-cai/index.html": {
            "/hoi-nghi/lao-cai/": "Hội nghị tại tỉnh Lào Cai",
            "/guong/dia-phuong/lao-cai/": "Điển hình ở tỉnh Lào Cai",
            "/khen-thuong/dia-phuong/lao-cai/": "Khen thưởng ở tỉnh Lào Cai",
        },
        "phong-trao/vi-nguoi-ngheo/index.html": {
            "/guong/phong-trao/vi-nguoi-ngheo/": "Điển hình của phong trào",
        },
    }.items():
        links = {link["href"]: link.get_text() for link in site.page(path).main.find_all("a")}
        assert found.items() <= links.items(), path
    assert "Xem thêm" not in site.page("dia-phuong/hue/index.html").main.get_text()


def test_what_two_articles_report_is_one_row_that_says_both(site):
    everything = [row for page in walk(site, "/khen-thuong/danh-sach/") for row in page.select("tbody tr")]
    (row,) = (row for row in everything if row.a["href"] == "/tin/2024/m1.html#khen-thuong-giay-khen")
    assert [link["href"] for link in row.find_all("a")][1:] == ["/tin/2024/m2.html"]
    assert not [row for row in everything if row.a["href"].startswith("/tin/2024/m2.html")]


def test_the_page_of_an_exemplar_says_what_it_was_given_when_by_whom_and_where_that_is_told(site):
    page = site.page("guong/hoang-thi-mau.html")
    one, other = page.select("section.honours tbody tr")
    assert one.get_text(" ", strip=True) == "Giấy khen Theo bài Một Theo bài Hai 2024"
    assert [link["href"] for link in one.find_all("a")] == ["/tin/2024/m1.html", "/tin/2024/m2.html"]
    said = other.get_text(" ", strip=True)
    assert said.startswith(
        "Bằng khen của Thủ tướng Chính phủ Thủ tướng Chính phủ Chỉ thị 34-CT/TW ngày 7/4/2014"
    )
    assert said.endswith("2022")
    facts = page.select_one("dl.facts").get_text(" ", strip=True)
    assert "Giáo viên" in facts
    assert "Xã Thử" in facts
    assert [link["href"] for link in page.select(".kicker a")] == ["/guong/ca-nhan/"]


def test_an_article_leads_to_the_profiles_of_those_who_were_honoured(site):
    row = site.page("tin/2024/m1.html").find("tr", id="khen-thuong-giay-khen")
    assert row.find("a", string="Hoàng Thị Mẫu")["href"] == "/guong/hoang-thi-mau.html"


def test_the_index_of_exemplars_leads_to_lists_that_have_as_many_as_it_says(site):
    index = site.page("guong/index.html")
    links = index.select("details a")
    assert len(links) > 40
    assert len(index.select("details[open]")) == 1
    for link in links:
        count = number(link.span.get_text())
        cards = [card for page in walk(site, link["href"]) for card in page.select("article.card")]
        assert len(cards) == count, link["href"]
    cards = [card for page in walk(site, "/guong/") for card in page.select("article.card")]
    assert len(cards) == len(list(site.content.glob("exemplars/*.md")))


def test_the_front_page_and_the_longest_lists_stay_light(site):
    for path in site.files:
        if path.endswith("index.html"):
            weight = len(gzip.compress((site.output / path).read_bytes(), 9))
            assert weight <= PAGE_BYTES, f"{path} weighs {weight} bytes"


def test_without_honours_and_exemplars_both_pages_say_so(build):
    site = build({"articles/2024/a.md": article()})
    assert "Chưa có bài nào nêu khen thưởng." in site.page("khen-thuong/index.html").main.get_text()
    assert "Chưa có điển hình nào." in site.page("guong/index.html").main.get_text()
    assert site.page("index.html").footer.find("a", href="/khen-thuong/")

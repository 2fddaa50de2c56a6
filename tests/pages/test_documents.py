import gzip
import xml.etree.ElementTree as ET

import pytest

from sites import CAMPAIGN, article, exemplar

MAX_WEIGHT = 13_000  # bytes, gzip
REGISTER = """documents:
  - kind: Quyết định
    number: 666/QĐ-TTg
    date: 2022-06-02
    issuer: Thủ tướng Chính phủ
    title: về phong trào thử
    url: https://www.vanban.example.vn/666
  - {kind: Chỉ thị, number: "1"}
"""
PAGE = "van-ban/quyet-dinh-666-qd-ttg-2022/"
NO_DOCUMENTS = {"campaigns/vi-nguoi-ngheo.md": CAMPAIGN.replace("documents: [Quyết định 666/QĐ-TTg]\n", "")}


@pytest.fixture
def site(build):
    site = build(
        {
            "vocabularies/documents.yaml": REGISTER,
            "articles/2024/a.md": article("Bài nhắc", body="Theo Quyết định 666/QĐ-TTg, và 666/QĐ-TTg nữa."),
            "articles/2024/b.md": article("Bài khai", date="2024-03-06", documents="[666/QĐ-TTg]"),
            "exemplars/c.md": exemplar(date="2024-03-04", body="Theo Quyết định 666/QĐ-TTg."),
        }
    )
    assert site.run.returncode == 0, site.run.stderr
    return site


def test_a_citation_is_two_clicks_from_the_official_text(site):
    (link,) = site.page("tin/2024/a.html").select_one(".text").find_all("a")
    assert (link.get_text(), link["href"]) == ("Quyết định 666/QĐ-TTg", f"/{PAGE}")
    page = site.page(f"{PAGE}index.html")
    official = page.main.find("a", href="https://www.vanban.example.vn/666")
    assert official.get_text() == "Xem tại vanban.example.vn"


def test_the_page_of_a_document_says_what_is_known_of_it(site):
    page = site.page(f"{PAGE}index.html")
    assert page.h1.get_text() == "Quyết định 666/QĐ-TTg ngày 2/6/2022"
    assert page.title.string.startswith("Quyết định 666/QĐ-TTg ngày 2/6/2022 |")
    description = page.find("meta", attrs={"name": "description"})["content"]
    assert description == ("Quyết định 666/QĐ-TTg ngày 2/6/2022 của Thủ tướng Chính phủ về phong trào thử.")
    facts = page.main.dl.get_text(" ", strip=True)
    for fact in ("Số, ký hiệu 666/QĐ-TTg", "Ngày ban hành 2/6/2022", "Cơ quan ban hành Thủ tướng Chính phủ"):
        assert fact in facts
    assert page.h1.find_next("p").get_text(strip=True) == "Về phong trào thử."


def test_the_page_of_a_document_lists_articles_profiles_and_campaigns_that_cite_it(site):
    assert site.titles(f"{PAGE}index.html") == ["Bài khai", "Bài nhắc", "Người thử"]
    campaigns = site.page(f"{PAGE}index.html").select(".counts a")
    assert [one["href"] for one in campaigns] == ["/phong-trao/vi-nguoi-ngheo/"]
    feed = ET.parse(site.output / PAGE / "atom.xml")
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles == ["Gương Sáng - Quyết định 666/QĐ-TTg ngày 2/6/2022", "Bài khai", "Bài nhắc", "Người thử"]


def test_a_document_that_nothing_cites_has_its_page(site):
    page = site.page("van-ban/chi-thi-1/index.html").main.get_text(" ", strip=True)
    assert "Chưa có bài nào nhắc đến văn bản này." in page
    assert "Ngày ban hành Chưa rõ" in page


def test_what_an_article_and_a_campaign_declare_leads_to_the_page_of_the_document(site):
    for path in ("tin/2024/b.html", "phong-trao/vi-nguoi-ngheo/index.html"):
        entry = site.page(path).select_one(".plain li")
        assert entry.a["href"] == f"/{PAGE}"
        assert entry.get_text().startswith(
            "Quyết định 666/QĐ-TTg ngày 2/6/2022 của Thủ tướng Chính phủ về phong trào thử."
        )


def test_the_list_of_documents_counts_what_cites_each(site):
    rows = site.page("van-ban/index.html").select("tbody tr")
    assert [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows] == [
        ["Quyết định 666/QĐ-TTg của Thủ tướng Chính phủ về phong trào thử", "2/6/2022", "3"],
        ["Chỉ thị 1", "chưa rõ", "–"],
    ]
    assert "/van-ban/" in [link["href"] for link in site.page("index.html").footer.find_all("a")]


def test_six_hundred_documents_are_listed_on_light_pages(build):
    lines = [
        f"  - {{kind: Quyết định, number: {n * 7919 % 10_007}/QĐ-TTg,"
        f" date: {1990 + n // 28}-03-{n % 28 + 1:02},"
        f" issuer: Ban Chỉ đạo số {n * n}, title: 'ban hành kế hoạch {n * 31} thực hiện phong trào thi đua"
        f" giai đoạn {1990 + n // 28} - {2000 + n // 28} tại {n * 17} đơn vị vùng {hex(n * n * n)}'}}\n"
        for n in range(600)
    ]
    site = build(NO_DOCUMENTS | {"vocabularies/documents.yaml": "documents:\n" + "".join(lines)})
    assert site.run.returncode == 0, site.run.stderr
    screens = [
        site.output / path for path in site.files if path.startswith(("van-ban/index", "van-ban/trang/"))
    ]
    assert len(screens) == 30
    assert max(len(gzip.compress(file.read_bytes(), 9)) for file in screens) < MAX_WEIGHT
    links = [link["href"] for file in screens for link in site.page(file).select("tbody a")]
    assert len(set(links)) == len(links) == 600
    numbered = site.page("van-ban/trang/29/index.html")
    assert numbered.title.string.startswith("Văn bản, trang 29")
    assert "Văn bản mới hơn" in numbered.main.get_text()


def test_a_wrong_day_is_told_and_does_not_stop_the_build(build):
    text = article(body="Theo Quyết định 666/QĐ-TTg ngày 6/2/2022.")
    site = build({"vocabularies/documents.yaml": REGISTER, "articles/2024/a.md": text})
    assert site.run.returncode == 0
    assert "articles/2024/a.md:7:6: cảnh báo: Quyết định 666/QĐ-TTg ban hành ngày 2/6/2022" in site.run.stdout

"""The front page, as a reader finds it."""

import io

import pytest
from PIL import Image

from commands import build_site
from sites import article, campaign, event, exemplar, identify, write_content


def jpeg(colour):
    data = io.BytesIO()
    Image.new("RGB", (1300, 900), colour).save(data, "JPEG")
    return data.getvalue()


def section(page, heading):
    return page.find("h2", string=heading).find_parent("section")


def links(part):
    return {link["href"]: link.get_text(" ", strip=True) for link in part.find_all("a")}


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    folder = tmp_path_factory.mktemp("front")
    image = "{src: images/le.jpg, alt: Lễ trao}"
    articles = {
        f"articles/2026/a{n}.md": article(
            f"Tin {n}",
            date=f"2026-11-{n + 1:02}",
            category="Hội nghị" if n % 2 else "Khen thưởng",
            image=image if n % 3 else None,
        )
        for n in range(12)
    }
    content = write_content(
        folder / "content",
        {
            "images/le.jpg": jpeg("red"),
            **articles,
            "articles/2026/giu.md": article("Bài giữ", date="2026-11-01", lead="2026-11-18", image=image),
            "articles/2026/hop.md": article(
                "Sắp họp", date="2026-11-02", event=event("Hội nghị sắp tới", "2026-12-20")
            ),
            "campaigns/dai.md": campaign("Phong trào có tên rất dài", short="Tên gọn", end=2030, start=2020),
            "campaigns/cu.md": campaign("Phong trào đã xong", start=2010, end=2015),
            "exemplars/nguoi.md": exemplar("Người Mẫu"),
        },
        campaign=False,
    )
    site = build_site(content, folder / "output")
    assert site.run.returncode == 0, site.run.stderr
    return site.page("index.html").main


def test_the_held_article_leads_and_those_with_pictures_follow_it(front):
    first, *others = front.select("article")
    assert first.h2.get_text() == "Bài giữ"
    assert first.img["alt"] == "Lễ trao"
    seconds = [card for card in others if card.find("h2")]
    assert [card.h2.get_text(strip=True) for card in seconds] == ["Tin 11", "Tin 10", "Tin 8", "Tin 7"]
    for image in (card.img for card in seconds):
        assert (image["alt"], image.get("loading")) == ("", None)
        assert image["width"]
        assert image["height"]


def test_each_category_has_its_newest_three_which_stand_nowhere_else(front):
    for heading, url, titles in (
        ("Tin hội nghị", "/chuyen-muc/hoi-nghi/", ["Tin 9", "Tin 5", "Tin 3"]),
        ("Tin khen thưởng", "/chuyen-muc/khen-thuong/", ["Tin 6", "Tin 4", "Tin 2"]),
    ):
        part = section(front, heading)
        assert part.h2.a["href"] == url
        assert [card.h3.get_text(strip=True) for card in part.select("article")] == titles
        assert all(image["loading"] == "lazy" for image in part.find_all("img"))
    assert not front.find("h2", string="Tin phong trào"), "a category without articles"
    addresses = [card.a["href"] for card in front.select("article")]
    assert len(addresses) == len({*addresses})


def test_campaigns_have_short_names_and_ended_ones_are_folded(front):
    part = section(front, "Phong trào")
    assert links(part)["/phong-trao/dai/"] == "Tên gọn"
    assert [*links(part.details)] == ["/phong-trao/cu/"]


def test_it_leads_to_conferences_exemplars_and_every_province(front):
    assert "20/12/2026" in section(front, "Hội nghị sắp và đang diễn ra").get_text()
    assert "Người Mẫu" in section(front, "Điển hình").get_text()
    provinces = [url for url in links(section(front, "Địa phương")) if url != "/dia-phuong/"]
    assert len(provinces) == 34
    assert not front.select("script[src], form")


def test_a_site_without_articles_has_a_front_page(build):
    site = build({})
    assert site.run.returncode == 0, site.run.stderr
    main = site.page("index.html").main
    assert "chưa có bài nào" in main.get_text()
    assert not main.select("article")
    assert len(links(section(main, "Địa phương"))) == 35


def test_a_site_with_news_off_its_front_page_does_not_say_that_it_has_none(tmp_path):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article(category="Nội bộ")})
    identify(content, categories="[{name: Nội bộ, front_page: false}]", navigation="[Tin]")
    main = build_site(content, tmp_path / "output").page("index.html").main
    assert "chưa có bài nào" not in main.get_text()
    assert "/tin/" in links(main)

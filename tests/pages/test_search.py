"""The search page and its index, as they are written."""

import json

from commands import run_task
from sites import article


def index(site):
    return {path: (site.output / path).read_text("utf-8") for path in site.files if "tim-kiem/" in path}


def test_the_page_is_there_before_anything_can_be_found(build):
    page = build({}).page("tim-kiem/index.html")
    form = page.find("form", role="search")
    assert form.find("input", attrs={"name": "q", "type": "search"})
    assert form.fieldset.has_attr("disabled"), "nothing can be typed that nothing would answer"
    assert page.find(attrs={"role": "status"})
    assert page.find("script", src="/tai-nguyen/tim-kiem.js")


def test_every_page_leads_to_the_search_page(build):
    site = build({"articles/2024/a.md": article()})
    for path in ("index.html", "tin/2024/a.html", "tim-kiem/index.html"):
        assert site.page(path).header.find("a", href="/tim-kiem/")
        assert site.page(path).find_all("footer")[-1].find("a", href="/tim-kiem/")


def test_without_script_campaigns_provinces_and_years_are_a_list(build):
    page = build({"articles/2024/a.md": article()}).page("tim-kiem/index.html")
    assert page.noscript.get_text(strip=True)
    links = [link["href"] for link in page.main.find_all("a")]
    assert {"/phong-trao/vi-nguoi-ngheo/", "/dia-phuong/lao-cai/", "/tin/2024/"} <= set(links)
    assert len([link for link in links if link.startswith("/dia-phuong/")]) == 34


def test_only_what_is_listed_is_in_the_index(build):
    files = {
        "articles/2024/a.md": article("Đã đăng", body="Quế."),
        "articles/2024/b.md": article("Nháp", status="draft", body="Hồi."),
        "articles/2024/c.md": article("Ẩn", status="hidden", body="Sả."),
        "articles/2024/d.md": article("Gỡ", withdrawn="{reason: x, date: 2024-04-01}", body="Gừng."),
        "articles/2027/e.md": article("Sau", date="2027-04-01", body="Nghệ."),
    }
    public = "".join(index(build(files)).values())
    assert "\nquê\u0301 " in public
    for word in ("hôi\u0300", "sa\u0309", "gưng\u0300", "nghê\u0323"):
        assert f"{word} " not in public
    assert "Nháp" not in public
    private = "".join(index(build(files, settings="pelicanconf.py")).values())
    assert "hôi\u0300 " in private
    assert "Bản nháp · " in private


def test_equal_builds_give_equal_bytes_and_an_edit_changes_only_what_it_says(build):
    files = {f"articles/2024/a{n}.md": article(f"Bài {n}", body=f"Chữ {n}.") for n in range(12)}
    first = index(build(files))
    site = build({"articles/2024/a3.md": article("Bài 3", body="Chữ 3, quế.")})
    again = index(site)
    assert first.keys() == again.keys()
    changed = {path for path in first if first[path] != again[path]}
    assert len(changed) == 2  # the part of the word, and the page, which says which edition is the newest
    assert "tim-kiem/index.html" in changed
    assert run_task("clean", "--output", site.output).returncode == 0
    assert index(build({})) == again


def test_a_result_says_what_it_is(build):
    exemplar = article("Hảng A Xá", kind="cá nhân", category=None, provinces="[Lào Cai]")
    exemplar = exemplar.replace("category: None\n", "")
    site = build(
        {
            "articles/2024/a.md": article("Tin thử", provinces="[Hà Giang, Lào Cai]"),
            "exemplars/x.md": exemplar,
        }
    )
    rows = json.loads((site.output / "tim-kiem/1/bai-0.json").read_text("utf-8"))
    assert [row[:3] for row in rows] == [
        [
            "phong-trao/vi-nguoi-ngheo/",
            "Vì người nghèo - Không để ai bị bỏ lại phía sau",
            "Phong trào thi đua",
        ],
        ["guong/x.html", "Hảng A Xá", "Điển hình · 5/3/2024 · Lào Cai"],
        ["tin/2024/a.html", "Tin thử", "5/3/2024 · Hà Giang · Lào Cai"],
    ]

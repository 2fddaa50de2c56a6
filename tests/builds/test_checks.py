"""Checks of a built site, before it is published."""

import pytest

from sites import FAILED, MISTAKES, Project, article, page, tree

ARTICLES = {"articles/2024/a.md": article("Một", provinces="[Lào Cai]"), "articles/2024/b.md": article("Hai")}


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, ARTICLES)


@pytest.mark.parametrize(
    ("template", "addition", "told"),
    [
        ("article.html", '<a href="/khong-co/">x</a>', "tin/2024/a.html: không có /khong-co/"),
        ("article.html", '<img src="/anh/khong.jpg" alt="">', "tin/2024/a.html: không có /anh/khong.jpg"),
        (
            "article.html",
            '<img src="/" srcset="/ 1w,/anh/khong.avif 2w" alt="">',
            "tin/2024/a.html: không có /anh/khong.avif",
        ),
        ("page.html", '<a href="#dau">x</a>', "404.html: không có chỗ nào mang tên #dau ở /404.html"),
        ("article.html", '<p style="color: red">x</p>', "(CSP) không cho phép style-attribute"),
        ("article.html", '<p onclick="x()">x</p>', "(CSP) không cho phép event-handler"),
        ("article.html", "<script>x()</script>", "(CSP) không cho phép script"),
        ("article.html", "<style>p { color: red }</style>", "(CSP) không cho phép sha256-"),
    ],
    ids=["link", "picture", "candidate", "anchor", "style attribute", "event handler", "script", "style"],
)
def test_a_template_that_makes_a_broken_site_is_stopped(project, template, addition, told):
    (project.content / "pages").mkdir()
    (project.content / "pages/404.md").write_text(page(), "utf-8")
    assert project.build().code == 0
    before = tree(project.output)
    path = project.folder / "theme/templates" / template
    path.write_text(path.read_text("utf-8").replace("<h1", f"{addition}<h1", 1), "utf-8")
    built = project.build()
    assert built.code == FAILED
    assert "Trang dựng xong nhưng chưa đạt" in built.said
    assert told in built.said
    assert tree(project.output) == before


def test_a_file_of_the_theme_that_kept_pages_lead_to_is_missed(project):
    assert project.build().code == 0
    before = tree(project.output)
    (project.folder / "theme/static/assets/ban-doc.js").unlink()
    built = project.build()
    assert built.code == FAILED
    assert "index.html: không có /tai-nguyen/ban-doc.js" in built.said
    assert tree(project.output) == before
    assert project.build().code == FAILED  # what the build before noted is not taken for what is published


def test_a_list_that_loses_an_article_is_stopped(project):
    path = project.folder / "theme/templates/components/stories.html"
    path.write_text(
        path.read_text("utf-8").replace("in screen.entries %}", "in screen.entries[1:] %}"), "utf-8"
    )
    built = project.build()
    assert built.code == FAILED
    assert "danh sách tin thiếu tin/2024/" in built.said


def test_settings_that_write_too_little_are_stopped(project):
    project.append("pelicanconf.py", "\nPROVINCES_SAVE_AS = ''\n")
    built = project.build()
    assert built.code == FAILED
    assert "thiếu dia-phuong/index.html" in built.said


@pytest.mark.parametrize("number", [1460, 2600], ids=["a little", "far"])
def test_an_article_too_heavy_for_a_weak_line_is_told_to_its_editor(project, number):
    words = " ".join(f"{word * 2_654_435_761 % 2**32:08x}" for word in range(number))
    (project.content / "articles/2024/c.md").write_text(article("Dài", body=words), "utf-8")
    built = project.build()
    assert built.code == MISTAKES
    assert "content/articles/2024/c.md:1:1: Trang của bài nặng " in built.said
    assert "nhiều nhất 13000: hãy tách thành hai bài." in built.said
    assert not project.output.exists()

"""The pictures that stand for pages where these are shared."""

import io

import pytest
from PIL import Image

from sites import ROOT, Project, article, exemplar, page

CARDS = "anh/the/"


def shared(site, path):
    """Return what the page at *path* says of its picture for sharing."""
    return {
        meta["property"].removeprefix("og:"): meta["content"]
        for meta in site.page(path).find_all("meta", property=True)
    }


def test_each_page_names_a_picture_that_is_there_with_size_and_words(build):
    files = {
        "articles/2024/a.md": article("Một"),
        "articles/2024/b.md": article("Hai", campaigns="[vi-nguoi-ngheo]"),
        "exemplars/e.md": exemplar("Hảng A Xà"),
        "pages/lien-he.md": page("Liên hệ"),
    }
    site = build(files, SITEURL="https://tin.example.vn")
    assert site.run.returncode == 0, site.run.stderr
    says = {
        "index.html": "Gương Sáng. Tin hội nghị và điển hình tiên tiến của phong trào thi đua",
        "tin/index.html": "Gương Sáng. Tin",
        "tin/2024/a.html": "Gương Sáng. Hội nghị",
        "tin/2024/b.html": "Gương Sáng. Phong trào thi đua: Vì người nghèo - Không để ai bị bỏ lại phía sau",
        "phong-trao/vi-nguoi-ngheo/index.html": shared(site, "tin/2024/b.html")["image:alt"],
        "guong/e.html": "Gương Sáng. Điển hình tiên tiến · Cá nhân: Hảng A Xà",
        "dia-phuong/lao-cai/index.html": "Gương Sáng. Địa phương",
    }
    for path, words in says.items():
        about = shared(site, path)
        assert about["image:alt"] == words, path
        address = about["image"].removeprefix("https://tin.example.vn/")
        assert address.startswith(CARDS)
        with Image.open(site.output / address) as image:
            assert image.format == "PNG"
            assert image.size == (int(about["image:width"]), int(about["image:height"])) == (1200, 630)
        card = site.page(path).find("meta", attrs={"name": "twitter:card"})
        assert card["content"] == "summary_large_image"


def test_what_is_not_public_leaves_no_card_behind(build):
    text = exemplar()
    before = build({"exemplars/e.md": text})
    card = shared(before, "guong/e.html")["image"].rpartition("/")[2]
    assert CARDS + card in before.files
    after = build({"exemplars/e.md": exemplar(status="draft")})
    assert CARDS + card not in after.files
    withdrawn = exemplar(withdrawn="{reason: Nhầm., date: 2024-04-01}")
    assert CARDS + card in build({"exemplars/e.md": text}).files
    assert CARDS + card not in build({"exemplars/e.md": withdrawn}).files


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path, {"articles/2024/a.md": article(), "exemplars/e.md": exemplar("Một")})
    assert project.build().code == 0
    return project


def cards_of(project, output=None):
    return {path.name: path.read_bytes() for path in (output or project.output).glob(f"{CARDS}*")}


def test_a_card_is_drawn_once_for_all_outputs(project):
    def drawn():
        return {file.name: file.stat().st_mtime_ns for file in (project.folder / ".cache/cards").iterdir()}

    before, other = drawn(), project.folder / "khac"
    assert project.build(other).code == 0
    assert drawn() == before
    assert len(before) == len(cards_of(project))
    assert cards_of(project, other) == cards_of(project)


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:0], lambda data: b"?" + data])
def test_a_damaged_card_is_drawn_again(project, damage):
    before = cards_of(project)
    kept = sorted((project.folder / ".cache/cards").iterdir())
    assert {file.name for file in kept} == {name.removesuffix(".png") for name in before}
    for file in kept:
        file.write_bytes(damage(file.read_bytes()))
    assert project.build(project.folder / "khac").code == 0
    assert cards_of(project, project.folder / "khac") == before
    for data in before.values():
        Image.open(io.BytesIO(data)).verify()


def test_the_fonts_come_with_their_licence():
    assert "SIL OPEN FONT LICENSE" in (ROOT / "theme/fonts/OFL.txt").read_text("utf-8")

import pytest

from newsroom.sharing.cards import ShareImages

SECTIONS = [("Tin", "tin/"), ("Phong trào", "phong-trao/"), ("Khen thưởng", "chuyen-muc/khen-thuong/")]


@pytest.fixture
def cards():
    return ShareImages("Gương Sáng", "tin của phong trào", SECTIONS, "1")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "Gương Sáng. Tin của phong trào"),
        ("lien-he.html", "Gương Sáng. Tin của phong trào"),
        ("tin/", "Gương Sáng. Tin"),
        ("tin/2024/trang/3/", "Gương Sáng. Tin"),
        ("phong-trao/vi-nguoi-ngheo/lao-cai/", "Gương Sáng. Phong trào"),
        ("chuyen-muc/khen-thuong/", "Gương Sáng. Khen thưởng"),
        ("chuyen-muc/khac/", "Gương Sáng. Tin của phong trào"),
    ],
)
def test_a_page_has_the_card_of_the_section_it_lies_in(cards, address, says):
    picture = cards.section(address)
    assert (picture.alt, picture.width, picture.height) == (says, 1200, 630)


def test_an_article_has_its_picture_else_its_campaigns_card_else_its_categorys(cards, tree):
    tree.picture()
    tree.campaign("c", title="Vì người nghèo")
    tree.article("anh", campaigns="[c]", image="{src: images/le-trao.jpg, alt: Lễ trao}")
    tree.article("phong-trao", campaigns="[c]")
    tree.article("khen", category="Khen thưởng")
    tree.article("khac")  # a category that is no section here
    shared = {story.slug: cards.of(story) for story in tree.site().stories}
    assert shared["anh"].url.endswith(".jpg")
    assert (shared["anh"].alt, shared["anh"].width, shared["anh"].height) == ("Lễ trao", 1200, 675)
    assert shared["phong-trao"].alt == "Gương Sáng. Phong trào: Vì người nghèo"
    assert shared["khen"] == cards.section("chuyen-muc/khen-thuong/")
    assert shared["khac"] == cards.section("")


def test_what_pages_name_is_drawn_and_nothing_else(cards, tree):
    tree.picture()
    tree.campaign("c", title="Vì người nghèo", image="{src: images/le-trao.jpg, alt: Lễ trao}")
    tree.campaign("nhap", title="Chưa công bố", status="draft")
    tree.exemplar("e", title="Hảng A Xà")
    tree.exemplar("anh", title="Có ảnh", image="{src: images/le-trao.jpg, alt: Chân dung}")
    tree.exemplar("rut", title="Đã gỡ", withdrawn="{reason: Sai, date: 2024-04-01}")
    tree.exemplar("con-viet", title="Còn viết", status="draft")
    tree.article("a", campaigns="[c]")
    site = tree.site()
    drawn = cards.drawn(site.shown)
    titles = {card.title for card in drawn.values()}
    assert titles == {"Tin của phong trào", "Tin", "Phong trào", "Khen thưởng", "Vì người nghèo", "Hảng A Xà"}
    named = {cards.of(item).url for item in (*site.stories, *site.campaigns, *site.exemplars)}
    assert {url for url in named if url.endswith(".png")} <= drawn.keys()


def test_another_design_name_or_title_makes_another_address(cards):
    addresses = {
        ShareImages(site, subtitle, sections, design).section("tin/").url
        for site, subtitle, sections, design in (
            ("Gương Sáng", "tin của phong trào", SECTIONS, "1"),
            ("Gương Tối", "tin của phong trào", SECTIONS, "1"),
            ("Gương Sáng", "tin khác", SECTIONS, "1"),
            ("Gương Sáng", "tin của phong trào", [("Tin tức", "tin/")], "1"),
            ("Gương Sáng", "tin của phong trào", SECTIONS, "2"),
        )
    }
    assert len(addresses) == 5
    assert cards.section("tin/").url in addresses

"""The items on the site, and items that may not stand side by side."""

import pytest

from newsroom.exports.sitemaps import entries

URL = "tin/2024/a.html"
SHOWN, ANSWERING, ABSENT = "listed", "only at its address", "nowhere"


@pytest.mark.parametrize(
    ("fields", "published", "private"),
    [
        pytest.param({}, SHOWN, SHOWN, id="published"),
        pytest.param({"status": "draft"}, ABSENT, SHOWN, id="draft"),
        pytest.param({"date": "2026-12-01 08:01", "slug": "a"}, ABSENT, SHOWN, id="to come in a minute"),
        pytest.param({"date": "2026-12-01 08:00", "slug": "a"}, SHOWN, SHOWN, id="of this moment"),
        pytest.param({"status": "hidden"}, ANSWERING, ANSWERING, id="hidden"),
        pytest.param({"withdrawn": "{reason: Sai, date: 2024-03-06}"}, ANSWERING, ANSWERING, id="withdrawn"),
        pytest.param(
            {"withdrawn": "{reason: Sai, date: 2024-03-06}", "status": "draft"},
            ABSENT,
            ANSWERING,
            id="withdrawn draft",
        ),
        pytest.param({"status": "hidden", "date": "2027-01-01"}, ABSENT, SHOWN, id="hidden, to come"),
    ],
)
def test_who_sees_an_article(tree, fields, published, private):
    tree.article("a", provinces="[Lào Cai]", **{"date": "2026-01-01", **fields})
    for drafts, expected in ((False, published), (True, private)):
        site = tree.site(drafts=drafts)
        item = site.items["articles/a.md"]
        listed = {
            item in listing.entries
            for listing in site.listings.values()
            if listing.url in {"tin/", "dia-phuong/lao-cai/"}
        }
        listed.add(item in site.stories)
        state = SHOWN if listed == {True} else ANSWERING if site.has(item.url) else ABSENT
        assert state == expected
        assert (state == SHOWN) in listed


@pytest.mark.parametrize(
    ("status", "listed", "answers"),
    [("published", True, True), ("draft", False, False), ("hidden", False, True)],
)
def test_who_sees_a_campaign_or_an_exemplar(tree, status, listed, answers):
    tree.campaign("c", status=status)
    tree.exemplar("e", status=status)
    site = tree.site()
    assert (bool(site.campaigns), bool(site.exemplars)) == (listed, listed)
    assert (site.has("phong-trao/c/"), site.has("guong/e.html")) == (answers, answers)


def test_a_hidden_campaign_still_has_its_list_for_those_who_know_its_address(tree, titles):
    tree.campaign("c", status="hidden")
    tree.article("a", campaigns="[c]")
    assert titles(tree.site(), "phong-trao/c/") == ["a"]


def test_an_exemplar_knows_the_articles_that_name_it_newest_first(tree):
    tree.exemplar("e", title="Hảng A Xà")
    tree.article("a", date="2023-01-01", exemplars="[e]")
    tree.article("b", exemplars="[Hảng A Xà]")
    tree.article("c", exemplars="[e]", status="hidden")
    site = tree.site()
    assert [story.title for story in site.stories_of[site.exemplars[0]]] == ["b", "a"]


@pytest.fixture
def three_in_the_mountains(tree):
    tree.article("a", provinces="[Hà Giang, Lào Cai]")
    tree.article("b", provinces="[Lào Cai]")
    return tree.site()


def test_provinces_are_counted_by_region(three_in_the_mountains):
    regions = three_in_the_mountains.regions
    assert regions[0][0] == "Trung du và miền núi phía Bắc"
    assert sum(len(units) for _, units in regions) == 34
    counted = {one.label: one.count for _, units in regions for one in units if one.count}
    assert counted == {"Lào Cai": 2, "Tuyên Quang": 1}
    assert three_in_the_mountains.most_in_province == 2


def test_provinces_of_both_times_are_counted_by_letter(three_in_the_mountains):
    letters = dict(three_in_the_mountains.letters)
    assert list(letters) == ["A", "B", "C", "Đ", "G", "H", "K", "L", "N", "P", "Q", "S", "T", "V", "Y"]
    assert sum(map(len, letters.values())) == 34 + 29 + 1
    assert [(one.label, vanished) for one, vanished in letters["H"]] == [
        ("Hà Giang", True),
        ("Hà Nam", True),
        ("Hà Nội", False),
        ("Hà Tĩnh", False),
        ("Hải Dương", True),
        ("Hải Phòng", False),
        ("Hậu Giang", True),
        ("Hòa Bình", True),
        ("Hồ Chí Minh", False),
        ("Huế", False),
        ("Hưng Yên", False),
    ]
    assert {one.label: one.count for one, _ in letters["H"] if one.count} == {"Hà Giang": 1}


def test_a_hidden_campaign_is_named_nowhere(tree):
    tree.campaign("c", status="hidden")
    tree.article("a", campaigns="[c]", provinces="[Lào Cai]")
    site = tree.site()
    assert site.listings["dia-phuong/lao-cai/"].counts == ()
    assert [one.url for one in entries(site) if one.url.startswith("phong-trao/")] == ["phong-trao/"]


def test_the_site_map_holds_what_is_worth_finding_and_when_it_changed(tree):
    tree.campaign("c")
    tree.exemplar("e", date="2024-01-01", modified="2024-01-02")
    tree.page("gioi-thieu")
    tree.page("404")
    tree.article("a", provinces="[Hà Giang]")
    tree.article("an", status="hidden")
    tree.article("rut", withdrawn="{reason: Sai, date: 2024-03-06}")
    tree.article("nhap", status="draft")
    assert {one.url: one.changed and str(one.changed.date()) for one in entries(tree.site())} == {
        "": None,
        "chuyen-muc/hoi-nghi/": None,
        "cum-khoi/": None,
        "cum-khoi/bay-tinh-mien-nui-bien-gioi-phia-bac/": None,
        "cum-khoi/huyen-thi-xa-thanh-pho-tinh-lao-cai/": None,
        "dia-phuong/": None,
        "dia-phuong/ha-giang/": None,
        "dia-phuong/tuyen-quang/": None,
        "dinh-chinh/": None,
        "du-lieu/": None,
        "guong/ca-nhan/": None,
        "khen-thuong/": None,
        "gioi-thieu.html": None,
        "guong/": None,
        "guong/e.html": "2024-01-02",
        "hoi-nghi/": None,
        "phong-trao/": None,
        "phong-trao/c/": None,
        "tim-kiem/": None,
        "tin/": None,
        "tin/2024/": None,
        "tin/2024/a.html": "2024-03-05",
        "van-ban/": None,
    }


def test_there_is_a_most_even_where_there_is_nothing(tree):
    assert tree.site().most_in_province == 1


def test_what_is_hidden_is_in_no_count_of_a_campaign(tree):
    tree.campaign("c")
    tree.article("a", campaigns="[c]", provinces="[Lào Cai]", status="hidden")
    tree.article("b", campaigns="[c]", provinces="[Lào Cai]")
    site = tree.site()
    assert [(one.label, one.count) for one in site.listings["phong-trao/c/"].counts] == [("Lào Cai", 1)]
    assert len(site.listings["phong-trao/c/"].entries) == site.most_in_province == 1


def test_campaigns_stand_under_their_states_what_is_going_on_first(tree):
    for name, start, end in (
        ("xong", "2020", "2021"),
        ("sap", "2027", "2030"),
        ("dang-2", "2021", "2030"),
        ("dang-1", "2026-12-01", "2026-12-01"),
        ("mo", "2021", None),
    ):
        tree.campaign(name, start=start, end=end)
    tree.campaign("an", status="hidden")
    tree.campaign("nhap", status="draft")
    groups = [(state, [one.title for one in group]) for state, group in tree.site().campaigns_by_state]
    assert groups == [
        ("đang diễn ra", ["dang-1", "dang-2"]),
        ("không rõ thời hạn", ["mo"]),
        ("sắp diễn ra", ["sap"]),
        ("đã kết thúc", ["xong"]),
    ]


def test_a_state_that_no_campaign_is_in_is_left_out(tree):
    assert tree.site().campaigns_by_state == []
    tree.campaign("xong", end="2021")
    assert [state for state, _ in tree.site().campaigns_by_state] == ["đã kết thúc"]


def earlier(site, title):
    return next(
        [one.title for one in before] for story, before in site.earlier_of.items() if story.title == title
    )


def test_the_stories_before_one_are_the_four_before_it_in_its_category(tree):
    for day in range(1, 8):
        tree.article(f"a{day}", date=f"2024-01-0{day}")
    tree.article("khac", date="2024-01-05", category="Phong trào")
    tree.article("an", date="2024-01-05", status="hidden")
    tree.article("rut", date="2024-01-05", withdrawn="{reason: Sai, date: 2024-03-06}")
    site = tree.site()
    assert earlier(site, "a7") == ["a6", "a5", "a4", "a3"]
    assert earlier(site, "a3") == ["a2", "a1"]
    assert earlier(site, "a1") == earlier(site, "khac") == []
    assert set(site.earlier_of) == set(site.stories)


def test_what_is_written_later_does_not_change_what_stands_before(tree):
    for day in range(1, 8):
        tree.article(f"a{day}", date=f"2024-01-0{day}")
    before = earlier(tree.site(), "a6")
    tree.article("moi", date="2024-02-01")
    assert earlier(tree.site(), "a6") == before


@pytest.fixture
def pictures(tree):
    """The names of the originals that stand on a page."""
    for width, name in enumerate("abcdefgh", start=30):
        tree.picture(f"images/{name}.jpg", (1200 + width, 30))

    def pictures(**options):
        return sorted(one.original.stem for one in tree.site(**options).pictures)

    return pictures


def test_pictures_are_those_that_stand_on_a_page_each_once(tree, pictures):
    tree.article("mot", image="{src: images/a.jpg, alt: A}", body="![B]({static}/images/b.jpg)")
    tree.article("hai", image="{src: images/a.jpg, alt: A}", body="x ![B]({static}/images/b.jpg) y")
    tree.campaign("c", body="![C]({static}/images/c.jpg)")
    tree.exemplar("e", image="{src: images/d.jpg, alt: D}")
    tree.page("p", body="![E]({static}/images/e.jpg)")
    tree.article("an", status="hidden", image="{src: images/f.jpg, alt: F}")
    assert pictures() == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    ("fields", "published", "private"),
    [
        pytest.param({"status": "draft"}, [], ["a", "b"], id="draft"),
        pytest.param({"date": "2027-01-01"}, [], ["a", "b"], id="to come"),
        pytest.param({"withdrawn": "{reason: Sai, date: 2024-03-06}"}, [], [], id="withdrawn"),
    ],
)
def test_pictures_of_what_is_not_shown_are_not_published(tree, pictures, fields, published, private):
    image = "{src: images/a.jpg, alt: A}"
    tree.article("mot", image=image, body="![B]({static}/images/b.jpg)", **fields)
    assert (pictures(), pictures(drafts=True)) == (published, private)


def test_pictures_come_in_one_order_whatever_names_them_first(tree, pictures):
    tree.article("mot", body="![A]({static}/images/a.jpg)\n![B]({static}/images/b.jpg)")
    before = tree.site().pictures
    tree.article("mot", body="![B]({static}/images/b.jpg)\n![A]({static}/images/a.jpg)")
    assert tree.site().pictures == before


def test_the_pages_at_the_foot_are_those_that_readers_ask_for(tree):
    for name, title, status in (
        ("b", "Đường dây nóng", "published"),
        ("a", "Giới thiệu", "published"),
        ("404", "Không thấy", "published"),
        ("an", "Ẩn", "hidden"),
        ("nhap", "Nháp", "draft"),
    ):
        tree.page(name, title=title, status=status)
    assert [page.title for page in tree.site().pages] == ["Đường dây nóng", "Giới thiệu"]


def test_old_addresses_lead_to_the_new(tree):
    tree.article("a", redirects="[/tin/2020/cu.html, /cu/]")
    tree.campaign("c", redirects="/phong-trao/cu/")
    moved = tree.site().moved
    assert moved["tin/2020/cu.html"] == moved["cu/"] == URL
    assert moved["phong-trao/cu/"] == "phong-trao/c/"


def test_the_old_address_of_a_renamed_province_leads_to_the_new(tree):
    site = tree.site()
    assert site.moved == {"dia-phuong/thua-thien-hue/": "dia-phuong/hue/"}
    assert site.has("dia-phuong/thua-thien-hue/")


@pytest.mark.parametrize(("drafts", "moved"), [(False, False), (True, True)])
def test_the_old_address_of_a_draft_leads_nowhere_yet(tree, drafts, moved):
    tree.article("a", status="draft", redirects="/cu/")
    assert ("cu/" in tree.site(drafts=drafts).moved) == moved


def test_every_address_is_known_whatever_its_kind(tree):
    for n in range(41):
        tree.article(f"a{n}")
    site = tree.site()
    for url in (
        "",
        "phong-trao/",
        "dia-phuong/",
        "guong/",
        "hoi-nghi/",
        "cum-khoi/",
        "tin/",
        "tin/trang/1/",
        "tin/2024/trang/1/",
        "tin/atom.xml",
        "atom.xml",
        "feed.json",
        "tin/2024/a40.html",
    ):
        assert site.has(url), url
    for url in ("tin/trang/2/", "tin/2023/", "tin/2024/", "dia-phuong/lao-cai/atom.xml", "x.html"):
        assert site.has(url) == (url == "tin/2024/"), url


def test_a_profile_that_cites_a_document_makes_a_feed_of_that_but_none_of_news(tree):
    tree.exemplar("e", documents="[Quyết định 666/QĐ-TTg]")
    site = tree.site()
    assert site.has("van-ban/quyet-dinh-666-qd-ttg-2022/atom.xml")
    assert not site.has("atom.xml")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"2024/a": {}, "khac/a": {}},
            ["articles/khac/a.md:1:1: Trùng địa chỉ /tin/2024/a.html với content/articles/2024/a.md."],
            id="two files of one name",
        ),
        pytest.param(
            {"a": {}, "b": {"slug": "a"}},
            ["articles/b.md:6:7: Trùng địa chỉ /tin/2024/a.html với content/articles/a.md."],
            id="one slug",
        ),
        pytest.param(
            {"a": {}, "b": {"slug": "a", "status": "draft"}},
            ["articles/b.md:6:7: Trùng địa chỉ /tin/2024/a.html với content/articles/a.md."],
            id="one slug, one a draft",
        ),
        pytest.param({"2023/a": {"date": "2023-01-01"}, "2024/a": {}}, [], id="one slug in two years"),
        pytest.param(
            {"a": {}, "b": {"redirects": "/tin/2024/a.html"}},
            ["articles/b.md:6:12: Trùng địa chỉ /tin/2024/a.html với content/articles/a.md."],
            id="redirect onto an article",
        ),
        pytest.param(
            {"a": {"redirects": "/tin/2024/a.html"}},
            ["articles/a.md:6:12: Trùng địa chỉ /tin/2024/a.html với content/articles/a.md."],
            id="redirect onto itself",
        ),
        pytest.param(
            {"a": {"redirects": "/tin/2024/A.html"}},
            ["articles/a.md:6:12: Trùng địa chỉ /tin/2024/A.html với content/articles/a.md."],
            id="redirect onto itself in capitals",
        ),
        pytest.param(
            {"a": {}, "b": {"redirects": "/Tin/2024/A.html"}},
            ["articles/b.md:6:12: Trùng địa chỉ /Tin/2024/A.html với content/articles/a.md."],
            id="redirect onto an article in capitals",
        ),
        pytest.param(
            {"a": {"redirects": "/cu/"}, "b": {"redirects": "/cu/"}},
            ["articles/b.md:6:12: Trùng địa chỉ /cu/ với content/articles/a.md."],
            id="two redirects from one address",
        ),
        pytest.param(
            {"a": {"redirects": "[/cu/, /cu/index.html]"}},
            [],
            id="two forms of one address",
        ),
        pytest.param(
            {"a": {"redirects": "[/2020/cu, /2020/cu/, /2020/cu/bai, /2020/cu/bai.aspx]"}},
            [],
            id="redirects below redirects that are no files",
        ),
        pytest.param(
            {"a": {"redirects": "/2020/cu"}, "b": {"redirects": "/2020/cu/"}},
            ["articles/b.md:6:12: Trùng địa chỉ /2020/cu/ với content/articles/a.md."],
            id="two redirects from two forms of one address",
        ),
        pytest.param(
            {"a": {"redirects": "/tin/%C4%91%C3%A2y.aspx"}, "b": {"redirects": "/tin/đây.aspx"}},
            ["articles/b.md:6:12: Trùng địa chỉ /tin/đây.aspx với content/articles/a.md."],
            id="two redirects from one address in letters and in codes",
        ),
        pytest.param(
            {"a": {"redirects": "[/sw.js, /tim-kiem/, /tim-kiem, /atom.xml, /_headers]"}},
            [
                "articles/a.md:6:13: Địa chỉ cũ trùng với nơi để tệp của trang",
                "articles/a.md:6:21: Địa chỉ cũ trùng với nơi để tệp của trang",
                "articles/a.md:6:33: Địa chỉ cũ trùng với nơi để tệp của trang",
                "articles/a.md:6:44: Địa chỉ cũ trùng với nơi để tệp của trang",
                "articles/a.md:6:55: Địa chỉ cũ trùng với nơi để tệp của trang",
            ],
            id="redirects onto files of the site",
        ),
        pytest.param(
            {"a": {"redirects": "/index.html"}},
            ["articles/a.md:6:12: Trùng địa chỉ /index.html với một trang có sẵn."],
            id="redirect onto the front page",
        ),
        pytest.param(
            {"a": {"redirects": "/tin/2024/"}},
            ["articles/a.md:6:12: Trùng địa chỉ /tin/2024/ với một trang có sẵn."],
            id="redirect onto a list",
        ),
        pytest.param(
            {"a": {"redirects": "/dia-phuong/lao-cai/"}},
            ["articles/a.md:6:12: Trùng địa chỉ /dia-phuong/lao-cai/ với một trang có sẵn."],
            id="redirect onto a province",
        ),
        pytest.param(
            {"a": {"redirects": "/dia-phuong/thua-thien-hue/"}},
            ["articles/a.md:6:12: Trùng địa chỉ /dia-phuong/thua-thien-hue/ với"],
            id="redirect onto the old address of a province",
        ),
        pytest.param(
            {"a": {}, "b": {"redirects": "/tin/2024/a.html/"}},
            ["articles/b.md:6:12: Trùng địa chỉ /tin/2024/a.html/ với content/articles/a.md."],
            id="redirect from a folder named as an article",
        ),
        pytest.param(
            {"a": {"redirects": "/tin/2024/A.html/cu/x.html"}},
            ["articles/a.md:6:12: Trùng địa chỉ /tin/2024/A.html/cu/x.html với content/articles/a.md."],
            id="redirect far below an article",
        ),
        pytest.param(
            {"a": {"redirects": "[/atom.xml/, /sitemap.xml/x.html, /robots.txt/, /tin-moi.json/]"}},
            [
                "articles/a.md:6:13: Địa chỉ cũ trùng với nơi để tệp của trang",
                "articles/a.md:6:25: Địa chỉ cũ trùng với nơi để tệp của trang",
                "articles/a.md:6:46: Địa chỉ cũ trùng với nơi để tệp của trang",
                "articles/a.md:6:60: Địa chỉ cũ trùng với nơi để tệp của trang",
            ],
            id="redirects below files of the site",
        ),
        pytest.param(
            {"a": {"redirects": "/cu.html"}, "b": {"redirects": "/cu.html/"}},
            ["articles/b.md:6:12: Trùng địa chỉ /cu.html/ với content/articles/a.md."],
            id="redirect below a redirect",
        ),
        pytest.param(
            {"a": {"redirects": "/cu.html/"}, "b": {"redirects": "/cu.html"}},
            ["articles/b.md:6:12: Trùng địa chỉ /cu.html với content/articles/a.md."],
            id="redirect above a redirect",
        ),
        pytest.param(
            {"a": {"redirects": "[/tin/2024.html, /tin/2024/cu/, /dia-phuong/lao-cai/cu.html]"}},
            [],
            id="redirects beside and below lists, onto no file",
        ),
    ],
)
def test_one_address_is_for_one_thing(tree, files, expected):
    for name, fields in files.items():
        tree.article(name, **fields)
    told = tree.problems()
    assert len(told) == len(expected), told
    for line, start in zip(told, expected, strict=True):
        assert line.startswith(start)


def test_a_redirect_may_not_stand_where_another_kind_of_content_does(tree):
    tree.page("gioi-thieu")
    tree.campaign("c")
    tree.article(
        "a",
        redirects="[/gioi-thieu.html, /phong-trao/c/, /phong-trao/c/lao-cai/]",
        campaigns="[c]",
        provinces="[Lào Cai]",
    )
    assert [line.split(": ", 1)[1] for line in tree.problems()] == [
        "Trùng địa chỉ /gioi-thieu.html với content/pages/gioi-thieu.md.",
        "Trùng địa chỉ /phong-trao/c/ với content/campaigns/c.md.",
        "Trùng địa chỉ /phong-trao/c/lao-cai/ với một trang có sẵn.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("ma", "má", "Thẻ “má” trùng địa chỉ với thẻ “ma” trong content/articles/a.md."),
        ("đổi mới", "doi moi", "Thẻ “doi moi” trùng địa chỉ với thẻ “đổi mới” trong content/articles/a.md."),
        ("thi đua", "Thi-đua", "Thẻ “Thi-đua” trùng địa chỉ với thẻ “thi đua” trong content/articles/a.md."),
        ("hòa", "Hoà", ""),
        ("một", "hai", ""),
        ("một", "'!!!'", "Thẻ “!!!” không có chữ nào."),
        ("một", "a" * 121, f"Thẻ “{'a' * 80}…” dài quá: chỉ nên là vài từ."),
        ("một", "a" * 120, ""),
    ],
)
def test_two_tags_may_not_share_an_address(tree, one, other, message):
    tree.article("a", date="2023-01-01", tags=f"[{one}]")
    tree.article("b", tags=f"[{other}]")
    assert tree.problems() == ([f"articles/b.md:6:8: {message}"] if message else [])


@pytest.mark.parametrize("value", ["a", "[a]"])
def test_the_clash_of_a_tag_is_told_at_the_tag(tree, value):
    tree.article("a", date="2023-01-01", tags="[á]")
    tree.article("b", tags=value)
    assert tree.problems()[0].startswith(f"articles/b.md:6:{8 - (value == 'a')}: Thẻ “a” trùng")


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (
            "Lê Vân",
            "Lê Văn",
            "Tác giả “Lê Văn” trùng địa chỉ với tác giả “Lê Vân” trong content/articles/a.md.",
        ),
        ("Lê Vân", "lê vân", ""),
        ("Lê Vân", "Lê Văn (Lào Cai)", ""),
        ("Lê Vân", "'***'", "Tác giả “***” không có chữ nào."),
    ],
)
def test_two_authors_may_not_share_an_address(tree, one, other, message):
    tree.article("a", date="2023-01-01", authors=f"[{one}]")
    tree.article("b", authors=f"[{other}]")
    told = "\n".join(tree.problems())
    assert told.startswith(f"articles/b.md:6:11: {message}" if message else "")
    assert bool(told) == bool(message) == ("Lê Vân (Lào Cai)" in told)

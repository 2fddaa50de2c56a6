import pytest


@pytest.fixture
def told(tree):
    """Return the messages on a link in an article, among content of every kind."""

    def told(target, status="published"):
        tree.campaign("c", title="Một phong trào", body="## Một {#mot}")
        tree.article(
            "khac",
            title="Bài khác",
            body="## Hai {#hai}",
            redirects="/tin/2020/cu.html",
            provinces="[Hà Giang]",
            tags="[thi đua]",
        )
        tree.article("nhap", status="draft")
        tree.article("sap-toi", date="2027-01-01")
        tree.article("an", status="hidden")
        tree.article("rut", withdrawn="{reason: Sai, date: 2024-03-06}")
        tree.exemplar("nguoi")
        tree.page("gioi-thieu")
        tree.article("bai", status=status, body=f"Đầu.\n\nXem [đây]({target}).\n{{: #cuoi }}")
        return [line.removeprefix("articles/bai.md:") for line in tree.problems()]

    return told


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/tin/",
        "/tin/2024/",
        "/phong-trao/",
        "/phong-trao/c/",
        "/phong-trao/c/#mot",
        "/dia-phuong/",
        "/dia-phuong/lao-cai/",
        "/dia-phuong/ha-giang/",
        "/dia-phuong/thua-thien-hue/",
        "/guong/",
        "/guong/nguoi.html",
        "/the/thi-dua/",
        "/chuyen-muc/hoi-nghi/",
        "/hoi-nghi/",
        "/cum-khoi/bay-tinh-mien-nui-bien-gioi-phia-bac/",
        "/gioi-thieu.html",
        "/atom.xml",
        "/tin/atom.xml",
        "/tin/2024/khac.html?a=1",
        "/tim-kiem/?q=xóa+nhà+tạm",
        "/tin/2024/an.html",
        "/tin/2024/rut.html",
        "/tin/2020/cu.html",
        "{filename}khac.md",
        "{filename}/articles/khac.md#hai",
        "/tin/2024/khac.html#hai",
        "{filename}/campaigns/c.md",
        "{filename}an.md",
        "{filename}rut.md",
        "#cuoi",
        "https://example.org/a?b#c",
        "http://example.org",
        "mailto:a@example.org",
        "tel:+84123",
    ],
)
def test_a_link_that_leads_somewhere_is_good(told, target):
    assert told(target) == []


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/phog-trao/c/", "Trang này không có địa chỉ “/phog-trao/c/”. Có phải là “/phong-trao/c/”?"),
        ("/phong-trao/d/", "Trang này không có địa chỉ “/phong-trao/d/”."),
        ("/phong-trao/c", "Trang này không có địa chỉ “/phong-trao/c”. Có phải là “/phong-trao/c/”?"),
        (
            "/tin/2024/KHAC.html",
            "Trang này không có địa chỉ “/tin/2024/KHAC.html”. Có phải là “/tin/2024/khac.html”?",
        ),
        ("/tin/2024/nhap.html", "Trang này không có địa chỉ “/tin/2024/nhap.html”."),
        ("/tin/2027/sap-toi.html", "Trang này không có địa chỉ “/tin/2027/sap-toi.html”."),
        ("/tin/2023/", "Trang này không có địa chỉ “/tin/2023/”."),
        ("/guong/khong-co.html", "Trang này không có địa chỉ “/guong/khong-co.html”."),
        ("/the/khen-thuong/", "Trang này không có địa chỉ “/the/khen-thuong/”."),
        (
            "{filename}khca.md",
            "Không có tệp “articles/khca.md” trong content/. Có phải là “articles/khac.md”?",
        ),
        ("{filename}/vocabularies/awards.yaml", "Không có tệp “vocabularies/awards.yaml” trong content/."),
        ("{filename}../../etc/passwd", "Không có tệp “../etc/passwd” trong content/."),
        (
            "{filename}nhap.md",
            "Bài được dẫn tới, content/articles/nhap.md, còn là bản nháp hoặc chưa tới ngày đăng.",
        ),
        (
            "{filename}sap-toi.md",
            "Bài được dẫn tới, content/articles/sap-toi.md, còn là bản nháp hoặc chưa tới ngày đăng.",
        ),
        ("{filename}khac.md#ba", "Trong content/articles/khac.md không có chỗ nào mang tên “#ba”."),
        ("{filename}rut.md#mot", "Trong content/articles/rut.md không có chỗ nào mang tên “#mot”."),
        ("/tin/2024/khac.html#ba", "Trang /tin/2024/khac.html không có chỗ nào mang tên “#ba”"),
        ("/tin/2024/rut.html#mot", "Trang /tin/2024/rut.html không có chỗ nào mang tên “#mot”"),
        ("/tin/#ba", "Trang /tin/ không có chỗ nào mang tên “#ba”"),
        ("#khong-co", "Trong bài không có chỗ nào mang tên “#khong-co”."),
        ("{static}/files/a.pdf", "Không có tệp đính kèm “files/a.pdf” trong content/."),
        ("{static}\\files\\a.pdf", "Đường dẫn tệp viết bằng dấu gạch chéo /"),
        ("{attach}a.pdf", "Không dùng được liên kết “{attach}a.pdf”. Tệp đính kèm đặt trong content/files/"),
        (
            "../files/2024/a.pdf",
            "Liên kết “../files/2024/a.pdf” không rõ dẫn tới đâu. Tệp đính kèm đặt trong",
        ),
        ("{author}x", "Không dùng được liên kết “{author}x”."),
        ("javascript:alert(1)", "Liên kết kiểu “javascript:” không được dùng."),
        ("JavaScript:alert(1)", "Liên kết kiểu “JavaScript:” không được dùng."),
        ("data:text/html,x", "Liên kết kiểu “data:” không được dùng."),
        ("ftp://example.org/", "Liên kết kiểu “ftp:” không được dùng."),
        (
            "https:///x",
            "Địa chỉ web phải bắt đầu bằng https:// hoặc http:// và không có dấu cách. Đang là “https:///x”.",
        ),
        ("//example.org/", "Địa chỉ web phải bắt đầu bằng https:// hoặc http://"),
        ("khac.html", "Liên kết “khac.html” không rõ dẫn tới đâu."),
        ("../khac.md", "Liên kết “../khac.md” không rõ dẫn tới đâu."),
        ("www.example.org", "Liên kết “www.example.org” không rõ dẫn tới đâu."),
        ("?a=1", "Liên kết “?a=1” không rõ dẫn tới đâu."),
        ("", "Liên kết chưa có địa chỉ. Dẫn tới bài khác: {filename}/articles/2024/ten-bai.md;"),
        ("..\\khac.md", "Liên kết “..\\khac.md” viết bằng dấu gạch chéo /, không phải \\."),
        ("{filename}..\\khac.md", "Liên kết “{filename}..\\khac.md” viết bằng dấu gạch chéo /"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_where_it_is_written(told, target, message):
    (line,) = told(target)
    assert line.startswith(f"10:11: {message}")


def test_a_draft_may_lead_to_a_draft(told):
    assert told("{filename}nhap.md", status="draft") == []


def test_links_of_campaigns_exemplars_and_pages_are_checked_too(tree):
    for add in (tree.campaign, tree.exemplar, tree.page):
        add("x", body="[a](/khong-co/)")
    assert [line.split(":")[0] for line in tree.problems()] == [
        "campaigns/x.md",
        "exemplars/x.md",
        "pages/x.md",
    ]


def test_a_link_to_a_file_that_cannot_be_read_is_no_fault_of_its_own(tree):
    tree.write("articles/hong.md", "không có khai báo")
    tree.article("a", body="[x]({filename}hong.md) [y]({filename}hong.md#z)")
    (line,) = tree.problems()
    assert line.startswith("articles/hong.md:1:1: ")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('[x](#hai)\n\nMột <span id="hai">hai</span>.', id="to a typed name"),
        pytest.param("x[^A]\n\n[^A]: y", id="of a footnote in capitals"),
    ],
)
def test_a_link_within_the_article_leads_to_its_names(tree, body):
    tree.article("a", body=body)
    assert tree.problems() == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("[^1]: mồ côi", "7:1: Không chỗ nào trong bài dẫn tới chú thích [^1].", id="never used"),
        pytest.param("x[^A]\n\n[^a]: y", "7:2: Chú thích [^A] không có lời", id="of another case"),
    ],
)
def test_a_footnote_that_goes_wrong_is_told_once_in_the_words_of_its_editor(tree, body, expected):
    tree.article("a", body=body)
    told = tree.problems()
    assert "fnref" not in str(told)
    assert told[0].startswith(f"articles/a.md:{expected}")

import pytest

from sites import CONTENT

RULES = """sources: [articles]
drawings: {folder: images/tranh, credit: Tranh minh họa, alt: Tranh vẽ}
unverified:
  - text: [18/1/2022, Kỷ niệm chương]
  - text: "2030"
    files: b.md
"""
SOURCED = {"source": "{name: Báo Thử}", "provinces": "[Lào Cai]"}


@pytest.fixture
def told(tree):
    """The warnings of content with an article of these fields, by its name."""

    def told(name="a", body="Nội dung.", **fields):
        tree.write("house_rules.yaml", RULES)
        tree.article(name, body, **SOURCED | fields)
        return [line.splitlines()[0] for line in tree.advice()]

    return told


def test_an_article_that_keeps_to_the_rules_has_no_warning(told):
    assert told() == []


def test_a_report_without_a_source_is_warned_about_where_the_rules_ask_for_one(tree, told):
    tree.exemplar("nguoi", provinces="[Lào Cai]")
    assert told(source=None) == ["articles/a.md:1:1: Không ghi nguồn (“source”)."]


@pytest.mark.parametrize("body", ["Trao Kỷ niệm chương.", "Trao kỷ niệm chương.", "trao\n\nKỶ NIỆM CHƯƠNG"])
def test_an_unverified_statement_is_found_in_any_case_at_its_line(told, body):
    (line,) = told(body=f"{body}\n")
    assert line.endswith("nằm trong danh sách chưa kiểm chứng được.")
    assert line.startswith(("articles/a.md:9:6:", "articles/a.md:11:1:"))


def test_it_is_found_in_front_matter_and_in_the_closed_lists(tree, told):
    clusters = (CONTENT / "vocabularies/clusters.yaml").read_text("utf-8")
    tree.write("vocabularies/clusters.yaml", f"# Xem ngày 18/1/2022\n{clusters}")
    assert told(summary="Ngày 18/1/2022.") == [
        "articles/a.md:5:15: “18/1/2022” nằm trong danh sách chưa kiểm chứng được.",
        "vocabularies/clusters.yaml:1:12: “18/1/2022” nằm trong danh sách chưa kiểm chứng được.",
    ]


@pytest.mark.parametrize(("name", "warnings"), [("a", 0), ("b", 1)])
def test_it_is_looked_for_in_the_named_files_only(told, name, warnings):
    assert len(told(name, body="Đến năm 2030.")) == warnings


@pytest.mark.parametrize("body", ["Số 118/1/2022.", "Ngày 18/1/20221."])
def test_part_of_a_longer_number_is_something_else(told, body):
    assert told(body=body) == []


@pytest.mark.parametrize(
    ("alt", "credit", "warnings"),
    [
        ("Tranh vẽ ruộng", "Tranh minh họa", []),
        ("Ruộng", "Tranh minh họa", ["Ảnh này là tranh: lời tả phải mở đầu bằng “Tranh vẽ”."]),
        ("Tranh vẽ ruộng", "Lò Mai", ["Ảnh này là tranh: hãy ghi “photo_credit: Tranh minh họa”."]),
    ],
)
def test_a_drawing_is_called_a_drawing(tree, told, alt, credit, warnings):
    tree.picture("images/tranh/ruong.jpg")
    said = told(image=f"{{src: images/tranh/ruong.jpg, alt: {alt}}}", photo_credit=credit)
    assert [line.split(": ", 1)[1] for line in said] == warnings


@pytest.mark.parametrize(
    ("caption", "warnings"),
    [
        ("Tranh minh họa", []),
        ("Ruộng bậc thang. Tranh minh họa", []),
        ("Ruộng bậc thang", ["Ảnh này là tranh: hãy ghi “Tranh minh họa” trong chú thích (“caption”)."]),
    ],
)
def test_the_caption_of_a_campaign_calls_its_drawing_a_drawing(tree, caption, warnings):
    tree.write("house_rules.yaml", RULES)
    tree.picture("images/tranh/ruong.jpg")
    tree.campaign("a", image=f"{{src: images/tranh/ruong.jpg, alt: Tranh vẽ ruộng, caption: {caption}}}")
    assert [line.splitlines()[0].split(": ", 1)[1] for line in tree.advice()] == warnings


def test_a_photograph_is_no_drawing(tree, told):
    tree.picture("images/le-trao.jpg")
    assert told(image="{src: images/le-trao.jpg, alt: Lễ trao}", photo_credit="Lò Mai") == []


def test_content_without_the_file_has_no_rules(tree):
    tree.article("a", "Kỷ niệm chương.", provinces="[Lào Cai]")
    assert tree.advice() == []


def test_rules_of_comments_alone_are_none(tree):
    tree.write("house_rules.yaml", "# Chưa có luật nào.\n")
    tree.article("a", "Kỷ niệm chương.", provinces="[Lào Cai]")
    assert tree.advice() == []


def test_the_newsrooms_rules_can_be_read(tree):
    tree.write("house_rules.yaml", (CONTENT / "house_rules.yaml").read_text("utf-8"))
    tree.article("a", "Kế hoạch 10-NQ/TU.", **SOURCED)
    assert len(tree.advice()) == 1

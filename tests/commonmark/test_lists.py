"""Lists as editors type and paste them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def ul(*items):
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


@pytest.mark.parametrize(
    "above", ["Các việc:", "**Các việc**", "![A](a.jpg)\nLễ trao.", "## Các việc", "> Lời"]
)
@pytest.mark.parametrize("mark", ["-", "+", "*", "•", "\uf0b7", "\uf0a7", "▪", "➢"])
def test_a_list_begins_right_under_any_line(html, above, mark):
    assert html(f"{above}\n{mark} một\n{mark} hai").endswith(ul("một", "hai"))


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
@pytest.mark.parametrize("mark", ["-", "+", "*", "1.", "1)", "•"])
def test_a_list_nests_by_two_spaces_or_more(html, indent, mark):
    inner = html(f"{mark} con")
    assert html(f"- một\n{indent}{mark} con\n- hai") == ul(f"một{inner}", "hai")


def test_an_indented_paragraph_belongs_to_its_item_and_makes_the_list_loose(html):
    assert html("- một\n\n  thêm\n- hai") == ul("<p>một</p><p>thêm</p>", "<p>hai</p>")
    assert html("- một\n- hai\n\nsau") == f"{ul('một', 'hai')}<p>sau</p>"


def test_marks_of_the_official_style_are_lists_one_after_the_other(html):
    assert html("- Tập thể:\n+ Cờ\n+ Bằng\n- Cá nhân") == ul("Tập thể:") + ul("Cờ", "Bằng") + ul("Cá nhân")


@pytest.mark.parametrize(
    ("text", "start", "values"),
    [
        ("1. a\n2. b\n3. c", None, [None, None, None]),
        ("1. a\n1. b\n1. c", None, [None, None, None]),
        ("1. a\n2. b\n4. c", None, [None, None, "4"]),
        ("3. a\n2. b\n1. c", "3", [None, "2", "1"]),
        ("30. a\n19. b", "30", [None, "19"]),
        ("2021. a\n2023. b\n2025. c", "2021", [None, "2023", "2025"]),
        ("2. a\n2. b", "2", [None, "2"]),
        ("1. a\n\n2. b\n\n5. c", None, [None, None, "5"]),
        ("7) a\n8) b", "7", [None, None]),
    ],
)
def test_a_typed_number_stays(html, text, start, values):
    page = html(text).replace('class="wide" ', "")
    assert page.startswith(f'<ol start="{start}">' if start else "<ol>")
    assert [
        part.partition('value="')[2].partition('"')[0] or None for part in page.split("<li")[1:]
    ] == values


@given(st.lists(st.integers(0, 999_999_999), min_size=2, max_size=6))
@settings(derandomize=True, database=None, deadline=None, max_examples=150)
def test_any_numbers_are_shown_as_typed(read, numbers):
    page = read("\n".join(f"{number}. chữ" for number in numbers))[0]
    shown, number = [], int(page.partition('start="')[2].partition('"')[0] or 1) - 1
    for item in page.split("<li")[1:]:
        value = item.partition('value="')[2].partition('"')[0]
        number = int(value) if value else number + 1
        shown.append(number)
    counts = set(numbers) in ({0}, {1})  # Markdown counts
    assert shown == (list(range(numbers[0], numbers[0] + len(numbers))) if counts else numbers)


@pytest.mark.parametrize("mark", "–—")
def test_a_dash_of_a_dialogue_stays(html, mark):
    page = html(f"Lan kể:\n{mark} Cháu chào bác!\n{mark} Chào cháu.")
    assert page.endswith(f'<ul class="typed"><li>{mark} Cháu chào bác!</li><li>{mark} Chào cháu.</li></ul>')


def test_letters_stay_since_html_cannot_count_in_vietnamese(html):
    assert html("Gồm:\na) một **b**\nb) hai\nđ) ba") == (
        '<p>Gồm:</p><ul class="typed"><li>a) một <strong>b</strong></li><li>b) hai</li><li>đ) ba</li></ul>'
    )
    assert html("i) một\n\nii) hai").count("<p>i") == 2
    assert html("i)\tmột\nii)\thai").count("<li>i") == 2


@pytest.mark.parametrize(
    "text", ["Từ\n2025. thì", "Từ 2021\n2023. 2025", "-chữ", "1.chữ", "(a) chữ", "5.000 căn"]
)
def test_text_within_a_paragraph_is_no_list(read, text):
    assert "<li" not in read(text)[0]


def test_bullets_that_word_changes_to_letters_are_bullets(html):
    assert html("o\tmột\no\thai\n§\tba") == ul("một", "hai", "ba")


@pytest.mark.parametrize("indent", ["    ", "\t", "      "])
def test_an_indented_paragraph_is_text(html, indent):
    assert html(f"Đầu.\n\n{indent}Thụt **vào**.") == "<p>Đầu.</p><p>Thụt <strong>vào</strong>.</p>"


@pytest.mark.parametrize("mark", ["a)", "—", "•"])
def test_a_pasted_mark_alone_is_text(html, mark):
    assert html(f"Trên.\n\n{mark}\n\nDưới.") == f"<p>Trên.</p><p>{mark}</p><p>Dưới.</p>"

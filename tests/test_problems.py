from dataclasses import replace

import pytest

from newsroom.files.frontmatter import parse
from newsroom.problems import (
    LONGEST_HINT,
    LONGEST_MESSAGE,
    MOST_ALIKE,
    MOST_KINDS,
    ContentError,
    Problem,
    Problems,
    position,
)

FAULT = Problem("articles/lu.md", 7, 13, "Không có tỉnh này.", "Xem danh mục.")
WARNING = replace(FAULT, warning=True)


def test_a_problem_reads_as_editors_and_their_tools_expect():
    assert str(FAULT) == "articles/lu.md:7:13: Không có tỉnh này.\n  Xem danh mục."


def test_a_warning_says_that_it_is_one():
    assert str(WARNING).startswith("articles/lu.md:7:13: cảnh báo: Không có")


def test_problems_come_in_the_order_of_the_file_by_number_not_by_digit():
    lines = [
        Problem("b.md", 1, 1, ""),
        Problem("a.md", 10, 1, ""),
        Problem("a.md", 9, 12, ""),
        Problem("a.md", 9, 2, ""),
    ]
    told = ContentError(lines).problems
    assert [(one.path, one.line, one.column) for one in told] == [
        ("a.md", 9, 2),
        ("a.md", 9, 12),
        ("a.md", 10, 1),
        ("b.md", 1, 1),
    ]


def test_the_error_of_a_whole_site_names_every_problem():
    text = str(ContentError([FAULT, WARNING, Problem("z.md", 1, 1, "Khác.")]))
    assert "articles/lu.md:7:13" in text
    assert "z.md:1:1: Khác." in text


@pytest.mark.parametrize("is_draft", [False, True])
def test_only_what_is_lacking_may_wait_while_the_file_is_a_draft(is_draft):
    problems = Problems("a.md")
    problems.is_draft = is_draft
    problems.fault((1, 1), "Sai.")
    problems.lack((2, 1), "Thiếu.")
    assert [(one.message, one.warning) for one in problems] == [("Sai.", False), ("Thiếu.", is_draft)]


def test_a_kept_collector_still_knows_its_problems_and_where_each_field_stood():
    problems = Problems("a.md")
    parse('"hai từ": A\nhonours:\n  - award: B\n', problems)
    problems.warn(("honours", 0, "award"), "Xem lại.", "Ở đâu.")
    kept = Problems("a.md", problems.rows(), problems.keep_positions)
    kept.fault(("honours", 0, "grade"), "Sai.")
    kept.fault(("hai từ",), "Lạ.")
    assert [str(one) for one in kept] == [
        "a.md:4:12: cảnh báo: Xem lại.\n  Ở đâu.",
        "a.md:4:5: Sai.",
        "a.md:2:11: Lạ.",
    ]


def test_a_field_is_reported_only_where_it_is_written():
    problems = Problems("a.md")
    parse("modified: nay\n", problems)
    assert not problems.is_reported(("modified",))
    problems.fault(("modified",), "Sai.")
    problems.fault((), "Thiếu.")
    assert problems.is_reported(("modified",))
    assert not problems.is_reported(("slug",))


def test_of_many_problems_of_one_kind_fifty_are_listed_and_the_others_counted():
    problems = Problems("a.md")
    for line in range(1, 2001):
        problems.fault((line, 1), f"Thẻ <b{line}> không dùng được.", "Xóa đi.")
        problems.warn((line, 2), f"“từ {line}” viết hai lần.")
    problems.fault((3000, 1), "Lỗi khác.")
    kept = Problems("a.md", problems.rows())
    kept.fault((4000, 1), "Thẻ <c> không dùng được.")
    assert len(kept) == 2 * MOST_ALIKE + 1
    assert [str(one) for one in kept if one.more] == [
        "a.md:50:1: Thẻ <b50> không dùng được.\n  Xóa đi.\n  … và 1.951 lỗi cùng loại nữa trong tệp này.",
        "a.md:50:2: cảnh báo: “từ 50” viết hai lần.\n  … và 1.950 cảnh báo cùng loại nữa trong tệp này.",
    ]
    assert str(kept[-1]) == "a.md:3000:1: Lỗi khác."


def test_even_problems_of_a_thousand_kinds_are_bounded():
    problems = Problems("a.md")
    for number in range(100_000):
        word = "".join(chr(ord("a") + int(digit)) for digit in str(number % 1000))
        problems.fault((number + 1, 1), f"Lỗi {word}.")
    assert len(problems) <= MOST_ALIKE * (MOST_KINDS + 1)
    assert sum(1 + one.more for one in problems) == 100_000


def test_a_message_that_quotes_a_whole_text_is_cut():
    problems = Problems("a.md")
    problems.fault((1, 1), f"Không có tệp “{'../' * 50_000}”.", "Viết [" + "a, " * 50_000 + "]")
    assert len(problems[0].message) == LONGEST_MESSAGE
    assert len(problems[0].hint) == LONGEST_HINT
    assert problems[0].message.endswith("…")
    assert problems[0].hint.endswith("…")


@pytest.mark.parametrize("before", [0, MOST_ALIKE])
def test_a_retracted_problem_makes_room_for_another(before):
    problems = Problems("a.md")
    for line in range(1, before + 1):
        problems.fault((line, 1), "Một.")
    problems.fault((90, 1), "Hai.")
    problems.fault((91, 1), "Hai.")
    problems.retract(90)
    for _ in range(MOST_ALIKE):
        problems.fault((92, 1), "Hai.")
    assert [one.line for one in problems[before:]] == [91] + [92] * (MOST_ALIKE - 1)
    assert problems[-1].more == 1


@pytest.mark.parametrize("text", ["", "\n", "ab", "ab\n\ncd\n", "\r\n\u2028x"])
def test_a_position_counts_the_lines_and_columns_before_it(text):
    for offset in range(len(text) + 1):
        above = text[:offset].split("\n")
        assert position(text, offset) == (len(above), len(above[-1]) + 1)

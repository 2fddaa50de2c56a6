from dataclasses import replace

import pytest

from newsroom.files.frontmatter import parse
from newsroom.problems import ContentError, Problem, Problems

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

from newsroom.core.problems import ContentError, Problem

FAULT = Problem("articles/lu.md", 7, 13, "Không có tỉnh này.", "Xem danh mục.")


def test_a_problem_reads_as_editors_and_their_tools_expect():
    assert str(FAULT) == "articles/lu.md:7:13: Không có tỉnh này.\n  Xem danh mục."


def test_a_warning_says_that_it_is_one():
    assert str(FAULT.as_warning()).startswith("articles/lu.md:7:13: cảnh báo: Không có")


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
    text = str(ContentError([FAULT, FAULT.as_warning(), Problem("z.md", 1, 1, "Khác.")]))
    assert "articles/lu.md:7:13" in text
    assert "z.md:1:1: Khác." in text

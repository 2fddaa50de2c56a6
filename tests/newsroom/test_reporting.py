import pytest

from newsroom.core.problems import Problem
from newsroom.reporting import describe

FAULT = Problem("content/a,b.md", 7, 13, "Sai 100%.", "Xem\nsổ tay.")


def test_each_problem_is_said_with_its_place_and_all_are_counted():
    assert describe([FAULT, FAULT.as_warning()]).splitlines() == [
        "content/a,b.md:7:13: Sai 100%.",
        "  Xem",
        "sổ tay.",
        "content/a,b.md:7:13: cảnh báo: Sai 100%.",
        "  Xem",
        "sổ tay.",
        "1 lỗi, 1 cảnh báo trong 1 tệp.",
    ]


@pytest.mark.parametrize(("problem", "command"), [(FAULT, "error"), (FAULT.as_warning(), "warning")])
def test_an_annotation_is_one_line_with_everything_escaped(problem, command):
    first = describe([problem], "github").splitlines()[0]
    assert first == f"::{command} file=content/a%2Cb.md,line=7,col=13::Sai 100%25. Xem%0Asổ tay."


def test_nothing_wrong_is_said_too():
    assert describe([]) == "Không có lỗi nào."

import json
from dataclasses import replace

import pytest

from newsroom.editor.reports import describe
from newsroom.problems import Problem

FAULT = Problem("content/a,b.md", 7, 13, "Sai 100%.", "Xem\nsổ tay.")
WARNING = replace(FAULT, warning=True)


def test_each_problem_is_said_with_its_place_and_all_are_counted():
    assert describe([FAULT, WARNING]).splitlines() == [
        "content/a,b.md:7:13: Sai 100%.",
        "  Xem",
        "sổ tay.",
        "content/a,b.md:7:13: cảnh báo: Sai 100%.",
        "  Xem",
        "sổ tay.",
        "1 lỗi, 1 cảnh báo trong 1 tệp.",
    ]


@pytest.mark.parametrize(("problem", "command"), [(FAULT, "error"), (WARNING, "warning")])
def test_an_annotation_is_one_line_with_everything_escaped(problem, command):
    first = describe([problem], "github").splitlines()[0]
    assert first == f"::{command} file=content/a%2Cb.md,line=7,col=13::Sai 100%25. Xem%0Asổ tay."


def test_a_code_quality_report_has_each_problem_by_itself():
    moved = Problem(FAULT.path, 9, 1, FAULT.message, FAULT.hint)
    first, second, warning = json.loads(describe([FAULT, moved, WARNING], "gitlab"))
    assert first | {"fingerprint": ""} == {
        "description": "Sai 100%. Xem\nsổ tay.",
        "check_name": "invoke check",
        "fingerprint": "",
        "severity": "blocker",
        "location": {"path": "content/a,b.md", "lines": {"begin": 7}},
    }
    assert len({one["fingerprint"] for one in (first, second, warning)}) == 3
    assert warning["severity"] == "minor"
    assert json.loads(describe([moved], "gitlab"))[0]["fingerprint"] == first["fingerprint"]
    assert describe([], "gitlab") == "[]"


def test_nothing_wrong_is_said_too():
    assert describe([]) == "Không có lỗi nào."


def test_many_warnings_are_cut_short_but_no_fault_is():
    warnings = [Problem("content/a.md", row, 1, "Xem lại.", warning=True) for row in range(1, 31)]
    lines = describe([*warnings, FAULT], most=20).splitlines()
    assert [line for line in lines if "cảnh báo: " in line] == [str(one) for one in warnings[:20]]
    assert "content/a,b.md:7:13: Sai 100%." in lines
    assert lines[-2:] == [
        "… và 10 cảnh báo nữa; xem tất cả: invoke check",
        "1 lỗi, 30 cảnh báo trong 2 tệp.",
    ]
    assert len(describe(warnings).splitlines()) == 31


def test_problems_that_are_not_listed_are_counted_in_every_format():
    many = replace(FAULT, hint="", more=1234)
    more = "… và 1.234 lỗi cùng loại nữa trong tệp này."
    text = describe([many, WARNING])
    assert text.splitlines()[1] == f"  {more}"
    assert text.splitlines()[-1] == "1.235 lỗi, 1 cảnh báo trong 1 tệp."
    assert describe([many], "github").splitlines()[0].endswith(f"::Sai 100%25. {more}")
    assert json.loads(describe([many], "gitlab"))[0]["description"] == f"Sai 100%. {more}"
    assert json.loads(describe([many], "json"))[0]["more"] == 1234

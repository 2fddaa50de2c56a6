"""Conflicts of git: each is reported once, and nothing else because of it."""

import pytest

from newsroom.files.conflict_markers import MOST_CONFLICTS
from newsroom.files.text_file import decode
from newsroom.problems import Problems

FRONT = """---
title: Bài
<<<<<<< HEAD
date: 2024-03-05
summary: Bản của ta.
=======
date: 2024-03-06
summary: "Bản của họ: chưa đóng ngoặc.
>>>>>>> theirs
category: Phong trào
---
Nội dung.
"""
BODY = """
Đoạn một.

<<<<<<< HEAD
Đoạn của ta.
||||||| 1a2b3c4
Đoạn cũ.
=======
# Đoạn của họ <div>
>>>>>>> theirs

Đoạn cuối.
"""
LIST = """clusters:
<<<<<<< HEAD
  - {id: khoi-bao-chi, name: Khối thi đua báo chí, kind: khối}
=======
  - {id: khoi-bao-chi, name: Khối báo chí, kind: khối}
>>>>>>> theirs
"""
MESSAGE = "Dấu xung đột của git: hai bản sửa khác nhau của cùng một chỗ chưa được gộp"


def messages(tree):
    """Return the first line of each message, without those that say how to mend the fault."""
    return [message.partition("\n")[0] for message in tree.problems()]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["Unix", "Windows"])
def test_a_conflict_in_front_matter_is_the_only_fault(tree, line_end):
    tree.write("articles/2024/a.md", FRONT.replace("\n", line_end).encode())
    assert messages(tree) == [f"articles/2024/a.md:3:1: {MESSAGE} (xem cả dòng 6, 9)."]


def test_other_faults_of_the_file_are_reported_at_their_lines(tree):
    tree.write("articles/2024/a.md", FRONT.replace("Phong trào", "Phong tràu") + BODY)
    assert [message.split(": ")[0] for message in messages(tree)] == [
        f"articles/2024/a.md:{place}" for place in ("3:1", "10:11", "16:1")
    ]


def test_the_editor_is_told_what_to_do(tree):
    tree.write("articles/2024/a.md", FRONT)
    assert "\n  Giữ bản đúng hoặc gộp hai bản, rồi xóa mọi dòng mở đầu bằng <<<<<<<" in tree.problems()[0]


def test_a_conflict_in_the_body_names_all_its_lines(tree):
    tree.article("a", body=BODY)
    (message,) = messages(tree)
    assert message.endswith(f": {MESSAGE} (xem cả dòng 12, 14, 16).")


def test_each_conflict_is_reported(tree):
    tree.article("a", body=BODY + BODY)
    assert len(messages(tree)) == 2


@pytest.mark.parametrize(
    "path",
    ["vocabularies/clusters.yaml", "house_rules.yaml", "addresses.txt", "campaigns/a.md", "pages/a.md"],
)
def test_a_conflict_is_found_in_every_file(tree, path):
    text = {"addresses.txt": "/\n<<<<<<< HEAD\n/khong-con.html\n=======\n/cung-khong.html\n>>>>>>> theirs\n"}
    tree.write(path, text.get(path, LIST if path.endswith("clusters.yaml") else "a\n<<<<<<< HEAD\nb\n"))
    tree.article("cum", cluster="Khối thi đua báo chí" if "clusters" in path else None)
    assert [message for message in messages(tree) if MESSAGE in message] == [
        f"{path}:2:1: {MESSAGE}"
        + (" (xem cả dòng 4, 6)." if path in {"addresses.txt", "vocabularies/clusters.yaml"} else ".")
    ]


def test_a_list_with_a_conflict_excuses_the_names_in_it(tree):
    tree.write("vocabularies/clusters.yaml", LIST)
    tree.article("cum", cluster="Khối không có")
    assert len(messages(tree)) == 1


def test_a_conflict_of_whole_files_is_the_only_fault(tree):
    text = "---\ntitle: a\n---\nb\n"
    tree.write("articles/2024/a.md", f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n")
    assert messages(tree) == [f"articles/2024/a.md:1:1: {MESSAGE} (xem cả dòng 6, 11)."]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("a\n=======\nb\n>>>>>>> theirs\n", (2, 1), id="the first marker has been deleted"),
        pytest.param("a\n<<<<<<< HEAD\nb\n=======\nc\n", (2, 1), id="the last marker has been deleted"),
        pytest.param("a\n<<<<<<< HEAD\nb\n", (2, 1), id="only the first is left"),
        pytest.param("a\nb\n>>>>>>> theirs", (3, 1), id="only the last is left"),
        pytest.param("a\nb\n>>>>>>>", (3, 1), id="without a label"),
        pytest.param("a\n\n=======\n\nb\n", (3, 1), id="only the middle is left"),
        pytest.param("a\n||||||| 1a2b3c4\nb\n", (2, 1), id="only the common version is left"),
    ],
)
def test_a_part_of_a_conflict_is_reported_once(text, place):
    problems = Problems("a.md")
    decode(text.encode(), problems)
    ((line, column),) = [(problem.line, problem.column) for problem in problems]
    assert (line, column) == place


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Đề mục\n=======\n\nLời.", id="a heading"),
        pytest.param("| a | b |\n|||||||\n", id="an empty row of a table"),
        pytest.param("a <<<<<<< b\nd >>>>>>> c\n", id="within lines"),
        pytest.param("<<<<<<<<< a\n>>>>>>>>> b", id="longer signs"),
        pytest.param("<<<<<<<<<< Xem thêm >>>>>>>>>>\n\n>>>>>>>>>> Hết", id="ornaments"),
        pytest.param("a\n\n==========\n\nb", id="a longer line"),
    ],
)
def test_other_lines_are_no_conflict(text):
    problems = Problems("a.md")
    assert (decode(text.encode(), problems), problems) == (text, [])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda line: f"  {line}", id="indented"),
        pytest.param(lambda line: f"\t{line}", id="indented by a tab"),
        pytest.param(lambda line: f"> {line}", id="quoted"),
        pytest.param(lambda line: line.replace(" ", "\t"), id="tab before the label"),
        pytest.param(lambda line: line.replace(" ", "\xa0"), id="no-break spaces"),
        pytest.param(lambda line: f"{line}  ", id="spaces behind"),
        pytest.param(
            lambda line: line.replace("<<<", "<<<<<").replace("===", "=====").replace(">>>", ">>>>>"),
            id="longer",
        ),
        pytest.param(
            lambda line: line if line[0] == "=" else f"\\{line}", id="escaped by an editing program"
        ),
    ],
)
def test_a_conflict_whose_lines_were_changed_is_reported_once(change):
    lines = ["a", "", "<<<<<<< HEAD", "b", "=======", "c", ">>>>>>> theirs", "", "d"]
    problems = Problems("a.md")
    text = decode(
        "\n".join(change(line) if line[:3] in {"<<<", "===", ">>>"} else line for line in lines).encode(),
        problems,
    )
    assert [problem.line for problem in problems] == [3]
    assert text.split() == ["a", "b", "d"]


def test_a_conflict_within_a_conflict_is_part_of_it():
    inner = [
        "<<<<<<<<< Temporary merge branch 1",
        "x",
        "=========",
        "y",
        ">>>>>>>>> Temporary merge branch 2",
    ]
    lines = [
        "a",
        "<<<<<<< HEAD",
        "b",
        "||||||| merged common ancestors",
        *inner,
        "=======",
        "c",
        ">>>>>>> theirs",
    ]
    problems = Problems("a.md")
    assert decode("\n".join(lines).encode(), problems).split() == ["a", "b"]
    assert [problem.line for problem in problems] == [2]


def test_a_file_with_thousands_of_conflicts_is_refused_in_one_sentence(tree):
    tree.write("addresses.txt", "<<<<<<< a\n/b\n=======\n/c\n>>>>>>> d\n" * (MOST_CONFLICTS + 1))
    (problem,) = tree.problems()
    assert problem.startswith("addresses.txt:1:1: Tệp có quá 1.000 dấu xung đột của git nên không được đọc.")

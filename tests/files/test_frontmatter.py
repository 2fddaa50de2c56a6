import time
from itertools import pairwise

import pytest
import yaml

from newsroom.files import misread_lines
from newsroom.files.frontmatter import MAX_LENGTH, parse
from newsroom.files.text_file import decode
from newsroom.problems import Problems


@pytest.fixture(params=[misread_lines.LOADER, yaml.SafeLoader], ids=["libyaml", "pure Python"], autouse=True)
def loader(request, monkeypatch):
    """Read the same with and without libyaml."""
    monkeypatch.setattr(misread_lines, "LOADER", request.param)


def read(text):
    """The values of front matter and its problems, in the order in which they are found."""
    problems = Problems("a.md")
    return parse(text, problems), problems


def told(text):
    return [f"{one.line}:{one.column}: {one.message}" for one in read(text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "on",
        "true",
        "12:30",
        "2024-02-30",
        "2024-03-05",
        "010",
        "1e3",
        "0x1F",
        "29.000",
        "1_000",
        ".5",
        "=",
    ],
)
def test_a_value_stays_the_text_that_was_typed(text):
    assert read(f"title: {text}\n") == ({"title": text}, [])


@pytest.mark.parametrize("text", ["", "~", "null", "NULL", "# ghi chú"])
def test_a_value_left_blank_is_nothing(text):
    assert read(f"title: {text}\n")[0] == {"title": None}


def test_a_quoted_word_is_that_word_even_where_yaml_would_read_nothing():
    values = read('a: "null"\nb: \'~\'\nc: ""\n')[0]
    assert values == {"a": "null", "b": "~", "c": ""}


def test_lists_groups_and_long_texts_are_read():
    text = "tags: [một, hai]\nevent:\n  name: Hội nghị\nsummary: >\n  dài\n  dòng\n"
    text += "people:\n  - name: A\n  - name: B\n"
    assert read(text)[0] == {
        "tags": ["một", "hai"],
        "event": {"name": "Hội nghị"},
        "summary": "dài dòng\n",
        "people": [{"name": "A"}, {"name": "B"}],
    }


@pytest.mark.parametrize(
    ("where", "key", "place"),
    [
        pytest.param(("title",), False, (2, 8), id="value"),
        pytest.param(("title",), True, (2, 1), id="key"),
        pytest.param(("tags", 1), False, (3, 13), id="item of a list on one line"),
        pytest.param(("honours", 1, "award"), False, (6, 12), id="field of the second item"),
        pytest.param(("honours", 1, "award"), True, (6, 5), id="key of the second item"),
        pytest.param(("honours", 1, "grade"), False, (6, 5), id="field not there: the item around it"),
        pytest.param(("honours", 7), False, (5, 3), id="item not there: the list around it"),
        pytest.param(("source", "name"), False, (1, 1), id="nothing near: the top"),
    ],
)
def test_a_problem_stands_where_the_editor_typed(where, key, place):
    problems = Problems("a.md")
    parse("title: Huế\ntags: [Đắk, Lắk]\nhonours:\n  - award: A\n  - award: B\n", problems)
    problems.fault(where, "", key=key)
    assert [(one.line, one.column) for one in problems] == [place]


def test_lines_count_from_where_the_front_matter_begins():
    for first_line in (1, 2):
        problems = Problems("a.md")
        parse("a: 1\n", problems, first_line)
        assert problems.position(("a",)) == (first_line, 4)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        pytest.param(
            "title: Lào Cai: trao thưởng\n", "2:15", "Dấu hai chấm trong giá trị", id="colon in a headline"
        ),
        pytest.param("event:\n\tname: A\n", "3:1", "Thụt đầu dòng bằng phím Tab", id="tab"),
        pytest.param(
            "title: !!python/name:os.system x\n",
            "2:8",
            "Không dùng thẻ “tag:yaml.org,2002:python/name:os.system”",
            id="tag of Python",
        ),
        pytest.param("title: !!int 5\n", "2:8", "Không dùng thẻ “tag:yaml.org,2002:int”", id="tag of YAML"),
        pytest.param("event: !x {a: 1}\n", "2:8", "Không dùng thẻ “!x”", id="tag on a group"),
        pytest.param("tags: !x [a]\n", "2:7", "Không dùng thẻ “!x”", id="tag on a list"),
        pytest.param("title: &a Bài\n", "2:8", "Không dùng dấu & của YAML", id="anchor"),
        pytest.param("title: *a\n", "2:8", "Không dùng dấu * của YAML", id="alias"),
        pytest.param(
            "title: **Bài**\n", "2:8", "Dấu * ở đầu giá trị làm YAML hiểu nhầm", id="bold asterisks"
        ),
        pytest.param(
            "title: Bài #thidua #baclieu\n",
            "2:12",
            "YAML coi phần từ dấu # trở đi là ghi chú và bỏ mất: “#thidua #baclieu”.",
            id="hashtag",
        ),
        pytest.param(
            "tags:\n  - khen #thidua\n",
            "3:10",
            "YAML coi phần từ dấu # trở đi là ghi chú",
            id="hashtag in a list",
        ),
        pytest.param("title: A\ntitle: B\n", "3:1", "Trường “title” đã khai ở dòng 2", id="duplicate key"),
        pytest.param(
            "event:\n  name: A\n  name: B\n",
            "4:3",
            "Trường “name” đã khai ở dòng 3",
            id="duplicate key in a group",
        ),
        pytest.param("[a]: 1\n", "2:1", "Tên trường phải là một từ.", id="list for a key"),
        pytest.param("a: 1\n--- \nb: 2\n", "4:1", "Phần khai báo chỉ được có một khối", id="second document"),
        pytest.param("chỉ một câu\n", "2:1", "Phần khai báo phải gồm các dòng", id="a sentence"),
        pytest.param("- a\n- b\n", "2:1", "Phần khai báo phải gồm các dòng", id="a list"),
        pytest.param("a: {b: [c\n", "2:4", "Dấu { mở ở đây mà không đóng.", id="brackets never closed"),
        pytest.param(
            'a: "\\u202e"\n',
            "2:4",
            "Có ký tự ẩn đổi chiều chữ (U+202E)",
            id="override of direction by an escape",
        ),
        pytest.param('a: "\\0"\n', "2:4", "Có ký tự NUL", id="NUL by an escape"),
        pytest.param(
            "a: Bài\n   b: c\n", "3:5", "Dòng này thụt vào sâu hơn trường ở trên", id="field too deep"
        ),
        pytest.param(
            'a: "Bài\nb: "c"\n', "2:4", "Ngoặc kép mở ở đây mà không đóng.", id="quote closed below"
        ),
        pytest.param(
            "a: 'Bài\nb: 'c'\nd: 1\n", "2:4", "Ngoặc kép mở ở đây mà không đóng.", id="quote into a field"
        ),
        pytest.param("a: ! Bài\n", "2:4", "Không dùng thẻ “!”", id="exclamation mark"),
        pytest.param("!% hộ nghèo\n", "2:1", "Dòng khai báo phải có dạng", id="percent sign in a tag"),
        pytest.param("a: %b\n", "2:4", "Dấu % ở đầu giá trị làm YAML hiểu nhầm", id="percent sign"),
        pytest.param("a: @b\n", "2:4", "Dấu @ ở đầu giá trị làm YAML hiểu nhầm", id="at sign"),
        pytest.param('a: 1\nb: "Bài\nc: 2\n', "3:4", "Ngoặc kép mở ở đây mà không đóng.", id="quote"),
        pytest.param("a: 'Bài\nc: 2\n", "2:4", "Ngoặc kép mở ở đây mà không đóng.", id="single quote"),
        pytest.param('a: "C:\\q"\n', "2:4", "Dấu \\ không dùng được", id="backslash within quotes"),
        pytest.param(
            "a: 1\ntitle:Bài\nb: 2\n", "3:1", "Dòng khai báo phải có dạng “tên: giá trị”", id="no space"
        ),
        pytest.param(
            "a: 1\ntitle Bài\nb: 2\n", "3:1", "Dòng khai báo phải có dạng “tên: giá trị”", id="no colon"
        ),
        pytest.param(
            "title:Bài\nb: 2\n", "2:1", "Dòng khai báo phải có dạng", id="no space in the first line"
        ),
        pytest.param("title:Bài\n", "2:1", "Phần khai báo phải gồm các dòng", id="no space in the only line"),
        pytest.param(
            'a: "Bài" hay\n', "2:10", "Sau dấu ngoặc kép đóng còn chữ", id="text after a closing quote"
        ),
        pytest.param(
            'e:\n  a: "Bài": hay\n',
            "3:11",
            "Sau dấu ngoặc kép đóng còn chữ",
            id="colon after quotes",
        ),
        pytest.param(
            f"a: {'x' * (MAX_LENGTH + 1)}\n", "2:4", "Giá trị dài quá 5000 ký tự", id="value without end"
        ),
        pytest.param(
            f"a: [b, {'x ' * MAX_LENGTH}]\n", "2:8", "Giá trị dài quá 5000 ký tự", id="item without end"
        ),
    ],
)
def test_each_slip_is_told_once_at_its_place(text, place, message):
    lines = told(text)
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"{place}: {message}")


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("Lào Cai: trao thưởng", 'Viết title: "Lào Cai: trao thưởng"'),
        ("Lào Cai: 5 tập thể: khen thưởng", 'Viết title: "Lào Cai: 5 tập thể: khen thưởng"'),
        ('"Bài" hay', "Viết title: '\"Bài\" hay'"),
        ('"Bài": hay', "Viết title: '\"Bài\": hay'"),
    ],
)
def test_a_headline_with_a_colon_or_quotes_is_given_back_in_quotes(title, hint):
    assert [one.hint for one in read(f"title: {title}\n")[1]] == [hint]


def test_every_slip_is_told_at_once():
    values, problems = read("title: Lào Cai: 5\nplace: @lan\nrole: [a\nfield: 'b' c\nslug: x\n")
    assert [one.line for one in problems] == [2, 3, 4, 5]
    assert values == {"title": "Lào Cai: 5", "place": "@lan", "role": "[a", "field": "'b' c", "slug": "x"}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("tags: [a, b\nslug: x\n", 'Là danh sách thì đóng lại. Là chữ thì sửa dòng này. Viết tags: "[a, b"'),
        (
            "title: Bài #5\n",
            'Là ghi chú thì để ở dòng riêng. Là nội dung thì sửa dòng này. Viết title: "Bài #5"',
        ),
        (
            "tags: [a, b] #5\n",
            "Là ghi chú thì để ở dòng riêng. Là nội dung thì sửa dòng này. Đặt cả giá trị trong ngoặc kép.",
        ),
        ("title: &a Bài\n", 'Viết title: "&a Bài"'),
        ('title: "C:\\q"\n', "Viết title: 'C:\\q'"),
    ],
)
def test_a_hint_is_made_of_what_was_typed(text, hint):
    assert [one.hint for one in read(text)[1]] == [hint]


@pytest.mark.parametrize("title", ["Lào Cai: 5", '"Bài" hay', 'Lào Cai: "Bài" hay'])
def test_what_the_hint_proposes_can_be_read(title):
    hint = read(f"title: {title}\n")[1][0].hint
    assert read(hint.removeprefix("Viết ")) == ({"title": title}, [])


def test_a_value_may_be_as_long_as_a_long_summary():
    assert told(f"a: {'x' * MAX_LENGTH}\n") == []


@pytest.mark.parametrize("text", ["?", "a:\n  ?", "? a", "? ? ?"])
def test_a_question_mark_at_the_end_is_no_crash(text):
    assert isinstance(read(text)[0], dict)


@pytest.mark.parametrize("text", ["\n" * 8000 + "a: b\n", "a:\n" + "-\n" * 8000], ids=["lines", "dashes"])
def test_blank_lines_do_not_keep_anybody_waiting(text):
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 1


def test_what_is_in_front_of_a_slip_is_still_read():
    values, problems = read("title: Bài\ntags: &a [x]\nslug: y\n")
    assert values["title"] == "Bài"
    assert values["slug"] == "y"
    assert len(problems) == 1


def test_a_sharp_in_a_value_is_no_slip():
    values, problems = read('a: C#\nb: "#1"\nc: >\n  Bài # 2\nd: x#y\n')
    assert values == {"a": "C#", "b": "#1", "c": "Bài # 2\n", "d": "x#y"}
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "# ghi chú\na: 1\n",
        "a: 1\n# ghi chú\nb: 2\n# ghi chú\n",
        "a:\n  b: 1\n  # ghi chú\n  c: 2\n",
        "a:\n  - b\n  # ghi chú\n  - c\n",
        "a:\n  # ghi chú\n  - b\n",
        "a:\n  # ghi chú\n  b: 1\n",
        "a:\n# ghi chú\nb: 1\n",
        "a:\n\n\n# ghi chú\n\nb: 1\n",
        "a:\n  -\n    # ghi chú\n    b: 1\n",
    ],
)
def test_a_note_on_a_line_of_its_own_is_no_slip(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "place", "lost"),
    [
        ("a: Bài # ghi chú\n", "2:8", "# ghi chú"),
        ("authors: A # B\n", "2:12", "# B"),
        ("a: # ghi chú\n", "2:4", "# ghi chú"),
        ("a: #thidua\n", "2:4", "#thidua"),
        ("tags:\n  - #thidua\n  - b\n", "3:5", "#thidua"),
        ("tags:\n- a\n- #thidua\n", "4:3", "#thidua"),
        ("people:\n  - name: #A\n", "3:11", "#A"),
        ("event: # ghi chú\n  name: A\n", "2:8", "# ghi chú"),
        ("summary: dài\n  dòng #2\n", "3:8", "#2"),
        ("tags: [a, b] #thidua\n", "2:14", "#thidua"),
        ('title: "Bài" #thidua\n', "2:14", "#thidua"),
        ('title: "Bài"#thidua\n', "2:13", "#thidua"),
        ("title: > # thi đua\n  Bài\n", "2:10", "# thi đua"),
    ],
)
def test_what_a_sharp_takes_away_is_told_once(text, place, lost):
    assert told(text) == [f"{place}: YAML coi phần từ dấu # trở đi là ghi chú và bỏ mất: “{lost}”."]


def test_a_bomb_of_aliases_is_refused_at_once():
    names = "abcdefghij"
    bomb = "a: &a [ha]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names)
    )
    start = time.process_time()
    values, problems = read(bomb)
    assert time.process_time() - start < 1
    assert len(str(values)) < 10_000
    assert problems[0].line == 2
    assert sum(1 + one.more for one in problems) == 91, "not every anchor and use is counted"


@pytest.mark.parametrize("text", ["a: " + "[" * 200 + "]" * 200, "a: " + "{b: " * 200 + "}" * 200])
def test_deep_nesting_is_refused(text):
    assert [line.partition(": ")[2] for line in told(text)] == ["Khai báo lồng nhau quá sâu."]


def test_a_blank_front_matter_says_nothing():
    assert read("# chỉ có ghi chú\n") == read("") == ({}, [])


def test_no_character_that_text_may_hold_makes_yaml_stumble():
    for code in (*range(9), *range(10, 0x100), 0x200E, 0x2028, 0xFEFF, *range(0xFFF0, 0x10000), 0x1F33E):
        text = decode(f"title: B{chr(code)}i".encode(), Problems("a.md"))
        assert read(text)[0].get("title") or chr(code) in "\n\r#:", ascii(chr(code))


@pytest.mark.parametrize("opening", ["[", "{a: ", "[{a: "])
def test_groups_within_thousands_of_groups_are_refused_in_one_sentence(opening):
    problems = Problems("a.md")
    parse(f"tags: {opening * 20_000}\n", problems)
    assert [problem.message for problem in problems] == ["Khai báo lồng nhau quá sâu."]

"""Front matter as models read it: what an editor is told, and at which line."""

from typing import Literal

import pytest

from newsroom.content.models import ArticleFront, CampaignFront, ExemplarFront, PageFront
from newsroom.content.parser import STAND_INS
from newsroom.files import frontmatter
from newsroom.files.field_types import Model
from newsroom.files.validation import validate
from newsroom.problems import Problems

REQUIRED = {
    ArticleFront: "title: Một bài\ndate: 2024-03-05\ncategory: Phong trào\nsummary: Tóm tắt.\n",
    CampaignFront: "title: Một phong trào\nkind: phong trào\nsummary: Tóm tắt.\n",
    ExemplarFront: "title: Một người\nkind: cá nhân\ndate: 2024-03-05\nsummary: Tóm tắt.\n",
    PageFront: "title: Một trang\nsummary: Tóm tắt.\n",
}
KINDS = {CampaignFront: "phong trào", ExemplarFront: "cá nhân"}


def read(text, model=ArticleFront):
    problems = Problems("a.md")
    front = frontmatter.parse(text, problems)
    assert problems == []
    stand_ins = STAND_INS | {"date": "2026-12-01", "kind": KINDS.get(model, "")}
    return validate(model, front, problems, stand_ins), sorted(problems)


def told(text, model=ArticleFront):
    return [f"{one.line}:{one.column}: {one.message}" for one in read(text, model)[1]]


@pytest.mark.parametrize("model", REQUIRED, ids=lambda model: model.__name__)
def test_what_is_required_is_enough(model):
    assert told(REQUIRED[model], model) == []


@pytest.mark.parametrize("model", REQUIRED, ids=lambda model: model.__name__)
def test_each_required_field_is_missed_by_name(model):
    fields = [line.partition(":")[0] for line in REQUIRED[model].splitlines()]
    missing = read("# không có gì\n", model)[1]
    assert sorted(one.message.split("”")[0] for one in missing) == sorted(
        f"Thiếu trường “{name}" for name in fields
    )
    assert {(one.line, one.column) for one in missing} == {(1, 1)}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "sumary: x", ["6:1: Không có trường “sumary”. Có phải là “summary”?"], id="misspelt field"
        ),
        pytest.param(
            "sumary:",
            ["6:1: Không có trường “sumary”. Có phải là “summary”?"],
            id="misspelt field left blank",
        ),
        pytest.param("ngày: x", ["6:1: Không có trường “ngày”."], id="field in Vietnamese"),
        pytest.param("status: xong", ["6:9: “xong” không phải trạng thái có sẵn."], id="unknown status"),
        pytest.param(
            "status: Draft",
            ["6:9: “Draft” không phải trạng thái có sẵn. Có phải là “draft”?"],
            id="status in capitals",
        ),
        pytest.param("tags: [a, b, a]", ["6:14: “a” có hai lần trong danh sách."], id="tag twice"),
        pytest.param("tags:\n  - a\n  -\n  - b", ["8:4: “tags” đang để trống."], id="blank item"),
        pytest.param("tags: {a: b}", ["6:7: “tags” phải là một dòng chữ."], id="group for a list"),
        pytest.param(
            "titel: x\nslug: X",
            [
                "6:1: Không có trường “titel”. Có phải là “title”?",
                "7:7: Slug chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối. Thử: x.",
            ],
            id="two at once",
        ),
        pytest.param(
            "event: Hội nghị",
            [
                (
                    "6:8: “event” phải gồm các trường con, thụt vào hai dấu cách:"
                    " name, date, start, end, place, province, host, chair."
                )
            ],
            id="text for a group",
        ),
        pytest.param(
            "event:\n  date: 2024-03-05", ["7:3: Thiếu trường “name” (tên)."], id="event without a name"
        ),
        pytest.param(
            "event:\n  name: A\n  dat: 2024-03-05",
            ["8:3: Không có trường “dat”. Có phải là “date”?"],
            id="misspelt field of a group",
        ),
        pytest.param(
            "event:\n  name: A\n  start: 2023-12-19\n  end: 2023-12-18",
            ["9:8: Sự kiện kết thúc 18/12/2023, trước khi bắt đầu 19/12/2023."],
            id="event ends before it starts",
        ),
        pytest.param(
            "event:\n  name: A\n  end: 2023-12-18",
            ["8:8: Sự kiện có “end” thì phải có “start”."],
            id="event without a start",
        ),
        pytest.param(
            "event:\n  name: A\n  date: 2023-12-18\n  start: 2023-12-18",
            ["8:9: Sự kiện có “date” thì không khai “start” và “end” nữa."],
            id="event of two times",
        ),
        pytest.param(
            "people: Nguyễn Văn A",
            ["6:9: “people” phải là một danh sách, mỗi dòng một mục bắt đầu bằng “- ”."],
            id="text for a list of groups",
        ),
        pytest.param(
            "people:\n  - Nguyễn Văn A",
            ["7:5: “people” phải gồm các trường con, thụt vào hai dấu cách: name, role, place."],
            id="text for an item that is a group",
        ),
        pytest.param(
            "honours:\n  - award: A\n    collectives: -1",
            ["8:18: “-1” phải là một số đếm: chỉ gồm chữ số, không có dấu chấm, dấu trừ hay chữ."],
            id="negative count",
        ),
        pytest.param(
            "honours:\n  - award: A\n    individuals: 1.000",
            ["8:18: “1.000” phải là một số đếm"],
            id="point between thousands",
        ),
        pytest.param(
            "honours:\n  - award: A\n    individuals: 2,5",
            ["8:18: “2,5” phải là một số đếm"],
            id="half a person",
        ),
        pytest.param(
            "honours:\n  - award: A\n    individuals: 1e3\n    collectives: +1\n  - award: B\n"
            "    collectives: 1_000\n    individuals: ١\n",
            [
                "8:18: “1e3” phải là một số đếm",
                "9:18: “+1” phải là một số đếm",
                "11:18: “1_000” phải là một số đếm",
                "12:18: “١” phải là một số đếm",
            ],
            id="counts that are more than digits",
        ),
        pytest.param(
            f"honours:\n  - award: A\n    individuals: {'9' * 4400}",
            ["8:18: “999"],
            id="count beyond counting",
        ),
        pytest.param(
            "honours:\n  - award: A\n    individuals: [1]",
            ["8:18: Ở đây phải là một giá trị, không phải danh sách hay nhóm trường."],
            id="list for a count",
        ),
        pytest.param("redirects: [/a/, /b/, /a/]", ["6:23: “"], id="redirect twice"),
        pytest.param(
            "people:\n  - role: A\n  - {name: B, rol: C}\n  - {name: [D]}",
            [
                "7:5: Thiếu trường “name” (tên).",
                "8:15: Không có trường “rol”. Có phải là “role”?",
                "9:12: “name” phải là một dòng chữ.",
            ],
            id="a fault in each of three items",
        ),
        pytest.param(
            "corrections:\n  - {date: 2024-02-30, text: A}\n  - {date: 5/3/2024, text: B}\n  - {date: x}",
            [
                "7:12: Không có ngày 30/2/2024 trong lịch.",
                "8:12: Ngày viết theo thứ tự",
                "9:5: Thiếu trường “text”.",
                "9:12: “x” không phải ngày",
            ],
            id="a bad date in each of three items",
        ),
        pytest.param(
            "event:\n  name: A\n  start: hôm qua\n  end: 2024-03-06",
            ["8:10: “hôm qua” không phải ngày"],
            id="event whose start cannot be read",
        ),
        pytest.param("withdrawn:", ["6:11: “withdrawn” phải gồm các trường con"], id="withdrawn, blank"),
        pytest.param("withdrawn: ''", ["6:12: “withdrawn” phải gồm các trường con"], id="withdrawn, quotes"),
        pytest.param("withdrawn: ~", ["6:12: “withdrawn” phải gồm các trường con"], id="withdrawn, nothing"),
        pytest.param("withdrawn: có", ["6:12: “withdrawn” phải gồm các trường con"], id="withdrawn, a word"),
        pytest.param(
            "withdrawn: {}",
            ["6:12: Thiếu trường “date” (ngày).", "6:12: Thiếu trường “reason”."],
            id="withdrawn, empty group",
        ),
        pytest.param(
            "withdrawn:\n  reason:\n  date:",
            ["7:3: Trường “reason” đang để trống.", "8:3: Trường “date” (ngày) đang để trống."],
            id="withdrawn, blank fields",
        ),
        pytest.param(
            "figures:\n  - what: A\n    value: 29.000",
            ["8:12: “29.000” có thể hiểu hai cách: viết 29000 hoặc dùng dấu phẩy."],
            id="figure of two meanings",
        ),
        pytest.param(
            "figures:\n  - what: A\n    value: nhiều", ["8:12: Giá trị phải là một số"], id="figure in words"
        ),
        pytest.param("figures:\n  - what: A", ["7:5: Thiếu trường “value”."], id="figure without a value"),
        pytest.param(
            "figures:\n  - what: A\n    value: [1]",
            ["8:12: Ở đây phải là một giá trị, không phải danh sách hay nhóm trường."],
            id="list for a value",
        ),
        pytest.param(
            "figures:\n  - what: A\n    value: 1\n    date: 2024-05",
            ["9:11: “2024-05” không phải ngày"],
            id="month for a date",
        ),
        pytest.param(
            "source:\n  name: A\n  url: javascript:alert(1)",
            ["8:8: Địa chỉ web phải bắt đầu bằng https:// hoặc http://"],
            id="source of one, script for an address",
        ),
        pytest.param(
            "source:\n  - name: A\n  - name: B\n    url: example.org",
            ["9:10: Địa chỉ web phải bắt đầu bằng"],
            id="source of two, address without a scheme",
        ),
        pytest.param(
            "source: Báo Lào Cai",
            ["6:9: “source” phải gồm các trường con, thụt vào hai dấu cách: name, url."],
            id="source in one word",
        ),
        pytest.param(
            "image: images/a.jpg",
            ["6:8: “image” phải gồm các trường con, thụt vào hai dấu cách: src, alt, caption."],
            id="picture in one word",
        ),
        pytest.param(
            "image:\n  src: images/a.jpg",
            ["7:3: Thiếu trường “alt” (lời tả ảnh)."],
            id="picture without words",
        ),
        pytest.param(
            "image:\n  src: images/a.jpg\n  alt: ",
            ["8:3: Trường “alt” (lời tả ảnh) đang để trống."],
            id="picture with blank words",
        ),
        pytest.param(
            "redirects: [/a.html, //evil.example/]",
            ["6:22: Địa chỉ cũ chỉ ghi phần sau tên miền"],
            id="redirect to elsewhere",
        ),
        pytest.param(
            "redirects: /a.html\nslug: con",
            ["7:7: Windows không cho đặt tên tệp là “con”"],
            id="one redirect, reserved slug",
        ),
        pytest.param(
            "withdrawn:\n  reason: Sai", ["7:3: Thiếu trường “date” (ngày)."], id="withdrawn without a day"
        ),
        pytest.param(
            "corrections:\n  - date: 6/3/2024\n    text: Sửa tên.",
            ["7:11: Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-06."],
            id="correction with the day first",
        ),
        pytest.param(
            "modified: 2024-03-04",
            ["6:11: Sửa ngày 4/3/2024 trước khi đăng ngày 5/3/2024."],
            id="modified before it was there",
        ),
        pytest.param(
            "kind: cá nhân", ["6:1: Không có trường “kind”."], id="field of another kind of content"
        ),
    ],
)
def test_each_fault_of_an_article_is_told_at_its_place(lines, expected):
    found = told(f"{REQUIRED[ArticleFront]}{lines}\n")
    assert len(found) == len(expected), found
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(start)


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        pytest.param(
            CampaignFront,
            "title: A\nkind: phong trao\nsummary: B\n",
            "3:7: “phong trao” không phải loại có sẵn. Có phải là “phong trào”?",
            id="kind of campaign",
        ),
        pytest.param(
            ExemplarFront,
            "title: A\nkind: cá nhan\ndate: 2024-03-05\nsummary: B\n",
            "3:7: “cá nhan” không phải loại có sẵn. Có phải là “cá nhân”?",
            id="kind of exemplar",
        ),
        pytest.param(
            CampaignFront,
            f"{REQUIRED[CampaignFront]}start: 2025\nend: 2021\n",
            "6:6: Phong trào kết thúc 2021, trước khi bắt đầu 2025.",
            id="campaign ends before it starts",
        ),
        pytest.param(
            PageFront, f"{REQUIRED[PageFront]}tags: a\n", "4:1: Không có trường “tags”.", id="page with tags"
        ),
        pytest.param(
            PageFront,
            f"{REQUIRED[PageFront]}modified: 12:30\n",
            "4:11: “12:30” không phải ngày",
            id="page modified at an hour",
        ),
    ],
)
def test_each_fault_of_other_content_is_told_at_its_place(model, text, expected):
    (line,) = told(text, model)
    assert line.startswith(expected)


def test_every_fault_of_one_file_is_told_in_one_run_also_those_between_fields():
    text = "title:\ndate: 2024-03-05\ncategory: Hội ngị\nmodified: 2024-03-01\nslug: ../x\nsumary: x\n"
    text += "event:\n  name: A\n  start: 2024-03-02\n  end: 2024-03-01\n"
    text += "figures:\n  - what: A\n    value: 1.000\n  - value: 2\n"
    assert [line.split(": ")[0] + " " + line.split(": ")[1][:25] for line in told(text)] == [
        "1:1 Thiếu trường “summary” (t",
        "2:1 Trường “title” (tiêu đề) ",
        "5:11 Sửa ngày 1/3/2024 trước k",
        "6:7 Slug chỉ gồm chữ thường k",
        "7:1 Không có trường “sumary”.",
        "11:8 Sự kiện kết thúc 1/3/2024",
        "14:12 “1.000” có thể hiểu hai c",
        "15:5 Thiếu trường “what”.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "slug:",
        "status:",
        "modified:",
        "image:",
        "image:\n  src:\n  alt:\n  caption:",
        "redirects:",
        "campaigns:",
        "campaigns: []",
        "provinces:\n  -",
        "tags: ''",
        "cluster: ' '",
        "event: {}",
        "event:\n  name:\n  date:\n  province:",
        "honours:\n  - award:\n    grade:",
        "people:\n  -",
        "figures:",
        "source:\n  name:\n  url:",
        "photo_credit:",
        "corrections:",
        "exemplars: ~",
        "documents: null",
        "authors:",
        "documents: []",
        "source: [ ]",
        "image: {}",
    ],
)
def test_an_optional_field_left_blank_is_as_if_absent(line):
    text = REQUIRED[ArticleFront]
    assert told(f"{text}{line}\n") == []
    assert read(f"{text}{line}\n")[0][0] == read(text)[0][0]


@pytest.mark.parametrize("name", ["title", "date", "category", "summary"])
@pytest.mark.parametrize("blank", ["", " ''", ' "  "', " ~", " []", " {}"])
def test_a_required_field_left_blank_is_told_at_its_name(name, blank):
    lines = [
        f"{name}:{blank}" if line.startswith(name) else line for line in REQUIRED[ArticleFront].splitlines()
    ]
    row = next(row for row, line in enumerate(lines, 2) if line.startswith(name))
    (line,) = told("\n".join(lines) + "\n")
    assert line.startswith(f"{row}:1: Trường “{name}”")
    assert line.endswith("đang để trống.")


def test_a_fault_in_one_item_of_a_list_leaves_the_others():
    text = "honours:\n  - award: A\n    collectives: x\n  - award: B\n    individuals: 2\n"
    honours = read(REQUIRED[ArticleFront] + text)[0][0].honours
    counts = [(one.award.name, one.collectives, one.individuals) for one in honours]
    assert counts == [("A", 0, 0), ("B", 0, 2)]


def test_a_count_is_its_digits():
    text = "honours:\n  - award: A\n    collectives: ' 7 '\n    individuals: 0012\n"
    (honour,) = read(REQUIRED[ArticleFront] + text)[0][0].honours
    assert (honour.collectives, honour.individuals) == (7, 12)


@pytest.mark.parametrize("field", ["campaigns", "provinces", "exemplars", "documents"])
def test_names_that_are_repeated_are_left_to_the_resolver(field):
    (model, *_), problems = read(f"{REQUIRED[ArticleFront]}{field}: [A, B, A]\n")
    assert (problems, getattr(model, field)) == ([], ("A", "B", "A"))


def test_what_was_filled_in_for_the_editor_is_named():
    (model, _, used), _ = read("title: Một bài\ndate: 2024-02-30\ncategory: Phong trào\n")
    assert used == {"date", "summary"}
    assert model.title == "Một bài"


def test_a_choice_lists_what_may_be_chosen():
    (fault,) = read(f"{REQUIRED[ArticleFront]}status: x\n")[1]
    assert fault.hint == "Chọn một trong: draft, published, hidden."


def test_choices_with_a_comma_are_told_apart():
    class Front(Model):
        status: Literal["Tin", "Gương người tốt, việc tốt"] = "Tin"

    (fault,) = read("status: x\n", Front)[1]
    assert fault.hint == "Chọn một trong: Tin; Gương người tốt, việc tốt."


def test_an_unknown_field_lists_the_known_ones():
    (fault,) = read(f"{REQUIRED[ArticleFront]}event:\n  name: A\n  x: 1\n")[1]
    assert fault.hint == "Các trường: name, date, start, end, place, province, host, chair."


def test_a_wrong_item_of_a_list_that_is_left_out_touches_no_field_of_the_same_name():
    text = "corrections:\n  - date: 2024-03-06\n  - date: sai\n    text: Sửa.\n"
    assert read(REQUIRED[ArticleFront] + text)[0][2] == frozenset()

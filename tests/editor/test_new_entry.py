"""New entries of the closed lists: appended, explained, and nothing else changed."""

from datetime import date

import pytest

from newsroom.editor.new_entry import ENTRY_MODELS, add_entry
from newsroom.problems import FileProblems, RefusedError
from newsroom.vocabulary.closed_lists import load_vocabularies

TITLES = {
    "awards": "Bằng khen của Tỉnh ủy",
    "documents": "Quyết định số 12/QĐ-UBND",
    "clusters": 'Khối thi đua "các sở": 7',
    "units": "Sở Thử nghiệm",
}
SHAPES = {
    "as it is": lambda text: text,
    "no line end": lambda text: text.rstrip("\n"),
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "not indented": lambda text: text.replace("\n  ", "\n"),
    "comment at the end": lambda text: f"{text}# Hết.\n",
}


@pytest.fixture
def tree(tree):
    """The newsroom's lists, and one that it may do without."""
    tree.write("vocabularies/units.yaml", "# Các đơn vị.\nunits:\n  - {id: a, name: A, kind: sở}\n")
    return tree


def test_a_list_that_is_not_there_is_made(tree):
    (tree.root / "vocabularies/units.yaml").unlink()
    add_entry(tree.root, "units", "Trường Thử")
    (unit,) = tree.load().site.vocabularies.units.things
    assert (unit.id, unit.name, unit.kind) == ("truong-thu", "Trường Thử", "trường")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("name", ENTRY_MODELS)
def test_an_entry_is_appended_and_the_rest_stays_byte_for_byte(tree, name, shape):
    file = tree.root / f"vocabularies/{name}.yaml"
    file.write_bytes(shape(file.read_text("utf-8")).encode())
    before, known = file.read_bytes(), len(names(tree, name))
    assert add_entry(tree.root, name, TITLES[name]) == file
    assert file.read_bytes().startswith(before)
    assert tree.load().faults == []
    assert len(names(tree, name)) == known + 1
    assert names(tree, name)[-1] == TITLES[name].replace("số 12", "12")


def names(tree, name):
    return [entry.name for entry in getattr(tree.load().site.vocabularies, name).things]


@pytest.mark.parametrize("name", ENTRY_MODELS)
def test_every_field_is_explained(tree, name):
    file = tree.root / f"vocabularies/{name}.yaml"
    before = file.read_text("utf-8")
    add_entry(tree.root, name, TITLES[name])
    lines = file.read_text("utf-8").removeprefix(before).splitlines()
    for field_name, field in ENTRY_MODELS[name][1].model_fields.items():
        place = next(at for at, line in enumerate(lines) if f" {field.alias or field_name}:" in line)
        assert lines[place - 1].strip().startswith("# ")


@pytest.mark.parametrize(("title", "kind"), [("Giấy khen của sở", "giấy khen"), ("Giải báo chí", "khác")])
def test_the_kind_of_an_award_is_its_first_word(tree, title, kind):
    add_entry(tree.root, "awards", title)
    assert tree.load().site.vocabularies.awards.get(title).kind == kind


def test_an_award_can_be_named_once_it_is_added(tree):
    add_entry(tree.root, "awards", "Bằng khen của Tỉnh ủy")
    add_entry(tree.root, "awards", "Bằng khen của Tính uy")  # another name, but the same letters
    tree.article("a", honours="[{award: Bằng khen của Tỉnh ủy, individuals: 1}]")
    (row,) = tree.site().honours
    assert row.given.award.id == "bang-khen-cua-tinh-uy"


@pytest.mark.parametrize(
    ("name", "title", "text", "message"),
    [
        ("awards", "giấy khen", None, "đã có trong"),
        ("awards", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", None, "đã có trong"),
        ("awards", "!", None, "không có chữ cái"),
        ("documents", "Quyết định", None, "loại rồi tới số"),
        ("awards", "Mới", "awards:\n  - id: a\n", "đang có lỗi"),
        ("awards", "Mới", "awards: [{id: a, name: A, kind: khác}]\n", "hãy tự chép"),
        ("clusters", "Mới", b"clusters: [\xff", "đang có lỗi"),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_is_written(tree, name, title, text, message):
    file = tree.root / f"vocabularies/{name}.yaml"
    if text:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = file.read_bytes()
    with pytest.raises(RefusedError, match=message):
        add_entry(tree.root, name, title)
    assert file.read_bytes() == before


def test_the_number_of_another_year_can_be_added_and_an_undated_one_cannot_be_doubled(tree):
    dated = "{kind: Quyết định, number: 5/QĐ-TTg, date: 2022-06-02}"
    tree.write("vocabularies/documents.yaml", f"documents:\n  - {dated}\n")
    add_entry(tree.root, "documents", "Quyết định 5/QĐ-TTg")
    found = load_vocabularies(tree.root, FileProblems()).documents.things
    assert [(document.name, document.date) for document in found] == [
        ("Quyết định 5/QĐ-TTg", date(2022, 6, 2)),
        ("Quyết định 5/QĐ-TTg", None),
    ]
    with pytest.raises(RefusedError, match="đã có trong"):
        add_entry(tree.root, "documents", "Quyết định 5/QĐ-TTg")

"""New files: named, explained, and in order but for what only their editor can say."""

import re
from datetime import datetime
from typing import Literal

import pytest
from pydantic.fields import FieldInfo

from newsroom.content.parser import FRONT_MODELS
from newsroom.editor.field_help import describe
from newsroom.editor.new_file import KIND_NAMES, draft, folder_of
from newsroom.language.dates import HERE

NOW = datetime(2026, 11, 22, 9, 5, tzinfo=HERE)
TITLES = [
    "Lào Cai: trao thưởng bảy tập thể",
    "Phong trào #1 “Nhà mới” - [50%] {x} & *y*",
    "'Ngoặc' và \"ngoặc\" \\ chéo",
    "  Hai   dòng\nmột tựa ",
    "- gạch",
    "2025",
    "Dài " * 60,
]


@pytest.mark.parametrize(("folder", "names"), KIND_NAMES.items())
def test_a_kind_may_be_called_by_many_names(folder, names):
    for name in (*names, folder, names[0].upper()):
        assert folder_of(name) == folder
    assert folder_of(" phong   TRAO ") == "campaigns"


def test_a_kind_that_is_none_is_refused_with_those_that_are():
    with pytest.raises(ValueError, match=r"Có phải là “điển hình”.*bài, điển hình, phong trào, trang"):
        folder_of("điển hìn")


@pytest.mark.parametrize("folder", FRONT_MODELS)
@pytest.mark.parametrize("title", TITLES)
def test_a_new_file_has_warnings_only_and_keeps_its_title(tree, folder, title):
    path, text = draft(folder, title, NOW)
    tree.write(path, text)
    content = tree.load()
    assert content.faults == []
    assert content.problems
    item = tree.load(drafts=True).site.items[path]
    assert item.title == " ".join(title.split())
    assert item.status == "draft"


def test_an_article_lies_in_its_year_and_bears_the_moment_it_was_made():
    path, text = draft("articles", "Đường qua đồi", NOW)
    assert path == "articles/2026/duong-qua-doi.md"
    assert "\ndate: 2026-11-22 09:05\n" in text
    assert "\nslug: duong-qua-doi\n" in text
    assert draft("exemplars", "Đường qua đồi", NOW)[0] == "exemplars/duong-qua-doi.md"


def test_choices_with_a_comma_are_told_apart():
    field = FieldInfo(annotation=Literal["Tin", "Gương người tốt, việc tốt"], description="chuyên mục")
    assert describe(field) == "chuyên mục, một trong: Tin; Gương người tốt, việc tốt; bắt buộc"


@pytest.mark.parametrize("folder", FRONT_MODELS)
def test_every_field_is_there_and_explained(folder):
    text = draft(folder, "Tên", NOW)[1]
    words = " ".join(text.replace("\n# ", " ").split()).lower()
    for name, field in FRONT_MODELS[folder].model_fields.items():
        if name == "imported":  # which only the import writes
            assert name not in text
            continue
        assert f"\n{name}:" in text or f"\n# {name}:" in text
        assert describe(field).lower() in words


def test_the_fields_within_a_field_can_be_used_by_taking_away_their_marks(tree):
    text = draft("articles", "Tên", NOW)[1]
    for name in ("source", "honours", "image"):
        before, after = text.split(f"\n{name}:\n")
        within, rest = after.split("\n\n", 1)
        filled = "\n".join(f"{line[1:]} 1" for line in within.split("\n"))
        text = f"{before}\n{name}:\n{filled}\n\n{rest}"
    for old, new in {"award: 1": "award: khong-neu", "year: 1": "year: 2026"}.items():
        text = text.replace(old, new)
    tree.write("articles/a.md", re.sub("(url|decision): 1", r"\1:", text))
    messages = [problem.message for problem in tree.load().faults]
    assert len(messages) == 2  # a grade that is none, and no such picture
    assert "không có “1”" in messages[1]
    assert "Không có tệp ảnh" in messages[0]


@pytest.mark.parametrize(
    ("title", "name", "printed"),
    [
        ("ðồng bào ðắk Lắk", "dong-bao-dak-lak", ""),
        ("Nghị ñịnh, trƣờng", "nghi-dinh-truong", ""),
        ("Thi ®ua yªu n\xadíc", "thi-dua-yeu-nuoc", "Chữ theo mã TCVN3 (phông .VnTime), đã đọc lại: "),
        (
            "Thi Ä‘ua",
            "thi-dua",
            "Chữ theo mã UTF-8 bị đọc nhầm là Windows-1252, đã đọc lại: “Ä‘ua” thành “đua”.\n",
        ),
    ],
)
def test_a_file_is_named_after_its_title_as_readers_see_it(capsys, title, name, printed):
    path, text = draft("pages", title, NOW)
    assert path == f"pages/{name}.md"
    assert f"\nslug: {name}\n" in text
    assert capsys.readouterr().out.startswith(printed)


@pytest.mark.parametrize("title", ["Thi ®ua yªu níc", "<<<<<<< HEAD", "Tin \ufffd"])
def test_a_title_whose_letters_are_lost_is_refused(title):
    with pytest.raises(ValueError, match=r"không đọc lại chắc được|xung đột|đã mất"):
        draft("pages", title, NOW)


@pytest.mark.parametrize("title", ["", " \n ", "!!!", "con", "a\x00b", "a\u202eb", "a" * 5001])
def test_a_title_that_makes_no_file_is_refused_in_words(title):
    with pytest.raises(ValueError, match=r"[.!]$|hãy"):
        draft("pages", title, NOW)


def test_a_long_title_makes_a_name_that_ends_at_a_word():
    path, _ = draft("pages", "thi đua " * 30, NOW)
    assert path == f"pages/{'thi-dua-' * 9}thi-dua.md"

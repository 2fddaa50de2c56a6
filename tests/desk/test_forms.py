"""A form shows each file in one way only, and gives back what the file said."""

import json

import pytest

from newsroom.content.parser import FRONT_MODELS
from newsroom.desk.forms import read_form, save_form, show_form, write_form
from newsroom.files import frontmatter
from newsroom.problems import Problems, RefusedError
from sites import CONTENT, article

FILES = [
    *(file for folder in FRONT_MODELS for file in (CONTENT / folder).rglob("*.md")),
    *(CONTENT / "vocabularies" / f"{name}.yaml" for name in ("awards", "documents", "clusters")),
]
PATH = "articles/2024/a.md"


def values_of(text):
    front = text.split("---\n")[1] if text.startswith("---") else text
    return frontmatter.parse(front, Problems(""))


def form_of(**fields):
    return json.loads(write_form(PATH, article("Bài", **fields)))


def written(form, earlier=None):
    return values_of(read_form(PATH, json.dumps(form), earlier))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_unchanged_form_gives_back_all_values_and_the_body(file):
    path, text = file.relative_to(CONTENT).as_posix(), file.read_text("utf-8")
    back = read_form(path, write_form(path, text), text)
    assert values_of(back) == values_of(text)
    body = text.split("---\n", 2)[-1]
    assert file.suffix == ".yaml" or back.endswith(f"\n---\n{body}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_saved_without_a_change_is_the_same_byte_for_byte(file):
    path, data = file.relative_to(CONTENT).as_posix(), file.read_bytes()
    assert save_form(path, data, show_form(path, data)) == data
    as_browsers_write = json.dumps(json.loads(show_form(path, data)), indent=2, sort_keys=True)
    assert save_form(path, data, as_browsers_write) == data


def test_a_form_that_is_none_is_refused():
    none = ("", "[]", "{", "null", '"x"', "{}", "[" * 100_000, '{"body": ["x"]}', '{"title": NaN}')
    for form in (*none, '{"group_0": 3}', '{"group_0": ["ab"]}'):
        with pytest.raises(RefusedError):
            save_form(PATH, article("Bài").encode(), form)


def test_a_text_of_several_lines_keeps_them():
    data = "---\ntitle: A\nsummary: |-\n  Một\n  hai\n\n  ba\n---\n".encode()
    form = json.loads(show_form(PATH, data))
    form["summary"] = form["summary"].replace("hai", "Hai")
    saved = save_form(PATH, data, json.dumps(form))
    assert saved.decode() == data.decode().replace("hai", "Hai")


def test_a_field_whose_name_needs_quotes_stays():
    data = '---\ntitle: A\n"Ghi: chú": x\n---\n'.encode()
    assert save_form(PATH, data, show_form(PATH, data)) == data


def test_a_form_has_lists_and_groups_where_a_file_may_be_shorter():
    form = form_of(
        source="{name: Báo Thí Dụ}",
        provinces="Lào Cai",
        honours="[{award: Giấy khen, recipients: [Lò Mẫu, {name: Tổ Một, unit: Khe Mây}]}]",
    )
    assert form["provinces"] == ["Lào Cai"]
    assert form["group_2"]["source"] == [{"name": "Báo Thí Dụ"}]
    honour = form["group_0"]["honours"][0]
    assert honour["award"] == {"name": "Giấy khen"}
    assert honour["recipients"] == [{"name": "Lò Mẫu"}, {"name": "Tổ Một", "unit": "Khe Mây"}]


def test_a_new_file_is_as_short_as_the_handbook_writes_it():
    honour = {"award": {"name": "Giấy khen"}, "grade": None, "recipients": [{"name": "Lò Mẫu"}]}
    form = {
        "title": "Bài\nhai dòng",
        "provinces": ["Lào Cai"],
        "image": {"src": "", "alt": ""},
        "body": "Lời.",
        "group_0": {"honours": [honour]},
        "group_1": {"event": {}, "campaigns": []},
        "group_2": {"source": [{"name": "Báo Thí Dụ"}]},
    }
    assert written(form) == {
        "title": "Bài hai dòng",
        "provinces": ["Lào Cai"],
        "honours": [{"award": "Giấy khen", "recipients": ["Lò Mẫu"]}],
        "source": {"name": "Báo Thí Dụ"},
    }


def test_what_has_not_changed_stays_as_it_was_written():
    earlier = article("Bài", source="[{name: Báo A}]", provinces="Lào Cai", tags="[a, b]")
    form = json.loads(write_form(PATH, earlier))
    form["title"] = "Bài khác"
    assert written(form, earlier) == values_of(earlier) | {"title": "Bài khác"}


def test_a_field_that_was_emptied_is_left_out():
    earlier = article("Bài", tags="[a]", event="{name: Lễ, date: 2024-03-05}")
    form = json.loads(write_form(PATH, earlier))
    form["group_1"]["event"] = {"name": "", "date": ""}
    form["group_2"]["tags"] = []
    assert not {"tags", "event"} & set(written(form, earlier))


def test_fields_of_no_model_stay():
    earlier = article("Bài", mau="xanh")
    assert written(json.loads(write_form(PATH, earlier)), earlier)["mau"] == "xanh"


def test_a_file_that_cannot_be_read_has_no_form():
    with pytest.raises(RefusedError, match=r"a\.md:\d+:\d+: "):
        write_form(PATH, article("Bài", tags="[a"))

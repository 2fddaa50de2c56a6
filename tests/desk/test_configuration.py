"""The configuration of the desk has every field of the models, explained in Vietnamese."""

import pytest

from newsroom.content.parser import FRONT_MODELS
from newsroom.desk.configuration import configure
from newsroom.desk.forms import fields_of
from newsroom.editor.field_help import part_of
from newsroom.editor.new_entry import ENTRY_MODELS
from sites import PROJECT, write_content

BACKEND = {"name": "proxy", "proxy_url": "/bien-tap/api/x"}
UNITS = "units: [{id: so-y-te, name: Sở Y tế, kind: sở}]"


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    return write_content(tmp_path_factory.mktemp("site") / "content", {"vocabularies/units.yaml": UNITS})


@pytest.fixture(scope="module")
def collections(content):
    return {one["name"]: one for one in configure(content, BACKEND)["collections"]}


def ungrouped(fields):
    """The *fields* of a form, as files have them."""
    for field in fields:
        if field["name"].startswith("group_"):
            yield from field["fields"]
        elif field["name"] != "body":
            yield field


def shape_of_form(fields):
    return {field["name"]: shape_of_form(field["fields"]) if "fields" in field else {} for field in fields}


def shape_of_model(model):
    parts = {name: part_of(field) for name, field in fields_of(model).items()}
    return {name: shape_of_model(part) if part else {} for name, part in parts.items()}


def named(fields, *names):
    """The field at the path *names* of a form."""
    for name in names:
        field = next(field for field in ungrouped(fields) if field["name"] == name)
        fields = field.get("fields", [])
    return field


@pytest.mark.parametrize("folder", FRONT_MODELS)
def test_each_field_of_content_is_in_its_form_and_no_other_is(collections, folder):
    fields = [*ungrouped(collections[folder]["fields"])]
    assert shape_of_form(fields) == shape_of_model(FRONT_MODELS[folder])
    assert len(fields) == len(FRONT_MODELS[folder].model_fields)


@pytest.mark.parametrize("name", ENTRY_MODELS)
def test_each_field_of_a_closed_list_is_in_its_form_and_no_other_is(collections, name):
    file = next(file for file in collections["vocabularies"]["files"] if file["name"] == name)
    assert file["file"] == f"content/vocabularies/{name}.yaml"
    assert shape_of_form(file["fields"]) == shape_of_model(ENTRY_MODELS[name][0])


@pytest.mark.parametrize("folder", FRONT_MODELS)
def test_a_newcomer_sees_at_most_seven_fields_and_closed_groups(collections, folder):
    fields = collections[folder]["fields"]
    groups = [field for field in fields if field["name"].startswith("group_")]
    assert len(fields) - len(groups) <= 7
    assert all(field["collapsed"] and not field["required"] for field in groups)
    required = {name for name, field in fields_of(FRONT_MODELS[folder]).items() if field.is_required()}
    assert {field["name"] for field in fields if field["required"]} == required


def test_labels_and_hints_are_the_words_of_the_handbook(collections):
    fields = collections["articles"]["fields"]
    assert named(fields, "title")["label"] == "Tiêu đề"
    assert named(fields, "provinces")["label"] == "Tên tỉnh, thành phố"
    assert named(fields, "image", "src")["label"] == "Tệp ảnh"
    assert named(fields, "honours", "year")["hint"].startswith("Năm khen thưởng; không ghi thì lấy năm")
    assert {"value": "draft", "label": "Bản nháp (draft)"} in named(fields, "status")["options"]
    assert named(fields, "status")["default"] == "draft"


def test_names_are_chosen_from_the_lists_as_files_have_them(collections):
    fields = collections["articles"]["fields"]
    assert {"Lào Cai", "Hà Giang"} <= {*named(fields, "provinces")["options"]}
    assert named(fields, "provinces")["multiple"]
    assert "Hội nghị" in named(fields, "category")["options"]
    assert named(fields, "units")["options"] == ["Sở Y tế"]
    award = named(fields, "honours", "award", "name")
    assert "Cờ thi đua của Chính phủ" in award["options"]
    assert award["in_words"]


def test_days_and_moments_are_written_as_the_handbook_says(collections):
    fields = collections["articles"]["fields"]
    assert named(fields, "date")["format"] == "YYYY-MM-DD HH:mm"
    day = named(fields, "event", "start")
    assert (day["date_format"], day["time_format"]) == ("YYYY-MM-DD", False)


def test_new_articles_lie_in_the_folder_of_their_year(collections):
    articles = collections["articles"]
    assert (articles["folder"], articles["path"]) == ("content/articles", "{{year}}/{{slug}}")
    assert "path" not in collections["pages"]


def test_pictures_are_named_from_the_folder_of_content(collections):
    image = named(collections["articles"]["fields"], "image", "src")
    assert (image["media_folder"], image["public_folder"]) == ("/content/images", "images")
    assert collections["articles"]["public_folder"] == "{static}/images"


def test_names_are_typed_while_a_list_must_be_mended(tmp_path):
    broken = write_content(tmp_path / "content", {"vocabularies/awards.yaml": "awards: ["})
    fields = configure(broken, BACKEND)["collections"][0]["fields"]
    assert named(fields, "provinces")["widget"] == "list"
    assert named(fields, "category")["widget"] == "string"


def test_the_sample_newsroom_has_a_desk():
    assert len(configure(PROJECT / "content", BACKEND)["collections"]) == 5

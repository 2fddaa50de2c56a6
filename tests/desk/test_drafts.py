"""An unsaved text is shown as its page, and what a check says of it leads to the fields of the form."""

import json

import pytest

from newsroom.builds import builder
from newsroom.desk.protocol import API, Desks
from sites import ENVIRONMENT, PRIVATE, PROJECT, article, page, surroundings, tree, write_content

A = "content/articles/2024/a.md"


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    files = {
        "articles/2024/a.md": article("Bài đầu", provinces="[Lào Cai]"),
        "pages/404.md": page("Không tìm thấy trang"),
    }
    return write_content(tmp_path_factory.mktemp("site") / "content", files)


@pytest.fixture(scope="module")
def desks(content):
    with surroundings(PROJECT, **ENVIRONMENT):
        preview = builder.build(PRIVATE, content, content.with_name("output"), always=True).preview
        yield Desks(content, preview.draw_unsaved)


@pytest.fixture
def ask(desks):
    desk = desks.find(API + desks.open())

    def ask(action, **params):
        code, answer = desk.answer({"action": action, "params": params})
        assert code == 200, answer
        return answer

    return ask


def form_of(ask, **changes):
    return json.loads(ask("getEntry", path=A)["data"]) | changes


def preview(ask, form, folder="articles", path=A):
    return ask("preview", folder=folder, path=path, raw=json.dumps(form))


def fields(answer):
    return [(problem["field"], problem["isWarning"]) for problem in answer["problems"]]


def test_an_unsaved_article_is_shown_as_its_page_and_nothing_is_written(ask, content):
    before = tree(content)
    shown = preview(ask, form_of(ask, title="Chưa lưu", body="Lời **mới**."))
    assert "Chưa lưu</h1>" in shown["page"]
    assert "<strong>mới</strong>" in shown["page"]
    assert "<script src" not in shown["page"]
    assert shown["problems"] == []
    assert tree(content) == before


def test_a_new_article_is_shown_before_it_has_a_file(ask):
    form = {"title": "Bài mới", "date": "2024-03-06 08:00", "category": "Hội nghị", "summary": "Tóm tắt."}
    assert "Bài mới</h1>" in preview(ask, form | {"body": "Lời."}, path="")["page"]


def test_each_message_leads_to_its_field(ask):
    form = form_of(ask, summary="", date="2024-02-30", provinces=["Lào Cay"], body="Lời.\n\n![](a.jpg)\n")
    form["group_0"] = {"honours": [{"award": {"name": "Giấy khên"}, "individuals": "hai"}]}
    form["group_3"] = {"slug": "Có Dấu"}
    shown = preview(ask, form)
    assert shown["page"] == ""
    assert {field for field, _ in fields(shown)} >= {
        "summary",
        "date",
        "group_0.honours",
        "group_3.slug",
        "body",
    }


def test_a_warning_comes_with_the_page(ask):
    honour = {"award": {"name": "khong-neu"}, "recipients": [{"name": "Lò Mẫu"}]}
    shown = preview(ask, form_of(ask, group_0={"honours": [honour]}))
    assert fields(shown) == [("group_0.honours", True)]
    assert shown["page"]


def test_other_kinds_have_messages_alone(ask):
    form = {
        "title": "Phong trào",
        "kind": "phong trào",
        "summary": "Tóm tắt.",
        "start": "2025",
        "end": "2021",
    }
    shown = preview(ask, form, folder="campaigns", path="")
    assert (shown["page"], fields(shown)) == ("", [("end", False)])


def test_before_the_first_build_there_is_no_page(content):
    desks = Desks(content)
    draft = {"folder": "pages", "raw": json.dumps({"title": "Trang"})}
    answer = desks.find(API + desks.open()).answer({"action": "preview", "params": draft})
    assert answer == (200, {"page": "", "problems": []})

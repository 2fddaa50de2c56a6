"""New files and schemas, as an editor gets them by a command."""

import builtins
import json
import shutil
import sys
from datetime import datetime

import jsonschema
import pytest
import yaml

from commands import run_task
from newsroom.editor.new_file import draft, make_file
from newsroom.editor.schemas import SCALARS, write_schemas
from newsroom.language.dates import HERE
from newsroom.problems import RefusedError
from sites import CONTENT, ROOT, write_content

NOW = datetime(2026, 11, 22, 9, 5, tzinfo=HERE)
SCHEMAS = ROOT / ".vscode" / "schemas"
FOLDERS = ["articles", "exemplars", "campaigns", "pages"]


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content", {})


@pytest.fixture
def person(monkeypatch):
    """Somebody at the keyboard, who gives these answers in turn and then leaves."""

    def person(*answers):
        left = list(answers)

        def answer(_question):
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(builtins, "input", answer)
        return left

    return person


def files(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


def test_new_makes_a_file_that_check_passes(content):
    run = run_task("new", "--kind", "bài", "--title", "Lào Cai: trao thưởng", "--content", content)
    assert run.returncode == 0, run.stderr
    assert "lao-cai-trao-thuong.md" in run.stdout
    assert (content / "articles/2026/lao-cai-trao-thuong.md").is_file()
    checked = run_task("check", "--content", content)
    assert checked.returncode == 0, checked.stdout
    assert "0 lỗi, 4 cảnh báo trong 1 tệp." in checked.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--title", "Tên"], "Thiếu --kind."),
        (["--kind", "trang"], "Thiếu --title."),
        (["--kind", "tranh", "--title", "Tên"], "Không có loại “tranh”. Có phải là “trang”?"),
        (["--kind", "trang", "--title", "!"], "không có chữ cái"),
    ],
)
def test_with_nobody_there_what_is_missing_or_wrong_is_said_and_nothing_written(content, arguments, said):
    before = files(content)
    run = run_task("new", *arguments, "--content", content)
    assert run.returncode == 1
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert files(content) == before


def test_a_new_article_has_the_minute_at_which_it_was_made(content):
    assert run_task("new", "--kind", "bài", "--title", "Tên", "--content", content).returncode == 0
    assert "\ndate: 2026-11-18 18:06\n" in (content / "articles/2026/ten.md").read_text("utf-8")


def test_a_file_that_is_there_is_never_overwritten(content):
    file = content / "pages/ten.md"
    file.parent.mkdir()
    file.write_text("cũ", "utf-8")
    with pytest.raises(RefusedError, match=r"pages/ten\.md: không ghi đè"):
        make_file(content, "trang", "Tên", NOW)
    assert file.read_text("utf-8") == "cũ"


def test_a_person_is_asked_until_the_answer_will_do(content, person, capsys):
    left = person("tranh", "trang", "", "Một trang")
    assert make_file(content, "", "", NOW).endswith("pages/mot-trang.md")
    assert left == []
    said = capsys.readouterr().out
    assert "Không có loại “tranh”." in said
    assert "Tiêu đề còn trống." in said


def test_a_person_may_leave(content, person):
    before = files(content)
    person("trang")
    with pytest.raises(RefusedError, match="Đã thôi"):
        make_file(content, "", "", NOW)
    assert files(content) == before


def test_no_content_folder_is_made_for_a_new_file(tmp_path):
    with pytest.raises(RefusedError, match="Không có thư mục nội dung"):
        make_file(tmp_path / "khong", "trang", "Tên", NOW)


def test_a_new_entry_of_a_list_is_offered_to_editing_programs(content):
    target = content.parent / ".vscode/schemas"
    add = ["new", "--kind", "đơn vị", "--content", content, "--title"]
    assert run_task(*add, "Sở Thử").returncode == 0
    assert not target.exists()
    target.mkdir(parents=True)
    assert run_task(*add, "Trường Mẫu").returncode == 0
    schema = (target / "articles.json").read_text("utf-8")
    assert '"Sở Thử"' in schema
    assert '"Trường Mẫu"' in schema
    (content / "vocabularies/clusters.yaml").write_text("cụm: []\n", "utf-8")
    run = run_task(*add, "Hội Nhóm")
    assert run.returncode == 1
    assert "Đã ghi" in run.stdout
    assert "VS Code chưa biết tên mới" in run.stderr


@pytest.fixture(scope="module")
def schemas(tmp_path_factory):
    """The schemas of the newsroom's content, by their names."""
    folder = tmp_path_factory.mktemp("schemas")
    write_schemas(CONTENT, folder)
    return {file.stem: json.loads(file.read_text("utf-8")) for file in folder.iterdir()}


def without_names(schema):
    """The schema without lists of names, which change with the content, or any text, where there are none."""
    if isinstance(schema, list):
        return [without_names(one) for one in schema]
    if isinstance(schema, dict):
        text = (SCALARS, [*SCALARS, "null"])
        return {
            key: without_names(value) for key, value in schema.items() if key != "enum" and value not in text
        }
    return schema


def test_the_schemas_of_the_project_are_those_of_its_models(schemas):
    """Mend with: invoke schemas."""
    kept = {file.stem: json.loads(file.read_text("utf-8")) for file in SCHEMAS.iterdir()}
    assert without_names(kept) == without_names(schemas)


@pytest.fixture
def schema(schemas):
    """A validator of the files of a kind."""

    def schema(name):
        jsonschema.Draft202012Validator.check_schema(schemas[name])
        return jsonschema.Draft202012Validator(schemas[name])

    return schema


def parse(text):
    """As an editing program does: dates stay text, for its YAML is 1.2."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, loader)  # noqa: S506 (a safe one, with less in it)


@pytest.mark.parametrize("folder", FOLDERS)
def test_all_of_a_newsrooms_content_fits_its_schemas(folder, schema):
    paths = sorted((CONTENT / folder).rglob("*.md"))
    assert paths
    for path in paths:
        front = parse(path.read_text("utf-8").split("---\n")[1])
        assert [error.message for error in schema(folder).iter_errors(front)] == [], path


@pytest.mark.parametrize("name", ["provinces", "awards", "documents", "clusters"])
def test_the_closed_lists_fit_their_schemas(name, schema):
    text = (CONTENT / f"vocabularies/{name}.yaml").read_text("utf-8")
    assert [error.message for error in schema(name).iter_errors(parse(text))] == []


def test_no_schemas_are_made_of_a_list_that_cannot_be_read(tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content/vocabularies/awards.yaml").write_text("awards: [\n", "utf-8")
    run = run_task("schemas", "--content", tmp_path / "content", "--target", tmp_path / "schemas")
    assert run.returncode == 1
    assert "awards.yaml:" in run.stderr
    assert not (tmp_path / "schemas").exists()


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_new_file_lacks_only_what_its_editor_must_say(folder, schema):
    front = parse(draft(folder, "Tên", NOW)[1].split("---\n")[1])
    wrong = {error.path[0] for error in schema(folder).iter_errors(front)}
    assert wrong <= {"summary", "category", "kind"}


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("sumary: a", []),
        ("category: Hội nghi", ["category"]),
        ("status: published!", ["status"]),
        ("date: 5/3/2024", ["date"]),
        ("provinces: [Quảng Bin]", ["provinces"]),
        ("campaigns: Không có", ["campaigns"]),
        ("cluster: Không có", ["cluster"]),
        ("documents: [Không có]", ["documents"]),
        ("honours: [{award: Không có}]", ["honours", 0, "award"]),
        ("honours: [{award: khong-neu, colectives: 3}]", ["honours", 0]),
        ("event: {name: a, province: Quảng Bin}", ["event", "province"]),
        ("image: {src: a.jpg}", ["image"]),
        ("withdrawn:", ["withdrawn"]),
    ],
)
def test_a_slip_is_found_where_it_is(line, where, schema):
    front = {"title": "a", "date": "2024-03-05", "category": "Phong trào", "summary": "a"} | parse(line)
    assert [list(error.path) for error in schema("articles").iter_errors(front)] == [where]


@pytest.mark.parametrize(
    "line", ["tags: một", "launched: 2021", "title: 2025", "source: {name: a}", "image:", "campaigns:"]
)
def test_what_check_takes_an_editing_program_takes_too(line, schema):
    folder = "campaigns" if line.startswith("launched") else "articles"
    front = {"title": "a", "date": "2024-03-05", "category": "Phong trào", "summary": "a"}
    if folder == "campaigns":
        front = {"title": "a", "kind": "phong trào", "summary": "a"}
    assert [error.message for error in schema(folder).iter_errors(front | parse(line))] == []


def test_vs_code_is_told_of_every_schema():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert set(settings) == {f"./.vscode/schemas/{file.name}" for file in SCHEMAS.iterdir()}


def test_every_field_is_explained_in_the_schemas(schemas):
    properties = schemas["articles"]["properties"]
    assert [name for name, field in properties.items() if not field.get("description")] == []
    within = properties["honours"]["items"]["properties"]
    assert within["award"]["description"].startswith("tên trong danh mục")

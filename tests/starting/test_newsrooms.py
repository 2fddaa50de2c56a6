"""A new newsroom, and later versions of the engine in it."""

import shutil
import subprocess

import pytest

from newsroom.problems import RefusedError, UserError
from newsroom.site.content_loader import load_content
from newsroom.starting.new_newsroom import start
from newsroom.starting.update import update
from sites import CONTENT, NOW, ROOT, tree

NAME = 'Tin: "Hoa Việc Thiện" #1'
SKIPPED = shutil.ignore_patterns(
    ".git", ".venv", ".cache", "output", ".output.*", "__pycache__", "tests", "images"
)


def git(folder, *arguments):
    identity = ["-c", "user.name=Thử", "-c", "user.email=thu@tin.example"]
    run = subprocess.run(["git", "-C", folder, *identity, *arguments], capture_output=True, check=True)  # noqa: S607
    return run.stdout.decode().strip()


def commit(folder, message, tag=""):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    if tag:
        git(folder, "tag", tag)


@pytest.fixture(scope="module")
def first_engine(tmp_path_factory):
    """A repository of this project, with the content of the tests, at version 1.0.0."""
    folder = shutil.copytree(ROOT, tmp_path_factory.mktemp("engine") / "project", ignore=SKIPPED)
    shutil.rmtree(folder / "content")
    shutil.copytree(CONTENT, folder / "content")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Một", "v1.0.0")
    return folder


@pytest.fixture
def engine(first_engine, tmp_path):
    return shutil.copytree(first_engine, tmp_path / "project", symlinks=True)


@pytest.fixture
def newsroom(engine, tmp_path):
    start(engine, tmp_path / "toa-soan", NAME, "https://tin.example.vn/", NOW)
    return tmp_path / "toa-soan"


def make_version(engine, tag):
    """Change a file of each kind, and tag the version."""
    for name in (
        "tasks.py",
        "content/pages/404.md",
        "content/site.yaml",
        "README.md",
        "theme/templates/base.html",
    ):
        with (engine / name).open("a", encoding="utf-8") as file:
            file.write(f"\n# {tag}\n" if name != "theme/templates/base.html" else f"{{# {tag} #}}\n")
    (engine / "theme/templates/new.html").write_text(tag, "utf-8")
    (engine / "CONTRIBUTING.md").unlink(missing_ok=True)
    commit(engine, tag, tag)


def files_of_the_newsroom(folder):
    own = {f"content/{name}": data for name, data in tree(folder / "content").items()}
    return own | {"README.md": (folder / "README.md").read_bytes()}


def test_a_new_newsroom_has_its_name_all_lists_and_one_draft(newsroom, engine):
    content = load_content(newsroom / "content", NOW, drafts=True)
    assert not content.faults
    site = content.site
    assert (site.identity.name, site.identity.address) == (NAME, "https://tin.example.vn")
    assert [story.status for story in site.stories] == ["draft"]
    assert len(site.provinces.units) == 34
    assert {page.url for page in site.items.values() if page.url.endswith(".html")} >= {
        "lien-he.html",
        "404.html",
    }
    assert git(newsroom, "status", "--porcelain") == ""
    assert "Gương Sáng".encode() not in b"".join(files_of_the_newsroom(newsroom).values())
    assert (newsroom / "tasks.py").read_bytes() == (engine / "tasks.py").read_bytes()
    assert (newsroom / ".vscode/schemas/site.json").is_file()
    assert "## Start" in (newsroom / "README.md").read_text("utf-8")


def test_a_newsroom_may_begin_with_the_sample(engine, tmp_path):
    start(engine, tmp_path / "mau", NAME, "", NOW, with_sample=True)
    content = load_content(tmp_path / "mau/content", NOW, drafts=False)
    assert not content.faults
    assert len(content.site.stories) == len(load_content(CONTENT, NOW, drafts=False).site.stories)


@pytest.mark.parametrize("stands", ["folder with a file", "file", "link"])
def test_nothing_is_written_where_something_stands(engine, tmp_path, stands):
    (tmp_path / "elsewhere").mkdir()
    place = tmp_path / "place"
    if stands == "link":
        place.symlink_to("elsewhere")
    elif stands == "file":
        place.touch()
    else:
        place.mkdir()
        (place / "thư").touch()
    before = sorted(path.name for path in tmp_path.rglob("*") if engine not in path.parents)
    with pytest.raises(RefusedError, match="đã có thứ khác"):
        start(engine, place, NAME, "", NOW)
    assert sorted(path.name for path in tmp_path.rglob("*") if engine not in path.parents) == before


@pytest.mark.parametrize(
    ("name", "address", "told"),
    [("", "", "Thiếu tên trang"), (NAME, "tin.example.vn", "phải là địa chỉ của trang")],
)
def test_wrong_options_are_explained(engine, tmp_path, name, address, told):
    with pytest.raises(RefusedError, match=told):
        start(engine, tmp_path / "toa-soan", name, address, NOW)
    assert not (tmp_path / "toa-soan").exists()


def test_a_later_version_comes_in_beside_the_edits_of_the_newsroom(newsroom, engine):
    (newsroom / "content/pages/404.md").write_text(
        "---\ntitle: Lạc đường\nsummary: Hết.\n---\nChữ.\n", "utf-8"
    )
    (newsroom / "content/pages/lien-he.md").unlink()
    (newsroom / "README.md").write_text("Của chúng tôi.\n", "utf-8")
    commit(newsroom, "Sửa")
    before = files_of_the_newsroom(newsroom)
    with (engine / "CHANGELOG.md").open("a", encoding="utf-8") as file:
        file.write("\n- **To do:** đổi một dòng.\n")
    make_version(engine, "v1.10.0")
    said = update(newsroom, source=str(engine))
    assert "v1.10.0" in said
    assert "Có việc phải làm" in said
    assert files_of_the_newsroom(newsroom) == before
    for name in ("tasks.py", "theme/templates/base.html", "theme/templates/new.html"):
        assert (newsroom / name).read_bytes() == (engine / name).read_bytes(), name
    assert not (newsroom / "CONTRIBUTING.md").exists()
    assert git(newsroom, "status", "--porcelain") == ""
    assert "đã là bản mới nhất" in update(newsroom)
    make_version(engine, "v1.9.0")
    assert "đã là bản mới nhất" in update(newsroom), "1.10 is later than 1.9"


def test_a_newsroom_may_have_edited_the_engine_elsewhere(newsroom, engine):
    text = (newsroom / "theme/templates/base.html").read_text("utf-8")
    (newsroom / "theme/templates/base.html").write_text(f"{{# của ta #}}\n{text}", "utf-8")
    commit(newsroom, "Sửa giao diện")
    make_version(engine, "v2.0.0")
    update(newsroom)
    merged = (newsroom / "theme/templates/base.html").read_text("utf-8")
    assert merged.startswith("{# của ta #}\n")
    assert merged.endswith("{# v2.0.0 #}\n")


def test_when_both_have_changed_a_line_nothing_changes_and_three_ways_are_told(newsroom, engine):
    with (newsroom / "tasks.py").open("a", encoding="utf-8") as file:
        file.write("\n# của ta\n")
    commit(newsroom, "Sửa phần máy")
    make_version(engine, "v2.0.0")
    before = tree(newsroom)
    with pytest.raises(UserError, match=r"Hai bên cùng sửa tasks\.py") as refused:
        update(newsroom)
    kept = {name: data for name, data in tree(newsroom).items() if not name.startswith(".git/")}
    assert kept == {name: data for name, data in before.items() if not name.startswith(".git/")}
    assert git(newsroom, "status", "--porcelain") == ""
    way = next(line for line in str(refused.value).splitlines() if line.strip().startswith("1."))
    git(newsroom, *way.partition("git ")[2].partition(",")[0].split())
    commit(newsroom, "Bỏ sửa đổi")
    update(newsroom)
    assert (newsroom / "tasks.py").read_bytes() == (engine / "tasks.py").read_bytes()


def test_edits_must_be_committed_first(newsroom, engine):
    make_version(engine, "v2.0.0")
    (newsroom / "content/pages/404.md").unlink()
    with pytest.raises(RefusedError, match="Còn thay đổi chưa ghi vào git"):
        update(newsroom)


def test_the_engine_itself_is_no_newsroom(engine):
    with pytest.raises(UserError, match="không do lệnh start dựng"):
        update(engine)

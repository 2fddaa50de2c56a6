"""A new newsroom, and later versions of the engine in it."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from newsroom.problems import ContentError, RefusedError, UserError
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


@pytest.fixture(scope="module")
def first_newsroom(first_engine, tmp_path_factory):
    folder = tmp_path_factory.mktemp("newsroom") / "toa-soan"
    start(first_engine, folder, NAME, "https://tin.example.vn/", NOW)
    return folder


@pytest.fixture
def newsroom(first_newsroom, first_engine, engine, tmp_path):
    """A newsroom at version 1.0.0; the repository that it knows is the engine of this test."""
    folder = shutil.copytree(first_newsroom, tmp_path / "toa-soan", symlinks=True)
    git(folder, "config", f"url.{engine}.insteadOf", str(first_engine))
    return folder


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


@pytest.mark.parametrize("place", [".", "content/mới", "mới"])
def test_a_newsroom_does_not_begin_within_the_project(engine, place):
    before = tree(engine)
    with pytest.raises(RefusedError, match="hãy chọn nơi khác"):
        start(engine, engine / place, NAME, "", NOW)
    assert tree(engine) == before


@pytest.mark.parametrize("place", ["..", "", "/", "file/mới"])
def test_a_place_that_cannot_be_made_is_explained(engine, tmp_path, monkeypatch, place):
    (tmp_path / "file").touch()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here" if place == ".." else tmp_path)
    with pytest.raises(RefusedError):
        start(engine, Path(place), NAME, "", NOW)


def test_the_folder_is_named_as_a_shell_reads_it(engine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "cd 'tòa soạn'\n" in start(engine, Path("tòa soạn"), NAME, "", NOW)


@pytest.mark.parametrize("name", ["a\x1b[31mb", "a\udcff", "a\u202eb", "dài " * 1000])
def test_a_name_that_cannot_be_printed_is_refused(engine, tmp_path, name):
    with pytest.raises((RefusedError, ContentError)):
        start(engine, tmp_path / "mới", name, "", NOW)
    assert not (tmp_path / "mới").exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("name", ["ĐỊA CHỈ ĐỎ", r"*Tin* <b>x</b> [a](b) \1 # `y` &lt; {z} ![]()"])
def test_a_name_may_have_words_of_the_templates_and_marks_of_markdown(engine, tmp_path, name):
    start(engine, tmp_path / "mới", name, "https://a.vn", NOW)
    content = load_content(tmp_path / "mới/content", NOW, drafts=True)
    assert not content.faults
    assert content.site.identity.name == name


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


def test_the_first_way_out_serves_also_files_that_one_side_has_made_or_removed(newsroom, engine):
    for name in ("theme/templates/new.html", "docs/tên mới.md"):
        (newsroom / name).write_text("Của ta.\n", "utf-8")
        (engine / name).write_text("Của máy.\n", "utf-8")
    (newsroom / "tasks.py").unlink()
    with (newsroom / "CONTRIBUTING.md").open("a", encoding="utf-8") as file:
        file.write("Của ta.\n")
    commit(newsroom, "Sửa phần máy")
    make_version(engine, "v2.0.0")
    with pytest.raises(RefusedError, match="Hai bên cùng sửa") as refused:
        update(newsroom)
    way = next(line for line in str(refused.value).splitlines() if line.strip().startswith("1."))
    for command in way.partition(": ")[2].partition(", git commit")[0].split(" && "):
        git(newsroom, *shlex.split(command)[1:])
    commit(newsroom, "Bỏ sửa đổi")
    update(newsroom)
    for name in ("theme/templates/new.html", "docs/tên mới.md", "tasks.py"):
        assert (newsroom / name).read_bytes() == (engine / name).read_bytes(), name
    assert not (newsroom / "CONTRIBUTING.md").exists()


def test_edits_must_be_committed_first(newsroom, engine):
    make_version(engine, "v2.0.0")
    (newsroom / "content/pages/404.md").unlink()
    with pytest.raises(RefusedError, match="Còn thay đổi chưa ghi vào git"):
        update(newsroom)


def test_the_engine_itself_is_no_newsroom(engine):
    with pytest.raises(UserError, match="không do lệnh start dựng"):
        update(engine)


@pytest.fixture
def configured(monkeypatch):
    """Set options of git, as a person's own configuration does."""

    def configure(options):
        monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(options)))
        for number, (key, value) in enumerate(options.items()):
            monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
            monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)

    return configure


def test_a_repository_that_the_environment_names_is_left_alone(newsroom, engine, tmp_path, monkeypatch):
    before = tree(newsroom)
    monkeypatch.setenv("GIT_DIR", str(newsroom / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(newsroom))
    start(engine, tmp_path / "khác", NAME, "", NOW)
    assert tree(newsroom) == before
    assert (tmp_path / "khác/.git").is_dir()


@pytest.mark.parametrize("option", ["commit.gpgsign", "core.hooksPath"])
def test_a_merge_that_git_refuses_leaves_nothing(newsroom, engine, tmp_path, configured, option):
    make_version(engine, "v2.0.0")
    hook = tmp_path / "hooks" / "commit-msg"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    before = git(newsroom, "rev-parse", "HEAD")
    configured({option: "true" if option == "commit.gpgsign" else str(hook.parent)})
    with pytest.raises(UserError, match="mọi tệp vẫn như trước"):
        update(newsroom)
    assert git(newsroom, "status", "--porcelain") == ""
    assert git(newsroom, "rev-parse", "HEAD") == before
    assert not (newsroom / ".git/MERGE_HEAD").exists()


OPTIONS = """
core.commentChar=E core.quotePath=true core.abbrev=4 commit.cleanup=scissors trailer.separators=#
grep.patternType=perl log.date=human log.showSignature=true log.showRoot=false log.decorate=full
color.ui=always color.diff=always color.status=always diff.noprefix=true diff.external=false diff.context=0
diff.renames=copies diff.mnemonicPrefix=true status.short=true status.branch=true format.pretty=oneline
status.showUntrackedFiles=no merge.ff=only merge.log=true merge.conflictStyle=diff3 fetch.prune=true
init.defaultObjectFormat=sha256 i18n.logOutputEncoding=UTF-16
"""


def test_options_of_a_persons_git_change_nothing(engine, tmp_path, configured):
    configured(dict(option.split("=") for option in OPTIONS.split()))
    start(engine, tmp_path / "tòa soạn", NAME, "", NOW)
    newsroom = tmp_path / "tòa soạn"
    before = files_of_the_newsroom(newsroom)
    with (engine / "CHANGELOG.md").open("a", encoding="utf-8") as file:
        file.write("\n- **To do:** đổi một dòng.\n")
    make_version(engine, "v2.0.0")
    assert "Có việc phải làm" in update(newsroom)
    assert files_of_the_newsroom(newsroom) == before
    assert (newsroom / "tasks.py").read_bytes() == (engine / "tasks.py").read_bytes()
    (newsroom / "content/pages/moi.md").touch()
    with pytest.raises(RefusedError, match="Còn thay đổi chưa ghi vào git"):
        update(newsroom)


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_a_lock_that_a_killed_git_has_left_is_named(newsroom, engine, name):
    make_version(engine, "v2.0.0")
    head = git(newsroom, "rev-parse", "HEAD")
    (newsroom / ".git" / name).touch()
    with pytest.raises(UserError, match=rf"Một lệnh git khác đang ghi ở đây.* xóa .*/\.git/{name}\."):
        update(newsroom)
    (newsroom / ".git" / name).unlink()
    assert git(newsroom, "status", "--porcelain") == ""
    assert git(newsroom, "rev-parse", "HEAD") == head
    assert "Engine v2.0.0" in update(newsroom)


def test_a_merge_that_an_editor_has_begun_is_left_alone(newsroom, engine):
    make_version(engine, "v2.0.0")
    git(newsroom, "checkout", "--quiet", "-b", "khác")
    git(newsroom, "commit", "--quiet", "--allow-empty", "--message", "Khác")
    git(newsroom, "checkout", "--quiet", "main")
    git(newsroom, "merge", "--quiet", "--no-commit", "--no-ff", "khác")
    for edit in ("", "sửa"):  # of files, as an update leaves them that was killed
        (newsroom / "README.md").write_text(edit or (newsroom / "README.md").read_text("utf-8"), "utf-8")
        with pytest.raises(RefusedError, match="ghép dở: chạy git merge --abort"):
            update(newsroom)
        assert (newsroom / ".git/MERGE_HEAD").exists()


def test_a_squashed_history_costs_no_content(newsroom, engine):
    make_version(engine, "v2.0.0")
    messages = git(newsroom, "log", "--format=%B")
    git(newsroom, "reset", "--soft", git(newsroom, "rev-list", "--max-parents=0", "HEAD"))
    git(newsroom, "commit", "--quiet", "--amend", "--message", messages)
    before = tree(newsroom / "content")
    with pytest.raises(UserError, match="lịch sử git đã bị gộp"):
        update(newsroom)
    assert tree(newsroom / "content") == before


def test_a_shallow_clone_is_told_to_get_its_history(newsroom, engine, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth=1", newsroom.as_uri(), "bản-sao")
    with pytest.raises(UserError, match="git fetch --unshallow"):
        update(tmp_path / "bản-sao")
    git(tmp_path, "clone", "--quiet", "--depth=1", engine.as_uri(), "máy")
    with pytest.raises(UserError, match="git fetch --unshallow"):
        start(tmp_path / "máy", tmp_path / "mới", NAME, "", NOW)
    assert not (tmp_path / "mới").exists()


def test_a_newsroom_goes_back_only_when_asked(newsroom, engine):
    git(engine, "checkout", "--quiet", "-b", "trial")
    make_version(engine, "trial-1")
    update(newsroom, "trial")
    after = tree(newsroom / "theme")
    assert "cũ hơn hoặc thuộc nhánh khác" in update(newsroom)
    assert tree(newsroom / "theme") == after
    make_version(engine, "v1.1.0")
    assert "Đã lấy Engine v1.1.0" in update(newsroom), "it holds the branch"
    git(engine, "checkout", "--quiet", "main")
    make_version(engine, "v1.2.0")
    assert "Đã lấy Engine v1.2.0" in update(newsroom), "a greater number, of another branch"
    assert "Đã lấy Engine v1.0.0" in update(newsroom, "v1.0.0")


def test_a_newsroom_may_begin_before_the_first_version(engine, tmp_path):
    git(engine, "tag", "--delete", "v1.0.0")
    assert "phần máy là Engine HEAD (" in start(engine, tmp_path / "toa-soan", NAME, "", NOW)
    assert "đã là bản mới nhất (Engine HEAD" in update(tmp_path / "toa-soan")
    make_version(engine, "nothing")
    assert "Đã lấy Engine HEAD (" in update(tmp_path / "toa-soan")
    make_version(engine, "v0.1.0")
    assert "Đã lấy Engine v0.1.0 (" in update(tmp_path / "toa-soan")


def test_a_newsroom_begins_with_the_newest_version_and_the_content_that_fits_it(engine, tmp_path):
    template = engine / "plugins/newsroom/starting/templates/site.yaml"
    template.write_text("later: field\n", "utf-8")
    commit(engine, "Chưa đánh số")
    folder = tmp_path / "toa-soan"
    assert "phần máy là Engine v1.0.0 (" in start(engine, folder, NAME, "https://tin.example.vn", NOW)
    content = load_content(folder / "content", NOW, drafts=True)
    assert not content.faults
    assert content.site.identity.name == NAME
    assert (folder / template.relative_to(engine)).read_bytes() != template.read_bytes()
    assert "đã là bản mới nhất" in update(folder)


def test_only_numbered_tags_are_newest(newsroom, engine):
    for tag in ("v2.0.0", "v2.0.0-rc1", "vietnam"):
        make_version(engine, tag)
    assert "Engine v2.0.0 (" in update(newsroom)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"version": "v9"}, "Không lấy được bản v9"),
        ({"version": "v1.0.0:refs/heads/other"}, "không phải tên một bản"),
        ({"version": "--upload-pack=touch made"}, "không phải tên một bản"),
        ({"source": "--upload-pack=touch made"}, "Không đọc được kho"),
        ({"source": "/none"}, "Không đọc được kho /none"),
        ({"source": "https://name:word@127.0.0.1:1/a"}, "Không đọc được kho https://127.0.0.1:1/a"),
    ],
)
def test_a_version_that_cannot_be_had_is_explained(newsroom, options, told):
    before = git(newsroom, "for-each-ref")
    with pytest.raises(UserError, match=told):
        update(newsroom, **options)
    assert git(newsroom, "for-each-ref") == before
    assert not (newsroom / "made").exists()


def test_no_commit_keeps_a_password(engine, tmp_path):
    git(engine, "remote", "add", "origin", "https://name:s3cret@git.example/a.git")
    start(engine, tmp_path / "toa-soan", NAME, "", NOW)
    messages = git(tmp_path / "toa-soan", "log", "--format=%B")
    assert "Engine-Source: https://git.example/a.git" in messages
    assert "s3cret" not in messages

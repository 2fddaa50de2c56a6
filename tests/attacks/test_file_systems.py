"""Files of every odd kind, closed folders, full disks: a sentence for each, and no output is ever half."""

import io
import json
import os
import resource
import shutil
import socket
import subprocess

import pytest
from PIL import Image

from commands import run_task
from content_tree import ContentTree
from growth import size
from newsroom.builds import stage
from ordinary_user import become_ordinary
from sites import FAILED, MISTAKES, Project, article, page, write_content
from sites import tree as files_of

NOT_A_FILE = "Đây không phải tệp thường nên không được đọc."
LOOP = "Không mở được tệp (liên kết (symlink) dẫn vòng về chính nó)."
OUTSIDE = "Liên kết (symlink) này dẫn ra ngoài thư mục nội dung: hãy chép hẳn tệp vào đây."
CLOSED_FOLDER, CLOSED_FILE = "Không mở được thư mục (không có quyền).", "Không mở được tệp (không có quyền)."
PASTED = """Trao thưởng bảy tập thể

Sáng 5/3/2024, hội nghị tổng kết phong trào thi đua đã trao thưởng cho bảy tập thể tiêu biểu của xã.

Các tập thể đã vận động người dân góp công làm hai con đường mới và một lớp học.
"""
PLACES = (
    "articles/x.md",
    "images/x.jpg",
    "vocabularies/awards.yaml",
    "house_rules.yaml",
    "addresses.txt",
    "x",
)


def fresh(file):
    """Make the folder of *file*, and room for it; return it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    return file


def make_loop(file):
    fresh(file).symlink_to(file.name)


def make_link_outside(file):
    outside = file.parents[2] / "ngoai"
    outside.write_text(article(), "utf-8")
    fresh(file).symlink_to(outside)


def make_pipe(file):
    os.mkfifo(fresh(file))


def make_socket(file):
    here = os.open(fresh(file).parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(f"/proc/self/fd/{here}/{file.name}")
    os.close(here)


def make_link_to_device(file):
    fresh(file).symlink_to("/dev/zero")


def make_link_to_nowhere(file):
    fresh(file).symlink_to("khong-co")


def make_folder(file):
    fresh(file).mkdir()


def make_huge(file):
    with fresh(file).open("wb") as opened:
        opened.truncate(6 * 10**9)


ODD = {
    make_loop: LOOP,
    make_link_outside: OUTSIDE,
    make_pipe: NOT_A_FILE,
    make_socket: NOT_A_FILE,
    make_link_to_device: NOT_A_FILE,
    make_link_to_nowhere: NOT_A_FILE,
}


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("make", ODD)
def test_a_file_of_an_odd_kind_is_reported_at_once(tree, path, make):
    make(tree.root / path)
    assert f"{path}:1:1: {ODD[make]}" in tree.problems()


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("articles/x.md", "Tệp nặng 6.000.000 KB, quá 100 KB"),
        ("vocabularies/awards.yaml", "Tệp nặng 6.000.000 KB, quá 1.000 KB"),
        ("house_rules.yaml", "Tệp nặng 6.000.000 KB, quá 1.000 KB"),
        ("addresses.txt", "Tệp nặng 6.000.000 KB, quá 10.000 KB"),
    ],
)
def test_a_huge_file_is_reported_and_not_read(tree, path, start):
    make_huge(tree.root / path)
    assert [line for line in tree.problems() if line.startswith(f"{path}:1:1: {start}")]


@pytest.mark.parametrize(
    "path", ["articles/x.md", "vocabularies/awards.yaml", "house_rules.yaml", "addresses.txt"]
)
def test_a_folder_in_the_place_of_a_file_is_reported(tree, path):
    make_folder(tree.root / path)
    assert [line for line in tree.problems() if line.startswith(f"{path}:1:1: Đây ")]


@pytest.mark.parametrize("name", ["articles", "campaigns", "exemplars", "pages", "images", "vocabularies"])
def test_a_file_in_the_place_of_a_folder_is_reported(tree, name):
    shutil.rmtree(tree.root / name, ignore_errors=True)
    tree.write(name, "x")
    assert [line for line in tree.problems() if line.startswith(f"{name}:1:1: Đây phải là thư mục")]


@pytest.mark.parametrize("folder", ["articles", "images", "vocabularies", ""])
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff.md", "\\xff.md"),
        ("năm.jpg".encode("latin-1", "replace").replace(b"?", b"\xe3"), "n\\xe3m.jpg"),
        (b"a\nb.md", "a\\x0ab.md"),
        (b"a\x1b[31m.md", "a\\x1b[31m.md"),
        (b"\xc2\x85", "\\xc2\\x85"),
    ],
    ids=repr,
)
def test_a_name_that_cannot_be_shown_is_reported_with_its_bytes(tree, folder, name, shown):
    odd = tree.root / folder / os.fsdecode(name)
    tree.write(odd, b"")
    (line,) = tree.problems()
    path = f"{folder}/{shown}" if folder else shown
    assert line.startswith(f"{path}:1:1: Tên này có ")
    odd.rename(odd.with_name(f".{odd.name}"))  # as systems name what they leave behind
    odd.mkdir()
    assert tree.problems() == [line]


def make_deep(folder, name, count):
    """Make *count* folders, each in the last, also where the path is too long for the system."""
    folder.mkdir(exist_ok=True)
    here = os.open(folder, os.O_RDONLY)
    for _ in range(count):
        os.mkdir(name, dir_fd=here)
        here, last = os.open(name, os.O_RDONLY, dir_fd=here), here
        os.close(last)
    with os.fdopen(os.open("a.md", os.O_CREAT | os.O_WRONLY, dir_fd=here), "w", encoding="utf-8") as file:
        file.write(article(summary="Tin ở nơi sâu nhất."))
    os.close(here)


def remove(*folders):
    """Remove folders that are too deep for shutil.rmtree."""
    subprocess.run(["rm", "-rf", *folders], check=True)  # noqa: S607


def test_a_thousand_folders_in_each_other_are_read(tree):
    make_deep(tree.root / "articles", "d", 1000)
    make_deep(tree.root / "images", "d", 1000)
    try:
        assert [story.front.summary for story in tree.load().site.stories] == ["Tin ở nơi sâu nhất."]
    finally:
        remove(tree.root / "articles", tree.root / "images")


@pytest.mark.parametrize("folder", ["articles", "images"])
def test_a_folder_that_no_path_reaches_is_reported(tree, folder):
    make_deep(tree.root / folder, "d" * 100, 60)
    try:
        (line,) = tree.problems()
    finally:
        remove(tree.root / folder)
    assert line.endswith("d:1:1: Không mở được thư mục (tên hay đường dẫn quá dài).")


def test_all_odd_files_are_reported_together_in_every_format(tmp_path):
    tree = ContentTree(tmp_path / "content")
    tree.article("a", body="![Lễ trao]({static}/images/x.jpg)")
    for number, make in enumerate(ODD):
        for folder in ("articles", "images"):
            make(tree.root / f"{folder}/{number}.md")
    make_link_to_device(tree.root / "images/x.jpg")
    tree.write(os.fsdecode(b"articles/\xff\n.md"), b"")
    paths = {line.partition(":")[0] for line in tree.problems()}
    assert len(paths) == 2 * len(ODD) + 3
    for style in ("text", "github", "gitlab", "json"):
        run = run_task("check", "--content", tree.root, "--format", style)
        assert run.returncode == 1
        assert run.stderr == ""
        if style in {"gitlab", "json"}:
            assert len(json.loads(run.stdout)) >= len(paths)
        else:
            assert "\\xff\\x0a.md" in run.stdout.replace("%5C", "\\")


CLOSED = {  # paths to close, and the line that reports it
    "articles/a.md": f"articles/a.md:1:1: {CLOSED_FILE}",
    "articles": f"articles:1:1: {CLOSED_FOLDER}",
    "images/a.jpg": "articles/a.md:6:14: Không mở được tệp ảnh “a.jpg” (không có quyền).",
    "images": f"images:1:1: {CLOSED_FOLDER}",
    "vocabularies/awards.yaml": f"vocabularies/awards.yaml:1:1: {CLOSED_FILE}",
    "vocabularies": f"vocabularies:1:1: {CLOSED_FOLDER}",
    "house_rules.yaml": f"house_rules.yaml:1:1: {CLOSED_FILE}",
    "addresses.txt": f"addresses.txt:1:1: {CLOSED_FILE}",
    "": ":1:1: Không mở được thư mục (không có quyền).",
    "..": ":1:1: Không mở được thư mục nội dung này (không có quyền).",
}


@pytest.fixture
def content(tmp_path):
    """Content with a file of each kind, which may be closed until the test is over."""
    files = {"articles/a.md": article(image="{src: images/a.jpg, alt: Lễ trao}"), "pages/b.md": page("Trang")}
    root = write_content(
        tmp_path / "closed" / "content", files | {"house_rules.yaml": "", "addresses.txt": ""}
    )
    (root / "images").mkdir()
    Image.new("RGB", (1300, 900), "white").save(root / "images/a.jpg")
    yield root
    for closed in (root.parent, root, *root.iterdir()):
        closed.chmod(0o755)


@pytest.mark.parametrize("path", CLOSED)
def test_a_path_closed_to_an_ordinary_user_is_reported(content, path):
    (content / path).resolve().chmod(0)
    run = run_task("check", "--content", content, first=become_ordinary)
    assert run.returncode == 1
    assert f"{content}/{CLOSED[path]}".replace("/:1", ":1") in run.stdout.replace("/:1", ":1")
    assert "Traceback" not in run.stdout + run.stderr


def test_names_in_a_folder_whose_files_are_closed(content):
    (content / "images").chmod(0o644)
    run = run_task("check", "--content", content, first=become_ordinary)
    assert f"{content}/images:1:1: {CLOSED_FOLDER}" in run.stdout


@pytest.mark.parametrize("task", ["build", "serve", "clean"])
def test_an_output_that_leads_back_to_itself_is_reported(tmp_path, task):
    (tmp_path / "trang").symlink_to("trang")
    run = run_task(task, "--output", tmp_path / "trang")
    assert run.returncode == 1
    assert f"{tmp_path}/trang: liên kết (symlink) dẫn vòng về chính nó." in run.stderr


@pytest.mark.parametrize("arguments", ["--output closed", "--output closed/trang", "--content closed/tin"])
def test_a_closed_folder_cannot_be_served(tmp_path, arguments):
    (tmp_path / "closed").mkdir(mode=0)
    option, folder = arguments.split()
    run = run_task("serve", "--port", 0, option, tmp_path / folder, first=become_ordinary)
    (tmp_path / "closed").chmod(0o755)
    assert run.returncode == 1
    assert "không có quyền" in run.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project whose first site has been built."""
    picture = io.BytesIO()
    Image.new("RGB", (1300, 900), "white").save(picture, "JPEG")
    files = {
        "articles/a.md": article(image="{src: images/a.jpg, alt: Lễ trao}"),
        "images/a.jpg": picture.getvalue(),
    }
    project = Project(tmp_path_factory.mktemp("project"), files)
    built = project.build_forked()
    assert built.code == 0, built.said
    return project


def limit_files(count):
    """Limit the files that this process writes to *count* bytes, as a nearly full disk does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, count))


@pytest.mark.parametrize(
    ("closed", "words"),
    [
        (".cache/pictures", "không có quyền"),
        ("content/articles", "articles:1:1: Không mở được thư mục (không có quyền)."),
        ("theme", "không có quyền"),
    ],
)
def test_a_folder_that_is_closed_to_a_build_is_reported_and_the_site_stays(project, closed, words):
    before = files_of(project.output)
    folder = project.folder / closed
    if closed == ".cache/pictures":
        shutil.rmtree(folder)
    folder.mkdir(exist_ok=True)
    project.append("content/articles/a.md", "\nThêm một câu.\n")
    project.append("theme/templates/base.html", "{# để mọi trang dựng lại #}")
    folder.chmod(0)
    try:
        built = project.build_forked(first=become_ordinary)
    finally:
        folder.chmod(0o755)
    assert built.code in {FAILED, MISTAKES}
    assert words in built.said
    assert "Traceback" not in built.said
    assert "hỏng" not in built.said
    assert files_of(project.output) == before
    assert project.build_forked().code == 0


@pytest.mark.parametrize("most", size([9_000], [100, 9_000, 60_000]))
def test_a_disk_that_fills_is_reported_and_no_half_file_is_left(project, most):
    before = files_of(project.output)
    shutil.rmtree(project.folder / ".cache", ignore_errors=True)
    project.append("content/articles/a.md", "\nThêm một câu.\n")
    built = project.build_forked(first=lambda: limit_files(most))
    assert built.code == FAILED
    assert "Không ghi được" in built.said
    assert "ảnh bị hỏng" not in built.said
    assert files_of(project.output) == before
    assert not [*project.folder.rglob("*.part")]
    assert project.build_forked().code == 0


@pytest.mark.parametrize("task", ["new", "import", "schemas"])
def test_a_task_that_cannot_write_leaves_nothing(content, task):
    before = files_of(content)
    saved = content.parent / "bai.txt"
    saved.write_text(PASTED, "utf-8")
    options = {
        "new": ("--kind", "bài", "--title", "Một tin mới"),
        "import": (saved,),
        "schemas": ("--target", content.parent / "schemas"),
    }[task]
    for first, words in (
        (lambda: limit_files(500), "tệp quá lớn"),
        (lambda: close(content.parent), "không có quyền"),
    ):
        run = run_task(task, *options, "--content", content, first=first)
        assert run.returncode == 1
        assert f"({words})" in run.stdout + run.stderr
        assert "Traceback" not in run.stdout + run.stderr
        open_again(content)
        assert files_of(content) == before
        assert not [*content.parent.rglob("*.part")]


def close(folder):
    """Forbid new files in *folder* and below."""
    for closed in (folder, *folder.rglob("*/")):
        closed.chmod(0o555)
    become_ordinary()


def open_again(folder):
    for closed in (folder.parent, folder, *folder.rglob("*/")):
        closed.chmod(0o755)


@pytest.mark.parametrize("make", [make_pipe, *size([], [make_loop, make_folder, make_link_to_nowhere])])
def test_an_odd_file_in_the_place_of_the_store_is_replaced_or_reported(project, make):
    before = files_of(project.output)
    store = stage.kept_file(project.output, "sqlite")
    make(store)
    built = project.build_forked()
    assert built.code == 0 or f"{store}: " in built.said
    assert files_of(project.output) == before
    shutil.rmtree(store) if store.is_dir() else store.unlink()
    assert project.build_forked().code == 0

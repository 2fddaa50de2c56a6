"""Odd files in the place of those that the desk reads and writes: a sentence, never a traceback."""

import os

import pytest

from newsroom.desk import files
from newsroom.desk.files import ContentFiles
from newsroom.problems import RefusedError
from ordinary_user import become_ordinary
from sites import article, tree, write_file

A = "content/articles/2024/a.md"


@pytest.fixture
def content(tmp_path):
    write_file(tmp_path / "content/articles/2024/a.md", article("Bài"))
    return tmp_path / "content"


ODD = {
    "a folder": lambda file: file.mkdir(),
    "a pipe": os.mkfifo,
    "below a file": lambda file: file.parent.rmdir() or file.parent.write_text("x"),
}


@pytest.mark.parametrize("kind", ODD)
def test_only_files_are_read(content, kind):
    file = content / "pages/x.md"
    file.parent.mkdir()
    ODD[kind](file)
    with pytest.raises(RefusedError, match=r"^Không đọc hay ghi được .*/pages/x\.md: "):
        files.read(ContentFiles(content).find("content/pages/x.md"))


@pytest.mark.parametrize("kind", ["a folder", "below a file"])
def test_only_files_are_replaced_or_deleted(content, kind):
    file = content / "pages/x.md"
    file.parent.mkdir()
    ODD[kind](file)
    before = tree(content)
    for act in (lambda found: files.write(found, b"x"), files.remove):
        with pytest.raises(RefusedError, match=r"^Không đọc hay ghi được "):
            act(file)
    assert tree(content) == before


def test_a_closed_folder_is_a_sentence(content):
    folder = content / "articles/2024"
    child = os.fork()
    if not child:
        code = 1
        try:
            become_ordinary()
            folder.chmod(0)
            found = ContentFiles(content).find(A)
            with pytest.raises(RefusedError, match="không có quyền"):
                files.read(found)
            folder.chmod(0o500)
            with pytest.raises(RefusedError, match=r"không có quyền\. Tệp trên ổ đĩa vẫn như cũ\.$"):
                files.write(found, b"x")
            assert [*ContentFiles(content).list("content/articles", ".md")] == [A]
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (folder / "a.md").read_text("utf-8") == article("Bài")


def test_a_file_of_several_names_is_replaced_under_one(content, tmp_path):
    (tmp_path / "other.md").hardlink_to(content / "articles/2024/a.md")
    files.write(ContentFiles(content).find(A), b"new")
    assert (content / "articles/2024/a.md").read_bytes() == b"new"
    assert (tmp_path / "other.md").read_text("utf-8") == article("Bài")


def test_a_file_left_by_a_kill_is_not_listed(content):
    write_file(content / "articles/2024/.a.123.part", "x")
    write_file(content / "articles/2024/.b.md", "x")
    assert [*ContentFiles(content).list("content/articles", "")] == [A]

"""Hostile and broken files of word processors and mail programs are refused in one sentence."""

import os

import pytest

from children import measure_task
from growth import size
from hostile_documents import GOOD, HARMLESS, REFUSED
from newsroom.importing.import_file import import_file
from newsroom.problems import RefusedError
from sites import NOW, tree, write_content

MOST_TIME, MOST_MEMORY = 20, 500  # seconds of processor time, and MB
HEAVY = ("bom.docx", "nhiều thẻ.docx", "lồng rất sâu.docx", "nhiều phần.eml")


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content", {})


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_refused_by_name_and_nothing_is_written(tmp_path, content, name):
    before = tree(tmp_path)
    (tmp_path / name).write_bytes(REFUSED[name]())
    with pytest.raises(RefusedError) as refusal:
        import_file(tmp_path / name, content, NOW)
    assert name in str(refusal.value)
    (tmp_path / name).unlink()
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", HARMLESS)
def test_what_hides_in_a_file_with_an_article_has_no_effect(tmp_path, content, name):
    before = tree(tmp_path)
    (tmp_path / name).write_bytes(HARMLESS[name]())
    made = import_file(tmp_path / name, content, NOW)
    (tmp_path / name).unlink()
    written = set(tree(tmp_path)) - set(before)
    draft = made.draft.relative_to(tmp_path).as_posix()
    assert all(path == draft or path.startswith("content/files/") for path in written)
    assert "<script" not in made.draft.read_text("utf-8")


@pytest.mark.parametrize("name", size(HEAVY[:2], REFUSED))
def test_refusing_a_file_takes_little_memory(tmp_path, content, name):
    (tmp_path / name).write_bytes(REFUSED[name]())
    run = measure_task("import", tmp_path / name, "--content", content)
    assert "Traceback" not in run.output
    assert run.seconds <= MOST_TIME
    assert run.megabytes <= MOST_MEMORY


def test_a_file_of_300_megabytes_is_not_read(tmp_path, content):
    with (tmp_path / "to.docx").open("wb") as file:
        file.write(GOOD)
        file.truncate(300_000_000)
    run = measure_task("import", tmp_path / "to.docx", "--content", content)
    assert "Tệp “to.docx” lớn hơn 50 MB" in run.output
    assert run.megabytes <= MOST_MEMORY


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_what_is_no_file_is_not_read(tmp_path, content):
    os.mkfifo(tmp_path / "ong.docx")
    (tmp_path / "thu-muc.docx").mkdir()
    for name in ("ong.docx", "thu-muc.docx"):
        with pytest.raises(RefusedError, match=f"“{name}” không phải tệp thường"):
            import_file(tmp_path / name, content, NOW)

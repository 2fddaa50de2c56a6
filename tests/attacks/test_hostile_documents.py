"""Hostile and broken files of word processors and mail programs are refused in one sentence."""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from children import measure_task
from growth import assert_linear, size
from hostile_documents import GOOD, HARMLESS, REFUSED, letter
from newsroom.importing.formats import office
from newsroom.importing.formats.charsets import decode
from newsroom.importing.formats.mail import MOST_ATTACHMENTS
from newsroom.importing.formats.word_numbers import W, WordNumbers
from newsroom.importing.import_file import import_file
from newsroom.problems import RefusedError
from office_files import BODY, CLOSING, LEAD
from sites import NOW, tree, write_content

MOST_TIME, MOST_MEMORY = 20, 500  # seconds of processor time, and MB
MEASURED = size(["bom nói dối.docx", "nhiều dòng.eml"], REFUSED)


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content", {})


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in MEASURED])
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


@pytest.mark.parametrize("name", MEASURED)
def test_refusing_a_file_takes_little_memory(tmp_path, content, name):
    before = tree(content)
    (tmp_path / name).write_bytes(REFUSED[name]())
    run = measure_task("import", tmp_path / name, "--content", content)
    assert f"“{name}”" in run.output
    assert "Traceback" not in run.output
    assert tree(content) == before
    assert run.seconds <= MOST_TIME
    assert run.megabytes <= MOST_MEMORY


def test_only_so_many_attachments_of_a_letter_are_copied(tmp_path, content):
    text = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{LEAD} {BODY} {CLOSING}"
    file = "Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF"
    (tmp_path / "thư.eml").write_bytes(letter(text, *[file] * (MOST_ATTACHMENTS + 1)))
    report = import_file(tmp_path / "thư.eml", content, NOW).report
    assert len(list(content.glob("files/*/*.pdf"))) == MOST_ATTACHMENTS
    assert "Thư còn 1 tệp khác, không chép: “a.pdf”." in report


def test_a_word_processor_that_hangs_is_ended_with_all_that_it_started(tmp_path, monkeypatch):
    program, noted = tmp_path / "soffice", tmp_path / "pid"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {noted}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(office, "LONGEST", 1)
    with pytest.raises(RefusedError, match="quá 1 giây nên lệnh dừng"):
        office.read_rtf("a.rtf", b"{\\rtf1}")
    state = Path(f"/proc/{noted.read_text().strip()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_styles_that_are_based_on_each_other_take_time_by_their_number():
    def read(styles):
        assert WordNumbers(None, styles).find(ET.Element("p")) == ("", 0)

    def make(count):
        styles = ET.Element("styles")
        for number in range(count):
            style = ET.SubElement(styles, f"{W}style", {f"{W}styleId": str(number)})
            ET.SubElement(style, f"{W}basedOn", {f"{W}val": str(number + 1)})
        return styles

    assert_linear(read, make, 2_000)


def test_a_charset_of_names_is_not_used_for_texts():
    def refuse(data):
        with pytest.raises(RefusedError):
            decode("thư.eml", data, "punycode")

    assert_linear(refuse, lambda count: b"a" * count + b"-" + b"zz9" * count + b"\xff", 20_000)


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

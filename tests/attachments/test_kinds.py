import re
import zipfile

import pytest

from attached_files import (
    acting_pdf,
    archive,
    captions,
    described_pdf,
    form_pdf,
    inherited_action_pdf,
    looping_pdf,
    mp3,
    mp4,
    office,
    open_document,
    packed_pdf,
    pdf,
    signed_pdf,
)
from newsroom.attachments.kinds import KINDS, inspect

CORE = "<dc:creator>Lò Văn Thử</dc:creator><cp:lastModifiedBy>may-3</cp:lastModifiedBy>"
GOOD = {
    "a.pdf": pdf(12),
    "a.docx": office("docx"),
    "a.xlsx": office("xlsx"),
    "a.pptx": office("pptx"),
    "a.odt": open_document("text"),
    "a.ods": open_document("spreadsheet"),
    "a.csv": "Tỉnh,Số\nLào Cai,3\n".encode("utf-8-sig"),
    "a.zip": archive({"danh-sach/a.pdf": pdf()}),
    "a.mp4": mp4(),
    "a.m4a": mp4(),
    "a.mp3": mp3(),
    "a.vtt": captions(),
}


OFFICE = {"a.docx", "a.xlsx", "a.pptx", "a.odt", "a.ods"}


def test_every_kind_has_an_example():
    assert {f"a{ending}" for ending in KINDS} == set(GOOD)


@pytest.mark.parametrize("name", GOOD)
def test_a_whole_file_is_taken(name):
    found = inspect(name, GOOD[name])
    assert (found.pages, found.told) == (12 if name == "a.pdf" else 0, ())


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("other", GOOD)
def test_bytes_of_another_kind_are_refused(name, other):
    if name == other or (name == "a.zip" and other in OFFICE):
        return  # an office document is an archive
    if {name, other} == {"a.mp4", "a.m4a"} or (name, other) == ("a.csv", "a.vtt"):
        return  # sound in the boxes of a film; any text may be a table
    with pytest.raises(ValueError, match=rf"^Tệp “{name}” "):
        inspect(name, GOOD[other])


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"MZ\x90\0" + b"\0" * 200,
        b"<!DOCTYPE html><html><p>a</html>",
        b"\xff\xd8\xff\xe0JFIF",
    ],
    ids=["empty", "zeros", "program", "page", "picture"],
)
def test_bytes_of_no_kind_are_refused(name, data):
    with pytest.raises(ValueError, match=rf"^Tệp “{name}” "):
        inspect(name, data)


@pytest.mark.parametrize("name", [name for name in GOOD if name not in {"a.csv", "a.mp3", "a.vtt"}])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_that_was_cut_is_refused(name, part):
    data = GOOD[name]
    with pytest.raises(ValueError, match=rf"^Tệp “{name}” "):
        inspect(name, data[: int(len(data) * part)])


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", acting_pdf("JavaScript"), "có lệnh tự chạy"),
        ("a.pdf", acting_pdf("Launch"), "có lệnh tự chạy"),
        ("a.pdf", pdf(change=lambda made: made.encrypt("mat-khau")), "bị khóa bằng mật khẩu"),
        ("a.pdf", pdf(0), "không có trang nào"),
        ("a.pdf", looping_pdf(), "các trang dẫn vòng về nhau"),
        ("a.pdf", pdf() + archive({"a.exe": b"MZ"}), "là hai tệp trong một"),
        ("a.docx", office("docx", {"word/vbaProject.bin": b"x"}), "có macro"),
        (
            "a.xlsx",
            office("xlsx", {"[Content_Types].xml": 'ContentType="a.macroEnabled.main+xml"'}),
            "có macro",
        ),
        ("a.pdf", inherited_action_pdf(), "có lệnh tự chạy (JavaScript)"),
        ("a.pdf", form_pdf(), "là biểu mẫu XFA, ít máy mở được"),
        ("a.pdf", described_pdf(b"z" * 1_000_000, "/ASCII85Decode"), "quá rối"),
        ("a.pdf", packed_pdf(b"[" + (b"[" + b"1 " * 90_000 + b"]") * 25 + b"]"), "quá rối"),
        ("a.pdf", packed_pdf(b"(" + b"a" * 6_000_000 + b")"), "bị hỏng"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "bị khóa bằng mật khẩu, hoặc là bản đời cũ"),
        ("a.odt", open_document("text", {"Basic/Standard/a.xml": "x"}), "có macro"),
        ("a.odt", open_document("text", {"META-INF/manifest.xml": "<encryption-data/>"}), "bị khóa"),
        ("a.zip", archive({"ảnh/a.JPG.exe": b"MZ"}), "chứa tệp chạy được, “a.JPG.exe”"),
        ("a.zip", archive({"../../a.txt": "x"}), "chứa tệp có đường dẫn ra ngoài"),
        ("a.zip", archive({}), "không đúng loại"),
        ("a.zip", archive({"a.txt": "x"}, zipfile.ZIP_LZMA), "nén theo cách lạ"),
        ("a.zip", archive({f"{n}.txt": bytes(50_000_000) for n in range(7)}), "mở ra thì quá lớn"),
        ("a.csv", "Tỉnh,Số\nLào Cai".encode("utf-16"), "không phải mã UTF-8"),
        ("a.exe", b"MZ", "chỉ đăng được tệp .pdf"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "hãy mở bằng Word rồi lưu thành .docx"),
        ("a.xlsm", GOOD["a.xlsx"], "tệp có macro: hãy lưu thành .xlsx"),
    ],
)
def test_a_danger_or_a_hindrance_is_told(name, data, message):
    with pytest.raises(ValueError, match=rf"^Tệp “{name}” .*{re.escape(message)}.*\.$"):
        inspect(name, data)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", pdf(change=lambda made: made.add_metadata({"/Author": "Lò Văn Thử"})), ["tên người soạn"]),
        (
            "a.pdf",
            pdf(change=lambda made: made.add_attachment("a.txt", b"x")),
            ["các tệp khác đính bên trong"],
        ),
        ("a.pdf", pdf() + b"\n%%EOF\n", ["các bản trước khi sửa"]),
        ("a.pdf", signed_pdf(), []),
        ("a.pdf", packed_pdf(b"[(a) 1 [<</A/B>>]]"), []),
        (
            "a.pdf",
            described_pdf(b"<dc:creator><rdf:Seq><rdf:li>Thu</rdf:li></rdf:Seq></dc:creator>"),
            ["tên"],
        ),
        ("a.pdf", described_pdf(b"<dc:creator>" * 400_000), []),
        ("a.pdf", described_pdf(b"<dc:creator>" + b"<rdf:li " * 600_000), []),
        ("a.docx", office("docx", {"docProps/core.xml": "<dc:creator " * 1_000_000}), []),
        (
            "a.docx",
            office("docx", {"docProps/core.xml": CORE}),
            ["tên người, đơn vị đã soạn “Lò Văn Thử, may-3”"],
        ),
        ("a.docx", office("docx", {"word/document.xml": '<w:ins w:id="1"/>'}), ["chỗ sửa còn theo dõi"]),
        ("a.docx", office("docx", {"word/comments.xml": '<w:comment w:id="1"/>'}), ["lời nhận xét"]),
        ("a.xlsx", office("xlsx", {"xl/workbook.xml": '<sheet state="hidden"/>'}), ["trang tính bị ẩn"]),
        ("a.odt", open_document("text", {"meta.xml": "<dc:creator>Lò Văn Thử</dc:creator>"}), ["tên người"]),
    ],
)
def test_what_a_file_says_about_its_makers_is_told(name, data, told):
    found = inspect(name, data).told
    assert len(found) == len(told)
    assert all(one.startswith(start) for one, start in zip(found, told, strict=True))


def test_long_names_are_told_in_part():
    name = "Lò Văn Thử " * 1000
    written = pdf(change=lambda made: made.add_metadata({"/Author": name}))
    office_file = office("docx", {"docProps/core.xml": f"<dc:creator>{name}</dc:creator>"})
    for file, data in (("a.pdf", written), ("a.docx", office_file)):
        (told,) = inspect(file, data).told
        assert name[:40] in told
        assert len(told) < 200

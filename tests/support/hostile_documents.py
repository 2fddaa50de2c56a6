"""Hostile and broken files for `invoke import`, by what is wrong with them."""

import io
import struct
import zipfile
import zlib

from office_files import BODY, CLOSING, LEAD, TITLE, picture, word

GOOD = word(("Title", TITLE), (None, f"{LEAD} {BODY}"), (None, CLOSING))
PART = "word/document.xml"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = f'<w:document xmlns:w="{NAMESPACE}"><w:body>'
END = "</w:body></w:document>"
PARAGRAPH = f"<w:p><w:r><w:t>{LEAD} {BODY} {CLOSING}</w:t></w:r></w:p>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">'
PAGE = f"<html><body><h1>{TITLE}</h1><p>{LEAD} {BODY}</p><p>{CLOSING} {BODY}</p></body></html>"


def with_part(part, data, *, compress=zipfile.ZIP_DEFLATED):
    """Return the good document with *data* in the place of a *part*, or with it as a new one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(buffer, "w", compress) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        if data is not None:
            target.writestr(part, data)
    return buffer.getvalue()


def with_body(markup):
    """Return the good document with a *markup* at the start of its body, not packed: it is no bomb."""
    text = f'<?xml version="1.0" encoding="UTF-8"?>{OPEN}{markup}{PARAGRAPH}{END}'
    return with_part(PART, text, compress=zipfile.ZIP_STORED)


def with_entities(declarations, part=PART):
    return with_part(part, f"{declarations}]>{OPEN}<w:p><w:r><w:t>&j;</w:t></w:r></w:p>{PARAGRAPH}{END}")


def with_picture(name, data):
    """Return the good document with a picture in it."""

    def add(document):
        document.add_picture(io.BytesIO(picture(size=(1200, 800))))

    made = word(("Title", TITLE), (None, f"{LEAD} {BODY}"), (None, CLOSING), build=add)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.namelist():
            kept = data if member.startswith("word/media/") else source.read(member)
            if kept is not None:
                target.writestr(member, kept, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def set_flags(data, flag):
    """Return the zip *data* with a *flag* set in every header."""
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            field = struct.unpack_from("<H", data, place + offset)[0] | flag
            data = data[: place + offset] + struct.pack("<H", field) + data[place + offset + 2 :]
            place = data.find(sign, place + 4)
    return data


def set_method(data, method):
    """Return the zip *data* whose members are said to be packed by *method*."""
    for sign, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = data.find(sign)
        while place >= 0:
            data = data[: place + offset] + struct.pack("<H", method) + data[place + offset + 2 :]
            place = data.find(sign, place + 4)
    return data


def lying(part, size):
    """Return the good document with a *part* that unpacks to *size* bytes, and says that it has few."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    data = with_part(part, piece * (size // 10_000_000) + packer.flush(), compress=zipfile.ZIP_STORED)
    return _say_packed(data, part.encode())


def _say_packed(data, part):
    """Return the zip *data* whose *part* is said to be packed, and to have 2,000 bytes."""
    for sign, method, length, name in ((b"PK\x03\x04", 8, 22, 30), (b"PK\x01\x02", 10, 24, 46)):
        place = data.find(part)
        while data[place - name : place - name + 4] != sign:
            place = data.index(part, place + 1)
        start = place - name
        data = data[: start + method] + struct.pack("<H", 8) + data[start + method + 2 :]
        data = data[: start + length] + struct.pack("<I", 2_000) + data[start + length + 4 :]
    return data


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


def many_members():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for number in range(6_000):
            target.writestr(f"word/{number}", "")
    return buffer.getvalue()


def letter(*parts, head="", boundary="x"):
    kind = f"Content-Type: multipart/mixed; boundary={boundary}"
    start = f"MIME-Version: 1.0\r\nSubject: Thu\r\n{head}{kind}\r\n\r\n"
    return (start + "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n").encode()


def nested_letter(depth):
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth))
    return f"MIME-Version: 1.0\r\n{head}".encode()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LONG_TEXT = "<w:p><w:r><w:t>" + "dài " * 60_000 + "</w:t></w:r></w:p>"
# A PNG of 60,000 by 60,000 pixels, in 60 bytes.
_SIZE = struct.pack(">II", 60_000, 60_000) + b"\x08\x02\0\0\0"
_HEAD = b"IHDR" + _SIZE
BOMB = b"\x89PNG\r\n\x1a\n\0\0\0\r" + _HEAD + struct.pack(">I", zlib.crc32(_HEAD)) + b"\0\0\0\0IEND"
REFUSED = {
    "rỗng.docx": lambda: b"",
    "toàn số không.docx": lambda: b"\0" * 5_000,
    "cụt.docx": lambda: GOOD[: len(GOOD) // 2],
    "thiếu đầu.docx": lambda: GOOD[200:],
    "hỏng giữa.docx": lambda: GOOD[:2_000] + b"\xff" * 3_000 + GOOD[5_000:],
    "trang.docx": PAGE.encode,
    "chữ.docx": f"{TITLE}\n\n{LEAD} {BODY}".encode,
    "ảnh.docx": picture,
    "pdf và zip.docx": lambda: b"%PDF-1.7\n" + GOOD,
    "gif và zip.docx": lambda: b"GIF89a" + b"\0" * 20 + GOOD,
    "bom.docx": lambda: with_part(PART, b" " * 20_000_000),
    "bom nói dối.docx": lambda: lying(PART, 1_000_000_000),
    "bom ảnh.docx": lambda: with_part("word/media/image1.png", b"\0" * 20_000_000),
    "bom nhiều tệp.docx": many_members,
    "zip trong zip.docx": lambda: zipped(a_zip=GOOD),
    "bảng tính.docx": lambda: zipped(xl__workbook_xml="<a/>"),
    "chương trình.docx": lambda: zipped(META_INF__MANIFEST_MF="x"),
    "có mật khẩu.docx": lambda: set_flags(GOOD, 1),
    "nén lạ.docx": lambda: set_method(GOOD, 99),
    "nén bzip2.docx": lambda: with_part(PART, f"{OPEN}{PARAGRAPH}{END}", compress=zipfile.ZIP_BZIP2),
    "nén sai.docx": lambda: set_method(GOOD, 12),
    "ole có mật khẩu.docx": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "cười.docx": lambda: with_entities(LAUGHS),
    "cười ở kiểu.docx": lambda: with_entities(LAUGHS, "word/styles.xml"),
    "cười ở liên kết.docx": lambda: with_entities(LAUGHS, "word/_rels/document.xml.rels"),
    "đọc tệp máy.docx": lambda: with_entities(EXTERNAL),
    "cười utf-16.docx": lambda: with_part(PART, f"{LAUGHS}]><x>&j;</x>".encode("utf-16")),
    "cười ebcdic.docx": lambda: with_part(
        PART, f'<?xml version="1.0" encoding="cp037"?>{LAUGHS}]><x>&j;</x>'.encode("cp037")
    ),
    "cười sau lời khai.docx": lambda: with_part(
        PART, b'<?xml version="1.0" encoding="cp037"?>' + f"{LAUGHS}]><x>&j;</x>".encode("cp037")
    ),
    "xml sai.docx": lambda: with_part(PART, f"{OPEN}<w:p></w:q>{END}"),
    "không có bài.docx": lambda: with_part(PART, None),
    "bài trống.docx": lambda: with_part(PART, f"{OPEN}<w:p/>{END}"),
    "lồng sâu.docx": lambda: with_body("<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000),
    "lồng rất sâu.docx": lambda: with_body("<a>" * 100_000 + "</a>" * 100_000),
    "nhiều thẻ.docx": lambda: with_body("<w:r/>" * 200_000),
    "nhiều đoạn.docx": lambda: with_body("<w:p/>" * 16_000),
    "nhiều chú thích.docx": lambda: with_body(
        '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * 1_001
    ),
    "xml nặng.docx": lambda: with_body("<w:p><w:r><w:t>" + "ab c" * 3_500_000 + "</w:t></w:r></w:p>"),
    "dài.docx": lambda: with_body(LONG_TEXT),
    "cụt.odt": lambda: b"PK\x03\x04" + b"\0" * 50,
    "cười.odt": lambda: zipped(
        mimetype="application/vnd.oasis.opendocument.text", content_xml=LAUGHS + "]><x/>"
    ),
    "bom.odt": lambda: zipped(mimetype="x", content_xml=" " * 40_000_000),
    "lồng sâu.rtf": lambda: b"{\\rtf1 " + b"{" * 5_000_000,
    "cụt.doc": lambda: OLE + b"\0" * 500,
    "trang.doc": PAGE.encode,
    "không trang.mhtml": lambda: letter("Content-Type: image/png\r\n\r\nabc").replace(b"/mixed", b"/related"),
    "cụt.mhtml": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
    "không chữ.eml": lambda: letter("Content-Type: application/pdf; name=a.pdf\r\n\r\nabc"),
    "lồng sâu.eml": lambda: nested_letter(5_000),
    "nhiều phần.eml": lambda: letter(*["Content-Type: text/css\r\n\r\na"] * 5_000),
    "nhiều dòng.eml": lambda: b"MIME-Version: 1.0\r\n\r\n" + b"\n" * 19_000_000,
    "chữ dài.eml": lambda: b"MIME-Version: 1.0\r\n\r\n" + b"Ba con " * 30_000,
    "đầu thư dài.eml": lambda: (
        b"MIME-Version: 1.0\r\nSubject: " + b"=?utf-8?q?a?= " * 200_000 + b"\r\n\r\na\r\n"
    ),
    "mã hỏng.eml": lambda: letter(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n!!"
    ),
    "không có đuôi": lambda: GOOD,
}
HARMLESS = {  # these have an article; nothing else of theirs may have an effect
    "svg.docx": lambda: with_picture(
        "a", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"
    ),
    "ảnh bom.docx": lambda: with_picture("a", BOMB),
    "ảnh mất.docx": lambda: with_picture("a", None),
    "đường dẫn ra ngoài.docx": lambda: with_part("../../ngoai.txt", b"x"),
    "ô rộng.docx": lambda: with_body(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "dấu riêng.docx": lambda: with_body("<w:p><w:r><w:t>\ue0009\ue001a)\ue002 chữ</w:t></w:r></w:p>"),
    "tệp đính kèm.eml": lambda: letter(
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{LEAD} {BODY}\r\n\r\n{CLOSING} {BODY}",
        'Content-Type: application/pdf; name="../../../ngoai.pdf"\r\n'
        'Content-Disposition: attachment; filename="../../../ngoai.pdf"\r\n\r\n%PDF',
    ),
    "mã lạ.eml": lambda: letter(f"Content-Type: text/plain; charset=khong-co\r\n\r\n{LEAD}\r\n\r\n{BODY}"),
    "nhiều địa chỉ.html": lambda: PAGE.replace(
        "</p>", f'<img src="data:image/png;base64,{"A" * 3_000}"></p>' * 50, 1
    ).encode(),
}

"""Files of word processors, made by LibreOffice and python-docx as an editor's colleagues would."""

import base64
import hashlib
import io
import subprocess
import tempfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from programs import find_program

MADE = Path(__file__).parents[2] / ".pytest_cache" / "documents"
TITLE = "Xã Khe Mây biểu dương mười hai điển hình làm đường"
LEAD = (
    "Ngày 5/3/2024, tại hội trường xã Khe Mây, tỉnh Lào Cai, xã biểu dương mười hai điển hình đã góp đất,"
    " góp công làm đường."
)
BODY = "Bà con trong bản cùng nhau sửa lại con đường ra ruộng, mỗi nhà góp một ngày công và ít đá."
CLOSING = "Các thôn ký giao ước làm tiếp ba cây số đường trong năm sau, xong trước mùa mưa."
NOTE = "Theo báo cáo của xã Khe Mây."
PLAN = "https://khemay.example.vn/ke-hoach"
REPORT = "https://khemay.example.vn/bao-cao.pdf"
CAPTIONS = ("Quang cảnh buổi lễ.", "Bà con nhận giấy khen.", "Đoạn đường mới. Ảnh: Trần Mẫu")
ROWS = [
    ("Họ và tên", "Thôn", "Ngày công"),
    *((f"Lò Văn Mẫu {n}", f"Thôn {n}", str(10 + n)) for n in range(12)),
]
LIST = (  # level, and text
    (0, "Về tập thể"),
    (1, "Các thôn vùng cao"),
    (2, "thôn Một"),
    (2, "thôn Hai"),
    (1, "Các thôn ven suối"),
    (0, "Về cá nhân"),
)
# Word writes "1.", "a)" and "-"; LibreOffice too, by the levels of this list.
_LEVELS = "".join(
    f'<text:list-level-style-number text:level="{level}" style:num-format="{form}"'
    f' style:num-suffix="{suffix}"/>'
    for level, form, suffix in ((1, "1", "."), (2, "a", ")"))
)
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.3">
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L">{levels}
<text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>
</office:automatic-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def picture(shade=120, size=(1400, 900), kind="JPEG"):
    """Return the bytes of a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, (shade, 90, 160)).save(buffer, kind)
    return buffer.getvalue()


def report(title=TITLE):
    """Return a report with all that such files have, as flat OpenDocument."""

    def paragraph(text, style="Text_20_body"):
        return f'<text:p text:style-name="{style}">{text}</text:p>'

    def frame(number):
        data = base64.b64encode(picture(60 * number)).decode()
        return (
            f'<draw:frame draw:name="Image{number}" text:anchor-type="as-char" svg:width="12cm"'
            ' svg:height="8cm">'
            f'<draw:image draw:mime-type="image/jpeg"><office:binary-data>{data}</office:binary-data>'
            "</draw:image></draw:frame>"
        )

    def link(text, url):
        return f'<text:a xlink:type="simple" xlink:href="{url}">{text}</text:a>'

    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        f"{paragraph(NOTE, 'Footnote')}</text:note-body></text:note>"
    )
    pictures = [paragraph(frame(n)) + paragraph(text, "Caption") for n, text in enumerate(CAPTIONS, 1)]
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{paragraph(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ROWS
    )
    items = "".join(
        f'<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>'
        f"{'<text:list><text:list-item>' * level}{paragraph(text)}{'</text:list-item></text:list>' * level}"
        "</text:list-item></text:list>"
        for level, text in LIST
    )
    bold = '<text:span text:style-name="B">{}</text:span>'
    body = [
        paragraph(title, "Title"),
        paragraph(bold.format(LEAD)),
        paragraph(f"{BODY}{note}"),
        pictures[0],
        '<text:h text:outline-level="1">Kết quả</text:h>',
        paragraph(f"{bold.format('Về tập thể:')} bảy thôn làm xong, theo {link('kế hoạch', PLAN)} đã giao."),
        items,
        f'<table:table><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>',
        pictures[1],
        pictures[2],
        paragraph(f"{CLOSING} Xem {link('báo cáo', REPORT)}."),
    ]
    return _DOCUMENT.format(levels=_LEVELS, body="".join(body))


def convert(text, form):
    """Return flat OpenDocument *text* as LibreOffice saves it in the format *form*.

    LibreOffice takes five seconds to start: what it once made is kept for later runs of the tests.
    """
    program = Path(find_program("soffice")).resolve()
    digest = hashlib.sha256(f"{program} {program.stat().st_mtime_ns} {form} {text}".encode()).hexdigest()
    kept = MADE / f"{digest}.{form}"
    if not kept.exists():
        MADE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=MADE) as folder:
            source = Path(folder, "bai.fodt")
            source.write_text(text, "utf-8")
            command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"]
            command += ["--headless", "--convert-to", form, "--outdir", folder, source]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            Path(folder, f"bai.{form}").rename(kept)
    return kept.read_bytes()


def word(*paragraphs, build=None):
    """Return a Word document of python-docx: (style, text) of each paragraph, then what *build* adds."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    if build:
        build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def change(paragraph, inserted, deleted):
    """Add tracked changes to a *paragraph* of python-docx."""
    author = f'{nsdecls("w")} w:id="1" w:author="Mẫu"'
    for xml in (
        f"<w:ins {author}><w:r><w:t>{inserted}</w:t></w:r></w:ins>",
        f"<w:del {author}><w:r><w:delText>{deleted}</w:delText></w:r></w:del>",
    ):
        paragraph._p.append(parse_xml(xml))

"""Files as editors attach them, made by the libraries that such files come from."""

import io
import zipfile

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def pdf(pages=2, change=lambda _writer: None):
    """Return a PDF of blank *pages*; *change* gets its writer."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    change(writer)
    return _bytes(writer.write)


def looping_pdf():
    """Return a PDF whose tree of pages contains itself."""

    def loop(writer):
        tree = writer._pages.get_object()  # pypdf has no public way to damage a file
        tree[NameObject("/Kids")] = ArrayObject([writer._pages, *tree["/Kids"]])

    return pdf(change=loop)


def acting_pdf(kind):
    """Return a PDF with an action of a *kind*, such as JavaScript, when it is opened."""
    action = DictionaryObject({NameObject("/S"): NameObject(f"/{kind}")})

    def act(writer):
        writer.root_object[NameObject("/OpenAction")] = action

    return pdf(change=act)


def signed_pdf():
    """Return a PDF with an author, and with a field that holds a signature as signing programs write it."""
    value = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Sig"),
            NameObject("/ByteRange"): ArrayObject(),
        }
    )

    def sign(writer):
        writer.add_metadata({"/Author": "Lò Văn Thử"})
        field = DictionaryObject({NameObject("/FT"): NameObject("/Sig"), NameObject("/V"): value})
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
        writer.root_object[NameObject("/AcroForm")] = form

    return pdf(change=sign)


def archive(members, method=zipfile.ZIP_DEFLATED):
    """Return a ZIP archive of *members*, texts or bytes by name."""

    def write(file):
        with zipfile.ZipFile(file, "w", method) as made:
            for name, content in members.items():
                made.writestr(name, content)

    return _bytes(write)


def office(kind, parts=None):
    """Return a document of Microsoft Office with *parts* besides those that each has."""
    usual = {"[Content_Types].xml": "<Types/>", MAIN_PARTS[kind]: "<main/>"}
    return archive(usual | (parts or {}))


def open_document(kind, parts=None):
    """Return an OpenDocument of *kind*, text or spreadsheet, with *parts*."""
    usual = {
        "mimetype": f"{OPEN_DOCUMENT}{kind}",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": "<c/>",
    }
    return archive(usual | (parts or {}))


def _bytes(write):
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def mp4():
    """Return the boxes of a film without pictures."""
    boxes = ((b"ftyp", b"isom\0\0\0\0isommp42"), (b"moov", b"\0" * 100), (b"mdat", b"\0" * 500))
    return b"".join((len(content) + 8).to_bytes(4, "big") + kind + content for kind, content in boxes)


def mp3():
    """Return the start of sound."""
    return b"\xff\xfb\x90\x00" + bytes(400)


def captions():
    return "WEBVTT\n\n00:01.000 --> 00:02.000\nLễ trao giải\n".encode()

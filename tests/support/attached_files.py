"""Files as editors attach them, made by the libraries that such files come from."""

import io
import struct
import zipfile
import zlib

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

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


def inherited_action_pdf():
    """Return a PDF whose only action is that of the parent of a field on its page."""

    def act(writer):
        script = DictionaryObject({NameObject("/JS"): TextStringObject("x")})
        parent = DictionaryObject({NameObject("/AA"): DictionaryObject({NameObject("/K"): script})})
        field = DictionaryObject({NameObject("/Parent"): parent})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([field])

    return pdf(change=act)


def form_pdf():
    """Return a PDF with a form in XML, which holds its scripts in a text of its own."""

    def add(writer):
        form = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp:xdp/>")})
        writer.root_object[NameObject("/AcroForm")] = form

    return pdf(change=add)


def described_pdf(metadata, packing=""):
    """Return a PDF with *metadata* in XML, in the stream that *packing* names."""

    def describe(writer):
        stream = DecodedStreamObject()
        stream.set_data(metadata)
        if packing:
            stream[NameObject("/Filter")] = NameObject(packing)
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)

    return pdf(change=describe)


def packed_pdf(value):
    """Return a PDF whose page is in a stream of objects, and has a *value* written as bytes."""
    page = b"<</Type/Page/Parent 2 0 R/Annots %b>>" % value
    packed, count = zlib.compress(b"3 0 " + page), 6
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        4: _stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", packed),
    }
    file, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(file)
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    places[5] = len(file)
    rows = [(1, places[number], 0) if number in places else (0, 0, 0) for number in range(count)]
    rows[3] = (2, 4, 0)
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    file += b"5 0 obj\n%b\nendobj\n" % _stream(b"/Type/XRef/Size 6/Root 1 0 R/W[1 4 2]", table)
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % places[5])


def _stream(fields, data):
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (fields, len(data), data)


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

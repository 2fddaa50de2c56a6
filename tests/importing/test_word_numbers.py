"""Numbers that Word counts: lists where Markdown has such a list, text elsewhere, and none lost."""

import io
import re

import docx
import pytest
from bs4 import BeautifulSoup
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.attachments.attachment_library import Attachments
from newsroom.body.renderer import BodyRenderer
from newsroom.files import text_file
from newsroom.importing.import_file import import_file
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems
from office_files import BODY, CLOSING, LEAD
from sites import NOW, write_content

ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
RUNS_ON = '<w:lvlRestart w:val="0"/>'
WRITE = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerLetter": " abcdefgh".__getitem__,
    "upperLetter": " ABCDEFGH".__getitem__,
    "lowerRoman": lambda count: ROMAN[count].lower(),
    "upperRoman": ROMAN.__getitem__,
}


def numbered(levels, paragraphs):
    """Return a document of python-docx whose *paragraphs*, (level, text), are in a list with *levels*.

    A level is (format, text around the number, further elements).
    """
    document = docx.Document()
    document.add_paragraph("Danh sách thử", style="Title")
    document.add_paragraph(f"{LEAD} {BODY}")
    made = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text, more) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="99">{made}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))
    for level, text in paragraphs:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="99"/></w:numPr>')
        )
    document.add_paragraph(f"{CLOSING} {BODY}")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def take(tmp_path_factory):
    """Import such a document; return its draft, and what each line of its list shows on the page."""
    folder = tmp_path_factory.mktemp("lists")
    content = write_content(folder / "content", {})
    count = iter(range(1_000))

    def take(levels, paragraphs):
        file = folder / f"{next(count)}.docx"
        file.write_bytes(numbered(levels, paragraphs))
        draft = import_file(file, content, NOW, is_own=True).draft
        text = draft.read_text("utf-8")
        draft.unlink()
        parts = text_file.split(text, Problems(""))
        html = BodyRenderer(Pictures(content), Attachments(content)).render(parts, Problems("")).html
        shown = BeautifulSoup(html.replace("\u00a0", " "), "html.parser")
        return parts.body.strip().split("\n\n", 1)[1].rsplit("\n\n", 1)[0], list(read(shown))[1:-1]

    return take


def read(shown):
    """Yield the lines of a page, with the numbers that a browser counts."""
    for text in shown.find_all(string=True):
        item = text.find_parent("li")
        if not text.strip():
            continue
        before = ""
        if item and item.parent.name == "ol" and item.find(string=str.strip) is text:
            place = len(item.find_previous_siblings("li"))
            before = f"{int(item.parent.get('start', 1)) + place} "
        yield f"{before}{text.strip()}"


@pytest.mark.parametrize(
    ("levels", "places", "written"),
    [
        ([("upperRoman", "%1.", ""), ("decimal", "%2.", "")], [0, 1, 1, 0],
         "I. x\n\n1. x\n2. x\n\nII. x"),
        ([("upperLetter", "%1.", "")], [0, 0], "A. x\n\nB. x"),
        ([("decimal", "Điều %1.", ""), ("lowerLetter", "%2)", "")], [0, 1, 1, 0],
         "Điều 1. x\n\na) x\nb) x\n\nĐiều 2. x"),
        ([("decimal", "%1.", ""), ("decimal", "%1.%2.", "")], [0, 1, 1, 0],
         "1. x\n\n1.1. x\n\n1.2. x\n\n2. x"),
        ([("upperRoman", "%1.", ""), ("decimal", "%1.%2.", "<w:isLgl/>")], [0, 0, 1],
         "I. x\n\nII. x\n\n2.1. x"),
        ([("upperRoman", "Chương %1.", ""), ("decimal", "Điều %2.", RUNS_ON)], [0, 1, 0, 1],
         "Chương I. x\n\nĐiều 1. x\n\nChương II. x\n\nĐiều 2. x"),
        ([("none", "-", ""), ("bullet", "+", "")], [0, 1, 0], "- x\n  - x\n- x"),
        ([("decimalZero", "%1.", "")], [0, 0], "01\\. x\n\n02\\. x"),
    ],
)  # fmt: skip
def test_a_list_of_word_becomes_what_an_editor_expects(take, levels, places, written):
    assert take(levels, [(place, "x") for place in places])[0] == written


LEVEL = st.sampled_from(
    [(form, text) for form in WRITE for text in ("{}.", "{})", "({})", "Điều {}:", "{}.-")]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(LEVEL, min_size=3, max_size=3), st.lists(st.integers(0, 2), min_size=2, max_size=7))
def test_no_number_and_no_word_is_lost(take, levels, places):
    counts = [0, 0, 0]
    expected = []
    for number, place in enumerate(places):
        counts[place] += 1
        counts[place + 1 :] = [0] * (2 - place)
        form, text = levels[place]
        expected.append(_plain(f"{text.format(WRITE[form](counts[place]))} chữ{number}"))
    used = [(form, text.format(f"%{place}"), "") for place, (form, text) in enumerate(levels, 1)]
    shown = take(used, [(place, f"chữ{number}") for number, place in enumerate(places)])[1]
    assert list(map(_plain, shown)) == expected


def _plain(line):
    """Return *line* without the sign after its number, which a browser chooses."""
    return re.sub(r"^(\d+)[.)](?= )", r"\1", line)

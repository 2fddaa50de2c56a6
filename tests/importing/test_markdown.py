"""Markdown that is written of imported words: read again, it has the same words, links and emphasis."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from newsroom.attachments.attachment_library import Attachments
from newsroom.body.renderer import BodyRenderer
from newsroom.files import text_file
from newsroom.importing.body import write_body
from newsroom.importing.markdown import Span, write_spans, write_table
from newsroom.importing.page.article import Paragraph
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems

URL = "https://a.example.vn/(b)_c*d"
WORDS = st.text("aăđ 1.*_[]()<>&!#|~`“”\"'-+:\\^", min_size=1, max_size=8)
SPANS = st.lists(
    st.builds(Span, WORDS, st.sampled_from(["", "", URL]), st.sampled_from(["", "", "**", "*", "<sup"])),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def render(tmp_path_factory):
    content = tmp_path_factory.mktemp("content")
    renderer = BodyRenderer(Pictures(content), Attachments(content))

    def render(body):
        problems = Problems("a.md")
        parts = text_file.split(f"---\ntitle: x\n---\n{body}\n", problems)
        return BeautifulSoup(renderer.render(parts, problems).html, "html.parser")

    return render


def squeeze(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


@given(SPANS)
@example([Span("a", style="**"), Span("b", style="*")])
@example([Span("“a”", style="**"), Span("b")])
@example([Span("1. a"), Span("b", url=URL)])
@settings(max_examples=100, phases=[Phase.explicit, Phase.generate], deadline=None)
def test_words_and_links_come_back(render, spans):
    spans = [Span(f"x{spans[0].text}", *spans[0][1:]), *spans[1:]]
    text = squeeze("".join(span.text for span in spans))
    written = write_spans([span._replace(text=re.sub(r"\s+", " ", span.text)) for span in spans])
    shown = render(f"{written} y")
    assert squeeze(shown.get_text()) == f"{text} y"
    assert bool(shown("a", href=True)) == any(span.url and span.text.strip() for span in spans)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=3), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_cells_come_back(render, rows):
    cells = [[write_spans([Span("x" + squeeze(cell))]) for cell in row] for row in rows]
    shown = render(write_table(cells))
    width = max(map(len, rows))
    expected = [[f"x{squeeze(cell)}" for cell in row] + [""] * (width - len(row)) for row in rows]
    assert [[squeeze(cell.get_text()) for cell in row(["th", "td"])] for row in shown("tr")] == expected


MARKERS = st.sampled_from(["-", "1.", "2.", "7.", "a)", "b)"])


@given(st.lists(st.tuples(MARKERS, st.integers(0, 3)), min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_items_come_back_at_their_levels(render, items):
    parts, level = [], -1
    for number, (marker, wanted) in enumerate(items):
        level = min(wanted, level + 1)
        parts.append(Paragraph(f"mục {number}", "item", "", marker, level))
    shown = render(write_body(parts, 2024, {}, ()))
    found = []
    for item in shown("li"):
        words = re.search(r"mục (\d+)", item.get_text())
        found.append((int(words[1]), len(item.find_parents("li"))))
    assert found == [(number, part.level) for number, part in enumerate(parts)]

"""Bodies as editors write and paste them, made by chance."""

import re

from hypothesis import strategies as st

from markdown_trees import PICTURE


def _split(table):
    """Return the texts of a *table*, which are two spaces or a line apart."""
    return re.split(r" {2,}|\n", table.strip("\n"))


WORDS = _split("""
chữ  Thi đua yêu nước  hội nghị  Đổi mới  xã biên giới  Nguyễn Thị Ưỡn  5 tập thể  29.000 tỷ
năm 2025  “điển hình”  "tiên tiến"  ‘quý’
""")
PIECES = _split(r"""
**đậm**  *nghiêng*  ***cả hai***  __đậm__  _nghiêng_  **Kết quả:**chữ  **Kết quả**:  ** chữ **
***a** b*  **“điển hình”**  “**điển hình**”  *(a)*  (*)  (**)  (*) chữ (*)  5*3=15  3 * 4 * 5
snake_case_chữ  ~~bỏ~~  ~bỏ~  `mã *a*`  ``a ` b``  `  [bài](/tin/a.html)
[bài **đậm**](https://example.org/a_b_c)  [bài](https://example.org/ "tên")
[bài]({filename}khac.md)  [bài] (https://example.org/)  (bài)[https://example.org/]  [bài  [x]
[bài][nguồn]  [nguồn][]  [nguồn]  https://example.org/a?b=1  (https://example.org/a_b_c)
<https://example.org/>  <a@example.org>  \*  \_a\_  \[a](b)  \  &amp;  &copy;  &#7845;  &  a < b
5 > 3  H<sub>2</sub>O  <b>đậm</b>  a<br>b  |  a | b  ![lời tả]({static}/images/le-trao.jpg)
1.  -  +  #  !  …  .
""")
STARTS = _split("""
1986. Đổi mới  5. 000 căn nhà  19/5. Ngày  > 90%  + 500 triệu  - 200 triệu  * Ghi chú  (*) Ghi chú
a) ý  1/ ý  I. Mục  #thẻ  – Gạch  • Chấm  \uf0b7 Chấm  **Tiêu đề**  **Tiêu đề:**  Ghi chú:
""")
MARKERS = _split("-  *  +  1.  2.  1)  3.  30.  19.  2021.  2023.  0.  •  –  \uf0b7  a)")
INDENTS = ("", "  ", "   ", "    ", "\t", " ", "      ", "\t\t")
GAPS = (" ", "  ", "\t", "   ", "    ")
RULES = ("---", "***", "___", "* * *", "- - -", "-----", "===", "--", "|———|")
DELIMITERS = (*_split("*  **  ***  _  __  ~~"), " ", "a", "chữ", *"():“”.,\n`")

words = st.sampled_from(WORDS)
emphasis = st.lists(st.sampled_from(DELIMITERS), min_size=1, max_size=9).map("".join)
pieces = st.one_of(words, words, st.sampled_from(PIECES), emphasis.filter(lambda text: "\n" not in text))
sentences = st.lists(pieces, min_size=1, max_size=4).map(" ".join).filter(str.strip)
breaks = st.sampled_from(["", "", "", "  ", "\\", " "])
# markdown-it overlooks the spaces of a line break after a backslash.
text_lines = st.builds("{}{}".format, sentences.map(lambda text: re.sub(r"\\$", r"\.", text)), breaks)
starts = st.builds("{} {}".format, st.sampled_from(STARTS), sentences)
separators = st.sampled_from([[""], [""], [], ["", ""], ["  "]])


def indent(lines, by):
    """Indent all *lines* but the blank ones."""
    return [f"{by}{line}" if line else line for line in lines]


paragraphs = st.lists(st.one_of(text_lines, text_lines, starts), min_size=1, max_size=3)
indented_paragraphs = st.builds(
    indent, paragraphs, st.sampled_from(["    ", "\t", "  ", "     ", "\u00a0" * 4])
)
headings = st.builds(
    lambda marks, gap, text, end: [f"{marks}{gap}{text}{end}"],
    st.sampled_from(["##", "###", "####"]),
    st.sampled_from([" ", "", "  "]),
    sentences,
    st.sampled_from(["", " ##", " ###  ", " {#muc}", "#"]),
)
rules = st.sampled_from(RULES).map(lambda rule: [rule])
pictures = st.builds(
    lambda images, caption: [*images, *caption],
    st.lists(
        st.sampled_from([f"![Lễ trao]({PICTURE})", f'![A]({PICTURE} "Lời")', f"![B]({PICTURE})  "]),
        min_size=1,
        max_size=2,
    ),
    st.one_of(st.just([]), sentences.map(lambda text: [text])),
)
# A blank line follows: markdown-it begins a list right under a definition where the specification has none.
definitions = st.sampled_from(
    ["[nguồn]: https://example.org/", '[nguồn]: /a/ "tên"', "[nguồn]: Báo Nhân Dân", "[x]: /b/"]
).map(lambda line: [line, ""])
official_lists = st.lists(
    st.builds(
        "{}{}{}".format, st.sampled_from(["", "", " ", "  "]), st.sampled_from(["- ", "+ ", "* "]), text_lines
    ),
    min_size=2,
    max_size=5,
)
numbered_lines = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from([1, 2, 3, 4, 19, 30, 2021]),
        st.sampled_from([". ", ") "]),
        text_lines,
    ),
    min_size=2,
    max_size=4,
)
spreadsheet_rows = st.lists(st.lists(words, min_size=2, max_size=3).map("\t".join), min_size=2, max_size=3)
code = st.builds(lambda lines: ["```", *lines, "```"], paragraphs)
rows = st.lists(st.one_of(words, st.sampled_from(PIECES)), min_size=1, max_size=4)


@st.composite
def tables(draw):
    """Make a table: right, or with too few or too many cells, or not quite one."""
    columns = draw(st.integers(1, 3))
    delimiter = draw(st.sampled_from(["---", ":--", "--:", ":-:", "-", "———", "–"]))
    separator = draw(st.sampled_from([" | ", "|", " | ", "\t"]))
    edges = draw(st.booleans())
    lines = [[draw(words) for _ in range(columns)], [delimiter] * columns]
    lines += draw(st.lists(rows, max_size=3))
    if draw(st.integers(0, 5)) == 0:
        del lines[1]
    shown = [separator.join(cells) for cells in lines]
    return [f"| {row} |" if edges else row for row in shown]


@st.composite
def items(draw, depth):
    """Make a list: items with text, more lines, paragraphs and lists, indented as editors do."""
    markers = draw(st.lists(st.sampled_from(MARKERS), min_size=1, max_size=3))
    gap = draw(st.sampled_from(GAPS))
    is_loose = draw(st.integers(0, 3)) == 0
    lines = []
    for number in range(draw(st.integers(1, 4))):
        marker = draw(st.sampled_from(markers))
        if len(set(markers)) == 1 and marker == "1.":
            marker = f"{number + 1}."
        lines += [""] * (is_loose and number > 0)
        lines.append(f"{marker}{gap}{draw(text_lines)}")
        more = draw(st.integers(0, 7))
        by = draw(st.sampled_from(INDENTS))
        if more == 1:
            lines += indent([draw(text_lines)], by)
        elif more == 2:
            lines += ["", *indent(draw(paragraphs), by)]
        elif more == 3 and depth:
            lines += draw(st.sampled_from([[], [], [""]])) + indent(draw(items(depth - 1)), by)
        elif more == 4 and depth:
            lines += draw(st.sampled_from([[], [""]])) + indent(draw(blocks(depth - 1)), by)
    return lines


def blocks(depth=2):
    """Make one block, which may hold others."""
    kinds = [
        paragraphs,
        paragraphs,
        items(depth),
        items(depth),
        headings,
        tables(),
        tables(),
        rules,
        pictures,
    ]
    kinds += [indented_paragraphs, official_lists, numbered_lines, spreadsheet_rows]
    kinds.append(st.one_of(definitions, definitions, definitions, definitions, code))
    if depth:
        kinds.append(quotes(depth - 1))
    return st.one_of(kinds)


@st.composite
def quotes(draw, depth):
    """Make a quotation, some of whose lines may lack the sign."""
    lines = (
        draw(blocks(depth))
        + draw(st.one_of(st.just([]), st.just([""])))
        + draw(st.one_of(st.just([]), paragraphs))
    )
    sign = draw(st.sampled_from(["> ", ">", " > "]))
    is_lazy = draw(st.integers(0, 3)) == 0
    return [f"{sign}{line}" if line == lines[0] or not is_lazy else line for line in lines]


@st.composite
def lines_of_all_kinds(draw):
    """Make lines that have nothing to do with each other."""
    starts_of_lines = st.sampled_from(
        ["", "", "- ", "+ ", "* ", "1. ", "2) ", "> ", "## ", "| ", "> - ", "- > "]
    )
    line = st.builds("{}{}{}".format, st.sampled_from(INDENTS), starts_of_lines, text_lines)
    return draw(st.lists(st.one_of(line, st.just(""), rules.map("".join), starts), min_size=1, max_size=7))


@st.composite
def bodies(draw):
    """Make a body."""
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        lines += (draw(separators) if lines else []) + draw(
            st.one_of(blocks(), blocks(), lines_of_all_kinds())
        )
    if draw(st.sampled_from([False, False, False, False, True])):
        lines += ["", "Xem[^a] và[^b].", "", "[^a]: Nguồn *một*.", "", "[^b]: Nguồn hai."]
    return "\n".join(lines)

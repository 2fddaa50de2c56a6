"""Any mixture of marks is read without a failure, and each remark is about a place in the text."""

import random

import pytest

PIECES = (
    *"`\\[]()!<>&*_#|>-=+.:^{}\"'~ \n\t•–)đ1§oa",
    *(
        "\n\n",
        "    ",
        "  \n",
        "\\\n",
        "1. ",
        "2021. ",
        "- ",
        "> ",
        "a) ",
        "\uf0b7 ",
        "---\n",
        "***",
        "```\n",
        "~~",
    ),
    *("[^1]", "[^1]: ", "[a]: /b", "![x](a.jpg)", "https://a.vn", "www.", "&amp;", "{#id}", "{: .c }"),
    *("| a | b |\n", "|---|---|\n", "<!--", "-->", "<b>", "</b>", '<a href="x">'),
)


@pytest.mark.parametrize("seed", range(4))
def test_random_marks(read, seed):
    dice = random.Random(seed)
    for _ in range(500):
        text = "".join(dice.choice(PIECES) for _ in range(dice.randrange(1, 40)))
        page, remarks = read(text)
        assert not {"\x02", "\x03"} & set(page), text
        lines = text.split("\n")
        for remark in remarks:
            line, column = map(int, remark.split(" ")[0].split(":"))
            assert 1 <= line <= len(lines), text
            assert 1 <= column <= len(lines[line - 1]) + 1, text

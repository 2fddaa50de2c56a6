"""Choosing patterns by their signs must not change a byte of what Python-Markdown makes."""

import random

import pytest
from markdown import Markdown

from newsroom.body.pattern_choice import BLOCK_PATTERNS, INLINE_PATTERNS, PatternChoice
from newsroom.body.renderer import EXTENSION_CONFIGS, EXTENSIONS
from sites import CONTENT

PIECES = (
    *"`\\[]()!<>&*_#|>-=+.:^{}\"'~",
    *(
        "\n",
        "\n\n",
        "  \n",
        "  \x02\n",
        "    ",
        "\t",
        "\t\r\n",
        " ",
        "1. ",
        "- ",
        "* ",
        "> ",
        "---",
        "===",
        "***",
        "``",
        "![",
        "](",
    ),
    *(
        "[^1]",
        "[^1]: ",
        "[a]: /b 'c'",
        "[a][]",
        "|--|--|",
        "{#id}",
        "{: .c }",
        "</b>",
        "<b>",
        "<http://a.vn>",
    ),
    *(
        "<a@b.vn>",
        "&amp;",
        "&#38;",
        "&lt",
        "https://a.vn",
        "chữ",
        "thi đua",
        "5",
        "Đắk Lắk",
        "\\*",
        "\\`",
        "__",
        "**",
    ),
)


def converter():
    return Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS)


@pytest.fixture(scope="module")
def both():
    """The same text through a converter as it comes, and through one that chooses its patterns."""
    plain, chosen = converter(), converter()
    patterns = PatternChoice(chosen)

    def both(text):
        patterns.choose(text)
        return plain.reset().convert(text), chosen.reset().convert(text)

    return both


@pytest.mark.parametrize("seed", range(8))
def test_random_markdown_gives_the_same_bytes(both, seed):
    dice = random.Random(seed)
    for _ in range(250):
        pieces = dice.sample(PIECES, dice.randrange(1, 12))  # few kinds, so that most patterns are left out
        text = "".join(dice.choice(pieces) for _ in range(dice.randrange(1, 40)))
        plain, chosen = both(text)
        assert chosen == plain, text


@pytest.mark.parametrize(
    "text",
    ["a\n \n<script>\n1. b\n\t(c)", "[^1]: n\n \n <div>\x0b\x03<a@b.c>*", "\x02\n\n[^1]: n<![  \n<pre>"],
)
def test_markup_that_is_never_closed_ends_as_it_would(both, text):
    plain, chosen = both(text)
    assert chosen == plain


def test_the_articles_of_a_newsroom_give_the_same_bytes(both):
    for file in sorted(CONTENT.rglob("*.md")):
        plain, chosen = both(file.read_text("utf-8").split("---", 2)[2])
        assert chosen == plain, file


def test_every_pattern_of_the_converter_is_known():
    markdown = converter()
    always = {"linebreak"} | {"empty", "indent", "code", "olist", "ulist", "paragraph"}
    names = {item.name for item in markdown.inlinePatterns._priority}
    blocks = {item.name for item in markdown.parser.blockprocessors._priority}
    assert names - always == {name for group in INLINE_PATTERNS.values() for name in group}
    assert blocks - always == {name for group in BLOCK_PATTERNS.values() for name in group}

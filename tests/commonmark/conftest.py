"""Bodies through Python-Markdown with the extension alone."""

import pytest
from markdown import Markdown

from newsroom.commonmark.extension import CommonMark
from newsroom.problems import Problems


@pytest.fixture(scope="package")
def read():
    """Convert a text; return its HTML on one line and the problems as ``line:column message | hint``."""
    commonmark = CommonMark(USE_DEFINITION_ORDER=False)
    markdown = Markdown(extensions=[commonmark, "attr_list"])

    def read(text):
        problems = Problems("a.md")
        commonmark.parser.begin(problems)
        page = markdown.reset().convert(text)
        messages = [f"{one.line}:{one.column} {one.message} | {one.hint}" for one in problems]
        return page.replace("\n", ""), messages

    return read


@pytest.fixture(scope="package")
def html(read):
    """The HTML of a text about which there is nothing to say."""

    def html(text):
        page, problems = read(text)
        assert problems == []
        return page

    return html

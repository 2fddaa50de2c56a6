"""Bodies through Python-Markdown with the extension alone."""

import pytest
from markdown import Markdown

from newsroom.commonmark.extension import CommonMark


@pytest.fixture(scope="package")
def read():
    """Convert a text; return its HTML on one line and the remarks as ``line:column message | hint``."""
    commonmark = CommonMark(USE_DEFINITION_ORDER=False)
    markdown = Markdown(extensions=[commonmark, "attr_list"])

    def read(text):
        page = markdown.reset().convert(text)
        remarks = [
            f"{line + 1}:{column} {message} | {hint}"
            for (line, column), message, hint, _is_fault in commonmark.parser.remarks
        ]
        return page.replace("\n", ""), remarks

    return read


@pytest.fixture(scope="package")
def html(read):
    """The HTML of a text about which there is nothing to say."""

    def html(text):
        page, remarks = read(text)
        assert remarks == []
        return page

    return html

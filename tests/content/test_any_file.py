"""Whatever stands in a file, its editor is told in words: never a traceback, never a silence."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from growth import size
from newsroom.attachments.attachment_library import Attachments
from newsroom.content.house_rules import HouseRules
from newsroom.content.models import ArticleFront, CampaignFront, EntryFront, ExemplarFront
from newsroom.content.parser import FRONT_MODELS, Parser
from newsroom.pictures.picture_library import Pictures

FIELDS = sorted(
    {
        name
        for model in (EntryFront, ArticleFront, ExemplarFront, CampaignFront)
        for name in model.model_fields
    }
)
PARTS = ["src", "alt", "name", "url", "award", "grade", "individuals", "what", "value", "reason", "text"]
VALUES = st.one_of(
    st.sampled_from(
        [
            "2024-03-05",
            "2024-02-30",
            "Phong trào",
            "draft",
            "cá nhân",
            "images/a.jpg",
            "true",
            "~",
            "[]",
            "{}",
            "- a",
            "&a",
            "*a",
            "!!int 3",
            "|",
            ">",
            "'",
            '"',
            "---",
            "...",
            "[[[[[[[[[",
            "a: b: c",
            "# a",
            "\t",
            "٣",
            "9" * 400,
        ]
    ),
    st.text(max_size=20),
)
LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(FIELDS), VALUES),
    st.builds(
        "{}:\n  {}: {}\n  {}: {}".format,
        st.sampled_from(FIELDS),
        st.sampled_from(PARTS),
        VALUES,
        st.sampled_from(PARTS),
        VALUES,
    ),
    st.builds(
        "{}:\n  - {}: {}\n  - {}".format, st.sampled_from(FIELDS), st.sampled_from(PARTS), VALUES, VALUES
    ),
    st.builds("{}: [{}, {}]".format, st.sampled_from(FIELDS), VALUES, VALUES),
    VALUES,
)
SCRAPS = st.sampled_from(
    [
        "![a]({static}/images/a.jpg)",
        "[a](b",
        "[^1]",
        "[^1]: a",
        "<b",
        "</p>",
        "<!--",
        "<![CDATA[",
        "<?php",
        "&#0;",
        "`",
        "```",
        "| a | b |\n|---|",
        "> > >",
        "1. ",
        "# ",
        "{: #a }",
        "{filename}",
        "**",
        "ngày 5/3",
        "thi đua thi đua",
        '"',
        "\\",
        "[a]: <",
        "[x][a]",
        "http://[",
        "(http://[a)",
    ]
)
FILES = st.builds(
    lambda lines, body: ("---\n" + "\n".join(lines) + "\n---\n" + "\n".join(body)).encode(
        "utf-8", "surrogatepass"
    ),
    st.lists(LINES, max_size=6),
    st.lists(SCRAPS | st.text(max_size=15), max_size=6),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("content")


@pytest.fixture(scope="module")
def parser(root):
    for folder in FRONT_MODELS:
        (root / folder).mkdir()
    return Parser(root, Pictures(root), Attachments(root), HouseRules())


@settings(
    max_examples=size(250, 5_000),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(folder=st.sampled_from(list(FRONT_MODELS)), data=FILES | st.binary(max_size=60))
def test_random_files_give_problems_and_no_traceback(root: Path, parser, folder, data):
    path = f"{folder}/a.md"
    (root / path).write_bytes(data)
    found, html, _bytes = parser.parse(path)
    assert isinstance(html, str)
    rows = len(re.split("\r\n|[\n\r\v\f\x85\u2028\u2029]", data.decode("utf-8", "replace")))
    for line, column, message, hint, warning, more in found["problems"]:
        assert 1 <= line <= rows
        assert column >= 1
        assert message
        assert isinstance(hint, str)
        assert isinstance(warning, bool)
        assert more == 0
    assert "values" in found or found["problems"]

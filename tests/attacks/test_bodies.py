"""Bodies of any text are checked in linear time, and the longest in three seconds and 300 MB.

In the suite bodies are short; with ``SIZES=full`` they are as long as a file may be, and are checked as by an
editor.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from children import measure_task
from growth import assert_linear, processor_time, size
from hostile_bodies import BODIES
from newsroom.attachments.attachment_library import Attachments
from newsroom.content.house_rules import HouseRules
from newsroom.content.parser import Parser
from newsroom.files.text_file import MAX_ARTICLE_BYTES
from newsroom.pictures.picture_library import Pictures
from sites import article, write_content

FRONT = article(body="")
MOST_TIME = 3  # seconds of processor time, with the start of Python
MOST_MEMORY = 300  # MB
MOST_EACH = 20e-6  # seconds for a byte of a generated body, on a slow machine
SIZE = size(4_000, MAX_ARTICLE_BYTES // 2 - len(FRONT.encode()))
GENERATED_SIZE = size(10_000, 60_000)
SIGNS = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum()) + "“”–•đ1aA \n\t"
LONGEST_UNIT = 12


@pytest.fixture(scope="module")
def check(tmp_path_factory):
    """Return a function that parses an article with a body, and lists its problems."""
    root = tmp_path_factory.mktemp("content")
    (root / "articles").mkdir()
    parser = Parser(root, Pictures(root), Attachments(root), HouseRules())

    def parse(body):
        (root / "articles/a.md").write_text(f"{FRONT}{body}", "utf-8")
        data, _text, _read = parser.parse("articles/a.md")
        return data["problems"]

    return parse


@pytest.mark.parametrize("name", BODIES)
def test_twice_the_body_takes_twice_the_time(check, name):
    assert_linear(check, BODIES[name], SIZE)


@settings(
    max_examples=size(60, 5_000),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    before=st.text(SIGNS, max_size=LONGEST_UNIT),
    unit=st.text(SIGNS, min_size=1, max_size=LONGEST_UNIT),
    after=st.text(SIGNS, max_size=LONGEST_UNIT),
)
def test_no_repeated_text_takes_long(check, before, unit, after):
    def make(length):
        return before + unit * (length // len(unit.encode())) + after

    if processor_time(lambda: check(make(GENERATED_SIZE))) > MOST_EACH * GENERATED_SIZE:
        assert_linear(check, make, GENERATED_SIZE)


@pytest.mark.parametrize("name", size(["table", *list(BODIES)[:1]], BODIES))
def test_the_longest_body_is_checked_in_three_seconds_and_300_mb(tmp_path, name):
    most = MAX_ARTICLE_BYTES - len(FRONT.encode()) - 1
    body = BODIES[name](most).encode()[:most].decode(errors="ignore")
    write_content(tmp_path, {"articles/a.md": f"{FRONT}{body}"}, campaign=False)
    run = measure_task("check", "--content", tmp_path)
    assert "Traceback" not in run.output
    assert f"quá {MAX_ARTICLE_BYTES // 1000} KB" not in run.output
    assert len(run.output.splitlines()) < 1_000
    assert run.seconds < MOST_TIME
    assert run.megabytes < MOST_MEMORY

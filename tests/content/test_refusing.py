"""Hostile texts that may not be published: each is refused at its line."""

from datetime import datetime

import pytest
from PIL import Image

from hostile import BODIES, FIELDS, body_article, field_article
from newsroom.language.dates import HERE
from newsroom.site.content_loader import load_content
from sites import write_content

REFUSED = [(name, message) for name, _, message in [*BODIES, *FIELDS] if message]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The faults of each refused file, by the name of the case."""
    files = {name: body_article(text) for name, text, message in BODIES if message}
    files |= {name: field_article(fields) for name, fields, message in FIELDS if message}
    articles = {f"articles/2024/{name}.md": text for name, text in files.items()}
    content = write_content(tmp_path_factory.mktemp("refused") / "content", articles)
    (content / "images").mkdir()
    Image.new("RGB", (1600, 900), "white").save(content / "images/le-trao.jpg")
    told = {}
    for one in load_content(content, datetime(2026, 12, 1, tzinfo=HERE), drafts=False).problems:
        if not one.warning:
            name = one.path.rpartition("/")[2].removesuffix(".md")
            told.setdefault(name, []).append(f"{one.line}:{one.column}: {one.message}")
    return told


@pytest.mark.parametrize(("name", "message"), REFUSED, ids=[name for name, _ in REFUSED])
def test_what_may_not_be_published_is_refused_at_its_line(told, name, message):
    assert told.get(name, ["nothing"])[0].startswith(message), told.get(name)

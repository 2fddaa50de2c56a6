"""Texts of one line, typed without quotes as editors type them: none is misread in silence."""

import re

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from growth import size
from newsroom.attachments.attachment_library import Attachments
from newsroom.content.house_rules import HouseRules
from newsroom.content.parser import FRONT_MODELS, Parser
from newsroom.files import misread_lines
from newsroom.pictures.picture_library import Pictures
from sites import article

SIGNS = [*"\"'[]{}()&*!|>%@`-?:#,~=\\/.;$^+<“”’…_ ", ": ", " #", "- ", "? ", "\t"]
WORDS = ["Lễ trao", "kết quả", "Lào Cai", "5", "ở", "đ", "Video"]
PLACES = {  # where the text is typed, and what reads it
    "title": ("title: {}", lambda values: values["title"]),
    "summary": ("summary: {}", lambda values: values["summary"]),
    "event": ("event:\n  name: {}\n  date: 2024-03-05", lambda values: values["event"]["name"]),
    "people": ("people:\n  - name: {}\n    role: Nông dân", lambda values: values["people"][0]["name"]),
    "role": ("people:\n  - name: Lan\n    role: {}", lambda values: values["people"][0]["role"]),
    "source": ("source:\n  name: {}", lambda values: values["source"]["name"]),
    "tags": ("tags:\n  - {}\n  - lũ", lambda values: values["tags"][0]),
    "authors": ("authors: {}", lambda values: values["authors"]),
}
TEXTS = (
    st.lists(st.sampled_from(SIGNS) | st.sampled_from(WORDS), min_size=1, max_size=7)
    .map(lambda parts: "".join(parts).strip())
    .filter(lambda text: any(letter.isalpha() for letter in text))
)


@pytest.fixture(scope="module")
def parser(tmp_path_factory):
    root = tmp_path_factory.mktemp("content")
    for folder in FRONT_MODELS:
        (root / folder).mkdir()
    return Parser(root, Pictures(root), Attachments(root), HouseRules())


@pytest.fixture(params=[misread_lines.LOADER, yaml.SafeLoader], ids=["libyaml", "pure Python"])
def loader(request, monkeypatch):
    monkeypatch.setattr(misread_lines, "LOADER", request.param)


def parse(parser, field, line):
    """Return the values and the problems of an article with the *line* for *field*."""
    fields = {"tags": "[một, hai]", "documents": "[a]", "slug": "a", "authors": "'Lan'"}
    text = article("Bài thử", **{name: value for name, value in fields.items() if name != field})
    text = re.sub(rf"^{field}: .*\n", "", text, flags=re.MULTILINE)
    text = text.replace("---\n", f"---\nphoto_credit: Ảnh\n{line}\n", 1)
    (parser.root / "articles/a.md").write_text(text, "utf-8")
    data, _, _ = parser.parse("articles/a.md")
    return data.get("values"), data["problems"]


@pytest.mark.parametrize("text", ["“{}”", "”{}”", "„{}”", "«{}»", "‘{}’", "’{}’"])
def test_a_value_in_quotes_of_word_is_proposed_without_them(parser, text):
    title = "Lào Cai: trao thưởng [ảnh] cho Sao"
    nested = f"Lào Cai: {text.format('Sao')}"
    for words, proposed in ((title, f'"{title}"'), (nested, f'"{text.format(nested)}"')):
        hints = [problem[3] for problem in parse(parser, "title", f"title: {text.format(words)}")[1]]
        assert f"Viết title: {proposed}" in hints


def is_quoted(text):
    """Check for a text that its editor has put into quotes, as a whole."""
    ends = {text[0], text[-1]}
    return len(text) > 1 and any(ends <= signs for signs in ({'"'}, {"'"}, {"“", "”"}, {"‘", "’"}))


@settings(
    max_examples=size(300, 5_000),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(place=st.sampled_from([*PLACES]), text=TEXTS)
@example("title", "[Video] Lễ trao bằng khen")
@example("title", "[Video]")
@example("title", "{Video}")
@example("title", "% hộ nghèo giảm")
@example("title", "! Khẩn")
@example("title", "!Khẩn cấp")
@example("title", "& những người khác")
@example("title", "&những người khác")
@example("title", "* Bài")
@example("title", "*a Bài")
@example("title", "> 90% hộ")
@example("title", "| Lễ")
@example("title", "@lan nói")
@example("title", "`Lễ`")
@example("title", "- Lễ")
@example("title", "? Lễ")
@example("title", "# Lễ")
@example("title", "#thidua yêu nước")
@example("title", "Hội nghị: kết quả")
@example("title", "Kết quả:")
@example("title", '"Sao vàng" cho bản Thử')
@example("title", "'Sao vàng' cho bản Thử")
@example("title", '"Sao vàng')
@example("title", "Bài #5 của năm")
@example("title", "[Video # 5")
@example("tags", "Hội nghị: kết quả")
@example("tags", "- Lễ")
def test_a_bare_text_is_read_as_typed_or_the_hint_makes_it_so(parser, loader, place, text):
    shape, find = PLACES[place]
    field = shape.partition(":")[0]
    line = shape.format(text)
    values, problems = parse(parser, field, line)
    faults = [problem for problem in problems if not problem[4]]
    if not faults and (find(values) == text or is_quoted(text)):
        return
    row = next(number for number, part in enumerate(shape.split("\n"), 3) if "{}" in part)
    assert faults, f"{line!r} is read as {values!r} in silence"
    hints = [problem[3] for problem in faults if problem[0] == row]
    proposed = [hint.partition("Viết ")[2] for hint in hints if "Viết " in hint]
    assert proposed, f"{line!r} has no hint on its line: {faults!r}"
    if is_quoted(text):
        return
    typed = next(part for part in line.split("\n") if text in part)
    indent = typed[: len(typed) - len(typed.lstrip())]
    again, left = parse(parser, field, line.replace(typed, indent + proposed[-1]))
    assert find(again) == text, f"{line!r} → {proposed!r}"
    assert [problem for problem in left if not problem[4]] == []

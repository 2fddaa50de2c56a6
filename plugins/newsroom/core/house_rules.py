"""The rules that a newsroom sets for itself, in content/house_rules.yaml.

They lie beside the content, so that editors change them without code. A broken rule is a warning: publishing
goes on. Without the file there are no rules.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from newsroom.core import frontmatter
from newsroom.core.field_types import Model, Text, Texts, as_list
from newsroom.core.frontmatter import FrontMatter
from newsroom.core.models import EntryFront
from newsroom.core.problems import Problem
from newsroom.core.source import Source, decode, position, read_bytes
from newsroom.core.validation import validate

FILE = "house_rules.yaml"
_HINT = f"Xem content/{FILE}."
_Folder = Literal["articles", "exemplars", "campaigns"]


class Drawings(Model):
    folder: Text = Field(description="thư mục tranh, như images/minh-hoa")
    credit: Text = Field(description="lời phải ghi ở photo_credit")
    alt: Text = Field(description="chữ đầu của lời tả ảnh")


class Unverified(Model):
    text: Annotated[Texts, Field(min_length=1)] = Field(description="một hay nhiều cách viết")
    files: Texts = Field((), description="những tệp phải xem, như *.md; không ghi thì mọi tệp")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern of the text as a whole word, in any case."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.text))})(?!\w)", re.IGNORECASE)

    def covers(self, path: str) -> bool:
        """Say whether the file at *path*, below content/, is one of ``files``."""
        return not self.files or any(PurePosixPath(path).match(files) for files in self.files)


class HouseRulesFile(Model):
    """house_rules.yaml."""

    sources: Annotated[tuple[_Folder, ...], BeforeValidator(as_list)] = Field(
        (), description="những thư mục mà bài nào cũng phải ghi nguồn"
    )
    drawings: Drawings | None = Field(None, description="tranh vẽ phải được gọi là tranh")
    unverified: tuple[Unverified, ...] = Field((), description="những điều chưa kiểm chứng được")


@dataclass(frozen=True)
class HouseRules:
    """The rules, and ``digest`` of their file: empty where there is none."""

    rules: HouseRulesFile = field(default_factory=HouseRulesFile)
    digest: str = ""

    def check_entry(self, front: FrontMatter, model: EntryFront, parts: Source) -> Iterator[Problem]:
        """Yield a warning for each rule that an article, exemplar, campaign or page breaks."""
        folder = parts.path.partition("/")[0]
        if folder in self.rules.sources and not getattr(model, "source", ()):
            yield _warning(front.problem((), "Không ghi nguồn (“source”)."))
        drawings = self.rules.drawings
        if drawings and model.image and model.image.src.startswith(f"{drawings.folder.rstrip('/')}/"):
            if getattr(model, "photo_credit", drawings.credit) != drawings.credit:
                message = f"Ảnh này là tranh: hãy ghi “photo_credit: {drawings.credit}”."
                yield _warning(front.problem(("image", "src"), message))
            if not model.image.alt.startswith(drawings.alt):
                message = f"Ảnh này là tranh: lời tả phải mở đầu bằng “{drawings.alt}”."
                yield _warning(front.problem(("image", "alt"), message))
        yield from self.check_text(parts.path, parts.front, first_line=2)
        yield from self.check_text(parts.path, parts.body, first_line=parts.body_line)

    def check_text(self, path: str, text: str, *, first_line: int = 1) -> Iterator[Problem]:
        """Yield a warning for each unverified statement in *text*, which begins at *first_line* of *path*."""
        for rule in self.rules.unverified:
            for match in rule.pattern.finditer(text) if rule.covers(path) else ():
                line, column = position(text, match.start())
                message = f"“{match[0]}” nằm trong danh sách chưa kiểm chứng được."
                yield _warning(Problem(path, line + first_line - 1, column, message))


def load_house_rules(content: Path) -> tuple[HouseRules, list[Problem]]:
    """Read the rules below *content*; rules with a fault are none, and the fault is reported."""
    if not (content / FILE).exists():
        return HouseRules(), []
    data, faults = read_bytes(content / FILE, FILE)
    text, spoilt = decode(data, FILE)
    front, misread = frontmatter.parse(text, FILE, first_line=1)
    validated = validate(HouseRulesFile, front, {}, thorough=False)
    found = faults or misread or [*spoilt, *validated.faults, *validated.missing]
    return HouseRules() if found else HouseRules(validated.model, hashlib.sha256(data).hexdigest()), found


def _warning(problem: Problem) -> Problem:
    return Problem(problem.path, problem.line, problem.column, problem.message, _HINT, warning=True)

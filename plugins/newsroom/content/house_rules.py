"""The newsroom's own rules, in content/house_rules.yaml, which may be missing.

Editors change them without code. A broken rule is a warning and does not prevent publishing.
"""

import hashlib
import os
import re
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from newsroom.content.models import EntryFront
from newsroom.files.field_types import Model, Text, Texts, as_list
from newsroom.files.text_file import TextFile
from newsroom.files.validation import read_yaml
from newsroom.problems import FileProblems, Problems, position

HOUSE_RULES_FILE = "house_rules.yaml"
_HINT = f"Xem content/{HOUSE_RULES_FILE}."
_Folder = Literal["articles", "exemplars", "campaigns"]


class Drawings(Model):
    folder: Text = Field(description="thư mục tranh, như images/minh-hoa")
    credit: Text = Field(description="lời phải ghi ở photo_credit, hoặc trong chú thích của phong trào")
    alt: Text = Field(description="chữ đầu của lời tả ảnh")


class Unverified(Model):
    text: Annotated[Texts, Field(min_length=1)] = Field(description="một hay nhiều cách viết")
    files: Texts = Field((), description="những tệp phải xem, như *.md; không ghi thì mọi tệp")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern of the text as a whole word, in any case."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.text))})(?!\w)", re.IGNORECASE)

    @cached_property
    def folded(self) -> list[str]:
        """The text without capitals."""
        return [text.casefold() for text in self.text]

    def covers(self, path: str) -> bool:
        """Check that the rule applies to the file at *path*, below content/."""
        return not self.files or any(PurePosixPath(path).match(pattern) for pattern in self.files)


class HouseRules(Model):
    """The rules of house_rules.yaml, by default none."""

    sources: Annotated[tuple[_Folder, ...], BeforeValidator(as_list)] = Field(
        (), description="những thư mục mà bài nào cũng phải ghi nguồn"
    )
    drawings: Drawings | None = Field(None, description="tranh vẽ phải được gọi là tranh")
    unverified: tuple[Unverified, ...] = Field((), description="những điều chưa kiểm chứng được")

    @cached_property
    def digest(self) -> str:
        """The digest of the rules; "" without rules."""
        rules = self.model_dump_json(exclude_defaults=True)
        return hashlib.sha256(rules.encode()).hexdigest() if rules != "{}" else ""

    def check_entry(self, model: EntryFront, parts: TextFile, problems: Problems) -> None:
        """Warn of each rule that an article, exemplar, campaign or page breaks."""
        folder = problems.path.partition("/")[0]
        if folder in self.sources and not getattr(model, "source", ()):
            problems.warn((), "Không ghi nguồn (“source”).", _HINT)
        drawings = self.drawings
        if drawings and model.image and model.image.src.startswith(f"{drawings.folder.rstrip('/')}/"):
            if getattr(model, "photo_credit", drawings.credit) != drawings.credit:
                message = f"Ảnh này là tranh: hãy ghi “photo_credit: {drawings.credit}”."
                problems.warn(("image", "src"), message, _HINT)
            if folder == "campaigns" and drawings.credit not in model.image.caption:
                message = f"Ảnh này là tranh: hãy ghi “{drawings.credit}” trong chú thích (“caption”)."
                problems.warn(("image", "src"), message, _HINT)
            if not model.image.alt.startswith(drawings.alt):
                message = f"Ảnh này là tranh: lời tả phải mở đầu bằng “{drawings.alt}”."
                problems.warn(("image", "alt"), message, _HINT)
        self.check_text(parts.front, problems, first_line=2)
        self.check_text(parts.body, problems, first_line=parts.body_line)

    def check_text(self, text: str, problems: Problems, *, first_line: int = 1) -> None:
        """Warn of each unverified statement in *text*, which begins at *first_line* of the file."""
        folded = text.casefold() if self.unverified else ""
        for rule in self.unverified:
            may_match = any(words in folded for words in rule.folded)  # fast, for thousands of rules
            for match in rule.pattern.finditer(text) if may_match and rule.covers(problems.path) else ():
                line, column = position(text, match.start())
                message = f"“{match[0]}” nằm trong danh sách chưa kiểm chứng được."
                problems.warn((line + first_line - 1, column), message, _HINT)


def load_house_rules(content: Path, files: FileProblems) -> HouseRules:
    """Read the rules below *content*; report problems to *files* and then return no rules."""
    if not os.path.lexists(content / HOUSE_RULES_FILE):
        return HouseRules()
    return read_yaml(content, HOUSE_RULES_FILE, HouseRules, files[HOUSE_RULES_FILE])[0]

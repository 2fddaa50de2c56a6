"""One content file by itself: from its bytes to plain data, which can be kept and taken up again.

What depends on other files is left open: names stay words, links to files stay ``{filename}``.
Pictures are looked up, and what was found is noted, so that a change of theirs can be seen.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from newsroom.core import addresses, frontmatter, source
from newsroom.core.advice import advise
from newsroom.core.body import BodyRenderer
from newsroom.core.citations import find_dated
from newsroom.core.frontmatter import FrontMatter, Value
from newsroom.core.house_rules import HouseRules
from newsroom.core.keeping import Data
from newsroom.core.models import (
    ArticleFront,
    CampaignFront,
    EntryFront,
    ExemplarFront,
    PageFront,
)
from newsroom.core.names import name_key
from newsroom.core.pictures import Pictures, advise_on_picture
from newsroom.core.problems import Problem
from newsroom.core.prose import read_prose
from newsroom.core.validation import HANDBOOK, validate
from newsroom.core.vietnamese import slugify

FRONT_MODELS: dict[str, type[EntryFront]] = {
    "campaigns": CampaignFront,
    "exemplars": ExemplarFront,
    "articles": ArticleFront,
    "pages": PageFront,
}
STAND_INS = {
    "title": "(chưa có tiêu đề)",
    "summary": "(chưa có tóm tắt)",
    "category": "Phong trào",
    "date": "1900-01-01",  # no correction, no end of anything comes before it
}
KIND_STAND_INS = {"campaigns": "phong trào", "exemplars": "cá nhân"}


class Parser:
    """Parses the files below one content folder, by the *rules* of its house.

    The data of a file holds ``problems``; and, where its front matter was understood, ``values``
    for the model of its folder, ``stand_ins``, ``slug``, ``lost_day``, ``event_name``, ``dated``
    (citations with a day); of its body, ``links``, ``ids``, ``citations`` and ``pictures``,
    these with what was found; and ``rules``, the digest of the house rules, where there are any.
    """

    def __init__(self, root: Path, pictures: Pictures, rules: HouseRules) -> None:
        self.root = root
        self.pictures = pictures
        self.rules = rules
        self.renderer = BodyRenderer(pictures)

    def parse(self, path: str) -> tuple[Data, str, bytes]:
        """The data of the file at *path*, its body as HTML, and its bytes."""
        problems: list[Problem] = []
        data: Data = {}
        text = ""
        read, parts, unparted = _read(self.root, path)
        problems += unparted
        if parts:
            front, misread = frontmatter.parse(parts.front, path)
            problems += misread
            body, faults, missing = self.renderer.render(parts, leads=not front.values.get("image"))
            problems += faults
            text = body.html
            if misread and not front.values:
                problems += missing
            else:
                data = self._understand(front, parts, missing, problems)
                data |= {
                    "links": [[link.target, link.line, link.column] for link in body.links],
                    "ids": sorted(body.ids),
                    "citations": body.citations,
                }
                data["pictures"] = [
                    *data["pictures"],
                    *([target, path, self._look(target, path)] for target in body.pictures),
                ]
        data["problems"] = [
            [problem.line, problem.column, problem.message, problem.hint, problem.warning]
            for problem in problems
        ]
        if self.rules.digest:
            data["rules"] = self.rules.digest
        return data, text, read

    def still_holds(self, _path: str, data: Data) -> bool:
        """Whether the house rules, and the pictures that the parse looked up, are what they were."""
        return data.get("rules", "") == self.rules.digest and all(
            self._look(target, beside) == found for target, beside, found in data.get("pictures", ())
        )

    def _look(self, target: str, beside: str) -> list[Any]:
        try:
            picture = self.pictures.find(target, beside)
        except ValueError as error:
            return [str(error)]
        return [picture.url, picture.width, picture.height]

    def _understand(
        self,
        front: FrontMatter,
        parts: source.Source,
        missing_in_body: list[Problem],
        problems: list[Problem],
    ) -> Data:
        folder = parts.path.partition("/")[0]
        stand_ins = STAND_INS | {"kind": KIND_STAND_INS.get(folder, "")}
        validated = validate(FRONT_MODELS[folder], front, stand_ins)
        model, missing = validated.model, validated.missing
        if folder == "articles" and not parts.body.strip():
            missing.append(front.problem((), "Bài chưa có nội dung sau phần khai báo.", HANDBOOK))
        missing += [*_owed_to_publisher(front, model), *missing_in_body]
        if model.status == "draft":  # where what is merely missing is a warning
            missing = [problem.as_warning() for problem in missing]
        prose = read_prose(front, parts)
        problems += validated.faults + missing + advise(front, model, prose)
        problems += self.rules.check_entry(front, model, parts)
        pictures = []
        if model.image:
            target = model.image.src
            try:
                about = [*advise_on_picture(self.pictures.find(target))]
                problems += [front.problem(("image", "src"), advice).as_warning() for advice in about]
            except ValueError as error:
                problems.append(front.problem(("image", "src"), str(error)))
            pictures.append([target, "", self._look(target, "")])
        return {
            "values": validated.values,
            "stand_ins": sorted(validated.stand_ins),
            "slug": _slug(front, model, problems),
            "lost_day": _lost_event_date(front, model),
            "front_digest": hashlib.blake2b(parts.front.encode(), digest_size=16).hexdigest(),
            "event_name": _event_name(model),
            "dated": [[*citation, *place] for citation, place in find_dated(prose)],
            "pictures": pictures,
        }


def read_marks(root: Path, path: str) -> FrontMatter:
    """Where everything stands in the front matter of a file that has been understood."""
    _bytes, parts, _problems = _read(root, path)
    return frontmatter.parse(parts.front, path)[0] if parts else FrontMatter(path)


def _read(root: Path, path: str) -> tuple[bytes, source.Source | None, list[Problem]]:
    data, faults = source.read_bytes(root / path, path)
    text, spoilt = source.decode(data, path)
    if not text and (faults or spoilt):
        return data, None, faults + spoilt
    parts, unparted = source.split(text, path)
    return data, parts, faults + spoilt + unparted


def _owed_to_publisher(front: FrontMatter, model: EntryFront) -> list[Problem]:
    """What an imported text must have before it is published: its source, and words of our own."""
    if not isinstance(model, ArticleFront) or not front.values.get("imported"):
        return []
    owed = []
    if not model.source and not _is_filled(front.values.get("source")):
        message = "Bài nhập từ báo phải ghi nguồn ở “source”: lời của bài thuộc về báo đã đăng."
        owed.append(front.problem(("source",), message, HANDBOOK, key=True))
    said = front.values["imported"]
    if not (isinstance(said, dict) and said.get("rewritten")):
        message = "Bài nhập từ báo phải viết lại: xong thì ghi ngày viết lại vào “rewritten”."
        owed.append(front.problem(("imported", "rewritten"), message, HANDBOOK, key=True))
    return owed


def _is_filled(value: Value) -> bool:
    """Whether an editor has written anything into a field."""
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return any(_is_filled(one) if isinstance(one, dict | list) else one for one in values)


def _slug(front: FrontMatter, model: EntryFront, problems: list[Problem]) -> str:
    if model.slug:
        return model.slug
    if front.values.get("slug"):  # it was refused
        return slugify(front.path)
    name = Path(front.path).stem
    try:
        return addresses.check_slug(name)
    except ValueError as error:
        problems.append(front.problem((), f"Tên tệp “{name}” không làm địa chỉ được. {error}"))
        return slugify(front.path)


def _lost_event_date(front: FrontMatter, model: EntryFront) -> bool:
    """Whether an event's day was given and could not be understood: names must not be judged by another."""
    said = front.values.get("event")
    has_day = isinstance(said, dict) and any(said.get(field) for field in ("date", "start", "end"))
    return has_day and isinstance(model, ArticleFront) and not (model.event and model.event.first_day)


def _event_name(model: EntryFront) -> str:
    """In the form in which articles about one event are found: kept, for it takes a while to make."""
    return name_key(model.event.name) if isinstance(model, ArticleFront) and model.event else ""

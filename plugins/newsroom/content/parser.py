"""One content file by itself: from its bytes to plain data, which can be kept and taken up again.

What depends on other files is left open: names stay words, links to files stay ``{filename}``.
Pictures are looked up, and what was found is noted, so that a change of theirs can be seen.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from incremental.parsed import Data
from newsroom import addresses
from newsroom.body.renderer import BodyRenderer
from newsroom.content.advice import advise
from newsroom.content.house_rules import HouseRules
from newsroom.content.models import ArticleFront, CampaignFront, EntryFront, ExemplarFront, PageFront
from newsroom.documents.citations import find_dated
from newsroom.files import frontmatter, text_file
from newsroom.files.frontmatter import FrontMatter, Value
from newsroom.files.prose import read_prose
from newsroom.files.validation import HANDBOOK, validate
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import slugify
from newsroom.pictures.library import Pictures, advise_on_picture
from newsroom.problems import Problems

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

    The data of a file holds its ``problems``; and, where its front matter was understood, ``values``
    for the model of its folder, ``stand_ins``, ``slug``, ``lost_day``, ``event_name``, ``dated``
    (citations with a day); of its body, ``links``, ``ids``, ``citations`` and ``pictures``, these
    with what was found; and ``rules``, the digest of the house rules, where there are any. Its text,
    which is seldom read, has three parts, with a NUL between them, which none can hold: the body as
    HTML, the positions of the fields, the file itself.
    """

    def __init__(self, root: Path, pictures: Pictures, rules: HouseRules) -> None:
        self.root = root
        self.pictures = pictures
        self.rules = rules
        self.renderer = BodyRenderer(pictures)
        self._last: tuple[str, EntryFront | None] = ("", None)  # what this process has just understood

    def parse(self, path: str) -> tuple[Data, str, bytes]:
        """Return the data of the file at *path*, its text, and its bytes."""
        problems = Problems(path)
        data: Data = {}
        html = ""
        read = text_file.read_bytes(self.root / path, problems)
        text = text_file.decode(read, problems)
        parts = text_file.split(text, problems) if text or not problems else None
        if parts:
            earlier = len(problems)
            front = frontmatter.parse(parts.front, problems)
            is_unreadable = len(problems) > earlier and not front
            problems.is_draft = front.get("status") == "draft"
            body = self.renderer.render(parts, problems, leads=not front.get("image"))
            html = body.html
            if not is_unreadable:
                data = self._understand(front, parts, problems)
                data |= {
                    "links": body.links,
                    "ids": sorted(body.ids),
                    "citations": body.citations,
                }
                data["pictures"] = [
                    *data["pictures"],
                    *([target, path, self._look(target, path)] for target in body.pictures),
                ]
        data["problems"] = problems.rows()
        if self.rules.digest:
            data["rules"] = self.rules.digest
        return data, f"{html}\0{problems.keep_positions()}\0{text}", read

    def model(self, path: str, data: Data) -> EntryFront:
        """Return the front matter of the file at *path*, from its values unless it was just parsed here."""
        last, model = self._last
        known = model if last == path else None
        return known or FRONT_MODELS[path.partition("/")[0]].model_validate(data["values"])

    def still_holds(self, _path: str, data: Data) -> bool:
        """Tell whether the house rules, and the pictures that the parse looked up, are what they were."""
        return data.get("rules", "") == self.rules.digest and all(
            self._look(target, beside) == found for target, beside, found in data.get("pictures", ())
        )

    def _look(self, target: str, beside: str) -> list[Any]:
        try:
            picture = self.pictures.find(target, beside)
        except ValueError as error:
            return [str(error)]
        return [picture.url, picture.width, picture.height]

    def _understand(self, front: FrontMatter, parts: text_file.TextFile, problems: Problems) -> Data:
        folder = parts.path.partition("/")[0]
        stand_ins = STAND_INS | {"kind": KIND_STAND_INS.get(folder, "")}
        model, values, used = validate(FRONT_MODELS[folder], front, problems, stand_ins)
        self._last = (parts.path, model)
        if folder == "articles" and not parts.body.strip():
            problems.lack((), "Bài chưa có nội dung sau phần khai báo.", HANDBOOK)
        _check_import(front, model, problems)
        prose = read_prose(front, parts, problems.positions)
        advise(front, model, prose, problems)
        self.rules.check_entry(model, parts, problems)
        pictures = []
        if model.image:
            target = model.image.src
            try:
                advise_on_picture(self.pictures.find(target), ("image", "src"), problems)
            except ValueError as error:
                problems.fault(("image", "src"), str(error))
            pictures.append([target, "", self._look(target, "")])
        return {
            "values": values,
            "stand_ins": sorted(used),
            "slug": _slug(front, model, problems),
            "lost_day": _lost_event_date(front, model),
            "front_digest": hashlib.blake2b(parts.front.encode(), digest_size=16).hexdigest(),
            "event_name": _event_name(model),
            "dated": [[*citation, *place] for citation, place in find_dated(prose)],
            "pictures": pictures,
        }


def _check_import(front: FrontMatter, model: EntryFront, problems: Problems) -> None:
    """Report what an imported text lacks until it is published: its source, and words of our own."""
    if not isinstance(model, ArticleFront) or not front.get("imported"):
        return
    if not model.source and not _is_filled(front.get("source")):
        message = "Bài nhập từ báo phải ghi nguồn ở “source”: lời của bài thuộc về báo đã đăng."
        problems.lack(("source",), message, HANDBOOK, key=True)
    imported = front["imported"]
    if not (isinstance(imported, dict) and imported.get("rewritten")):
        message = "Bài nhập từ báo phải viết lại: xong thì ghi ngày viết lại vào “rewritten”."
        problems.lack(("imported", "rewritten"), message, HANDBOOK, key=True)


def _is_filled(value: Value) -> bool:
    """Whether an editor has written anything into a field."""
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return any(_is_filled(one) if isinstance(one, dict | list) else one for one in values)


def _slug(front: FrontMatter, model: EntryFront, problems: Problems) -> str:
    if model.slug:
        return model.slug
    if front.get("slug"):  # it was refused
        return slugify(problems.path)
    name = Path(problems.path).stem
    try:
        return addresses.check_slug(name)
    except ValueError as error:
        problems.fault((), f"Tên tệp “{name}” không làm địa chỉ được. {error}")
        return slugify(problems.path)


def _lost_event_date(front: FrontMatter, model: EntryFront) -> bool:
    """Whether an event's day was given and could not be understood: names must not be judged by another."""
    event = front.get("event")
    has_day = isinstance(event, dict) and any(event.get(field) for field in ("date", "start", "end"))
    return has_day and isinstance(model, ArticleFront) and not (model.event and model.event.first_day)


def _event_name(model: EntryFront) -> str:
    """In the form in which articles about one event are found: kept, for it takes a while to make."""
    return name_key(model.event.name) if isinstance(model, ArticleFront) and model.event else ""

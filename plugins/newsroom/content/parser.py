"""Parser of single content files to plain data, which later builds reuse.

The data does not depend on other content files: names stay unresolved, and links to files stay
``{filename}``. It contains the results of looking up pictures, so that changed pictures are noticed.
"""

import hashlib
from datetime import tzinfo
from pathlib import Path
from typing import Any, get_args

from incremental.keyed.parsed import Data
from newsroom import addresses
from newsroom.attachments.attachment_library import Attachments
from newsroom.body.rendered_body import Body
from newsroom.body.renderer import BodyRenderer
from newsroom.content.advice import advise
from newsroom.content.house_rules import HouseRules
from newsroom.content.models import (
    ArticleFront,
    CampaignFront,
    EntryFront,
    ExemplarFront,
    PageFront,
)
from newsroom.documents.citations import find_dated
from newsroom.files import frontmatter, text_file
from newsroom.files.frontmatter import FrontMatter, Value
from newsroom.files.prose import read_prose
from newsroom.files.validation import HANDBOOK, validate
from newsroom.language.dates import HERE
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import slugify
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems

FRONT_MODELS: dict[str, type[EntryFront]] = {
    "campaigns": CampaignFront,
    "exemplars": ExemplarFront,
    "articles": ArticleFront,
    "pages": PageFront,
}
UNKNOWN_CATEGORY = "?"
STAND_INS = {
    "title": "(chưa có tiêu đề)",
    "summary": "(chưa có tóm tắt)",
    "category": UNKNOWN_CATEGORY,
    "date": "1900-01-01",  # no day in any file is earlier
}
KIND_STAND_INS = {
    folder: get_args(model.model_fields["kind"].annotation)[0]
    for folder, model in FRONT_MODELS.items()
    if "kind" in model.model_fields
}


class Parser:
    """A parser of the files below one content folder, by the *rules* and the time *zone* of the newsroom.

    The data of a file contains its ``problems`` and, if there are house rules, their digest as ``rules``;
    in another time zone than Vietnam's, that zone as ``zone``.
    If the front matter is readable, it also contains ``values`` for the model of its folder,
    ``stand_ins``, ``slug``, ``lost_day``, ``event_name`` and ``dated`` (citations with a day), and of the
    body ``links``, ``ids``, ``citations``, and ``pictures`` and ``attachments`` with the results of looking
    them up.
    The text, which is seldom read, has three parts separated by NUL: the body as HTML, the positions of
    the fields, the file itself.
    """

    def __init__(
        self,
        root: Path,
        pictures: Pictures,
        attachments: Attachments,
        rules: HouseRules,
        zone: tzinfo = HERE,
    ) -> None:
        self.root = root
        self.pictures = pictures
        self.attachments = attachments
        self.rules = rules
        self.zone = zone
        self._surroundings = {"rules": rules.digest, "zone": "" if zone == HERE else str(zone)}
        self.renderer = BodyRenderer(pictures, attachments)
        self._last: tuple[str, EntryFront | None] = ("", None)  # the path and model of the last file

    def parse(self, path: str, unsaved: bytes | None = None) -> tuple[Data, str, bytes]:
        """Return the data of the file at *path*, or of *unsaved* bytes for it, its text, and its bytes."""
        problems = Problems(path)
        data: Data = {}
        html = ""
        read = unsaved
        if read is None:
            read = text_file.read_bytes(self.root / path, problems, text_file.MAX_ARTICLE_BYTES)
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
                data = self._understand(front, parts, body, problems)
        data["problems"] = problems.rows()
        data |= {name: value for name, value in self._surroundings.items() if value}
        return data, f"{html}\0{problems.keep_positions()}\0{text}", read

    def model(self, path: str, data: Data) -> EntryFront:
        """Return the front matter of the file at *path*, from its values unless it was parsed last."""
        last, model = self._last
        if model and last == path:
            return model
        return FRONT_MODELS[path.partition("/")[0]].model_validate(data["values"], context=self.zone)

    def still_holds(self, _path: str, data: Data) -> bool:
        """Check that rules, time zone, pictures and attachments in *data* have not changed."""
        return (
            all(data.get(name, "") == value for name, value in self._surroundings.items())
            and all(self._look_up(*asked) == found for *asked, found in data.get("pictures", ()))
            and all(self._look_up_file(*asked) == found for *asked, found in data.get("attachments", ()))
        )

    def _look_up(self, target: str, beside: str) -> list[Any]:
        try:
            picture = self.pictures.find(target, beside)
        except ValueError as error:
            return [str(error)]
        return [picture.url, picture.width, picture.height]

    def _look_up_file(self, target: str, beside: str) -> list[str]:
        try:
            found = self.attachments.find(target, beside)
        except ValueError as error:
            return [str(error)]
        return [found.url, found.facts]

    def _understand(
        self, front: FrontMatter, parts: text_file.TextFile, body: Body, problems: Problems
    ) -> Data:
        folder = parts.path.partition("/")[0]
        stand_ins = STAND_INS | {"kind": KIND_STAND_INS.get(folder, "")}
        model, values, used = validate(FRONT_MODELS[folder], front, problems, stand_ins, zone=self.zone)
        self._last = (parts.path, model)
        if folder == "articles" and not parts.body.strip():
            problems.lack((), "Bài chưa có nội dung sau phần khai báo.", HANDBOOK)
        _check_import(front, model, problems)
        prose = read_prose(front, parts, problems.positions)
        advise(front, model, prose, problems)
        self.rules.check_entry(model, parts, problems)
        pictures = [(target, parts.path) for target in body.pictures]
        if model.image:
            pictures.insert(0, (model.image.src, ""))
            self.pictures.find_or_report(model.image.src, ("image", "src"), problems)
        attachments = [(target, parts.path) for target in body.attachments]
        for index, attached in reversed([*enumerate(model.attachments)]):
            attachments.insert(0, (attached.file, ""))
            self.attachments.find_or_report(attached.file, ("attachments", index, "file"), problems)
        event = model.event if isinstance(model, ArticleFront) else None
        return {
            "values": values,
            "stand_ins": sorted(used),
            "slug": _slug(front, model, problems),
            "lost_day": _lost_event_date(front, model),
            "front_digest": hashlib.blake2b(parts.front.encode(), digest_size=16).hexdigest(),
            "event_name": name_key(event.name) if event else "",
            "dated": [[*citation, *place] for citation, place in find_dated(prose)],
            "links": body.links,
            "ids": sorted(body.ids),
            "citations": body.citations,
            "attachments": [[*asked, self._look_up_file(*asked)] for asked in attachments],
            "pictures": [[target, beside, self._look_up(target, beside)] for target, beside in pictures],
        }


def _check_import(front: FrontMatter, model: EntryFront, problems: Problems) -> None:
    """Report an imported text without its source, or not yet rewritten."""
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
    """Check that an editor has typed anything into a field."""
    if isinstance(value, dict | list):
        return any(map(_is_filled, value.values() if isinstance(value, dict) else value))
    return bool(value)


def _slug(front: FrontMatter, model: EntryFront, problems: Problems) -> str:
    if model.slug:
        return model.slug
    if front.get("slug"):  # an invalid slug
        return slugify(problems.path)
    name = Path(problems.path).stem
    try:
        return addresses.check_slug(name)
    except ValueError as error:
        problems.fault((), f"Tên tệp “{name}” không làm địa chỉ được. {error}")
        return slugify(problems.path)


def _lost_event_date(front: FrontMatter, model: EntryFront) -> bool:
    """Check for an unreadable day of the event: its names must not be checked by another day."""
    event = front.get("event")
    has_day = isinstance(event, dict) and any(event.get(field) for field in ("date", "start", "end"))
    return has_day and isinstance(model, ArticleFront) and not (model.event and model.event.first_day)

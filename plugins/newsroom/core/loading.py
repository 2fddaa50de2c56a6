"""All of content/: every file read, checked and resolved, every problem at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsroom.core import addresses, frontmatter, source, vocabularies
from newsroom.core.body import BodyRenderer
from newsroom.core.frontmatter import FrontMatter
from newsroom.core.links import check_links
from newsroom.core.models import (
    ArticleFront,
    CampaignFront,
    EntryFront,
    ExemplarFront,
    PageFront,
    ReportedFront,
)
from newsroom.core.pictures import FOLDER as PICTURES_FOLDER
from newsroom.core.pictures import Picture, Pictures
from newsroom.core.problems import Problem
from newsroom.core.resolving import Resolver
from newsroom.core.site import Site, make_site
from newsroom.core.stories import Manuscript
from newsroom.core.validation import HANDBOOK, validate
from newsroom.core.vietnamese import slugify

FOLDERS: dict[str, type[EntryFront]] = {
    "campaigns": CampaignFront,
    "exemplars": ExemplarFront,
    "articles": ArticleFront,
    "pages": PageFront,
}
IGNORED = re.compile(r"\..*|~\$.*|#.*#|.*~|Thumbs\.db|desktop\.ini", re.IGNORECASE)  # of systems and editors
STAND_INS = {
    "title": "(chưa có tiêu đề)",
    "summary": "(chưa có tóm tắt)",
    "category": "Phong trào",
    "date": "1900-01-01",  # no correction, no end of anything comes before it
}
KIND_STAND_INS = {"campaigns": "phong trào", "exemplars": "cá nhân"}


@dataclass(frozen=True)
class Content:
    """What content/ says, and what is wrong with it."""

    site: Site
    problems: tuple[Problem, ...]

    @property
    def faults(self) -> list[Problem]:
        """The problems that stand in the way of publishing."""
        return [problem for problem in self.problems if not problem.warning]


def load_content(root: Path, now: datetime, *, drafts: bool) -> Content:
    """Read and check everything below *root*.

    Args:
        now: The moment of publication: what is dated later is still a draft.
        drafts: Whether drafts are on the site (for editors' eyes only).

    Returns:
        The site, and all problems sorted, their paths beginning with *root*.
    """
    lists, problems = vocabularies.load(root)
    pictures = Pictures(root)
    reader = _Reader(root, pictures, now)
    paths = list(_files(root, problems))
    manuscripts = [one for path in paths if (one := reader.read(path))]
    unread = frozenset(paths) - {one.source.path for one in manuscripts}
    renderer = BodyRenderer(pictures, {one.source.path: one.url for one in manuscripts})
    resolver = Resolver(lists, unread)
    order = list(FOLDERS)
    items = []
    for one in sorted(manuscripts, key=lambda one: order.index(one.folder)):
        body, faults, missing = renderer.render(one.source)
        problems += faults
        problems += _lenient(missing, one.front)
        items.append(resolver.add(one, body))
    for alone in reader.bodies_alone:
        _, faults, missing = renderer.render(alone)
        problems += faults + missing
    site, clashes = make_site(items, lists.provinces, now, drafts=drafts, unread=unread)
    problems += reader.problems + resolver.problems + clashes
    for item in items:
        problems += check_links(item, site)
    prefix = root.as_posix()
    located = sorted({replace(problem, path=f"{prefix}/{problem.path}") for problem in problems})
    return Content(site, tuple(located))


def _files(root: Path, problems: list[Problem]) -> Iterator[str]:
    """The Markdown files of the four folders, in a fixed order; what will not be read is a problem."""
    if not root.is_dir():
        problems.append(Problem("", 1, 1, "Không có thư mục nội dung này."))
    for folder, names, files in os.walk(root):
        here = Path(folder)
        for name in [name for name in names if (here / name).is_symlink()]:
            path = (here / name).relative_to(root).as_posix()
            problems.append(
                Problem(path, 1, 1, "Thư mục liên kết (symlink) không được đọc: hãy chép hẳn vào đây.")
            )
            names.remove(name)
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(name for name in files if not IGNORED.fullmatch(name)):
            path = (here / name).relative_to(root).as_posix()
            reason = _why_unread(here / name, path)
            if reason:
                problems.append(Problem(path, 1, 1, reason))
            elif path.partition("/")[0] in FOLDERS:
                yield path


def _why_unread(file: Path, path: str) -> str:
    top = path.partition("/")[0]
    if not file.is_file():
        return "Đây không phải tệp thường nên không được đọc."
    if top == vocabularies.FOLDER:
        return "" if path in vocabularies.PATHS else "Danh mục này không được đọc: xem tên các tệp bên cạnh."
    if top == PICTURES_FOLDER:
        return "Bài viết để trong content/articles/, không để cùng ảnh." if file.suffix == ".md" else ""
    if top not in FOLDERS or "/" not in path:
        return f"Tệp nằm ngoài các thư mục {', '.join(f'{known}/' for known in FOLDERS)} nên không được đọc."
    return "" if file.suffix == ".md" else "Chỉ đọc tệp có đuôi .md: hãy đổi đuôi hoặc chuyển tệp đi."


def _lenient(missing: list[Problem], front: EntryFront) -> list[Problem]:
    """In a draft, what is merely missing is a warning."""
    return [problem.as_warning() for problem in missing] if front.status == "draft" else missing


def _lost_event_date(front: FrontMatter, model: EntryFront) -> bool:
    """Whether an event's day was given and could not be understood: names must not be judged by another."""
    said = front.values.get("event")
    has_day = isinstance(said, dict) and any(said.get(field) for field in ("date", "start", "end"))
    return has_day and isinstance(model, ArticleFront) and not (model.event and model.event.first_day)


class _Reader:
    """Reads one file after another, and gathers what is wrong in each."""

    def __init__(self, root: Path, pictures: Pictures, now: datetime) -> None:
        self.root = root
        self.pictures = pictures
        self.now = now
        self.problems: list[Problem] = []
        self.bodies_alone: list[source.Source] = []  # of files whose front matter says nothing

    def read(self, path: str) -> Manuscript | None:
        """The file at *path*; None when nothing in it can be understood."""
        data, faults = source.read_bytes(self.root / path, path)
        text, spoilt = source.decode(data, path)
        self.problems += faults + spoilt
        if not text and (faults or spoilt):
            return None
        parts, unparted = source.split(text, path)
        self.problems += unparted
        if not parts:
            return None
        front, misread = frontmatter.parse(parts.front, path)
        self.problems += misread
        if misread and not front.values:
            self.bodies_alone.append(parts)
            return None
        return self._manuscript(parts, front)

    def _manuscript(self, parts: source.Source, front: FrontMatter) -> Manuscript:
        folder = parts.path.partition("/")[0]
        stand_ins = STAND_INS | {"kind": KIND_STAND_INS.get(folder, "")}
        validated = validate(FOLDERS[folder], front, stand_ins)
        model, missing = validated.model, validated.missing
        if folder == "articles" and not parts.body.strip():
            missing.append(front.problem((), "Bài chưa có nội dung sau phần khai báo.", HANDBOOK))
        self.problems += validated.faults + _lenient(missing, model)
        day = model.day if isinstance(model, ArticleFront | ExemplarFront) else None
        moment = model.date if isinstance(model, ReportedFront) else None
        if "date" in validated.stand_ins:
            model = model.model_copy(update={"date": self.now})
            day, moment = None, self.now
        elif _lost_event_date(front, model):
            day = None
        return Manuscript(
            source=parts,
            folder=folder,
            url=addresses.FORMATS[folder].format(slug=self._slug(front, model), date=moment),
            marks=front,
            front=model,
            status="draft" if moment and moment > self.now else model.status,
            picture=self._picture(front, model),
            day=day,
        )

    def _slug(self, front: FrontMatter, model: EntryFront) -> str:
        if model.slug:
            return model.slug
        if front.values.get("slug"):  # it was refused
            return slugify(front.path)
        name = Path(front.path).stem
        try:
            return addresses.check_slug(name)
        except ValueError as error:
            self.problems.append(front.problem((), f"Tên tệp “{name}” không làm địa chỉ được. {error}"))
            return slugify(front.path)

    def _picture(self, front: FrontMatter, model: EntryFront) -> Picture | None:
        try:
            return self.pictures.find(model.image.src) if model.image else None
        except ValueError as error:
            self.problems.append(front.problem(("image", "src"), str(error)))
            return None

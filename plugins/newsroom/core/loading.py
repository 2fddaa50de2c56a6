"""All of content/: every file read, checked and resolved, every problem at once."""

from __future__ import annotations

import os
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
from newsroom.core.pictures import Picture, Pictures
from newsroom.core.problems import Problem
from newsroom.core.resolving import Resolver
from newsroom.core.site import Site, make_site
from newsroom.core.stories import Manuscript
from newsroom.core.validation import HANDBOOK, validate

FOLDERS: dict[str, type[EntryFront]] = {
    "campaigns": CampaignFront,
    "exemplars": ExemplarFront,
    "articles": ArticleFront,
    "pages": PageFront,
}
IGNORED = (".", "~", "#", "Thumbs.db", "desktop.ini")
STAND_INS = {
    "title": "(chưa có tiêu đề)",
    "summary": "(chưa có tóm tắt)",
    "category": "Phong trào",
}
KIND_STAND_INS = {"campaigns": "phong trào", "exemplars": "cá nhân"}


@dataclass(frozen=True)
class Content:
    """What content/ says, and what is wrong with it."""

    site: Site
    pictures: tuple[Picture, ...]
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
    manuscripts = [one for path in _files(root, problems) if (one := reader.read(path))]
    renderer = BodyRenderer(pictures, {one.source.path: one.url for one in manuscripts})
    resolver = Resolver(lists)
    order = list(FOLDERS)
    items = []
    for one in sorted(manuscripts, key=lambda one: order.index(one.folder)):
        body, faults, missing = renderer.render(one.source)
        problems += faults
        problems += _lenient(missing, one.front)
        items.append(resolver.add(one, body))
    site, clashes = make_site(items, lists.provinces, now, drafts=drafts)
    problems += reader.problems + resolver.problems + clashes
    for item in items:
        problems += check_links(item, site)
    prefix = root.as_posix()
    located = sorted({replace(problem, path=f"{prefix}/{problem.path}") for problem in problems})
    return Content(site, tuple(pictures.used), tuple(located))


def _files(root: Path, problems: list[Problem]) -> Iterator[str]:
    """The Markdown files of the four folders, in a fixed order; anything else is a problem."""
    if not root.is_dir():
        problems.append(Problem("", 1, 1, "Không có thư mục nội dung này."))
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        relative = Path(folder).relative_to(root)
        top = relative.parts[0] if relative.parts else ""
        if top in {vocabularies.FOLDER, "images"}:
            continue
        for name in sorted(files):
            path = (relative / name).as_posix()
            if name.startswith(IGNORED) or name.endswith("~"):
                continue
            if top not in FOLDERS:
                places = ", ".join(f"{known}/" for known in FOLDERS)
                problems.append(
                    Problem(path, 1, 1, f"Tệp nằm ngoài các thư mục {places} nên không được đọc.")
                )
            elif not name.endswith(".md"):
                problems.append(
                    Problem(path, 1, 1, "Chỉ đọc tệp có đuôi .md: hãy đổi đuôi hoặc chuyển tệp đi.")
                )
            else:
                yield path


def _lenient(missing: list[Problem], front: EntryFront) -> list[Problem]:
    """In a draft, what is merely missing is a warning."""
    return [problem.as_warning() for problem in missing] if front.status == "draft" else missing


class _Reader:
    """Reads one file after another, and gathers what is wrong in each."""

    def __init__(self, root: Path, pictures: Pictures, now: datetime) -> None:
        self.root = root
        self.pictures = pictures
        self.now = now
        self.problems: list[Problem] = []

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
            return None
        return self._manuscript(parts, front)

    def _manuscript(self, parts: source.Source, front: FrontMatter) -> Manuscript:
        folder = parts.path.partition("/")[0]
        today = self.now.strftime("%Y-%m-%d")
        stand_ins = STAND_INS | {"date": today, "kind": KIND_STAND_INS.get(folder, "")}
        validated = validate(FOLDERS[folder], front, stand_ins)
        model, missing = validated.model, validated.missing
        if folder == "articles" and not parts.body.strip():
            missing.append(front.problem((), "Bài chưa có nội dung sau phần khai báo.", HANDBOOK))
        self.problems += validated.faults + _lenient(missing, model)
        moment = model.date if isinstance(model, ReportedFront) else None
        return Manuscript(
            source=parts,
            folder=folder,
            url=addresses.FORMATS[folder].format(slug=self._slug(front, model), date=moment),
            marks=front,
            front=model,
            status="draft" if moment and moment > self.now else model.status,
            picture=self._picture(front, model),
            day=None if "date" in validated.stand_ins else getattr(model, "day", None),
        )

    def _slug(self, front: FrontMatter, model: EntryFront) -> str:
        if model.slug or "slug" in front.values:
            return model.slug or "?"
        name = Path(front.path).stem
        try:
            return addresses.check_slug(name)
        except ValueError as error:
            self.problems.append(front.problem((), f"Tên tệp “{name}” không làm địa chỉ được. {error}"))
            return name

    def _picture(self, front: FrontMatter, model: EntryFront) -> Picture | None:
        try:
            return self.pictures.find(model.image.src) if model.image else None
        except ValueError as error:
            self.problems.append(front.problem(("image", "src"), str(error)))
            return None

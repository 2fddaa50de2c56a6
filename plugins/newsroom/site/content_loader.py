"""All of content/: every file read, checked and resolved, every problem at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from incremental.parsed import ParseAll, Parsed, parse_each
from newsroom import addresses
from newsroom.body.markup import Link
from newsroom.content.house_rules import HOUSE_RULES_FILE, load_house_rules
from newsroom.content.manuscript import Manuscript
from newsroom.content.models import ArticleFront, ExemplarFront, ReportedFront
from newsroom.content.parser import FRONT_MODELS, Parser
from newsroom.documents.citations import Citation
from newsroom.items.items import Item
from newsroom.items.resolver import Resolver
from newsroom.items.withdrawal import check_remaining_names
from newsroom.listings.corrections import check_corrections
from newsroom.pictures.library import PICTURES_FOLDER, Pictures
from newsroom.problems import ContentError, FileProblems, Problem, Problems
from newsroom.site.address_ledger import ADDRESS_LEDGER, check_published
from newsroom.site.link_checks import check_links
from newsroom.site.site import Site, make_site
from newsroom.vocabulary.closed_lists import VOCABULARIES_FOLDER, VOCABULARY_PATHS, load_vocabularies

IGNORED = re.compile(r"\..*|~\$.*|#.*#|.*~|Thumbs\.db|desktop\.ini", re.IGNORECASE)  # of systems and editors


@dataclass(frozen=True)
class Rereader:
    """Reads single files again, among the rest as it was when all of *root* was read."""

    now: datetime
    parser: Parser
    resolver: Resolver

    def read(self, path: str) -> Item | None:
        """Return the article or page at *path*; None for anything else, or what must be mended."""
        data, text, _read = self.parser.parse(path)
        if path.partition("/")[0] not in {"articles", "pages"} or "values" not in data:
            return None
        parsed = Parsed(path, "", data, text.__str__)
        problems = _collector(parsed)
        item = self.resolver.add(_manuscript(parsed, self.parser, problems, self.now))
        return item if all(problem.warning for problem in problems) else None


@dataclass(frozen=True)
class Content:
    """What content/ says, and what is wrong with it; and what reads a file of it again."""

    site: Site
    problems: tuple[Problem, ...]
    rereader: Rereader

    @property
    def faults(self) -> list[Problem]:
        """The problems that stand in the way of publishing."""
        return [problem for problem in self.problems if not problem.warning]

    def require_no_faults(self) -> None:
        """Raise ContentError, with all problems, when something must be mended."""
        if self.faults:
            raise ContentError(self.problems)


def load_content(root: Path, now: datetime, *, drafts: bool, parse_all: ParseAll = parse_each) -> Content:
    """Read and check everything below *root*.

    Args:
        now: The moment of publication: what is dated later is still a draft.
        drafts: Whether drafts are on the site (for editors' eyes only).
        parse_all: What parses the files, one by one or in its own way.

    Returns:
        The site, and all problems sorted, their paths beginning with *root*.
    """
    files = FileProblems()
    lists = load_vocabularies(root, files)
    rules = load_house_rules(root, files)
    for path, text in lists.texts.items():
        rules.check_text(text, files[path])
    pictures = Pictures(root, parse_all)
    names = list(_files(root, files))
    parser = Parser(root, pictures, rules)
    manuscripts = []
    certain = True  # of the address of each
    for parsed in parse_all(root, names, parser.parse, parser.still_holds):
        problems = files[parsed.name] = _collector(parsed)
        if "values" in parsed.data:
            manuscripts.append(_manuscript(parsed, parser, problems, now))
            certain &= "date" not in parsed.data["stand_ins"] or manuscripts[-1].status == "draft"
    unread = frozenset(names) - {one.path for one in manuscripts}
    resolver = Resolver(lists, {one.path: one.url for one in manuscripts}, unread)
    order = list(FRONT_MODELS)
    items = [resolver.add(one) for one in sorted(manuscripts, key=lambda one: order.index(one.folder))]
    site = make_site(items, lists, now, drafts=drafts, unread=unread)
    for item in items:
        check_links(item, site)
        check_corrections(item, now.date())
    check_remaining_names(items, lists.texts, files)
    if certain and not unread:
        check_published(root, site, files[ADDRESS_LEDGER])
    found = {problem for problems in files.values() for problem in problems}
    prefix = root.as_posix()
    located = sorted(replace(problem, path=f"{prefix}/{problem.path}") for problem in found)

    return Content(site, tuple(located), Rereader(now, parser, resolver))


def _manuscript(parsed: Parsed, parser: Parser, problems: Problems, now: datetime) -> Manuscript:
    data = parsed.data
    folder = parsed.name.partition("/")[0]
    front = parser.model(parsed.name, data)
    day = front.day if isinstance(front, ArticleFront | ExemplarFront) else None
    if "date" in data["stand_ins"]:
        front = front.model_copy(update={"date": now})
        day = None
    elif data["lost_day"]:
        day = None
    moment = front.date if isinstance(front, ReportedFront) else None
    found = [
        (beside, parser.pictures.find(target, beside))
        for target, beside, outcome in data["pictures"]
        if len(outcome) > 1
    ]
    return Manuscript(
        path=parsed.name,
        folder=folder,
        url=addresses.URL_FORMATS[folder].format(slug=data["slug"], date=moment),
        front=front,
        status="draft" if moment and moment > now else front.status,
        day=day,
        event_name=data["event_name"],
        picture=next((picture for beside, picture in found if not beside), None),
        pictures=tuple(picture for beside, picture in found if beside),
        links=tuple(Link(*link) for link in data["links"]),
        ids=frozenset(data["ids"]),
        citations=tuple(Citation(*citation) for citation in data["citations"]),
        dated=tuple((Citation(*citation), line, column) for *citation, line, column in data["dated"]),
        digest=parsed.digest,
        front_digest=data["front_digest"],
        text=partial(_part, parsed, 0),
        source=partial(_part, parsed, 2),
        problems=problems,
    )


def _collector(parsed: Parsed) -> Problems:
    return Problems(parsed.name, parsed.data["problems"], partial(_part, parsed, 1))


def _part(parsed: Parsed, number: int) -> str:
    """Read a part of the kept text: 0 the HTML, 1 the positions of the fields, 2 the file itself."""
    return parsed.text().split("\0")[number]


def _files(root: Path, files: FileProblems) -> Iterator[str]:
    """The Markdown files of the four folders, in a fixed order; what will not be read is a problem."""
    if not root.is_dir():
        files[""].fault((1, 1), "Không có thư mục nội dung này.")
        return
    waiting = [""]
    while waiting:
        within = waiting.pop()
        with os.scandir(root / within) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        folders = [entry for entry in found if entry.is_dir()]
        waiting += [f"{within}{one.name}/" for one in reversed(folders) if _is_read(one, within, files)]
        for entry in found:
            if entry.is_dir() or IGNORED.fullmatch(entry.name):
                continue
            path = within + entry.name
            reason = _why_unread(entry, path)
            if reason:
                files[path].fault((1, 1), reason)
            elif path.partition("/")[0] in FRONT_MODELS:
                yield path


def _is_read(folder: os.DirEntry[str], within: str, files: FileProblems) -> bool:
    if folder.is_symlink():
        message = "Thư mục liên kết (symlink) không được đọc: hãy chép hẳn vào đây."
        files[within + folder.name].fault((1, 1), message)
        return False
    return not folder.name.startswith(".")


def _why_unread(file: os.DirEntry[str], path: str) -> str:
    top = path.partition("/")[0]
    if not file.is_file():
        return "Đây không phải tệp thường nên không được đọc."
    if path in {ADDRESS_LEDGER, HOUSE_RULES_FILE}:
        return ""
    if top == VOCABULARIES_FOLDER:
        return "" if path in VOCABULARY_PATHS else "Danh mục này không được đọc: xem tên các tệp bên cạnh."
    if top == PICTURES_FOLDER:
        return "Bài viết để trong content/articles/, không để cùng ảnh." if path.endswith(".md") else ""
    if top not in FRONT_MODELS or "/" not in path:
        known = ", ".join(f"{folder}/" for folder in FRONT_MODELS)
        return f"Tệp nằm ngoài các thư mục {known} nên không được đọc."
    return "" if path.endswith(".md") else "Chỉ đọc tệp có đuôi .md: hãy đổi đuôi hoặc chuyển tệp đi."

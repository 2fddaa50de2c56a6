"""Loading of content/, which reports all problems at once."""

import os
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from incremental.keyed.parsed import ParseAll, Parsed, parse_each
from newsroom import addresses, clock
from newsroom.attachments.attachment_library import Attachment, Attachments
from newsroom.body.rendered_body import Link
from newsroom.content.house_rules import load_house_rules
from newsroom.content.manuscript import Manuscript
from newsroom.content.models import ArticleFront, ExemplarFront, ReportedFront
from newsroom.content.parser import FRONT_MODELS, Parser
from newsroom.documents.citations import Citation
from newsroom.failures import describe_failure
from newsroom.items.items import Item
from newsroom.items.resolver import Resolver
from newsroom.items.withdrawal import check_remaining_names
from newsroom.language.file_names import show
from newsroom.listings.corrections import check_corrections
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import ContentError, FileProblems, Problem, Problems
from newsroom.site.address_ledger import ADDRESS_LEDGER, check_published, read_ledger
from newsroom.site.content_files import find_files
from newsroom.site.link_checks import check_links
from newsroom.site.site import Site, make_site
from newsroom.vocabulary.closed_lists import DOCUMENTS_PATH, Vocabularies, load_vocabularies


@dataclass(frozen=True)
class Content:
    """The site that content/ makes, and its problems."""

    site: Site
    problems: tuple[Problem, ...]
    parser: Parser
    resolver: Resolver

    @property
    def faults(self) -> list[Problem]:
        """The problems that prevent publishing."""
        return [problem for problem in self.problems if not problem.warning]

    def require_no_faults(self) -> None:
        """Raise ContentError, with all problems, if there are faults."""
        if self.faults:
            raise ContentError(self.problems)

    def describe_unused(self) -> list[Problem]:
        """Return a warning for each original that nothing uses; a file with faults may use any."""
        folder = self.parser.root
        if self.faults:
            message = "Còn lỗi nên chưa biết tệp nào không dùng: hãy sửa hết lỗi rồi chạy lại."
            return [Problem(show(folder.as_posix()), 1, 1, message, warning=True)]
        hint = "Không cần nữa thì xóa đi: các bản cũ vẫn còn trong git."
        return [
            Problem(show((folder / name).as_posix()), 1, 1, "Không có gì dùng tệp này.", hint, warning=True)
            for name in (*self.parser.pictures.folder.unused, *self.parser.attachments.folder.unused)
        ]

    def read_again(self, path: str) -> Item | None:
        """Parse the changed article or page at *path*; None for other files, and for files with faults."""
        return self.read_unsaved(path)[0]

    def read_unsaved(self, path: str, text: bytes | None = None) -> tuple[Item | None, Problems]:
        """Parse the file at *path*, or the *text* that may be saved there.

        Returns:
            The article or page, None for other files and for faults; and the problems.
        """
        data, kept, _read = self.parser.parse(path, text)
        parsed = Parsed(path, "", data, kept.__str__)
        problems = _collector(parsed)
        if path.partition("/")[0] not in {"articles", "pages"} or "values" not in data:
            return None, problems
        item = self.resolver.add(_manuscript(parsed, self.parser, problems, self.site.now))
        check_links(item, self.site)
        check_corrections(item, self.site.now.date())
        return None if problems.has_faults else item, problems


def read_content(path: str, *, drafts: bool, parse_all: ParseAll = parse_each) -> Content:
    """Load the content at *path*, as of now; in messages, paths are relative to the working directory."""
    folder = Path(path)
    require_folder(folder)
    shown = Path(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder
    return load_content(shown, clock.now(), drafts=drafts, parse_all=parse_all)


def require_folder(folder: Path) -> None:
    """Raise ContentError if there is no content at all."""
    try:
        is_folder = folder.is_dir()
    except OSError as error:
        message = f"Không mở được thư mục nội dung này ({describe_failure(error)})."
        raise ContentError([Problem(show(folder.as_posix()), 1, 1, message)]) from None
    if not is_folder:
        message = "Không có thư mục nội dung này: lệnh chạy từ thư mục gốc của dự án, hoặc thêm --content."
        raise ContentError([Problem(show(folder.as_posix()), 1, 1, message)])


def load_content(root: Path, now: datetime, *, drafts: bool, parse_all: ParseAll = parse_each) -> Content:
    """Read and check everything below *root*.

    Args:
        root: The folder; the paths of all problems begin with it.
        now: The moment of publication; articles with a later date are drafts.
        drafts: True for the private site, which has drafts.
        parse_all: The function that parses the files; it may reuse earlier results.
    """
    files = FileProblems()
    lists = load_vocabularies(root, files)
    zone = lists.identity.site.zone
    now = now.astimezone(zone)
    rules = load_house_rules(root, files)
    for path, text in lists.texts.items():
        rules.check_text(text, files[path])
    pictures = Pictures(root, parse_all)
    pictures.report(files)
    attachments = Attachments(root, parse_all)
    attachments.report(files)
    if not root.is_dir():
        files[""].fault((1, 1), "Không có thư mục nội dung này.")
    names = list(find_files(root, files)) if root.is_dir() else []
    parser = Parser(root, pictures, attachments, rules, zone)
    manuscripts = []
    certain = True  # that each published item has its final address
    for parsed in parse_all(root, names, parser.parse, parser.still_holds):
        problems = files[parsed.name] = _collector(parsed)
        if "values" in parsed.data:
            manuscripts.append(_manuscript(parsed, parser, problems, now))
            certain &= "date" not in parsed.data["stand_ins"] or manuscripts[-1].status == "draft"
    urls = {manuscript.path: manuscript.url for manuscript in manuscripts}
    unread = frozenset(names) - urls.keys()
    resolver = Resolver(lists, urls, unread)
    order = list(FRONT_MODELS)
    manuscripts.sort(key=lambda manuscript: order.index(manuscript.folder))
    items = list(map(resolver.add, manuscripts))
    copies = _find_copies(lists, attachments, files)
    site = make_site(items, lists, now, drafts=drafts, unread=unread, copies=copies)
    for item in items:
        check_links(item, site)
        check_corrections(item, now.date())
    check_remaining_names(items, lists.texts, files)
    ledger = read_ledger(root, files[ADDRESS_LEDGER])
    if certain and not unread:
        check_published(ledger, site, files[ADDRESS_LEDGER])
    found = {problem for problems in files.values() for problem in problems}
    shown = show(root.as_posix())
    located = sorted(replace(problem, path=f"{shown}/{problem.path}") for problem in found)
    return Content(site, tuple(located), parser, resolver)


def _find_copies(lists: Vocabularies, attachments: Attachments, files: FileProblems) -> dict[str, Attachment]:
    """Find our own copies of documents, by the documents' slugs; report those that cannot be used."""
    problems = files[DOCUMENTS_PATH]
    copies = {
        document.slug: attachments.find_or_report(document.file, ("documents", index, "file"), problems)
        for index, document in enumerate(lists.documents.things)
        if document.file
    }
    return {slug: copy for slug, copy in copies.items() if copy}


def _manuscript(parsed: Parsed, parser: Parser, problems: Problems, now: datetime) -> Manuscript:
    data = parsed.data
    folder = parsed.name.partition("/")[0]
    front = parser.model(parsed.name, data)
    has_day = "date" not in data["stand_ins"] and not data["lost_day"]
    day = front.day if has_day and isinstance(front, ArticleFront | ExemplarFront) else None
    if "date" in data["stand_ins"]:
        front = front.model_copy(update={"date": now})
    moment = front.date if isinstance(front, ReportedFront) else None
    found = [
        (beside, parser.pictures.find(target, beside))
        for target, beside, outcome in data["pictures"]
        if len(outcome) > 1
    ]
    files = [
        (beside, parser.attachments.find(target, beside) if len(outcome) > 1 else None)
        for target, beside, outcome in data["attachments"]
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
        attached=tuple(file for beside, file in files if not beside),
        linked_files=tuple(file for beside, file in files if beside and file),
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

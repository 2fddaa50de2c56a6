"""Import of a saved file as a draft below content/articles.

The draft is written completely or not at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from newsroom.files import frontmatter, text_file
from newsroom.files.content_folder import find_free, find_markdown, require_content
from newsroom.importing.draft import Draft
from newsroom.importing.page.article import Article, Paragraph, compose
from newsroom.importing.page.blocks import read_text
from newsroom.importing.pictures_beside import read_pictures_beside
from newsroom.importing.proposals.documents import find_documents
from newsroom.importing.proposals.event_day import find_day
from newsroom.importing.proposals.honours import find_honours
from newsroom.importing.proposals.names import Found, find_campaigns, find_provinces
from newsroom.importing.proposals.people import find_people
from newsroom.importing.saved_file import SavedFile, read_saved_file
from newsroom.importing.stored_files import StoredFiles
from newsroom.language.name_matching import name_key, shorten
from newsroom.language.vietnamese import short_slug
from newsroom.problems import FileProblems, Problems, RefusedError
from newsroom.vocabulary.closed_lists import Vocabularies, load_vocabularies

LONGEST_NAME = 60  # letters of a file name; longer names are cut between words
ARTICLES_FOLDER = "articles"
DRAFT_HEAD = 8000  # bytes at the start of a draft that contain ``imported``


@dataclass(frozen=True)
class ImportedDraft:
    """A written draft, the article in it, and what was noticed."""

    draft: Path
    article: Article
    remarks: tuple[str, ...] = ()
    is_own: bool = False
    stored: tuple[str, ...] = ()  # what was

    @property
    def report(self) -> str:
        """The report to the editor, in Vietnamese."""
        article = self.article
        counts = f"{len(article.paragraphs)} đoạn, {len(article.pictures)} chỗ ảnh"
        lines = [f"Đã ghi bản nháp {self.draft.as_posix()}: {counts}."]
        if article.dropped:
            first, last = shorten(article.dropped[0]), shorten(article.dropped[-1])
            lines.append(f"Đã bỏ {len(article.dropped)} dòng ngoài bài, từ “{first}” đến “{last}”.")
        lines += self.stored
        old = [remark for remark in self.remarks if remark.startswith("Chữ theo mã")]
        lines += [remark for remark in self.remarks if remark not in old]
        lines += old[:1]
        if len(old) > 1:
            lines.append(f"Còn {len(old) - 1} đoạn theo mã cũ như vậy.")
        if not self.is_own:
            lines.append("Lời và ảnh thuộc về báo đã đăng: viết lại và ghi nguồn rồi mới đăng được.")
        return "\n".join(lines)


def import_file(file: Path, content: Path, now: datetime, *, is_own: bool = False) -> ImportedDraft:
    """Make a draft of *file* below *content*; *is_own* if its words are the newsroom's own.

    Raises:
        RefusedError: The file has no article, or was imported before.
    """
    require_content(content)
    saved = read_saved_file(file)
    mark = f"sha256: {saved.sha256}".encode()
    for draft in find_markdown(content / ARTICLES_FOLDER):
        if mark in text_file.read_bytes(draft, Problems(""))[:DRAFT_HEAD]:
            message = f"Tệp “{saved.name}” đã được nhập vào {draft.as_posix()}: hãy sửa tiếp ở đó."
            raise RefusedError(message)
    try:
        article = _compose_article(saved)
    except RefusedError as error:
        names = [attachment.name for attachment in saved.reading.attachments]
        word = next((name for name in names if name.lower().endswith(".docx")), "")
        hint = f" Thư có tệp Word “{word}” đính kèm: lưu tệp ấy ra rồi nhập." if word else ""
        raise RefusedError(f"Tệp “{saved.name}”: {error}{hint}") from None
    dating = find_day(article.title, article.paragraphs, article.posted, now)
    year = (dating.day or now).year
    lists = load_vocabularies(content, FileProblems())
    proposals = _find_proposals(article, content, lists, dating.day)
    if is_own and article.lead:
        article.body = [
            part for part in article.body if not isinstance(part, Paragraph) or part.kind != "lead"
        ]
    path = _choose_path(content / ARTICLES_FOLDER / str(year), article.title)
    stored = StoredFiles(content, path.stem)
    if is_own or saved.reading.is_document or not saved.reading.is_page:
        sources = (source for picture in article.pictures for source in picture.sources)
        pictures = {**read_pictures_beside(file, sources), **saved.reading.pictures}
        stored.add_pictures(article.pictures, pictures)
    stored.add_attachments(saved.reading.attachments)
    categories = [category.name for category in lists.categories.things]
    made = Draft(saved, article, dating, proposals, categories, year, is_own, stored.places, stored.links)
    text = made.write()
    if len(text.encode()) > text_file.MAX_ARTICLE_BYTES:
        most = text_file.MAX_ARTICLE_BYTES // 1000
        raise RefusedError(f"Tệp “{saved.name}”: bài dài hơn {most} KB, đây không phải một bài.")
    stored.write(path, text)
    remarks = (*saved.reading.remarks, *stored.remarks)
    return ImportedDraft(path, article, remarks, is_own, tuple(stored.report))


def _compose_article(saved: SavedFile) -> Article:
    reading = saved.reading
    if not reading.is_page:
        return compose(read_text(reading.text), Article(title=reading.title))
    from newsroom.importing.page.webpage import read_document, read_page  # noqa: PLC0415 (slow to load)

    if reading.is_document:
        return compose(read_document(reading.text), Article(title=reading.title), is_document=True)
    blocks, article = read_page(reading.text, reading.url)
    return compose(blocks, article)


def _find_proposals(
    article: Article, content: Path, lists: Vocabularies, day: date | None
) -> dict[str, Found[Any]]:
    """Find proposals for the fields of an article that name something."""
    texts = [article.title, *article.paragraphs]
    captions = [picture.caption for picture in article.pictures]
    places = {name_key(name) for name in lists.provinces.names()}
    return {
        "campaigns": find_campaigns(texts, _campaign_names(content)),
        "provinces": find_provinces(texts, lists.provinces, day),
        "documents": find_documents(texts, lists),
        "honours": find_honours([*texts, *captions], lists.awards.things),
        "people": find_people(texts, lambda name: name_key(name) in places),
    }


def _campaign_names(content: Path) -> Iterator[tuple[str, ...]]:
    """Yield the title and aliases of each campaign that is no draft."""
    for file in find_markdown(content / "campaigns"):
        problems = Problems(file.name)
        parts = text_file.split(text_file.decode(text_file.read_bytes(file, problems), problems), problems)
        values = frontmatter.parse(parts.front, problems) if parts else {}
        title, aliases = values.get("title"), values.get("aliases")
        names = aliases if isinstance(aliases, list) else [aliases]
        if isinstance(title, str) and values.get("status") != "draft":
            yield (title, *(name for name in names if isinstance(name, str)))


def _choose_path(folder: Path, title: str) -> Path:
    """Return the path of a new file named after *title*, numbered if that name is taken."""
    name = short_slug(title, LONGEST_NAME) or "bai-nhap"
    return find_free(folder / f"{name}.md")

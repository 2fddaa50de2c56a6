"""A saved web page as blocks of text.

An extractor finds the article; the markup identifies captions.
"""

from __future__ import annotations

import json
import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import trafilatura
from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from newsroom import addresses
from newsroom.importing.files import clean
from newsroom.importing.page.blocks import Block, Kind, PageMetadata
from newsroom.importing.page.pasted import PICTURE
from newsroom.language.dates import parse_moment

SHARE = 0.8  # minimum share of the extracted text in the article's element
SHORTEST = 15  # letters; shorter texts occur in many places
FEWEST_CARDS = 3  # two paragraphs that begin with a link may belong to an article
SMALLEST = 100  # pixels; smaller pictures are icons
LONGEST_WORDS = 400  # letters; longer text beside a picture is no caption
LONGEST_FIGURE = 1200  # letters of several pictures with their captions
_INVISIBLE = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "form",
    "button",
    "select",
    "nav",
]
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_FURNITURE_NAME = re.compile(
    r"relat(?:ed|e-)|lien-?quan|share|social|bread-?crumb|comment|binh-?luan|side-?bar|advert|\bads?\b|banner"
    r"|recommend|cung-?(?:chuyen-?muc|chu-?de)|tin-?(?:khac|moi|lien)|most-?(?:view|read)|\btags?\b|tag-?list|keyword"
    r"|newsletter|footer|toolbar|\bmenu\b|audio|google-?news|\bvote\b|rating|popup|modal|doc-?nhieu|xem-?nhieu",
    re.IGNORECASE,
)
_CAPTION_NAME = re.compile(
    r"caption|chu-?thich|img-?desc|photo-?(?:desc|note)|desc-?(?:img|photo|image)|image-?note", re.IGNORECASE
)
_PICTURE_NAME = re.compile(r"image|img|photo|pic|figure|media|\banh\b|wp-caption", re.IGNORECASE)
_FOOT_NAME = re.compile(r"author|byline|tac-?gia|source|nguon|signature|but-?danh|sign\b", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SUFFIX = re.compile(r"\s+[|–-]\s+[^|–-]{2,60}$")
_PUBLISHED = (
    {"property": "article:published_time"},
    {"name": "article:published_time"},
    {"itemprop": "datePublished"},
    {"name": "pubdate"},
    {"name": "publish-date"},
    {"name": "dc.date.issued"},
)


@dataclass(frozen=True)
class _Text:
    """A run of text within a block; ``links`` marks text of a link."""

    words: str
    links: bool = False


@dataclass(frozen=True)
class _Edge:
    """The beginning or end of a block."""

    kind: Kind


_Piece = _Text | _Edge | Block


def read_page(html: str) -> tuple[list[Block], PageMetadata]:
    """Read the blocks from headline to end of the article, and the metadata of the page.

    The list of blocks is empty if there is no article.
    """
    soup = BeautifulSoup(html, "lxml")
    facts = _read_facts(soup)
    for element in soup(list(_INVISIBLE)):
        element.decompose()
    for element in _find_news_lists(soup):
        element.extract()
    extracted = _normalise(_extract_text(str(soup)))
    article = _find_article(soup, extracted)
    if article is None:
        return [], facts
    heading = _find_heading(soup, facts.title, article)
    blocks = list(_join_pieces(_article_pieces(article, heading, extracted)))
    return blocks, facts


def _find_news_lists(soup: BeautifulSoup) -> list[Tag]:
    """Find groups of similar elements that each begin with a linked headline."""
    found: list[Tag] = []
    for parent in soup(["div", "ul", "ol", "section", "aside", "td", "body", "main", "article"]):
        alike: dict[str, list[Tag]] = defaultdict(list)
        for child in parent.find_all(recursive=False):
            if child.name not in {"p", "h1", "h2"}:
                alike[f"{child.name} {_class_and_id(child)}"].append(child)
        for group in alike.values():
            cards = [child for child in group if _is_card(child)] if len(group) >= FEWEST_CARDS else []
            found += cards if len(cards) >= FEWEST_CARDS else []
    return found


def _is_card(element: Tag) -> bool:
    """Tell whether *element* is as short as a teaser and begins with a linked picture or headline."""
    words = _normalise(element.get_text(" "))
    shown = element.find(["img", "h2", "h3", "h4", "h5"])
    if not (words and shown) or len(words) > LONGEST_FIGURE or element.find("h1"):
        return False
    return any(
        len(linked) >= SHORTEST and words.startswith(linked)
        for linked in (_normalise(link.get_text(" ")) for link in element.find_all("a", href=True, limit=3))
    )


def _extract_text(html: str) -> str:
    """Extract the text of the article in *html*; empty if there is none."""
    try:
        with _silenced(logging.getLogger("trafilatura")):
            return (
                trafilatura.extract(html, include_comments=False, favor_recall=True, deduplicate=False) or ""
            )
    except Exception:  # noqa: BLE001 (after any failure, the editor reads that nothing was found)
        return ""


@contextmanager
def _silenced(logger: logging.Logger) -> Iterator[None]:
    """Let *logger* report nothing short of a disaster."""
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _normalise(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", clean(text)).casefold().split())


def _find_article(soup: BeautifulSoup, extracted: str) -> Tag | None:
    """Find the smallest element that contains nearly all of the extracted text."""
    weights: dict[int, int] = defaultdict(int)
    elements: dict[int, Tag] = {}
    total = 0
    seen: set[str] = set()
    for node in soup.find_all(string=True):
        words = _normalise(node)
        if isinstance(node, Comment) or len(words) < SHORTEST or words in seen or words not in extracted:
            continue
        seen.add(words)
        total += len(words)
        for parent in node.parents:
            weights[id(parent)] += len(words)
            elements[id(parent)] = parent
    fitting = [key for key, weight in weights.items() if weight >= SHARE * total]
    return max(
        (elements[key] for key in fitting), key=lambda element: len(list(element.parents)), default=None
    )


def _find_heading(soup: BeautifulSoup, title: str, article: Tag) -> Tag | None:
    wanted = _normalise(title)
    for heading in soup(["h1", "h2", "div", "p"]):
        if wanted and _normalise(heading.get_text(" ")) == wanted and heading is not article:
            return heading
    return None


def _article_pieces(article: Tag, heading: Tag | None, extracted: str) -> Iterator[_Piece]:
    """Yield the pieces from the headline to the end of the article, and the signatures below it."""
    root = article
    if heading and article not in heading.parents:
        above = {id(parent) for parent in heading.parents}
        root = next((parent for parent in article.parents if id(parent) in above), article)
    pieces = _walk(root, extracted, "text", article)
    begun = heading is None or (root is article and article not in heading.parents)
    ended = False
    for piece in pieces:
        if isinstance(piece, _Mark):
            begun = begun or piece.element is heading or piece.element is article
            ended = ended or (piece.element is article and piece.ends)
            if piece.element is heading:
                begun = piece.ends
            continue
        if begun and not ended:
            yield piece
    yield from _foot_pieces(article)


@dataclass(frozen=True)
class _Mark:
    """The beginning or end of an element."""

    element: Tag
    ends: bool


def _foot_pieces(article: Tag) -> Iterator[_Piece]:
    """Yield author and source from elements right after the article."""
    for sibling in article.find_next_siblings(limit=6):
        if _FOOT_NAME.search(_class_and_id(sibling)) and not _FURNITURE_NAME.search(_class_and_id(sibling)):
            words = " ".join(sibling.get_text(" ").split())
            if words and len(words) <= SMALLEST:
                yield Block("text", clean(words))


def _class_and_id(element: Tag) -> str:
    return " ".join([*map(str, element.get_attribute_list("class")), str(element.get("id") or "")])


def _walk(element: Tag, extracted: str, kind: Kind, article: Tag) -> Iterator[Any]:
    yield _Mark(element, ends=False)
    for child in element.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, NavigableString):
            yield _Text(str(child), links=any(parent.name == "a" for parent in child.parents))
        elif isinstance(child, Tag):
            yield from _walk_tag(child, extracted, kind, article)
    yield _Mark(element, ends=True)


def _walk_tag(child: Tag, extracted: str, kind: Kind, article: Tag) -> Iterator[Any]:
    if child.name == "img":
        yield from _picture_blocks(child)
        return
    if child.name == "br":
        yield _Edge(kind)
        return
    if child is not article and article not in child.descendants and _is_furniture(child, extracted):
        return
    inner = _inner_kind(child, kind)
    if _BLOCKS.fullmatch(child.name) or inner != kind:
        yield _Edge(inner)
        yield from _walk(child, extracted, inner, article)
        yield _Edge(kind)
    else:
        yield from _walk(child, extracted, inner, article)


def _is_furniture(element: Tag, extracted: str) -> bool:
    """Tell whether the name of *element* marks it as furniture, and it holds little of the article."""
    if element.name not in {"aside", "footer"} and not _FURNITURE_NAME.search(_class_and_id(element)):
        return False
    words = _normalise(element.get_text(" "))
    return words[:LONGEST_WORDS] not in extracted or not words or element.name in {"aside", "footer"}


def _inner_kind(element: Tag, outer: Kind) -> Kind:
    if outer == "caption" or element.name == "figcaption":
        return "caption"
    if element.name in {"h2", "h3", "h4", "h5", "h6"}:
        return "heading"
    if element.name == "li":
        return "item"
    if element.name == "blockquote":
        return "quote"
    return "caption" if _holds_caption(element) else outer


def _holds_caption(element: Tag) -> bool:
    """Tell whether *element* holds a caption, by its name or because it contains a picture."""
    length = len(" ".join(element.get_text(" ").split()))
    if length > LONGEST_FIGURE or (length > LONGEST_WORDS and element.name not in {"figure", "table"}):
        return False
    names = _class_and_id(element)
    if _CAPTION_NAME.search(names):
        return True
    if element.find("img"):
        frames = element.name in {"figure", "table", "p"}
        return frames or (element.name == "div" and bool(_PICTURE_NAME.search(names)))
    return element.name == "p" and _is_italic_caption(element, length)


def _is_italic_caption(element: Tag, length: int) -> bool:
    """Tell whether *element* is a short paragraph in italics right after a picture."""
    before = element.find_previous_sibling()
    if not (before and length <= LONGEST_WORDS and (before.name == "img" or before.find("img"))):
        return False
    if " ".join(before.get_text(" ").split()):
        return False
    slanted = " ".join(part.get_text(" ") for part in element(["em", "i"]))
    return bool(length) and _normalise(slanted) == _normalise(element.get_text(" "))


def _picture_blocks(image: Tag) -> Iterator[Block]:
    source = str(image.get("data-src") or image.get("data-original") or image.get("src") or "")
    saved = str(image.get("src") or "")
    target = saved if saved and not saved.startswith("data:") else source
    try:
        name = clean(unquote(urlsplit(target).path.rpartition("/")[2]))
    except ValueError:
        return
    sizes = [str(image.get(side) or "") for side in ("width", "height")]
    if any(size.isdecimal() and int(size) < SMALLEST for size in sizes) or target.startswith("data:"):
        return
    alt = " ".join(clean(str(image.get("alt") or "")).split())
    if name and not name.lower().endswith(".svg"):
        yield Block("file", name, gap=False, alt="" if PICTURE.fullmatch(alt) else alt)


def _join_pieces(pieces: Iterator[_Piece]) -> Iterator[Block]:
    kind: Kind = "text"
    run: list[_Text] = []
    after_picture = False

    def finish() -> Iterator[Block]:
        nonlocal after_picture
        words = clean(" ".join("".join(text.words for text in run).split()))
        if words:
            linked = kind in {"text", "item", "heading"} and all(
                text.links for text in run if text.words.strip()
            )
            block = Block("link" if linked else kind, words)
            is_sapo = kind == "heading" and replace(block, kind="text").is_paragraph
            yield replace(block, kind="text") if is_sapo else block
            after_picture = False
        run.clear()

    for piece in pieces:
        if isinstance(piece, _Text):
            run.append(piece)
            continue
        yield from finish()
        if isinstance(piece, _Edge):
            kind = piece.kind
        elif piece.kind == "file":
            yield Block("file", piece.text, not after_picture, piece.alt)
            after_picture = True
        else:
            yield piece
    yield from finish()


def _read_facts(soup: BeautifulSoup) -> PageMetadata:
    data = list(_linked_data_articles(soup))
    site = _meta_content(soup, {"property": "og:site_name"}) or _clean_name(_first_value(data, "publisher"))
    url = _find_url(soup)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    author = _clean_name(_first_value(data, "author"))
    return PageMetadata(
        title=_find_title(soup, data),
        published=_find_posting_time(soup, data),
        site=site or host,
        url=url,
        author="" if author.casefold() in {site.casefold(), host} else author,
    )


def _meta_content(soup: BeautifulSoup, attributes: dict[str, Any]) -> str:
    element = soup.find("meta", attrs=attributes)
    return " ".join(clean(str(element.get("content") or "")).split()) if isinstance(element, Tag) else ""


def _linked_data_articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that describe an article."""
    for script in soup("script", type="application/ld+json"):
        try:
            waiting = [json.loads(script.get_text(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                waiting += [value["@graph"]] if "@graph" in value else []
                if "Article" in str(value.get("@type")) or "Posting" in str(value.get("@type")):
                    yield value


def _first_value(data: list[dict[str, Any]], field: str) -> Any:
    return next((node[field] for node in data if node.get(field)), "")


def _clean_name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or ""
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def _find_title(soup: BeautifulSoup, data: list[dict[str, Any]]) -> str:
    page = soup.title.get_text(" ") if soup.title else ""
    headings = [" ".join(clean(heading.get_text(" ")).split()) for heading in soup("h1")]
    headings = list(filter(None, headings))
    shared = _meta_content(soup, {"property": "og:title"})
    for heading in headings:
        if len(headings) == 1 or _normalise(heading) in _normalise(f"{page} {shared}"):
            return heading
    return _clean_name(_first_value(data, "headline")) or _SUFFIX.sub(
        "", shared or " ".join(clean(page).split())
    )


def _find_url(soup: BeautifulSoup) -> str:
    """Return the address that the page declares, or that the browser noted when saving it."""
    link = soup.find("link", rel="canonical")
    saved = next((match for text in soup.find_all(string=True) if (match := _SAVED_FROM.search(text))), None)
    candidates = [
        str(link.get("href") or "") if isinstance(link, Tag) else "",
        _meta_content(soup, {"property": "og:url"}),
        saved[1] if saved else "",
    ]
    for candidate in candidates:
        try:
            return addresses.check_web_url(candidate)
        except ValueError:
            continue
    return ""


def _find_posting_time(soup: BeautifulSoup, data: list[dict[str, Any]]) -> datetime | None:
    candidates = [
        _first_value(data, "datePublished"),
        *(_meta_content(soup, attributes) for attributes in _PUBLISHED),
    ]
    time = soup.find("time", attrs={"datetime": True, "itemprop": "datePublished"})
    candidates.append(str(time.get("datetime")) if isinstance(time, Tag) else "")
    for candidate in candidates:
        try:
            return parse_moment(re.sub(r"\.\d+", "", str(candidate).strip()))
        except ValueError:
            continue
    return None

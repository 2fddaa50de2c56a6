"""A page saved from the browser, as blocks: its article found by an extractor, its captions by its markup."""

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

from newsroom.core import addresses
from newsroom.core.dates import parse_moment
from newsroom.importing.blocks import Block, Facts, Kind
from newsroom.importing.files import clean
from newsroom.importing.pasted import PICTURE

SHARE = 0.8  # of the extracted text that the article's element must hold
SHORTEST = 15  # letters; shorter texts stand in many places
FEWEST_CARDS = 3  # two paragraphs that begin with a link can be an article's
SMALLEST = 100  # pixels; less is an icon
LONGEST_WORDS = 400  # letters; what stands with a picture and is longer is no caption
LONGEST_FIGURE = 1200  # letters; several pictures with their captions
_UNSEEN = [
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
_AROUND = re.compile(
    r"relat(?:ed|e-)|lien-?quan|share|social|bread-?crumb|comment|binh-?luan|side-?bar|advert|\bads?\b|banner"
    r"|recommend|cung-?(?:chuyen-?muc|chu-?de)|tin-?(?:khac|moi|lien)|most-?(?:view|read)|\btags?\b|tag-?list|keyword"
    r"|newsletter|footer|toolbar|\bmenu\b|audio|google-?news|\bvote\b|rating|popup|modal|doc-?nhieu|xem-?nhieu",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"caption|chu-?thich|img-?desc|photo-?(?:desc|note)|desc-?(?:img|photo|image)|image-?note", re.IGNORECASE
)
_PICTURED = re.compile(r"image|img|photo|pic|figure|media|\banh\b|wp-caption", re.IGNORECASE)
_FOOT = re.compile(r"author|byline|tac-?gia|source|nguon|signature|but-?danh|sign\b", re.IGNORECASE)
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
    """A run of text within one block; ``links`` says that it leads elsewhere."""

    words: str
    links: bool = False


@dataclass(frozen=True)
class _Edge:
    """Where a block begins or ends."""

    kind: Kind


_Piece = _Text | _Edge | Block


def read_page(html: str) -> tuple[list[Block], Facts]:
    """The blocks from the headline of *html* to the end of its article, and what it says of itself.

    Without an article there are no blocks.
    """
    soup = BeautifulSoup(html, "lxml")
    facts = _facts(soup)
    for element in soup(list(_UNSEEN)):
        element.decompose()
    for element in _lists_of_news(soup):
        element.extract()
    extracted = _normalise(_extract(str(soup)))
    article = _article_element(soup, extracted)
    if article is None:
        return [], facts
    heading = _heading(soup, facts.title, article)
    blocks = list(_blocks(_pieces_of(article, heading, extracted)))
    return blocks, facts


def _lists_of_news(soup: BeautifulSoup) -> list[Tag]:
    """Elements that follow each other alike, each beginning with a headline that leads elsewhere."""
    found: list[Tag] = []
    for parent in soup(["div", "ul", "ol", "section", "aside", "td", "body", "main", "article"]):
        alike: dict[str, list[Tag]] = defaultdict(list)
        for child in parent.find_all(recursive=False):
            if child.name not in {"p", "h1", "h2"}:
                alike[f"{child.name} {_names_of(child)}"].append(child)
        for many in (group for group in alike.values() if len(group) >= FEWEST_CARDS):
            cards = [child for child in many if _is_card(child)]
            found += cards if len(cards) >= FEWEST_CARDS else []
    return found


def _is_card(element: Tag) -> bool:
    """Whether *element* begins with a picture or headline that is a link, and is no longer than a teaser."""
    words = _normalise(element.get_text(" "))
    shown = element.find(["img", "h2", "h3", "h4", "h5"])
    if not (words and shown) or len(words) > LONGEST_FIGURE or element.find("h1"):
        return False
    return any(
        len(linked) >= SHORTEST and words.startswith(linked)
        for linked in (_normalise(link.get_text(" ")) for link in element.find_all("a", href=True, limit=3))
    )


def _extract(html: str) -> str:
    """The words of the article of *html*; empty where there is none."""
    try:
        with _silenced(logging.getLogger("trafilatura")):
            return (
                trafilatura.extract(html, include_comments=False, favor_recall=True, deduplicate=False) or ""
            )
    except Exception:  # noqa: BLE001 (whatever it stumbles over, the editor is told that nothing was found)
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


def _article_element(soup: BeautifulSoup, extracted: str) -> Tag | None:
    """The smallest element that holds nearly all that was extracted."""
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
    # Ancestors are met after what they hold, so the first of equal depth is the smallest.
    return max((elements[key] for key in fitting), key=lambda one: len(list(one.parents)), default=None)


def _heading(soup: BeautifulSoup, title: str, article: Tag) -> Tag | None:
    wanted = _normalise(title)
    for heading in soup(["h1", "h2", "div", "p"]):
        if wanted and _normalise(heading.get_text(" ")) == wanted and heading is not article:
            return heading
    return None


def _pieces_of(article: Tag, heading: Tag | None, extracted: str) -> Iterator[_Piece]:
    """What stands from the headline to the end of the article, and who signed below it."""
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
    yield from _foot(article)


@dataclass(frozen=True)
class _Mark:
    """Where an element begins or ends."""

    element: Tag
    ends: bool


def _foot(article: Tag) -> Iterator[_Piece]:
    """The author and the source that stand in elements of their own after the article."""
    for sibling in article.find_next_siblings(limit=6):
        if _FOOT.search(_names_of(sibling)) and not _AROUND.search(_names_of(sibling)):
            words = " ".join(sibling.get_text(" ").split())
            if words and len(words) <= SMALLEST:
                yield Block("text", clean(words))


def _names_of(element: Tag) -> str:
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
        yield from _picture(child)
        return
    if child.name == "br":
        yield _Edge(kind)
        return
    if child is not article and article not in child.descendants and _stands_around(child, extracted):
        return
    inner = _kind(child, kind)
    if _BLOCKS.fullmatch(child.name) or inner != kind:
        yield _Edge(inner)
        yield from _walk(child, extracted, inner, article)
        yield _Edge(kind)
    else:
        yield from _walk(child, extracted, inner, article)


def _stands_around(element: Tag, extracted: str) -> bool:
    """Whether *element* names itself as something beside the article, and holds little of it."""
    if element.name not in {"aside", "footer"} and not _AROUND.search(_names_of(element)):
        return False
    words = _normalise(element.get_text(" "))
    return words[:LONGEST_WORDS] not in extracted or not words or element.name in {"aside", "footer"}


def _kind(element: Tag, outer: Kind) -> Kind:
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
    """Whether the words of *element* are those of a picture: by its name, or by standing with one."""
    length = len(" ".join(element.get_text(" ").split()))
    if length > LONGEST_FIGURE or (length > LONGEST_WORDS and element.name not in {"figure", "table"}):
        return False
    names = _names_of(element)
    if _CAPTION.search(names):
        return True
    if element.find("img"):
        frames = element.name in {"figure", "table", "p"}
        return frames or (element.name == "div" and bool(_PICTURED.search(names)))
    return element.name == "p" and _is_set_as_caption(element, length)


def _is_set_as_caption(element: Tag, length: int) -> bool:
    """Whether a short paragraph right after a picture is set in italics as a whole."""
    before = element.find_previous_sibling()
    if not (before and length <= LONGEST_WORDS and (before.name == "img" or before.find("img"))):
        return False
    if " ".join(before.get_text(" ").split()):
        return False
    slanted = " ".join(one.get_text(" ") for one in element(["em", "i"]))
    return bool(length) and _normalise(slanted) == _normalise(element.get_text(" "))


def _picture(image: Tag) -> Iterator[Block]:
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


def _blocks(pieces: Iterator[_Piece]) -> Iterator[Block]:
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


def _facts(soup: BeautifulSoup) -> Facts:
    data = list(_linked_data(soup))
    site = _meta(soup, {"property": "og:site_name"}) or _name(_said(data, "publisher"))
    url = _url(soup)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    author = _name(_said(data, "author"))
    return Facts(
        title=_title(soup, data),
        published=_published(soup, data),
        site=site or host,
        url=url,
        author="" if author.casefold() in {site.casefold(), host} else author,
    )


def _meta(soup: BeautifulSoup, attributes: dict[str, Any]) -> str:
    element = soup.find("meta", attrs=attributes)
    return " ".join(clean(str(element.get("content") or "")).split()) if isinstance(element, Tag) else ""


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """What the page says of its article for search engines."""
    for script in soup("script", type="application/ld+json"):
        try:
            waiting = [json.loads(script.get_text(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                waiting += [one["@graph"]] if "@graph" in one else []
                if "Article" in str(one.get("@type")) or "Posting" in str(one.get("@type")):
                    yield one


def _said(data: list[dict[str, Any]], field: str) -> Any:
    return next((one[field] for one in data if one.get(field)), "")


def _name(said: Any) -> str:
    if isinstance(said, list):
        said = said[0] if said else ""
    if isinstance(said, dict):
        said = said.get("name") or ""
    return " ".join(clean(said).split()) if isinstance(said, str) else ""


def _title(soup: BeautifulSoup, data: list[dict[str, Any]]) -> str:
    page = soup.title.get_text(" ") if soup.title else ""
    headings = [" ".join(clean(one.get_text(" ")).split()) for one in soup("h1")]
    headings = [one for one in headings if one]
    shared = _meta(soup, {"property": "og:title"})
    for heading in headings:
        if len(headings) == 1 or _normalise(heading) in _normalise(f"{page} {shared}"):
            return heading
    return _name(_said(data, "headline")) or _SUFFIX.sub("", shared or " ".join(clean(page).split()))


def _url(soup: BeautifulSoup) -> str:
    """The address that the page gives as its own, or that the browser noted when saving it."""
    link = soup.find("link", rel="canonical")
    saved = next((match for one in soup.find_all(string=True) if (match := _SAVED_FROM.search(one))), None)
    candidates = [
        str(link.get("href") or "") if isinstance(link, Tag) else "",
        _meta(soup, {"property": "og:url"}),
        saved[1] if saved else "",
    ]
    for candidate in candidates:
        try:
            return addresses.check_web_url(candidate)
        except ValueError:
            continue
    return ""


def _published(soup: BeautifulSoup, data: list[dict[str, Any]]) -> datetime | None:
    said = [_said(data, "datePublished"), *(_meta(soup, attributes) for attributes in _PUBLISHED)]
    time = soup.find("time", attrs={"datetime": True, "itemprop": "datePublished"})
    said.append(str(time.get("datetime")) if isinstance(time, Tag) else "")
    for one in said:
        try:
            return parse_moment(re.sub(r"\.\d+", "", str(one).strip()))
        except ValueError:
            continue
    return None

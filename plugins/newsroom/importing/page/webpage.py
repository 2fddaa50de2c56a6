"""A saved web page as blocks of text.

An extractor finds the article; the markup identifies captions.
"""

import json
import logging
import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import trafilatura
from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from newsroom import addresses
from newsroom.importing.page.article import Article
from newsroom.importing.page.blocks import PICTURE, Kind, TextBlock
from newsroom.importing.saved_file import MAX_TEXT, clean, one_line
from newsroom.language.dates import parse_moment
from newsroom.language.vietnamese import format_number
from newsroom.problems import RefusedError

T = TypeVar("T")
SHARE = 0.8  # minimum share of the extracted text in the article's element
SHORTEST = 15  # letters; shorter texts occur in many places
FEWEST_CARDS = 3  # two paragraphs that begin with a link may belong to an article
SMALLEST = 100  # pixels; smaller pictures are icons
LONGEST_WORDS = 400  # letters; longer text beside a picture is no caption
LONGEST_FIGURE = 1200  # letters of several pictures with their captions
LONGEST_SIGNATURE = 100  # letters
LONGEST_FACT = 500  # letters of a title, an address or a name
MOST_HEADINGS = 20  # of the first level
MAX_MARKUP = 2_000_000  # characters, without pictures in the page
MAX_TAGS = 30_000  # opening and closing tags
MAX_TAG = 20_000  # characters of one tag
MAX_DEPTH = 200  # elements within each other
_SAVE_AS_TEXT = "Hãy dán riêng bài vào một tệp .txt rồi nhập tệp ấy."
_DATA_URL = re.compile(r"data:[^\s\"'()<>]{100,}", re.IGNORECASE)
_LONG_TAG = re.compile(rf"<[a-z][^<>]{{{MAX_TAG},}}", re.IGNORECASE)
_LINKED_DATA = "application/ld+json"
_INVISIBLE = "script,style,noscript,template,svg,iframe,object,form,button,select,nav"
_GROUPS = "div,ul,ol,section,aside,td,body,main,article"
_KINDS: dict[str, Kind] = {"li": "item", "blockquote": "quote"}
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
    "meta[property='article:published_time']",
    "meta[name='article:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='pubdate']",
    "meta[name='publish-date']",
    "meta[name='dc.date.issued']",
)


def read_page(html: str) -> tuple[list[TextBlock], Article]:
    """Read the blocks of the article below its headline, and the metadata of the page.

    The list of blocks is empty if there is no article.
    """
    soup = _parse(html)
    facts = _read_facts(soup)
    for element in soup("script"):
        element.decompose()
    for element in list(_find_news_cards(soup)):
        element.extract()
    extracted = _normalise(_extract_text(str(soup)))
    article = _find_article(soup, extracted)
    if article is None:
        return [], facts
    reader = _BlockReader(article, _find_heading(soup, facts.title, article), extracted)
    return [*reader.read_all(), *_foot_blocks(article)], facts


def _parse(html: str) -> BeautifulSoup:
    """Parse *html* without the pictures in it.

    Raises:
        RefusedError: The page has more tags or more text than any article, or is nested too deep.
    """
    html = _DATA_URL.sub("data:,", html)
    if len(html) > MAX_MARKUP:
        raise _refuse(len(html), "ký tự, kể cả mã HTML", MAX_MARKUP)
    if (tags := html.count("<")) > MAX_TAGS:
        raise _refuse(tags, "thẻ HTML", MAX_TAGS)
    if longest := max(map(len, _LONG_TAG.findall(html)), default=0):
        raise _refuse(longest, "ký tự trong một thẻ HTML", MAX_TAG)
    soup = BeautifulSoup(html, "lxml")
    for element in soup.select(_INVISIBLE):
        if element.name != "script" or element.get("type") != _LINKED_DATA:
            element.decompose()
    depth, level = 0, list(soup.children)
    while level := [child for element in level if isinstance(element, Tag) for child in element.children]:
        depth += 1
        if depth > MAX_DEPTH:
            raise RefusedError(f"Các thẻ HTML trong trang lồng nhau quá {MAX_DEPTH} tầng. {_SAVE_AS_TEXT}")
    if (length := len(soup.get_text())) > MAX_TEXT:
        raise _refuse(length, "ký tự", MAX_TEXT)
    return soup


def _refuse(count: int, unit: str, most: int) -> RefusedError:
    return RefusedError(
        f"Trang có {format_number(count)} {unit}, nhiều nhất {format_number(most)}. {_SAVE_AS_TEXT}"
    )


def _find_news_cards(soup: BeautifulSoup) -> Iterator[Tag]:
    """Find groups of similar elements that each begin with a linked headline."""
    for parent in soup.select(_GROUPS):
        alike: dict[str, list[Tag]] = defaultdict(list)
        for child in parent.find_all(recursive=False):
            if child.name not in {"p", "h1", "h2"}:
                alike[f"{child.name} {_class_and_id(child)}"].append(child)
        for group in alike.values():
            cards = list(filter(_is_card, group)) if len(group) >= FEWEST_CARDS else []
            if len(cards) >= FEWEST_CARDS:
                yield from cards


def _is_card(element: Tag) -> bool:
    """Return whether *element* is as short as a teaser and begins with a linked picture or headline."""
    words = _normalise(_begin(element, 2 * LONGEST_FIGURE))
    shown = element.find(["img", "h2", "h3", "h4", "h5"])
    if not (words and shown) or len(words) > LONGEST_FIGURE or element.find("h1"):
        return False
    links = (_normalise(_begin(link, 2 * LONGEST_FIGURE)) for link in element("a", href=True, limit=3))
    return any(len(linked) >= SHORTEST and words.startswith(linked) for linked in links)


def _extract_text(html: str) -> str:
    """Extract the text of the article in *html*; empty if there is none."""
    logger = logging.getLogger("trafilatura")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(html, include_comments=False, favor_recall=True, deduplicate=False) or ""
    except Exception:  # noqa: BLE001 (after any failure, the editor reads that nothing was found)
        return ""
    finally:
        logger.setLevel(level)


def _normalise(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", clean(text)).casefold().split())


def _begin(element: Tag, most: int) -> str:
    """Return the first *most* letters of the text in *element*, or a few more."""
    texts: list[str] = []
    length = 0
    for text in element.stripped_strings:
        texts.append(text)
        length += len(text) + 1
        if length > most:
            break
    return " ".join(" ".join(texts).split())


def _class_and_id(element: Tag) -> str:
    return " ".join([*map(str, element.get_attribute_list("class")), str(element.get("id") or "")])


def _find_article(soup: BeautifulSoup, extracted: str) -> Tag | None:
    """Find the smallest element that contains nearly all of the extracted text."""
    weights: Counter[int] = Counter()
    seen: set[str] = set()
    for node in soup.find_all(string=True):
        words = "" if isinstance(node, Comment) or len(node) < SHORTEST else _normalise(node)
        if len(words) < SHORTEST or words in seen or words not in extracted:
            continue
        seen.add(words)
        for parent in node.parents:
            weights[id(parent)] += len(words)
    fitting = [element for element in soup(name=True) if weights[id(element)] >= SHARE * weights[id(soup)]]
    return fitting[-1] if seen else None


def _find_heading(soup: BeautifulSoup, title: str, article: Tag) -> Tag | None:
    wanted = _normalise(title)
    headings = (element for element in soup(["h1", "h2", "div", "p"]) if element is not article)
    most = 2 * len(title)
    return next(
        (element for element in headings if wanted and _normalise(_begin(element, most)) == wanted), None
    )


class _BlockReader:
    """Reader of the blocks from the headline, or else from the beginning of the article, to its end."""

    def __init__(self, article: Tag, heading: Tag | None, extracted: str) -> None:
        self._article, self._heading, self._extracted = article, heading, extracted
        self._above_article = {id(article), *map(id, article.parents)}
        self._begun = self._ended = False
        self._blocks: list[TextBlock] = []
        self._kind: Kind = "text"
        self._run: list[NavigableString] = []  # the texts of a block that has not ended
        self._after_picture = False

    def read_all(self) -> list[TextBlock]:
        """Read the smallest element that holds both headline and article."""
        holders = set(map(id, self._heading.parents)) if self._heading else self._above_article
        around = (self._article, *self._article.parents)
        self._read(next(element for element in around if id(element) in holders), "text")
        self._end_block()
        return self._blocks

    def _read(self, element: Tag, kind: Kind) -> None:
        if element is self._heading:
            self._begun = False
        elif element is self._article:
            self._begun = True
        for child in element.children:
            if isinstance(child, Tag):
                self._read_child(child, kind)
            elif isinstance(child, NavigableString) and not isinstance(child, Comment) and self._is_open:
                self._run.append(child)
        if element is self._heading:
            self._begun = True
        self._ended = self._ended or element is self._article

    def _read_child(self, child: Tag, kind: Kind) -> None:
        if child.name == "img":
            self._read_picture(child)
        elif child.name == "br":
            self._start_block(kind)
        elif id(child) in self._above_article or not _is_furniture(child, self._extracted):
            inner = _inner_kind(child, kind)
            is_block = inner != kind or _BLOCKS.fullmatch(child.name)
            if is_block:
                self._start_block(inner)
            self._read(child, inner)
            if is_block:
                self._start_block(kind)

    @property
    def _is_open(self) -> bool:
        return self._begun and not self._ended

    def _start_block(self, kind: Kind) -> None:
        if self._is_open:
            self._end_block()
            self._kind = kind

    def _end_block(self) -> None:
        words = one_line("".join(self._run))
        kind = self._kind
        if kind == "heading" and TextBlock("text", words).is_paragraph:  # a lead in bold
            kind = "text"
        elif kind in {"text", "item", "heading"} and all(
            text.find_parent("a") for text in self._run if text.strip()
        ):
            kind = "link"
        if words:
            self._blocks.append(TextBlock(kind, words))
            self._after_picture = False
        self._run.clear()

    def _read_picture(self, image: Tag) -> None:
        saved = str(image.get("src") or "")
        original = str(image.get("data-src") or image.get("data-original") or saved)
        target = saved if saved and not saved.startswith("data:") else original
        try:
            name = clean(unquote(urlsplit(target).path.rpartition("/")[2]))
        except ValueError:
            return
        sizes = [str(image.get(side) or "") for side in ("width", "height")]
        is_icon = any(size.isdecimal() and int(size) < SMALLEST for size in sizes)
        if not self._is_open or is_icon or target.startswith("data:") or not name:
            return
        if not name.lower().endswith(".svg"):
            self._end_block()
            alt = one_line(str(image.get("alt") or ""))
            alt = "" if PICTURE.fullmatch(alt) else alt
            self._blocks.append(TextBlock("file", name, not self._after_picture, alt))
            self._after_picture = True


def _foot_blocks(article: Tag) -> Iterator[TextBlock]:
    """Yield author and source from elements right after the article."""
    for sibling in article.find_next_siblings(limit=6):
        name = _class_and_id(sibling)
        words = _begin(sibling, LONGEST_SIGNATURE)
        if (
            _FOOT_NAME.search(name)
            and not _FURNITURE_NAME.search(name)
            and 0 < len(words) <= LONGEST_SIGNATURE
        ):
            yield TextBlock("text", clean(words))


def _is_furniture(element: Tag, extracted: str) -> bool:
    """Return whether *element* is furniture by its name, and holds little of the article."""
    if element.name in {"aside", "footer"}:
        return True
    if not _FURNITURE_NAME.search(_class_and_id(element)):
        return False
    words = _normalise(_begin(element, 2 * LONGEST_WORDS))
    return not words or words[:LONGEST_WORDS] not in extracted


def _inner_kind(element: Tag, outer: Kind) -> Kind:
    if outer == "caption" or element.name == "figcaption":
        return "caption"
    if re.fullmatch("h[2-6]", element.name):
        return "heading"
    return _KINDS.get(element.name) or ("caption" if _holds_caption(element) else outer)


def _holds_caption(element: Tag) -> bool:
    """Return whether *element* holds a caption.

    Its name says so, it frames a picture, or it is a paragraph in italics right after a picture.
    """
    length = len(_begin(element, LONGEST_FIGURE))
    if length > LONGEST_FIGURE or (length > LONGEST_WORDS and element.name not in {"figure", "table"}):
        return False
    names = _class_and_id(element)
    if _CAPTION_NAME.search(names):
        return True
    if element.find("img"):
        frames = element.name in {"figure", "table", "p"}
        return frames or (element.name == "div" and bool(_PICTURE_NAME.search(names)))
    before = element.find_previous_sibling()
    if element.name != "p" or not 0 < length <= LONGEST_WORDS or not before or before.get_text().strip():
        return False
    slanted = " ".join(_begin(part, LONGEST_WORDS) for part in element(["em", "i"], limit=LONGEST_WORDS))
    is_slanted = _normalise(slanted) == _normalise(_begin(element, LONGEST_WORDS))
    return bool(before.name == "img" or before.find("img")) and is_slanted


def _read_facts(soup: BeautifulSoup) -> Article:
    data = list(_linked_data_articles(soup))
    name = _attribute(soup, "meta[property='og:site_name']") or _linked_name(data, "publisher")
    url = _find_url(soup)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    author = _linked_name(data, "author")
    return Article(
        title=_find_title(soup, data),
        posted=_find_posting_time(soup, data),
        source=name or host,
        url=url,
        author="" if author.casefold() in {name.casefold(), host} else author,
    )


def _attribute(soup: BeautifulSoup, selector: str, name: str = "content") -> str:
    element = soup.select_one(selector)
    return one_line(str(element.get(name) or "")[:LONGEST_FACT]) if element else ""


def _linked_data_articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that describe an article."""
    for script in soup("script", type=_LINKED_DATA):
        try:
            waiting = deque([json.loads(script.get_text(), strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                waiting += [value["@graph"]] if "@graph" in value else []
                kinds = value.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and re.search("Article|Posting", kind) for kind in kinds):
                    yield value


def _linked_name(data: list[dict[str, Any]], field: str) -> str:
    """Return the first *field* in *data* that is a text, or the name of its first object."""
    value = next((node[field] for node in data if node.get(field)), "")
    value = value[0] if isinstance(value, list) else value
    value = value.get("name") if isinstance(value, dict) else value
    return one_line(value[:LONGEST_FACT]) if isinstance(value, str) else ""


def _find_title(soup: BeautifulSoup, data: list[dict[str, Any]]) -> str:
    page = one_line(_begin(soup.title, LONGEST_FACT)[:LONGEST_FACT]) if soup.title else ""
    shared = _attribute(soup, "meta[property='og:title']")
    found = (_begin(heading, LONGEST_FACT)[:LONGEST_FACT] for heading in soup("h1", limit=MOST_HEADINGS))
    headings = list(filter(None, map(one_line, found)))
    titles = _normalise(f"{page} {shared}")
    for heading in headings:
        if len(headings) == 1 or _normalise(heading) in titles:
            return heading
    return _linked_name(data, "headline") or _SUFFIX.sub("", shared or page)


def _find_url(soup: BeautifulSoup) -> str:
    """Return the address that the page declares, or that the browser noted when saving it."""
    saved = next((match for text in soup.find_all(string=True) if (match := _SAVED_FROM.search(text))), None)
    candidates = (
        _attribute(soup, "link[rel~='canonical']", "href"),
        _attribute(soup, "meta[property='og:url']"),
        saved[1] if saved else "",
    )
    return _read_first(addresses.check_web_url, candidates) or ""


def _find_posting_time(soup: BeautifulSoup, data: list[dict[str, Any]]) -> datetime | None:
    candidates = [
        _linked_name(data, "datePublished"),
        *(_attribute(soup, selector) for selector in _PUBLISHED),
        _attribute(soup, "time[itemprop='datePublished'][datetime]", "datetime"),
    ]
    return _read_first(lambda text: parse_moment(re.sub(r"\.\d+", "", text)), candidates)


def _read_first(read: Callable[[str], T], candidates: Iterable[str]) -> T | None:
    """Read the first of *candidates* that is valid."""
    for candidate in candidates:
        try:
            return read(candidate)
        except ValueError:
            continue
    return None

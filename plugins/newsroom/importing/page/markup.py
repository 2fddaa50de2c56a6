"""The tree of a page, within limits that every article keeps, and the words in its elements."""

import re

from bs4 import BeautifulSoup, Tag

from newsroom.importing.formats.reading import MAX_TEXT, clean
from newsroom.importing.page.media import mark_media
from newsroom.language.vietnamese import format_number
from newsroom.problems import RefusedError

LONGEST_WORDS = 400  # letters; longer text beside a picture is no caption
LONGEST_FIGURE = 1200  # letters of several pictures with their captions
MAX_MARKUP = 2_000_000  # characters, without pictures in the page
MAX_TAGS = 30_000  # opening and closing tags
MAX_TAG = 20_000  # characters of one tag
MAX_DEPTH = 200  # elements within each other
LINKED_DATA = "application/ld+json"
FURNITURE_NAME = re.compile(
    r"relat(?:ed|e-)|lien-?quan|share|social|bread-?crumb|comment|binh-?luan|side-?bar|advert|\bads?\b|banner"
    r"|recommend|cung-?(?:chuyen-?muc|chu-?de)|tin-?(?:khac|moi|lien)|most-?(?:view|read)|\btags?\b|tag-?list|keyword"
    r"|newsletter|footer|toolbar|\bmenu\b|audio|google-?news|\bvote\b|rating|popup|modal|doc-?nhieu|xem-?nhieu",
    re.IGNORECASE,
)
_SAVE_AS_TEXT = "Hãy dán riêng bài vào một tệp .txt rồi nhập tệp ấy."
_DATA_URL = re.compile(r"data:[^\s\"'()<>]{100,}", re.IGNORECASE)
_LONG_TAG = re.compile(rf"<[a-z][^<>]{{{MAX_TAG},}}", re.IGNORECASE)
_INVISIBLE = "script,style,noscript,template,svg,iframe,object,form,button,select,nav"


def parse(html: str) -> BeautifulSoup:
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
    mark_media(soup)
    for element in soup.select(_INVISIBLE):
        if element.name != "script" or element.get("type") != LINKED_DATA:
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


def normalise(text: str) -> str:
    """Return the words of *text* in small letters, without signs."""
    return " ".join(re.sub(r"[^\w]+", " ", clean(text)).casefold().split())


def begin(element: Tag, most: int) -> str:
    """Return the first *most* letters of the text in *element*, or a few more."""
    texts: list[str] = []
    length = 0
    for text in element.stripped_strings:
        texts.append(text)
        length += len(text) + 1
        if length > most:
            break
    return " ".join(" ".join(texts).split())


def class_and_id(element: Tag) -> str:
    """Return the names that a page gives *element*."""
    return " ".join([*map(str, element.get_attribute_list("class")), str(element.get("id") or "")])

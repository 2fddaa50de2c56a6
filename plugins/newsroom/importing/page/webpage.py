"""A saved web page as blocks of text.

An extractor finds the article; the markup identifies captions.
"""

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import trafilatura
from bs4 import BeautifulSoup, Comment, Tag

from newsroom.importing.formats.reading import clean
from newsroom.importing.page.article import Article
from newsroom.importing.page.block_reader import BlockReader
from newsroom.importing.page.blocks import TextBlock
from newsroom.importing.page.facts import read_facts
from newsroom.importing.page.markup import (
    FURNITURE_NAME,
    LONGEST_FIGURE,
    begin,
    class_and_id,
    normalise,
    parse,
)

SHARE = 0.8  # minimum share of the extracted text in the article's element
SHORTEST = 15  # letters; shorter texts occur in many places
FEWEST_CARDS = 3  # two paragraphs that begin with a link may belong to an article
LONGEST_SIGNATURE = 100  # letters
_GROUPS = "div,ul,ol,section,aside,td,body,main,article"
_FOOT_NAME = re.compile(r"author|byline|tac-?gia|source|nguon|signature|but-?danh|sign\b", re.IGNORECASE)


def read_document(html: str) -> list[TextBlock]:
    """Read all blocks of a document in HTML."""
    soup = parse(html)
    return BlockReader(soup.body or soup, None, "", is_document=True).read_all()


def read_page(html: str, url: str = "") -> tuple[list[TextBlock], Article]:
    """Read the blocks of the article below its headline, and the metadata of the page, saved from *url*.

    The list of blocks is empty if there is no article.
    """
    soup = parse(html)
    facts = read_facts(soup)
    facts.url = facts.url or url
    for element in soup("script"):
        element.decompose()
    for element in list(_find_news_cards(soup)):
        element.extract()
    extracted = normalise(_extract_text(str(soup)))
    article = _find_article(soup, extracted)
    if article is None:
        return [], facts
    reader = BlockReader(article, _find_heading(soup, facts.title, article), extracted, facts.url)
    return [*reader.read_all(), *_foot_blocks(article)], facts


def _find_news_cards(soup: BeautifulSoup) -> Iterator[Tag]:
    """Find groups of similar elements that each begin with a linked headline."""
    for parent in soup.select(_GROUPS):
        alike: dict[str, list[Tag]] = defaultdict(list)
        for child in parent.find_all(recursive=False):
            if child.name not in {"p", "h1", "h2"}:
                alike[f"{child.name} {class_and_id(child)}"].append(child)
        for group in alike.values():
            cards = list(filter(_is_card, group)) if len(group) >= FEWEST_CARDS else []
            if len(cards) >= FEWEST_CARDS:
                yield from cards


def _is_card(element: Tag) -> bool:
    """Return whether *element* is as short as a teaser and begins with a linked picture or headline."""
    words = normalise(begin(element, 2 * LONGEST_FIGURE))
    shown = element.find(["img", "h2", "h3", "h4", "h5"])
    if not (words and shown) or len(words) > LONGEST_FIGURE or element.find("h1"):
        return False
    links = (normalise(begin(link, 2 * LONGEST_FIGURE)) for link in element("a", href=True, limit=3))
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


def _find_article(soup: BeautifulSoup, extracted: str) -> Tag | None:
    """Find the smallest element that contains nearly all of the extracted text."""
    weights: Counter[int] = Counter()
    seen: set[str] = set()
    for node in soup.find_all(string=True):
        words = "" if isinstance(node, Comment) or len(node) < SHORTEST else normalise(node)
        if len(words) < SHORTEST or words in seen or words not in extracted:
            continue
        seen.add(words)
        for parent in node.parents:
            weights[id(parent)] += len(words)
    fitting = [element for element in soup(name=True) if weights[id(element)] >= SHARE * weights[id(soup)]]
    return fitting[-1] if seen else None


def _find_heading(soup: BeautifulSoup, title: str, article: Tag) -> Tag | None:
    wanted = normalise(title)
    headings = (element for element in soup(["h1", "h2", "div", "p"]) if element is not article)
    most = 2 * len(title)
    return next(
        (element for element in headings if wanted and normalise(begin(element, most)) == wanted), None
    )


def _foot_blocks(article: Tag) -> Iterator[TextBlock]:
    """Yield author and source from elements right after the article."""
    for sibling in article.find_next_siblings(limit=6):
        name = class_and_id(sibling)
        words = begin(sibling, LONGEST_SIGNATURE)
        if (
            _FOOT_NAME.search(name)
            and not FURNITURE_NAME.search(name)
            and 0 < len(words) <= LONGEST_SIGNATURE
        ):
            yield TextBlock("text", clean(words))

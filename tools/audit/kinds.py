"""The kinds of pages that engines are told to find, and pages that stand for them."""

import gzip
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from newsroom.addresses import SITEMAP, save_as
from newsroom.exports.sitemaps import CORE

ARTICLE, PICTURED, SEARCH = "article", "article with a lead picture", "search"
FORMER, FORMER_TRAIL = "former province", '"position":4'  # its trail leads through today's province
KINDS = (  # the first whose pattern is the whole address
    ("front page", r""),
    (ARTICLE, r"tin/\d{4}/[^/]+\.html"),
    ("list", r"tin/(\d{4}/)?|(chuyen-muc|the|tac-gia)/[^/]+/"),
    ("campaigns", r"phong-trao/"),
    ("campaign", r"phong-trao/[^/]+/"),
    ("campaign × province", r"phong-trao/[^/]+/[^/]+/"),
    ("provinces", r"dia-phuong/"),
    ("province", r"dia-phuong/[^/]+/"),
    ("exemplar", r"guong/[^/]+\.html"),
    ("exemplars", r"guong/(.+/)?"),
    ("honours", r"khen-thuong/"),
    ("honour list", r"khen-thuong/.+/"),
    ("documents", r"van-ban/"),
    ("document", r"van-ban/[^/]+/"),
    ("conferences", r"hoi-nghi/([^/]+/)?"),
    ("clusters", r"cum-khoi/"),
    ("cluster", r"cum-khoi/[^/]+/"),
    ("units", r"don-vi/"),
    ("unit", r"don-vi/[^/]+/"),
    ("corrections", r"dinh-chinh/"),
    ("open data", r"du-lieu/"),
    (SEARCH, r"tim-kiem/"),
    ("page", r"[^/]+\.html"),
)


@dataclass(frozen=True)
class Page:
    """A page of a built site; ``weight`` is its HTML in bytes, gzip.

    ``above_picture`` is how much stands above its lead picture, in characters; None where it has none.
    """

    address: str
    weight: int
    above_picture: int | None


def indexed_pages(site: Path, root: str = "/") -> dict[str, list[Page]]:
    """The pages in the sitemap of the folder *site*, by their kinds; *root* is its path on its host.

    Raises:
        ValueError: Some are of no kind: KINDS does not know all of the site.
    """
    kinds, unknown = defaultdict(list), []
    for address in sorted(_addresses(site, SITEMAP, root)):
        html = (site / save_as(address)).read_bytes()
        kind = next((kind for kind, pattern in KINDS if re.fullmatch(pattern, address)), None)
        if not kind:
            unknown.append(address)
            continue
        if kind == "province" and FORMER_TRAIL.encode() in html:
            kind = FORMER
        kinds[kind].append(Page(address, len(gzip.compress(html, 9)), _above_picture(html.decode())))
    if unknown:
        raise ValueError(f"No kind in tools/audit/kinds.py is that of: {', '.join(unknown)}")
    return dict(kinds)


def choose(kinds: dict[str, list[Page]]) -> dict[str, Page]:
    """The heaviest page of each kind, and the article whose lead picture is seen soonest."""
    chosen = {kind: max(pages, key=lambda page: (page.weight, page.address)) for kind, pages in kinds.items()}
    pictured = [page for page in kinds.get(ARTICLE, ()) if page.above_picture is not None]
    if pictured:
        chosen[PICTURED] = min(pictured, key=lambda page: (page.above_picture, page.address))
    return chosen


def _above_picture(html: str) -> int | None:
    above, picture, _ = html.partition("<body>")[2].partition('class="text"')[0].partition("<figure")
    return len(re.sub(r"<[^>]*>", "", above)) if picture else None


def _addresses(site: Path, name: str, root: str) -> Iterable[str]:
    """Return the addresses below *root* in the sitemap *name*; of an index, those of its parts."""
    tree = ET.parse(site / name).getroot()
    for element in tree.iterfind(f"*/{{{CORE}}}loc"):
        address = urlsplit(element.text).path.removeprefix(root)
        if tree.tag == f"{{{CORE}}}sitemapindex":
            yield from _addresses(site, address, root)
        else:
            yield address

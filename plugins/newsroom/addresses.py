"""Addresses, file names and anchors of this site; checks of typed addresses.

Addresses have no leading slash, as Pelican's ``url``: ``tin/2024/x.html``, ``phong-trao/``. That of the
front page is empty. The checks raise ValueError with a Vietnamese message.
"""

import re
from functools import cache
from urllib.parse import urlsplit

from newsroom.language.characters import forbidden_character
from newsroom.language.vietnamese import slugify

NEWS, CATEGORIES, TAGS = "tin/", "chuyen-muc/", "the/"
CAMPAIGNS, PROVINCES, EXEMPLARS, CONFERENCES = "phong-trao/", "dia-phuong/", "guong/", "hoi-nghi/"
HONOURS, DOCUMENTS, CLUSTERS = "khen-thuong/", "van-ban/", "cum-khoi/"
CORRECTIONS, OPEN_DATA, SEARCH = "dinh-chinh/", "du-lieu/", "tim-kiem/"
_SECTIONS = (CAMPAIGNS, PROVINCES, EXEMPLARS, CONFERENCES, HONOURS, DOCUMENTS, CLUSTERS)
INDEXES = ("", *_SECTIONS, CORRECTIONS, OPEN_DATA, SEARCH)
ALL_HONOURS = f"{HONOURS}danh-sach/"
FIELDS, AWARDS, YEARS = "linh-vuc/", "hinh-thuc/", "nam/"  # below EXEMPLARS and HONOURS
MENTIONS, NUMBERED = "bai-viet/", "trang/"  # below a profile, and below every long list
SAMPLES = "mau/"  # only on the private site
PICTURES, ASSETS = "anh/", "tai-nguyen/"
SHARING_CARDS = f"{PICTURES}the/"
NOT_FOUND, OFFLINE_PAGE = "404.html", "ngoai-tuyen.html"  # pages of content/
FEED = "atom.xml"  # at the root and beside lists
CORRECTIONS_FEED = f"{CORRECTIONS}{FEED}"
CALENDAR = f"{CONFERENCES}lich.ics"
TABLE_NAMES = (
    "bai-viet",
    "dien-hinh",
    "khen-thuong",
    "so-lieu",
    "van-ban",
    "hoi-nghi",
    "phong-trao",
    "tinh-thanh",
)
DATA_PACKAGE = f"{OPEN_DATA}datapackage.json"
NEWEST = "tin-moi.json"  # the newest articles, for a script
SITEMAP, NEWS_SITEMAP, ROBOTS = "sitemap.xml", "sitemap-tin.xml", "robots.txt"
WORKER, WEB_MANIFEST, KEPT_LIST = "sw.js", "site.webmanifest", "ngoai-tuyen.json"
FOR_SERVERS = {  # configurations, which servers read but do not serve
    "nginx": ".may-chu/nginx.conf",
    "caddy": ".may-chu/caddy.conf",
    "headers": "_headers",
    "redirects": "_redirects",
}
FIXED_FILES = (  # beside the pages of every site
    {NEWEST, SITEMAP, NEWS_SITEMAP, ROBOTS, WORKER, WEB_MANIFEST, KEPT_LIST, DATA_PACKAGE}
    | {f"{OPEN_DATA}{name}.{form}" for name in TABLE_NAMES for form in ("csv", "json")}
    | {*FOR_SERVERS.values()}
)
CORRECTIONS_ID, EVENT_ID = "dinh-chinh", "thong-tin-hoi-nghi"  # sections of an article's page
HONOURS_ID = "khen-thuong-"  # prefix of the ids of honours on the pages of articles and exemplars
RESERVED_IDS = {"noi-dung", "tin-moi", CORRECTIONS_ID, EVENT_ID}  # used by the templates
URL_FORMATS = {  # by folder of content/, as Pelican's settings spell them
    "articles": f"{NEWS}{{date:%Y}}/{{slug}}.html",
    "exemplars": f"{EXEMPLARS}{{slug}}.html",
    "campaigns": f"{CAMPAIGNS}{{slug}}/",
    "pages": "{slug}.html",
}
MAX_SLUG = 120  # characters; file systems allow 255 bytes for a name
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REDIRECT = re.compile(r"/[A-Za-z0-9._~/-]{0,200}(/|\.html?)")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
LINK_SCHEMES = ("http", "https", "mailto", "tel")


def save_as(url: str) -> str:
    """Return the file that answers at *url*."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def category_url(category: str) -> str:
    """Return the address of the articles of *category*."""
    return f"{CATEGORIES}{slugify(category)}/"


@cache
def tag_url(tag: str) -> str:
    """Return the address of the articles with *tag*."""
    return f"{TAGS}{slugify(tag)}/"


def check_slug(slug: str) -> str:
    """Return *slug* if it can be the last part of an address; else propose a slug that can."""
    if not _SLUG.fullmatch(slug):
        proposal = slugify(slug)
        advice = f" Thử: {proposal}." if proposal else ""
        raise ValueError(f"Slug chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.{advice}")
    if len(slug) > MAX_SLUG:
        raise ValueError(f"Slug dài {len(slug)} ký tự, nhiều nhất là {MAX_SLUG}.")
    if slug in _RESERVED:
        raise ValueError(f"Windows không cho đặt tên tệp là “{slug}”: hãy chọn slug khác.")
    return slug


def check_redirect(address: str) -> str:
    """Return an old address of this site without its leading slash; refuse ``..`` and other sites."""
    if not _REDIRECT.fullmatch(address) or "//" in address or not {".", ".."}.isdisjoint(address.split("/")):
        raise ValueError(
            "Địa chỉ cũ phải nằm trong trang này, bắt đầu bằng / và kết thúc bằng / hoặc .html:"
            " ví dụ /tin/2024/ten-cu.html."
        )
    return address.removeprefix("/")


def check_web_url(url: str) -> str:
    """Return *url* if it is a full address on the web."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits or re.search(r"\s", url) or forbidden_character(url):
        raise ValueError("Địa chỉ web phải bắt đầu bằng https:// hoặc http:// và không có dấu cách.")
    if "@" in parts.netloc or "\\" in url:  # browsers and readers see different hosts
        raise ValueError("Địa chỉ web không được có @ trước tên miền, cũng không được có dấu \\.")
    return url

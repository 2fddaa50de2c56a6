"""Addresses, file names and anchors of this site; checks of typed addresses.

Addresses have no leading slash, as Pelican's ``url``: ``tin/2024/x.html``, ``phong-trao/``. That of the
front page is empty. The checks raise ValueError with a Vietnamese message.
"""

import re
import unicodedata
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from newsroom.language.characters import describe_forbidden
from newsroom.language.vietnamese import slugify

NEWS, CATEGORIES, TAGS, AUTHORS = "tin/", "chuyen-muc/", "the/", "tac-gia/"
CAMPAIGNS, PROVINCES, EXEMPLARS, CONFERENCES = "phong-trao/", "dia-phuong/", "guong/", "hoi-nghi/"
HONOURS, DOCUMENTS, CLUSTERS = "khen-thuong/", "van-ban/", "cum-khoi/"
UNITS = "don-vi/"  # only if the newsroom lists its units
CORRECTIONS, OPEN_DATA, SEARCH = "dinh-chinh/", "du-lieu/", "tim-kiem/"
_SECTIONS = (CAMPAIGNS, PROVINCES, EXEMPLARS, CONFERENCES, HONOURS, DOCUMENTS, CLUSTERS)
INDEXES = ("", *_SECTIONS, CORRECTIONS, OPEN_DATA, SEARCH)
ALL_HONOURS = f"{HONOURS}danh-sach/"
FIELDS, AWARDS, YEARS = "linh-vuc/", "hinh-thuc/", "nam/"  # below EXEMPLARS and HONOURS
MENTIONS, NUMBERED = "bai-viet/", "trang/"  # below a profile, and below every long list
SAMPLES = "mau/"  # only on the private site
PICTURES, ATTACHMENTS, ASSETS = "anh/", "tep/", "tai-nguyen/"
SHARING_CARDS = f"{PICTURES}the/"
NOT_FOUND, OFFLINE_PAGE = "404.html", "ngoai-tuyen.html"  # pages of content/
FEED, JSON_FEED = "atom.xml", "feed.json"  # at the root and beside lists
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
SIGN = f"{ASSETS}bieu-tuong.svg"
ICONS = tuple(f"{ASSETS}bieu-tuong-{name}.png" for name in ("180", "192", "512", "che-512"))
FIXED_FILES = (  # beside the pages of every site
    {NEWEST, SITEMAP, NEWS_SITEMAP, ROBOTS, WORKER, WEB_MANIFEST, KEPT_LIST, DATA_PACKAGE}
    | {f"{OPEN_DATA}{name}.{form}" for name in TABLE_NAMES for form in ("csv", "json")}
    | {*FOR_SERVERS.values(), SIGN, *ICONS}
)
# Their files come and go by themselves.
RESERVED_FOLDERS = (PICTURES, ATTACHMENTS, ASSETS, SAMPLES, OPEN_DATA, SEARCH)
RESERVED_FILES = FIXED_FILES | {  # whether the site has them today or not
    *(NOT_FOUND, OFFLINE_PAGE, FEED, JSON_FEED),
    # Pages of errors at some hosts; files that browsers and engines ask of every host.
    *("410.html", "50x.html"),
    *("favicon.ico", "apple-touch-icon.png", "apple-touch-icon-precomposed.png", "browserconfig.xml"),
    *("manifest.json", "service-worker.js", "security.txt", "ads.txt", "humans.txt", "crossdomain.xml"),
}
COPIES = (".br", ".gz")  # endings of compressed copies, which servers send for the files beside them
CORRECTIONS_ID, EVENT_ID = "dinh-chinh", "thong-tin-hoi-nghi"  # sections of an article's page
HONOURS_ID = "khen-thuong-"  # prefix of the ids of honours on the pages of articles and exemplars
SIDE_ID = "ben-le"  # what stands beside the stories of a list
RESERVED_IDS = {"noi-dung", "tin-moi", CORRECTIONS_ID, EVENT_ID, SIDE_ID}  # used by the templates
URL_FORMATS = {  # by folder of content/, as Pelican's settings spell them
    "articles": f"{NEWS}{{date:%Y}}/{{slug}}.html",
    "exemplars": f"{EXEMPLARS}{{slug}}.html",
    "campaigns": f"{CAMPAIGNS}{{slug}}/",
    "pages": "{slug}.html",
}
MAX_SLUG = 120  # characters; file systems allow 255 bytes for a name
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_REDIRECT = 700  # characters of an encoded old address; Cloudflare reads lines of 1,000
MAX_PART = 240  # bytes of a part of an old address; its compressed copies have endings
_NO_FILE_NAME = set('\\:*?"<>|#%{}[]^`')  # refused by Windows, or special in a server's configuration
RESERVED_NAMES = {  # of devices of Windows, with any ending
    *("con", "prn", "aux", "nul", "conin$", "conout$"),
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³"),
}
NO_HOST = "https://tin.example"  # of a public site whose address nobody has given
LINK_SCHEMES = ("http", "https", "mailto", "tel")


def save_as(url: str) -> str:
    """Return the file that answers at *url*."""
    return f"{url}index.html" if not url or url.endswith("/") else url


@cache
def tag_url(tag: str) -> str:
    """Return the address of the articles with *tag*."""
    return f"{TAGS}{slugify(tag)}/"


@cache
def author_url(author: str) -> str:
    """Return the address of the articles of *author*."""
    return f"{AUTHORS}{slugify(author)}/"


def json_feed_url(feed_url: str) -> str:
    """Return the address of the JSON Feed beside the Atom feed at *feed_url*."""
    return feed_url.removesuffix(FEED) + JSON_FEED


def check_slug(slug: str) -> str:
    """Return *slug* if it can be the last part of an address; else propose a slug that can."""
    if not _SLUG.fullmatch(slug):
        proposal = slugify(slug)
        advice = f" Thử: {proposal}." if proposal else ""
        raise ValueError(f"Slug chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.{advice}")
    if len(slug) > MAX_SLUG:
        raise ValueError(f"Slug dài {len(slug)} ký tự, nhiều nhất là {MAX_SLUG}.")
    if slug in RESERVED_NAMES:
        raise ValueError(f"Windows không cho đặt tên tệp là “{slug}”: hãy chọn slug khác.")
    return slug


def check_redirect(address: str) -> str:
    """Return an old address of this site, decoded and without its leading slash.

    It may have any ending and letters of any script, but must make file names on every system.
    """
    complaint = _find_redirect_fault(address)
    if complaint:
        raise ValueError(f"Địa chỉ cũ {complaint}")
    return unicodedata.normalize("NFC", unquote(address)).removeprefix("/")


def _find_redirect_fault(address: str) -> str:
    """Return the fault of an old *address* as the rest of a sentence, or an empty text."""
    if match := re.match(r"(?:https?:)?//[^/?#]+(/[^?#]*)", address, re.IGNORECASE):
        return f"chỉ ghi phần sau tên miền, mở đầu bằng một dấu /: {match[1]}."
    if not address.startswith("/"):
        return "phải mở đầu bằng /, như /tin/2024/ten-cu.html."
    if match := re.search(r"[?#]", address):
        begin = address[: match.start()]
        return (
            f"có dấu {match[0]} thì không chuyển được: máy chủ chỉ so phần đứng trước."
            f" Nếu phần ấy không của trang nào khác thì ghi {begin}."
        )
    if len(several := re.split(r"(?<![,;|\s])[,;|\s]+(?=/)", address)) > 1:
        return f"viết mỗi mục một: redirects: [{', '.join(several)}]"
    try:
        path = unicodedata.normalize("NFC", unquote(address, errors="strict"))
    except UnicodeDecodeError:
        return "có mã % không phải UTF-8: viết bằng chữ, như /tin/điển-hình.html."
    return _find_path_fault(path)


def _find_path_fault(path: str) -> str:
    if "\n" in path:
        return "không được xuống dòng."
    if complaint := describe_forbidden(path):
        return f"không dùng được. {complaint}"
    if odd := next((char for char in path if char in _NO_FILE_NAME or not char.isprintable()), None):
        return f"không được có dấu {odd}."
    parts = path.removeprefix("/").removesuffix("/").split("/")
    if "//" in path:
        return "có hai dấu / liền nhau: chỉ ghi một."
    if part := next((part for part in parts if _is_no_file_name(part)), ""):
        return f"có phần “{part}”, không làm tên tệp được."
    if _is_reserved(path[1:]):
        return "trùng với nơi để tệp của trang: địa chỉ này không chuyển được."
    if len(encode(path)) > MAX_REDIRECT:
        return f"dài quá {MAX_REDIRECT} ký tự, kể cả mã %."
    return ""


def _is_reserved(url: str) -> bool:
    """Check for an address at or below a file or a folder that the site keeps for itself."""
    path = f"{url.casefold().removesuffix('/')}/"
    return (
        path.startswith(RESERVED_FOLDERS)
        or f"{FEED}/" in path
        or f"{JSON_FEED}/" in path
        or any(path.startswith(f"{file}/") for file in RESERVED_FILES)
    )


def _is_no_file_name(part: str) -> bool:
    """Check for a part of a path that is hidden, taken by copies, or no file name on Windows."""
    return (
        part.startswith((".", " "))
        or part.casefold().endswith((".", " ", *COPIES))
        or part.partition(".")[0].lower() in RESERVED_NAMES
        or len(part.encode()) > MAX_PART
    )


def encode(url: str) -> str:
    """Write an address with % for other letters than ASCII's."""
    return quote(url, safe="/~!$&'()+,;=@")


def page_url(old: str) -> str:
    """Return the address of the small page at an *old* address: a folder unless it ends like a page."""
    url = re.sub(r"(^|/)index\.html$", r"\1", old)
    return url if not url or url.endswith(("/", ".html", ".htm")) else f"{url}/"


def check_web_url(url: str) -> str:
    """Return *url* if it is a full address on the web."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits or re.search(r"\s", url) or describe_forbidden(url):
        raise ValueError("Địa chỉ web phải bắt đầu bằng https:// hoặc http:// và không có dấu cách.")
    if "@" in parts.netloc or "\\" in url:  # browsers and readers see different hosts
        raise ValueError("Địa chỉ web không được có @ trước tên miền, cũng không được có dấu \\.")
    return url

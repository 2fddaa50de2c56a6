"""Pelican's settings for the private site, with drafts; publishconf.py changes some for the public site."""

import sys
from pathlib import Path

from jinja2 import StrictUndefined

folder = Path(__file__).parent
sys.path.insert(0, str(folder / "plugins"))

from newsroom import addresses, colours  # noqa: E402 (plugins/ is on the path only now)
from newsroom.language import vietnamese  # noqa: E402 (plugins/ is on the path only now)
from newsroom.sharing.links import share_links  # noqa: E402
from newsroom.templating.fragments import Fragments  # noqa: E402
from newsroom.templating.structured_data import page_data, site_data  # noqa: E402
from newsroom.templating.stylesheet import read_styles  # noqa: E402

SITENAME = "Gương Sáng"
SITESUBTITLE = "tin hội nghị và điển hình tiên tiến của phong trào thi đua"
SITEDESCRIPTION = (
    "Tin về các hội nghị, phong trào thi đua và những cá nhân, tập thể, mô hình tiêu biểu,"
    " xếp theo phong trào và theo tỉnh, thành phố; mỗi bài đều ghi nguồn."
)
SITEURL = ""
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"

# The publisher, shown at the foot of every page. Values in [brackets] are placeholders: `invoke build`
# warns until they are replaced; remove the lines that do not apply.
PARTICULARS = {
    "Cơ quan chủ quản": "[tên cơ quan chủ quản]",
    "Người chịu trách nhiệm": "[họ tên, chức vụ]",
    "Loại trang, giấy phép": "[trang thông tin điện tử; số giấy phép]",
    "Địa chỉ": "[số nhà, đường, xã, tỉnh]",
    "Thư điện tử": "[thư@ten-mien.vn]",
    "Điện thoại": "[số điện thoại]",
    "Facebook": "[https://www.facebook.com/…]",
    "YouTube": "[https://www.youtube.com/…]",
    "Zalo": "[https://zalo.me/…]",
}
NAVIGATION = [
    ("Tin", addresses.NEWS),
    ("Hội nghị", addresses.CONFERENCES),
    ("Phong trào", addresses.CAMPAIGNS),
    ("Địa phương", addresses.PROVINCES),
    ("Điển hình", addresses.EXEMPLARS),
]
OFFLINE = True  # devices of readers keep visited pages; False makes them forget these
RECORDS = [  # linked at the foot of every page
    ("Tìm kiếm", addresses.SEARCH),
    ("Khen thưởng", addresses.HONOURS),
    ("Văn bản", addresses.DOCUMENTS),
    ("Cụm, khối thi đua", addresses.CLUSTERS),
    ("Đính chính", addresses.CORRECTIONS),
    ("Dữ liệu mở", addresses.OPEN_DATA),
]

PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["incremental.writer", "newsroom.pages.plugin"]

ARTICLE_PATHS: list[str] = []  # newsroom.pages.plugin reads the articles and the pages
PAGE_PATHS: list[str] = []
READERS = dict.fromkeys(("rst", "html", "htm", "md", "markdown", "mkd", "mdown"))
STATIC_PATHS: list[str] = []  # originals are never published

PAGINATED_TEMPLATES: dict[str, int | None] = {}  # newsroom.pages.listings has its own numbering
DIRECT_TEMPLATES = ["index", "campaigns", "provinces", "clusters"]
CAMPAIGNS_SAVE_AS = addresses.save_as(addresses.CAMPAIGNS)
PROVINCES_SAVE_AS = addresses.save_as(addresses.PROVINCES)
CLUSTERS_SAVE_AS = addresses.save_as(addresses.CLUSTERS)
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""  # newsroom.pages.listings writes the lists

FEED_ATOM = FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 20

THEME_STATIC_PATHS = ["static/assets"]  # style sheets are inlined: one request before text
THEME_STATIC_DIR = addresses.ASSETS.rstrip("/")
JINJA_ENVIRONMENT = {
    "extensions": [Fragments],
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,  # templates stay as they are while a site is built
}
JINJA_FILTERS = {
    "capitalize_first": vietnamese.capitalize_first,
    "category_title": lambda name: f"Tin {vietnamese.lower_first(name)}",
    "date": vietnamese.format_date,
    "iso": lambda day: day.strftime("%Y-%m-%d"),
    "long_date": vietnamese.format_long_date,
    "number": vietnamese.format_number,
    "slug": vietnamese.slugify,
    "typeset": vietnamese.typeset,
}
JINJA_GLOBALS = {
    "addresses": addresses,
    "colours": colours,
    "format_period": vietnamese.format_period,
    "share_links": share_links,
    "page_data": page_data,
    "site_data": site_data,
    "styles": read_styles(folder / "theme"),
}

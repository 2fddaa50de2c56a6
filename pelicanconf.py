"""Pelican's settings for the private site, with drafts; publishconf.py changes some for the public site."""

import sys
from pathlib import Path

from jinja2 import StrictUndefined
from markupsafe import Markup, escape

folder = Path(__file__).parent
sys.path.insert(0, str(folder / "plugins"))

from newsroom import addresses  # noqa: E402 (plugins/ is on the path only now)
from newsroom.body.numbers import keep_numbers_whole  # noqa: E402
from newsroom.language import vietnamese  # noqa: E402 (plugins/ is on the path only now)
from newsroom.sharing.links import share_links  # noqa: E402
from newsroom.templating.fragments import Fragments  # noqa: E402
from newsroom.templating.structured_data import page_data, site_data  # noqa: E402

SITEURL = ""
# Name, colours, sections and the like: content/site.yaml
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"

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
PLUGINS = ["incremental.keyed", "newsroom.pages.plugin"]

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
    "day": lambda day: f"{day.day}/{day.month}",
    "hour": vietnamese.format_hour,
    "iso": lambda day: day.strftime("%Y-%m-%d"),
    "long_date": vietnamese.format_long_date,
    "missing_decimals": vietnamese.missing_decimals,
    "number": vietnamese.format_number,
    "slug": vietnamese.slugify,
    "typeset": vietnamese.typeset,
    "whole_numbers": lambda text: Markup(keep_numbers_whole(escape(text))),  # noqa: S704 (escaped)
}
JINJA_GLOBALS = {
    "addresses": addresses,
    "format_period": vietnamese.format_period,
    "share_links": share_links,
    "page_data": page_data,
    "site_data": site_data,
}

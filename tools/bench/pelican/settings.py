"""Settings of stock Pelican for the bench: no plugins, no caching, addresses as this project's."""

import json
from pathlib import Path

folder = Path(__file__).parent

SITENAME = "Gương Sáng"
SITESUBTITLE = "tin hội nghị và điển hình tiên tiến của phong trào thi đua"
SITEDESCRIPTION = (
    "Tin về các hội nghị, phong trào thi đua và những cá nhân, tập thể, mô hình tiêu biểu,"
    " xếp theo phong trào và theo tỉnh, thành phố; mỗi bài đều ghi nguồn."
)
SITEURL = "https://guongsang.example"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
NAVIGATION = (
    ("Tin", "tin/"),
    ("Hội nghị", "chuyen-muc/hoi-nghi/"),
    ("Phong trào", "phong-trao/"),
    ("Địa phương", "dia-phuong/"),
    ("Điển hình", "guong/"),
)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

THEME = str(folder)
THEME_STATIC_DIR = "tai-nguyen"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["anh"]
ARTICLE_URL = ARTICLE_SAVE_AS = "tin/{date:%Y}/{slug}.html"
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
CATEGORY_URL = "chuyen-muc/{slug}/"
CATEGORY_SAVE_AS = "chuyen-muc/{slug}/index.html"
TAG_REGEX_SUBSTITUTIONS: list[tuple[str, str]] = []  # tags are addresses already
TAG_URL = "{slug}/"
TAG_SAVE_AS = "{slug}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "archives", "campaigns", "provinces", "sitemap", "robots"]
ARCHIVES_SAVE_AS = "tin/index.html"
CAMPAIGNS_SAVE_AS = "phong-trao/index.html"
PROVINCES_SAVE_AS = "dia-phuong/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"archives": None, "category": None, "tag": None}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "/{base_name}/trang/{number}/", "{base_name}/trang/{number}/index.html"),
)

FEED_RSS = "feed.xml"
FEED_ALL_RSS = "tin/feed.xml"
CATEGORY_FEED_RSS = "chuyen-muc/{slug}/feed.xml"
TAG_FEED_RSS = "{slug}/feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 20

STYLES, LISTS = json.loads((folder / "shared.json").read_text("utf-8")).values()

"""Settings of Pelican that this site replaces or refuses, in words for those who set them.

docs/pelican.md has a row for every setting of Pelican; a test compares it with these rules.
"""

from dataclasses import dataclass
from typing import Any

from newsroom.addresses import ASSETS, AUTHORS, CATEGORIES, FEED, NEWS, TAGS
from newsroom.listings.paging import PER_PAGE

NOTHING: tuple[Any, ...] = (None, False, "", (), [], {})
UNREAD = dict.fromkeys(("rst", "html", "htm", "md", "markdown", "mkd", "mdown"))
_FILES = (
    f"Tệp tĩnh để trong theme/static/assets/ (địa chỉ /{ASSETS}…), tệp ở gốc trang như ads.txt thì ghi vào"
    " TEMPLATE_PAGES."
)
_ADDRESSES = "địa chỉ nằm ở plugins/newsroom/addresses.py; đổi rồi thì ghi địa chỉ cũ vào trường redirects."


@dataclass(frozen=True)
class Rule:
    """Settings without effect here, and what stands in their place: the rest of a sentence.

    The site meets the values ``met`` as it is. Other values of a setting that is ``refused`` would do harm.
    """

    settings: str  # names, with spaces between them
    instead: str
    met: tuple[Any, ...] = NOTHING
    refused: bool = False


RULES = (
    Rule(
        "SITENAME SITESUBTITLE SITEDESCRIPTION PARTICULARS NAVIGATION OFFLINE FEED_MAX_ITEMS FEED_FULL_TEXT",
        "ghi trong content/site.yaml, xem docs/so-tay-bien-tap.md.",
    ),
    # Reading
    Rule(
        "ARTICLE_PATHS PAGE_PATHS",
        "phải là []: newsroom đọc content/, Pelican không đọc.",
        ([],),
        refused=True,
    ),
    Rule("STATIC_PATHS", f"phải là []: ảnh gốc không bao giờ được đăng. {_FILES}", ([],), refused=True),
    Rule("READERS", "mọi bài là tệp .md, đọc theo CommonMark.", ({}, UNREAD)),
    Rule("MARKDOWN", "bài được đọc theo CommonMark, không có phần mở rộng nào khác."),
    Rule(
        "ARTICLE_EXCLUDES PAGE_EXCLUDES", "bài chưa muốn đăng thì ghi status: draft, hoặc để ngoài content/."
    ),
    Rule("IGNORE_FILES", "chỉ với theme/static/; trong content/, tệp ẩn và tệp tạm được bỏ qua."),
    Rule(
        "STATIC_EXCLUDES STATIC_URL STATIC_SAVE_AS STATIC_CREATE_LINKS STATIC_CHECK_IF_MODIFIED"
        " EXTRA_PATH_METADATA OUTPUT_SOURCES OUTPUT_SOURCES_EXTENSION",
        f"không tệp nào của content/ được đăng nguyên. {_FILES}",
    ),
    Rule("STATIC_EXCLUDE_SOURCES", f"không tệp nào của content/ được đăng nguyên. {_FILES}", (True,)),
    Rule(
        "AUTHOR DEFAULT_DATE DEFAULT_CATEGORY USE_FOLDER_AS_CATEGORY DEFAULT_METADATA FILENAME_METADATA"
        " PATH_METADATA",
        "mỗi bài ghi đủ các trường ở đầu tệp: xem docs/so-tay-bien-tap.md.",
    ),
    Rule(
        "DOCUTILS_SETTINGS PYGMENTS_RST_OPTIONS INTRASITE_LINK_REGEX",
        "bài viết bằng Markdown; liên kết sang bài khác là {filename}….",
    ),
    Rule(
        "TYPOGRIFY TYPOGRIFY_IGNORE_TAGS TYPOGRIFY_OMIT_FILTERS TYPOGRIFY_DASHES",
        "chữ được dàn theo lối tiếng Việt, bằng bộ lọc typeset.",
    ),
    Rule(
        "SUMMARY_MAX_LENGTH SUMMARY_END_SUFFIX FORMATTED_FIELDS",
        "tóm tắt là chữ thường, viết ở trường summary.",
    ),
    Rule("DEFAULT_LANG", "mọi trang bằng tiếng Việt.", ("vi",)),
    Rule(
        "ARTICLE_TRANSLATION_ID PAGE_TRANSLATION_ID ARTICLE_LANG_URL ARTICLE_LANG_SAVE_AS DRAFT_LANG_URL"
        " DRAFT_LANG_SAVE_AS PAGE_LANG_URL PAGE_LANG_SAVE_AS DRAFT_PAGE_LANG_URL DRAFT_PAGE_LANG_SAVE_AS"
        " TRANSLATION_FEED_ATOM TRANSLATION_FEED_RSS",
        "mọi trang bằng tiếng Việt, không có bản dịch.",
    ),
    Rule("TIMEZONE", "múi giờ ghi ở “time_zone” trong content/site.yaml.", ("Asia/Ho_Chi_Minh",)),
    Rule(
        "LOCALE DEFAULT_DATE_FORMAT DATE_FORMATS", "ngày viết theo lối Việt, bằng bộ lọc date và long_date."
    ),
    Rule("WITH_FUTURE_DATES", "bài hẹn giờ đến giờ mới hiện; xem trước bằng invoke serve."),
    # Addresses
    Rule("INDEX_SAVE_AS", "phải là index.html: trang chủ ở gốc.", ("index.html",), refused=True),
    Rule(
        "ARTICLE_URL ARTICLE_SAVE_AS PAGE_URL PAGE_SAVE_AS ARTICLE_PERMALINK_STRUCTURE SLUGIFY_SOURCE"
        " SLUGIFY_USE_UNICODE SLUGIFY_PRESERVE_CASE SLUG_REGEX_SUBSTITUTIONS AUTHOR_REGEX_SUBSTITUTIONS"
        " CATEGORY_REGEX_SUBSTITUTIONS TAG_REGEX_SUBSTITUTIONS",
        _ADDRESSES,
    ),
    Rule("DRAFT_URL DRAFT_PAGE_URL", 'bản nháp ở địa chỉ mà bài sẽ có; DRAFT_SAVE_AS = "" thì không hiện.'),
    Rule("CATEGORY_URL CATEGORY_SAVE_AS CATEGORIES_SAVE_AS", f"danh sách của chuyên mục ở /{CATEGORIES}…/."),
    Rule("TAG_URL TAG_SAVE_AS TAGS_SAVE_AS", f"danh sách của từ khóa ở /{TAGS}…/."),
    Rule(
        "AUTHOR_URL AUTHOR_SAVE_AS AUTHORS_SAVE_AS",
        f"danh sách bài của mỗi tác giả ở /{AUTHORS}…/.",
    ),
    Rule(
        "YEAR_ARCHIVE_URL YEAR_ARCHIVE_SAVE_AS MONTH_ARCHIVE_URL MONTH_ARCHIVE_SAVE_AS DAY_ARCHIVE_URL"
        " DAY_ARCHIVE_SAVE_AS ARCHIVES_SAVE_AS",
        f"tin của mỗi năm ở /{NEWS}<năm>/.",
    ),
    Rule(
        "RELATIVE_URLS",
        "phải là False: liên kết mở đầu bằng /; trang ở dưới một đường dẫn thì ghi đường dẫn vào SITEURL.",
        refused=True,
    ),
    # Lists and feeds
    Rule("PAGINATED_TEMPLATES", "phải là {}: danh sách tự chia thành nhiều trang.", ({},), refused=True),
    Rule(
        "DEFAULT_PAGINATION DEFAULT_ORPHANS PAGINATION_PATTERNS",
        f"danh sách tự chia, mỗi trang {PER_PAGE} bài: PER_PAGE trong plugins/newsroom/listings/paging.py.",
    ),
    Rule("ARTICLE_ORDER_BY", "bài mới nhất đứng đầu.", ("reversed-date",)),
    Rule("NEWEST_FIRST_ARCHIVES", "bài mới nhất đứng đầu.", (True,)),
    Rule("PAGE_ORDER_BY", "các trang xếp theo tên.", ("title",)),
    Rule("REVERSE_CATEGORY_ORDER", "chuyên mục xếp như trong content/site.yaml."),
    Rule(
        "RSS_FEED_SUMMARY_ONLY",
        "kênh RSS chỉ có tóm tắt; cả bài trong kênh Atom: feed_full_text trong content/site.yaml.",
        (True,),
    ),
    Rule(
        "FEED_ATOM_URL FEED_RSS_URL FEED_ALL_ATOM_URL FEED_ALL_RSS_URL CATEGORY_FEED_ATOM_URL"
        " CATEGORY_FEED_RSS_URL TAG_FEED_ATOM_URL TAG_FEED_RSS_URL AUTHOR_FEED_ATOM_URL AUTHOR_FEED_RSS_URL"
        " TRANSLATION_FEED_ATOM_URL TRANSLATION_FEED_RSS_URL",
        f"địa chỉ của kênh tin là tên tệp của nó; kênh có sẵn là /{FEED} và {FEED} cạnh mỗi danh sách.",
    ),
    # The theme
    Rule("THEME_STATIC_DIR", "phải giữ nguyên: mẫu trang tìm tệp ở đó.", (ASSETS.rstrip("/"),), refused=True),
    Rule("CSS_FILE STYLESHEET_URL", "kiểu dáng ở theme/static/css/, được chèn thẳng vào trang."),
    Rule(
        "DISPLAY_PAGES_ON_MENU DISPLAY_CATEGORIES_ON_MENU MENUITEMS LINKS LINKS_WIDGET_NAME SOCIAL"
        " SOCIAL_WIDGET_NAME GITHUB_URL GITHUB_POSITION TWITTER_USERNAME",
        "mục trên đầu trang và lời ở chân trang: content/site.yaml; mục ở chân trang: RECORDS.",
        (),
    ),
    Rule(
        "ANALYTICS GOOGLE_ANALYTICS DISQUS_SITENAME",
        "trang không tải mã của nơi khác: chính sách bảo mật (CSP) cấm.",
    ),
    # The build
    Rule("PELICAN_CLASS", "phải giữ nguyên: lượt dựng dùng lớp Pelican.", ("pelican.Pelican",), refused=True),
    Rule("PATH", "invoke lấy thư mục ghi ở --content.", ("content",)),
    Rule("OUTPUT_PATH", "invoke lấy thư mục ghi ở --output.", ("output", "output/")),
    Rule("CACHE_PATH", "những gì lượt dựng nhớ nằm ở .cache.", (".cache",)),
    Rule(
        "CACHE_CONTENT CONTENT_CACHING_LAYER LOAD_CONTENT_CACHE GZIP_CACHE CHECK_MODIFIED_METHOD",
        "lượt dựng tự nhớ những gì chưa đổi; invoke rebuild thì quên hết.",
    ),
    Rule(
        "DELETE_OUTPUT_DIRECTORY OUTPUT_RETENTION",
        "lượt dựng thay cả thư mục một lúc, không giữ gì của bản cũ.",
    ),
    Rule("PORT", "invoke serve nhận --port.", (8000,)),
    Rule("BIND", "invoke serve chỉ mở cho máy này.", ("127.0.0.1", "localhost")),
)

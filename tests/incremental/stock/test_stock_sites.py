"""Sites of stock Pelican: the same bytes, and work only for what has changed."""

import sys

import pytest

from stock_sites import make_blog, make_videos


@pytest.fixture
def kept():
    """Build with the engine; the files, and how many sources and pages it made."""

    def build(site):
        files = site.build("kept", "incremental")
        assert site.made
        return files, site.made

    return build


def edit_blog(site):
    """Change the blog in one way after another."""
    site.edit("content/tin/hai.rst", "Mở đầu", "Đoạn đầu")
    site.edit("content/ghi/ba.md", "Title: Bài", "Title: Chuyện")
    yield "a body and a title"
    (site.folder / "content/tin/mot.rst").rename(site.folder / "content/tin/doi.rst")
    yield "a name, to which others link"
    (site.folder / "content/ghi/bon.md").unlink()
    site.edit("content/tin/ba.rst", ":category: ý kiến", ":category: tin\n:status: draft")
    yield "a source less, a category and a status"
    site.settings["SITENAME"] = "Khác"
    yield "a setting of all pages"
    site.settings |= {"DEFAULT_PAGINATION": 2, "FORMATTED_FIELDS": []}
    yield "settings of pages and of readers"
    site.settings["ARTICLE_URL"] = site.settings["ARTICLE_SAVE_AS"] = "bai/{slug}/index.html"
    yield "addresses"


@pytest.mark.parametrize("relative", [False, True], ids=["absolute", "relative"])
def test_a_blog_has_the_bytes_of_stock_pelican_after_every_change(tmp_path, kept, relative):
    site = make_blog(tmp_path, RELATIVE_URLS=relative, DELETE_OUTPUT_DIRECTORY=True)
    kept(site)
    for number, change in enumerate(edit_blog(site)):
        if number % 2 or not relative:
            assert kept(site)[0] == site.build("plain"), change


def edit_videos(site):
    """Change the site of videos in one way after another."""
    site.edit("content/Hội 2020/videos/1.json", "python", "rust")
    videos = site.folder / "content/Hội 2019/videos"
    (videos / "0.json").rename(videos / "khac.json")
    (videos / "1.json").unlink()
    yield "a tag, a name, and a source less"
    site.edit("content/Hội 2020/category.json", "2020", "2021")
    yield "a file that the reader opens once for many sources"
    site.write("content/khac/videos/a.json", (videos / "2.json").read_text("utf-8").replace("phần", "mục"))
    site.write("theme/templates/languages.html", "{{ languages }}")
    yield "a source without such a file, and a template of one page"
    site.write("content/khac/category.json", '{"title": "Khác"}')
    yield "such a file"
    site.edit("theme/templates/list.html", "<h4>", "<h5>")
    yield "a template that others import"
    site.edit("theme/templates/menu.html", "<a", "<b></b><a")
    yield "a template of all pages"
    site.settings["GREETING"] = "xin chào"
    yield "a setting that a filter shows"
    site.settings["JINJA_FILTERS"] = {"shout": lambda text: text.title()}
    yield "a filter"
    site.settings["DEFAULT_CATEGORY"] = "Chưa rõ"
    yield "a setting of the reader"
    sys.modules.pop("events")
    site.edit("plugins/events.py", "self.index + 1", "self.index + 2")
    yield "a plugin"


def test_a_site_of_videos_has_the_bytes_of_stock_pelican_after_every_change(tmp_path, kept):
    site = make_videos(tmp_path)
    kept(site)
    for change in edit_videos(site):
        assert kept(site)[0] == site.build("plain"), change


@pytest.mark.parametrize("make", [make_blog, make_videos])
def test_nothing_is_made_again_where_nothing_has_changed(tmp_path, kept, make):
    site = make(tmp_path)
    kept(site)
    assert kept(site)[1] == (0, 0)


def test_after_an_edit_only_the_source_and_the_pages_that_show_it_are_made_again(tmp_path, kept):
    site = make_videos(tmp_path)
    kept(site)
    site.edit("content/Hội 2020/videos/1.json", "vie", "eng")
    assert kept(site)[1] == (1, 1)  # only the page of languages shows the language


def pages_of_tags(files):
    return len([name for name in files if name.startswith("tag/")])


def test_after_a_change_of_a_template_no_source_is_read_and_no_feed_is_made(tmp_path, kept):
    site = make_videos(tmp_path)
    kept(site)
    site.edit("theme/templates/tag.html", "<h2>", "<h3>")
    files, made = kept(site)
    assert made == (0, pages_of_tags(files))


CLOCK = """
import time
from pelican import signals

def now(text):
    return f"{text} {time.time_ns()}"

def add(generator):
    generator.env.filters["now"] = now

def register():
    signals.generator_init.connect(add)
"""


def test_a_page_that_shows_the_time_is_never_kept(tmp_path, kept):
    site = make_videos(tmp_path)
    site.settings["PLUGINS"] += ["clock"]
    site.write("plugins/clock.py", CLOCK)
    site.edit("theme/templates/tag.html", "<h2>", "{{ 'Bây giờ'|now }}<h2>")
    first = kept(site)[0]
    second, made = kept(site)
    assert made == (0, pages_of_tags(second))
    assert first["tag/python/index.html"] != second["tag/python/index.html"]


TITLES = """
from pelican import signals
from pelican.writers import Writer

class TitleWriter(Writer):
    def _add_item_to_the_feed(self, feed, item):
        super()._add_item_to_the_feed(feed, item)
        feed.items[-1]["title"] += feed.feed["title"]

def use(pelican):
    return TitleWriter

def register():
    signals.get_writer.connect(use)
"""


def test_a_writer_of_a_plugin_may_change_the_items_of_a_feed(tmp_path, kept):
    site = make_blog(tmp_path)
    site.settings["PLUGINS"] = ["titles"]
    site.write("plugins/titles.py", TITLES)
    assert kept(site)[0] == site.build("plain")


def test_a_source_that_includes_a_file_is_read_again_when_that_file_changes(tmp_path, kept):
    site = make_blog(tmp_path)
    site.write("content/phan.inc", "Phần chung.")
    site.edit("content/tin/hai.rst", "Mục\n---", ".. include:: ../phan.inc\n\nMục\n---")
    kept(site)
    site.write("content/phan.inc", "Phần đã sửa.")
    files = kept(site)[0]
    assert "Phần đã sửa.".encode() in files["hai.html"]
    assert files == site.build("plain")


def test_a_damaged_store_is_made_anew(tmp_path, kept):
    site = make_blog(tmp_path)
    files, made = kept(site)
    (store,) = (tmp_path / "cache").glob("stock-*")
    data = bytearray(store.read_bytes())
    for place in range(0, len(data), 997):
        data[place] ^= 0xFF
    store.write_bytes(data)
    assert kept(site)[0] == files
    assert kept(site) == (files, (0, 0))
    assert made > (0, 0)

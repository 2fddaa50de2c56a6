"""Made-up sites of stock Pelican, and builds of them within this process."""

import json
import os
import re
import zlib
from pathlib import Path

from blinker import Signal

from pelican import Pelican, signals
from pelican.settings import read_settings
from sites import tree

RST = """
{title}
{line}

:date: 2024-0{month}-1{day} 10:00
:category: {category}
:tags: {tags}
:author: {author}
:slug: {slug}
:summary: Về *{title}*, xem `đây <{{filename}}/tin/mot.rst>`_.
{more}

Mở đầu của {title}, với `một bài <{{filename}}/tin/mot.rst>`_ và `tệp <{{static}}/images/a.txt>`_.

Mục
---
"""
MARKDOWN = """Title: {title}
Date: 2024-0{month}-2{day}
Category: {category}
Tags: {tags}
Authors: Lan; {author}
Slug: {slug}
{more}

Đoạn đầu của **{title}**. [Một]({{filename}}/tin/mot.rst) [kèm]({{attach}}kem.txt)

![Ảnh]({{static}}/images/a.txt)
"""
VIDEO = {
    "speakers": ["Lan", "Huy"],
    "tags": ["python", "web dev"],
    "recorded": "2020-05-01",
    "language": "vie",
}
READER = """
import json
import os

from pelican import signals
from pelican.readers import BaseReader

EVENTS = {}


def event_of(path):
    file = os.path.join(os.path.dirname(os.path.dirname(path)), "category.json")
    if not os.path.exists(file):
        return {}
    if file not in EVENTS:
        EVENTS[file] = json.load(open(file, encoding="utf-8"))
    return EVENTS[file]


class JSONReader(BaseReader):
    enabled = True
    file_extensions = ["json"]

    def read(self, path):
        data = json.load(open(path, encoding="utf-8"))
        event = event_of(path).get("title") or self.settings["DEFAULT_CATEGORY"]
        metadata = {"title": data["title"], "category": event, "tags": data.get("tags", []),
                    "authors": data.get("speakers", []), "date": data["recorded"]}
        metadata = {name: self.process_metadata(name, value) for name, value in metadata.items()}
        metadata["videos"] = [{"url": f"https://video.example/{data['title']}", "label": "Xem"}]
        metadata["language"] = data["language"]
        metadata["thumb"] = "a_UNDERSCORE_b.png"
        return f"<h3>Tóm tắt</h3><p>{data['title']}</p>", metadata


def add(readers):
    EVENTS.clear()
    readers.reader_classes["json"] = JSONReader


def register():
    signals.readers_init.connect(add)
"""
EVENTS = """
from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer


class Series:
    def __init__(self, members):
        self.members = members
        for index, member in enumerate(members):
            member.series = Member(self, index)

    def __len__(self):
        return len(self.members)


class Member:
    def __init__(self, series, index):
        self.series = series
        self.index = index

    @property
    def label(self):
        return f"{self.index + 1} / {len(self.series)}"


def group(generator):
    generator.context["series"] = Series(sorted({article.category for article in generator.articles}))


def count(generator):
    numbers = {}
    for article in generator.articles:
        for tag in article.tags:
            entry = numbers.setdefault(tag.slug, {"name": tag.name, "url": tag.url, "count": 0})
            entry["count"] += 1
    generator.context["active"] = sorted(numbers.values(), key=lambda entry: -entry["count"])


def mend(generator, content):
    content.thumb = content.thumb.replace("UNDERSCORE", "-")


class SortedWriter(Writer):
    def write_feed(self, elements, *arguments, **named):
        return super().write_feed(sorted(elements, key=lambda one: one.title), *arguments, **named)


def use(pelican):
    return SortedWriter


def register():
    signals.article_generator_pretaxonomy.connect(group)
    signals.article_generator_finalized.connect(count)
    signals.article_generator_write_article.connect(mend)
    signals.get_writer.connect(use)
"""
TEMPLATES = {
    "base.html": '<title>{{ SITENAME }}{% block title %}{% endblock %}</title>{% include "menu.html" %}'
    "{% block content %}{% endblock %}<footer>{{ output_file }} {{ GREETING|shout }}</footer>",
    "menu.html": "{% for one in pages %}<a href='{{ SITEURL }}/{{ one.url }}'>{{ one.title }}</a>"
    "{% endfor %}",
    "list.html": "{% macro videos(articles) %}{% for article in articles %}"
    "<h4>{{ article.title|striptags }}</h4>{{ article.category }} {{ article.locale_date }} {{ article.url }}"
    "{{ article.thumb }}"
    "{% for author in article.authors %}<a href='{{ author.url }}'>{{ author }}</a>{% endfor %}"
    "{% endfor %}{% endmacro %}",
    "article.html": '{% extends "base.html" %}{% block content %}<h1>{{ article.title }}</h1>'
    "{{ article.content }}{{ article.thumb }}{% for video in article.videos %}{{ video.url }}{% endfor %}"
    "{% if article.category.series %}{{ article.category.series.label }}{% endif %}"
    "{% for other in article.translations %}{{ other.url }}{% endfor %}"
    "{% endblock %}",
    "index.html": '{% extends "base.html" %}{% from "list.html" import videos %}{% block content %}'
    "{{ articles|length }}{{ videos(articles_page.object_list) }}{% for tag in active[:3] %}{{ tag.name }} "
    "{{ tag.count }}{% endfor %}{% if articles_page.has_next() %}{{ articles_next_page.url }}{% endif %}"
    "{% endblock %}",
    "languages.html": '{% extends "base.html" %}{% block content %}{% for language, all in articles|groupby('
    "'language') %}{{ language }} {{ all|map(attribute='title')|sort|join(', ') }}{% endfor %}{% endblock %}",
    **{
        f"{name}.html": '{% extends "base.html" %}{% from "list.html" import videos %}{% block content %}<h2>'
        f"{{{{ {name} }}}}</h2>{{{{ videos(articles) }}}}{{% endblock %}}"
        for name in ("tag", "category", "author")
    },
    **{
        f"{name}.html": f'{{% extends "base.html" %}}{{% block content %}}{{% for one, all in {name}|sort %}}'
        "{{ one.url }} {{ all|length }}{% endfor %}{% endblock %}"
        for name in ("tags", "categories", "authors")
    },
    "archives.html": '{% extends "base.html" %}{% block content %}{% for one in dates %}{{ one.summary }}'
    "{{ one.date.isoformat() }}{% endfor %}{% endblock %}",
    "period_archives.html": '{% extends "base.html" %}{% block content %}{{ period|join(" ") }}'
    "{{ dates|length }}{% endblock %}",
    "page.html": '{% extends "base.html" %}{% block content %}{{ page.content }}{% endblock %}',
}


class StockSite:
    """A site in *folder* that is built by stock Pelican and by the engine, with the same bytes."""

    def __init__(self, folder: Path, **settings):
        self.folder = folder
        self.made = None  # numbers of sources, and of pages and feeds, that the engine made in the last build
        self.settings = {
            "SITENAME": "Thử",
            "SITEURL": "https://thu.example",
            "TIMEZONE": "Asia/Ho_Chi_Minh",
            "DEFAULT_PAGINATION": 3,
            "FEED_ALL_ATOM": "feeds/all.atom.xml",
            "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
            "TAG_FEED_RSS": "feeds/{slug}.rss.xml",
            "STATIC_PATHS": ["images"],
            "THEME_STATIC_PATHS": [],
            "CACHE_PATH": str(folder / "cache"),
            "PATH": str(folder / "content"),
            "PLUGIN_PATHS": [str(folder / "plugins")],
            "PLUGINS": [],
        } | settings

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        if file.suffix == ".py":  # as in a plugin that was there before this process
            time = 1_500_000_000 + zlib.crc32(text.encode()) % 100_000_000  # another for another text
            os.utime(file, (time, time))

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self, output: str, *plugins) -> dict[str, bytes]:
        """Build into *output*; return its files without the time of empty feeds."""
        every = [value for value in vars(signals).values() if isinstance(value, Signal)]
        before = [{*signal.receivers_for(None)} for signal in every]
        settings = read_settings(
            override=self.settings
            | {"OUTPUT_PATH": str(self.folder / output), "PLUGINS": [*plugins, *self.settings["PLUGINS"]]}
        )
        try:
            Pelican(settings).run()
        finally:  # other sites are built in this process
            for signal, kept in zip(every, before, strict=True):
                for receiver in {*signal.receivers_for(None)} - kept:
                    signal.disconnect(receiver)
        self.made = settings["INCREMENTAL"].made if "INCREMENTAL" in settings else None
        undated = re.compile(rb"<(updated|lastBuildDate)>[^<]*</")
        return {name: undated.sub(b"", data) for name, data in tree(self.folder / output).items()}


def make_blog(folder: Path, **settings) -> StockSite:
    """A blog in reStructuredText and Markdown, with the theme of Pelican."""
    site = StockSite(folder, **settings)
    for number, slug in enumerate(("mot", "hai", "ba", "bon"), 1):
        values = {"title": f"Bài {slug}", "line": "#" * 9, "month": number, "day": number, "slug": slug}
        values |= {"category": ("tin", "ý kiến")[number % 2], "tags": f"a, chung, {slug}", "author": "Huy"}
        text = RST.format(**values, more=":modified: 2024-08-01")
        code = "\n.. code-block:: python\n\n   print(1)\n" if number == 1 else ""
        site.write(f"content/tin/{slug}.rst", text + code)
        values["slug"] = f"{slug}-md"
        site.write(f"content/ghi/{slug}.md", MARKDOWN.format(**values, more="Summary: Tóm *tắt*"))
    values |= {"slug": "mot", "title": "One"}
    site.write("content/tin/one.rst", RST.format(**values, more=":lang: fr"))
    site.write("content/ghi/nhap.md", MARKDOWN.format(**values | {"slug": "nhap"}, more="Status: draft"))
    site.write("content/ghi/an.md", MARKDOWN.format(**values | {"slug": "an"}, more="Status: hidden"))
    site.write("content/ghi/kem.txt", "kèm")
    site.write("content/images/a.txt", "ảnh")
    site.write("content/pages/ve.rst", "Về\n##\n\nTrang `một <{filename}/tin/mot.rst>`_.\n")
    site.write("content/pages/an.md", "Title: Ẩn\nStatus: hidden\n\nẨn.\n")
    return site


def make_videos(folder: Path, **settings) -> StockSite:
    """A site of videos in JSON, with a reader, plugins, a writer, a filter and a theme of its own."""
    site = StockSite(
        folder,
        THEME=str(folder / "theme"),
        PLUGINS=["json_reader", "events"],
        IGNORE_FILES=["category.json"],
        GREETING="chào",
        JINJA_FILTERS={"shout": lambda text: text.upper()},
        RELATIVE_URLS=True,
        DELETE_OUTPUT_DIRECTORY=True,
        TEMPLATE_PAGES={"languages.html": "languages.html"},
        YEAR_ARCHIVE_SAVE_AS="nam/{date:%Y}/index.html",
        AUTHOR_FEED_RSS="feeds/speaker_{slug}.rss.xml",
        TAG_SAVE_AS="tag/{slug}/index.html",
        **settings,
    )
    for event in ("Hội 2019", "Hội 2020", "Gặp gỡ"):
        site.write(f"content/{event}/category.json", json.dumps({"title": event}))
        for number in range(4):
            data = VIDEO | {"title": f"{event} <i>phần</i> {number}", "tags": ["python", f"t{number}"]}
            site.write(f"content/{event}/videos/{number}.json", json.dumps(data, ensure_ascii=False))
    site.write("content/pages/ve.rst", "Về\n##\n\nTrang.\n")
    site.write("plugins/json_reader.py", READER)
    site.write("plugins/events.py", EVENTS)
    for name, text in TEMPLATES.items():
        site.write(f"theme/templates/{name}", text)
    return site

"""Settings and plugins of Pelican's users: each works, or a message names what stands in its place."""

import sys
import xml.etree.ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from newsroom.builds import builder
from newsroom.builds.fingerprint import read_built
from newsroom.builds.live_preview import PreviewState
from newsroom.builds.rendering import examine_settings
from newsroom.builds.setting_rules import RULES
from pelican.settings import DEFAULT_CONFIG
from sites import FAILED, MISTAKES, Project, article, invoke, make_project, surroundings, write_content

FILES = {
    "articles/2024/a.md": article("Một", tags="[lũ quét]", authors="[Lan]", provinces="[Lào Cai]"),
    "articles/2024/b.md": article("Hai", category="Điển hình tiên tiến", provinces="[Lào Cai]"),
}
OTHER = {  # values of a form that Pelican requires
    "PAGINATION_PATTERNS": [(1, "{name}", "{name}")],
    "SLUG_REGEX_SUBSTITUTIONS": [("a", "b")],
    "LOCALE": ["C"],
    "READERS": {"xyz": None},
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """Examine the settings of a project to which lines are added; return the problems as texts."""
    project = make_project(tmp_path_factory.mktemp("settings"))
    content, file = write_content(project / "content", {}), project / "pelicanconf.py"
    usual = file.read_text("utf-8")

    def examine(lines):
        file.write_text(f"{usual}\n{lines}\n", "utf-8")
        with surroundings(project):
            return [str(problem) for problem in examine_settings(project / "publishconf.py", content)]

    examine.lines = usual.count("\n") + 1
    return examine


def other(name, met):
    """Return a value of the setting *name* that the site does not meet."""
    default = DEFAULT_CONFIG.get(name)
    return OTHER.get(name, not default if isinstance(default, bool) and not default not in met else "khác")


def test_settings_as_they_come_are_no_problem(settings):
    assert settings("") == []


def test_each_setting_without_effect_is_named_with_its_line_and_what_to_do(settings):
    values = {
        name: other(name, rule.met) for rule in RULES if not rule.refused for name in rule.settings.split()
    }
    found = settings("\n".join(f"{name} = {value!r}" for name, value in values.items()))
    assert len(found) == len(values) > 80
    for line, name in enumerate(values, start=settings.lines + 1):
        place = f"pelicanconf.py:{line}:1: cảnh báo: Thiết lập {name} không có tác dụng: "
        assert [len(text) > len(place) + 5 for text in found if text.startswith(place)] == [True], name


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ARTICLE_PATHS = ['bai']", "ARTICLE_PATHS phải là []"),
        ("del PAGE_PATHS", "PAGE_PATHS phải là []"),
        ("STATIC_PATHS = ['extra']", "TEMPLATE_PAGES"),
        ("INDEX_SAVE_AS = 'khac.html'", "INDEX_SAVE_AS phải là index.html"),
        ("RELATIVE_URLS = True", "RELATIVE_URLS phải là False"),
        ("PAGINATED_TEMPLATES = {'index': 5}", "PAGINATED_TEMPLATES phải là {}"),
        ("THEME_STATIC_DIR = 'theme'", "THEME_STATIC_DIR phải giữ nguyên"),
        ("PELICAN_CLASS = 'x.Y'", "PELICAN_CLASS phải giữ nguyên"),
        ("DIRECT_TEMPLATES = ['index']", "DIRECT_TEMPLATES thiếu campaigns, provinces, clusters"),
        ("PLUGINS = ['newsroom.pages.plugin']", "PLUGINS phải mở đầu bằng incremental.keyed"),
        ("PLUGIN_PATHS += ['/tmp']", "PLUGIN_PATHS nhắc đến /tmp ở nơi khác"),
        ("TEMPLATE_PAGES = {'../ads.txt': 'ads.txt'}", "chỉ theo dõi thay đổi trong theme/"),
        ("FEED_ALL_RSS = '/rss.xml'", "FEED_ALL_RSS phải là tên một tệp chưa có, như kenh/tin.rss.xml"),
        ("FEED_RSS = 'sitemap.xml'", "FEED_RSS phải là tên một tệp chưa có"),
        ("FEED_ALL_ATOM = True", "FEED_ALL_ATOM phải là tên một tệp chưa có, như kenh/tin.atom.xml"),
        ("TAG_FEED_RSS = '{lang}/{slug}.xml'", "như kenh/{slug}.rss.xml"),
        ("CATEGORY_FEED_ATOM = 'tin.xml'", "như kenh/{slug}.atom.xml"),
    ],
)
def test_a_setting_that_would_do_harm_is_refused(settings, line, told):
    (problem,) = settings(line)
    assert told in problem
    assert "cảnh báo" not in problem


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, FILES)


def test_check_build_and_serve_say_it_and_so_does_a_build_that_finds_nothing_to_do(project, capsys):
    project.append("publishconf.py", "DEFAULT_PAGINATION = 10\n")
    line = (project.folder / "publishconf.py").read_text("utf-8").count("\n")
    told = f"publishconf.py:{line}:1: cảnh báo: Thiết lập DEFAULT_PAGINATION không có tác dụng: danh sách"
    checked = invoke("check", "--content", "content", "--format", "github", cwd=project.folder)
    assert f"file=publishconf.py,line={line},col=1::Thiết lập DEFAULT_PAGINATION" in checked.stdout

    def build():
        return builder.build(project.folder / "publishconf.py", project.content, project.output)

    with surroundings(project.folder):
        for _again in range(2):
            assert told in build().summary.messages[0]
        PreviewState(project.output, build).rebuild()
    assert told in capsys.readouterr().out


def links(project, page):
    """Return the addresses and types of the feeds that *page* links to."""
    html = BeautifulSoup((project.output / page).read_text("utf-8"), "html.parser")
    return [(link["href"], link["type"]) for link in html.select("link[rel=alternate]")]


def test_feeds_that_settings_ask_for_hold_the_articles_and_pages_link_to_them(project):
    project.append(
        "pelicanconf.py",
        "FEED_ALL_RSS = 'rss.xml'\nFEED_ALL_ATOM = 'atom.xml'\nFEED_ATOM = 'feeds/all.atom.xml'\n"
        "CATEGORY_FEED_RSS = 'feeds/{slug}.rss.xml'\nTAG_FEED_ATOM = 'feeds/the-{slug}.xml'\n"
        "AUTHOR_FEED_ATOM = 'feeds/{slug}.xml'\n",
    )
    assert project.build().said == ""
    items = ET.parse(project.output / "rss.xml").findall("channel/item")
    assert [item.findtext("title") for item in items] == ["Một", "Hai"]
    assert items[0].findtext("link").endswith("/tin/2024/a.html")
    assert "Tóm tắt." in items[1].findtext("description")
    rss, atom = "application/rss+xml", "application/atom+xml"
    own = [("atom.xml", atom), ("feed.json", "application/feed+json")]
    of_all = [(f"/{name}", kind) for name, kind in own] + [("/feeds/all.atom.xml", atom), ("/rss.xml", rss)]
    assert links(project, "index.html") == links(project, "tin/2024/a.html") == of_all
    of_category = [(f"/chuyen-muc/hoi-nghi/{name}", kind) for name, kind in own] + [
        ("/feeds/hoi-nghi.rss.xml", rss)
    ]
    assert links(project, "chuyen-muc/hoi-nghi/index.html") == of_category
    of_tag = [(f"/the/lu-quet/{name}", kind) for name, kind in own] + [("/feeds/the-lu-quet.xml", atom)]
    assert links(project, "the/lu-quet/index.html") == of_tag
    assert links(project, "tin/index.html") == [(f"/tin/{name}", kind) for name, kind in own]
    of_author = [(f"/tac-gia/lan/{name}", kind) for name, kind in own] + [("/feeds/lan.xml", atom)]
    assert links(project, "tac-gia/lan/index.html") == of_author


def test_templates_write_files_at_the_root_and_override_those_of_the_theme(project):
    for name, text in {"root/ads.txt": "{{ SITENAME }}", "mine/moved.html": "{{ target }}"}.items():
        file = project.folder / "theme" / name
        file.parent.mkdir()
        file.write_text(text, "utf-8")
    project.append(
        "pelicanconf.py",
        "TEMPLATE_PAGES = {'../theme/root/ads.txt': 'ads.txt'}\nTHEME_TEMPLATES_OVERRIDES = ['theme/mine']\n",
    )
    write_content(project.content, {"articles/2024/c.md": article("Ba", redirects="[/cu.html]")})
    built = project.build()
    assert built.code == FAILED
    assert "cu.html: chính sách bảo mật (CSP) không cho phép no-policy" in built.said
    (project.folder / "theme/mine/moved.html").unlink()
    assert project.build().said == ""
    assert (project.output / "ads.txt").read_text("utf-8") == "Gương Sáng"


PLUGINS = {
    "screens": """
        class Screens(Generator):
            def generate_output(self, writer):
                count = "{{ site.stories|default([])|length }}"
                template = self.env.from_string(f'<a href="/tin/">{count}</a>{EXTRA}')
                template.name = "screen"
                writer.write_file("man-hinh.html", template, self.context, **OPTIONS)
                writer.write_feed([], self.context, "man-hinh.xml", feed_type="rss")

        def get_generators(pelican):
            return Screens

        def register():
            signals.get_generators.connect(get_generators)
        """,
    "marks": """
        def mark(path, context):
            page = Path(path)
            page.write_text(page.read_text("utf-8").replace("</body>", "<!-- dấu --></body>"), "utf-8")

        def register():
            signals.content_written.connect(mark)
        """,
    "late": """
        def finish(pelican):
            output = Path(pelican.output_path)
            (output / "CNAME").write_text("tin.example.vn", "utf-8")
            if "LATE" in os.environ:
                for page in output.rglob("*.html"):
                    page.write_text(page.read_text("utf-8") + " ", "utf-8")

        def register():
            signals.finalized.connect(finish)
        """,
    "lists": """
        def show(generator):
            print(len(generator.articles))

        def register():
            signals.article_generator_finalized.connect(show)
        """,
    "writers": """
        def register():
            signals.get_writer.connect(lambda pelican: object, weak=False)
        """,
}
HEAD = """
import os
from pathlib import Path
from pelican import signals
from pelican.generators import Generator
EXTRA, OPTIONS = {extra!r}, {options!r}
"""


@pytest.fixture
def add(project):
    """Add plugins to the project."""
    folder = project.folder / "plugins"
    ours = folder.resolve()
    folder.unlink()
    folder.mkdir()
    for name in ("incremental", "newsroom"):
        (folder / name).symlink_to(ours / name)

    def add(*names, extra="", **options):
        for name in names:
            sys.modules.pop(name, None)  # of another test
            code = "\n".join(line.removeprefix(" " * 8) for line in PLUGINS[name].splitlines())
            (folder / f"{name}.py").write_text(HEAD.format(extra=extra, options=options) + code, "utf-8")
        project.append("pelicanconf.py", f"PLUGINS += {list(names)!r}\n")
        return project

    return add


def test_what_plugins_write_and_change_is_part_of_the_site(add, monkeypatch):
    monkeypatch.setenv("SITEURL", "https://ten.github.io/repo")
    project = add("screens", "marks", "late")
    for always in (True, False):  # what a plugin has changed is no reason to write it again, nor to refuse it
        with surroundings(project.folder):
            result = builder.build(
                project.folder / "publishconf.py", project.content, project.output, always=always
            )
        assert (project.output / "man-hinh.html").read_text("utf-8") == '<a href="/repo/tin/">2</a>'
        assert ET.parse(project.output / "man-hinh.xml").getroot().tag == "rss"
        assert (project.output / "CNAME").read_text("utf-8") == "tin.example.vn"
        for page in ("index.html", "tin/2024/a.html"):
            assert (project.output / page).read_text("utf-8").count("<!-- dấu -->") == 1, page
    assert "tin/2024/a.html" in read_built(project.output), "it may be published"
    assert result.summary.written < 10, "kept pages stay as the plugin has left them"


def test_a_plugin_that_changes_finished_pages_is_stopped_before_readers_see_them(add, monkeypatch):
    project = add("late")
    assert project.build().said == ""
    before = {file: file.read_bytes() for file in project.output.rglob("*.html")}
    monkeypatch.setenv("LATE", "1")
    built = project.build()
    assert built.code == FAILED
    assert "Plugin late trong PLUGINS sửa" in built.said
    assert "content_written thay cho finalized" in built.said
    assert {file: file.read_bytes() for file in project.output.rglob("*.html")} == before


def test_links_of_a_plugin_and_addresses_of_the_newsroom_are_checked(add):
    built = add("screens", extra='<a href="/khong-co/">', keyed=True, site={}).build()
    assert built.code == FAILED
    assert "man-hinh.html: không có /khong-co/" in built.said
    assert "thừa man-hinh.html" in built.said, "it is written as if the newsroom knew its address"


def test_a_plugin_that_gets_no_articles_is_named_and_a_second_writer_refused(add):
    project = add("lists")
    with surroundings(project.folder):
        (told,) = examine_settings(project.folder / "publishconf.py", project.content)
    assert "Plugin lists trong PLUGINS không nhận được bài nào" in told.message
    assert "article_generator_finalized" in told.message
    assert told.warning
    built = add("writers").build()
    assert built.code == MISTAKES
    assert (
        "Plugin writers trong PLUGINS không dùng được: nó ghi trang thay cho incremental.keyed" in built.said
    )


def test_a_plugin_that_is_not_there_stops_the_build_with_its_name(project):
    project.append("pelicanconf.py", "PLUGINS += ['khong_co']\n")
    built = project.build()
    assert built.code == FAILED
    assert "khong_co" in built.said
    assert "Traceback" not in built.said

"""The engine on a site of stock Pelican, which knows nothing of this project."""

import re
import subprocess
import sys

import pytest

from sites import ROOT, tree

SETTINGS = """
import sys
sys.path.insert(0, {plugins!r})
SITENAME = "Thử"
SITEURL = "https://thu.example"
PATH = "content"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_PAGINATION = 2
PLUGIN_PATHS = [{plugins!r}, "."]
PLUGINS = {names!r}
FEED_ALL_ATOM = "feeds/all.atom.xml"
"""
RELATIVE = """
RELATIVE_URLS = True
CATEGORY_FEED_RSS = "feeds/{slug}.rss.xml"
MONTH_ARCHIVE_SAVE_AS = "luu/{date:%Y/%m}/index.html"
"""
ARTICLE = "Title: Bài {n}\nDate: 2024-01-0{n}\nCategory: tin\n\nNội dung {n}: [một]({{filename}}bai-1.md).\n"
PLUGIN = """
from pelican import signals
from pelican.generators import Generator


class Notes(Generator):
    def generate_output(self, writer):
        template = self.env.from_string("{{ SITENAME }}: {{ note }} {{ %s }}")
        template.name = "note"
        for note in ("một", "hai"):
            writer.write_file(f"note-{note}.html", template, self.context, note=note, keyed=True)


def get_generators(pelican):
    return Notes


def register():
    signals.get_generators.connect(get_generators)
"""


DRAWINGS = """
from pathlib import Path

from pelican import signals
from pelican.generators import Generator


def draw():
    open("drawn.txt", "a").write("x")
    return b"\\x89%s"


class Drawings(Generator):
    def generate_output(self, writer):
        if not Path("enough").exists():
            writer.write_made("tranh/mot.png", "%s", draw)


def get_generators(pelican):
    return Drawings


def register():
    signals.get_generators.connect(get_generators)
"""


PLACES = """
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.settings import read_settings


class Places(Generator):
    def generate_output(self, writer):
        for name, text in (("cho", '<p id="%s">'), ("dan", '<a href="cho.html#%s">')):
            template = self.env.from_string(text % "{{ place }}")
            template.name = name
            place = Path("place.txt").read_text("utf-8") if name == "cho" else "mot"
            writer.write_file(f"{name}.html", template, self.context, place=place, keyed=True)


def get_generators(pelican):
    return Places


def register():
    signals.get_generators.connect(get_generators)


if __name__ == "__main__":
    settings = read_settings("conf.py", override={"OUTPUT_PATH": "kept"})
    Pelican(settings).run()
    print("dan.html" in settings["INCREMENTAL"].report.settled)
"""


class Stock:
    """A site of stock Pelican in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.more = ""
        (folder / "content").mkdir()
        for number in range(1, 6):
            (folder / f"content/bai-{number}.md").write_text(ARTICLE.format(n=number), "utf-8")

    def build(self, output, *names):
        text = SETTINGS.format(plugins=str(ROOT / "plugins"), names=list(names)) + self.more
        (self.folder / "conf.py").write_text(text, "utf-8")
        command = [sys.executable, "-B", "-m", "pelican", "-s", "conf.py", "-o", output, "--fatal", "errors"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, encoding="utf-8", check=False)

    def times(self, output):
        folder = self.folder / output
        return {
            file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in folder.rglob("*.html")
        }

    def changed(self, output, before):
        return {name for name, time in self.times(output).items() if before.get(name) != time}


@pytest.fixture
def stock(tmp_path):
    return Stock(tmp_path)


@pytest.mark.parametrize("more", ["", RELATIVE], ids=["absolute", "relative"])
def test_the_bytes_are_those_of_stock_pelican(stock, more):
    stock.more = more
    assert stock.build("plain").returncode == 0
    for _again in range(2):
        run = stock.build("kept", "incremental.keyed")
        assert run.returncode == 0, run.stdout
        undated = re.compile(rb"<updated>[^<]*</updated>")
        plain, kept = (
            {name: undated.sub(b"", data) for name, data in tree(stock.folder / output).items()}
            for output in ("plain", "kept")
        )
        assert kept == plain


def test_a_page_whose_article_is_gone_is_removed(stock):
    stock.build("kept", "incremental.keyed")
    (stock.folder / "content/bai-3.md").unlink()
    stock.build("kept", "incremental.keyed")
    assert not (stock.folder / "kept/bai-3.html").exists()
    assert (stock.folder / "kept/bai-2.html").exists()


def test_a_page_with_a_key_is_written_once(stock):
    (stock.folder / "notes.py").write_text(PLUGIN % "note", "utf-8")
    assert stock.build("kept", "incremental.keyed", "notes").returncode == 0
    before = stock.times("kept")
    (stock.folder / "content/bai-1.md").write_text(ARTICLE.format(n=7), "utf-8")
    assert stock.build("kept", "incremental.keyed", "notes").returncode == 0
    assert not {"note-một.html", "note-hai.html"} & stock.changed("kept", before)
    (stock.folder / "notes.py").write_text(PLUGIN % "note|upper", "utf-8")
    assert stock.build("kept", "incremental.keyed", "notes").returncode == 0
    assert {"note-một.html", "note-hai.html"} <= stock.changed("kept", before)


def test_a_keyed_page_may_not_read_what_its_key_does_not_hold(stock):
    (stock.folder / "notes.py").write_text(PLUGIN % "articles|length", "utf-8")
    run = stock.build("kept", "incremental.keyed", "notes")
    assert run.returncode != 0
    said = " ".join((run.stdout + run.stderr).split())
    assert "the template reads 'articles'" in said
    assert "Hand what the page shows to write_file" in said


def test_other_plugins_are_told_of_each_page_that_is_written(stock):
    listener = (
        "from pelican import signals\n"
        "def note(path, context):\n"
        "    open('heard.txt', 'a').write(path.rsplit('/', 1)[1] + '\\n')\n"
        "def register():\n"
        "    signals.content_written.connect(note)\n"
    )
    (stock.folder / "listener.py").write_text(listener, "utf-8")
    assert stock.build("kept", "incremental.keyed", "listener").returncode == 0
    heard = (stock.folder / "heard.txt").read_text("utf-8").split()
    assert {"bai-1.html", "index.html", "index2.html"} <= set(heard)


def test_a_file_of_bytes_is_made_once_for_each_key_and_goes_when_nobody_writes_it(stock):
    def build(key):
        (stock.folder / "drawings.py").write_text(DRAWINGS % (key, key), "utf-8")
        assert stock.build("kept", "incremental.keyed", "drawings").returncode == 0

    drawn, file = stock.folder / "drawn.txt", stock.folder / "kept/tranh/mot.png"
    build("1")
    build("1")
    assert (drawn.read_text("utf-8"), file.read_bytes()) == ("x", b"\x891")
    build("2")
    assert (drawn.read_text("utf-8"), file.read_bytes()) == ("xx", b"\x892")
    file.write_bytes(b"?")
    build("2")
    assert (drawn.read_text("utf-8"), file.read_bytes()) == ("xxx", b"\x892")
    (stock.folder / "enough").touch()
    build("2")
    assert not file.exists()


@pytest.fixture
def is_settled(stock):
    """Builds a site of two pages, one of which leads to a place of the other; whether it is settled."""
    (stock.folder / "places.py").write_text(PLACES, "utf-8")
    (stock.folder / "place.txt").write_text("mot", "utf-8")
    assert stock.build("kept", "incremental.keyed", "places").returncode == 0

    def is_settled():
        command = [sys.executable, "places.py"]
        run = subprocess.run(command, cwd=stock.folder, capture_output=True, encoding="utf-8", check=True)
        return run.stdout.splitlines()[-1] == "True"

    assert not is_settled()  # the code is now another: all is written anew
    return is_settled


def test_a_page_is_settled_while_all_that_it_can_lead_to_is_there(stock, is_settled):
    assert is_settled()
    (stock.folder / "place.txt").write_text('mot"><b id="hai', "utf-8")
    assert is_settled()


def test_no_page_is_settled_where_a_place_is_no_more(stock, is_settled):
    (stock.folder / "place.txt").write_text("hai", "utf-8")
    assert not is_settled()


def test_no_page_is_settled_where_a_page_was_taken_away_by_hand(stock, is_settled):
    (stock.folder / "kept/cho.html").unlink()
    assert not is_settled()

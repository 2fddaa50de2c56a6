"""Hostile texts on pages: none runs in a browser, asks another host, or breaks a page.

One site holds all texts of hostile.py that may be published. tests/content/test_refusing.py tests that the
others are refused; they pass here through the second gate, which cleans the HTML that Markdown makes.
"""

import csv
import io
import json
import re
import shutil
from html import unescape

import feedparser
import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from PIL import Image

from hostile import (
    BODIES,
    EVIL,
    FIELDS,
    MARK,
    STRINGS,
    UNCLEANED,
    body_article,
    closed_lists,
    field_article,
    string_content,
    text_of,
)
from newsroom.attachments.attachment_library import Attachments
from newsroom.body.renderer import BodyRenderer
from newsroom.files.text_file import decode, split
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems
from served import serve
from sites import Project, write_content

HARMLESS = "tin/2024/lanh.html"
SHAPE = """({ document }) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const names = (elements) => elements.map((element) => element.localName);
  return {
    head: all("head > *").map(({ localName, name, rel, type }) => `${localName} ${name || rel || type}`),
    body: names([...document.body.children]),
    article: names(all("main > article > *")),
    level_one: [all("h1").length, all("main h1").length],
    landmarks: [all("main").length, all("body > header").length, all("body > footer").length],
    scripts: all("script").map((script) => script.src || script.type),
    strange: names(all(`iframe, frame, object, embed, base, form, input, button, textarea, select, math,
      template, noscript, audio, video, body style, body link, body meta, body title,
      [style], [srcdoc], [ping]`)),
    handlers: all("*").flatMap((element) => element.getAttributeNames())
      .filter((name) => name.startsWith("on")).length,
    links: [...new Set(all("a[href], area[href]").map((link) => link.protocol))].sort(),
    ends: all(".text > p").some((end) => end.textContent.includes("Cuối.") && end.checkVisibility()),
    pictures: all("img, source")
      .flatMap((image) => [image.getAttribute("src"), ...(image.srcset ?? "").split(",")])
      .filter((address) => address)
      .filter((address) => !/^[/](anh|tai-nguyen)[/][a-z0-9.-]+$/.test(address.trim().split(" ")[0])).length,
  };
}"""
# Parses pages, whose scripts do not run, and returns their shapes.
PARSE_ALL = f"""(paths) => {{
  const shape = {SHAPE};
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  return Promise.all(paths.map(async (path) => {{
    const answer = await fetch("/" + path);
    return shape({{ document: parse(await answer.text()) }});
  }}));
}}"""
# Opens pages in frames and returns their shapes; follow() clicks their odd links and returns what happened.
OPEN_ALL = f"""async (paths) => {{
  const shape = {SHAPE};
  const frames = paths.map((path) => {{
    const frame = document.createElement("iframe");
    Object.assign(frame, {{ name: path, src: "/" + path, width: 800, height: 600 }});
    return frame;
  }});
  const loaded = frames.map((frame) => new Promise((resolve) => {{ frame.onload = resolve; }}));
  document.body.append(...frames);
  await Promise.all(loaded);
  window.follow = async () => {{
    for (const {{ contentDocument }} of frames)
      for (const link of contentDocument.querySelectorAll("a[href]"))
        if (!/^https?:$/.test(link.protocol)) link.click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return frames.map(({{ contentWindow }}, place) => {{
      const {{ pathname }} = contentWindow.location;
      const within = [...contentWindow.document.querySelectorAll("iframe")].flatMap((inner) =>
        inner.contentDocument ? inner.contentWindow.alarms : []);
      const elsewhere = pathname === "/" + paths[place] ? [] : ["went to " + pathname];
      return [...contentWindow.alarms, ...within, ...elsewhere];
    }});
  }};
  return frames.map((frame) => shape(frame.contentWindow));
}}"""
EMPTY, FRAMES = "bi-tu-choi/trong.html", 40  # a page with nothing, and the pages that it holds at a time
SAMPLED = 7  # the distance of opened pages among all pages, of which each string has sixteen or more
ALARMS = """
  window.alarms = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = (...words) => { alarms.push(name + " " + words); return null; };
  addEventListener("error", ({ message }) => alarms.push("error " + message));
  document.addEventListener("securitypolicyviolation",
    (event) => alarms.push("policy " + event.violatedDirective + " " + event.blockedURI));
"""
FURNITURE = {"button", "form", "input", "noscript", "select"}  # of the pages themselves
NOWHERE = ("mailto:", "tel:")  # to which no browser goes by itself


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """A content tree with a picture alone."""
    folder = write_content(tmp_path_factory.mktemp("hostile") / "content", {})
    (folder / "images").mkdir()
    Image.new("RGB", (1600, 900), "white").save(folder / "images/le-trao.jpg")
    return folder


def body_file(name):
    return f"articles/2024/{name}.md"


@pytest.fixture(scope="module")
def output(content, tmp_path_factory):
    """The public site of all texts that may be published."""
    project = Project(tmp_path_factory.mktemp("site"), {})
    shutil.copytree(content, project.content, dirs_exist_ok=True)
    files = {"articles/2024/lanh.md": body_article("Lành.")}
    files |= {body_file(name): body_article(text) for name, text, message in BODIES if not message}
    files |= {body_file(name): field_article(fields) for name, fields, message in FIELDS if not message}
    for number in range(len(STRINGS)):
        files |= string_content(number)
    write_content(project.content, files)
    for name, entries in closed_lists().items():
        project.append(f"content/vocabularies/{name}.yaml", entries)
    built = project.build()
    assert built.code == 0, built.said
    write_cleaned(content, project.output)
    return project.output


def write_cleaned(content, output):
    """Write, beside the site, the harmless article with each refused text, cleaned by the second gate."""
    page = (output / HARMLESS).read_text("utf-8")
    render = BodyRenderer(Pictures(content), Attachments(content)).render
    folder = output / "bi-tu-choi"
    folder.mkdir()
    for name, text, message in BODIES:
        if message:
            problems = Problems(body_file(name))
            source = split(decode(body_article(text).encode(), problems), problems)
            html = render(source, problems).html
            assert page.count("<p>Lành.</p>") == 1
            (folder / f"{name}.html").write_text(page.replace("<p>Lành.</p>", html), "utf-8")
    (output / EMPTY).write_text("<!doctype html><title>Trống</title>", "utf-8")
    for number, text in enumerate(UNCLEANED):
        (folder / f"tho-{number}.html").write_text(page.replace("<p>Lành.</p>", text), "utf-8")


@pytest.fixture(scope="module")
def address(output):
    with serve(output) as address:
        yield address


class Window:
    """A page that shows pages of the site in frames and notes all events there."""

    def __init__(self, page, address):
        self.page, self.address, self.noted = page, address, {}
        page.add_init_script(ALARMS)
        page.on("dialog", lambda dialog: (self._note(page.main_frame, dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: self._note(page.main_frame, f"window {popup.url}"))
        page.on("requestfailed", self._note_request)  # as each does that is for another host: see chromium.py

    def _note(self, frame, words):
        """Note what happened in a frame; a frame's name is the path of its page, the page itself has none."""
        self.noted.setdefault(frame.name, []).append(words)

    def _note_request(self, request):
        if not request.url.startswith((self.address, *NOWHERE)):
            frame = request.frame
            while frame.parent_frame and frame.parent_frame != self.page.main_frame:
                frame = frame.parent_frame
            self._note(frame, f"request {request.url}")

    def open(self, paths):
        """Load pages and follow their odd links; return their shapes and their events by path."""
        shapes, noted = {}, {}
        for first in range(0, len(paths), FRAMES):
            some = paths[first : first + FRAMES]
            self.noted = {}
            self.page.goto(f"{self.address}/{EMPTY}")
            shapes |= dict(zip(some, self.page.evaluate(OPEN_ALL, some), strict=True))
            followed = self.page.evaluate("follow()")
            assert self.page.url == f"{self.address}/{EMPTY}"
            for path, alarms in zip(some, followed, strict=True):
                noted[path] = self.noted.pop(path, []) + alarms
            assert not self.noted, (self.noted, some)
        return shapes, noted


@pytest.fixture(scope="module", params=[True, False], ids=["policy off", "policy on"])
def window(request, browser, address):
    """Two windows: with the content security policy, and without."""
    context = browser.new_context(bypass_csp=request.param)
    window = Window(context.new_page(), address)
    window.has_policy = not request.param
    yield window
    context.close()


def test_the_alarms_ring(window):
    paths = [f"bi-tu-choi/tho-{number}.html" for number in range(len(UNCLEANED))]
    shapes, happened = window.open(paths)
    for path, noted in happened.items():
        ran = [event for event in noted if event.startswith("alert")]
        refused = [event for event in noted if event.startswith("policy")]
        if window.has_policy:
            assert refused, (path, noted)
            assert not ran, path
        else:
            requests = [event for event in noted if EVIL in event]
            assert ran or requests or shapes[path]["strange"], (path, noted)


CASES = [f"tin/2024/{name}.html" for name, _, message in [*BODIES, *FIELDS] if not message]
CLEANED = [f"bi-tu-choi/{name}.html" for name, _, message in BODIES if message]


def test_a_text_does_nothing_and_leaves_the_page_as_it_is(window):
    cases = CASES if window.has_policy else [*CASES, *CLEANED]
    shapes, happened = window.open([HARMLESS, *cases])
    harmless = shapes[HARMLESS]
    assert not happened[HARMLESS]
    assert (harmless["level_one"], harmless["landmarks"]) == ([1, 1], [1, 1, 1])
    faults = []
    for path in cases:
        shape, noted = shapes[path], happened[path]
        if path in CLEANED:  # the second gate lets pictures of other hosts be, the first does not
            noted = [event for event in noted if "alert" in event]
            shape |= {"pictures": 0, "ends": True}
        links = set(shape["links"]) <= {"http:", "https:", *NOWHERE}
        same = shape | {name: harmless[name] for name in ("links", "article")} == harmless
        if noted or not links or not same:
            faults.append((path, noted, shape))
    assert faults == []


@pytest.fixture(scope="module")
def showing(output):
    """The paths of all pages that show any of the strings, ordered by string."""
    texts = {file.relative_to(output).as_posix(): file.read_text("utf-8") for file in output.rglob("*.html")}
    shown = [path for path, text in texts.items() if MARK in text and not path.startswith("bi-tu-choi/")]
    shown = sorted({*shown} - {*CASES}, key=lambda path: (numbers_in(path), path))
    assert len(shown) > 10 * len(STRINGS)
    return shown


def numbers_in(path):
    """Return the numbers of strings in the address of a page."""
    return re.findall(r"-(\d+)(?=[./])", path)


def is_whole(shape):
    has_parts = (shape["level_one"], shape["landmarks"]) == ([1, 1], [1, 1, 1])
    is_strange = shape["handlers"] or shape["pictures"] or not set(shape["strange"]) <= FURNITURE
    return has_parts and not is_strange


def test_pages_of_a_string_have_the_shape_of_those_of_the_harmless_string(page, address, showing):
    page.goto(f"{address}/{EMPTY}")
    shapes = dict(zip(showing, page.evaluate(PARSE_ALL, showing), strict=True))
    assert [(path, shape) for path, shape in shapes.items() if not is_whole(shape)] == []
    twins = [(path, re.sub(r"-\d+(?=[./])", "-0", path)) for path in shapes]
    compared = [(path, shapes[path], shapes[twin]) for path, twin in twins if twin in shapes]
    assert [path for path, shape, twin in compared if shape != twin] == []
    assert len(compared) > 8 * len(STRINGS)


def test_strings_do_nothing_wherever_they_stand(window, showing):
    shapes, happened = window.open(showing[::SAMPLED])
    assert {number for path in shapes for number in numbers_in(path)} >= set(map(str, range(len(STRINGS))))
    faults = [(path, happened[path], shape) for path, shape in shapes.items()
              if happened[path] or not is_whole(shape)]  # fmt: skip
    assert faults == []


def plain(text):
    """Return *text* with single spaces: pages keep some words together, and browsers merge spaces."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def words():
    hidden = dict.fromkeys(map(ord, "\u200b\ufeff"))  # which are dropped
    return [plain(text_of(number).translate(hidden)) for number in range(len(STRINGS))]


def test_strings_are_shown_as_they_are(output, words):
    for number, text in enumerate(words):
        pages = {
            f"tin/2024/chu-{number}.html": text,
            f"guong/guong-{number}.html": text,
            f"phong-trao/pt-{number}/index.html": text,
            f"trang-{number}.html": text,
            f"dia-phuong/tinh-{number}/index.html": f"Tỉnh {text}",
            f"cum-khoi/cum-{number}/index.html": text,
        }
        for path, heading in pages.items():
            page = BeautifulSoup((output / path).read_text("utf-8"), "html.parser")
            assert plain(page.h1.get_text()) == heading, path
            assert plain(page.title.string).startswith(heading), path
            data = page.find("script", type="application/ld+json").string
            assert "<" not in data
            assert not set("\u2028\u2029") & set(data)
            assert plain(json.dumps(json.loads(data)["@graph"], ensure_ascii=False)).count(MARK) > 1
        story = json.loads(
            BeautifulSoup((output / f"tin/2024/chu-{number}.html").read_text("utf-8"), "html.parser")
            .find("script", type="application/ld+json")
            .string
        )["@graph"][0]
        shown = [story["headline"], story["description"], story["author"][0]["name"],
                      story["about"]["name"], story["about"]["location"]["name"],
                      story["isBasedOn"][0]["publisher"]["name"], story["correction"][0]["text"]]  # fmt: skip
        assert [plain(value) for value in shown] == [text] * len(shown)


def test_feeds_sitemaps_and_calendars_say_strings_as_they_are(output, words):
    entries = set()
    for file in output.rglob("*.xml"):
        data = file.read_bytes()
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        assert not feed.bozo, (file, feed.get("bozo_exception"))
        for entry in feed.entries:
            assert (entry.title_detail.type, entry.summary_detail.type) == ("text/plain", "text/html")
            assert "<" not in entry.summary
            assert entry.link.startswith("https://guongsang.example/")
            entries |= {plain(entry.title), plain(unescape(entry.summary)), plain(entry.author)}
    assert set(words) <= entries
    calendar = Calendar.from_ical((output / "hoi-nghi/lich.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert sorted(plain(event["summary"]) for event in events) == sorted(words)
    assert all(plain(event["location"]).startswith(tuple(words)) for event in events)


FORMULA = re.compile(r"[=+@\t\r\n-](?![0-9.,]+$)")


def test_data_says_strings_as_they_are_and_no_formula(output, words):
    names = [file.stem for file in (output / "du-lieu").glob("*.csv")]
    assert len(names) == 8
    for name in names:
        records = json.loads((output / f"du-lieu/{name}.json").read_text("utf-8"))
        text = (output / f"du-lieu/{name}.csv").read_text("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rows) == len(records)
        assert any(FORMULA.match(str(value)) for record in records for value in record.values()), name
        assert not [cell for row in rows for cell in row.values() if FORMULA.match(cell)], name
    titles = {
        plain(record["title"]) for record in json.loads((output / "du-lieu/bai-viet.json").read_text("utf-8"))
    }
    assert set(words) <= titles
    newest = json.loads((output / "tin-moi.json").read_text("utf-8"))
    assert {plain(story["title"]) for story in newest} <= titles

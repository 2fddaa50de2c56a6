"""Nothing that an editor can type runs in a reader's browser, asks another host, or breaks a page.

One site holds everything of hostile.py. What is refused is refused at its line; and the second gate,
which cleans what comes out of Markdown, is tried with it all the same.
"""

import csv
import io
import json
import re
import shutil
from datetime import datetime
from html import unescape

import feedparser
import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import expect

from hostile import (
    BODIES,
    EVIL,
    FIELDS,
    MARK,
    STRINGS,
    UNCLEANED,
    body_article,
    closed_lists,
    said,
    string_content,
)
from newsroom.core.body import BodyRenderer
from newsroom.core.dates import HERE
from newsroom.core.loading import load_content
from newsroom.core.pictures import Pictures
from newsroom.core.problems import Problems
from newsroom.core.source import decode, split
from served import serve
from sites import Project, article, write_content

HARMLESS = "tin/2024/lanh.html"
SHAPE = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const names = (elements) => elements.map((one) => one.localName);
  return {
    head: all("head > *").map((one) => `${one.localName} ${one.name || one.rel || one.type}`),
    body: names([...document.body.children]),
    article: names(all("main > article > *")),
    level_one: [all("h1").length, all("main h1").length],
    landmarks: [all("main").length, all("body > header").length, all("body > footer").length],
    scripts: all("script").map((one) => one.src || one.type),
    strange: names(all(`iframe, frame, object, embed, base, form, input, button, textarea, select, math,
      template, noscript, audio, video, body style, body link, body meta, body title,
      [style], [srcdoc], [ping]`)),
    handlers: all("*").filter((one) => one.getAttributeNames().some((name) => name.startsWith("on"))).length,
    links: [...new Set(all("a[href], area[href]").map((one) => one.protocol))].sort(),
    pictures: all("img, source").flatMap((one) => [one.getAttribute("src"), ...(one.srcset ?? "").split(",")])
      .filter((address) => address && !/^[/]anh[/][a-z0-9.-]+$/.test(address.trim().split(" ")[0])).length,
  };
}"""
ALARMS = """
  window.alarms = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = (...words) => { alarms.push(name + " " + words); return null; };
  document.addEventListener("securitypolicyviolation",
    (event) => alarms.push("policy " + event.violatedDirective + " " + event.blockedURI));
"""
FURNITURE = {"button", "form", "input", "noscript", "select"}  # of the pages themselves
NOWHERE = ("mailto:", "tel:")  # to which no browser goes by itself


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """A content tree with a picture, and nothing else."""
    folder = write_content(tmp_path_factory.mktemp("hostile") / "content", {})
    (folder / "images").mkdir()
    Image.new("RGB", (1600, 900), "white").save(folder / "images/le-trao.jpg")
    return folder


def body_file(name):
    return f"articles/2024/{name}.md"


def field_article(fields):
    return article(body="Đầu.\n\nCuối.", **({"title": "Một bài"} | fields))


@pytest.fixture(scope="module")
def told(content, tmp_path_factory):
    """What the editor of each refused file is told, by the name of the case; faults alone."""
    folder = tmp_path_factory.mktemp("refused") / "content"
    shutil.copytree(content, folder)
    files = {body_file(name): body_article(text) for name, text, message in BODIES if message}
    files |= {body_file(name): field_article(fields) for name, fields, message in FIELDS if message}
    write_content(folder, files)
    told = {}
    for one in load_content(folder, datetime(2026, 12, 1, tzinfo=HERE), drafts=False).problems:
        if not one.warning:
            name = one.path.rpartition("/")[2].removesuffix(".md")
            told.setdefault(name, []).append(f"{one.line}:{one.column}: {one.message}")
    return told


REFUSED = [(name, message) for name, _, message in [*BODIES, *FIELDS] if message]


@pytest.mark.parametrize(("name", "message"), REFUSED, ids=[name for name, _ in REFUSED])
def test_what_may_not_be_published_is_refused_at_its_line(told, name, message):
    assert told.get(name, ["nothing"])[0].startswith(message), told.get(name)


@pytest.fixture(scope="module")
def output(content, tmp_path_factory):
    """The public site of everything that may be published."""
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
    cleaned(content, project.output)
    return project.output


def cleaned(content, output):
    """Beside the site, the harmless article once for each refused text, as the second gate leaves it."""
    page = (output / HARMLESS).read_text("utf-8")
    render = BodyRenderer(Pictures(content)).render
    folder = output / "bi-tu-choi"
    folder.mkdir()
    for name, text, message in BODIES:
        if message:
            problems = Problems(body_file(name))
            source = split(decode(body_article(text).encode(), problems), problems)
            html = render(source, problems).html
            assert page.count("<p>Lành.</p>") == 1
            (folder / f"{name}.html").write_text(page.replace("<p>Lành.</p>", html), "utf-8")
    for number, text in enumerate(UNCLEANED):
        (folder / f"tho-{number}.html").write_text(page.replace("<p>Lành.</p>", text), "utf-8")


@pytest.fixture(scope="module")
def address(output):
    with serve(output) as address:
        yield address


class Window:
    """A page on which everything that happens is noted."""

    def __init__(self, page, address):
        self.page, self.address, self.noted = page, address, []
        page.add_init_script(ALARMS)
        page.on("dialog", lambda dialog: (self.noted.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda popup: self.noted.append(f"window {popup.url}"))
        page.on("pageerror", lambda error: self.noted.append(f"error {error}"))
        page.on("request", self._note_request)
        page.on("console", lambda one: "Content Security" in one.text and self.noted.append(one.text))

    def _note_request(self, request):
        if not request.url.startswith((self.address, *NOWHERE)):
            self.noted.append(f"request {request.url}")

    def open(self, path):
        """Load a page and follow its odd links; its shape, and what happened."""
        self.noted.clear()
        url = f"{self.address}/{path}"
        self.page.goto(url)
        shape = self.page.evaluate(SHAPE)
        self.page.evaluate(
            """() => { for (const link of document.querySelectorAll("a[href]"))
                 if (!/^https?:$/.test(link.protocol)) link.click() }"""
        )
        if self.page.url != url:
            self.noted.append(f"went to {self.page.url}")
        return shape, self.noted + self.page.evaluate("alarms")


@pytest.fixture(scope="module", params=[True, False], ids=["policy off", "policy on"])
def window(request, browser, address):
    """Once with the content security policy, and once as if there were none."""
    context = browser.new_context(bypass_csp=request.param)
    context.route(lambda url: not url.startswith(address), lambda route: route.abort())
    window = Window(context.new_page(), address)
    window.has_policy = not request.param
    yield window
    context.close()


@pytest.mark.parametrize("number", range(len(UNCLEANED)))
def test_the_alarms_ring(window, number):
    _, noted = window.open(f"bi-tu-choi/tho-{number}.html")
    window.page.wait_for_timeout(100)
    noted += window.page.evaluate("alarms")
    ran = [one for one in noted if one.startswith("alert")]
    refused = [one for one in noted if "Content Security" in one or one.startswith("policy")]
    if window.has_policy:
        assert refused, noted
        assert not ran
    else:
        asked = [one for one in noted if EVIL in one]
        shape = window.page.evaluate(SHAPE)
        assert ran or asked or shape["strange"], noted


CASES = [f"tin/2024/{name}.html" for name, _, message in [*BODIES, *FIELDS] if not message]
CLEANED = [f"bi-tu-choi/{name}.html" for name, _, message in BODIES if message]


@pytest.fixture(scope="module")
def harmless(window):
    shape, noted = window.open(HARMLESS)
    assert not noted
    assert (shape["level_one"], shape["landmarks"]) == ([1, 1], [1, 1, 1])
    return shape


@pytest.mark.parametrize("path", [*CASES, *CLEANED])
def test_a_text_does_nothing_and_leaves_the_page_as_it_is(window, harmless, path):
    shape, noted = window.open(path)
    if path in CLEANED:  # the second gate lets pictures of other hosts be, the first does not
        noted = [one for one in noted if "alert" in one]
        shape["pictures"] = 0
    else:
        expect(window.page.locator(".text > p", has_text="Cuối.").last).to_be_visible()
    assert noted == []
    assert set(shape["links"]) <= {"http:", "https:", *NOWHERE}
    assert shape | {name: harmless[name] for name in ("links", "article")} == harmless


@pytest.fixture(scope="module")
def showing(output):
    """The pages that say any of the strings."""
    texts = {file.relative_to(output).as_posix(): file.read_text("utf-8") for file in output.rglob("*.html")}
    shown = sorted(path for path, text in texts.items() if MARK in text and "bi-tu-choi/" not in path)
    assert len(shown) > 10 * len(STRINGS)
    return shown


def test_strings_do_nothing_wherever_they_stand(window, showing):
    """And the pages of each have the shape of those of the harmless one."""
    shapes, faults = {}, []
    for path in showing[::8] if window.has_policy else showing:  # where nothing can run, a few will do
        shape, noted = window.open(path)
        shapes[path] = shape
        whole = (shape["level_one"], shape["landmarks"]) == ([1, 1], [1, 1, 1])
        is_strange = not set(shape["strange"]) <= FURNITURE
        if noted or is_strange or shape["handlers"] or shape["pictures"] or not whole:
            faults.append((path, noted, shape))
    assert faults == []
    twins = [(path, re.sub(r"-\d+(?=[./])", "-0", path)) for path in shapes]
    compared = [(path, shapes[path], shapes[twin]) for path, twin in twins if twin in shapes]
    assert [path for path, shape, twin in compared if shape != twin] == []
    assert window.has_policy or len(compared) > 8 * len(STRINGS)


def plain(text):
    """As it reads: browsers make one space of several, and pages keep some words together."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def words():
    return [plain(said(number)) for number in range(len(STRINGS))]


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
        said_there = [story["headline"], story["description"], story["author"][0]["name"],
                      story["about"]["name"], story["about"]["location"]["name"],
                      story["isBasedOn"][0]["publisher"]["name"], story["correction"][0]["text"]]  # fmt: skip
        assert [plain(one) for one in said_there] == [text] * len(said_there)


def test_feeds_sitemaps_and_calendars_say_strings_as_they_are(output, words):
    told = set()
    for file in output.rglob("*.xml"):
        data = file.read_bytes()
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        assert not feed.bozo, (file, feed.get("bozo_exception"))
        for entry in feed.entries:
            assert (entry.title_detail.type, entry.summary_detail.type) == ("text/plain", "text/html")
            assert "<" not in entry.summary
            assert entry.link.startswith("https://guongsang.example/")
            told |= {plain(entry.title), plain(unescape(entry.summary)), plain(entry.author)}
    assert set(words) <= told
    calendar = Calendar.from_ical((output / "hoi-nghi/lich.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert sorted(plain(event["summary"]) for event in events) == sorted(words)
    assert all(plain(event["location"]).startswith(tuple(words)) for event in events)


FORMULA = re.compile(r"[=+@\t\r\n-](?![0-9.,]+$)")


def test_data_says_strings_as_they_are_and_no_formula(output, words):
    names = [file.stem for file in (output / "du-lieu").glob("*.csv")]
    assert len(names) == 8
    for name in names:
        told = json.loads((output / f"du-lieu/{name}.json").read_text("utf-8"))
        text = (output / f"du-lieu/{name}.csv").read_text("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rows) == len(told)
        assert any(FORMULA.match(str(value)) for one in told for value in one.values()), name
        assert not [cell for row in rows for cell in row.values() if FORMULA.match(cell)], name
    titles = {
        plain(one["title"]) for one in json.loads((output / "du-lieu/bai-viet.json").read_text("utf-8"))
    }
    assert set(words) <= titles
    newest = json.loads((output / "tin-moi.json").read_text("utf-8"))
    assert {plain(one["title"]) for one in newest} <= titles

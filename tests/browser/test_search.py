"""Search in a browser, compared with an oracle that reads every word of every text."""

import random
import re
import unicodedata
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from newsroom.language.dates import HERE
from newsroom.search.entries import make_entry
from newsroom.search.spelling import Words, fold
from newsroom.site.content_loader import load_content
from served import serve
from sites import CONTENT, PROJECT, article, run_python, write_content

BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, "plugins")
from newsroom.builds import builder
from newsroom.search import segments
segments.BLOCK, segments.SIZES = 3, (12, 5)  # so that there are segments of every kind
builder.build(Path("publishconf.py").resolve(), Path(sys.argv[1]), Path(sys.argv[2]), always=True)
"""
SYLLABLES = (  # noqa: SIM905 (fifty quotation marks say no more)
    "điển hình hinh diện dien đường dương duong hòa hoà hoa thủy thuỷ thi thị thích thiếu đua dứa nông thôn"
    " nghèo người ngươi ngày xã xa xanh xây dựng phong trào tiên tiến Đắk Lắk lúa lũ ở ổ 2024 20 19/5 TP"
    " UBND QĐ-TTg quế quê khuyến học hộc R&D"
).split()
TONES = "\u0300\u0301\u0303\u0309\u0323"
QUERIES = [
    "dien hinh",
    "điển hình",
    "dak lak",
    "Đắk Lắk",
    "duong",
    "đường",
    "hoà",
    "hòa",
    "phong trào th",
    "xay dung nong thon",
    "ngheo khong ai bo lai",
    "20",
    "ubnd",
    "hảng a xá",
    "quyết định 666/QĐ-TTg",
]


def phrase(dice, count):
    return " ".join(dice.choice(SYLLABLES) for _ in range(count))


def made_up(dice):
    """Return articles and an exemplar made of few words, many alike."""
    files = {}
    for number in range(45):
        day = f"2024-{number // 5 + 1:02}-{number % 5 + 1:02}"
        provinces = dice.choice(("[Hà Giang]", "[Lào Cai, Đắk Lắk]", "[Thừa Thiên Huế]"))
        files[f"articles/2024/a{number}.md"] = article(
            f"'{phrase(dice, 4)}'",
            date=day,
            summary=f"'{phrase(dice, 8)}'",
            body=f"{phrase(dice, 12)}, **{phrase(dice, 3)}**.",
            provinces=provinces,
            campaigns=dice.choice(("[]", "[vi-nguoi-ngheo]")),
            category=dice.choice(("Hội nghị", "Khen thưởng")),
        )
    files["exemplars/x.md"] = (
        "---\ntitle: Hảng A Xá\nkind: cá nhân\ndate: 2024-05-06\nsummary: Người trồng quế.\n"
        "provinces: Lào Cai\n---\nTrồng quế trên đồi.\n"
    )
    return files


class Library:
    """A searchable site, and the words of all its items."""

    def __init__(self, url, content):
        self.url = url
        site = load_content(content, datetime(2026, 11, 18, tzinfo=HERE), drafts=False).site
        self.texts = {
            item.url: self.words(item) for item in (*site.stories, *site.exemplars, *site.campaigns)
        }

    @staticmethod
    def words(item):
        body = BeautifulSoup(item.text, "html.parser").get_text(" ")
        return {word for _, text in make_entry(item).heads for word in split(text)} | {*split(body)}

    def find(self, query):
        """Return the addresses of all matches, and of those that have every word with its marks."""
        *whole, last = split(query)
        found = {url for url, words in self.texts.items() if set(map(plain, whole)) <= set(map(plain, words))}
        exact = {url for url in found if set(map(tone_last, whole)) <= set(map(tone_last, self.texts[url]))}
        if not re.search(r"[aeiouy\d]", plain(last)):  # not yet a word that could begin others
            has = {url for url, words in self.texts.items() if plain(last) in set(map(plain, words))}
            return (found & has, exact & has) if has or len(last) > 3 else (found, exact)
        begun = {url for url in found if any(plain(word).startswith(plain(last)) for word in self.texts[url])}
        return begun, {url for url in exact & begun if any(begins(last, word) for word in self.texts[url])}


def split(text):
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())


def plain(word):
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace(
        "đ", "d"
    )


def tone_last(word):
    return "".join(sorted(unicodedata.normalize("NFD", word), key=TONES.__contains__))


def begins(beginning, word):
    """Tell whether *word* equals or continues *beginning* with its marks; a tone may be missing yet."""
    typed, written = tone_last(beginning), tone_last(word)
    letters, all_letters = (unicodedata.normalize("NFC", text.rstrip(TONES)) for text in (typed, written))
    longer = len(all_letters) > len(letters) and all_letters.startswith(letters)
    return typed == written or (longer and typed[len(typed.rstrip(TONES)) :] in written)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    content, output = write_content(folder / "content", made_up(random.Random(1))), folder / "output"
    run = run_python("-c", BUILD, content, output, cwd=PROJECT)
    assert run.returncode == 0, run.stdout + run.stderr
    assert {path.name for path in (output / "tim-kiem").iterdir() if path.is_dir()} >= {"1", "2", "3", "4"}
    with serve(output) as address:
        yield Library(address, content)


def results(page):
    return page.get_by_role("list", name="Kết quả").get_by_role("link")


def ask(page, query):
    """Return the addresses of all results for *query*, in their order."""
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"“{query.strip()}”")
    more = page.get_by_role("button", name="Xem thêm kết quả")
    while more.is_visible():
        count = results(page).count()
        more.click()
        expect(results(page).nth(count)).to_be_focused()
    return [address.removeprefix("/") for address in addresses(results(page))]


def addresses(links):
    return links.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")


def test_a_search_finds_what_reading_everything_finds_and_right_marks_first(page, library):
    dice = random.Random(2)
    page.goto(f"{library.url}/tim-kiem/")
    for query in QUERIES + [phrase(dice, dice.choice((1, 1, 2, 3))) for _ in range(20)]:
        expected, exact = library.find(query)
        found = ask(page, query)
        assert len(found) == len(set(found)), query
        assert set(found) == expected, query
        if plain(query.lower()) != query.lower():
            assert set(found[: len(exact)]) == exact, query


def test_the_browser_folds_words_as_the_build_does(page, library):
    dice = random.Random(3)
    letters = (
        "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz" + "áàảãạấừữệỵ" + "ÁĐƯỜNG" + TONES + "0123456789 .,-/“”'’\u00a0éßñ"
    )
    texts = ["".join(dice.choices(letters, k=40)) for _ in range(500)]
    texts += [file.read_text("utf-8").replace("&", " ") for file in (CONTENT / "articles").rglob("*.md")]
    texts += [unicodedata.normalize("NFD", text) for text in texts]
    page.goto(f"{library.url}/tim-kiem/")
    folded = page.evaluate(
        """async (texts) => {
          const { fold, spell, wordsOf } = await import("/tai-nguyen/tim-kiem.js");
          return texts.map((text) => wordsOf(text).map(spell).map((word) => [word, fold(word)]));
        }""",
        texts,
    )
    words = Words()
    assert folded == [[[word, fold(word)] for word in words.of_text(text)] for text in texts]


def test_the_best_comes_first(page, library):
    page.goto(f"{library.url}/tim-kiem/")
    assert ask(page, "hang a xa")[0] == "guong/x.html"
    assert ask(page, "vi nguoi ngheo")[0] == "phong-trao/vi-nguoi-ngheo/"
    assert ask(page, "cả nước chung tay")[0] == "phong-trao/vi-nguoi-ngheo/"  # by its other name


def test_the_address_carries_what_was_asked(page, library):
    page.goto(f"{library.url}/tim-kiem/")
    page.get_by_role("searchbox").fill("ngheo")
    page.get_by_label("Địa phương").select_option("Tuyên Quang")
    expect(page.get_by_role("status")).to_have_text(re.compile("Tìm thấy"))
    expect(page).to_have_url(re.compile(r"\?q=ngheo&dia-phuong=tuyen-quang$"))
    first = results(page).first.get_attribute("href")
    page.reload()
    expect(results(page).first).to_have_attribute("href", first)
    expect(page.get_by_role("searchbox")).to_have_value("ngheo")
    expect(page.get_by_label("Địa phương")).to_have_value("tuyen-quang")


def test_results_can_be_chosen_by_campaign_province_category_and_year(page, library):
    page.goto(
        f"{library.url}/tim-kiem/?phong-trao=vi-nguoi-ngheo&dia-phuong=lao-cai&chuyen-muc=hoi-nghi&tin=2024"
    )
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Tìm thấy \d+ kết quả\."))
    count = int(re.search(r"\d+", page.get_by_role("status").inner_text())[0])
    page.goto(f"{library.url}/phong-trao/vi-nguoi-ngheo/lao-cai/")
    listed = set(addresses(page.get_by_role("article").get_by_role("link")))
    page.goto(f"{library.url}/chuyen-muc/hoi-nghi/")
    while True:
        count -= len(listed.intersection(addresses(page.get_by_role("article").get_by_role("link"))))
        older = page.get_by_role("link", name=re.compile("cũ hơn", re.IGNORECASE))
        if not older.count():
            break
        older.click()
    assert count == 0


def test_what_was_looked_for_is_marked(page, library):
    page.goto(f"{library.url}/tim-kiem/?q=trong+que")
    item = page.get_by_role("list", name="Kết quả").get_by_role("listitem").filter(has_text="Hảng A Xá")
    expect(item.get_by_role("mark")).to_have_text(["trồng", "quế"])


def test_a_search_works_from_the_keyboard_alone(page, library):
    page.goto(f"{library.url}/")
    page.get_by_role("banner").get_by_role("link", name="Tìm kiếm").press("Enter")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("hảng a xá")  # without Enter
    expect(page.get_by_role("status")).to_have_text("Tìm thấy 1 kết quả cho “hảng a xá”.")
    for _ in range(5):  # four lists to choose from, and the result
        page.keyboard.press("Tab")
    link = results(page).first
    expect(link).to_be_focused()
    assert link.evaluate("(element) => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hảng A Xá")
    page.go_back()
    expect(results(page)).to_have_count(1)


def test_arrow_keys_lead_from_the_box_through_the_results_and_back(page, library):
    page.goto(f"{library.url}/tim-kiem/")
    box = page.get_by_role("searchbox")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(box).to_be_focused()  # there is nothing yet to go to
    page.keyboard.type("ngheo")
    expect(page.get_by_role("status")).to_contain_text("“ngheo”")
    for place in (0, 1):
        page.keyboard.press("ArrowDown")
        expect(results(page).nth(place)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.get_by_label("Năm").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Năm")).to_have_value("2024")  # a list stays a list


def test_how_many_were_found_is_said_without_moving_the_focus(page, library):
    page.goto(f"{library.url}/tim-kiem/")
    status = page.get_by_role("status")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("ngheo")
    expect(status).to_have_text(re.compile(r"^Tìm thấy \d+ kết quả cho “ngheo”\.$"))
    expect(page.get_by_role("searchbox")).to_be_focused()
    before = status.inner_text()
    page.get_by_label("Địa phương").focus()
    page.get_by_label("Địa phương").select_option("Tuyên Quang")
    expect(status).not_to_have_text(before)
    expect(page.get_by_label("Địa phương")).to_be_focused()


def test_nothing_found_is_said_with_advice(page, library):
    page.goto(f"{library.url}/tim-kiem/?q=xyz1")
    expect(page.get_by_role("status")).to_have_text("Không tìm thấy kết quả nào cho “xyz1”.")
    expect(page.get_by_text("gõ không dấu.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Lào Cai")).to_be_visible()


def test_a_lost_connection_is_said_and_the_next_try_succeeds(page, library):
    page.goto(f"{library.url}/tim-kiem/")
    page.route("**/*.json*", lambda route: route.abort())
    page.get_by_role("searchbox").fill("quế")
    expect(page.get_by_role("status")).to_contain_text("kết nối mạng")
    page.unroute("**/*.json*")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Tìm thấy")


def test_without_script_the_form_says_so_and_lists_lead_everywhere(scriptless_page, library):
    page = scriptless_page
    page.goto(f"{library.url}/tim-kiem/")
    expect(page.get_by_role("searchbox")).to_be_disabled()
    expect(page.get_by_role("search")).to_contain_text("cần JavaScript", use_inner_text=True)
    page.get_by_role("main").get_by_role("link", name="Tuyên Quang").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuyên Quang")

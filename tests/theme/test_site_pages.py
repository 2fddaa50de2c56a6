"""The pages of a whole newsroom."""

import gzip
import re
from itertools import pairwise
from statistics import median

import pytest

from commands import build_site
from sites import CONTENT

ARTICLE_BYTES, PAGE_BYTES = 7_000, 13_000  # gzip: of half the articles, and of any page
ARTICLES = r"tin/20\d\d/(?!index)[^/]+\.html"
SITE = "https://tin.example.vn"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build_site(CONTENT, tmp_path_factory.mktemp("site") / "output", SITEURL=SITE)


@pytest.fixture(scope="module")
def pages(site):
    found = {path: site.page(path) for path in site.files if path.endswith(".html")}
    assert len(found) > 100
    return found


def test_every_page_is_light_and_articles_lighter(site):
    weights = {
        path: len(gzip.compress((site.output / path).read_bytes(), 9))
        for path in site.files
        if path.endswith(".html")
    }
    for path, weight in weights.items():
        assert weight <= PAGE_BYTES, f"{path} weighs {weight} bytes"
    assert median(weights[path] for path in weights if re.fullmatch(ARTICLES, path)) <= ARTICLE_BYTES


def test_every_page_says_what_engines_and_shares_need(pages):
    for path, page in pages.items():
        if page.find("meta", attrs={"name": "robots"}):
            continue
        address = "/" + path.removesuffix("index.html")
        assert page.find("link", rel="canonical")["href"] == SITE + address, path
        description = page.find("meta", attrs={"name": "description"})["content"]
        assert description, path
        properties = {meta["property"]: meta["content"] for meta in page.find_all("meta", property=True)}
        assert properties["og:url"] == SITE + address
        assert properties["og:description"] == description
        assert page.title.string.startswith(properties["og:title"])
        assert properties["og:image"].startswith(SITE + "/")
        assert page.find("link", rel="apple-touch-icon")


def test_no_page_lacks_the_style_of_what_stands_on_it(pages):
    named = {
        path: set(re.findall(r"\.([a-z][a-z0-9_-]*)", page.style.string)) for path, page in pages.items()
    }
    styled = set().union(*named.values())
    for path, page in pages.items():
        used = {name for element in page.find_all(class_=True) for name in element["class"]}
        assert used & styled <= named[path], path


def test_what_a_page_names_is_there(site, pages):
    files = site.files
    for path, page in pages.items():
        named = [link["href"] for link in page.find_all("link", href=True) if "canonical" not in link["rel"]]
        named += [element["src"] for element in page.find_all(["img", "script"], src=True)]
        image = page.find("meta", property="og:image")
        named += [image["content"].removeprefix(SITE)] if image else []
        for address in named:
            assert address.removeprefix("/") in files, f"{path} names {address}"


def test_every_page_has_one_first_heading_within_main_and_a_footer(pages):
    for path, page in pages.items():
        assert len(page.find_all("h1")) == 1, path
        assert page.main.h1, path
        assert page.footer, path
        levels = [int(heading.name[1]) for heading in page.main.find_all(["h1", "h2", "h3", "h4"])]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (
            path,
            levels,
        )


def test_no_title_is_used_twice(pages):
    titles = {}
    for path, page in pages.items():
        if not page.find("meta", attrs={"name": "robots"}):
            assert titles.setdefault(page.title.string, path) == path, (
                f"{path} is titled as {titles[page.title.string]}"
            )


def test_the_site_is_as_full_as_it_was_meant_to_be(site):
    def count(pattern):
        return len([path for path in site.output.glob(pattern) if path.name != "index.html"])

    assert count("tin/20*/*.html") >= 15
    assert count("guong/*.html") >= 9
    assert len(list(site.output.glob("phong-trao/*/index.html"))) == 14
    assert len(list(site.output.glob("dia-phuong/*/index.html"))) == 34 + 29 + 1  # and Thừa Thiên Huế, moved

"""Every component is drawn with its examples, which are also those of /mau/."""

import re

import pytest
import yaml
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from PIL import Image

from newsroom.attachments.attachment_library import Attachments
from newsroom.body.renderer import BodyRenderer
from newsroom.files.text_file import TextFile
from newsroom.pages.samples import draw_samples
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems
from pelican.settings import read_settings
from sites import PRIVATE, ROOT

THEME = ROOT / "theme"
COMPONENTS = sorted(path.stem for path in (THEME / "templates/components").glob("*.html"))


@pytest.fixture(scope="module")
def environment():
    settings = read_settings(str(PRIVATE))
    loader = FileSystemLoader(THEME / "templates")
    environment = Environment(loader=loader, **settings["JINJA_ENVIRONMENT"])  # noqa: S701 (autoescape is on)
    environment.filters.update(settings["JINJA_FILTERS"])
    environment.globals.update(settings["JINJA_GLOBALS"])
    return environment


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_is_one_macro_that_says_what_it_takes_and_has_examples(component):
    source = (THEME / f"templates/components/{component}.html").read_text("utf-8")
    macros = re.findall(r"{% macro (\w+)\((.*?)\) %}", source)
    assert [name for name, _ in macros] == [component]
    comment = re.match(r"{#(.*?)#}", source, re.DOTALL)[1]
    for argument in re.findall(r"(\w+)(?:=|,|$)", re.sub(r"=[^,]+", "", macros[0][1])):
        assert re.search(rf"^\s+{argument}:", comment, re.MULTILINE), f"{argument} is not described"
    assert yaml.safe_load((THEME / f"examples/{component}.yaml").read_text("utf-8"))


def test_each_example_draws_something_with_no_empty_heading_link_or_list(environment):
    samples = list(draw_samples(environment, THEME))
    assert {sample.component for sample in samples} == set(COMPONENTS)
    for sample in samples:
        html = BeautifulSoup(sample.html, "html.parser")
        assert html.get_text(strip=True) or html.img or html.symbol, sample
        for element in html.find_all(["h1", "h2", "h3", "h4", "a", "ul", "ol", "dl", "p"]):
            assert element.get_text(strip=True), (
                f"empty <{element.name}> in {sample.component}, {sample.title}"
            )
        for image in html.find_all("img"):
            beside = image.find_parent("a")
            assert image["alt"] or sample.component == "thumbnail" or beside.get_text(strip=True), (
                f"nothing says what a picture in {sample.component} is"
            )
            assert image["width"]
            assert image["height"]


def test_the_picture_that_begins_a_body_is_offered_as_the_component_offers_a_lead_picture(
    environment, tmp_path
):
    (tmp_path / "images").mkdir()
    Image.new("RGB", (1600, 900)).save(tmp_path / "images/le.jpg")
    pictures = Pictures(tmp_path)
    body = TextFile("articles/2024/a.md", "", "![Lễ “trao”]({static}/images/le.jpg)", 1)
    drawn = BodyRenderer(pictures, Attachments(tmp_path)).render(body, Problems(body.path), leads=True)
    component = environment.get_template("components/picture.html").module
    lead = component.picture(pictures.find("images/le.jpg"), {"alt": "Lễ “trao”", "caption": ""})

    def offer(html):
        elements = BeautifulSoup(html, "html.parser").find_all(["picture", "source", "img"])
        return [(element.name, element.attrs) for element in elements]

    assert offer(drawn.html) == offer(lead)
    assert [name for name, _ in offer(lead)] == ["picture", "source", "img"]

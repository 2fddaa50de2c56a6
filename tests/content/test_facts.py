"""What the project itself publishes: everything has a source, and nothing that could not be verified."""

import re

import pytest
import yaml

from sites import ROOT

CONTENT = ROOT / "content"
REPORTS = sorted(
    [*CONTENT.glob("articles/*/*.md"), *CONTENT.glob("exemplars/*.md"), *CONTENT.glob("campaigns/*.md")]
)
TEXTS = sorted([*REPORTS, *CONTENT.glob("pages/*.md"), *CONTENT.glob("vocabularies/*.yaml")])

# What was heard of and could not be confirmed; each with the files that it must not stand in.
UNVERIFIED = [
    ("*", r"539/QĐ-TTg"),
    ("*", r"19/6/2024|2024-06-19"),
    ("*", r"14/6/2019|2019-06-14"),
    ("*", r"18/11/2022|2022-11-18"),
    ("*", r"10/6/2023|2023-06-10"),
    ("*", r"18/0?1/2022|2022-01-18"),
    ("*", r"10-NQ/TU"),
    ("*", r"26/8/2021|2021-08-26"),
    ("*", r"252/2025/QH15|306/NQ-CP"),
    ("*", r"[Kk]ỷ niệm chương"),
    ("*", r"Bằng khen của quân khu|Bằng khen của đại học quốc gia"),
    ("thi-dua-lam-giau.md", r"[Tt]háng 6"),
    ("ket-cau-ha-tang.md", r"2021|2022|2025"),
    ("khoa-hoc-cong-nghe-chuyen-doi-xanh.md", r"2030"),
    ("doanh-nghiep.md", r"2030"),
]


def front_matter(path):
    return yaml.safe_load(path.read_text("utf-8").split("---")[1])


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_report_names_its_source(path):
    source = front_matter(path).get("source")
    sources = source if isinstance(source, list) else [source]
    assert sources
    assert all(one["name"] for one in sources)


@pytest.mark.parametrize(("files", "pattern"), UNVERIFIED)
def test_nothing_unverified_is_published(files, pattern):
    searched = [path for path in TEXTS if path.match(files)]
    assert searched
    for path in searched:
        assert not re.search(pattern, path.read_text("utf-8")), f"{path.name} says {pattern}"


def test_every_drawing_is_called_a_drawing():
    drawn = [path for path in REPORTS if "minh-hoa/" in str(front_matter(path).get("image"))]
    assert drawn
    for path in drawn:
        assert front_matter(path)["photo_credit"] == "Tranh minh họa"
        assert front_matter(path)["image"]["alt"].startswith("Tranh vẽ")

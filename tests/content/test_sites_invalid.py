"""Each folder of tests/sites_invalid holds a fault; its file ``expected`` says what an editor is told."""

import re
import shutil
from pathlib import Path

import pytest

from newsroom.files.text_file import MAX_BYTES

SITES = Path(__file__).parents[1] / "sites_invalid"
CASES = sorted(folder.name for folder in SITES.iterdir())
# A list that cannot be read excuses every name that is looked for in it, and a file that cannot, every
# address: not with the others in one tree.
LISTS = ("vocabularies", "campaigns/phong-trao-hong.md", "addresses.txt")
SOCIABLE = [case for case in CASES if not any((SITES / case / path).exists() for path in LISTS)]
REQUIRED = ("title", "date", "category", "summary")
CAMPAIGN = "Vì người nghèo - Không để ai bị bỏ lại phía sau"


@pytest.fixture
def overlay(tree):
    """Lay a case over a site that is in order."""
    tree.campaign("vi-nguoi-ngheo", title=CAMPAIGN)

    def overlay(case):
        shutil.copytree(SITES / case, tree.root, dirs_exist_ok=True, ignore=lambda *_: ["expected"])

    return overlay


def expected(*cases):
    """The lines of ``expected`` in the order of the report: by file, line and column."""
    lines = [line for case in cases for line in (SITES / case / "expected").read_text("utf-8").splitlines()]
    return sorted(lines, key=place)


def place(line):
    path, row, column = re.match(r"(.+?):(\d+):(\d+): ", line).groups()
    return path, int(row), int(column)


def assert_told(told, wanted):
    """Each wanted line begins one line told, and nothing else is told."""
    left = list(told)
    unheard = []
    for start in wanted:
        match = next((line for line in left if line.startswith(start)), None)
        left.remove(match) if match else unheard.append(start)
    assert (unheard, left) == ([], []), "expected but not told, and told but not expected"


@pytest.mark.parametrize("case", CASES)
def test_the_editor_is_told_exactly_what_is_wrong_and_where(case, tree, overlay):
    overlay(case)
    told = tree.problems()
    assert_told(told, expected(case))
    assert [place(line) for line in told] == [place(line) for line in expected(case)]


def test_without_a_case_there_is_nothing_to_tell(tree, overlay):
    assert tree.problems() == []


@pytest.mark.parametrize("drafts", [False, True], ids=["public", "with drafts"])
def test_every_fault_of_a_whole_site_is_told_in_one_run(tree, overlay, drafts):
    for case in SOCIABLE:
        overlay(case)
    wanted = expected(*SOCIABLE)
    assert len({line.split(": ", 1)[1] for line in wanted}) > 60
    assert_told(tree.problems(drafts=drafts), wanted)


@pytest.mark.parametrize("case", [f"{kind}-{field}" for kind in ("missing", "empty") for field in REQUIRED])
def test_what_a_draft_lacks_is_only_a_warning(case, tree, overlay):
    overlay(case)
    file = tree.root / f"articles/2024/{case}.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\nstatus: draft\n", 1), "utf-8")
    content = tree.load()
    assert content.faults == []
    assert [problem.warning for problem in content.problems] == [True]


@pytest.mark.parametrize("case", ["empty-article", "empty-alt"])
def test_a_draft_may_lack_its_text_and_the_words_of_its_pictures(case, tree, overlay):
    overlay(case)
    file = tree.root / f"articles/2024/{case}.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\nstatus: draft\n", 1), "utf-8")
    content = tree.load()
    assert content.problems
    assert content.faults == []


def test_a_file_larger_than_an_article_can_be_is_not_read(tree, overlay):
    tree.article("2024/dai", body="a" * MAX_BYTES)
    assert tree.problems() == [
        "articles/2024/dai.md:1:1: Tệp nặng 1.001 KB, quá 100 KB nên không được đọc: hãy tách làm nhiều tệp."
    ]


def test_a_missing_vocabulary_is_named(tree):
    (tree.root / "vocabularies/clusters.yaml").unlink()
    (told,) = tree.problems()
    assert told.startswith("vocabularies/clusters.yaml:1:1: ")

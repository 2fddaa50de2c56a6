"""Each record of a decision has a status, and docs/decisions/README.md lists it."""

import re

import pytest

from sites import ROOT

FOLDER = ROOT / "docs/decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
STATUS = r"\*\*Status\.\*\* (Accepted|Superseded by|Deprecated:).*"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name[:4])
def test_a_record_has_a_number_a_title_and_a_status(record):
    title, _, status = record.read_text("utf-8").splitlines()[:3]
    assert title.startswith(f"# {int(record.name[:4])}. ")
    assert re.fullmatch(STATUS, status), (
        'the third line is "**Status.** Accepted.", "Superseded by …" or "Deprecated: …"'
    )


def index_row(record):
    title, _, status = record.read_text("utf-8").splitlines()[:3]
    number, _, name = title.removeprefix("# ").partition(". ")
    short = re.search(r"Accepted|Superseded by \[\d+\]\(.*?\)|Deprecated", status)[0]
    return f"| {number} | [{name}]({record.name}) | {short} |"


def test_the_index_lists_every_record():
    index = (FOLDER / "README.md").read_text("utf-8")
    assert [line for line in index.splitlines() if re.match(r"\| \d", line)] == list(map(index_row, RECORDS))

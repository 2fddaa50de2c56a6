"""The docs lead to files that exist."""

import re

import pytest

from sites import ROOT

PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
LINK = re.compile(r'\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:src|srcset)="([^"]+)"')
PATH = re.compile(r"`((?:plugins|theme|tests|tools|docs|\.ci|\.github|\.vscode)/[\w./-]*)`")
GONE = "plugins/newsroom/core/"  # named in the changelog


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_paths_lead_to_files(page):
    text = page.read_text("utf-8")
    links = [link or source for link, source in LINK.findall(text)]
    links = [page.parent / link for link in links if not re.match(r"/|\{|[a-z]+:", link)]
    paths = [ROOT / path for path in PATH.findall(text) if path != GONE]
    assert [str(path) for path in (*links, *paths) if not path.exists()] == []

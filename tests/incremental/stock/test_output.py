"""The output folder of a stock site: unchanged pages stay, and all else is as stock Pelican leaves it."""

import pytest

from stock_sites import make_videos

COVER = "Trang bìa\n#########\n\n:save_as: index.html\n:url: /\n\nTrang bìa.\n"
STAMP = """
from pelican import signals


def stamp(path, context):
    with open(path, "a", encoding="utf-8") as stream:
        stream.write("<!-- stamped -->")


def register():
    signals.content_written.connect(stamp)
"""


@pytest.fixture
def site(tmp_path):
    return make_videos(tmp_path)


def both(site):
    """Build the site with the engine and without; return the files of both."""
    kept = site.build("kept", "incremental")
    assert site.made
    return kept, site.build("plain")


def test_unchanged_pages_are_not_written_again(site):
    both(site)
    page = site.folder / "kept/tags.html"
    before = page.stat()
    both(site)
    assert page.stat() == before


@pytest.mark.parametrize("name", ["tags.html", "feeds/all.atom.xml"])
def test_a_page_that_somebody_has_changed_is_written_again(site, name):
    both(site)
    file = site.folder / "kept" / name
    file.write_text(file.read_text("utf-8").swapcase(), "utf-8")  # of the same size
    kept, plain = both(site)
    assert kept == plain
    (site.folder / "kept/tags.html").unlink()
    assert both(site)[0] == plain


def test_other_files_are_removed_where_the_site_asks_for_it(site):
    site.settings["OUTPUT_RETENTION"] = [".git"]
    both(site)
    for output in ("kept", "plain"):
        site.write(f"{output}/.git/config", "git")
        site.write(f"{output}/tag/cũ/index.html", "cũ")
    site.edit("content/Gặp gỡ/videos/3.json", "t3", "t2")
    kept, plain = both(site)
    assert kept == plain
    assert ".git/config" in kept
    assert not (site.folder / "kept/tag/cũ").exists()


def test_pages_of_a_former_build_stay_where_the_site_does_not(site):
    site.settings["DELETE_OUTPUT_DIRECTORY"] = False
    both(site)
    (site.folder / "content/Gặp gỡ/videos/3.json").unlink()
    kept, plain = both(site)
    assert kept == plain


def test_a_page_may_take_the_place_of_another(site):
    site.write("content/pages/bia.rst", COVER)
    for title in ("Trang bìa", "Bìa khác"):
        site.write("content/pages/bia.rst", COVER.replace("Trang bìa.", title))
        for _time in range(2):
            kept, plain = both(site)
            assert kept == plain
            assert title.encode() in kept["index.html"]


def test_a_plugin_may_change_written_pages(site):
    site.write("plugins/stamp.py", STAMP)
    site.settings["PLUGINS"] += ["stamp"]
    for _time in range(2):
        kept, plain = both(site)
        assert kept == plain
        assert kept["tags.html"].count(b"stamped") == 1

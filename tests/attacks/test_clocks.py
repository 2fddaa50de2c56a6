"""Clocks that lie: the site is right, as a cold build makes it, whatever times files and machines claim."""

import os
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from growth import size
from newsroom.builds import builder
from sites import Project, article, surroundings, tree

FILE, PAGE = "articles/2024/a.md", "tin/2024/a.html"
FILES = {
    FILE: article("Bản thứ nhất"),
    "articles/2026/hen.md": article("Tin hẹn giờ", date="2026-12-24 08:00"),
    "articles/2026/hom-nay.md": article("Tin hôm nay", date="2026-11-18"),
}
SECOND = 1_000_000_000  # nanoseconds


def moment(*numbers):
    return str(int(datetime(*numbers, tzinfo=UTC).timestamp()))


JUMPS = [  # past the article whose time has come and back, to the end and to the start
    moment(2026, 12, 25),
    moment(2026, 11, 17),
    *(moment(9998, 12, 31, 16), moment(2038, 1, 19, 3, 14, 8), "0")[: size(1, 3)],
]


class Newsroom:
    """A site, built by the command's own function, so that a build with nothing to do does nothing."""

    def __init__(self, folder):
        self.project = Project(folder, FILES)
        self.file = self.project.content / FILE
        self.page = self.project.output / PAGE
        self.epoch, self.zone = moment(2026, 11, 18, 11), "UTC"
        self.colds = 0

    def build(self, output=None):
        folder = self.project.folder
        with surroundings(folder, SOURCE_DATE_EPOCH=self.epoch, TZ=self.zone):
            builder.build(folder / "publishconf.py", self.project.content, output or self.project.output)

    def assert_right(self):
        """Build; assert that the site is that of a cold build."""
        self.build()
        self.colds += 1
        cold = self.project.folder / f"cold-{self.colds}"
        self.build(cold)
        built, wanted = tree(self.project.output), tree(cold)
        assert [name for name in built.keys() | wanted if built.get(name) != wanted.get(name)] == []


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    newsroom = Newsroom(tmp_path_factory.mktemp("clocks"))
    newsroom.build()
    return newsroom


def rewrite(file, old, new):
    """Replace text by text of the same length, and put the times back."""
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))
    assert file.stat().st_size == before.st_size
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_an_edit_that_keeps_size_and_time_is_noticed(newsroom):
    rewrite(newsroom.file, "thứ nhất", "thứ nhấp")
    newsroom.assert_right()
    assert "thứ nhấp" in newsroom.page.read_text("utf-8")


def test_two_edits_within_one_tick_of_the_clock_are_noticed(newsroom):
    for word in ("thứ nhấn", "thứ nhấm", "thứ nhất"):
        rewrite(newsroom.file, newsroom.file.read_text("utf-8").split("Bản ")[1][:8], word)
        newsroom.build()
        assert word in newsroom.page.read_text("utf-8")
    newsroom.assert_right()


@pytest.mark.parametrize("seconds", [253_402_300_799, -(2**31), 0, 2**31][: size(2, 4)])
def test_times_of_files_far_away_change_nothing(newsroom, seconds):
    for path in (newsroom.file, newsroom.page):
        with suppress(OSError, OverflowError):  # a file system need not have such times
            os.utime(path, ns=(seconds * SECOND, seconds * SECOND))
    rewrite(newsroom.file, "Bản", "Bạn")
    newsroom.assert_right()
    assert "Bạn thứ nhất" in newsroom.page.read_text("utf-8")
    rewrite(newsroom.file, "Bạn", "Bản")
    newsroom.build()


def test_a_file_brought_back_with_its_old_time_is_noticed(newsroom):
    old = newsroom.file.read_bytes()
    copy = newsroom.project.folder / "a.md"
    copy.write_bytes(old)
    os.utime(copy, ns=(newsroom.file.stat().st_mtime_ns,) * 2)
    newsroom.file.write_text(article("Bản thứ hai"), "utf-8")
    newsroom.assert_right()
    copy.replace(newsroom.file)
    newsroom.assert_right()
    assert "Bản thứ nhất" in newsroom.page.read_text("utf-8")


def test_a_clock_that_jumps_shows_what_its_time_has(newsroom):
    for epoch in [*JUMPS, newsroom.epoch]:
        newsroom.epoch = epoch
        newsroom.assert_right()
        is_due = (newsroom.project.output / "tin/2026/hen.html").exists()
        assert is_due == (int(epoch) >= int(moment(2026, 12, 24, 1)))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Khong/Co"][: size(1, 3)])
def test_the_time_zone_of_the_machine_changes_nothing(newsroom, zone):
    before = tree(newsroom.project.output)
    newsroom.zone = zone
    newsroom.assert_right()
    assert tree(newsroom.project.output) == before

"""Random changes of what a build, a publish and a target keep: each is repaired or named.

SIZES=full makes 500 changes.
"""

import gzip
import os
import random
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import pytest

from commands import run_task
from growth import size
from newsroom.builds.stage import kept_file
from publishing_targets import newsroom
from sites import tree

CHANGES = size(3, 500)
BY_HAND = ("hãy dời nó đi", "hãy thay bằng thư mục thật", "tạo lại tệp ấy")  # what a person must do first


@dataclass
class Published:
    """A site with its target, and the whole trees that its releases had."""

    folder: Path
    releases: dict = field(default_factory=dict)

    @property
    def target(self):
        return self.folder / "nơi đăng"

    @property
    def output(self):
        return self.folder / "output"

    @property
    def shown(self):
        return Path(os.path.realpath(self.target / "current"))

    @property
    def link(self):
        """The text of the link to the current release; empty if it is none."""
        current = self.target / "current"
        return str(current.readlink()) if current.is_symlink() else ""

    def run(self, task, *options):
        """Run a task, which may fail but must not break."""
        places = [] if task == "rollback" else ["--content", self.folder / "content", "--output", self.output]
        places += [] if task == "build" else ["--target", self.target]
        run = run_task(task, *places, *options)
        assert run.returncode in {0, 1}, run.stderr
        assert "Traceback" not in run.stdout + run.stderr
        assert run.returncode == 0 or run.stderr.strip()
        return run

    def publish(self):
        """Publish, and remember a new release; return the run."""
        run = self.run("publish")
        if "Đang hiện bản" in run.stdout:  # whose number may have been another's, in a folder that is gone
            self.releases[self.shown.name] = tree(self.shown)
        return run

    def begin(self):
        """Make a new target with two releases."""
        shutil.rmtree(self.target, ignore_errors=True)
        self.releases.clear()
        for colour in ("red", "blue"):
            newsroom(self.folder / "content", colour, 2)
            assert self.publish().returncode == 0
        return tree(self.output)


def without_copies(site):
    """Return *site* without its compressed files, each of which must hold its text."""
    copies = {name: data for name, data in site.items() if name.endswith((".gz", ".br"))}
    assert copies
    for name, data in copies.items():
        unpack = gzip.decompress if name.endswith(".gz") else brotli.decompress
        assert unpack(data) == site[name[:-3]], name
    return {name: data for name, data in site.items() if name not in copies}


def flip(path, dice, _others):
    """Flip a bit of a file, and keep its size and times."""
    data, before = bytearray(path.read_bytes()), path.stat()
    if data:
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def cut(path, dice, _others):
    os.truncate(path, dice.randrange(path.stat().st_size + 1))


def add(path, dice, _others):
    name = dice.choice(["lạ.html", "a\nb", "-rf", "a\\b", b"\xff".decode("utf-8", "surrogateescape"), " "])
    make = dice.choice([Path.touch, Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/etc")])
    new = path.parent / name
    if not os.path.lexists(new):
        make(new)


def replace_by(make):
    def replace(path, dice, others):
        aside = others["outside"] / f"kept-{dice.randrange(10**9)}"
        shutil.move(path, aside)
        make(path, aside)

    return replace


def swap(path, dice, others):
    other = dice.choice(others["files"])
    if other != path:
        between = path.with_name("giữa-chừng")
        path.rename(between)
        other.rename(path)
        between.rename(other)


ON_FILES = [flip, flip, cut, swap]
ON_ALL = [
    add,
    lambda path, _dice, _others: path.chmod(0),
    replace_by(lambda *_: None),  # removed
    replace_by(lambda path, aside: path.symlink_to(aside)),  # a link to the same
    replace_by(lambda path, _aside: path.symlink_to("không có")),
    replace_by(lambda path, _aside: path.mkdir()),
    replace_by(lambda path, _aside: path.write_text("x")),
    replace_by(lambda path, _aside: os.mkfifo(path)),
]


def change(site, dice, outside):
    """Change a random file or folder, of the output, of what builds keep, or at the target."""
    kept = sorted(kept_file(site.output, "x").parent.glob(kept_file(site.output, "").stem + "*"))
    place = dice.choice([[site.output], kept, [site.target], [site.target / "releases"]])
    every = [path for top in place for path in [top, *sorted(top.rglob("*"))] if path != site.output]
    every = [path for path in every if path != site.target and not path.is_symlink()]
    files = [path for path in every if stat.S_ISREG(path.lstat().st_mode)]
    few = [
        path for path in every if len(path.relative_to(site.folder.anchor).parts) < len(place[0].parts) + 2
    ]
    path = dice.choice(dice.choice([every, files, few or every]))
    action = dice.choice(ON_FILES if path in files and dice.random() < 0.5 else ON_ALL)
    action(path, dice, {"files": files, "outside": outside})
    return path, action


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return Published(tmp_path_factory.mktemp("site"))


def test_no_change_of_a_file_is_published_and_each_is_repaired_or_named(site, tmp_path):
    clean = site.begin()
    for seed in range(CHANGES):
        dice = random.Random(seed)
        changed = change(site, dice, tmp_path)
        outside = tree(tmp_path)
        before = site.link
        task = dice.choice(["publish", "publish", "rollback", "build"])
        run = site.publish() if task == "publish" else site.run(task)
        about = f"{seed}: {changed}, {task}: {run.stdout}{run.stderr}"
        if run.returncode:
            assert site.link == before or not site.link, about
        elif task == "build":
            assert tree(site.output) == clean, about
        else:
            here = tree(site.shown)
            assert task != "publish" or without_copies(here) == clean, about
            assert here == site.releases[site.shown.name], about
            assert not [path for path in site.shown.rglob("*") if path.is_symlink()], about
        again = site.publish()
        if again.returncode:
            again = site.publish()
        if again.returncode:
            assert any(words in again.stderr for words in BY_HAND), about + again.stderr
            clean = site.begin()
        assert without_copies(tree(site.shown)) == clean, about
        assert tree(tmp_path) == outside, about

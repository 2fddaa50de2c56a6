"""Every task of an editor, as an ordinary user, among files and folders that are closed to it.

SIZES=full tries each task with each place.
"""

import itertools
import os
import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands import start_task
from growth import FULL
from newsroom.builds import stage
from ordinary_user import become_ordinary
from publishing_targets import newsroom

PLACES = [
    *("content", "content/articles", "content/articles/2024/a0.md", "content/images"),
    *("content/images/red.png", "content/site.yaml", "content/vocabularies"),
    *(
        "content/vocabularies/awards.yaml",
        "output",
        "output/tin",
        "output/index.html",
        ".output.new",
        "cache",
    ),
    *(
        "cache/builds",
        "cache/builds/*.json",
        "cache/builds/*.sqlite",
        "cache/builds/*.publish",
        "cache/locks",
    ),
    *("target", "target/releases", "target/releases/1", "target/.guong-sang", "made", "draft.html"),
]
MODES = (0o000, 0o444, 0o555)
LISTENS = "http://"  # what the tasks say that wait for readers
STOPPED = {-2, 130}  # exit codes of a task that was interrupted
LONGEST = 30  # seconds that these may take to say it


@dataclass(frozen=True)
class Newsroom:
    """A newsroom, and its tasks."""

    folder: Path

    def tasks(self):
        content, output, target = (self.folder / name for name in ("content", "output", "target"))
        places = ["--content", content, "--output", output]
        return {
            "check": ["check", "--content", content],
            "build": ["build", *places],
            "rebuild": ["rebuild", *places],
            "publish": ["publish", *places, "--target", target],
            "rollback": ["rollback", "--target", target],
            "clean": ["clean", "--output", output],
            "serve": ["serve", "--port", "0", *places],
            "preview": ["preview", "--port", "0", *places],
            "new": ["new", "--kind", "bài", "--title", "Bài mới", "--content", content],
            "import": ["import", self.folder / "draft.html", "--content", content],
            "schemas": ["schemas", "--content", content, "--target", self.folder / "made"],
            "server": [
                *("server", "nginx", "--root", "/srv", "--host", "a.example"),
                *("--output", self.folder / "made" / "nginx.conf"),
            ],
        }

    def run(self, name):
        """Run a task as an ordinary user, whose cache lies here; stop it once it waits for readers."""

        def first():
            stage.CACHE = self.folder / "cache"
            stage.LOCKS = stage.CACHE / "locks"
            become_ordinary()

        task = start_task(*self.tasks()[name], first=first)
        if name in {"serve", "preview"}:
            wait_until_it_listens(task)
        return task.wait()

    def return_to(self, begun):
        """Make this newsroom again what was kept in the folder *begun*."""
        shutil.rmtree(self.folder)
        shutil.copytree(begun, self.folder, symlinks=True)


def wait_until_it_listens(task):
    """Wait until *task* shows its site, and stop it; or until it ends by itself."""
    for _ in range(LONGEST * 20):
        os.fsync(task.stdout.fileno())
        said = os.pread(task.stdout.fileno(), 10_000, 0).decode()
        ended = os.waitid(os.P_PID, task.process, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if LISTENS in said or ended:
            break
        time.sleep(0.05)
    if not ended:
        os.killpg(task.process, 2)


def pairs():
    every = list(itertools.product(Newsroom(Path()).tasks(), PLACES))
    return every if FULL else random.Random(1).sample(every, 4)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A newsroom that has published twice, and a copy of it."""
    folder = tmp_path_factory.mktemp("newsroom")
    room = Newsroom(folder / "room")
    (room.folder / "made").mkdir(parents=True)
    sentence = "Bà con trong bản cùng nhau sửa lại con đường ra ruộng, mỗi nhà góp một ngày công và ít đá."
    text = f"<title>Con đường</title><h1>Con đường</h1><p>{sentence} {sentence}</p><p>{sentence}</p>"
    (room.folder / "draft.html").write_text(text, "utf-8")
    for colour in ("blue", "red"):
        newsroom(room.folder / "content", colour, 2)
        assert room.run("publish").returncode == 0
    return room, shutil.copytree(room.folder, folder / "begun", symlinks=True)


@pytest.mark.parametrize(("task", "place"), pairs())
def test_a_task_among_closed_places_does_its_work_or_says_why_not(published, task, place):
    room, begun = published
    for mode in MODES:
        room.return_to(begun)
        closed = [*room.folder.glob(place)] or [room.folder / place]
        before = {path: path.stat().st_mode for path in closed if path.exists()}
        for path in before:
            path.chmod(mode)
        run = room.run(task)
        for path, earlier in before.items():
            if path.exists():
                path.chmod(earlier)
        said = run.stdout + run.stderr
        about = f"{task}, {place} {mode:o}: {run.returncode}: {said}"
        assert run.returncode in {0, 1, *STOPPED}, about
        assert "Traceback" not in said, about
        if run.returncode == 1:
            assert said.strip(), about
            again = room.run(task)
            assert again.returncode in {0, *STOPPED}, f"{about}\nthen: {again.stdout}{again.stderr}"

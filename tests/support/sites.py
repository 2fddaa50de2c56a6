"""Sites for tests, built as an editor builds them.

Tests have a newsroom of their own, ``newsroom_site/``: its content and settings stay as they are while
editors work on the project's. The moment and the address of the site are fixed as well.
"""

import contextlib
import functools
import importlib.util
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bs4 import BeautifulSoup
from invoke import Exit

from newsroom.builds import builder, stage
from newsroom.problems import ContentError

ROOT = Path(__file__).parents[2]
NEWSROOM = ROOT / "tests" / "newsroom_site"
CONTENT = NEWSROOM / "content"  # to be read; a test that changes it copies it first
NOW = datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC)  # 18:06 in Vietnam
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())),
    "SITEURL": "https://guongsang.example",
    "PYTHONDONTWRITEBYTECODE": "",  # children start as an editor's command does: compiled once
}
DAY = "2024-03-05"
USUAL_FIELDS = {
    "article": {"title": "Tin thử", "date": DAY, "category": "Hội nghị", "summary": "Tóm tắt."},
    "exemplar": {"title": "Người thử", "kind": "cá nhân", "date": DAY, "summary": "Tóm tắt."},
    "campaign": {"title": "Phong trào thử", "kind": "phong trào", "summary": "Tóm tắt."},
    "page": {"title": "Trang thử", "summary": "Tóm tắt."},
}


def write_item(kind, /, title=None, *, body="Nội dung.", **fields):
    """Return the text of an item; *fields* are YAML, and a field that is None is left out."""
    front = USUAL_FIELDS[kind] | ({"title": title} if title else {}) | fields
    lines = "".join(f"{name}: {value}\n" for name, value in front.items() if value is not None)
    return f"---\n{lines}---\n{body}\n"


article, exemplar, campaign, page = (functools.partial(write_item, kind) for kind in USUAL_FIELDS)
CAMPAIGN = campaign(
    "Vì người nghèo - Không để ai bị bỏ lại phía sau",
    kind="phong trào thi đua",
    aliases="[Cả nước chung tay vì người nghèo]",
    launched_by="Thủ tướng Chính phủ",
    start=2021,
    end=2025,
    documents="[Quyết định 666/QĐ-TTg]",
    body="Lời mở đầu của phong trào.",
)


def event(name="Hội nghị tổng kết", date="2024-03-05", **fields):
    """Return an event of an article, as YAML; a field that is None is left out."""
    given = {"name": name, "date": date} | fields
    pairs = ", ".join(f'{key}: "{value}"' for key, value in given.items() if value is not None)
    return f"{{{pairs}}}"


@dataclass
class Site:
    """A built site, or an attempt at it."""

    content: Path
    output: Path
    run: subprocess.CompletedProcess

    @property
    def files(self):
        return {file.relative_to(self.output).as_posix() for file in self.output.rglob("*") if file.is_file()}

    def page(self, path):
        return BeautifulSoup((self.output / path).read_text("utf-8"), "html.parser")

    def titles(self, path):
        """Return the titles of the articles that a page lists, in its order."""
        return [heading.get_text() for heading in self.page(path).select("article.card .card__title")]

    def text(self):
        """Return all pages, feeds and data of the site as one string."""
        kinds = (".html", ".xml", ".json", ".txt")
        return "".join((self.output / path).read_text("utf-8") for path in self.files if path.endswith(kinds))

    def bytes(self):
        return {path: (self.output / path).read_bytes() for path in self.files}


def make_project(folder, *, copied=()):
    """Write into *folder* the project's code with the newsroom's settings, and return *folder*.

    Folders that are *copied* may be changed by the test; the others are links to the original.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("plugins", "theme"):
        if name in copied:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc.*"))
        else:
            (folder / name).symlink_to(ROOT / name)
    for name in ("publishconf.py", "tasks.py"):
        shutil.copy(ROOT / name, folder / name)
    settings = [file.read_text("utf-8") for file in (ROOT / "pelicanconf.py", NEWSROOM / "settings.py")]
    (folder / "pelicanconf.py").write_text("\n".join(settings), "utf-8")
    return folder


def _make_newsroom(folder):
    """Write the whole newsroom into *folder*; the workers of a run share what its builds keep."""
    make_project(folder)
    shutil.copytree(CONTENT, folder / "content")
    cache = os.environ.setdefault("NEWSROOM_CACHE", str(folder / "cache"))  # workers inherit it
    Path(cache).mkdir(exist_ok=True)
    (folder / ".cache").symlink_to(cache)
    return folder


_FOLDER = tempfile.TemporaryDirectory(prefix="newsroom-")  # removed when the process ends
PROJECT = _make_newsroom(Path(_FOLDER.name))
stage.CACHE = PROJECT / ".cache"  # that of the checkout belongs to its own builds
stage.LOCKS = stage.CACHE / "locks"
PRIVATE, PUBLIC = PROJECT / "pelicanconf.py", PROJECT / "publishconf.py"


def _load_tasks():
    """Load the tasks of the newsroom."""
    spec = importlib.util.spec_from_file_location("newsroom_tasks", PROJECT / "tasks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tasks = _load_tasks()


def run_python(*arguments, cwd=ROOT, **environment):
    """Run Python with *arguments*, at a fixed moment of time."""
    command = [sys.executable, *map(str, arguments)]
    env = os.environ | ENVIRONMENT | environment
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


def invoke(*arguments, cwd=PROJECT, **environment):
    """Run a task in the newsroom, or in another project."""
    return run_python("-m", "invoke", *arguments, cwd=cwd, **environment)


@contextlib.contextmanager
def surroundings(folder, **environment):
    """Work in *folder* with more variables in the environment, and put both back."""
    before = os.environ.copy()
    os.environ.update(environment)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def call(function, *arguments, **environment):
    """Call *function* as a command of the project in this process, and return a completed process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        surroundings(PROJECT, **ENVIRONMENT | environment),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            function(*arguments)
        except Exit as stop:
            print(stop.message, file=err)
            code = stop.code
        except SystemExit as stop:
            print(stop.code, file=err)
            code = 1
    return subprocess.CompletedProcess([], code, out.getvalue(), err.getvalue())


def write_content(folder, files, *, campaign=True):
    """Write a content tree: the newsroom's identity and lists, perhaps one campaign, and *files*."""
    shutil.copytree(CONTENT / "vocabularies", folder / "vocabularies", dirs_exist_ok=True)
    for name in ("site.yaml", "bieu-tuong.svg"):
        shutil.copy(CONTENT / name, folder / name)
    campaigns = {"campaigns/vi-nguoi-ngheo.md": CAMPAIGN} if campaign else {}
    for path, content in (campaigns | files).items():
        write_file(folder / path, content)
    return folder


def identify(content, **fields):
    """Set *fields*, each YAML, of the newsroom's identity below *content*."""
    file = content / "site.yaml"
    text = file.read_text("utf-8")
    for name, value in fields.items():
        rest = re.sub(rf"^{name}:.*\n(?:[ ].*\n)*", "", text, flags=re.MULTILINE)
        text = f"{rest}{name}: {value}\n"
    file.write_text(text, "utf-8")


def write_file(file, content):
    """Write text or bytes into *file*, and make the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def tree(folder):
    """Return the bytes of every file below *folder*, by path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


FAILED, MISTAKES = 1, 3  # exit codes of Project.build: a build that broke, and one that found problems


@dataclass
class Built:
    """The outcome of a build: its exit code, and its message."""

    code: int
    said: str


class Project:
    """A copy of the project that a test may change, built by the plugins of the original."""

    def __init__(self, folder, files):
        self.folder = folder
        self.output = folder / "output"
        self.now = NOW
        make_project(folder, copied=["theme"])
        self.content = write_content(folder / "content", files)

    def moved_to(self, folder):
        """Return the project of a copy of this folder."""
        moved = copy(self)
        moved.folder, moved.content, moved.output = folder, folder / "content", folder / "output"
        return moved

    def append(self, path, text):
        with (self.folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def build(self, output=None, *, settings="publishconf.py"):
        """Build into *output*, in this process."""
        with surroundings(self.folder, SOURCE_DATE_EPOCH=str(int(self.now.timestamp()))):
            try:
                builder.build(self.folder / settings, self.content, Path(output or self.output), always=True)
            except ContentError as error:
                return Built(MISTAKES, str(error))
            except stage.BuildError as error:
                return Built(FAILED, str(error))
        return Built(0, "")

    def build_forked(self, output=None, *, first=lambda: None):
        """Build in a forked process, which may be harmed, after calling *first* there."""
        source, target = os.pipe()
        process = os.fork()
        if not process:
            built = Built(FAILED, "")
            signal.alarm(200)  # seconds: nothing waits for ever
            try:
                first()
                built = self.build(output)
            except BaseException:  # noqa: BLE001 (it must not reach the tests of the parent)
                built.said = traceback.format_exc()
            os.write(target, built.said.encode()[:60_000])
            os._exit(built.code)
        os.close(target)
        with os.fdopen(source, encoding="utf-8", errors="replace") as pipe:
            said = pipe.read()
        return Built(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said)

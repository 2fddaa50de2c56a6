"""The engine of a newsroom: this project's files, as a commit of the newsroom's own repository.

Each version of the engine is a commit that holds no file of a newsroom, and whose parent is the version
before. The newsroom's branch merges them, so git knows what each side has changed since.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from newsroom.problems import UserError

OWN = ("content", "README.md", ".vscode/schemas")  # a newsroom's, in no version of the engine
_RECORD = re.compile(r"Engine (\S+) \((\w+)\)\n\nEngine-Source: (.+)")  # the message of a version's commit
_ELSEWHERE = (  # variables that a hook of git sets, and that name another repository than the folder's
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE"),
)
_NAME = re.compile(r"\w[\w./+-]*")  # of a tag or a branch; not of two, as a:b, and no option
_NUMBERED = re.compile(r"v\d+(\.\d+)*")  # not v2.0.0-rc1
_LOCKED = re.compile(r"Unable to create '(.+\.lock)': File exists")
_SIGNER = ("-c", "user.name=Engine", "-c", "user.email=engine@localhost")


class GitError(UserError):
    """A command of git that failed."""


class Engine(NamedTuple):
    """A version of the engine in a newsroom."""

    commit: str  # the newsroom's, which holds the engine's files alone
    version: str  # a tag or a branch of the project
    taken: str  # the project's commit, shortened
    source: str  # the project's repository

    def __str__(self) -> str:
        return f"Engine {self.version} ({self.taken})"


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """Run git in *folder* and return its output.

    Raises:
        GitError: It failed, or is not installed.
    """
    env = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    env |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"} | environment
    try:
        run = subprocess.run(  # noqa: S603 (our own arguments)
            ["git", "-C", str(folder), *arguments],  # noqa: S607 (the installed git)
            env=env,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("Máy này chưa có git: cài từ https://git-scm.com rồi chạy lại.") from None
    if "not a git repository" in run.stderr:
        raise GitError(f"{folder} không phải kho git: phần máy mới chỉ lấy được vào kho mà lệnh start dựng.")
    if lock := _LOCKED.search(run.stderr):
        raise GitError(describe_lock(lock[1]))
    if run.returncode:
        raise GitError(f"git {arguments[0]} dừng với mã {run.returncode}: {run.stderr.strip()[-300:]}")
    return run.stdout.strip()


def describe_lock(lock: object) -> str:
    """Describe the file *lock*, which keeps other commands of git from writing."""
    return f"Một lệnh git khác đang ghi ở đây: chờ nó xong rồi chạy lại; nếu nó đã bị ngắt, xóa {lock}."


def take_engine(newsroom: Path, place: str, version: str, parent: str = "", source: str = "") -> Engine:
    """Take a *version*, a tag or a branch, from the repository at *place*.

    Args:
        newsroom: The repository that gets the engine's commit.
        parent: The engine's commit before, if any.
        source: The repository of later versions, by default the same.

    Raises:
        GitError: There is no such version, or the repository cannot be read.
    """
    if not _NAME.fullmatch(version):
        raise GitError(f"“{version}” không phải tên một bản (tag hoặc nhánh git), như v1.2.0.")
    try:
        git(newsroom, "fetch", "--quiet", "--no-tags", "--", place, version)
        taken = git(newsroom, "rev-parse", "--verify", "FETCH_HEAD^{commit}")
    except GitError as error:
        advice = (
            "xem lại tên bản, địa chỉ kho, mạng, quyền đọc; kho thiếu lịch sử thì git fetch --unshallow ở đó"
        )
        raise GitError(
            f"Không lấy được bản {version} từ {_without_password(place)}: {advice}.\n{error}"
        ) from None
    with tempfile.TemporaryDirectory() as folder:
        index = str(Path(folder, "index"))
        git(newsroom, "read-tree", taken, GIT_INDEX_FILE=index)
        git(newsroom, "rm", "-r", "-f", "--cached", "--quiet", "--ignore-unmatch", *OWN, GIT_INDEX_FILE=index)
        tree = git(newsroom, "write-tree", GIT_INDEX_FILE=index)
    engine = Engine("", version, taken[:10], _without_password(source or place))
    ancestry = ["-p", parent] if parent else []
    message = f"{engine}\n\nEngine-Source: {engine.source}"
    return engine._replace(commit=git(newsroom, *_SIGNER, "commit-tree", tree, *ancestry, "-m", message))


def find_engine(newsroom: Path) -> Engine:
    """Return the version that *newsroom* has merged last.

    Raises:
        GitError: The folder is no newsroom that `invoke start` has made.
    """
    form = "--format=%x1e%H%x1f%B"  # neither sign is in a message; no option of a person's git changes it
    log = git(newsroom, "log", "--topo-order", "--encoding=UTF-8", "--no-show-signature", form)
    for entry in log.split("\x1e")[1:]:
        commit, _, message = entry.partition("\x1f")
        # A commit that joins others has their messages, but the files of the newsroom as well.
        if (record := _RECORD.match(message)) and not git(newsroom, "ls-tree", commit, "content"):
            return Engine(commit, *record.groups())
    if git(newsroom, "rev-parse", "--is-shallow-repository") == "true":
        raise GitError("Bản sao này thiếu lịch sử git: chạy git fetch --unshallow rồi update lại.")
    raise GitError(
        "Tòa soạn này không do lệnh start dựng, hoặc lịch sử git đã bị gộp: không biết phần máy lấy từ đâu."
    )


def goes_back(newsroom: Path, before: Engine, after: Engine) -> bool:
    """Detect a version that lacks something of *before*: a smaller number, or a history without it."""
    if _NUMBERED.fullmatch(before.version) and _NUMBERED.fullmatch(after.version):
        return _number(after) < _number(before)
    try:
        git(newsroom, "merge-base", "--is-ancestor", before.taken, after.taken)
    except GitError:
        return True
    return False


def _number(engine: Engine) -> list[int]:
    return [int(part) for part in engine.version[1:].split(".")]


def source_of(project: Path) -> str:
    """Return the repository that *project* was cloned from, or its own folder."""
    try:
        origin = git(project, "config", "remote.origin.url")
    except GitError:
        return str(project)
    return str((project / origin).resolve()) if (project / origin).exists() else origin


def newest_version(source: str, here: Path) -> str:
    """Return the newest version tag at *source*, or its current branch if it has none."""
    try:
        found = git(here, "ls-remote", "--tags", "--refs", "--sort=-version:refname", "--", source, "v*")
    except GitError as error:
        place = _without_password(source)
        raise GitError(f"Không đọc được kho {place}: xem lại địa chỉ, mạng, quyền đọc.\n{error}") from None
    tags = (line.rpartition("/")[2] for line in found.splitlines())
    return next(filter(_NUMBERED.fullmatch, tags), "HEAD")


def is_checked_out(project: Path, version: str) -> bool:
    """Detect a *version* whose files are those of *project*."""
    return git(project, "rev-parse", f"{version}^{{commit}}") == git(project, "rev-parse", "HEAD")


def _without_password(place: str) -> str:
    """Return the address of a repository without a name and a password, which no commit should keep."""
    return re.sub(r"^(https?://)[^/]*@", r"\1", place)


def signer(newsroom: Path) -> tuple[str, ...]:
    """Return options that name an author, where the person's git knows none."""
    try:
        for key in ("user.name", "user.email"):
            git(newsroom, "config", key)
    except GitError:
        return ("-c", "user.name=Tòa soạn", "-c", "user.email=toa-soan@localhost")
    return ()

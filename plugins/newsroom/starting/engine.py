"""The engine of a newsroom: this project's files, as a commit of the newsroom's own repository.

Each version of the engine is a commit that holds no file of a newsroom, and whose parent is the version
before. The newsroom's branch merges them, so git knows what each side has changed since.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from newsroom.problems import UserError

OWN = ("content", "README.md", ".vscode/schemas")  # a newsroom's, in no version of the engine
MARK = "Engine"  # begins the message of each version's commit
SOURCE = "Engine-Source"  # a trailer of it
_ELSEWHERE = (  # variables that a hook of git sets, and that name another repository than the folder's
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE"),
)
_NAME = re.compile(r"\w[\w./+-]*")  # of a tag or a branch; not of two, as a:b, and no option
_NUMBERED = re.compile(r"v\d+(\.\d+)*")  # not v2.0.0-rc1
_PLAIN = ("-c", "core.quotePath=false", "-c", "color.ui=false")  # output for programs
_SIGNER = ("-c", "user.name=Engine", "-c", "user.email=engine@localhost")


class GitError(UserError):
    """A command of git that failed."""


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """Run git in *folder* and return its output.

    Raises:
        GitError: It failed, or is not installed.
    """
    env = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    env |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"} | environment
    try:
        run = subprocess.run(  # noqa: S603 (our own arguments)
            ["git", "-C", str(folder), *_PLAIN, *arguments],  # noqa: S607 (the installed git)
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
    if run.returncode:
        raise GitError(f"git {arguments[0]} dừng với mã {run.returncode}: {run.stderr.strip()[-300:]}")
    return run.stdout.strip()


def take_engine(newsroom: Path, place: str, version: str, parent: str = "", source: str = "") -> str:
    """Take a *version*, a tag or a branch, from the repository at *place*; return the engine's commit.

    Args:
        newsroom: The repository that gets the commit.
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
    message = f"{MARK} {version} ({taken[:10]})\n\n{SOURCE}: {_without_password(source or place)}"
    ancestry = ["-p", parent] if parent else []
    return git(newsroom, *_SIGNER, "commit-tree", tree, *ancestry, "-m", message)


def find_engine(newsroom: Path) -> tuple[str, str]:
    """Return the engine's commit that *newsroom* has merged last, and its source.

    Raises:
        GitError: The folder is no newsroom that `invoke start` has made.
    """
    form = f"--format=%H %(trailers:key={SOURCE},valueonly,separator=%x20)"
    for line in git(newsroom, "log", "--topo-order", f"--grep=^{MARK} .* (", form).splitlines():
        commit, _, source = line.partition(" ")
        # A commit that joins others has their messages, but the files of the newsroom as well.
        if source.strip() and not git(newsroom, "ls-tree", commit, "content"):
            return commit, source.strip()
    if git(newsroom, "rev-parse", "--is-shallow-repository") == "true":
        raise GitError("Bản sao này thiếu lịch sử git: chạy git fetch --unshallow rồi update lại.")
    raise GitError(
        "Tòa soạn này không do lệnh start dựng, hoặc lịch sử git đã bị gộp: không biết phần máy lấy từ đâu."
    )


def source_of(project: Path) -> str:
    """Return the repository that *project* was cloned from, or its own folder."""
    try:
        return git(project, "config", "remote.origin.url")
    except GitError:
        return str(project)


def newest_version(source: str, here: Path) -> str:
    """Return the newest version tag at *source*, or its current branch if it has none."""
    try:
        found = git(here, "ls-remote", "--tags", "--refs", "--sort=-version:refname", "--", source, "v*")
    except GitError as error:
        place = _without_password(source)
        raise GitError(f"Không đọc được kho {place}: xem lại địa chỉ, mạng, quyền đọc.\n{error}") from None
    tags = (line.rpartition("/")[2] for line in found.splitlines())
    return next(filter(_NUMBERED.fullmatch, tags), "HEAD")


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

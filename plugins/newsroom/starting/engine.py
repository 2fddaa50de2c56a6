"""The engine of a newsroom: this project's files, as a commit of the newsroom's own repository.

Each version of the engine is a commit that holds no file of a newsroom, and whose parent is the version
before. The newsroom's branch merges them, so git knows what each side has changed since.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from newsroom.problems import UserError

OWN = ("content", "README.md", ".vscode/schemas")  # a newsroom's, in no version of the engine
MARK = "Engine"  # begins the message of each version's commit
SOURCE = "Engine-Source"  # a trailer of it
_SIGNER = ("-c", "user.name=Engine", "-c", "user.email=engine@localhost")


class GitError(UserError):
    """A command of git that failed."""


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """Run git in *folder* and return its output.

    Raises:
        GitError: It failed, or is not installed.
    """
    env = os.environ | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"} | environment
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
    if run.returncode:
        raise GitError(f"git {arguments[0]} dừng với mã {run.returncode}: {run.stderr.strip()[-300:]}")
    return run.stdout.strip()


def take_engine(newsroom: Path, place: str, version: str, parent: str = "", source: str = "") -> str:
    """Take a *version*, a tag or a branch, from the repository at *place*; return the engine's commit.

    Args:
        newsroom: The repository that gets the commit.
        parent: The engine's commit before, if any.
        source: The repository of later versions, by default the same.
    """
    git(newsroom, "fetch", "--quiet", "--no-tags", place, version)
    taken = git(newsroom, "rev-parse", "FETCH_HEAD^{commit}")
    with tempfile.TemporaryDirectory() as folder:
        index = str(Path(folder, "index"))
        git(newsroom, "read-tree", taken, GIT_INDEX_FILE=index)
        git(newsroom, "rm", "-r", "-f", "--cached", "--quiet", "--ignore-unmatch", *OWN, GIT_INDEX_FILE=index)
        tree = git(newsroom, "write-tree", GIT_INDEX_FILE=index)
    message = f"{MARK} {version} ({taken[:10]})\n\n{SOURCE}: {source or place}"
    ancestry = ["-p", parent] if parent else []
    return git(newsroom, *_SIGNER, "commit-tree", tree, *ancestry, "-m", message)


def find_engine(newsroom: Path) -> tuple[str, str]:
    """Return the engine's commit that *newsroom* has merged last, and its source.

    Raises:
        GitError: The folder is no newsroom that `invoke start` has made.
    """
    found = git(
        newsroom, "log", "-1", f"--grep=^{MARK} .* (", f"--format=%H%n%(trailers:key={SOURCE},valueonly)"
    )
    commit, _, source = found.partition("\n")
    if not commit or not source.strip():
        raise GitError("Tòa soạn này không do lệnh start dựng: không biết phần máy của nó lấy từ đâu.")
    return commit, source.strip()


def source_of(project: Path) -> str:
    """Return the repository that *project* was cloned from, or its own folder."""
    try:
        return git(project, "config", "remote.origin.url")
    except GitError:
        return str(project)


def newest_version(source: str, here: Path) -> str:
    """Return the newest version tag at *source*, or its current branch if it has none."""
    tags = git(here, "ls-remote", "--tags", "--refs", "--sort=-version:refname", source, "v*")
    return tags.splitlines()[0].rpartition("/")[2] if tags else "HEAD"


def signer(newsroom: Path) -> tuple[str, ...]:
    """Return options that name an author, where the person's git knows none."""
    try:
        git(newsroom, "config", "user.email")
    except GitError:
        return ("-c", "user.name=Tòa soạn", "-c", "user.email=toa-soan@localhost")
    return ()

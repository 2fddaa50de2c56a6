"""A later version of the engine, merged into a newsroom."""

import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from newsroom.problems import RefusedError
from newsroom.starting.engine import (
    Engine,
    GitError,
    describe_lock,
    find_engine,
    git,
    goes_back,
    newest_version,
    signer,
    take_engine,
)

_TO_DO = "**To do:**"


def update(newsroom: Path, version: str = "", source: str = "") -> str:
    """Merge a *version* of the engine, by default the newest, into *newsroom*; return a report in Vietnamese.

    Raises:
        RefusedError: Changes are not committed, or both sides have changed a file; nothing has changed.
        GitError: Git failed; nothing has changed.
    """
    merge, lock = (
        newsroom / git(newsroom, "rev-parse", "--git-path", name) for name in ("MERGE_HEAD", "index.lock")
    )
    if merge.exists():
        raise RefusedError(
            "Còn một lần ghép dở: chạy git merge --abort để bỏ (hoặc git commit, nếu chính bạn đã ghép xong),"
            " rồi update lại."
        )
    if lock.exists():
        raise RefusedError(describe_lock(lock))
    if git(newsroom, "status", "--porcelain", "--untracked-files=normal"):
        raise RefusedError("Còn thay đổi chưa ghi vào git: chạy git add --all và git commit rồi update lại.")
    before = find_engine(newsroom)
    source = source or before.source
    after = take_engine(newsroom, source, version or newest_version(source, newsroom), before.commit)
    changed = git(newsroom, "diff-tree", "-r", "--name-only", before.commit, after.commit).splitlines()
    if not changed:
        return f"Phần máy đã là bản mới nhất ({before})."
    if not version and goes_back(newsroom, before, after):
        return (
            f"Phần máy vẫn là {before}: bản mới nhất, {after}, cũ hơn hoặc thuộc nhánh khác."
            f" Muốn chuyển sang bản ấy thì chạy: invoke update --to {after.version}"
        )
    _merge(newsroom, before, after)
    _write_schemas(newsroom)
    lines = [f"Đã lấy {after}; nội dung giữ nguyên."]
    if "requirements.txt" in changed:
        lines.append("Thư viện đã đổi: chạy lại pip install --require-hashes -r requirements.txt.")
    news = git(newsroom, "diff-tree", "-p", before.commit, after.commit, "--", "CHANGELOG.md")
    if any(line.startswith("+") and _TO_DO in line for line in news.splitlines()):
        lines.append(f"Có việc phải làm: xem các dòng {_TO_DO} trong CHANGELOG.md.")
    return "\n".join(lines)


def _merge(newsroom: Path, before: Engine, after: Engine) -> None:
    message = ("--cleanup=whitespace", "--message", f"Lấy {after}")
    try:
        git(newsroom, *signer(newsroom), "merge", "--quiet", "--no-ff", *message, after.commit)
    except GitError as error:
        both = git(newsroom, "diff", "--name-only", "-z", "--diff-filter=U").split("\0")[:-1]
        with suppress(GitError):  # it may not have begun
            git(newsroom, "merge", "--abort")
        if not both:
            raise GitError(f"Chưa lấy bản mới, mọi tệp vẫn như trước: {error}") from None
        raise RefusedError(
            f"Hai bên cùng sửa {', '.join(both)}: chưa lấy bản mới, mọi tệp vẫn như trước. Ba cách:\n"
            f"  1. Bỏ sửa đổi của mình: {_give_up(newsroom, before, both)}, git commit, update.\n"
            f"  2. Tự ghép: git merge {after.commit[:10]}, sửa chỗ có dấu <<<<<<<, git add, git commit.\n"
            "  3. Ở lại bản đang dùng: không phải làm gì."
        ) from None


def _give_up(newsroom: Path, before: Engine, files: list[str]) -> str:
    """Return the commands that bring *files* back to the version *before*, which may lack some of them."""
    there = [name for name in files if git(newsroom, "ls-tree", before.commit, "--", name)]
    own = [name for name in files if name not in there]
    commands = {f"git checkout {before.commit[:10]} --": there, "git rm --quiet --": own}
    return " && ".join(
        shlex.join([*shlex.split(command), *names]) for command, names in commands.items() if names
    )


def _write_schemas(newsroom: Path) -> None:
    """Write the schemas by the new code, and add them to the merge."""
    command = [sys.executable, "-m", "invoke", "schemas"]
    subprocess.run(command, cwd=newsroom, capture_output=True, check=False)  # noqa: S603 (our own)
    with suppress(GitError):  # the folder may be ignored; the merge is done in any case
        git(newsroom, "add", ".vscode/schemas")
        if git(newsroom, "status", "--porcelain", "--untracked-files=no"):
            git(
                newsroom,
                *signer(newsroom),
                "commit",
                "--quiet",
                "--amend",
                "--cleanup=whitespace",
                "--no-edit",
            )

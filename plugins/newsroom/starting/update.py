"""A later version of the engine, merged into a newsroom."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from newsroom.problems import RefusedError
from newsroom.starting.engine import GitError, find_engine, git, newest_version, signer, take_engine

_TO_DO = "**To do:**"


def update(newsroom: Path, version: str = "", source: str = "") -> str:
    """Merge a *version* of the engine, by default the newest, into *newsroom*; return a report in Vietnamese.

    Raises:
        RefusedError: Changes are not committed, or both sides have changed a file; nothing has changed.
        GitError: Git failed; nothing has changed.
    """
    if (newsroom / git(newsroom, "rev-parse", "--git-path", "MERGE_HEAD")).exists():
        raise RefusedError(
            "Còn một lần ghép dở: chạy git merge --abort để bỏ (hoặc git commit, nếu chính bạn đã ghép xong),"
            " rồi update lại."
        )
    if git(newsroom, "status", "--porcelain"):
        raise RefusedError("Còn thay đổi chưa ghi vào git: chạy git add --all và git commit rồi update lại.")
    before, known = find_engine(newsroom)
    source = source or known
    version = version or newest_version(source, newsroom)
    commit = take_engine(newsroom, source, version, before)
    if not git(newsroom, "diff", "--name-only", before, commit):
        return f"Phần máy đã là bản mới nhất ({_name(newsroom, before)})."
    _merge(newsroom, commit)
    _write_schemas(newsroom)
    lines = [f"Đã lấy {_name(newsroom, commit)}; nội dung giữ nguyên."]
    if git(newsroom, "diff", "--name-only", before, commit, "--", "requirements.txt"):
        lines.append("Thư viện đã đổi: chạy lại pip install --require-hashes -r requirements.txt.")
    changes = git(newsroom, "diff", "--no-ext-diff", before, commit, "--", "CHANGELOG.md").splitlines()
    if any(line.startswith("+") and _TO_DO in line for line in changes):
        lines.append(f"Có việc phải làm: xem các dòng {_TO_DO} trong CHANGELOG.md.")
    return "\n".join(lines)


def _name(newsroom: Path, commit: str) -> str:
    return git(newsroom, "log", "-1", "--format=%s", commit)


def _merge(newsroom: Path, commit: str) -> None:
    message = f"Lấy {_name(newsroom, commit)}"
    try:
        git(newsroom, *signer(newsroom), "merge", "--quiet", "--no-ff", "--message", message, commit)
    except GitError as error:
        both = git(newsroom, "diff", "--name-only", "--diff-filter=U").splitlines()
        with suppress(GitError):  # it may not have begun
            git(newsroom, "merge", "--abort")
        if not both:
            raise GitError(f"Chưa lấy bản mới, mọi tệp vẫn như trước: {error}") from None
        files = " ".join(both)
        raise RefusedError(
            f"Hai bên cùng sửa {', '.join(both)}: chưa lấy bản mới, mọi tệp vẫn như trước. Ba cách:\n"
            f"  1. Bỏ sửa đổi của mình: git checkout {commit[:10]}~1 -- {files}, git commit, update.\n"
            f"  2. Tự ghép: git merge {commit[:10]}, sửa chỗ có dấu <<<<<<<, git add, git commit.\n"
            "  3. Ở lại bản đang dùng: không phải làm gì."
        ) from None


def _write_schemas(newsroom: Path) -> None:
    """Write the schemas by the new code, and add them to the merge."""
    command = [sys.executable, "-m", "invoke", "schemas"]
    subprocess.run(command, cwd=newsroom, capture_output=True, check=False)  # noqa: S603 (our own)
    with suppress(GitError):  # the folder may be ignored; the merge is done in any case
        git(newsroom, "add", ".vscode/schemas")
        if git(newsroom, "diff", "--cached", "--name-only"):
            git(newsroom, *signer(newsroom), "commit", "--quiet", "--amend", "--no-edit")

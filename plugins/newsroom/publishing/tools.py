"""Running rsync, ssh and rclone, and saying in Vietnamese why one of them failed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence

INSTALL = {
    "rsync": "sudo apt-get install rsync",
    "ssh": "sudo apt-get install openssh-client",
    "flock": "sudo apt-get install util-linux",
    "rclone": "sudo apt-get install rclone, hoặc https://rclone.org/install/",
}
_SECRET = re.compile(r"secret|token|passw|credential|_key|key_|pass$", re.IGNORECASE)  # in a variable's name
_CAUSES = (  # in what a tool says, in English; the first that is found
    (
        r"connection (refused|timed out|reset)|no route to host|could not resolve|no such host|i/o timeout",
        "Không nối được tới {place}: máy chủ từ chối, không trả lời, hoặc tên máy, cổng bị sai.",
    ),
    (
        r"host key verification failed",
        "Chưa tin được máy chủ {place}: hãy thử ssh vào máy ấy một lần, xem kỹ khoá rồi chấp nhận.",
    ),
    (
        r"permission denied \(|accessdenied|invalidaccesskeyid|signaturedoesnotmatch|nocredential|forbidden",
        "{place} không nhận khoá đăng nhập: hãy xem lại khoá ssh, hoặc khoá trong cấu hình của rclone.",
    ),
    (r"no space left|file too large|quota exceeded", "{place} hết chỗ: hãy dọn bớt rồi đăng lại."),
    (r"command not found|: not found", "Máy ở {place} thiếu một lệnh cần có (rsync, flock hoặc sha256sum)."),
    (r"permission denied|read-only file system|operation not permitted", "Không có quyền ghi vào {place}."),
    (r"didn't find section in config", "rclone chưa có cấu hình cho {place}: chạy rclone config."),
    (r"nosuchbucket|bucket does not exist", "Không có kho chứa (bucket) nào tên như trong {place}."),
)


class PublishError(Exception):
    """The site was not published, or not to the end; the message says why, to who publishes."""


class ToolError(PublishError):
    """A tool failed; ``code`` is what it exited with."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def require(*tools: str) -> None:
    """Raise PublishError when one of *tools* is not on this machine."""
    for tool in tools:
        if not shutil.which(tool):
            raise PublishError(f"Máy này chưa có {tool}: {INSTALL.get(tool, 'hãy cài thêm')}.")


def environment() -> dict[str, str]:
    """That of this process, with tools that speak English."""
    return dict(os.environ) | {"LC_ALL": "C"}


def run(command: Sequence[str], place: str, *, given: str = "", held: Sequence[int] = ()) -> str:
    """What *command* says, given a text; it keeps open the files *held*.

    Raises:
        ToolError: It failed; *place* is where it was at work, for the message.
    """
    done = subprocess.run(  # noqa: S603 (our own words, and a target that has been looked at)
        command,
        input=given,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=environment(),
        pass_fds=held,
        check=False,
    )
    if done.returncode:
        raise ToolError(explain(command[0], done.returncode, done.stderr, place), done.returncode)
    return done.stdout


def explain(tool: str, code: int, said: str, place: str) -> str:
    """Why *tool* failed, in Vietnamese, without any secret of the environment."""
    for pattern, message in _CAUSES:
        if re.search(pattern, said, re.IGNORECASE):
            return message.format(place=place)
    last = (said.strip().splitlines() or [""])[-1]
    return f"{tool} dừng với mã {code} khi đăng vào {place}: {redact(last) or 'không nói gì thêm'}"


def redact(text: str) -> str:
    """*text* without what secret variables hold."""
    secrets = {value for name, value in os.environ.items() if _SECRET.search(name) and value}
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "•••")
    return text

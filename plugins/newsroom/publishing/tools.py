"""Calls of rsync, ssh and rclone, with Vietnamese explanations of failures."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence

from newsroom.crashes import redact
from newsroom.language.file_names import show
from newsroom.problems import UserError

_NO_RSYNC = "Windows không có lệnh này: chạy invoke trong WSL (wsl --install), hoặc đăng bằng rclone"
INSTALL = {  # by system: the way to get each tool
    "Debian": {
        "rsync": "sudo apt-get install rsync",
        "ssh": "sudo apt-get install openssh-client",
        "flock": "sudo apt-get install util-linux",
        "rclone": "sudo apt-get install rclone",
    },
    "Fedora": {
        "rsync": "sudo dnf install rsync",
        "ssh": "sudo dnf install openssh-clients",
        "flock": "sudo dnf install util-linux",
        "rclone": "sudo dnf install rclone",
    },
    "macOS": {
        "rsync": "brew install rsync",
        "ssh": "máy Mac có sẵn ở /usr/bin, hãy xem lại biến PATH",
        "flock": "brew install flock",
        "rclone": "brew install rclone",
    },
    "Windows": {
        "rsync": _NO_RSYNC,
        "ssh": "Settings → System → Optional features → OpenSSH Client",
        "flock": _NO_RSYNC,
        "rclone": "winget install Rclone.Rclone, rồi mở lại ô Terminal",
    },
}
LONGEST = 500  # characters of a tool's own error that are shown
_CAUSES = (  # pattern of a tool's English error, and the Vietnamese message; the first match counts
    (
        r"connection (refused|timed out|reset)|no route to host|could not resolve|no such host|i/o timeout",
        "Không nối được tới {place}: máy chủ từ chối, không trả lời, hoặc tên máy, cổng bị sai.",
    ),
    (
        r"host key verification failed",
        "Chưa tin được máy chủ {place}: hãy thử ssh vào máy ấy một lần, xem kỹ khoá rồi chấp nhận.",
    ),
    (
        r"denied \([a-z]|accessdenied|invalidaccesskeyid|signaturedoesnotmatch|nocredential|forbidden",
        "{place} không nhận khoá đăng nhập: hãy xem lại khoá ssh, hoặc khoá trong cấu hình của rclone.",
    ),
    (r"no space left|file too large|quota exceeded", "{place} hết chỗ: hãy dọn bớt rồi đăng lại."),
    (r"command not found|: not found", "Máy ở {place} thiếu một lệnh cần có (rsync, flock hoặc sha256sum)."),
    (
        r"permission denied|can't cd to|read-only file system|operation not permitted",
        "Không có quyền ghi vào {place}.",
    ),
    (r"didn't find section in config", "rclone chưa có cấu hình cho {place}: chạy rclone config."),
    (r"nosuchbucket|bucket does not exist", "Không có kho chứa (bucket) nào tên như trong {place}."),
)


class PublishError(UserError):
    """An incomplete publish; the message gives the reason."""


class ToolError(PublishError):
    """A failed tool; ``status`` is its exit code, not that of the task."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def require(*tools: str) -> None:
    """Raise PublishError, with the way to get each, if any of *tools* is not installed."""
    ways = INSTALL[_find_system()]
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        lines = (f"Máy này chưa có {tool}: {ways.get(tool, 'hãy cài thêm')}." for tool in missing)
        raise PublishError("\n".join(lines))


def _find_system() -> str:
    systems = {"win32": "Windows", "darwin": "macOS"}
    return systems.get(sys.platform) or ("Fedora" if shutil.which("dnf") else "Debian")


def environment() -> dict[str, str]:
    """Return this process's environment, with tool messages in English and no blank RSYNC_RSH."""
    kept = {name: value for name, value in os.environ.items() if name != "RSYNC_RSH" or value.strip()}
    return kept | {"LC_ALL": "C"}


def run(command: Sequence[str], place: str, *, given: str = "", held: Sequence[int] = ()) -> str:
    """Run *command* and return its standard output.

    Args:
        command: Program and arguments.
        place: Target of the command, for the error message.
        given: Text for standard input.
        held: File descriptors that the command keeps open.

    Raises:
        ToolError: The command failed.
    """
    done = subprocess.run(  # noqa: S603 (our own arguments, and a validated target)
        command,
        input=given.encode(),
        capture_output=True,
        env=environment(),
        pass_fds=held,
        check=False,
    )
    output, error = (stream.decode(errors="replace") for stream in (done.stdout, done.stderr))
    if done.returncode:
        raise ToolError(explain(command[0], done.returncode, error, place), done.returncode)
    return output


def explain(tool: str, code: int, error: str, place: str) -> str:
    """Explain in Vietnamese why *tool* failed, without any secret of the environment."""
    for pattern, message in _CAUSES:
        if re.search(pattern, error, re.IGNORECASE):
            return message.format(place=place)
    last = show(redact((error.strip().splitlines() or [""])[-1])[-LONGEST:])
    return f"{tool} dừng với mã {code} khi đăng vào {place}: {last or 'không nói gì thêm'}"

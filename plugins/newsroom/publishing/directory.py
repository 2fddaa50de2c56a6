"""A folder, here or on a host with ssh, that a web server reads: releases, and a link to the current one.

What is done there is a few lines of sh, the same for both. The lock is held by a process that lives
as long as something of this publish does: whatever is killed, nobody has to remove it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from newsroom.publishing.manifest import Manifest, read_manifest, write_manifest
from newsroom.publishing.place import EARLIER
from newsroom.publishing.releases import Releases, read_releases
from newsroom.publishing.tools import PublishError, ToolError, environment, explain, require, run

MARK = ".guong-sang"  # says that the folder is ours, and is what is locked
_FOREIGN, _BUSY, _NO_FOLDER = 3, 4, 5  # exit codes of the lines below
_HOLD = f"""
cd -- "$1" 2>/dev/null || {{ mkdir -- "$1" && cd -- "$1"; }} || exit {_NO_FOLDER}
[ -e {MARK} ] || [ -z "$(ls -A)" ] || exit {_FOREIGN}
exec flock -w 2 -E {_BUSY} {MARK} sh -c 'mkdir -p releases && echo held && cat >/dev/null'
"""
_SURVEY = f"""
cd -- "$1" 2>/dev/null || exit 0
[ -e {MARK} ] || {{ [ -z "$(ls -A)" ] && exit 0; exit {_FOREIGN}; }}
[ -L current ] && echo "current $(readlink current)"
[ -L {EARLIER} ] && echo "earlier $(readlink {EARLIER})"
cd releases 2>/dev/null || exit 0
for one in *; do
  [ ! -d "$one" ] || echo "known $one"
  [ ! -d "$one" ] || [ ! -f "$one.sha256" ] || echo "whole $one"
done
"""
_READ = 'cat -- "$1/releases/$2.sha256"'
_VERIFY = """
cd -- "$1/releases/$2" || exit 1
sha256sum -c - 2>/dev/null | grep -v ': OK$'
find . -type f | wc -l
"""
# Who has just been sent a page of the release before asks for its pictures: the server looks there, too.
_POINT = f"""{{
  cd -- "$1" && ln -sfn "$(readlink current || echo none)" .link && mv -T .link {EARLIER} &&
  ln -sfn "releases/$2" .link && mv -T .link current
}}"""
_FINISH = f"""
cd -- "$1/releases" && cat > .new.sha256 && mv -T .new "$2" && mv .new.sha256 "$2.sha256" && {_POINT}
"""
_REMOVE = 'cd -- "$1/releases" && shift && for one; do rm -f "$one.sha256" && rm -rf "$one" || exit 1; done'
_HOST = re.compile(r"((?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][\w.-]+):(/.+)")
_TRANSFER = re.compile(
    r"^(?:Number of regular files transferred|Total transferred file size): (\d+)", re.MULTILINE
)


@dataclass(frozen=True)
class Sent:
    """What a publish sent to its target: files, and their bytes; and the release, where it has a number."""

    files: int
    size: int
    release: int | None = None


@dataclass(frozen=True)
class Directory:
    """The folder *path*, on *host* where there is one."""

    path: str
    host: str

    @classmethod
    def named(cls, target: str) -> Directory:
        """``folder``, or ``user@host:/folder``."""
        match = _HOST.fullmatch(target)
        if match:
            return cls(match[2].rstrip("/") or "/", match[1])
        return cls(str(Path(target).absolute()), "")

    def __str__(self) -> str:
        return f"{self.host}:{self.path}" if self.host else self.path

    def require_tools(self) -> None:
        require("rsync", _remote_shell()[0] if self.host else "flock")

    def releases(self) -> Releases:
        """What is there; this changes nothing."""
        return read_releases(self._sh(_SURVEY))

    def manifest(self) -> dict[str, str]:
        """Of what is shown; empty where nothing is."""
        releases = self.releases()
        if releases.current not in releases.whole:
            return {}
        return read_manifest(self._sh(_READ, str(releases.current)))

    def holds(self, manifest: Manifest) -> bool:
        """Whether what is shown is, byte for byte, what *manifest* says."""
        return self.manifest() == manifest and not self._faults(str(self.releases().current), manifest)

    @contextmanager
    def held(self) -> Iterator[int]:
        """Keep other publishes from here; gives a file that is to stay open as long.

        Raises:
            PublishError: Another publish is at work, or the folder holds something else.
        """
        holder = subprocess.Popen(  # noqa: S603 (our own words)
            self._command(_HOLD),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=environment(),
        )
        with holder:
            assert holder.stdin and holder.stdout and holder.stderr  # noqa: PT018, S101 (for mypy)
            if holder.stdout.readline() != "held\n":
                holder.stdin.close()
                said = holder.stderr.read()
                code = holder.wait()
                raise self._fault(code, explain("ssh" if self.host else "sh", code, said, str(self)))
            yield holder.stdin.fileno()
            holder.stdin.close()

    def send(self, folders: list[Path], manifest: Manifest, held: int) -> Sent:
        """Make a release of what is in *folders* and show it.

        Raises:
            PublishError: It could not be sent or is not whole there; what is shown is as it was.
        """
        releases = self.releases()
        number = releases.next
        new = f"{self.path}/releases/.new/"
        said = run(
            [
                *("rsync", "--recursive", "--checksum", "--delete", "--perms", "--chmod=D755,F644"),
                *("--secluded-args", "--stats", "--no-human-readable"),
                *(f"--link-dest=../{base}/" for base in releases.bases),
                *(f"{folder}/" for folder in folders if folder.is_dir()),
                f"{self.host}:{new}" if self.host else new,
            ],
            str(self),
            held=[held],
        )
        faults = self._faults(".new", manifest)
        if faults:
            raise PublishError(f"Bản vừa gửi tới {self} không đúng như bản đã dựng ({faults}): hãy đăng lại.")
        self._sh(_FINISH, str(number), given=write_manifest(manifest))
        with suppress(PublishError):  # the next publish removes them
            self._sh(_REMOVE, *map(str, self.releases().superfluous))
        files, size = map(int, _TRANSFER.findall(said))
        return Sent(files, size, number)

    def point(self, number: int) -> None:
        """Show release *number*, in a single rename."""
        self._sh(_POINT, str(number))

    def _faults(self, folder: str, manifest: Manifest) -> str:
        """How the files of a release differ from *manifest*, in a few words."""
        *wrong, count = self._sh(_VERIFY, folder, given=write_manifest(manifest)).splitlines()
        if wrong:
            return f"{len(wrong)} tệp sai, đầu tiên là {wrong[0].rpartition(':')[0]}"
        return "" if int(count) == len(manifest) else f"có {count.strip()} tệp, phải là {len(manifest)}"

    def _sh(self, script: str, *arguments: str, given: str = "") -> str:
        try:
            return run(self._command(script, *arguments), str(self), given=given)
        except ToolError as error:
            raise self._fault(error.code, str(error)) from None

    def _command(self, script: str, *arguments: str) -> list[str]:
        command = ["sh", "-c", script, "sh", self.path, *arguments]
        return [*_remote_shell(), self.host, shlex.join(command)] if self.host else command

    def _fault(self, code: int, otherwise: str) -> PublishError:
        known: Mapping[int, str] = {
            _FOREIGN: f"{self} có thứ khác, không phải do lệnh publish tạo ra: hãy chọn thư mục khác.",
            _BUSY: f"Đang có một lượt đăng khác vào {self}: hãy đợi lượt ấy xong.",
            _NO_FOLDER: f"Không mở được {self}: thư mục cha phải có sẵn và cho ghi.",
        }
        return PublishError(known.get(code, otherwise))


def _remote_shell() -> list[str]:
    """As rsync: what the variable RSYNC_RSH says, or ssh."""
    return shlex.split(os.environ.get("RSYNC_RSH") or "ssh")

"""Publishing into a folder of releases, here or on an ssh host.

A web server reads the folder through a link to the current release. The same few lines of sh work in
both cases. A process holds the lock and ends with this publish: no stale lock survives a kill.
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
from newsroom.publishing.releases import Releases, read_releases
from newsroom.publishing.tools import PublishError, ToolError, environment, explain, require, run
from newsroom.servers.server_config import EARLIER

MARK = ".guong-sang"  # marks the folder as ours, and is the lock file
_FOREIGN, _BUSY, _NO_FOLDER = 3, 4, 5  # exit codes of the scripts below
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
for release in *; do
  [ ! -d "$release" ] || echo "known $release"
  [ ! -d "$release" ] || [ ! -f "$release.sha256" ] || echo "whole $release"
done
"""
_READ = 'cat -- "$1/releases/$2.sha256"'
_VERIFY = """
cd -- "$1/releases/$2" || exit 1
sha256sum -c - 2>/dev/null | grep -v ': OK$'
find . -type f | wc -l
"""
# Readers holding a page of the previous release still need its pictures, so keep a link to it.
_POINT = f"""{{
  cd -- "$1" && ln -sfn "$(readlink current || echo none)" .link && mv -T .link {EARLIER} &&
  ln -sfn "releases/$2" .link && mv -T .link current
}}"""
_FINISH = f"""
cd -- "$1/releases" && cat > .new.sha256 && mv -T .new "$2" && mv .new.sha256 "$2.sha256" && {_POINT}
"""
_REMOVE = 'cd -- "$1/releases" && shift && for old; do rm -f "$old.sha256" && rm -rf "$old" || exit 1; done'
_HOST = re.compile(r"((?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][\w.-]+):(/.+)")
_TRANSFER = re.compile(
    r"^(?:Number of regular files transferred|Total transferred file size): (\d+)", re.MULTILINE
)


@dataclass(frozen=True)
class Sent:
    """The number of files and bytes that a publish sent, and the release number if the target has them."""

    files: int
    size: int
    release: int | None = None

    def __str__(self) -> str:
        shown = f"Đang hiện bản {self.release}; đã" if self.release else "Đã"
        return f"{shown} gửi {self.files} tệp, {self.size} byte."


@dataclass(frozen=True)
class Directory:
    """The folder *path* on *host*; an empty host means this machine."""

    path: str
    host: str

    @classmethod
    def named(cls, target: str) -> Directory:
        """Parse ``folder`` or ``user@host:/folder``."""
        match = _HOST.fullmatch(target)
        if match:
            return cls(match[2].rstrip("/") or "/", match[1])
        return cls(str(Path(target).absolute()), "")

    def __str__(self) -> str:
        return f"{self.host}:{self.path}" if self.host else self.path

    def require_tools(self) -> None:
        require("rsync", _remote_shell()[0] if self.host else "flock")

    def releases(self) -> Releases:
        """List the releases without changing anything."""
        return read_releases(self._run_script(_SURVEY))

    def manifest(self) -> dict[str, str]:
        """Return the manifest of the current release; empty if there is none."""
        releases = self.releases()
        if releases.current not in releases.whole:
            return {}
        return read_manifest(self._run_script(_READ, str(releases.current)))

    def holds(self, manifest: Manifest) -> bool:
        """Return whether the current release matches *manifest* byte for byte."""
        current = str(self.releases().current)
        return self.manifest() == manifest and not self._describe_difference(current, manifest)

    @contextmanager
    def held(self) -> Iterator[int]:
        """Lock the target; yield a file descriptor that keeps the lock while it is open.

        Raises:
            PublishError: Another publish is running, or the folder holds other files.
        """
        holder = subprocess.Popen(  # noqa: S603 (our own arguments)
            self._shell_command(_HOLD),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=environment(),
        )
        with holder:
            assert holder.stdin and holder.stdout  # noqa: PT018, S101 (for mypy)
            if holder.stdout.readline() != "held\n":
                _, error = holder.communicate()
                code = holder.returncode
                raise self._make_error(code, explain("ssh" if self.host else "sh", code, error, str(self)))
            yield holder.stdin.fileno()
            holder.stdin.close()

    def send(self, folders: list[Path], manifest: Manifest, held: int) -> Sent:
        """Make a release of the files in *folders* and show it.

        Raises:
            PublishError: The release could not be sent or is incomplete; the current release stays.
        """
        releases = self.releases()
        number = releases.next
        new = f"{self.path}/releases/.new/"
        statistics = run(
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
        faults = self._describe_difference(".new", manifest)
        if faults:
            raise PublishError(f"Bản vừa gửi tới {self} không đúng như bản đã dựng ({faults}): hãy đăng lại.")
        self._run_script(_FINISH, str(number), given=write_manifest(manifest))
        with suppress(PublishError):  # the next publish tries again
            self._run_script(_REMOVE, *map(str, self.releases().superfluous))
        files, size = map(int, _TRANSFER.findall(statistics))
        return Sent(files, size, number)

    def point(self, number: int) -> None:
        """Show release *number*; a single rename switches to it."""
        self._run_script(_POINT, str(number))

    def _describe_difference(self, folder: str, manifest: Manifest) -> str:
        """Describe briefly how the files of a release differ from *manifest*; empty if they do not."""
        *wrong, count = self._run_script(_VERIFY, folder, given=write_manifest(manifest)).splitlines()
        if wrong:
            return f"{len(wrong)} tệp sai, đầu tiên là {wrong[0].rpartition(':')[0]}"
        return "" if int(count) == len(manifest) else f"có {count.strip()} tệp, phải là {len(manifest)}"

    def _run_script(self, script: str, *arguments: str, given: str = "") -> str:
        try:
            return run(self._shell_command(script, *arguments), str(self), given=given)
        except ToolError as error:
            raise self._make_error(error.code, str(error)) from None

    def _shell_command(self, script: str, *arguments: str) -> list[str]:
        command = ["sh", "-c", script, "sh", self.path, *arguments]
        return [*_remote_shell(), self.host, shlex.join(command)] if self.host else command

    def _make_error(self, code: int, otherwise: str) -> PublishError:
        known: Mapping[int, str] = {
            _FOREIGN: f"{self} có thứ khác, không phải do lệnh publish tạo ra: hãy chọn thư mục khác.",
            _BUSY: f"Đang có một lượt đăng khác vào {self}: hãy đợi lượt ấy xong.",
            _NO_FOLDER: f"Không mở được {self}: thư mục cha phải có sẵn và cho ghi.",
        }
        return PublishError(known.get(code, otherwise))


def _remote_shell() -> list[str]:
    """Return the remote shell that rsync uses: the variable RSYNC_RSH, or ssh."""
    return shlex.split(os.environ.get("RSYNC_RSH") or "ssh")

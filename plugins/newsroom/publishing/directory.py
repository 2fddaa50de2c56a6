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

from newsroom.language.file_names import show
from newsroom.publishing.inventory import INSPECT, Inventory, summarise
from newsroom.publishing.manifest import LARGEST, Manifest, write_manifest
from newsroom.publishing.releases import Releases, read_releases
from newsroom.publishing.tools import PublishError, ToolError, environment, explain, require, run
from newsroom.servers.server_config import EARLIER

MARK = ".guong-sang"  # marks the folder as ours, and is the lock file
LONGEST_ANSWER = 1000  # characters of a line
_FOREIGN, _BUSY, _NO_FOLDER, _LINKED, _IN_THE_WAY, _MOUNTED = range(3, 9)  # exit codes of the scripts below
_IS_OURS = f"""
own=. others=
[ ! -e {MARK} ] && [ ! -L {MARK} ] || own=
[ ! -d {MARK} ] || [ -L {MARK} ] || own={MARK}
[ -z "$own" ] || others=$(find $own -mindepth 1 -printf x -quit) || exit
[ -z "$others" ] || exit {_FOREIGN}
[ ! -L releases ] || [ ! -d releases ] || exit {_LINKED}
"""
# Anything may stand in the place of what a publish makes. Links are removed, never followed. In .new, rsync
# would change the mode of a file in place, also elsewhere if the file is linked from there.
_HOLD = f"""
umask 022
cd -- "$1" 2>/dev/null || {{ mkdir -- "$1" && cd -- "$1"; }} || exit {_NO_FOLDER}
{_IS_OURS}
here=$(pwd -P | sed 's/\\\\/\\\\134/g; s/ /\\\\040/g')  # as the system writes it
[ ! -r /proc/self/mountinfo ] || while read -r _ _ _ _ place _; do
  case $place in "$here"/releases/*) exit {_MOUNTED} ;; esac
done </proc/self/mountinfo
for name in current {EARLIER}; do [ -L $name ] || [ ! -d $name ] || rmdir $name || exit {_IN_THE_WAY}; done
[ -f {MARK} ] && [ ! -L {MARK} ] || rm -f {MARK} 2>/dev/null || rmdir {MARK} || exit
rm -rf .link && ln -s none .link && rm .link || exit  # else a release would be sent that cannot be shown
exec flock -w 2 -E {_BUSY} {MARK} sh -c '
  {{ [ -d releases ] || {{ rm -f releases && mkdir releases; }}; }} && cd releases &&
  {{ [ -d .new ] && [ ! -L .new ] || rm -f .new; }} &&
  {{ [ ! -d .new ] || find .new -type d ! -perm -700 -exec chmod u+rwx {{}} \\; ; }} &&
  {{ [ ! -d .new ] || find .new -type f ! -perm 644 -delete; }} &&
  echo held && cat >/dev/null'
"""
_SURVEY = f"""
[ -e "$1" ] || exit 0
cd -- "$1" 2>/dev/null || exit {_NO_FOLDER}
{_IS_OURS}
current=$(readlink -n current; echo .)  # else the shell would cut line ends off
current=${{current%.}}
case ${{current#releases/}} in *[!0-9]* | "$current") current= ;; esac
[ -d releases ] || exit 0
cd releases || exit
for name in *; do
  case ${{name%.sha256}} in *[!0-9]*) continue ;; esac
  printf 'known %s\\n' "${{name%.sha256}}"
  [ ! -d "$name" ] || [ -L "$name" ] || [ ! -f "$name.sha256" ] || [ -L "$name.sha256" ] ||
    printf 'whole %s\\n' "$name"
done
list=${{current#releases/}}.sha256
printf 'current %s\\n\\0' "${{list%.sha256}}"
[ ! -f "$list" ] || [ -L "$list" ] || head -c "$2" "$list"
"""
# Readers holding a page of the previous release still need its pictures, so keep a link to it.
_POINT = f"""{{
  cd -- "$1" && rm -rf .link && ln -s "$3" .link && mv -T .link {EARLIER} &&
  ln -s "releases/$2" .link && mv -T .link current
}}"""
_FINISH = f"""
cd -- "$1/releases" && rm -rf .new.sha256 && cat > .new.sha256 && mv -T .new "$2" &&
mv -T .new.sha256 "$2.sha256" && {_POINT}
"""
_REMOVE = """
cd -- "$1/releases" && shift && for old; do
  find "$old" -type d ! -perm -700 -exec chmod u+rwx {} \\;
  rm -rf "$old.sha256" "$old"
done
"""
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

    def __str__(self) -> str:
        return f"{self.host}:{self.path}" if self.host else self.path

    def require_tools(self) -> None:
        require("rsync", remote_shell()[0] if self.host else "flock")

    def releases(self) -> Releases:
        """List the releases without changing anything."""
        return read_releases(self._run_script(_SURVEY, str(LARGEST)))

    def inspect(self, release: int | str) -> Inventory:
        """Read all of a release."""
        return Inventory(self._run_script(INSPECT, str(release), str(LARGEST)))

    def shows(self, manifest: Manifest, releases: Releases) -> bool:
        """Return whether the current release of *releases* is exactly *manifest*."""
        if not releases.shown:
            return False
        inventory = self.inspect(releases.shown)
        return inventory.manifest == manifest and not inventory.find_faults(manifest)

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
            answer = holder.stdout.readline(LONGEST_ANSWER)
            if answer and answer != "held\n":
                holder.kill()
                raise PublishError(
                    f"{self} trả lời bằng chữ lạ ({show(answer[:40].strip())}): hãy xem ~/.bashrc ở máy ấy"
                    " có in gì ra khi đăng nhập không."
                )
            if not answer:
                _, error = holder.communicate()
                code = holder.returncode
                raise self._make_error(code, explain("ssh" if self.host else "sh", code, error, str(self)))
            yield holder.stdin.fileno()
            holder.stdin.close()

    def send(self, folders: list[Path], manifest: Manifest, releases: Releases, held: int) -> Sent:
        """Make a release of the files in *folders* beside *releases*, and show it.

        Raises:
            PublishError: The release could not be sent or is incomplete; the current release stays.
        """
        new = f"{self.path}/releases/.new/"
        statistics = run(
            [
                *("rsync", "--recursive", "--checksum", "--delete", "--perms", "--chmod=D755,F644"),
                *("--prune-empty-dirs", "--secluded-args", "--stats", "--no-human-readable"),
                *(f"--link-dest=../{base}/" for base in releases.bases),
                *(f"{folder}/" for folder in folders if folder.is_dir()),
                f"{self.host}:{new}" if self.host else new,
            ],
            str(self),
            held=[held],
        )
        faults = self.inspect(".new").find_faults(manifest)
        if faults:
            raise PublishError(
                f"Bản vừa gửi tới {self} không đúng như bản đã dựng ({summarise(faults)}): hãy đăng lại."
            )
        number = releases.next
        self._run_script(_FINISH, str(number), _link_to(releases.shown), given=write_manifest(manifest))
        with suppress(PublishError):  # the next publish tries again
            self._run_script(_REMOVE, *map(str, releases.superfluous(number)))
        files, size = map(int, _TRANSFER.findall(statistics))
        return Sent(files, size, number)

    def point(self, number: int, before: int | None) -> None:
        """Show release *number* after *before*; a single rename switches to it."""
        self._run_script(_POINT, str(number), _link_to(before))

    def _run_script(self, script: str, *arguments: str, given: str = "") -> str:
        try:
            return run(self._shell_command(script, *arguments), str(self), given=given)
        except ToolError as error:
            raise self._make_error(error.status, str(error)) from None

    def _shell_command(self, script: str, *arguments: str) -> list[str]:
        command = ["sh", "-c", script, "sh", self.path, *arguments]
        return [*remote_shell(), self.host, shlex.join(command)] if self.host else command

    def _make_error(self, code: int, otherwise: str) -> PublishError:
        known: Mapping[int, str] = {
            _FOREIGN: f"{self} có thứ khác, không phải do lệnh publish tạo ra: hãy chọn thư mục khác."
            f" Nếu đúng là nơi đăng cũ bị mất tệp {MARK} thì tạo lại tệp ấy, để trống.",
            _BUSY: f"Đang có một lượt đăng khác vào {self}: hãy đợi lượt ấy xong.",
            _NO_FOLDER: f"Không mở được {self}: phải là thư mục, thư mục cha phải có sẵn và cho ghi.",
            _LINKED: f"{self}/releases là liên kết: hãy thay bằng thư mục thật.",
            _IN_THE_WAY: f"{self}/current hoặc {self}/{EARLIER} là thư mục, không phải liên kết do lệnh"
            " publish tạo ra: hãy dời nó đi rồi đăng lại.",
            _MOUNTED: f"Trong {self}/releases có gắn (mount) một ổ đĩa hay thư mục khác:"
            " hãy gỡ ra rồi đăng lại.",
        }
        return PublishError(known.get(code, otherwise))


def _link_to(release: int | None) -> str:
    return f"releases/{release}" if release else "none"


def remote_shell() -> list[str]:
    """Return the remote shell that rsync uses: the variable RSYNC_RSH, or ssh.

    Raises:
        PublishError: The variable is no command.
    """
    try:
        return shlex.split(os.environ.get("RSYNC_RSH", "")) or ["ssh"]
    except ValueError:
        raise PublishError("Biến môi trường RSYNC_RSH có dấu nháy mở mà không đóng: hãy sửa lại.") from None

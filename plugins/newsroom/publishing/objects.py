"""Publishing to an object store, such as S3, through rclone.

A store cannot replace all files at once, so files that a page needs are sent before it and removed
after it. The target also has the manifest of the last completed publish and a note of the files that
later publishes touched: after a killed publish, the next publish sends all of these again.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.addresses import JSON_FEED, WORKER
from newsroom.builds.fingerprint import BuiltFile
from newsroom.builds.stage import LOCKS
from newsroom.language.file_names import show
from newsroom.publishing.directory import Sent
from newsroom.publishing.manifest import LARGEST, compare, is_inside, read_manifest, write_manifest
from newsroom.publishing.tools import PublishError, ToolError, require, run
from newsroom.servers.headers import rule_for

PREFIX = "rclone:"
RECORDS = ".guong-sang/"  # folder of our own files, beside those of the site
MANIFEST, STARTED = f"{RECORDS}manifest.sha256", f"{RECORDS}started.json"
TOUCHED = "?"  # stands for the digest of a file that an unfinished publish may have sent
ASSETS, PAGES, LISTS, FEEDS, FRONT = range(5)  # the order of sending
_NO_FOLDER = 3  # rclone's exit code
_LISTED = ("--files-from-raw=-", "--no-traverse")  # only the files named on standard input
_REMOTE = re.compile(r"([\w.][\w. +@-]*):([^,\s'\"]*)")
_OPTIONS = (
    "--s3-no-check-bucket",
    "--transfers=16",
    "--checkers=16",
    "--retries=2",
    "--low-level-retries=3",
    "--contimeout=15s",
)


@dataclass(frozen=True)
class _Started:
    """A note: the id of the last unfinished publish, and the files that unfinished publishes touched."""

    publish: str
    names: list[str]

    def __post_init__(self) -> None:
        if not isinstance(self.names, list) or not all(map(_is_name, self.names)):
            raise ValueError


@dataclass(frozen=True)
class Objects:
    """A remote from rclone's configuration, with a bucket and an optional prefix."""

    remote: str

    @classmethod
    def named(cls, target: str) -> Objects:
        """Parse ``rclone:remote:bucket/prefix``.

        Raises:
            PublishError: *target* has another form, such as options with keys in them.
        """
        remote = target.removeprefix(PREFIX).rstrip("/")
        if not _REMOTE.fullmatch(remote):
            raise PublishError(
                "Nơi đăng viết rclone:TÊN:KHO/THƯ-MỤC, trong đó TÊN là một mục trong cấu hình của rclone;"
                " khoá đăng nhập để trong cấu hình ấy hoặc trong biến môi trường."
            )
        return cls(remote)

    def __str__(self) -> str:
        return f"{PREFIX}{self.remote}"

    def require_tools(self) -> None:
        require("rclone")

    def manifest(self) -> dict[str, str]:
        """Return the known files and digests at the target, without changing anything.

        Raises:
            PublishError: The target holds files that no publish made.
        """
        records = self._list_names(RECORDS)
        if not records and self._list_names(""):
            raise PublishError(f"{self} có thứ khác, không phải do lệnh publish tạo ra: hãy chọn nơi khác.")
        done = self._read_record(MANIFEST, records)
        known = {} if done is None else read_manifest(done)
        started = self._read_started(records)
        if known is None or started is None:  # damaged: anything may be there
            return dict.fromkeys(self._list_names("", "--recursive", "--files-only"), TOUCHED)
        return known | dict.fromkeys(started.names, TOUCHED)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Lock the target on this machine; :meth:`send` detects publishes from other machines."""
        LOCKS.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(LOCKS / f"{uuid.uuid5(uuid.NAMESPACE_URL, str(self))}", timeout=0):
                yield
        except Timeout:
            raise PublishError(f"Đang có một lượt đăng khác vào {self}: hãy đợi lượt ấy xong.") from None

    def send(self, site: Path, files: Mapping[str, BuiltFile]) -> Sent:
        """Make the target hold exactly *files* of *site*.

        Raises:
            PublishError: The publish is incomplete; pages have all they need, and the next publish
                completes it.
        """
        manifest = {name: file.sha256 for name, file in files.items()}
        before = self.manifest()
        changes = compare(before, manifest)
        uncertain = {name for name, digest in before.items() if digest == TOUCHED}
        publish = uuid.uuid4().hex
        self._write_started(publish, {*uncertain, *changes.sent, *changes.removed})
        for turn, names in groupby(sorted(changes.sent, key=lambda name: (turn_of(name), name)), turn_of):
            self._require_alone(publish, f"lượt {turn}")
            self._upload(site, names)
        self._require_alone(publish, "xoá")
        # Our own files may name anything; only what is there can be removed.
        there = self._list_names("", "--recursive", "--files-only") if changes.removed else []
        removed = sorted({*there} & {*changes.removed}, key=turn_of, reverse=True)
        for turn, names in groupby(removed, turn_of):
            del turn  # pages go before the files they need
            self._delete(list(names))
        self._verify(files)
        self._require_alone(publish, "kết thúc")
        self._rclone("rcat", self._full_path(MANIFEST), given=write_manifest(manifest))
        self._rclone("deletefile", self._full_path(STARTED))
        return Sent(len(changes.sent), sum(files[name].size for name in changes.sent))

    def _upload(self, site: Path, names: Iterable[str]) -> None:
        for headers, alike in groupby(sorted(names, key=_header_options), _header_options):
            options = (*_LISTED, "--no-check-dest", *headers)
            self._rclone("copy", *options, str(site), self.remote, given="\n".join(alike))

    def _delete(self, names: Collection[str]) -> None:
        odd = {name for name in names if not name.isprintable()}  # a list of lines cannot name it
        self._rclone(
            "delete", *_LISTED, self.remote, given="\n".join(name for name in names if name not in odd)
        )
        for name in odd:
            self._rclone("deletefile", self._full_path(name))

    def _verify(self, files: Mapping[str, BuiltFile]) -> None:
        """Compare names, sizes and, if the store has them, MD5 digests of all files at the target."""
        listed = ("--recursive", "--files-only", "--hash", "--hash-type=MD5", "--no-modtime", "--no-mimetype")
        stored = json.loads(self._rclone("lsjson", *listed, self.remote))
        there = {file["Path"]: file for file in stored if file["Path"] not in {MANIFEST, STARTED}}
        wrong = sorted(there.keys() ^ files.keys())
        for name in there.keys() & files.keys():
            md5 = there[name].get("Hashes", {}).get("md5", "")
            if there[name]["Size"] != files[name].size or md5 not in {"", files[name].md5}:
                wrong.append(name)
        if wrong:
            # The next publish sends everything again.
            self._write_started("", there.keys() | files.keys())
            raise PublishError(
                f"{self} không đúng như bản đã dựng ({len(wrong)} tệp, đầu tiên là {show(wrong[0])}):"
                " hãy đăng lại. Nếu vẫn vậy thì hãy xoá tệp ấy ở kho."
            )

    def _require_alone(self, publish: str, step: str) -> None:
        started = self._read_started(self._list_names(RECORDS))
        if not started or started.publish != publish:
            raise PublishError(
                f"Một lượt đăng khác vào {self} đã bắt đầu từ máy khác; lượt này dừng trước khi {step}."
            )

    def _read_started(self, records: Collection[str]) -> _Started | None:
        """Read the note of unfinished publishes; None if it is damaged."""
        note = self._read_record(STARTED, records)
        try:
            return _Started("", []) if note is None else _Started(**json.loads(note))
        except (ValueError, TypeError, RecursionError):
            return None

    def _write_started(self, publish: str, names: Iterable[str]) -> None:
        note = {"publish": publish, "names": sorted(names)}
        self._rclone("rcat", self._full_path(STARTED), given=json.dumps(note))

    def _read_record(self, name: str, records: Collection[str]) -> str | None:
        """Read one of our own files; return None if *records* do not list it."""
        if name.removeprefix(RECORDS) not in records:
            return None
        return self._rclone("cat", f"--count={LARGEST}", self._full_path(name))

    def _list_names(self, folder: str, *options: str) -> list[str]:
        """List files and folders in *folder*, but for our own files."""
        try:
            listed = self._rclone(
                "lsjson", "--no-modtime", "--no-mimetype", *options, self._full_path(folder)
            )
            return [entry["Path"] for entry in json.loads(listed) if entry["Path"] not in {MANIFEST, STARTED}]
        except ToolError as error:
            if error.status == _NO_FOLDER:
                return []
            raise

    def _full_path(self, name: str) -> str:
        within = self.remote if self.remote.endswith(":") else f"{self.remote}/"
        return f"{within}{name}".removesuffix("/")

    def _rclone(self, command: str, *arguments: str, given: str = "") -> str:
        return run(["rclone", command, *_OPTIONS, *arguments], str(self), given=given)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and is_inside(name) and name not in {MANIFEST, STARTED}


def turn_of(name: str) -> int:
    """Return the sending order of a file: assets, pages, lists, feeds, the front page."""
    if name == "index.html":
        return FRONT
    if name.endswith(".html"):
        return LISTS if name.endswith("/index.html") else PAGES
    is_feed = (
        name.endswith((".xml", JSON_FEED)) or name == WORKER or ("/" not in name and name.endswith(".json"))
    )
    return FEEDS if is_feed else ASSETS


def _header_options(name: str) -> tuple[str, str]:
    rule = rule_for(name)
    return (
        f"--header-upload=Cache-Control: {rule.cache_control}",
        f"--header-upload=Content-Type: {rule.content_type}",
    )

"""A bucket of an S3-compatible store, or whatever else rclone reaches: one tree, changed in an order.

Nothing there changes as a whole, so what a page needs comes before it and goes after it. Beside the
site lies the manifest of the last publish that was completed, and a note of what later ones have
touched: after a publish that was killed, the next sends all of that again.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.core.addresses import WORKER
from newsroom.publishing.directory import Sent
from newsroom.publishing.headers import rule_for
from newsroom.publishing.manifest import Hashed, compare, read_manifest, write_manifest
from newsroom.publishing.tools import PublishError, ToolError, require, run
from newsroom.swapping import LOCKS

PREFIX = "rclone:"
RECORDS = ".guong-sang"  # a folder beside the site's own
RECORDED_FILES, STARTED = f"{RECORDS}/manifest.sha256", f"{RECORDS}/started.json"
TOUCHED = "?"  # in place of the digest of what a publish that was not completed may have sent
ASSETS, PAGES, LISTS, FEEDS, FRONT = range(5)  # the order of sending
_NO_FOLDER = 3  # rclone's exit code
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
class Started:
    """What publishes that were not completed have touched, and which of them was the last to begin."""

    publish: str
    names: frozenset[str]


@dataclass(frozen=True)
class Objects:
    """A remote of rclone's own configuration, with a bucket and perhaps a prefix."""

    remote: str

    @classmethod
    def named(cls, target: str) -> Objects:
        """``rclone:remote:bucket/prefix``.

        Raises:
            PublishError: It is something else, such as options with keys in them.
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
        """What is there, as far as is known; this changes nothing.

        Raises:
            PublishError: There is something, and it is not a site that was published.
        """
        records = self._names(RECORDS)
        if not records and self._names(""):
            raise PublishError(f"{self} có thứ khác, không phải do lệnh publish tạo ra: hãy chọn nơi khác.")
        done = self._cat(RECORDED_FILES) if RECORDED_FILES.rpartition("/")[2] in records else ""
        return read_manifest(done) | dict.fromkeys(self._started(records).names, TOUCHED)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other publishes of this machine from here; those of others are noticed while sending."""
        LOCKS.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(LOCKS / f"{uuid.uuid5(uuid.NAMESPACE_URL, str(self))}", timeout=0):
                yield
        except Timeout:
            raise PublishError(f"Đang có một lượt đăng khác vào {self}: hãy đợi lượt ấy xong.") from None

    def send(self, site: Path, files: Mapping[str, Hashed]) -> Sent:
        """Let the target hold *files* of *site*, and nothing else.

        Raises:
            PublishError: It was not completed; no page there lacks what it needs, and the next completes it.
        """
        manifest = {name: one.sha256 for name, one in files.items()}
        before = self.manifest()
        changes = compare(before, manifest)
        untold = {name for name, digest in before.items() if digest == TOUCHED}
        publish = uuid.uuid4().hex
        self._note(Started(publish, frozenset({*untold, *changes.sent, *changes.gone})))
        for turn, names in groupby(sorted(changes.sent, key=lambda name: (turn_of(name), name)), turn_of):
            self._require_alone(publish, f"lượt {turn}")
            self._upload(site, names)
        self._require_alone(publish, "xoá")
        for turn, gone in groupby(sorted(changes.gone, key=turn_of, reverse=True), turn_of):
            del turn  # pages first, then what they needed
            self._rclone("delete", *_listed(), self.remote, given="\n".join(gone))
        self._verify(files)
        self._require_alone(publish, "kết thúc")
        self._rclone("rcat", self._path(RECORDED_FILES), given=write_manifest(manifest))
        self._rclone("deletefile", self._path(STARTED))
        return Sent(len(changes.sent), sum(files[name].size for name in changes.sent))

    def _upload(self, site: Path, names: Iterable[str]) -> None:
        by_rule: dict[tuple[str, str], list[str]] = {}
        for name in names:
            rule = rule_for(name)
            by_rule.setdefault((rule.cache_control, rule.content_type or ""), []).append(name)
        for (cache_control, content_type), alike in by_rule.items():
            headers = (f"Cache-Control: {cache_control}", f"Content-Type: {content_type}")
            options = [f"--header-upload={header}" for header in headers]
            sources = [*_listed(), "--no-check-dest", *options, str(site), self.remote]
            self._rclone("copy", *sources, given="\n".join(alike))

    def _verify(self, files: Mapping[str, Hashed]) -> None:
        """Compare names, sizes and, where the store knows them, MD5 of all that is there."""
        listed = ("--recursive", "--files-only", "--hash", "--hash-type=MD5", "--no-modtime", "--no-mimetype")
        there = {one["Path"]: one for one in json.loads(self._rclone("lsjson", *listed, self.remote))}
        for name in (RECORDED_FILES, STARTED):
            there.pop(name, None)
        wrong = sorted(there.keys() ^ files.keys())
        for name in there.keys() & files.keys():
            md5 = there[name].get("Hashes", {}).get("md5", "")
            if there[name]["Size"] != files[name].size or md5 not in {"", files[name].md5}:
                wrong.append(name)
        if wrong:
            self._note(Started("", frozenset(there.keys() | files.keys())))  # the next sends everything
            raise PublishError(
                f"{self} không đúng như bản đã dựng ({len(wrong)} tệp, đầu tiên là {wrong[0]}): hãy đăng lại."
            )

    def _require_alone(self, publish: str, step: str) -> None:
        if self._started(self._names(RECORDS)).publish != publish:
            raise PublishError(
                f"Một lượt đăng khác vào {self} đã bắt đầu từ máy khác; lượt này dừng trước khi {step}."
            )

    def _started(self, records: Iterable[str]) -> Started:
        if STARTED.rpartition("/")[2] not in records:
            return Started("", frozenset())
        told = json.loads(self._cat(STARTED))
        return Started(told["publish"], frozenset(told["names"]))

    def _note(self, started: Started) -> None:
        told = {"publish": started.publish, "names": sorted(started.names)}
        self._rclone("rcat", self._path(STARTED), given=json.dumps(told))

    def _names(self, folder: str) -> list[str]:
        try:
            return self._rclone("lsf", "--max-depth=1", self._path(folder)).splitlines()
        except ToolError as error:
            if error.code == _NO_FOLDER:
                return []
            raise

    def _cat(self, name: str) -> str:
        return self._rclone("cat", self._path(name))

    def _path(self, name: str) -> str:
        within = self.remote if self.remote.endswith(":") else f"{self.remote}/"
        return f"{within}{name}".removesuffix("/")

    def _rclone(self, command: str, *arguments: str, given: str = "") -> str:
        return run(["rclone", command, *_OPTIONS, *arguments], str(self), given=given)


def turn_of(name: str) -> int:
    """When a file is sent: what pages need, pages, lists of them, what leads to all, the front page."""
    if name == "index.html":
        return FRONT
    if name.endswith(".html"):
        return LISTS if name.endswith("/index.html") else PAGES
    is_feed = name.endswith(".xml") or name == WORKER or ("/" not in name and name.endswith(".json"))
    return FEEDS if is_feed else ASSETS


def _listed() -> tuple[str, ...]:
    """Only the files that standard input names."""
    return ("--files-from-raw=-", "--no-traverse")

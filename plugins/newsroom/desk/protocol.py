"""The protocol of Decap's local backend: actions in JSON, as decap-server answers them.

A desk is one page in a browser, with a token of its own. It remembers the version of each file that the page
has opened, so that a save never overwrites the work of another desk or program.

Source: https://github.com/decaporg/decap-cms/tree/main/packages/decap-server
"""

import base64
import hashlib
import re
import secrets
import threading
from collections.abc import Callable, Container
from contextlib import nullcontext
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from newsroom.desk import files
from newsroom.desk.drafts import UNNAMED, Draw, describe_draft
from newsroom.desk.files import CONTENT, ContentFiles
from newsroom.desk.forms import save_form, show_form
from newsroom.problems import RefusedError

API = "/bien-tap/api/"
MOST_BYTES = 40_000_000  # of a request; a picture of 25 MB has 34 MB in base64
MOST_DESKS = 50  # pages; the oldest must be loaded again
MOST_MEDIA_BYTES = 20_000_000  # of all the pictures in a list; others are listed by name
_RELOAD = "Hãy chép phần đang viết ra một nơi, tải lại trang này (F5), rồi viết tiếp trên bản mới."
_CHANGED = "{} đã được sửa ở nơi khác sau khi mở ở đây, nên chưa lưu gì. " + _RELOAD
_DELETED = (
    "{} đã bị xóa hay đổi tên ở nơi khác sau khi mở ở đây, nên chưa lưu gì. Vẫn cần bài này thì chép phần"
    " đang viết ra một nơi, tải lại trang này (F5), rồi tạo bài mới."
)
_EXISTS = "Đã có {}: không ghi đè. Hãy đặt tên khác."
_UNOPENED = "Chưa mở {} ở trang này. " + _RELOAD
_NAMED = re.compile(r"""("|\{static\}/)((?:images|files)/[^/"\\()<>]+)""")  # in the JSON of a form


class ConflictError(RefusedError):
    """A file that is not as the page knows it."""


def _decode_base64(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except ValueError:  # binascii.Error, or letters beyond ASCII
        raise ValueError("not base64") from None


class _Message(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True)


class _Path(_Message):
    path: str


class _Paths(_Message):
    paths: list[str] = Field(min_length=1)


class _Listed(_Path):
    label: str | None = None


class _Listing(_Message):
    files: list[_Listed]


class _Folder(_Message):
    folder: str
    extension: Literal["md"]
    depth: int = Field(ge=1, le=100)


class _MediaFolder(_Message):
    media_folder: str


class _Asset(_Path):
    content: Annotated[bytes, BeforeValidator(_decode_base64)]
    encoding: Literal["base64"]


class _Upload(_Message):
    asset: _Asset


class _DataFile(_Path):
    raw: str
    new_path: str | None = None


class _Entry(_Message):
    data_files: list[_DataFile] = Field(min_length=1)
    assets: list[_Asset] = []


class _Draft(_Message):
    folder: Literal["articles", "exemplars", "campaigns", "pages"]
    path: str = ""
    raw: str


class Desk:
    """The actions of one page on the files below content/."""

    def __init__(self, content: ContentFiles, lock: threading.Lock, draw: Draw | None) -> None:
        self._files = content
        self._draw = draw
        self._lock = lock  # of all desks: one action at a time
        self._versions: dict[str, str] = {}  # of the files that the page has opened; "" for none
        self._actions: dict[str, tuple[type[_Message], Callable[[Any], Any]]] = {
            "info": (_Message, self._describe),
            "entriesByFolder": (_Folder, self._list_entries),
            "entriesByFiles": (_Listing, self._read_entries),
            "getEntry": (_Path, self._open_entry),
            "persistEntry": (_Entry, self._save_entry),
            "getMedia": (_MediaFolder, self._list_media),
            "getMediaFile": (_Path, self._open_media),
            "persistMedia": (_Upload, self._save_media),
            "preview": (_Draft, self._preview),
            "deleteFile": (_Path, self._delete_file),
            "deleteFiles": (_Paths, self._delete_files),
            "getDeployPreview": (_Message, lambda _: None),
        }

    def answer(self, request: Any) -> tuple[int, Any]:
        """Return the status and the JSON data of the answer to *request*."""
        action = request.get("action") if isinstance(request, dict) else None
        known = self._actions.get(action) if isinstance(action, str) else None
        if action == "unpublishedEntry":
            return HTTPStatus.NOT_FOUND, {"error": "Bài này không ở trong lượt duyệt nào."}
        if not known:
            return _refuse("Bàn biên tập trên máy này không có việc duyệt bài và ghi chú như trên máy chủ.")
        model, act = known
        try:
            message = model.model_validate(request.get("params") or {})
        except ValidationError as error:
            place = ".".join(map(str, error.errors()[0]["loc"]))
            return _refuse(f"Yêu cầu gửi tới máy này thiếu hoặc sai “{place}”. Hãy tải lại trang này (F5).")
        try:
            # A preview takes long, and changes nothing.
            with nullcontext() if action == "preview" else self._lock:
                return HTTPStatus.OK, act(message)
        except ConflictError as conflict:
            return HTTPStatus.CONFLICT, {"error": str(conflict)}
        except RefusedError as refusal:
            return _refuse(str(refusal))

    def _describe(self, _message: _Message) -> Any:
        return {"repo": CONTENT, "publish_modes": ["simple"], "type": "local_fs"}

    def _list_entries(self, message: _Folder) -> Any:
        listing = [_Listed(path=path) for path in self._files.list(message.folder, ".md", message.depth)]
        return self._read_entries(_Listing(files=listing))

    def _read_entries(self, message: _Listing) -> Any:
        """Read many files for a list; the page opens each again before it is edited."""
        entries = []
        for listed in message.files:
            data = files.read(self._files.find(listed.path))
            try:
                text = None if data is None else show_form(_below(listed.path), data)
            except RefusedError:  # `check` reports it, and so does opening it
                text = None
            entries.append(_entry(listed.path, text, _version(data), listed.label))
        return entries

    def _open_entry(self, message: _Path) -> Any:
        file = self._files.find(message.path)
        data = files.read(file)
        text = None if data is None else show_form(_below(message.path), data)
        self._versions[message.path] = _version(data)
        return _entry(message.path, text, _version(data))

    def _save_entry(self, message: _Entry) -> Any:
        media = [plan for asset in message.assets if (plan := self._plan_media(asset))]
        texts: list[tuple[str, Path, bytes | None, bytes]] = []
        for sent in message.data_files:
            if sent.new_path not in {None, sent.path}:
                raise RefusedError("Bàn biên tập không đổi tên tệp: hãy đổi tên trong thư mục nội dung.")
            file = self._files.find(sent.path)
            data = files.read(file)
            self._require_known(sent.path, data)
            form = self._complete_names(sent.raw, {asset.path for asset in message.assets})
            texts.append((sent.path, file, data, save_form(_below(sent.path), data, form)))
        for file, content in media:  # first, so that no entry shows a picture that is missing
            files.write(file, content)
        for path, file, data, text in texts:
            if text != data:
                self._require_known(path, files.read(file))
                files.write(file, text)
            self._versions[path] = _version(text)
        return {"message": "entry persisted"}

    def _preview(self, message: _Draft) -> Any:
        """Describe an unsaved entry; no action of Decap's, but of our page."""
        path = message.path or f"{CONTENT}/{message.folder}/{UNNAMED}"
        data = files.read(self._files.find(path))
        text = save_form(_below(path), data, self._complete_names(message.raw))
        return describe_draft(_below(path), text, self._draw or (lambda *_: ("", ())))

    def _complete_names(self, form: str, new: Container[str] = ()) -> str:
        """Write the names of pictures and attachments with their folders, but for the *new* ones."""
        list_folder = cache(self._list_folder)

        def complete(named: re.Match[str]) -> str:
            path = f"{CONTENT}/{named[2]}"
            try:
                return named[1] + _below(path if path in new else self._files.complete(path, list_folder))
            except RefusedError:
                return named[0]

        return _NAMED.sub(complete, form)

    def _list_folder(self, folder: str) -> list[str]:
        return [*self._files.list(folder, "")]

    def _list_media(self, message: _MediaFolder) -> Any:
        """List pictures, the newest with their content."""
        found = []
        for path in self._files.list(message.media_folder, ""):
            try:
                found.append((self._files.find(path, media=True), path))
            except RefusedError:
                continue
        left = MOST_MEDIA_BYTES
        listed = {}
        for file, path in sorted(found, key=lambda each: _stat(each[0])[1], reverse=True):
            left -= _stat(file)[0]
            listed[path] = self._show_media(path, file, with_content=left >= 0)
        return [listed[path] for _, path in found]

    def _open_media(self, message: _Path) -> Any:
        self._files.find(message.path, media=True)
        path = self._files.complete(message.path, self._list_folder)
        return self._show_media(path, self._files.find(path, media=True))

    def _show_media(self, path: str, file: Path, *, with_content: bool = True) -> Any:
        data = (files.read(file) if with_content else b"") or b""
        self._versions[path] = _stamp(file)
        content = base64.b64encode(data).decode()
        return {
            "id": hashlib.sha256(f"{path} {_stamp(file)}".encode()).hexdigest(),
            "content": content,
            "encoding": "base64",
            "path": path,
            "name": file.name,
        }

    def _save_media(self, message: _Upload) -> Any:
        if plan := self._plan_media(message.asset):
            files.write(*plan)
        return self._open_media(_Path(path=message.asset.path))

    def _plan_media(self, asset: _Asset) -> tuple[Path, bytes] | None:
        """Return the file and the bytes that *asset* needs written; None if they are there."""
        file = self._files.find(asset.path, media=True)
        data = files.read(file)
        if data is not None and data != asset.content:
            raise ConflictError(_EXISTS.format(asset.path))
        return (file, asset.content) if data is None else None

    def _delete_file(self, message: _Path) -> Any:
        return self._delete_files(_Paths(paths=[message.path]))

    def _delete_files(self, message: _Paths) -> Any:
        found = []
        for path in message.paths:
            media = path.startswith((f"{CONTENT}/images/", f"{CONTENT}/files/"))
            file = self._files.find(path, media=media)
            if path not in self._versions:
                raise ConflictError(_UNOPENED.format(path))
            if media and self._versions[path] != _stamp(file):
                raise ConflictError(_CHANGED.format(path))
            if not media:
                self._require_known(path, files.read(file))
            found.append((path, file))
        for path, file in found:
            if self._versions[path]:
                files.remove(file)
            self._versions[path] = ""
        return {"message": f"deleted files {', '.join(message.paths)}"}

    def _require_known(self, path: str, data: bytes | None) -> None:
        """Raise ConflictError unless *data* is what the page has last read from *path* or written there."""
        known = self._versions.get(path, "")
        if known == _version(data):
            return
        if not known:
            raise ConflictError(_EXISTS.format(path))
        raise ConflictError((_DELETED if data is None else _CHANGED).format(path))


class Desks:
    """The desks that work on the folder *content*, by their tokens."""

    def __init__(self, content: Path, draw: Draw | None = None) -> None:
        self._files = ContentFiles(content)
        self._draw = draw
        self._lock = threading.Lock()
        self._desks: dict[bytes, Desk] = {}

    def open(self) -> str:
        """Open a desk for a page that is being loaded; return its token."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._desks[token.encode()] = Desk(self._files, self._lock, self._draw)
            for oldest in [*self._desks][:-MOST_DESKS]:
                del self._desks[oldest]
        return token

    def find(self, path: str) -> Desk | None:
        """Return the desk whose token ends the address *path*; take the same time for every wrong token."""
        token = path.removeprefix(API).encode("utf-8", "replace")
        with self._lock:
            known = [*self._desks.items()]
        found = [desk for secret, desk in known if secrets.compare_digest(secret, token)]
        return found[0] if found else None


def _refuse(sentence: str) -> tuple[int, Any]:
    return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": sentence}


def _entry(path: str, text: str | None, version: str, label: str | None = None) -> Any:
    file = {"path": path, "id": version or None} | ({"label": label} if label else {})
    return {"data": text, "file": file}


def _below(path: str) -> str:
    return path.removeprefix(f"{CONTENT}/")


def _version(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _stamp(file: Path) -> str:
    """Return a version of a picture without reading it; "" if there is none."""
    size, changed = _stat(file)
    return f"{size} {changed}" if changed else ""


def _stat(file: Path) -> tuple[int, int]:
    """Return the size of *file* and the time of its last change; zeros if there is none."""
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns

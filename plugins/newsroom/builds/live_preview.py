"""A preview of the site that follows changes of its files, and shows problems in the browser."""

import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from watchfiles import Change, watch

from newsroom.addresses import save_as
from newsroom.builds.builder import BuildResult, Preview
from newsroom.builds.local_server import LocalServer, SiteHandler
from newsroom.builds.stage import BuildError
from newsroom.desk import page
from newsroom.editor.reports import describe
from newsroom.problems import ContentError, Problem

EVENTS, SCRIPT = "/.live/events", "/.live/script.js"
TAG = f'<script src="{SCRIPT}" defer></script></body>'
PORT = "NEWSROOM_PORT"  # of the previous process: open windows reconnect to it
KEPT_ALIVE = 15  # seconds between signs of life, by which a closed browser is noticed
UNBUILT = '<!doctype html><html lang="vi"><title>Chưa dựng được</title><body></body></html>'


class PreviewState:
    """The state that an editor sees: the last site, pages newer than it, and problems."""

    def __init__(self, output: Path, build: Callable[[], BuildResult]) -> None:
        self.output = output
        self.newer: dict[str, str] = {}  # name and HTML of pages that were drawn ahead of a build
        self.problems: list[str] = []
        self._faults: dict[str, Path] = {}  # messages of the last build, and their files
        self._blamed: set[Path] = set()  # files whose changes made faults in other files
        self._build = build
        self._preview: Preview | None = None  # of the last build
        self._state = time.time_ns()  # never that of an earlier process
        self._changed = threading.Condition()
        self._drawing = threading.Lock()

    def rebuild(self, changed: Iterable[Path] = ()) -> None:
        """Show the pages of the *changed* files at once, then build the site."""
        earlier = self.newer.copy()
        drawn = {file: page for file in changed if (page := self._draw(file))}
        if drawn:
            self.newer.update(drawn.values())
            self._notify()
        started = time.monotonic()
        try:
            result = self._build()
            self._preview = result.preview or self._preview
        except ContentError as error:
            self.problems = [*map(str, error.problems)]
            faults = (problem for problem in error.problems if not problem.warning)
            self._withhold(drawn, earlier, {str(fault): Path(fault.path).resolve() for fault in faults})
            print(describe(error.problems), flush=True)
        except BuildError as error:
            self.problems = [str(error)]
            self._withhold(drawn, earlier, {str(error): self.output})
            print(error, flush=True)
        else:
            self.problems = []
            self._faults = {}
            self._blamed.clear()
            self.newer.clear()
            print(*result.summary.unheeded, sep="\n", end="\n" * bool(result.summary.unheeded))
            print(f"Đã dựng trong {time.monotonic() - started:.1f} giây.", flush=True)
        self._notify()
        gc.collect()  # of the old site, while the editor reads rather than within the next build

    def _withhold(
        self, drawn: dict[Path, tuple[str, str]], earlier: dict[str, str], faults: dict[str, Path]
    ) -> None:
        """Show the *earlier* pages if a change that was *drawn* has made *faults*, in any file."""
        new = {file for message, file in faults.items() if message not in self._faults}
        if new - drawn.keys():
            self._blamed |= drawn.keys()
        self._faults = faults
        suspects = self._blamed.union(faults.values())
        # Only the build has found these faults, unless the file was saved again meanwhile.
        if any(file in suspects and self._draw(file) == page for file, page in drawn.items()):
            self.newer = earlier

    def report(self, problems: list[str]) -> None:
        """Show *problems* beside the last good site."""
        self.problems = problems
        print(*problems, sep="\n", flush=True)
        self._notify()

    def wait(self, seen: int) -> tuple[int, str]:
        """Wait for a state other than *seen*, or for some seconds; return the state and its JSON."""
        with self._changed:
            self._changed.wait_for(lambda: self._state != seen, KEPT_ALIVE)
            return self._state, json.dumps({"build": str(self._state), "problems": self.problems})

    def _draw(self, file: Path) -> tuple[str, str] | None:
        try:
            with self._drawing:
                return self._preview.draw(file) if self._preview and file.is_file() else None
        except Exception:  # noqa: BLE001 (the build that follows reports it)
            return None

    def draw_unsaved(self, path: str, text: bytes) -> tuple[str, Sequence[Problem]]:
        """Return the HTML of *text*, which may be saved at *path*, and its problems."""
        with self._drawing:
            return self._preview.draw_unsaved(path, text) if self._preview else ("", ())

    def _notify(self) -> None:
        with self._changed:
            self._state += 1
            self._changed.notify_all()


def serve(output: Path, port: int, root: str) -> None:
    """Serve *output* below the path *root* until interrupted."""
    _open_server(partial(SiteHandler, directory=str(output), root=root), port, root).serve_forever()


def serve_and_watch(
    output: Path,
    port: int,
    watched: Iterable[Path],
    build: Callable[[], BuildResult],
    *,
    content: Path,
    editor: Path,
) -> None:
    """Serve *output*; *build* it at once and after each change below *watched*.

    The desk, which is installed in the folder *editor*, changes *content*.
    After a change of Python code, the process restarts.
    """
    state = PreviewState(output, build)
    desk = page.DeskPage(content, editor, state.draw_unsaved)
    handler = partial(LiveHandler, preview=state, desk=desk, directory=str(output))
    server = _open_server(handler, int(os.environ.pop(PORT, port)))
    print(f"Bàn biên tập: {server.url}{page.ADDRESS[1:]}" if desk.is_installed else page.MISSING, flush=True)
    state.rebuild()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for changes in _watch([*watched]):
        files = [Path(name) for change, name in sorted(changes) if change != Change.deleted]
        code = [file for file in files if file.suffix == ".py" and file.is_file()]
        broken = [error for file in code if (error := _find_syntax_error(file))]
        if broken:  # a restarted process would not get this far
            state.report(broken)
        elif code:
            sys.stdout.flush()
            server.socket.close()
            os.environ[PORT] = str(server.server_port)
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (itself)
        else:
            state.rebuild(files)


def _find_syntax_error(file: Path) -> str:
    try:
        compile(file.read_bytes(), file, "exec")
    except SyntaxError as error:
        return f"{file}:{error.lineno or 1}: Python không đọc được dòng này ({error.msg})."
    except ValueError:
        return f"{file}: tệp hỏng, không phải mã Python."
    return ""


def _watch(watched: list[Path]) -> Iterator[set[tuple[Change, str]]]:
    """Yield the changes below *watched*; follow a removed folder again when it is back."""
    while True:
        for changes in watch(*watched, step=30, ignore_permission_denied=True):
            yield changes
            if not {str(path.absolute()) for path in watched}.isdisjoint(name for _, name in changes):
                break  # the system still follows the removed folder
        while not all(path.exists() for path in watched):
            time.sleep(0.3)
        yield set()  # for changes before it was followed again


class LiveHandler(SiteHandler):
    """A handler that shows the state of the preview: pages carry a script that follows it."""

    def __init__(
        self, *arguments: Any, preview: PreviewState, desk: page.DeskPage | None = None, **options: Any
    ) -> None:
        self.preview = preview
        self.desk = desk
        super().__init__(*arguments, desks=desk.desks if desk else None, **options)

    def send_head(self) -> Any:
        """Answer at once, or return the file to send; GET and HEAD begin here."""
        path = unquote(urlsplit(self.path).path)
        name = save_as(path.removeprefix("/"))
        if self.desk and path.startswith(page.ADDRESS):
            self._show_desk(self.desk, path)
        elif path == EVENTS:
            self._follow()
        elif path == SCRIPT:
            self.answer(Path(__file__).with_name("live.js").read_text("utf-8"), "text/javascript")
        elif not self.preview.output.exists():
            self.answer(UNBUILT, "text/html")
        elif name in self.preview.newer:
            self.answer(self.preview.newer[name], "text/html")
        elif name.endswith(".html") and (file := Path(self.translate_path(self.path))).is_file():
            self.answer(file.read_text("utf-8"), "text/html")
        else:
            return super().send_head()
        return None

    def answer(self, text: str, kind: str, code: int = HTTPStatus.OK) -> None:
        super().answer(text.replace("</body>", TAG) if kind == "text/html" else text, kind, code)

    def security_headers(self) -> dict[str, str]:
        headers = super().security_headers()
        is_desk = self.desk and getattr(self, "path", "").startswith(page.ADDRESS)
        return headers | {"Content-Security-Policy": page.POLICY} if is_desk else headers

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _show_desk(self, desk: page.DeskPage, path: str) -> None:
        is_embedded = path == page.ADDRESS and self.headers.get("Sec-Fetch-Dest", "document") != "document"
        if not is_embedded and (answer := desk.find(path)):
            self.send(*answer)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _follow(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 300\n")  # milliseconds
        state = 0
        try:
            while True:
                state, text = self.preview.wait(state)
                self.wfile.write(f"data: {text}\n\n".encode())
                self.wfile.flush()
        except OSError:  # the browser was closed
            self.close_connection = True


def _open_server(handler: Callable[..., SiteHandler], port: int, root: str = "/") -> LocalServer:
    server = LocalServer(handler, port)
    print(f"Xem trang tại {server.url}{root[1:]} (dừng: Ctrl+C)", flush=True)
    return server

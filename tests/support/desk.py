"""The desk of a made-up newsroom, as `invoke serve` shows it, and Decap as npm installs it."""

import contextlib
import subprocess
import threading
from functools import partial

from programs import find_program

from newsroom.builds.live_preview import LiveHandler, PreviewState
from newsroom.builds.local_server import LocalServer
from newsroom.desk.page import DeskPage
from sites import ROOT

EDITOR = ROOT / "editor"
LOCK, INSTALLED = EDITOR / "package-lock.json", EDITOR / "node_modules" / ".package-lock.json"
LONGEST = 120  # seconds


def install_decap():
    """Install Decap as the lock says; return the folder."""
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        command = [find_program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=EDITOR, capture_output=True, timeout=LONGEST, check=True)
    return EDITOR


@contextlib.contextmanager
def serve_desk(content, output, editor, build=None):
    """Serve *output*, after a *build* if there is one, and the desk for *content*; yield the address."""
    state = PreviewState(output, build)
    if build:
        state.rebuild()
    desk = DeskPage(content, editor, state.draw_unsaved)
    handler = partial(LiveHandler, preview=state, desk=desk, directory=str(output))
    server = LocalServer(handler, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.url
    server.shutdown()
    server.server_close()

"""The page of the desk: Decap CMS as npm has installed it, with our configuration.

Only `invoke serve` shows it; it is never part of the published site.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

from newsroom.desk.configuration import configure
from newsroom.desk.drafts import Draw
from newsroom.desk.protocol import API, Desks

ADDRESS = "/bien-tap/"
SCRIPT, PROGRAM = f"{ADDRESS}desk.js", f"{ADDRESS}decap/"
COMMAND = "npm ci --ignore-scripts --prefix editor"
MISSING = f"Chưa cài bàn biên tập trong trình duyệt. Muốn dùng thì chạy: {COMMAND}"
# Decap checks its configuration with code made at run time, and styles itself in the page.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self' blob:;"
    " frame-src 'self' blob:; worker-src 'self' blob:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".wasm": "application/wasm",
}
_NAME = re.compile(r"[\w.-]+\.(?:js|css|wasm)", re.ASCII)
# Decap's button asks a host for a preview; the page has its own.
PAGE = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>Bàn biên tập</title>
<style>[class*="RefreshPreviewButton"] {{ display: none }}</style>
<body>
{body}
</body>
</html>
"""


class Answer(NamedTuple):
    """The body of an answer and its media type."""

    body: bytes
    kind: str


class DeskPage:
    """The page for *content*, by the program that npm has installed in the folder *editor*."""

    def __init__(self, content: Path, editor: Path, draw: Draw | None = None) -> None:
        self.desks = Desks(content, draw)
        self._content = content
        self._program = editor / "node_modules" / "decap-cms" / "dist"

    @property
    def is_installed(self) -> bool:
        return (self._program / "decap-cms.js").is_file()

    def find(self, path: str) -> Answer | None:
        """Return what is at the address *path*; None if nothing is."""
        if path == ADDRESS:
            return Answer(self._write().encode(), "text/html; charset=utf-8")
        if path == SCRIPT:
            file = Path(__file__).with_name("desk.js")
        else:
            name = path.removeprefix(PROGRAM)
            file = self._program / name
            if not path.startswith(PROGRAM) or not _NAME.fullmatch(name) or not file.is_file():
                return None
        return Answer(file.read_bytes(), KINDS[file.suffix])

    def _write(self) -> str:
        """Write the page, which gets a desk of its own."""
        if not self.is_installed:
            return PAGE.format(body=f"<p>{MISSING}</p>")
        settings = configure(self._content, {"name": "proxy", "proxy_url": f"{API}{self.desks.open()}"})
        data = json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c")
        scripts = "".join(f'<script src="{name}"></script>\n' for name in (SCRIPT, f"{PROGRAM}decap-cms.js"))
        return PAGE.format(body=f'<script type="application/json" id="settings">{data}</script>\n{scripts}')

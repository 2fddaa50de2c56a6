"""A web server that can fail, stop, and report that a page is gone."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Server:
    """A server of one folder at a time, which keeps its address when it stops and starts."""

    def __init__(self, folder):
        self._handler = functools.partial(_Handler, server_of=self)
        self._port, self._server = 0, None
        self.reset(folder)

    @property
    def url(self):
        return f"http://127.0.0.1:{self._port}"

    def reset(self, folder):
        """Serve the files of *folder* alone, without failures."""
        self.folder = folder
        self.made = {}  # type and bytes of answers that are no files, by address
        self.failing = {}  # status codes by address
        self.requested = []  # addresses
        if not self._server:
            self.start()

    def start(self):
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), self._handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        """Refuse connections from now on."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments, server_of, **options):
        self.site = server_of
        super().__init__(*arguments, directory=server_of.folder, **options)

    def do_GET(self):
        self.site.requested.append(self.path)
        if self.path in self.site.failing:
            self.send_error(self.site.failing[self.path])
        elif self.path in self.site.made:
            kind, data = self.site.made[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        else:
            super().do_GET()

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_args):
        pass

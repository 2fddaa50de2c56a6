"""A web server for a folder, for the time of a test."""

import contextlib
import functools
import http.server
import threading
import time

PIECE, PAUSE = 4096, 0.02  # bytes of a slow file, and the seconds to the next


@contextlib.contextmanager
def serve(folder):
    """Serve *folder*; yield its address."""
    handler = functools.partial(QuietHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """A silent handler that sends a file requested with ``?slowly`` in pieces, as a weak network does."""

    def copyfile(self, source, outputfile):
        if not self.path.endswith("?slowly"):
            super().copyfile(source, outputfile)
            return
        while piece := source.read(PIECE):
            outputfile.write(piece)
            time.sleep(PAUSE)

    def log_message(self, *_args):
        pass

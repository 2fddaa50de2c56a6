"""A web server for a folder, as long as a test needs it."""

import contextlib
import functools
import http.server
import threading
import time

PIECE, PAUSE = 4096, 0.02  # bytes of a slow file, and the seconds to the next


@contextlib.contextmanager
def serve(folder):
    """Serve *folder*, and yield its address."""
    handler = functools.partial(QuietHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files; a file that is asked for with ``?slowly`` comes in pieces, as over a weak network."""

    def copyfile(self, source, outputfile):
        if not self.path.endswith("?slowly"):
            super().copyfile(source, outputfile)
            return
        while piece := source.read(PIECE):
            outputfile.write(piece)
            time.sleep(PAUSE)

    def log_message(self, *_args):
        pass

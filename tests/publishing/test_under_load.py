"""Readers in crowds, while releases come and go: real nginx, under wrk.

LOAD_SECONDS=60 LOAD_SWITCHES=10 asks for longer.
"""

import os
import re
import subprocess
import threading
import time
from http.client import HTTPException

import pytest
from programs import find_program

from newsroom.publishing import publisher
from publishing_targets import assets, send
from web_servers import HOST, serving

SECONDS = int(os.environ.get("LOAD_SECONDS", "3"))
SWITCHES = int(os.environ.get("LOAD_SWITCHES", "3"))
READERS = 200
PATHS = ("/", "/tin/", "/tin/2024/a3.html", "/tin/2024/a7.html", "/tin-moi.json", "/sw.js")
SCRIPT = """
local paths, turn = {{ {paths} }}, 0
wrk.headers["Host"] = "{host}"
wrk.headers["Accept-Encoding"] = "gzip"
request = function()
  turn = turn + 1
  return wrk.format("GET", paths[turn % #paths + 1])
end
"""


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_pictures_of_the_release_before_are_still_there(colours, tmp_path, kind):
    target = tmp_path / "noi-dang"
    for colour in ("red", "blue"):
        send(colours[colour], target)
    before = (colours["red"] / "output/tin/2024/a3.html").read_bytes()
    with serving(kind, target / "current", tmp_path / "run") as server:
        pictures = {name for name in assets(before) if name.startswith("anh/")}
        assert pictures - {f"anh/{one.name}" for one in (target / "current/anh").iterdir()}
        for name in pictures:
            answer = server.ask(f"/{name}")
            assert answer.status == 200
            assert answer.body == (colours["red"] / "output" / name).read_bytes()
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert server.ask("/anh/khong-co.jpg").status == 404


def read_pages(server, stop, seen, faults):
    """As a browser: a page, then all that it loads; *seen* gets the pages."""
    while not stop.is_set():
        try:
            page = server.ask("/tin/2024/a3.html")
            seen.add(page.body)
            answers = {name: server.ask(f"/{name}").status for name in assets(page.body)}
        except (OSError, HTTPException) as error:
            faults.append(error)
        else:
            faults += [(name, status) for name, status in answers.items() if status != 200]


def switch(colours, target, switches):
    """Publish another site each time, and between two publishes go back."""
    for number in range(switches):
        if number % 3 == 2:
            publisher.roll_back(str(target), None)
        else:
            send(colours[("blue", "red")[number % 2]], target)
        time.sleep(max(0, SECONDS / switches - 1))


def test_no_reader_in_a_crowd_meets_a_fault_while_releases_come_and_go(colours, tmp_path):
    target = tmp_path / "noi-dang"
    for colour in ("blue", "red"):
        send(colours[colour], target)
    script = tmp_path / "readers.lua"
    script.write_text(SCRIPT.format(paths=", ".join(f'"{path}"' for path in PATHS), host=HOST))
    stop, seen, faults = threading.Event(), set(), []
    with serving("nginx", target / "current", tmp_path / "run") as server:
        crowd = subprocess.Popen(
            [find_program("wrk"), "-t1", f"-c{READERS}", f"-d{SECONDS}s", "-s", script, server.url],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        reader = threading.Thread(target=read_pages, args=(server, stop, seen, faults))
        reader.start()
        try:
            switch(colours, target, SWITCHES)
            told, _ = crowd.communicate()
        finally:
            stop.set()
            reader.join()
            crowd.kill()
    assert int(re.search(r"(\d+) requests in", told)[1]) > READERS, told
    assert not re.search(r"Socket errors|Non-2xx", told), told
    assert faults == []
    pages = {(site / "output/tin/2024/a3.html").read_bytes() for site in colours.values()}
    assert seen == pages

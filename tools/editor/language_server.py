"""Ask a real yaml-language-server about a front matter, by the project's schemas.

    npm install --prefix /tmp/server yaml-language-server
    python tools/editor/language_server.py /tmp/server/node_modules/.bin/yaml-language-server

The tests hold the schemas against a validator of their own; this shows what an editor will see.
"""

import json
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRONG = """\
title: Lào Cai trao thưởng
date: 5/3/2024
category: Hội nghi
sumary: Viết sai tên trường.
provinces: [Quảng Bin]
honours:
  - award: Bằng khen của Thủ tướng Chính phủ
    colectives: 3
"""


class Server:
    """One running server, spoken to in turns."""

    def __init__(self, program):
        self.process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.numbers = count(1)
        self.diagnostics = {}
        said = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
        store = {"enable": False, "url": ""}
        self.settings = {"validate": True, "completion": True, "schemaStore": store}
        self.settings["schemas"] = said["yaml.schemas"]
        capabilities = {"workspace": {"configuration": True, "didChangeConfiguration": {}}}
        self.ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": self.settings}})
        time.sleep(1)  # it fetches them by and by

    def _send(self, message):
        data = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _receive(self):
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:  # it asks for settings
            asked = (message.get("params") or {}).get("items", [])
            settings = [self.settings if item["section"] == "yaml" else None for item in asked]
            self._send({"id": message["id"], "result": settings})
        return message

    def tell(self, method, params):
        self._send({"method": method, "params": params})

    def ask(self, method, params):
        number = next(self.numbers)
        self._send({"id": number, "method": method, "params": params})
        while (message := self._receive()).get("id") != number or "method" in message:
            pass
        return message.get("result")

    def check(self, uri, text):
        """Return the diagnostics of a document."""
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self.diagnostics:
            self._receive()
        return self.diagnostics.pop(uri)

    def complete(self, uri, line, character):
        """Return the completions at a place."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        found = self.ask("textDocument/completion", place)
        return [item["label"] for item in found["items"]]


def address(name):
    """Of the front matter of an article, as the extension in .vscode/extensions shows it."""
    return f"khai-bao:{(ROOT / f'content/articles/2024/{name}.md.yaml').as_posix()}"


def main():
    server = Server(sys.argv[1])
    uri = address("thu")
    print("# Said of a front matter with five slips")
    for one in server.check(uri, WRONG):
        print(f"{one['range']['start']['line'] + 1}: {one['message']}")
    for what, text in {
        "a new field": "title: Tin\n",
        "category": "category: ",
        "provinces": "provinces:\n  - ",
        "campaigns": "campaigns:\n  - ",
        "an honour": "honours:\n  - award: Bằng khen của Thủ tướng Chính phủ\n    ",
    }.items():
        uri = address(what.replace(" ", "-"))
        server.check(uri, text)
        lines = text.split("\n")
        labels = server.complete(uri, len(lines) - 1, len(lines[-1]))
        print(f"# Offered for {what}: {len(labels)}: {', '.join(labels[:8])} …")
    server.process.kill()


if __name__ == "__main__":
    main()

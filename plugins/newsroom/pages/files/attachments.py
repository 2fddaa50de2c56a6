"""Publish the files that pages lead to, under addresses that outlast their bytes.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /tep/<name>
"""

import hashlib
from functools import partial
from pathlib import Path

from pelican.generators import Generator

from incremental.keyed.writer import KeyedWriter
from newsroom.attachments.attachment_library import Attachment
from newsroom.problems import ContentError, Problem


class AttachmentFiles(Generator):
    def generate_output(self, writer: KeyedWriter) -> None:
        root = Path(self.settings["PATH"])
        for file in self.context["site"].attachments:
            writer.write_made(file.url, file.sha256, partial(_read, root, file))


def _read(root: Path, file: Attachment) -> bytes:
    data = (root / file.path).read_bytes()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        message = "Tệp vừa được thay trong lúc dựng: hãy dựng lại."
        raise ContentError([Problem(f"{root}/{file.path}", 1, 1, message)])
    return data

"""Content that a test writes, and loads as the site does."""

import functools
from dataclasses import replace
from datetime import datetime

from PIL import Image

from newsroom.content.advice import UNPLACED
from newsroom.language.dates import HERE
from newsroom.site.content_loader import load_content
from sites import write_content, write_file, write_item

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=HERE)


class ContentTree:
    """The content folder of one test: the newsroom's vocabularies, and what the test adds.

    Items have the title of their file's name, unless it is given, and fields as in `write_item`.
    """

    def __init__(self, root):
        self.root = write_content(root, {}, campaign=False)
        self.article, self.exemplar, self.campaign, self.page = (
            functools.partial(self._write_item, kind) for kind in ("article", "exemplar", "campaign", "page")
        )

    def _write_item(self, kind, name, /, body="Nội dung.", **fields):
        return self.write(f"{kind}s/{name}.md", write_item(kind, body=body, **({"title": name} | fields)))

    def write(self, path, content):
        return write_file(self.root / path, content)

    def picture(self, path="images/le-trao.jpg", size=(1600, 900), **options):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, "white").save(file, **options)
        return file

    def load(self, now=NOW, *, drafts=False):
        """Load the content without the advice to name a place: most articles of tests name none."""
        content = load_content(self.root, now, drafts=drafts)
        placed = tuple(problem for problem in content.problems if problem.message != UNPLACED)
        return replace(content, problems=placed)

    def advice(self):
        """Return every warning, with paths as below content/; there are no faults."""
        problems = load_content(self.root, NOW, drafts=False).problems
        assert all(problem.warning for problem in problems)
        prefix = f"{self.root.as_posix()}/"
        return [str(problem).removeprefix(prefix).replace("cảnh báo: ", "", 1) for problem in problems]

    def problems(self, now=NOW, *, drafts=False):
        """Return the messages for the editor, with paths as below content/."""
        content = self.load(now, drafts=drafts)
        return [str(problem).removeprefix(f"{self.root.as_posix()}/") for problem in content.problems]

    def site(self, now=NOW, *, drafts=False):
        """Return the site of content without problems."""
        content = self.load(now, drafts=drafts)
        assert not content.problems, "\n".join(map(str, content.problems))
        return content.site

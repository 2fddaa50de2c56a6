"""Content that a test writes for itself, and reads as the site does."""

import shutil
from dataclasses import replace
from datetime import datetime

from PIL import Image

from newsroom.content.advice import UNPLACED
from newsroom.language.dates import HERE
from newsroom.site.content_loader import load_content
from sites import CONTENT

VOCABULARIES = CONTENT / "vocabularies"
NOW = datetime(2026, 12, 1, 8, 0, tzinfo=HERE)
ARTICLE = {"title": "Một bài", "date": "2024-03-05", "category": "Phong trào", "summary": "Tóm tắt."}
CAMPAIGN = {"title": "Một phong trào", "kind": "phong trào", "summary": "Tóm tắt."}
EXEMPLAR = {"title": "Một người", "kind": "cá nhân", "date": "2024-03-05", "summary": "Tóm tắt."}
PAGE = {"title": "Một trang", "summary": "Tóm tắt."}


class Tree:
    """The content folder of one test: the newsroom's vocabularies, and what the test adds.

    Fields are given as YAML; a field that is None is left out.
    """

    def __init__(self, root):
        self.root = root
        shutil.copytree(VOCABULARIES, root / "vocabularies")

    def write(self, path, content):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content, encoding="utf-8", newline="")
        return file

    def article(self, name, body="Nội dung.", **fields):
        return self.write(f"articles/{name}.md", entry(ARTICLE | {"title": name} | fields, body))

    def campaign(self, name, body="Nội dung.", **fields):
        return self.write(f"campaigns/{name}.md", entry(CAMPAIGN | {"title": name} | fields, body))

    def exemplar(self, name, body="Nội dung.", **fields):
        return self.write(f"exemplars/{name}.md", entry(EXEMPLAR | {"title": name} | fields, body))

    def page(self, name, body="Nội dung.", **fields):
        return self.write(f"pages/{name}.md", entry(PAGE | {"title": name} | fields, body))

    def picture(self, path="images/le-trao.jpg", size=(1600, 900), **options):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, "white").save(file, **options)
        return file

    def load(self, now=NOW, *, drafts=False):
        """The content, but not the advice that an article names no place: most articles of tests do not."""
        content = load_content(self.root, now, drafts=drafts)
        placed = tuple(problem for problem in content.problems if problem.message != UNPLACED)
        return replace(content, problems=placed)

    def advice(self):
        """Every warning that the editor is shown, with paths as below content/."""
        problems = load_content(self.root, NOW, drafts=False).problems
        assert all(problem.warning for problem in problems)
        prefix = f"{self.root.as_posix()}/"
        return [str(problem).removeprefix(prefix).replace("cảnh báo: ", "", 1) for problem in problems]

    def problems(self, now=NOW, *, drafts=False):
        """What the editor is shown, with paths as below content/."""
        content = self.load(now, drafts=drafts)
        return [str(problem).removeprefix(f"{self.root.as_posix()}/") for problem in content.problems]

    def site(self, now=NOW, *, drafts=False):
        """The site of content that must be in order."""
        content = self.load(now, drafts=drafts)
        assert not content.problems, "\n".join(map(str, content.problems))
        return content.site


def entry(fields, body):
    front = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
    return f"---\n{front}---\n{body}\n"

"""Random edits to a site: after each, the incremental build must equal a cold one, byte for byte.

``python tests/support/random_edits.py SEEDS EDITS`` runs any number; the tests run a few.
"""

import contextlib
import random
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    ROOT = Path(__file__).parents[2]
    sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

from PIL import Image

from newsroom.builds import stage
from newsroom.search import segments
from sites import FAILED, MISTAKES, Project, article, event, exemplar, identify, page, tree, write_file

CATEGORIES = ("Hội nghị", "Điển hình tiên tiến", "Phong trào", "Khen thưởng")
PROVINCES = ("Lào Cai", "Hà Nội", "Huế", "Cần Thơ")
LINKED = ("a0", "a1", "a2", "a3")  # articles that others link to: never in the future
TAGS = ("thi đua", "nông thôn mới", "biên giới")
AUTHORS = ("Lan Mẫu", "Trần Ví Dụ", "Bình An")
CLUSTER = "Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc"
CITED = ("Quyết định 666/QĐ-TTg", "Chỉ thị 34", "Quyết định 923/QĐ-TTg", "Luật Thi đua, khen thưởng")
CAMPAIGN = "Vì người nghèo - Không để ai bị bỏ lại phía sau"
LINK = "Xem [bài]({filename}/articles/a0.md)."


@contextlib.contextmanager
def cut_small():
    """Cut the search index into many segments and blocks."""
    kept = segments.BLOCK, segments.SIZES
    segments.BLOCK, segments.SIZES = 3, (9, 5)
    try:
        yield
    finally:
        segments.BLOCK, segments.SIZES = kept


class RandomProject(Project):
    """A project whose content is made and edited by chance."""

    def __init__(self, folder, seed):
        super().__init__(folder, {})
        self.dice = random.Random(seed)
        self.now = datetime(2026, 3, 1, 1, tzinfo=UTC)
        self.count = 0
        for number in range(26):
            self.write(f"a{number}")
        self.edit_picture()
        self.edit_exemplar()
        self.write_page()

    def write(self, name, **fields):
        """Write an article with random fields; some lie in the future."""
        self.count += 1
        days = 9 if name in LINKED else self.dice.randrange(230)
        day = datetime(2025, 8, 1, tzinfo=UTC) + timedelta(days=days)
        links = [f"[bài khác]({{filename}}/articles/{self.dice.choice(LINKED)}.md)"]
        pictures = ["![Ảnh]({static}/images/a.jpg)"] if self.dice.random() < 0.3 else []
        more = {
            "category": self.dice.choice(CATEGORIES),
            "tags": list(self.dice.sample(TAGS, self.dice.randrange(3))),
            "authors": list(self.dice.sample(AUTHORS, self.dice.randrange(3))),
            "provinces": list(self.dice.sample(PROVINCES, self.dice.randrange(3))),
        }
        if self.dice.random() < 0.5:
            more["campaigns"] = [CAMPAIGN]
        if self.dice.random() < 0.3:
            more["exemplars"] = ["Người mẫu"]
        if self.dice.random() < 0.3:
            names = self.dice.choice(["", "recipients: [người mẫu]"])
            more["honours"] = f"[{{award: Giấy khen, individuals: 3, {names}}}]"
            more["event"] = f"{{name: Hội nghị, date: 2025-08-{self.dice.randrange(1, 3):02}}}"
        if self.dice.random() < 0.3:
            more["image"] = "{src: images/a.jpg, alt: Ảnh}"
        if self.dice.random() < 0.4:
            year, value = self.dice.randrange(2020, 2025), self.dice.randrange(900)
            more["figures"] = f"[{{what: Nhà đã xóa, value: {value}, unit: căn, date: {year}}}]"
        if self.dice.random() < 0.2 and day.date() <= self.now.date():
            more["modified"] = day.date().isoformat()
            more["corrections"] = f"[{{date: {more['modified']}, text: Sửa lần {self.count}.}}]"
        if self.dice.random() < 0.4:  # few days and names: some are about one conference
            more["event"] = event(
                self.dice.choice(["Hội nghị tổng kết", "Hội nghị sơ kết"]),
                f"2026-03-{self.dice.choice([3, 6, 9, 12]):02}",
                chair=self.dice.choice([None, "Vàng Thị Mỷ", "Lò Văn Páo"]),
            )
        if self.dice.random() < 0.2:
            more["cluster"] = CLUSTER
        cited = [f"Theo {self.dice.choice(CITED)}."] if self.dice.random() < 0.5 else []
        body = "\n\n".join([f"Nội dung {self.count} của người mẫu.", *links, *pictures, *cited])
        text = article(f"Bài {self.count}", date=day.date().isoformat(), body=body, **more | fields)
        write_file(self.content / f"articles/{name}.md", text)

    def write_page(self):
        self.count += 1
        write_file(self.content / "pages/gioi-thieu.md", page(f"Giới thiệu {self.count}", body=LINK))

    def articles(self):
        return [f"/articles/{path.name}" for path in sorted(self.content.glob("articles/*.md"))]

    def any_article(self):
        return self.content / self.dice.choice(self.articles()).removeprefix("/")

    def replace(self, file, old, new):
        text = file.read_text("utf-8")
        file.write_text(text.replace(old, new, 1), "utf-8")

    def edit_body(self):
        self.count += 1
        file = self.any_article()
        file.write_text(file.read_text("utf-8") + f"\nThêm {self.count}.\n", "utf-8")

    def edit_metadata(self):
        self.write(self.any_article().stem)

    def edit_slug(self):
        self.count += 1
        self.write(self.any_article().stem, slug=f"duong-dan-{self.count}")

    def rename(self):
        self.count += 1
        self.any_article().rename(self.content / f"articles/ten-{self.count}.md")

    def swap_names(self):
        """Exchange two files whose sizes and times may be the same."""
        one, other = self.any_article(), self.any_article()
        if one != other:
            kept = one.read_bytes()
            one.write_bytes(other.read_bytes())
            other.write_bytes(kept)

    def delete(self):
        self.any_article().unlink()

    def add(self):
        self.write(f"moi-{self.count}")

    def hide(self):
        self.write(self.any_article().stem, status=self.dice.choice(["hidden", "draft"]))

    def edit_template(self):
        self.count += 1
        name = self.dice.choice(["article.html", "list.html", "base.html", "components/card.html"])
        with (self.folder / "theme/templates" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{{# {self.count} #}}")
        base = self.folder / "theme/templates/base.html"
        self.replace(base, "<!doctype html>", f"<!doctype html>\n<!-- {self.count} -->")

    def edit_style(self):
        self.count += 1
        with (self.folder / "theme/static/css/utilities.css").open("a", encoding="utf-8") as file:
            file.write(f".so-{self.count} {{ color: inherit; }}\n")

    def edit_setting(self):
        self.count += 1
        identify(self.content, subtitle=f"tin số {self.count}")

    def edit_vocabulary(self):
        file = self.content / "vocabularies/provinces.yaml"
        wrong = self.dice.random() < 0.2
        old, new = ("name: Lào Cai", "name: Lào Cay") if wrong else ("name: Trung du", "name: Vùng Trung du")
        self.replace(file, old, new)

    def edit_documents(self):
        """Change what citations mean: a date, a name of its own, a document that was not known."""
        file = self.content / "vocabularies/documents.yaml"
        changes = [
            ("date: 2022-06-02", "date: 2026-01-01"),
            ("aliases: [Chỉ thị 34]", "aliases: [Chỉ thị khác]"),
            ("Luật Thi đua, khen thưởng năm 2022", "Luật Thi đua, khen thưởng"),
            ("documents:\n", "documents:\n  - {kind: Quyết định, number: 923/QĐ-TTg, date: 2021-03-04}\n"),
        ]
        self.replace(file, *self.dice.choice(changes))

    def edit_picture(self):
        file = self.content / "images/a.jpg"
        file.parent.mkdir(exist_ok=True)
        size = (self.dice.randrange(200, 900), 300)
        Image.new("RGB", size, (self.dice.randrange(256), 90, 90)).save(file)

    def edit_campaign(self):
        self.count += 1
        file = self.content / "campaigns/vi-nguoi-ngheo.md"
        self.replace(file, "Lời mở đầu", f"Lời mở đầu {self.count}")
        self.replace(file, "end: 2025", "end: 2026-03-20")

    def edit_exemplar(self, **fields):
        self.count += 1
        text = exemplar(
            "Người mẫu",
            date="2026-01-05",
            field=f"nghề {self.count}",
            honours="[{award: Giấy khen}]",
            body=f"Chuyện {self.count}.",
            **fields,
        )
        write_file(self.content / "exemplars/nguoi.md", text)

    def add_redirect(self):
        self.count += 1
        self.write(self.any_article().stem, redirects=f"/tin/cu-{self.count}.html")

    def withdraw(self):
        notice = "{reason: Nhầm., date: 2026-05-01}"
        if self.dice.random() < 0.5:
            self.write(self.any_article().stem, withdrawn=notice)
        else:
            self.edit_exemplar(withdrawn=notice)

    def let_days_pass(self):
        self.now += timedelta(days=self.dice.randrange(1, 9))

    def touch_output(self):
        """Edit or remove a file of the built site."""
        file = self.dice.choice(sorted(self.output.rglob("*.html")))
        if self.dice.random() < 0.5:
            file.unlink()
        else:
            file.write_text("khác", "utf-8")

    EDITS = (
        edit_body, edit_body, edit_metadata, edit_metadata, edit_slug, rename, swap_names, delete, add, add,
        hide, edit_template, edit_style, edit_setting, edit_vocabulary, edit_documents, edit_picture,
        edit_campaign, edit_exemplar, write_page, add_redirect, withdraw, let_days_pass, let_days_pass,
        touch_output,
    )  # fmt: skip

    def edit(self):
        """Make a random edit, and return its name."""
        chosen = self.dice.choice(self.EDITS)
        chosen(self)
        return chosen.__name__

    def build(self, output=None):
        with cut_small():
            return super().build(output)

    def build_cold(self):
        """Build elsewhere, from nothing."""
        cold = self.folder / "cold"
        stage.remove(cold, stage.spare(cold))
        stage.forget(cold)
        return cold, self.build(cold)

    def keep(self):
        """Copy the folders that edits change."""
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        for name in ("content", "theme"):
            shutil.copytree(self.folder / name, self.folder / "kept" / name)

    def bring_back(self):
        for name in ("content", "theme"):
            shutil.rmtree(self.folder / name)
            shutil.copytree(self.folder / "kept" / name, self.folder / name)


def try_edits(folder, seed, count):
    """Make *count* edits that leave valid content, and compare after each; returns their names."""
    project = RandomProject(folder, seed)
    first = project.build()
    assert first.code == 0, first.said
    done = []
    while len(done) < count:
        project.keep()
        before = tree(project.output)
        edit = project.edit()
        built = project.build()
        cold, cold_built = project.build_cold()
        assert built.code == cold_built.code != FAILED, (seed, done, edit, built, cold_built)
        if built.code == MISTAKES:
            assert edit == "touch_output" or tree(project.output) == before, (seed, done, edit)
            project.bring_back()
            continue
        done.append(edit)
        warm, whole = tree(project.output), tree(cold)
        different = sorted(name for name in warm.keys() | whole.keys() if warm.get(name) != whole.get(name))
        assert not different, (seed, done, different)
    return done


if __name__ == "__main__":
    seeds, edits = map(int, sys.argv[1:])
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as folder:
            print(seed, *try_edits(Path(folder), seed, edits), flush=True)  # noqa: T201

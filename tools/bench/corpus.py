"""A made-up newsroom of any size, the same at each run, and the lists that its articles stand in.

The articles are nobody's news. Their campaigns and provinces are those of the tests' newsroom, so that names
resolve as an editor's do. An article has about 760 words.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from newsroom.language.vietnamese import capitalize_first, slugify

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "newsroom_site" / "content"
FIRST_DAY = date(2021, 1, 4)
SPAN = 2050  # days: to mid-August 2026
REFORM = date(2025, 7, 1)  # when 63 provinces became 34
CATEGORIES = ("Hội nghị", "Điển hình tiên tiến", "Phong trào", "Khen thưởng")
WORDS = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
TAGS, SUBJECTS, DEEDS, REASONS = (WORDS[kind] for kind in ("tags", "subjects", "deeds", "reasons"))
FIELDS = (
    "giảm nghèo",
    "nông thôn mới",
    "giáo dục",
    "y tế",
    "biên giới",
    "văn hóa",
    "chuyển đổi số",
    "an ninh",
)
HONOURS_EACH = 4  # in an article that has any
PICTURES = sorted(file.name for file in (CONTENT / "images" / "minh-hoa").glob("*.jpg"))


@dataclass(frozen=True)
class Place:
    """A province as an article names it.

    ``unit`` is the slug of today's; ``former`` that of one whose name is gone, else empty.
    """

    name: str
    label: str
    unit: str
    former: str


@dataclass(frozen=True)
class Honour:
    """Some of those who were honoured; ``recipients`` are names of exemplars."""

    award: str
    collectives: int
    individuals: int
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Exemplar:
    """A profile; ``award`` is what it was given, by the file ``article``, or empty."""

    number: int
    day: date
    kind: str
    field: str
    summary: str
    campaigns: tuple[str, ...]
    places: tuple[Place, ...]
    award: str
    article: str

    @property
    def slug(self) -> str:
        return f"nhan-vat-{self.number:05d}"

    @property
    def title(self) -> str:
        return f"Nhân vật số {self.number}"


@dataclass(frozen=True)
class Article:
    """One article; ``tags`` are names, ``campaigns`` ids, ``picture`` a file's name or empty.

    ``exemplars`` are slugs.
    """

    number: int
    day: date
    title: str
    summary: str
    category: str
    tags: tuple[str, ...]
    campaigns: tuple[str, ...]
    places: tuple[Place, ...]
    picture: str
    paragraphs: tuple[str, ...]
    related: str  # the name and year of the article that it links to, as in ``2024/bai-000123``
    honours: tuple[Honour, ...] = ()
    exemplars: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return path_of(self.number, self.day)

    @property
    def lists(self) -> list[str]:
        """The addresses of the lists that it stands in, but for its category and that of all news."""
        units = sorted({place.unit for place in self.places})
        return [
            f"tin/{self.day.year}/",
            *(f"the/{slugify(tag)}/" for tag in self.tags),
            *(f"phong-trao/{campaign}/" for campaign in self.campaigns),
            *(f"dia-phuong/{unit}/" for unit in units),
            *(f"dia-phuong/{place.former}/" for place in self.places if place.former),
            *(f"phong-trao/{campaign}/{unit}/" for campaign in self.campaigns for unit in units),
        ]

    def body(self, link: str) -> str:
        """Its Markdown; *link* is how the engine writes the address of ``related``, after ``{}``."""
        blocks = list(self.paragraphs)
        blocks.insert(len(blocks) // 2, "## Từ việc nhỏ")
        if self.number % 5 == 0:
            blocks.append(
                "- Việc thứ nhất làm trong quý này\n- Việc thứ hai để sang năm\n- Việc thứ ba còn phải bàn"
            )
        if self.related:
            blocks.append(f"Xem thêm [bài trước đó]({link.format(self.related)}) về cùng một chuyện.")
        return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True)
class Listing:
    """A list of articles; ``kind`` is what it is a list by.

    ``text`` is the Markdown above it, ``note`` what an index says of it, ``trail`` the titles and
    addresses of the lists around it.
    """

    kind: str
    address: str
    title: str
    heading: str
    summary: str
    trail: tuple[tuple[str, str], ...] = ()
    text: str = ""
    note: str = ""


def path_of(number: int, day: date) -> str:
    """``2024/bai-000123``: year and name of the file of an article."""
    return f"{day.year}/bai-{number:06d}"


class Corpus:
    """*count* articles, oldest first, and any number of newer ones after them.

    With *exemplars*, so many profiles, each named by one article; with *honours*, so many of these in
    every few articles. The articles are the same otherwise.
    """

    def __init__(self, count: int, exemplars: int = 0, honours: int = 0) -> None:
        self.count = count
        self.exemplar_count = exemplars
        self.honours_each = max(HONOURS_EACH, -(-honours // count))
        self.honour_count = honours
        provinces = yaml.safe_load((CONTENT / "vocabularies" / "provinces.yaml").read_text("utf-8"))
        self.regions = {region["id"]: region["name"] for region in provinces["regions"]}
        self.units = {unit["slug"]: unit for unit in provinces["units"]}
        awards = yaml.safe_load((CONTENT / "vocabularies" / "awards.yaml").read_text("utf-8"))
        self.awards = [award["id"] for award in awards["awards"]]
        self.campaigns = {
            file.stem: read_entry(file) for file in sorted((CONTENT / "campaigns").glob("*.md"))
        }

    def articles(self) -> Iterator[Article]:
        return (self.article(number) for number in range(self.count))

    def day(self, number: int) -> date:
        """When article *number* appeared; those from ``count`` on come a day apart."""
        newer = number - self.count
        return FIRST_DAY + timedelta(SPAN + newer if newer >= 0 else number * SPAN // self.count)

    def article(self, number: int) -> Article:
        """Article *number*, from 0."""
        dice = random.Random(number)
        day = self.day(number)
        related = dice.randrange(number) if number and dice.random() < 0.3 else None
        exemplars = self._named_in(number)
        return Article(
            honours=self._honours(number, exemplars),
            exemplars=tuple(one.slug for one in exemplars),
            number=number,
            day=day,
            title=f"{dice.choice(SUBJECTS)} {dice.choice(DEEDS)}, bài số {number}",
            summary=_sentence(dice),
            category=dice.choice(CATEGORIES),
            tags=tuple(sorted(dice.sample(TAGS, dice.randint(1, 3)))),
            campaigns=tuple(sorted(dice.sample(sorted(self.campaigns), dice.randint(1, 2)))),
            places=tuple(
                self._place(unit, day, dice)
                for unit in sorted(dice.sample(sorted(self.units), dice.choice((1, 1, 2))))
            ),
            picture=dice.choice(PICTURES) if dice.random() < 0.5 else "",
            paragraphs=tuple(_paragraphs(dice)),
            related="" if related is None else path_of(related, self.day(related)),
        )

    def exemplars(self) -> Iterator[Exemplar]:
        return map(self.exemplar, range(self.exemplar_count))

    def exemplar(self, number: int) -> Exemplar:
        """Exemplar *number*, from 0; what it was given is what its article says first."""
        dice = random.Random(f"exemplar {number}")
        article = number * self.count // self.exemplar_count
        day = self.day(article)
        awards = self._awards(article)
        return Exemplar(
            number=number,
            day=day,
            kind=dice.choice(("cá nhân", "cá nhân", "tập thể", "mô hình")),
            field=dice.choice(FIELDS),
            summary=_sentence(dice),
            campaigns=tuple(dice.sample(sorted(self.campaigns), 1)),
            places=(self._place(dice.choice(sorted(self.units)), day, dice),),
            award=awards[0] if awards else "",
            article=f"articles/{path_of(article, day)}.md" if awards else "",
        )

    def _named_in(self, article: int) -> list[Exemplar]:
        """The exemplars of an article."""
        first, last = (-(-number * self.exemplar_count // self.count) for number in (article, article + 1))
        return [self.exemplar(number) for number in range(first, min(last, self.exemplar_count))]

    def _awards(self, article: int) -> list[str]:
        """Return the ids of the awards in an article, each once."""
        bearing = -(-self.honour_count // self.honours_each)  # articles
        turn, rest = divmod(article, self.count // bearing) if bearing else (0, 1)
        if rest or turn >= bearing:
            return []
        dice = random.Random(f"honours {article}")
        return dice.sample(self.awards, min(self.honours_each, self.honour_count - turn * self.honours_each))

    def _honours(self, article: int, exemplars: list[Exemplar]) -> tuple[Honour, ...]:
        dice = random.Random(f"numbers {article}")
        names = tuple(one.title for one in exemplars)
        return tuple(
            Honour(award, dice.randrange(30), dice.randrange(5, 200), () if place else names)
            for place, award in enumerate(self._awards(article))
        )

    def edited(self, edit: int) -> Article:
        """An article with a word changed in its body; another article and word at each *edit*, from 0."""
        article = self.article((self.count // 2 + edit * 7919) % self.count)
        first, *others = article.paragraphs
        return replace(article, paragraphs=(first.replace(" ", f" sửa{edit} ", 1), *others))

    def newer(self, number: int) -> Article:
        """An article newer than all others and than the last newer one; *number* from 0."""
        return self.article(self.count + number)

    def _place(self, slug: str, day: date, dice: random.Random) -> Place:
        """Return a name of unit *slug*, or of a part of it, at *day*."""
        unit = self.units[slug]
        today = unit["names"][-1]
        part = dice.choice(unit["formed_from"])
        names = unit["names"] if day >= REFORM else part["names"]
        name = next(one["name"] for one in names if one.get("until", day) >= day)
        former = part["slug"] if day < REFORM and part["slug"] not in self.units else ""
        relation = "thuộc" if former else "là"
        label = name if name == today["name"] else f"{name} (nay {relation} {today['type']} {today['name']})"
        return Place(name, label, slug, former)

    @cached_property
    def lists(self) -> dict[str, Listing]:
        """Every list by its address, also those with no article; of years, those that have any."""
        years = range(FIRST_DAY.year, self.day(self.count).year + 1)
        tin, campaigns, provinces = (
            ("Tin", "tin/"),
            ("Phong trào", "phong-trao/"),
            ("Địa phương", "dia-phuong/"),
        )
        lists = [
            _listing("news", "tin/", "Tin"),
            *(_listing("year", f"tin/{year}/", f"Tin năm {year}", trail=(tin,)) for year in years),
            *(
                _listing("category", category_address(name), name, category_heading(name))
                for name in CATEGORIES
            ),
            *(_listing("tag", f"the/{slugify(tag)}/", tag, f"Từ khóa: {tag}") for tag in TAGS),
            *(self._campaign(campaign, campaigns) for campaign in self.campaigns),
        ]
        for slug, unit in self.units.items():
            lists += self._province(slug, unit, provinces)
            lists += (
                _listing(
                    "pair",
                    f"phong-trao/{campaign}/{slug}/",
                    unit["names"][-1]["name"],
                    f"“{front['title']}” tại {_full_name(unit)}",
                    trail=(campaigns, (front["title"], f"phong-trao/{campaign}/")),
                )
                for campaign, (front, _) in self.campaigns.items()
            )
        return {one.address: one for one in lists}

    def _campaign(self, campaign: str, above: tuple[str, str]) -> Listing:
        front, body = self.campaigns[campaign]
        kind = capitalize_first(front["kind"])
        time = f"Từ {front['start']} đến {front.get('end', 'nay')}." if "start" in front else ""
        sources = ", ".join(source["name"] for source in front["source"])
        facts = f"{kind}. Phát động: {front['launched_by']}. {time}\n\n{body}\n\nNguồn: {sources}.\n"
        address = f"phong-trao/{campaign}/"
        return Listing(
            "campaign", address, front["title"], front["title"], front["summary"], (above,), facts, kind
        )

    def _province(self, slug: str, unit: dict, above: tuple[str, str]) -> Iterator[Listing]:
        """The list of a unit of today, and those of the units that became part of it."""
        title, address = unit["names"][-1]["name"], f"dia-phuong/{slug}/"
        region = self.regions[unit["region"]]
        gone = [part for part in unit["formed_from"] if part["slug"] not in self.units]
        parts = ", ".join(f"[{_full_name(part)}](/dia-phuong/{part['slug']}/)" for part in gone)
        formed = f" Từ ngày 1/7/2025, địa bàn có thêm {parts} trước đây." if gone else ""
        yield _listing(
            "province",
            address,
            title,
            capitalize_first(_full_name(unit)),
            trail=(above,),
            text=f"Thuộc vùng {region}.{formed}\n",
            note=region,
        )
        for part in gone:
            name = _full_name(part)
            yield _listing(
                "former",
                f"dia-phuong/{part['slug']}/",
                part["names"][-1]["name"],
                f"{capitalize_first(name)} (đến 30/6/2025)",
                trail=(above, (title, address)),
                text=f"Từ ngày 1/7/2025, {name} thuộc [{_full_name(unit)}](/{address})."
                f" Trang này giữ những bài viết về {part['names'][-1]['name']} trước ngày đó.\n",
            )


def read_entry(file: Path) -> tuple[dict, str]:
    """The front matter and the body of a file of content/, its links as final addresses."""
    _, front, body = file.read_text("utf-8").split("---\n", 2)
    body = re.sub(r"\{filename\}/campaigns/([a-z0-9-]+)\.md", r"/phong-trao/\1/", body)
    return yaml.safe_load(front), re.sub(r"\{filename\}/pages/([a-z0-9-]+)\.md", r"/\1.html", body)


def category_address(name: str) -> str:
    """Return the address of the list of a category."""
    return f"chuyen-muc/{slugify(name)}/"


def category_heading(name: str) -> str:
    """Return the heading of the list of a category."""
    return f"Tin {name[0].lower()}{name[1:]}"


def _listing(kind: str, address: str, title: str, heading: str = "", **rest: Any) -> Listing:
    heading = heading or title
    summary = f"{heading}: tin hội nghị, điển hình và khen thưởng trên Gương Sáng."
    return Listing(kind, address, title, heading, summary, **rest)


def _full_name(unit: dict) -> str:
    """``tỉnh Tuyên Quang``."""
    return f"{unit['names'][-1]['type']} {unit['names'][-1]['name']}"


def _paragraphs(dice: random.Random) -> Iterator[str]:
    left = dice.randint(20, 36)
    while left > 0:
        size = min(left, dice.randint(2, 4))
        yield " ".join(_sentence(dice, bold=0.1) for _ in range(size))
        left -= size


def _sentence(dice: random.Random, bold: float = 0) -> str:
    """A sentence of about 27 words; *bold* is how often its place is in bold print, from 0 to 1."""
    place = f"ở thôn {dice.randint(1, 20)}"
    if dice.random() < bold:
        place = f"**{place}**"
    words = f"{dice.choice(SUBJECTS)} {place} {dice.choice(DEEDS)}, {dice.choice(REASONS)}"
    if dice.random() < 0.3:
        words += f", với {dice.randint(12, 900)} lượt người tham gia"
    return f"{words}."

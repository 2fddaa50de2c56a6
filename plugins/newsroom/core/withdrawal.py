"""The name of an exemplar that has been taken down, out of everything that is made from content.

Where an article lists the exemplar, the name goes from all its fields and its text. Elsewhere a
namesake may be meant: the editor is told, and nothing is changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, TypeVar

from pydantic import BaseModel

from newsroom.core.manuscripts import Manuscript
from newsroom.core.markup import FILENAME
from newsroom.core.models import ArticleFront, Person
from newsroom.core.names import equalise
from newsroom.core.problems import FileProblems, Problems
from newsroom.core.source import position
from newsroom.core.stories import Exemplar, Item, Reported, Story
from newsroom.core.vietnamese import TONES, split_tone

M = TypeVar("M", bound=BaseModel)

REMOVED = "[tên đã gỡ]"
LISTED = f"Điển hình này đã gỡ: trên trang, tên bị bỏ hoặc thay bằng “{REMOVED}”."
LISTED_HINT = "Đọc lại và viết lại bài, xem cả ảnh và chú thích, rồi bỏ tên này khỏi “exemplars”."
NAMED = "“{}” là tên một điển hình đã gỡ, và vẫn hiện trên trang."
NAMED_HINT = "Đúng là điển hình ấy thì viết lại cho hết tên; là người trùng tên thì để nguyên."
# What says no name: words of closed lists, addresses and files.
CLOSED = {"slug", "redirects", "status", "category", "campaigns", "provinces", "province", "documents"}
CLOSED |= {"cluster", "award", "grade", "decision", "src", "url", "imported"}
_SPACE = r"(?:\s|&nbsp;|<[^<>]*>)"  # words may stand in different elements
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W_]+")
_VOWELS = "aăâeêioôơuưy"


@lru_cache
def name_pattern(name: str) -> re.Pattern[str]:
    """Finds *name* in NFC text or HTML, in any case, whatever space and wherever the tones stand."""
    return re.compile(rf"(?<!\w){_anywhere(name)}(?!\w)", re.IGNORECASE)


def _anywhere(name: str) -> str:
    """A pattern for *name* in lower case, also as part of other words."""
    name = unicodedata.normalize("NFC", name).lower()
    pattern = ""
    end = 0
    for word in _WORD.finditer(name):
        gap = name[end : word.start()]
        if pattern:
            pattern += f"{_SPACE}+" if gap.isspace() else rf"(?:{_SPACE}|&\w+;|[^\w\s<>])*"
        pattern += _any_placement(word[0])
        end = word.end()
    return pattern or re.escape(name)


def _any_placement(word: str) -> str:
    """A pattern for a syllable with its tone over any of its vowels: ``hòa`` and ``hoà``."""
    letters, tone = split_tone(word)
    if not tone:
        return re.escape(word)
    forms = [
        unicodedata.normalize("NFC", f"{letters[: place + 1]}{TONES[tone - 1]}{letters[place + 1 :]}")
        for place, letter in enumerate(letters)
        if letter in _VOWELS
    ]
    return f"(?:{'|'.join(forms)})"


def take_out(
    manuscript: Manuscript, front: ArticleFront, gone: Sequence[Exemplar]
) -> tuple[Manuscript, ArticleFront]:
    """The *manuscript* of an article and its *front* without the names of *gone*, in fields and text."""
    patterns = [name_pattern(one.front.title) for one in gone]
    names = {equalise(name) for one in gone for name in (one.front.title, one.slug)}
    listed = tuple(name for name in front.exemplars if equalise(name) not in names)
    front = clean(front.model_copy(update={"exemplars": listed}), patterns)
    removed = f"{REMOVED} {sorted(one.shows for one in gone)}"
    text = partial(_text, manuscript, patterns, [_link_to(one) for one in gone])
    digest, front_digest = f"{manuscript.digest} {removed}", f"{manuscript.front_digest} {removed}"
    return replace(manuscript, front=front, digest=digest, front_digest=front_digest, text=text), front


def clean(model: M, patterns: Iterable[re.Pattern[str]]) -> M:
    """The same without the names: whole people and items of lists go, within other texts the name."""
    fields = ((name, getattr(model, name)) for name in type(model).model_fields if name not in CLOSED)
    return model.model_copy(update={name: _clean(value, patterns) for name, value in fields})


def _clean(value: Any, patterns: Iterable[re.Pattern[str]]) -> Any:
    if isinstance(value, str):
        return _replace(value, patterns)
    if isinstance(value, tuple):
        return tuple(_clean(one, patterns) for one in value if not _is_named(one, patterns))
    return clean(value, patterns) if isinstance(value, BaseModel) else value


def _is_named(one: Any, patterns: Iterable[re.Pattern[str]]) -> bool:
    name = one.name if isinstance(one, Person) else one
    return isinstance(name, str) and _replace(name, patterns) != unicodedata.normalize("NFC", name)


def _replace(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    text = unicodedata.normalize("NFC", text)
    for pattern in patterns:
        text = pattern.sub(lambda match: "".join([REMOVED, *_TAG.findall(match[0])]), text)
    return text


def _link_to(exemplar: Exemplar) -> re.Pattern[str]:
    """Finds links to a profile, whose addresses say the name too."""
    addresses = [f"/{url}" for url in (exemplar.url, *exemplar.front.redirects)]
    targets = "|".join(map(re.escape, [f"{FILENAME}{exemplar.path}", *addresses]))
    return re.compile(rf'<a href="(?:{targets})(?:[#?][^"]*)?"[^<>]*>(.*?)</a>', re.DOTALL)


def _text(
    manuscript: Manuscript, patterns: Iterable[re.Pattern[str]], links: Iterable[re.Pattern[str]]
) -> str:
    text = manuscript.text()
    for link in links:
        text = link.sub(r"\1", text)
    return _replace(text, patterns)


def check_names_left(items: Sequence[Item], lists: Mapping[str, str], files: FileProblems) -> None:
    """Warn of each of *items* that has the name of an exemplar taken down and does not list it.

    Silent where another exemplar of that name is meant.

    Args:
        lists: The texts of the closed lists, by path, of which *files* collects the problems.
    """
    gone = [one for one in items if isinstance(one, Exemplar) and one.is_withdrawn]
    patterns = {one.front.title: name_pattern(one.front.title) for one in gone}
    anyone = re.compile("|".join(map(_anywhere, patterns)))  # four times as fast as one that minds no case
    for item in items if gone else ():
        text = _everything(item)
        if not anyone.search(text.lower()):
            continue
        others = item.exemplars if isinstance(item, Story) else [item]
        meant = {equalise(one.front.title) for one in others}
        for name, pattern in patterns.items():
            if equalise(name) not in meant and pattern.search(text):
                _warn(name, pattern, item.manuscript.source(), item.problems)
    for path, text in lists.items():
        for name, pattern in patterns.items():
            if pattern.search(text):
                _warn(name, pattern, text, files[path])


def _warn(name: str, pattern: re.Pattern[str], text: str, problems: Problems) -> None:
    """Warn at the first place of the name in *text*, or at its top where Markdown parts the words."""
    match = pattern.search(text)
    place = position(text, match.start()) if match else (1, 1)
    problems.warn(place, NAMED.format(name), NAMED_HINT)


def _everything(item: Item) -> str:
    """All that its fields and its text say to readers: of what has been taken down, the reason."""
    if isinstance(item, Reported) and item.front.withdrawn:
        return unicodedata.normalize("NFC", item.front.withdrawn.reason)
    fields = item.manuscript.front.model_dump_json().replace("\\n", " ")
    return unicodedata.normalize("NFC", f"{fields}\0{item.manuscript.text()}")
